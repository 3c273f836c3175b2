"""Stretches of days: trips, addresses, jobs. Both ends of a period belong to it; no end means it goes on."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from applicant_helper.core.values.windows import anniversary

_FOREVER = date.max.toordinal()


@dataclass(frozen=True, slots=True)
class Period:
    """From `start` to `end`, both included; `end` None while it goes on."""

    start: date
    end: date | None = None

    @property
    def days(self) -> int | None:
        """How many days it lasts, both ends counted; None while it goes on."""
        return None if self.end is None else (self.end - self.start).days + 1


def elapsed_days(left: date, returned: date) -> int:
    """Days from leaving to return, as continuity of residence counts them.

    >>> elapsed_days(date(2024, 5, 10), date(2024, 12, 2))
    206
    """
    return (returned - left).days


def absent_days(left: date, returned: date) -> int:
    """Whole days outside: the day of leaving and the day of return both count as days in the country.

    >>> absent_days(date(2024, 5, 10), date(2024, 12, 2))
    205
    """
    return max(0, (returned - left).days - 1)


def days_present(trips: Iterable[Period], since: date, until: date) -> int:
    """Days in the country from `since` up to, not including, `until`. Overlapping trips count once.

    A trip without an end is still going on. A trip that ends before it starts is left out.
    """
    if until <= since:
        return 0
    return (until - since).days - _Absence(trips).days(since.toordinal(), until.toordinal())


def first_date_with_presence(trips: Iterable[Period], start: date, needed: int, years: int) -> date | None:
    """The first filing date from `start` on with `needed` days present in the `years` before it.

    Trips are the ones given and no others. None when it is never reached.
    """
    absence = _Absence(trips)
    day, last = start, max(anniversary(absence.last_return, years), start)
    if absence.endless:
        last = anniversary(start, years)
    while day <= last:
        since, until = anniversary(day, -years).toordinal(), day.toordinal()
        lacking = needed - (until - since - absence.days(since, until))
        if lacking <= 0:
            return day
        # Presence grows by at most one a day, so no day before this one can do.
        day = date.fromordinal(min(until + lacking, _FOREVER - 1))
        if day.toordinal() >= _FOREVER - 1:
            return None
    return None


class _Absence:
    """The days away of all trips, merged, with a running total for quick counting."""

    def __init__(self, trips: Iterable[Period]) -> None:
        trips = list(trips)
        away = [(t.start.toordinal() + 1, _end(t) if t.end is not None else _FOREVER) for t in trips]
        self.rows = _merged([(a, b) for a, b in away if a < b])
        self.starts = [a for a, _ in self.rows]
        self.totals = [0]
        for a, b in self.rows:
            self.totals.append(self.totals[-1] + b - a)
        self.endless = any(t.end is None for t in trips)
        ends = [t.end for t in trips if t.end is not None]
        self.last_return = max(ends, default=date.min)

    def _until(self, ordinal: int) -> int:
        place = bisect_right(self.starts, ordinal)
        if place == 0:
            return 0
        a, b = self.rows[place - 1]
        return self.totals[place - 1] + min(ordinal, b) - a

    def days(self, since: int, until: int) -> int:
        """Days away in [since, until)."""
        return self._until(until) - self._until(since)


def _end(period: Period) -> int:
    return _FOREVER if period.end is None else period.end.toordinal()


def _merged(rows: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Half-open stretches [a, b) joined where they touch or overlap."""
    joined: list[tuple[int, int]] = []
    for a, b in sorted(rows):
        if joined and a <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(b, joined[-1][1]))
        else:
            joined.append((a, b))
    return joined


def _period(first: int, last: int) -> Period:
    return Period(date.fromordinal(first), None if last >= _FOREVER else date.fromordinal(last))


def gaps(periods: Iterable[Period], since: date, until: date, longer_than_days: int = 0) -> list[Period]:
    """Stretches from `since` to `until`, both included, not covered, that last more days than said.

    >>> gaps([Period(date(2024, 1, 1), date(2024, 1, 10))], date(2024, 1, 1), date(2024, 1, 31))
    [Period(start=datetime.date(2024, 1, 11), end=datetime.date(2024, 1, 31))]
    """
    found: list[Period] = []
    day, stop = since.toordinal(), until.toordinal()
    for a, b in _merged(
        (p.start.toordinal(), _end(p) + 1) for p in periods if _end(p) >= p.start.toordinal()
    ):
        if a > stop:
            break
        if a - day > longer_than_days:
            found.append(_period(day, a - 1))
        day = max(day, b)
    if stop - day + 1 > longer_than_days and day <= stop:
        found.append(_period(day, stop))
    return found


def uncovered_days(period: Period, cover: Iterable[Period], until: date) -> int:
    """Days of `period` (up to `until` while it goes on) that no period of `cover` holds."""
    end = period.end if period.end is not None else until
    return sum(g.days or 0 for g in gaps(cover, period.start, end))


def overlaps(periods: Sequence[Period]) -> list[Period]:
    """Stretches of more than one day that two periods share; a single day of change is no overlap."""
    rows = sorted((p.start.toordinal(), _end(p)) for p in periods if _end(p) >= p.start.toordinal())
    shared: list[tuple[int, int]] = []
    for place, (_, end) in enumerate(rows):
        for start, other_end in rows[place + 1 :]:
            if start >= end:
                break
            if min(end, other_end) > start:
                shared.append((start, min(end, other_end)))
    return [_period(a, b) for a, b in _merged(shared)]


def unbroken_start(periods: Iterable[Period]) -> date | None:
    """First day of the run of periods, each following the one before without a day between, that ends last.

    >>> unbroken_start([Period(date(2020, 1, 1), date(2020, 6, 30)), Period(date(2020, 7, 1))])
    datetime.date(2020, 1, 1)
    """
    rows = _merged((p.start.toordinal(), _end(p) + 1) for p in periods if _end(p) >= p.start.toordinal())
    return date.fromordinal(rows[-1][0]) if rows else None
