"""The fee that the answers lead to: the first line that holds in each part, parts added up."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from applicant_helper.catalog.models import Fee, Form
from applicant_helper.core.expr.evaluate import holds
from applicant_helper.core.expr.result import NOT_APPLICABLE, Result, known, unknown
from applicant_helper.core.expr.scope import Scope


@dataclass(frozen=True, slots=True)
class FeeResult:
    """The lines of the fee, one for each part, with their sources; `missing_answers` while some are open."""

    filing: str
    form: str
    lines: tuple[Fee, ...]
    missing_answers: tuple[str, ...] = ()

    @property
    def amount(self) -> Decimal | None:
        """The whole amount; None while a part is open or no source confirms it."""
        amounts = [line.amount for line in self.lines]
        if self.missing_answers or not amounts or None in amounts:
            return None
        return sum((a for a in amounts if a is not None), Decimal(0))


def fee_of(form: Form, scope: Scope) -> FeeResult:
    """The fee of the scope's filing."""
    lines: list[Fee] = []
    missing: frozenset[str] = frozenset()
    for part in dict.fromkeys(fee.part for fee in form.fees):
        line, open_answers = _line(form, scope, part)
        missing |= open_answers
        if line is not None:
            lines.append(line)
    return FeeResult(scope.filing.id, form.id, tuple(lines), tuple(sorted(missing)))


def _line(form: Form, scope: Scope, part: str) -> tuple[Fee | None, frozenset[str]]:
    for fee in form.fees:
        if fee.part != part:
            continue
        result = holds(fee.when, scope)
        if not result.is_known:
            return None, result.missing
        if result.value:
            return fee, frozenset()
    return None, frozenset()


def fee_due(form: Form, scope: Scope, part: str) -> Result:
    """The amount due, of one part or (empty) of all; unknown while answers are open or nothing confirms it."""
    if part:
        line, missing = _line(form, scope, part)
        if missing:
            return unknown(*missing)
        if line is None:
            return known(NOT_APPLICABLE)
        return known(line.amount) if line.amount is not None else unknown("fees")
    found = fee_of(form, scope)
    if found.amount is None:
        return unknown(*(found.missing_answers or ("fees",)))
    return known(found.amount)
