"""Plain arithmetic of amounts."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from applicant_helper.core.expr.evaluate import Evaluation
from applicant_helper.core.expr.library.support import strict


@strict("whole")
def whole(run: Evaluation, number: Decimal) -> object:
    """The nearest whole number; a half goes up."""
    return Decimal(number).quantize(Decimal(1), rounding=ROUND_HALF_UP)


@strict("larger")
def larger(run: Evaluation, one: Decimal, other: Decimal) -> object:
    """The larger of two numbers."""
    return max(Decimal(one), Decimal(other))


@strict("smaller")
def smaller(run: Evaluation, one: Decimal, other: Decimal) -> object:
    """The smaller of two numbers."""
    return min(Decimal(one), Decimal(other))
