"""Stretches of days, months or years to add to a date."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from applicant_helper.core.values.windows import add_months, anniversary


@dataclass(frozen=True, slots=True)
class Span:
    """A number of days, months and years."""

    days: int = 0
    months: int = 0
    years: int = 0

    def reversed(self) -> Span:
        """The same stretch backwards."""
        return Span(-self.days, -self.months, -self.years)

    def __str__(self) -> str:
        parts = [(self.years, "year"), (self.months, "month"), (self.days, "day")]
        return " ".join(f"{abs(n)} {word}{'' if abs(n) == 1 else 's'}" for n, word in parts if n)


def add_span(start: date, span: Span) -> date:
    """The date that lies the span after `start` (before it, for a reversed span).

    Beyond the calendar it is the last day of it, or the first.

    >>> add_span(date(9998, 1, 1), Span(years=5))
    datetime.date(9999, 12, 31)
    """
    try:
        moved = anniversary(start, span.years) if span.years else start
        moved = add_months(moved, span.months) if span.months else moved
        return moved + timedelta(days=span.days)
    except (OverflowError, ValueError):
        return date.min if min(span.days, span.months, span.years) < 0 else date.max
