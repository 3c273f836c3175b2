"""Federal holidays of the United States and the working days between them (5 U.S.C. 6103)."""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache

SATURDAY, SUNDAY = 5, 6
JUNETEENTH_SINCE = 2021
MARTIN_LUTHER_KING_SINCE = 1986


@lru_cache(maxsize=64)
def federal_holidays(year: int) -> frozenset[date]:
    """The days on which federal offices are closed; one that falls on a weekend is kept on Friday or Monday.

    >>> date(2026, 11, 26) in federal_holidays(2026), date(2026, 7, 3) in federal_holidays(2026)
    (True, True)
    """
    fixed = [date(year, 1, 1), date(year, 7, 4), date(year, 11, 11), date(year, 12, 25)]
    if year >= JUNETEENTH_SINCE:
        fixed.append(date(year, 6, 19))
    found = {_kept(day) for day in fixed} | {_kept(date(year + 1, 1, 1))}
    found |= {_nth(year, 2, 0, 3), _last_monday(year, 5), _nth(year, 9, 0, 1)}
    found |= {_nth(year, 10, 0, 2), _nth(year, 11, 3, 4)}
    if year >= MARTIN_LUTHER_KING_SINCE:
        found.add(_nth(year, 1, 0, 3))
    return frozenset(day for day in found if day.year == year)


def _kept(day: date) -> date:
    if day.weekday() == SATURDAY:
        return day - timedelta(days=1)
    return day + timedelta(days=1) if day.weekday() == SUNDAY else day


def _nth(year: int, month: int, weekday: int, number: int) -> date:
    first = date(year, month, 1)
    return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (number - 1))


def _last_monday(year: int, month: int) -> date:
    last = date(year, month + 1, 1) - timedelta(days=1)
    return last - timedelta(days=last.weekday())


def is_working_day(day: date) -> bool:
    """Whether a day is neither a weekend nor a federal holiday."""
    return day.weekday() < SATURDAY and day not in federal_holidays(day.year)


def next_working_day(day: date) -> date:
    """The day itself when it is a working day, else the next one (8 CFR 1.2, "day").

    >>> next_working_day(date(2026, 12, 13))
    datetime.date(2026, 12, 14)
    """
    while not is_working_day(day):
        day += timedelta(days=1)
    return day


def working_days_after(day: date, number: int) -> date:
    """The day that is `number` working days after `day`."""
    while number > 0:
        day += timedelta(days=1)
        number -= is_working_day(day)
    return day
