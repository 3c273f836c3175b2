"""Reads dates as people and papers write them. A missing part stays missing."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from typing import Literal, TypeAlias

from applicant_helper.core.marks import N_
from applicant_helper.core.values.months import FILLERS, month_number, plain_word
from applicant_helper.core.values.partial_date import FIRST_YEAR, LAST_YEAR, PartialDate
from applicant_helper.core.values.refusal import Refusal, shown

Order: TypeAlias = Literal["ymd", "mdy", "dmy", "unknown"]
PIVOT = 50

NOT_A_DATE = N_('"{value}" could not be read as a date. Write it like 03/14/1988 or 14 March 1988.')
NO_YEAR = N_('"{value}" has no year. Write it like 03/14/1988, or only the year if that is all you know.')
NO_SUCH_DAY = N_(
    '"{value}" is not a day of the calendar. Check the day and the month. Write it like {example}.'
)
NO_SUCH_MONTH = N_('"{value}" has no month between 1 and 12 where it is expected. Write it like {example}.')
YEAR_RANGE = N_('"{value}" has the year {year}. Write a year between 1900 and 2100, like 03/14/1988.')
SHORT_YEAR = N_('"{value}" needs a year with four digits. Write it like 03/14/1988.')
PERSIAN_OR_ISLAMIC = N_(
    "{year} looks like a year of the Persian or the Islamic calendar. "
    "Write the Western date that the English translation gives, like 03/14/1988."
)
ISLAMIC = N_(
    "{year} looks like a year of the Islamic calendar. "
    "Write the Western date that the English translation gives, like 03/14/1988."
)
THAI = N_(
    "{year} looks like a year of the Thai calendar, which is {western} in the Western calendar. "
    "Check it and write the Western date, like 03/14/1988."
)
HEBREW = N_(
    "{year} looks like a year of the Hebrew calendar. "
    "Write the Western date that the English translation gives, like 03/14/1988."
)

EXAMPLES = {"mdy": "03/14/1988", "dmy": "14/03/1988", "ymd": "1988-03-14", "unknown": "14 March 1988"}
_NUMERIC = re.compile(r"^(\d{1,4})\s*([-/.\s])\s*(\d{1,4})(?:\s*\2\s*(\d{1,4}))?\s*\.?$")
_TOKENS = re.compile(r"[^\W\d_]+|\d+")
_WORDY = re.compile(r"^[\w\s.,/\-'’ºª°()]+$")
_EAST_ASIAN = re.compile(r"^(\d{1,4})\s*[年년]\s*(?:(\d{1,2})\s*[月월]\s*(?:(\d{1,2})\s*[日일号])?)?$")


def parse_date(text: str, order: Order = "mdy", year_hint: int | None = None) -> PartialDate | Refusal:
    """The date a text means, or why it was not taken.

    `order` says how `01/02/2020` is meant; "unknown" keeps both readings when they differ. Year first is
    always year-month-day and `02.01.2020` always day first. Two-digit years are put nearest to `year_hint`;
    without one, 00 to 50 are 2000 to 2050.

    >>> parse_date("14 MAR/MARS 1988").iso()
    '1988-03-14'
    >>> parse_date("03/04/2020", "unknown").others
    (datetime.date(2020, 4, 3),)
    """
    written = shown(text)
    plain = _ascii_digits(unicodedata.normalize("NFKC", text)).strip()
    if not plain or len(plain) > 60:
        return Refusal("date.unreadable", NOT_A_DATE, {"value": written})
    east = _EAST_ASIAN.match(plain)
    if east:
        return _built(written, east[1], east[2], east[3], "ymd")
    numeric = _NUMERIC.match(plain)
    if numeric:
        return _numeric(written, numeric, order, year_hint)
    if re.fullmatch(r"\d+", plain):
        return _year_only(written, plain)
    return _worded(written, plain, year_hint)


def _ascii_digits(text: str) -> str:
    return "".join(str(unicodedata.decimal(c)) if c.isdecimal() else c for c in text)


def _year_only(written: str, digits: str) -> PartialDate | Refusal:
    if len(digits) != 4:
        return Refusal("date.unreadable", NOT_A_DATE, {"value": written})
    return _built(written, digits, None, None, "ymd")


def _numeric(written: str, match: re.Match[str], order: Order, hint: int | None) -> PartialDate | Refusal:
    first, sign, second, third = match[1], match[2], match[3], match[4]
    if third is None:
        if len(first) == 4 and len(second) <= 2:
            return _built(written, first, second, None, "ymd")
        if len(second) == 4 and len(first) <= 2:
            return _built(written, second, first, None, order)
        return Refusal("date.no_year", NO_YEAR, {"value": written})
    if len(first) >= 3:
        return _built(written, first, second, third, "ymd")
    if len(second) > 2:
        return Refusal("date.unreadable", NOT_A_DATE, {"value": written})
    if order == "ymd":
        if len(third) > 2:
            return _built(written, third, second, first, "dmy")
        return _built(written, _full_year(first, hint), second, third, "ymd")
    year = _full_year(third, hint)
    if sign == "." or order == "dmy":
        return _built(written, year, second, first, "dmy")
    if order == "mdy":
        return _built(written, year, first, second, "mdy")
    return _either_order(written, year, first, second)


def _either_order(written: str, year: str, first: str, second: str) -> PartialDate | Refusal:
    month_first = _built(written, year, first, second, "unknown")
    day_first = _built(written, year, second, first, "unknown")
    if isinstance(month_first, Refusal):
        return day_first
    other = None if isinstance(day_first, Refusal) else day_first.exact()
    if other is None or other == month_first.exact():
        return month_first
    return PartialDate(month_first.year, month_first.month, month_first.day, written, others=(other,))


def _worded(written: str, plain: str, hint: int | None) -> PartialDate | Refusal:
    tokens = _TOKENS.findall(plain) if _WORDY.match(plain) else []
    words = [t for t in tokens if not t.isdigit()]
    numbers = [t for t in tokens if t.isdigit()]
    months = {month_number(w) for w in words if plain_word(w) not in FILLERS}
    if len(months) != 1 or None in months or not 1 <= len(numbers) <= 2:
        return Refusal("date.unreadable", NOT_A_DATE, {"value": written})
    month = str(months.pop())
    long = [n for n in numbers if len(n) > 2]
    if len(numbers) == 1:
        if not long:
            return Refusal("date.no_year", NO_YEAR, {"value": written})
        return _built(written, numbers[0], month, None, "unknown")
    if len(long) > 1:
        return Refusal("date.unreadable", NOT_A_DATE, {"value": written})
    year_first = bool(long) and numbers[0] in long
    day, year = (numbers[1], numbers[0]) if year_first else (numbers[0], numbers[1])
    return _built(written, _full_year(year, hint), month, day, "unknown")


def _full_year(digits: str, hint: int | None) -> str:
    if len(digits) != 2:
        return digits
    short = int(digits)
    if hint is None:
        return str(2000 + short if short <= PIVOT else 1900 + short)
    return str(min((1800 + short, 1900 + short, 2000 + short, 2100 + short), key=lambda y: abs(y - hint)))


def _built(
    written: str, year: str, month: str | None, day: str | None, order: Order
) -> PartialDate | Refusal:
    number = int(year)
    if not FIRST_YEAR <= number <= LAST_YEAR:
        return year_refusal(written, year)
    if month is None:
        return PartialDate(number, as_written=written)
    slots = {"value": written, "example": EXAMPLES[order]}
    if not 1 <= int(month) <= 12:
        return Refusal("date.no_such_month", NO_SUCH_MONTH, slots)
    if day is None:
        return PartialDate(number, int(month), as_written=written)
    try:
        found = date(number, int(month), int(day))
    except ValueError:
        return Refusal("date.no_such_day", NO_SUCH_DAY, slots)
    return PartialDate.of(found, written)


def year_refusal(written: str, digits: str) -> Refusal:
    """Why a year outside 1900 to 2100 was not taken, naming the calendar it may belong to."""
    year = int(digits)
    slots = {"value": written, "year": str(year), "western": str(year - 543)}
    if len(digits) < 4:
        return Refusal("date.short_year", SHORT_YEAR, slots)
    if 1280 <= year <= 1405:
        return Refusal("date.persian_or_islamic_year", PERSIAN_OR_ISLAMIC, slots)
    if 1406 <= year <= 1500:
        return Refusal("date.islamic_year", ISLAMIC, slots)
    if 2443 <= year <= 2643:
        return Refusal("date.thai_year", THAI, slots)
    if 5660 <= year <= 5860:
        return Refusal("date.hebrew_year", HEBREW, slots)
    return Refusal("date.year_range", YEAR_RANGE, slots)
