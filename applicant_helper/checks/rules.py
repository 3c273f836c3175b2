"""Runs a form's rules: a finding for each rule, and each item of it, that does not hold."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from applicant_helper.catalog.models import Rule
from applicant_helper.checks.templates import slot_values
from applicant_helper.core.answers import Record
from applicant_helper.core.expr.evaluate import Bound, Environment, evaluate, holds
from applicant_helper.core.expr.explain import facts_in
from applicant_helper.core.expr.result import Result
from applicant_helper.core.expr.scope import Scope
from applicant_helper.core.finding import Finding, Fix, Severity, Source


@dataclass(slots=True)
class RuleOutcome:
    """The findings of one rule, and the facts that would settle what stayed open."""

    findings: list[Finding] = field(default_factory=list)
    missing: set[str] = field(default_factory=set)


def run_rule(rule: Rule, scope: Scope) -> RuleOutcome:
    """Every finding of one rule in the scope's filing."""
    outcome = RuleOutcome()
    for variables, key in _items(rule, scope, outcome):
        if rule.when is not None:
            applies = holds(rule.when, scope, variables)
            if not applies.is_true:
                outcome.missing |= applies.missing if not applies.is_known else set()
                continue
        result = _broken(rule, scope, variables)
        if not result.is_known:
            outcome.missing |= result.missing
        elif result.value:
            outcome.findings.append(_finding(rule, scope, variables, key))
    return outcome


def _items(rule: Rule, scope: Scope, outcome: RuleOutcome) -> Iterator[tuple[Environment, str]]:
    if rule.each is None:
        yield {}, rule.rule
        return
    if rule.when is not None and holds(rule.when, scope, _nothing(rule)).is_false:
        return
    found = evaluate(rule.each, scope)
    if not found.is_known or not isinstance(found.value, tuple):
        outcome.missing |= found.missing
        return
    for item in found.value:
        yield {rule.variable: Bound(item, rule.each.text)}, f"{rule.rule}:{_key(item)}"


def _nothing(rule: Rule) -> Environment:
    return {rule.variable: Bound(Record("nothing", {}), rule.variable)}


def _key(item: object) -> str:
    if isinstance(item, Record):
        return "-".join(str(a.raw if a.raw is not None else a.value) for a in item.fields.values())
    return str(item)


def _broken(rule: Rule, scope: Scope, variables: Environment) -> Result:
    if rule.flag is not None:
        return holds(rule.flag, scope, variables)
    assert rule.holds is not None
    result = holds(rule.holds, scope, variables)
    return Result(not result.value, result.missing, result.provisional) if result.is_known else result


def _severity(rule: Rule, scope: Scope, variables: Environment) -> Severity:
    for when, severity in rule.severities:
        if holds(when, scope, variables).is_true:
            return severity
    return rule.severity


def _finding(rule: Rule, scope: Scope, variables: Environment, key: str) -> Finding:
    node = rule.flag or rule.holds
    assert node is not None
    sources = _sources(rule, scope, variables)
    params = {**slot_values(rule.says, scope, variables), **slot_values(rule.do, scope, variables)}
    if sources:
        params["sources"] = sources
    return Finding(
        id=rule.id,
        rule=rule.rule,
        severity=_severity(rule, scope, variables),
        filing=scope.filing.id,
        form=scope.filing.form,
        message=rule.says.text,
        params=params,
        about=tuple(
            sorted(facts_in(scope, node) | (facts_in(scope, rule.each) if rule.each else frozenset()))
        ),
        fix=Fix(rule.fix_kind, rule.fix_target) if rule.fix_kind else None,
        fix_message=rule.do.text,
        authority=rule.source.text,
        group=rule.group,
        mark=rule.source.mark,
        sources=sources,
        key=f"{scope.filing.id}:{key}",
        words_at=rule.words_at,
    )


def _sources(rule: Rule, scope: Scope, variables: Environment) -> tuple[Source, ...]:
    if rule.sources is None:
        return ()
    found = evaluate(rule.sources, scope, variables).value
    rows = found if isinstance(found, tuple) else ()
    return tuple(_source(row) for row in rows if isinstance(row, Record))


def _source(row: Record) -> Source:
    page = row.value("page")
    return Source(
        kind="document",
        id=str(row.value("document") or ""),
        says=str(row.value("says") or ""),
        name=str(row.value("name") or ""),
        page=int(str(page)) if page is not None else None,
    )
