"""Days counted for citizenship, residence and absence rules of several countries."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from decimal import Decimal

from applicant_helper.core.answers import Answer, AnswerState, Record
from applicant_helper.core.expr.evaluate import Evaluation
from applicant_helper.core.expr.library.histories import as_record, period_of, periods_of, trip_periods
from applicant_helper.core.expr.library.support import strict
from applicant_helper.core.expr.result import NOT_APPLICABLE, unknown
from applicant_helper.core.values import credit, windows
from applicant_helper.core.values.periods import Period


@strict("span")
def span(run: Evaluation, start: date, end: date) -> object:
    """One period from a date to a date, as a list."""
    return (as_record(Period(start, end)),) if start <= end else ()


@strict("whole_days_away")
def whole_days_away(run: Evaluation, trips: Sequence[object], since: date, until: date) -> object:
    """Days strictly between leaving and return that lie in `since` to `until`, both included."""
    away = credit.days_between_ends(trip_periods(run, trips))
    return Decimal(credit.count_in(away, since, until))


@strict("was_away")
def was_away(run: Evaluation, trips: Sequence[object], day: date) -> object:
    """Whether a day lies strictly between leaving and return of a trip."""
    return day.toordinal() in credit.days_between_ends(trip_periods(run, trips))


@strict("first_day_home")
def first_day_home(run: Evaluation, trips: Sequence[object], day: date) -> object:
    """The first day from `day` on that lies strictly inside no trip."""
    away = credit.days_between_ends(trip_periods(run, trips))
    while day.toordinal() in away:
        day += timedelta(days=1)
    return day


@strict("credited_days")
def credited_days(
    run: Evaluation,
    full: Sequence[object],
    half: Sequence[object],
    away: Sequence[object],
    out: Sequence[object],
    since: date,
    until: date,
    cap: Decimal,
) -> object:
    """Days of `full` (one each) and of `half` (a half each, up to `cap`) from `since` to `until` inclusive.

    Days strictly inside a trip of `away`, and days of `out`, never count. Source of the shape: Citizenship
    Act (Canada) s. 5(1)(c)(i) and s. 21.
    """
    return _counter(run, full, half, away, out).between(since, until, cap)


@strict("credit_reached")
def credit_reached(
    run: Evaluation,
    full: Sequence[object],
    half: Sequence[object],
    away: Sequence[object],
    out: Sequence[object],
    start: date,
    years: Decimal,
    needed: Decimal,
    cap: Decimal,
) -> object:
    """The first day S from `start` on whose `years` before it hold `needed` credited days."""
    found = _counter(run, full, half, away, out).first_day(start, int(years), needed, cap)
    return found if found is not None else NOT_APPLICABLE


def _counter(
    run: Evaluation,
    full: Sequence[object],
    half: Sequence[object],
    away: Sequence[object],
    out: Sequence[object],
) -> credit.CreditCounter:
    return credit.CreditCounter(periods_of(full), periods_of(half), trip_periods(run, away), periods_of(out))


@strict("country_stays")
def country_stays(run: Evaluation, addresses: object, trips: object, since: date, until: date) -> object:
    """Days in each country from `since` to `until`: {country, days, longest, last}, by addresses and trips."""
    rows: dict[str, list[Period]] = {}
    for item in _items(addresses):
        _add(rows, item.value("country"), period_of(item))
    for item in _items(trips):
        places = item.value("to")
        first = places[0] if isinstance(places, tuple) and places else None
        _add(rows, first, period_of(item))
    stays = (_stay(country, periods, since, until) for country, periods in sorted(rows.items()))
    return tuple(stay for stay in stays if stay is not None)


def _items(value: object) -> Iterable[Record]:
    return (i for i in value if isinstance(i, Record)) if isinstance(value, tuple) else ()


def _add(rows: dict[str, list[Period]], country: object, period: Period | None) -> None:
    if isinstance(country, str) and period is not None:
        rows.setdefault(country, []).append(period)


def _stay(country: str, periods: Sequence[Period], since: date, until: date) -> Record | None:
    runs = credit.runs_in(periods, since, until)
    if not runs:
        return None
    fields = {
        "country": country,
        "days": Decimal(sum((b - a).days + 1 for a, b in runs)),
        "longest": Decimal(max((b - a).days + 1 for a, b in runs)),
        "last": runs[-1][1],
    }
    return Record("stay", {k: Answer(AnswerState.KNOWN, v) for k, v in fields.items()})


@strict("months_between")
def months_between(run: Evaluation, start: date, end: date) -> object:
    """Whole months from the first date to the second."""
    months = (end.year - start.year) * 12 + end.month - start.month
    return Decimal(months - 1 if windows.add_months(start, months) > end else months)


@strict("day")
def day(run: Evaluation, year: Decimal, month: Decimal, number: Decimal) -> object:
    """A fixed date of the calendar."""
    try:
        return date(int(year), int(month), int(number))
    except ValueError:
        return unknown("day")
