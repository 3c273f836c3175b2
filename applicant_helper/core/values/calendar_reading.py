"""Reads dates of other calendars, and lists what a date may mean when nobody named the calendar."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from applicant_helper.core.values.calendar_words import Parts, taken_apart
from applicant_helper.core.values.calendars import CALENDARS, GREGORIAN, converted
from applicant_helper.core.values.partial_date import PartialDate

# Years that belong to a calendar and to no other in use, as four digits; also where nobody named it.
PLAUSIBLE_YEARS: dict[str, range] = {
    "persian": range(1279, 1480),
    "islamic": range(1318, 1527),
    "umm_al_qura": range(1318, 1527),
    "ethiopian": range(1893, 2093),
    "nepali": range(1957, 2158),
    "thai": range(2443, 2644),
    "roc": range(1, 190),
    "japanese": range(1, 100),
}
_UNNAMED: dict[str, range] = {
    "persian": range(1279, 1431),
    "islamic": PLAUSIBLE_YEARS["islamic"],
    "thai": PLAUSIBLE_YEARS["thai"],
    "nepali": range(2040, 2101),
    "roc": range(100, 190),
}
_SHORT_YEARS = frozenset(("roc", "japanese"))
_LEADS: dict[str, str] = {
    **dict.fromkeys(("民國", "民国", "中華民國", "中华民国", "民", "roc", "r.o.c."), "roc"),
    **dict.fromkeys(("令和", "㋿", "reiwa", "r"), "reiwa"),
    **dict.fromkeys(("平成", "㍻", "heisei", "h"), "heisei"),
    **dict.fromkeys(("昭和", "㍼", "showa", "shōwa", "s"), "showa"),
    **dict.fromkeys(("大正", "㍽", "taisho", "taishō", "t"), "taisho"),
    **dict.fromkeys(("明治", "㍾", "meiji", "m"), "meiji"),
    **dict.fromkeys(("佛曆", "佛历", "พ.ศ."), "thai"),
    **dict.fromkeys(("公元", "西元", "西暦", "西曆"), GREGORIAN),
}
_ERA = re.compile(
    "^(" + "|".join(sorted(map(re.escape, _LEADS), key=len, reverse=True)) + r")\s*\.?\s*(\d{1,4}|元)\s*"
    r"(?:[年./\-\s]\s*(?:(\d{1,2})\s*[月./\-\s]?\s*(?:(\d{1,2})\s*[日號号]?)?)?)?$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Reading:
    """One thing a date may mean. `is_named`: the text itself names the calendar."""

    calendar: str
    date: PartialDate
    is_named: bool = False


@dataclass(frozen=True, slots=True)
class _Numbers:
    """Year, month and day as numbers of some calendar. `other` has month and day the other way round."""

    year: int
    month: int | None
    day: int | None
    other: tuple[int, int] | None = None


def named_calendar(plain: str) -> tuple[str, PartialDate | None] | None:
    """The calendar a text names by an era in front, with its date; None when it begins with none."""
    match = _ERA.match(plain)
    if match is None:
        return None
    lead = _LEADS[match[1].lower()]
    calendar = lead if lead in {"roc", "thai", GREGORIAN} else "japanese"
    year = 1 if match[2] == "元" else int(match[2])
    month, day = (int(m) if m else None for m in (match[3], match[4]))
    found = None if calendar == GREGORIAN else converted(calendar, year, month, day, plain, lead)
    if calendar == GREGORIAN or (found is None and len(match[1]) == 1 and match[1].isascii()):
        return None
    return calendar, found


def read_in(calendar: str, plain: str, order: str, hint: int | None = None) -> PartialDate | None:
    """The Western date of a text in a given calendar, None when it can not be one there.

    Year first is year-month-day. A day and a month in figures before the year are day first; under the orders
    "mdy" and "unknown" the other way round is kept as well when it is a day too.
    """
    parts = taken_apart(_without_era_signs(plain))
    if parts is None or calendar not in CALENDARS or parts.marked not in {"", calendar, _kin(calendar)}:
        return None
    numbers = _numbers(calendar, parts, order, hint)
    return _dated(calendar, numbers, plain) if numbers else None


def has_short_year(plain: str) -> bool:
    """Whether every number of a date has one or two digits.

    >>> has_short_year("12/5/99"), has_short_year("12/5/1399")
    (True, False)
    """
    found = re.findall(r"\d+", plain)
    return bool(found) and all(len(n) <= 2 for n in found)


def _without_era_signs(plain: str) -> str:
    """East Asian and Korean signs for year, month and day made separators, so that numbers are left."""
    if not re.search("[年년]", plain):
        return plain
    return re.sub("[年년月월日일號号]", " ", plain)


def _kin(calendar: str) -> str:
    return "islamic" if calendar == "umm_al_qura" else calendar


def _dated(calendar: str, numbers: _Numbers, plain: str) -> PartialDate | None:
    found = converted(calendar, numbers.year, numbers.month, numbers.day, plain)
    if numbers.other is None:
        return found
    swapped = converted(calendar, numbers.year, *numbers.other, plain)
    if found is None or swapped is None:
        return found or swapped
    others = ({*found.readings(), *swapped.readings()}) - {found.earliest_reading()}
    return PartialDate(*(found.year, found.month, found.day, plain, calendar), others=tuple(sorted(others)))


def _numbers(calendar: str, parts: Parts, order: str, hint: int | None) -> _Numbers | None:
    months = [n for c, n in parts.months if c in {calendar, _kin(calendar)}]
    if not months and calendar in {"thai", "roc", "japanese"}:
        months = [n for c, n in parts.months if c == GREGORIAN]
    if parts.months and len(set(months)) != 1:
        return None
    figures = list(parts.numbers)
    month = months[0] if months else None
    if parts.month_at is not None:
        month = int(figures.pop(parts.month_at))
    if month is not None:
        return _with_month(calendar, figures, month, hint)
    if len(figures) == 1:
        year = _year(calendar, figures[0], hint)
        return _Numbers(year, None, None) if year else None
    return _in_figures(calendar, figures, order, hint)


def _with_month(calendar: str, figures: Sequence[str], month: int, hint: int | None) -> _Numbers | None:
    if not 1 <= len(figures) <= 2:
        return None
    if len(figures) == 1:
        year = _year(calendar, figures[0], hint) if len(figures[0]) > 2 or calendar in _SHORT_YEARS else None
        return _Numbers(year, month, None) if year else None
    year_first = len(figures[0]) > 2
    day, written = (figures[1], figures[0]) if year_first else (figures[0], figures[1])
    year = _year(calendar, written, hint)
    return _Numbers(year, month, int(day)) if year and len(day) <= 2 else None


def _in_figures(calendar: str, figures: Sequence[str], order: str, hint: int | None) -> _Numbers | None:
    if not 1 <= len(figures) <= 3 or any(len(f) > 4 for f in figures) or calendar not in PLAUSIBLE_YEARS:
        return None
    year_first = int(figures[0]) > 31 or calendar in _SHORT_YEARS or order == "ymd"
    written, rest = (figures[0], figures[1:]) if year_first else (figures[-1], figures[-2::-1])
    year = _year(calendar, written, hint)
    if year is None or any(len(f) > 2 for f in rest):
        return None
    if len(rest) == 1:
        return _Numbers(year, int(rest[0]), None)
    month, day = int(rest[0]), int(rest[1])
    both = not year_first and order in {"mdy", "unknown"} and month != day
    return _Numbers(year, month, day, (day, month) if both else None)


def _year(calendar: str, digits: str, hint: int | None) -> int | None:
    """The year in the calendar. Two digits are put nearest to `hint`, a Western year; without one they are refused."""
    year = int(digits)
    if calendar in _SHORT_YEARS or len(digits) == 4:
        return year if year in PLAUSIBLE_YEARS[calendar] else None
    if len(digits) != 2 or hint is None:
        return None
    ahead = {
        "persian": -621,
        "islamic": -579,
        "umm_al_qura": -579,
        "ethiopian": -8,
        "nepali": 57,
        "thai": 543,
    }
    middle = hint + ahead[calendar]
    near = [c * 100 + year for c in range(12, 27)]
    return min(near, key=lambda y: abs(y - middle))


def readings(plain: str, order: str, hint: int | None, calendars: Collection[str]) -> Iterator[Reading]:
    """What a text may mean in other calendars: the one it names, else those of `calendars` and those its year fits."""
    lead = named_calendar(plain)
    if lead is not None:
        if lead[1]:
            yield Reading(lead[0], lead[1], is_named=True)
        return
    parts = taken_apart(_without_era_signs(plain))
    if parts is None:
        return
    named = named_by(parts)
    for calendar in named or _fitting(parts, calendars):
        found = read_in(calendar, plain, order, hint)
        if found:
            yield Reading(calendar, found, is_named=bool(named))


def named_by(parts: Parts) -> tuple[str, ...]:
    """The calendars that a month name or a mark names; two when a name is of both and the year fits both."""
    if parts.marked and parts.marked != GREGORIAN:
        return (parts.marked,)
    if parts.marked == GREGORIAN:
        return ()
    named = tuple(dict.fromkeys(c for c, _ in parts.months if c != GREGORIAN))
    if named:
        return named if not any(c == GREGORIAN for c, _ in parts.months) else ()
    thai_year = any(len(n) == 4 and int(n) in PLAUSIBLE_YEARS["thai"] for n in parts.numbers)
    return ("thai",) if parts.is_thai_script and thai_year else ()


def _fitting(parts: Parts, calendars: Collection[str]) -> list[str]:
    if parts.marked == GREGORIAN:
        return []
    wanted = [c for c in CALENDARS if c in calendars]
    years = [int(n) for n in parts.numbers if len(n) >= 3]
    by_year = [c for c, known in _UNNAMED.items() if any(y in known for y in years)]
    if "umm_al_qura" in wanted:
        by_year = [c for c in by_year if c != "islamic"]
    return list(dict.fromkeys((*wanted, *by_year)))
