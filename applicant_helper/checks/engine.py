"""One check of one case: every filing, its requirements, rules, windows and referrals."""

from __future__ import annotations

from collections import ChainMap, Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from applicant_helper.catalog.catalogue import Catalog
from applicant_helper.catalog.models import Form, Window
from applicant_helper.checks.explained import with_explanations
from applicant_helper.checks.fees import FeeResult, fee_due, fee_of
from applicant_helper.checks.requirements import Standing, stand
from applicant_helper.checks.rules import run_rule
from applicant_helper.checks.templates import fill_template
from applicant_helper.core.case import Case, Document, Filing
from applicant_helper.core.expr import library
from applicant_helper.core.expr.evaluate import evaluate, holds
from applicant_helper.core.expr.explain import explain
from applicant_helper.core.expr.nodes import Node
from applicant_helper.core.expr.scope import CERTIFICATE_ITEMS, Scope
from applicant_helper.core.finding import (
    Finding,
    Part,
    Referral,
    RequirementResult,
    Status,
    WindowResult,
)
from applicant_helper.core.finding import (
    Standing as FindingStanding,
)

__all__ = ["CheckResult", "FeeResult", "check_case", "library", "scope_of"]


@dataclass(frozen=True, slots=True)
class CheckResult:
    """Everything one check found. `unknown_forms` are filings the catalogue has no form for."""

    requirements: tuple[RequirementResult, ...]
    findings: tuple[Finding, ...]
    windows: tuple[WindowResult, ...]
    referrals: tuple[Referral, ...]
    fees: tuple[FeeResult, ...]
    open_facts: tuple[tuple[str, int], ...]
    unknown_forms: tuple[str, ...] = ()

    @property
    def is_blocked(self) -> bool:
        """Whether something would be sent back as it stands."""
        return any(f.severity.rank == 0 for f in self.findings)


@dataclass(slots=True)
class _FilingCheck:
    """The standing of requirements of one filing, worked out once each and on demand."""

    form: Form
    scope: Scope
    standings: dict[str, Standing] = field(default_factory=dict)
    open: set[str] = field(default_factory=set)

    def standing(self, requirement_id: str) -> Standing | None:
        if requirement_id in self.standings:
            return self.standings[requirement_id]
        requirement = self.form.requirement(requirement_id)
        if requirement is None or requirement_id in self.open:
            return None
        self.open.add(requirement_id)
        self.standings[requirement_id] = stand(requirement, self.scope, self.form.translation)
        self.open.discard(requirement_id)
        return self.standings[requirement_id]

    def results(self) -> list[RequirementResult]:
        return [s.result for r in self.form.requirements if (s := self.standing(r.id)) is not None]

    def status(self, requirement_id: str) -> Status | None:
        found = self.standing(requirement_id)
        return found.result.status if found else None

    def counting(self, requirement_id: str) -> tuple[Document, ...]:
        found = self.standing(requirement_id)
        return found.counting if found else ()


def check_case(case: Case, catalog: Catalog, today: date) -> CheckResult:
    """The whole case checked as of `today` (the case's own `today` wins, for tests and shared cases)."""
    checks = _filing_checks(case, catalog, case.today or today)
    requirements: list[RequirementResult] = []
    findings: list[Finding] = []
    windows: list[WindowResult] = []
    wanted: Counter[str] = Counter()
    for check in checks.values():
        results = check.results()
        requirements.extend(results)
        for rule in check.form.rules:
            outcome = run_rule(rule, check.scope)
            findings.extend(outcome.findings)
            wanted.update(outcome.missing)
        here = [_window(window, check.scope) for window in check.form.windows]
        windows.extend(here)
        for result in results:
            wanted.update(dict.fromkeys(result.missing_answers, 5))
        wanted.update({f: 8 for w in here for f in w.missing_answers})
    findings = with_explanations(case, findings)
    findings.sort(key=lambda f: (f.severity.rank, f.standing is FindingStanding.EXPLAINED))
    return CheckResult(
        tuple(requirements),
        tuple(findings),
        tuple(windows),
        tuple(r for check in checks.values() for r in _referrals(check.form, check.scope)),
        tuple(fee_of(check.form, check.scope) for check in checks.values()),
        tuple(wanted.most_common()),
        tuple(f.form for f in case.filings if catalog.form(f.form) is None),
    )


def scope_of(case: Case, filing: Filing, catalog: Catalog, today: date) -> Scope:
    """The scope in which one filing's expressions are worked out, other filings of the case in reach."""
    return _filing_checks(case, catalog, today)[filing.id].scope


def _filing_checks(case: Case, catalog: Catalog, today: date) -> dict[str, _FilingCheck]:
    checks: dict[str, _FilingCheck] = {}

    def status_in(filing_id: str, requirement: str) -> Status | None:
        return checks[filing_id].status(requirement) if filing_id in checks else None

    for filing in case.filings:
        form = catalog.form(filing.form)
        if form is not None:
            checks[filing.id] = _filing_check(case, filing, form, catalog, today)
            checks[filing.id].scope.status_in = status_in
    return checks


def _filing_check(case: Case, filing: Filing, form: Form, catalog: Catalog, today: date) -> _FilingCheck:
    own = {"poverty": catalog.poverty.amount} if catalog.poverty is not None else {}
    scope = Scope(
        case=case,
        filing=filing,
        today=today,
        vocabulary=catalog.vocabulary,
        derived={name: d.node for name, d in form.derived.items()},
        tables=ChainMap(own, catalog.tables),  # type: ignore[arg-type]
        editions=tuple((e.date, e.accepted_from, e.accepted_until) for e in form.editions),
        couples=form.couples,
        requirement_ids=frozenset(r.id for r in form.requirements),
        forms=frozenset((form.id, *form.companions)),
        languages=form.languages,
        certificate_items=form.translation.items if form.translation is not None else CERTIFICATE_ITEMS,
    )
    scope.fee = lambda part: fee_due(form, scope, part)
    check = _FilingCheck(form, scope)
    scope.status_of = check.status
    scope.counting_papers = check.counting
    return check


def _day(node: Node | None, scope: Scope) -> tuple[date | None, frozenset[str]]:
    if node is None:
        return None, frozenset()
    result = evaluate(node, scope)
    return (result.value if isinstance(result.value, date) else None), (
        result.missing if not result.is_known else frozenset()
    )


def _window(window: Window, scope: Scope) -> WindowResult:
    opens, missing = _day(window.opens, scope)
    closes, also_missing = _day(window.closes, scope)
    steps: list[Part] = []
    if opens is not None or closes is not None:
        steps.append(fill_template(window.arithmetic, scope, template_id="arithmetic"))
        for i, (when, template) in enumerate(window.also, start=1):
            if holds(when, scope).is_true:
                steps.append(fill_template(template, scope, template_id=f"also.{i}.text"))
    return WindowResult(
        id=window.id,
        filing=scope.filing.id,
        form=scope.filing.form,
        label=window.label,
        opens=opens,
        closes=closes,
        arithmetic=tuple(steps),
        missing_answers=tuple(sorted(missing | also_missing)),
        authority=window.source.text,
    )


def _referrals(form: Form, scope: Scope) -> Iterable[Referral]:
    for refer in form.refer:
        if holds(refer.when, scope).is_true:
            because = tuple(str(r) for r in explain(refer.when, scope))
            yield Referral(refer.id, scope.filing.id, scope.filing.form, refer.says, because)
