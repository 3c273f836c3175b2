"""Dates and spans."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from applicant_helper.core.expr.evaluate import Evaluation
from applicant_helper.core.expr.library.support import lazy, strict
from applicant_helper.core.expr.nodes import Call
from applicant_helper.core.expr.result import NO_FACTS, NOT_APPLICABLE, UNKNOWN, Result, known
from applicant_helper.core.expr.spans import Span
from applicant_helper.core.values import holidays, windows


@lazy("today")
def today(run: Evaluation, node: Call) -> Result:
    """The day of the check."""
    return known(run.scope.today)


@strict("days")
def days(run: Evaluation, number: Decimal) -> object:
    """A span of days."""
    return Span(days=int(number))


@strict("months")
def months(run: Evaluation, number: Decimal) -> object:
    """A span of months."""
    return Span(months=int(number))


@strict("years")
def years(run: Evaluation, number: Decimal) -> object:
    """A span of years."""
    return Span(years=int(number))


@strict("anniversary")
def anniversary(run: Evaluation, start: date, number: Decimal) -> object:
    """The same day n years later; 29 February becomes 1 March in a common year."""
    return windows.anniversary(start, int(number))


@strict("age_on")
def age_on(run: Evaluation, birth: date, on: date) -> object:
    """Whole years of age."""
    return Decimal(windows.age_on(birth, on))


@strict("year_of")
def year_of(run: Evaluation, day: date) -> object:
    """The year of a date."""
    return Decimal(day.year)


@strict("days_between")
def days_between(run: Evaluation, start: date, end: date) -> object:
    """Days from the first date to the second; negative when it lies before."""
    return Decimal((end - start).days)


@strict("next_working_day")
def next_working_day(run: Evaluation, day: date) -> object:
    """The day itself, or the next one that is neither a weekend nor a federal holiday."""
    return holidays.next_working_day(day)


@strict("working_days_after")
def working_days_after(run: Evaluation, day: date, number: Decimal) -> object:
    """The day that is n working days after a day."""
    return holidays.working_days_after(day, int(number))


@lazy("later")
def later(run: Evaluation, node: Call) -> Result:
    """The later of the dates that apply; unknown while one of them is."""
    return _pick(run, node, latest=True)


@lazy("earlier")
def earlier(run: Evaluation, node: Call) -> Result:
    """The earlier of the dates that apply; unknown while one of them is."""
    return _pick(run, node, latest=False)


def _pick(run: Evaluation, node: Call, *, latest: bool) -> Result:
    results = [run.result(arg) for arg in node.args]
    unsettled = [r for r in results if not r.is_known or not isinstance(r.value, date)]
    unsettled = [r for r in unsettled if r.value is not NOT_APPLICABLE]
    if unsettled:
        return Result(UNKNOWN, NO_FACTS.union(*(r.missing for r in unsettled)))
    dates = [r.value for r in results if isinstance(r.value, date)]
    if not dates:
        return known(NOT_APPLICABLE)
    return Result(max(dates) if latest else min(dates), provisional=any(r.provisional for r in results))
