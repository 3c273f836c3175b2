"""Trips, addresses and jobs over time."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from decimal import Decimal

from applicant_helper.core.answers import Answer, AnswerState, Record
from applicant_helper.core.expr.evaluate import Evaluation
from applicant_helper.core.expr.library.support import lazy, strict
from applicant_helper.core.expr.nodes import Call, Literal
from applicant_helper.core.expr.result import NOT_APPLICABLE, UNKNOWN, Result, known, unknown
from applicant_helper.core.values import periods
from applicant_helper.core.values.dates import PartialDate
from applicant_helper.core.values.periods import Period

STARTS = ("from", "left", "date", "start", "issued")
ENDS = ("to", "returned", "ended", "end", "extended_to", "expires")


def period_of(item: Record) -> Period | None:
    """When an item began and ended, benefit of the doubt given to imprecise dates; None without a start."""
    start = _day(item, STARTS, latest=False)
    if start is None:
        return None
    return Period(start, _day(item, ENDS, latest=True))


def _day(item: Record, keys: Iterable[str], *, latest: bool) -> date | None:
    for key in keys:
        value = item.value(key)
        if isinstance(value, PartialDate):
            return value.latest() if latest else value.earliest()
        if isinstance(value, date):
            return value
    return None


def periods_of(items: Sequence[object]) -> list[Period]:
    """The periods of the items that say when they began."""
    found = (period_of(i) for i in items if isinstance(i, Record))
    return [p for p in found if p is not None]


def as_record(period: Period) -> Record:
    """A computed period as an item that conditions can look at."""
    fields = {"from": _plain(period.start)}
    if period.end is not None:
        fields["to"] = _plain(period.end)
        fields["days"] = _plain(Decimal((period.end - period.start).days + 1))
    return Record("period", fields)


def _plain(value: object) -> Answer:
    return Answer(AnswerState.KNOWN, value)


@strict("elapsed_days")
def elapsed_days(run: Evaluation, trip: Record) -> object:
    """Days from leaving to return; of a trip that still goes on, to the filing date."""
    period = period_of(trip)
    if period is None:
        return unknown("trips.left")
    end = period.end or _filing_day(run)
    return Decimal(periods.elapsed_days(period.start, end))


def _filing_day(run: Evaluation) -> date:
    found = run.scope.fact("filing", "date").value
    return found if isinstance(found, date) else run.scope.today


def trip_periods(run: Evaluation, trips: Sequence[object]) -> list[Period]:
    """Trips as periods; one still going on ends on the filing date. A return before leaving is left out."""
    closed = [Period(p.start, p.end or max(p.start, _filing_day(run))) for p in periods_of(trips)]
    return [p for p in closed if p.end is None or p.end >= p.start]


@strict("days_present")
def days_present(run: Evaluation, trips: Sequence[object], since: date, until: date) -> object:
    """Days in the country from `since` up to, not including, `until`; both travel days count."""
    return Decimal(periods.days_present(trip_periods(run, trips), since, until))


@strict("presence_reached")
def presence_reached(
    run: Evaluation, trips: Sequence[object], start: date, needed: Decimal, years: Decimal
) -> object:
    """First filing date from `start` on with `needed` days present in the `years` before it."""
    found = periods.first_date_with_presence(trip_periods(run, trips), start, int(needed), int(years))
    return found if found is not None else NOT_APPLICABLE


@strict("overlaps")
def overlaps(run: Evaluation, items: Sequence[object]) -> object:
    """Stretches of more than one day that two items share (a day of change is no overlap)."""
    return tuple(as_record(p) for p in periods.overlaps(periods_of(items)))


@strict("gaps")
def gaps(run: Evaluation, items: Sequence[object], since: date, until: date, more_than: Decimal) -> object:
    """Stretches between `since` and `until` that no item covers and that last more than n days."""
    found = periods.gaps(periods_of(items), since, until, int(more_than))
    return tuple(as_record(p) for p in found)


@strict("uncovered")
def uncovered(
    run: Evaluation, items: Sequence[object], cover: Sequence[object], since: date, until: date
) -> object:
    """Parts of the items' periods, between the dates, that no period of `cover` overlaps."""
    found: list[Period] = []
    closed = [Period(p.start, p.end or until) for p in trip_periods(run, cover)]
    for period in periods_of(items):
        start, end = max(period.start, since), min(period.end or until, until)
        if start <= end:
            found.extend(periods.gaps(closed, start, end, 0))
    return tuple(as_record(p) for p in found)


@lazy("current")
def current(run: Evaluation, node: Call) -> Result:
    """The item that goes on now; "does not apply" when every item has ended."""
    items = run.result(node.args[0])
    if not items.is_known or not isinstance(items.value, tuple):
        return Result(UNKNOWN, items.missing or frozenset({node.args[0].text}))
    if not items.value:
        return unknown(node.args[0].text)
    found = _current(items.value, run.scope.today)
    return known(found if found is not None else NOT_APPLICABLE)


def _current(items: Sequence[object], today: date) -> Record | None:
    rows = [(p, i) for i in items if isinstance(i, Record) and (p := period_of(i)) is not None]
    going_on = [(p, i) for p, i in rows if p.end is None or p.end >= today]
    going_on = [(p, i) for p, i in going_on if p.start <= today] or going_on
    return max(going_on, key=lambda row: row[0].start)[1] if going_on else None


@lazy("same_since")
def same_since(run: Evaluation, node: Call) -> Result:
    """First day of the unbroken run of items whose `key` has the value of the current item."""
    items, key_node = run.result(node.args[0]), node.args[1]
    key = str(key_node.value) if isinstance(key_node, Literal) else ""
    if not items.is_known or not isinstance(items.value, tuple):
        return Result(UNKNOWN, items.missing or frozenset({node.args[0].text}))
    now = _current(items.value, run.scope.today)
    if now is None or now.value(key) is None:
        return unknown(f"{node.args[0].text}.{key}")
    same = [i for i in items.value if isinstance(i, Record) and i.value(key) == now.value(key)]
    spans = sorted(periods_of(same), key=lambda p: p.start)
    start = spans[-1].start
    for period in reversed(spans[:-1]):
        if (period.end or start) < start - timedelta(days=1):
            break
        start = min(start, period.start)
    return known(start)
