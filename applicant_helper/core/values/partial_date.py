"""Dates that may be known only to the month or year, or be read in two ways; comparing them says so."""

from __future__ import annotations

import calendar as days_of
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

FIRST_YEAR, LAST_YEAR = 1900, 2100


class Precision(StrEnum):
    """How much of a date is known."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"


class DateMatch(StrEnum):
    """How two dates stand to each other."""

    SAME = "same"
    COMPATIBLE = "compatible"
    SWAPPED_DAY_MONTH = "swapped_day_month"
    DIFFERENT = "different"


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date of the Western calendar, to the day, month or year.

    `others` holds the other readings when a paper may have meant day/month or month/day, or when another calendar
    leaves the day open. `span` holds the first and last day of a month or year of another calendar.
    `calendar` is the one it was written in.
    `as_written` is the text it was read from and plays no part in equality.
    """

    year: int
    month: int | None = None
    day: int | None = None
    as_written: str | None = field(default=None, compare=False)
    calendar: str = "gregorian"
    others: tuple[date, ...] = ()
    span: tuple[date, date] | None = None

    @classmethod
    def of(cls, day: date, as_written: str | None = None) -> PartialDate:
        """A date known to the day."""
        return cls(day.year, day.month, day.day, as_written)

    @property
    def precision(self) -> Precision:
        """How much is known."""
        if self.month is None:
            return Precision.YEAR
        return Precision.MONTH if self.day is None else Precision.DAY

    def _first(self) -> date:
        if self.span:
            return self.span[0]
        return date(self.year, self.month or 1, self.day or 1)

    def _last(self) -> date:
        if self.span:
            return self.span[1]
        month = self.month or 12
        return date(self.year, month, self.day or days_of.monthrange(self.year, month)[1])

    def earliest(self) -> date:
        """The first day it can mean."""
        return min((self._first(), *self.others))

    def latest(self) -> date:
        """The last day it can mean."""
        return max((self._last(), *self.others))

    def exact(self) -> date | None:
        """The day, when only one day is meant."""
        return self._first() if self.precision is Precision.DAY and not self.others else None

    def earliest_reading(self) -> date:
        """The first reading, as the fields have it."""
        return self._first()

    def readings(self) -> frozenset[date]:
        """Every day a date that is written to the day can mean; empty for a month or year."""
        if self.precision is not Precision.DAY:
            return frozenset()
        return frozenset({self._first(), *self.others})

    def iso(self) -> str:
        """`YYYY-MM-DD`, `YYYY-MM` or `YYYY`; the first reading when there are several.

        A month or year of another calendar is written as its two ends, `YYYY-MM-DD/YYYY-MM-DD`.

        >>> PartialDate(1988, 3).iso()
        '1988-03'
        """
        if self.span:
            return f"{self.span[0].isoformat()}/{self.span[1].isoformat()}"
        parts = [f"{self.year:04}"] + [f"{p:02}" for p in (self.month, self.day) if p is not None]
        return "-".join(parts)


def as_partial(value: date | PartialDate) -> PartialDate:
    """The value as a PartialDate."""
    return value if isinstance(value, PartialDate) else PartialDate.of(value)


def before(a: date | PartialDate, b: date | PartialDate) -> bool | None:
    """Whether `a` lies before `b`; None while their precision leaves it open.

    >>> before(PartialDate(2019), PartialDate(2020, 1)), before(PartialDate(2019), date(2019, 5, 1))
    (True, None)
    """
    left, right = as_partial(a), as_partial(b)
    if left.latest() < right.earliest():
        return True
    return False if left.earliest() >= right.latest() else None


def same_date(a: date | PartialDate, b: date | PartialDate) -> DateMatch:
    """How two dates stand to each other. Compatible: both can mean the same day, but it is not certain.

    >>> same_date(date(1988, 2, 11), date(1988, 11, 2)).value
    'swapped_day_month'
    """
    left, right = as_partial(a), as_partial(b)
    ours, theirs = left.readings(), right.readings()
    if ours and theirs:
        if ours & theirs:
            return DateMatch.SAME if len(ours) == len(theirs) == 1 else DateMatch.COMPATIBLE
        swapped = any(_swapped(x) in theirs for x in ours)
        return DateMatch.SWAPPED_DAY_MONTH if swapped else DateMatch.DIFFERENT
    if not ours and not theirs:
        if left.iso() == right.iso():
            return DateMatch.SAME
        return DateMatch.COMPATIBLE if _can_meet(left, right) else DateMatch.DIFFERENT
    days, coarse = (ours, right) if ours else (theirs, left)
    meets = any(coarse.earliest() <= d <= coarse.latest() for d in days)
    return DateMatch.COMPATIBLE if meets else DateMatch.DIFFERENT


def _swapped(day: date) -> date | None:
    return date(day.year, day.day, day.month) if day.day <= 12 and day.day != day.month else None


def _can_meet(a: PartialDate, b: PartialDate) -> bool:
    return a.earliest() <= b.latest() and b.earliest() <= a.latest()


def print_date(value: PartialDate) -> str:
    """The form that is kept: ISO, as far as the date is known."""
    return value.iso()
