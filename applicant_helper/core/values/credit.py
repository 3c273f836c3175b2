"""Counting days one by one: days away, days credited in full or by half, and when enough are reached."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from itertools import accumulate

from applicant_helper.core.values.periods import Period
from applicant_helper.core.values.windows import anniversary

HALF = Decimal("0.5")
YEARS_AHEAD = 6


def days_between_ends(trips: Iterable[Period]) -> set[int]:
    """Ordinals of the days strictly between leaving and return; a trip without an end has none after today.

    >>> sorted(days_between_ends([Period(date(2024, 1, 1), date(2024, 1, 4))]))
    [738887, 738888]
    """
    found: set[int] = set()
    for trip in trips:
        end = trip.end or trip.start
        found.update(range(trip.start.toordinal() + 1, end.toordinal()))
    return found


def count_in(days: set[int], since: date, until: date) -> int:
    """How many of the days lie in `since` to `until`, both included."""
    return sum(1 for d in range(since.toordinal(), until.toordinal() + 1) if d in days)


def runs_in(periods: Sequence[Period], since: date, until: date) -> list[tuple[date, date]]:
    """The periods joined where they touch and cut to `since` to `until`, in order."""
    rows: list[tuple[int, int]] = []
    first, last = since.toordinal(), until.toordinal()
    for period in sorted(periods, key=lambda p: p.start):
        start = max(period.start.toordinal(), first)
        end = min((period.end or until).toordinal(), last)
        if start > end:
            continue
        if rows and start <= rows[-1][1] + 1:
            rows[-1] = (rows[-1][0], max(rows[-1][1], end))
        else:
            rows.append((start, end))
    return [(date.fromordinal(a), date.fromordinal(b)) for a, b in rows]


class CreditCounter:
    """Credited days: `full` periods count one a day, `half` periods a half; trips and `out` count nothing.

    A trip takes away only the days strictly between leaving and return.
    """

    def __init__(
        self,
        full: Sequence[Period],
        half: Sequence[Period],
        trips: Sequence[Period],
        out: Sequence[Period],
    ) -> None:
        self.full = full
        self.half = half
        self.away = days_between_ends(trips)
        self.out = out

    def between(self, since: date, until: date, cap: Decimal) -> Decimal:
        """The credited days from `since` to `until`, both included."""
        if until < since:
            return Decimal(0)
        full, half = self._weights(since, until)
        return Decimal(sum(full)) + min(cap, HALF * sum(half))

    def first_day(self, start: date, years: int, needed: Decimal, cap: Decimal) -> date | None:
        """The first day S from `start` on with `needed` days in the `years` that end the day before S."""
        since, until = anniversary(start, -years), anniversary(start, YEARS_AHEAD)
        full, half = (list(accumulate(row, initial=0)) for row in self._weights(since, until))
        base = since.toordinal()
        for ordinal in range(start.toordinal(), until.toordinal()):
            first = anniversary(date.fromordinal(ordinal), -years).toordinal() - base
            last = ordinal - base
            credited = full[last] - full[first] + min(cap, HALF * (half[last] - half[first]))
            if credited >= needed:
                return date.fromordinal(ordinal)
        return None

    def _weights(self, since: date, until: date) -> tuple[list[int], list[int]]:
        base, length = since.toordinal(), (until - since).days + 1
        kind = bytearray(length)
        for rows, mark in ((self.half, 1), (self.full, 2), (self.out, 0)):
            for a, b in runs_in(rows, since, until):
                first, last = a.toordinal() - base, b.toordinal() - base
                kind[first : last + 1] = bytes([mark]) * (last - first + 1)
        for ordinal in self.away:
            if 0 <= ordinal - base < length:
                kind[ordinal - base] = 0
        return [int(k == 2) for k in kind], [int(k == 1) for k in kind]
