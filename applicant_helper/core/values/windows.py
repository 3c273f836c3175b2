"""Arithmetic of windows: anniversaries, months, ages, and the steps that are shown to a person."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, timedelta


def anniversary(start: date, years: int) -> date:
    """The same day `years` later (earlier, when negative); 29 February becomes 1 March in a common year.

    >>> anniversary(date(2020, 2, 29), 1), anniversary(date(2006, 7, 4), 5)
    (datetime.date(2021, 3, 1), datetime.date(2011, 7, 4))
    """
    year = start.year + years
    if not date.min.year <= year <= date.max.year:
        return date.max if years > 0 else date.min
    if start.month == 2 and start.day == 29 and not calendar.isleap(year):
        return date(year, 3, 1)
    return start.replace(year=year)


def add_months(start: date, months: int) -> date:
    """The same day `months` later (earlier, when negative), at most the last day of that month.

    >>> add_months(date(2026, 8, 31), -6)
    datetime.date(2026, 2, 28)
    """
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    if not date.min.year <= year <= date.max.year:
        return date.max if months > 0 else date.min
    return date(year, month + 1, min(start.day, calendar.monthrange(year, month + 1)[1]))


def add_days(start: date, days: int) -> date:
    """The day `days` later (earlier, when negative), held within the calendar."""
    ordinal = min(max(start.toordinal() + days, 1), date.max.toordinal())
    return date.fromordinal(ordinal)


def minus_days(start: date, days: int) -> date:
    """The day `days` before `start`.

    >>> minus_days(date(2011, 7, 4), 90)
    datetime.date(2011, 4, 5)
    """
    return add_days(start, -days)


def age_on(birth: date, on: date) -> int:
    """Whole years of age on a day; negative before birth. Born on 29 February: one year older on 1 March.

    >>> age_on(date(2004, 2, 29), date(2022, 2, 28)), age_on(date(2004, 2, 29), date(2022, 3, 1))
    (17, 18)
    """
    age = on.year - birth.year
    return age - 1 if anniversary(birth, age) > on else age


def day_before(day: date) -> date:
    """The day before."""
    return day - timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a sum: an amount such as "5 years" or "-90 days", and the date reached."""

    amount: int
    unit: str
    result: date


@dataclass(frozen=True, slots=True)
class Arithmetic:
    """A date and the steps that led from it to another, so that a person can follow the sum.

    >>> print(Arithmetic(date(2021, 12, 6)).years(5).days(-90))
    2021-12-06 + 5 years = 2026-12-06; less 90 days = 2026-09-07
    """

    start: date
    steps: tuple[Step, ...] = ()

    @property
    def result(self) -> date:
        """The date reached."""
        return self.steps[-1].result if self.steps else self.start

    def _then(self, amount: int, unit: str, result: date) -> Arithmetic:
        return Arithmetic(self.start, (*self.steps, Step(amount, unit, result)))

    def years(self, amount: int) -> Arithmetic:
        """With `amount` years added."""
        return self._then(amount, "year", anniversary(self.result, amount))

    def months(self, amount: int) -> Arithmetic:
        """With `amount` months added."""
        return self._then(amount, "month", add_months(self.result, amount))

    def days(self, amount: int) -> Arithmetic:
        """With `amount` days added."""
        return self._then(amount, "day", add_days(self.result, amount))

    def __str__(self) -> str:
        text = self.start.isoformat()
        for position, step in enumerate(self.steps):
            plural = "" if abs(step.amount) == 1 else "s"
            sign = (
                ("+" if step.amount >= 0 else "-")
                if position == 0
                else "plus"
                if step.amount >= 0
                else "less"
            )
            joint = " " if position == 0 else "; "
            text += f"{joint}{sign} {abs(step.amount)} {step.unit}{plural} = {step.result.isoformat()}"
        return text
