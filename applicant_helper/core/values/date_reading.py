"""Reads dates as people and papers write them. A missing part stays missing.

Month names beyond English and the calendars other than the Western one are looked up in modules that are imported
when a date needs them, so that starting the program does not pay for them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Literal, TypeAlias

from applicant_helper.core.marks import N_
from applicant_helper.core.values.partial_date import FIRST_YEAR, LAST_YEAR, PartialDate
from applicant_helper.core.values.refusal import Refusal, shown

if TYPE_CHECKING:
    from applicant_helper.core.values.calendar_reading import Reading
    from applicant_helper.core.values.calendar_words import Parts

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

TWO_MONTHS = N_(
    '"{value}" has a month name that stands for two months in two languages. Write the month as a number, '
    "like 08/1988."
)
NOT_IN_CALENDAR = N_(
    '"{value}" is no day of the {calendar} calendar, or it is too early or too late. Check day, month and year, '
    "or write the Western date that the English translation gives, like 03/14/1988."
)
CALENDAR_NAMES: Mapping[str, str] = {
    "persian": N_("Persian"),
    "islamic": N_("Islamic"),
    "umm_al_qura": N_("Umm al-Qura"),
    "ethiopian": N_("Ethiopian"),
    "nepali": N_("Nepali"),
    "thai": N_("Thai"),
    "roc": N_("Taiwanese"),
    "japanese": N_("Japanese"),
}
GREGORIAN = "gregorian"

EXAMPLES = {"mdy": "03/14/1988", "dmy": "14/03/1988", "ymd": "1988-03-14", "unknown": "14 March 1988"}
_NUMERIC = re.compile(r"^(\d{1,4})\s*([-/.\s])\s*(\d{1,4})(?:\s*\2\s*(\d{1,4}))?\s*\.?$")
_EAST_ASIAN = re.compile(
    r"^(?:公元|西元|서기)?\s*(\d{1,4})\s*[年년]\s*(?:(\d{1,2})\s*[月월]\s*(?:(\d{1,2})\s*[日일號号])?)?$"
)
_ENDS = re.compile(r"^(\d{4}-\d\d-\d\d)/(\d{4}-\d\d-\d\d)$")
_NOT_OF_NUMBERS = re.compile(r"[^\d/.\-\s]+")


def parse_date(
    text: str, order: Order = "mdy", year_hint: int | None = None, calendar: str | None = None
) -> PartialDate | Refusal:
    """The date a text means, or why it was not taken.

    `order` says how `01/02/2020` is meant; "unknown" keeps both readings when they differ. Year first is
    always year-month-day and `02.01.2020` always day first. Two-digit years are put nearest to `year_hint`;
    without one, 00 to 50 are 2000 to 2050.

    A date of another calendar is turned into the Western one when the text names the calendar, by a month name
    or an era, or when `calendar` does (one of `CALENDARS`). That is a suggestion: `calendar` of the result says
    so, and `others` or `span` hold what stays open. A mere year such as 1398 is refused; see `readings_of`.

    >>> parse_date("14 MAR/MARS 1988").iso()
    '1988-03-14'
    >>> parse_date("03/04/2020", "unknown").others
    (datetime.date(2020, 4, 3),)
    >>> parse_date("12 مرداد 1398").iso(), parse_date("1398/05/12", calendar="persian").iso()
    ('2019-08-03', '2019-08-03')
    """
    written, plain = shown(text), _plain(text)
    if not plain or len(plain) > 60:
        return Refusal("date.unreadable", NOT_A_DATE, {"value": written})
    if calendar not in {None, GREGORIAN}:
        return _in_calendar(str(calendar), written, plain, order, year_hint)
    ends = _ENDS.match(plain)
    if ends:
        return _between(written, ends[1], ends[2])
    east = _EAST_ASIAN.match(plain)
    if east:
        return _built(written, east[1], east[2], east[3], "ymd")
    numeric = _NUMERIC.match(plain)
    if numeric:
        return _numeric(written, numeric, order, year_hint)
    if re.fullmatch(r"\d+", plain):
        return _year_only(written, plain)
    return _worded(written, plain, order, year_hint)


def readings_of(
    text: str, order: Order = "mdy", year_hint: int | None = None, calendars: Collection[str] = ()
) -> tuple[Reading, ...]:
    """Everything a date may mean, to be picked from: the Western reading first, then those of other calendars.

    Other calendars come in when the text names one, when a year fits one, or when they are among `calendars`
    (see `calendars_of` for those of a country).

    >>> [(r.calendar, r.date.iso()) for r in readings_of("1398/05/12")]
    [('persian', '2019-08-03'), ('islamic', '1978-04-19')]
    """
    from applicant_helper.core.values.calendar_reading import Reading, readings

    western = parse_date(text, order, year_hint)
    found = []
    if isinstance(western, PartialDate) and western.calendar == GREGORIAN:
        found.append(Reading(GREGORIAN, western))
    plain = _plain(text)
    if plain and len(plain) <= 60:
        found += readings(plain, order, year_hint, calendars)
    written = shown(text)
    return tuple(replace(r, date=replace(r.date, as_written=written)) for r in found)


def _plain(text: str) -> str:
    plain = _ascii_digits(unicodedata.normalize("NFKC", text)).strip()
    if not re.search("[年月日]", plain):
        return plain
    from applicant_helper.core.values.calendar_words import east_asian_numbers  # few dates need it

    return east_asian_numbers(plain)


def _in_calendar(
    calendar: str, written: str, plain: str, order: Order, hint: int | None
) -> PartialDate | Refusal:
    from applicant_helper.core.values.calendar_reading import has_short_year, named_calendar, read_in

    lead = named_calendar(plain)
    found = (
        lead[1] if lead and lead[0] == calendar else None if lead else read_in(calendar, plain, order, hint)
    )
    if found is None and has_short_year(plain):
        return Refusal("date.short_year", SHORT_YEAR, {"value": written})
    return replace(found, as_written=written) if found else _not_in(calendar, written)


def _not_in(calendar: str, written: str) -> Refusal:
    name = CALENDAR_NAMES.get(calendar, calendar[:20])
    return Refusal("date.not_in_calendar", NOT_IN_CALENDAR, {"value": written, "calendar": name})


def _between(written: str, first: str, last: str) -> PartialDate | Refusal:
    """The two ends of a month or year of another calendar, as `iso` writes them."""
    try:
        ends = (date.fromisoformat(first), date.fromisoformat(last))
    except ValueError:
        return Refusal("date.no_such_day", NO_SUCH_DAY, {"value": written, "example": EXAMPLES["ymd"]})
    days = (ends[1] - ends[0]).days
    if not (ends[0].year >= FIRST_YEAR and ends[1].year <= LAST_YEAR and 0 < days < 800):
        return Refusal("date.unreadable", NOT_A_DATE, {"value": written})
    month = ends[0].month if days < 60 else None
    return PartialDate(ends[0].year, month, None, written, span=ends)


def _ascii_digits(text: str) -> str:
    return "".join(str(unicodedata.decimal(c)) if c.isdecimal() else c for c in text)


def _year_only(written: str, digits: str) -> PartialDate | Refusal:
    if len(digits) != 4 or not digits.isdecimal():
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


def _worded(written: str, plain: str, order: Order, hint: int | None) -> PartialDate | Refusal:
    from applicant_helper.core.values.calendar_reading import named_by, named_calendar, readings
    from applicant_helper.core.values.calendar_words import taken_apart

    lead = named_calendar(plain)
    parts = None if lead else taken_apart(plain)
    if lead or (parts and named_by(parts)):
        found = _one_of(list(readings(plain, order, hint, ())))
        calendar = lead[0] if lead else named_by(parts)[0] if parts else ""
        return replace(found, as_written=written) if found else _not_in(calendar, written)
    if parts is None:
        return Refusal("date.unreadable", NOT_A_DATE, {"value": written})
    return _of_parts(written, plain, parts, order, hint)


def _one_of(found: list[Reading]) -> PartialDate | None:
    """The only reading, or the first with the others beside it when a name belongs to two calendars."""
    if len(found) < 2:
        return found[0].date if found else None
    first = found[0].date
    if any(not reading.date.readings() for reading in found):
        return None
    others = frozenset().union(*(r.date.readings() for r in found)) - {first.earliest_reading()}
    return PartialDate(
        *(first.year, first.month, first.day, first.as_written, first.calendar), others=tuple(sorted(others))
    )


def _of_parts(
    written: str, plain: str, parts: Parts, order: Order, hint: int | None
) -> PartialDate | Refusal:
    numbers = list(parts.numbers)
    months = [n for calendar, n in parts.months if calendar == GREGORIAN]
    if parts.month_at is not None:
        months = [int(numbers.pop(parts.month_at))]
    if not months and not parts.months and len(numbers) > 0:
        bare = " ".join(_NOT_OF_NUMBERS.sub(" ", plain).split()).strip(" ./-")
        numeric = _NUMERIC.match(bare)
        if numeric:
            return _numeric(written, numeric, order, hint)
        return _year_only(written, bare)
    if not months or not 1 <= len(numbers) <= 2:
        return Refusal("date.unreadable", NOT_A_DATE, {"value": written})
    return _either_month([_with_month(written, numbers, str(month), hint) for month in months])


def _either_month(found: list[PartialDate | Refusal]) -> PartialDate | Refusal:
    """A name that stands for two months in two languages gives both days; known only to the month, it is refused."""
    days = [f for f in found if isinstance(f, PartialDate)]
    if len(found) == 1 or not days:
        return found[0]
    first, *more = days
    if not first.readings():
        return Refusal("date.two_months", TWO_MONTHS, {"value": str(first.as_written)})
    others = tuple(sorted(d.earliest_reading() for d in more))
    return PartialDate(first.year, first.month, first.day, first.as_written, others=others)


def _with_month(written: str, numbers: list[str], month: str, hint: int | None) -> PartialDate | Refusal:
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
    if 1280 <= year <= 1430:
        return Refusal("date.persian_or_islamic_year", PERSIAN_OR_ISLAMIC, slots)
    if 1431 <= year <= 1500:
        return Refusal("date.islamic_year", ISLAMIC, slots)
    if 2443 <= year <= 2643:
        return Refusal("date.thai_year", THAI, slots)
    if 5660 <= year <= 5860:
        return Refusal("date.hebrew_year", HEBREW, slots)
    return Refusal("date.year_range", YEAR_RANGE, slots)
