"""Dates of other calendars turned into Western ones. A conversion is a suggestion: the person confirms it.

Libraries are imported when a calendar needs one, so that starting the program does not pay for them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from applicant_helper.core.values.partial_date import FIRST_YEAR, LAST_YEAR, PartialDate

GREGORIAN = "gregorian"
DAY = timedelta(days=1)
_ETHIOPIAN_EPOCH = 2796
"""Ordinal of the first day of the Ethiopian year 1, 29 August of the year 8 in the Julian calendar."""
_TABULAR_EPOCH = 227014
"""Ordinal of the day before Muharram 1 of the year 1 in the tabular Islamic calendar."""
_THAI_REFORM = 2484
"""Thai years begin in January from this one on (1941); earlier ones began in April."""

# First day and what is added to a year of the era.
JAPANESE_ERAS: Mapping[str, tuple[date, int]] = {
    "meiji": (date(1868, 10, 23), 1867),
    "taisho": (date(1912, 7, 30), 1911),
    "showa": (date(1926, 12, 25), 1925),
    "heisei": (date(1989, 1, 8), 1988),
    "reiwa": (date(2019, 5, 1), 2018),
}
_BY_COUNTRY: Mapping[str, tuple[str, ...]] = {
    "IR": ("persian",),
    "AF": ("persian", "islamic"),
    "ET": ("ethiopian",),
    "ER": ("ethiopian",),
    "SA": ("umm_al_qura",),
    **dict.fromkeys(("YE", "AE", "BH", "KW", "OM", "QA", "IQ", "EG", "SD", "LY", "SO", "PK"), ("islamic",)),
    "NP": ("nepali",),
    "TH": ("thai",),
    "TW": ("roc",),
    "JP": ("japanese",),
}


@dataclass(frozen=True, slots=True)
class Days:
    """The days a date may mean: the likeliest range, and other ranges when the calendar leaves it open."""

    first: date
    last: date
    others: tuple[tuple[date, date], ...] = ()


def calendars_of(country: str) -> tuple[str, ...]:
    """Calendars besides the Western one that papers of a country (two letters) are dated in.

    >>> calendars_of("AF"), calendars_of("MX")
    (('persian', 'islamic'), ())
    """
    return _BY_COUNTRY.get(country, ())


def converted(
    calendar: str, year: int, month: int | None, day: int | None, written: str, era: str = ""
) -> PartialDate | None:
    """The Western date, None when there is no such day or it lies outside 1900 to 2100.

    Known to the day: `others` holds the further days it may be. Known to the month or year: `span` holds its ends.

    >>> converted("persian", 1398, 5, 12, "1398/05/12").iso()
    '2019-08-03'
    """
    try:
        days = _RULES[calendar](year, month, day, era)
    except (KeyError, ValueError, OverflowError, IndexError):
        return None
    if days is None or days.first.year < FIRST_YEAR or days.last.year > LAST_YEAR:
        return None
    others = tuple(o for o in days.others if o[0].year >= FIRST_YEAR and o[1].year <= LAST_YEAR)
    if day is not None:
        first = days.first
        more = tuple(sorted({o[0] for o in others} - {first}))
        return PartialDate(first.year, first.month, first.day, written, calendar, more)
    ends = (min([days.first, *(o[0] for o in others)]), max([days.last, *(o[1] for o in others)]))
    return _coarse(days.first, month, ends, calendar, written)


def _coarse(
    first: date, month: int | None, ends: tuple[date, date], calendar: str, written: str
) -> PartialDate:
    plain = PartialDate(first.year, first.month if month else None, None, written, calendar)
    if (plain.earliest(), plain.latest()) == ends:
        return plain
    return PartialDate(first.year, first.month if month else None, None, written, calendar, span=ends)


def _ranged(
    start: Callable[[int, int, int], date], months: int, year: int, month: int | None, day: int | None
) -> Days:
    """Days of a calendar whose `start` turns year, month, day into a day and refuses a day that is none."""
    if month is None:
        return Days(start(year, 1, 1), start(year + 1, 1, 1) - DAY)
    if day is not None:
        found = start(year, month, day)
        return Days(found, found)
    first = start(year, month, 1)
    after = start(year + 1, 1, 1) if month == months else start(year, month + 1, 1)
    return Days(first, after - DAY)


def _persian(year: int, month: int | None, day: int | None, _era: str) -> Days:
    return _ranged(_persian_day, 12, year, month, day)


def _persian_day(year: int, month: int, day: int) -> date:
    from persiantools.jdatetime import JalaliDate  # costs 60 ms, so only when a date needs it

    found: date = JalaliDate(year, month, day).to_gregorian()  # type: ignore[no-untyped-call]
    return found


def _nepali(year: int, month: int | None, day: int | None, _era: str) -> Days:
    return _ranged(_nepali_day, 12, year, month, day)


def _nepali_day(year: int, month: int, day: int) -> date:
    import nepali_datetime  # type: ignore[import-untyped]  # reads a table of months, so only when a date needs it

    found: date = nepali_datetime.date(year, month, day).to_datetime_date()
    return found


def _ethiopian(year: int, month: int | None, day: int | None, _era: str) -> Days:
    return _ranged(_ethiopian_day, 13, year, month, day)


def _ethiopian_day(year: int, month: int, day: int) -> date:
    longest = 30 if month <= 12 else 6 if year % 4 == 3 else 5
    if not (1 <= month <= 13 and 1 <= day <= longest):
        raise ValueError
    return date.fromordinal(_ETHIOPIAN_EPOCH + 365 * (year - 1) + year // 4 + 30 * (month - 1) + day - 1)


def _islamic(year: int, month: int | None, day: int | None, _era: str) -> Days:
    """By the Umm al-Qura table where there is one; a day earlier or later elsewhere, or what the cycle gives."""
    try:
        likely = _ranged(_umm_al_qura_day, 12, year, month, day)
        around: tuple[int, ...] = (-1, 1)
    except (ValueError, OverflowError):
        likely, around = _ranged(_tabular_day, 12, year, month, day), (-2, -1, 1)
    tabular = _ranged(_tabular_day, 12, year, month, day)
    moved = [(likely.first + n * DAY, likely.last + n * DAY) for n in around]
    return Days(likely.first, likely.last, (*moved, (tabular.first, tabular.last)))


def _umm_al_qura(year: int, month: int | None, day: int | None, _era: str) -> Days:
    return _ranged(_umm_al_qura_day, 12, year, month, day)


def _umm_al_qura_day(year: int, month: int, day: int) -> date:
    """Months have 29 or 30 days; the 30th is allowed for, since it is by sight that a month ends elsewhere."""
    from hijridate import Hijri  # only when a date needs it

    if not 1 <= day <= 30:
        raise ValueError
    found = Hijri(year, month, 1).to_gregorian()
    return date(found.year, found.month, found.day) + (day - 1) * DAY


def _tabular_day(year: int, month: int, day: int) -> date:
    if not (1 <= month <= 12 and 1 <= day <= 30):
        raise ValueError
    days = 354 * (year - 1) + (11 * year + 3) // 30 + 29 * (month - 1) + month // 2
    return date.fromordinal(_TABULAR_EPOCH + days + day)


def _thai(year: int, month: int | None, day: int | None, _era: str) -> Days:
    """543 years ahead. Before 1941 January to March belong to the end of the year, and papers differ on it."""
    if year >= _THAI_REFORM or (month is not None and month > 3):
        return _ranged(_western_day, 12, year - 543, month, day)
    if month is None:
        return Days(
            date(year - 543, 4, 1),
            date(year - 542, 3, 31),
            ((date(year - 543, 1, 1), date(year - 542, 3, 31)),),
        )
    likely = _ranged(_western_day, 12, year - 542, month, day)
    other = _ranged(_western_day, 12, year - 543, month, day)
    return Days(likely.first, likely.last, ((other.first, other.last),))


def _western_day(year: int, month: int, day: int) -> date:
    return date(year, month, day)


def _roc(year: int, month: int | None, day: int | None, _era: str) -> Days | None:
    return _ranged(_western_day, 12, year + 1911, month, day) if year >= 1 else None


def _japanese(year: int, month: int | None, day: int | None, era: str) -> Days | None:
    """Years of an era; days before it began are refused, later ones are taken, as cards print them."""
    begin, ahead = JAPANESE_ERAS[era]
    found = _ranged(_western_day, 12, year + ahead, month, day)
    if year < 1 or found.last < begin:
        return None
    return Days(max(found.first, begin), found.last)


_RULES: Mapping[str, Callable[[int, int | None, int | None, str], Days | None]] = {
    "persian": _persian,
    "islamic": _islamic,
    "umm_al_qura": _umm_al_qura,
    "ethiopian": _ethiopian,
    "nepali": _nepali,
    "thai": _thai,
    "roc": _roc,
    "japanese": _japanese,
}
CALENDARS = tuple(_RULES)
