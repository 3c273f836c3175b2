"""Offers what a field may have been when its check digit does not agree: one or two signs misread."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations, product

from applicant_helper.core.values.mrz_layout import Layout, check_digit, composite_passes, field_passes
from applicant_helper.core.values.partial_date import PartialDate

# Signs that text recognition takes for one another, in both directions.
_PAIRS = (
    "0O 0Q 0D OQ OD DQ OC 0C 1I 1L IL 1J 1T 17 7T 2Z 27 3B 38 39 4A 49 5S 56 6G 6B 68 8B 8S 89 0U UV VY MN NH "
    "KX EF PR CG GQ 0G 06 08"
)
_USUAL = frozenset(map(frozenset, ("0O", "0Q", "0D", "1I", "1L", "2Z", "5S", "6G", "8B", "4A", "7T")))
MAX_COMBINED = 4000
MAX_CANDIDATES = 12


def _confusable() -> dict[str, str]:
    found: dict[str, str] = {}
    for a, b in map(tuple, _PAIRS.split()):
        found[a] = found.get(a, "") + b
        found[b] = found.get(b, "") + a
    return found


CONFUSABLE = _confusable()


@dataclass(frozen=True, slots=True)
class Repaired:
    """The lines with every field put right for which only one reading fits; the others with their candidates."""

    lines: tuple[str, ...]
    repaired: frozenset[str] = frozenset()
    candidates: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def repair(layout: Layout, lines: tuple[str, ...]) -> Repaired:
    """Candidates for each field that fails; the composite check digit decides between them where there is one."""
    failed = [name for name in layout.checks if not is_sound(layout, lines, name)]
    options = {name: _options(layout, lines, name) for name in failed}
    options = {name: found for name, found in options.items() if found}
    if not options:
        return Repaired(lines)
    combined = _fitting(layout, lines, options) if len(options) == len(failed) else []
    kept = {
        name: tuple(dict.fromkeys(choice[name] for choice in combined)) if combined else options[name]
        for name in options
    }
    sure = {name: found[0] for name, found in kept.items() if len({f[:-1] for f in found}) == 1}
    for name, text in sure.items():
        lines = _with(layout, lines, name, text)
    open_ = {
        name: tuple(dict.fromkeys(f[:-1] for f in found))[:MAX_CANDIDATES]
        for name, found in kept.items()
        if name not in sure
    }
    return Repaired(lines, frozenset(sure), open_)


def is_sound(layout: Layout, lines: Sequence[str], name: str) -> bool:
    """Whether a field agrees with its check digit, and a date can be one."""
    text = layout.fields[name].of(lines)
    if name in {"birth", "expiry"} and not can_be_date(text):
        return False
    return bool(field_passes(layout, lines, name))


def can_be_date(text: str) -> bool:
    """Whether YYMMDD can be a day of some century; unknown parts are fillers.

    >>> can_be_date("740812"), can_be_date("740230"), can_be_date("74<<<<")
    (True, False, True)
    """
    year, month, day = text[:2], text[2:4], text[4:6]
    if text == "<<<<<<" or (year.isdecimal() and month == "<<" and day == "<<"):
        return True
    if not (year.isdecimal() and month.isdecimal() and (day == "<<" or day.isdecimal())):
        return False
    return 1 <= int(month) <= 12 and (day == "<<" or _is_day(int(month), int(day), int(year)))


def _is_day(month: int, day: int, year: int) -> bool:
    leap = year % 4 == 0
    longest = (31, 29 if leap else 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
    return 1 <= day <= longest[month - 1]


def _options(layout: Layout, lines: Sequence[str], name: str) -> tuple[str, ...]:
    """Field and check digit as they may have been: one sign changed, else two."""
    span, at = layout.fields[name], layout.checks[name]
    read = span.of(lines) + at.of(lines)
    for changes in (1, 2):
        found = [t for t in _changed(name, read, changes) if _fits(name, t)]
        if found:
            return tuple(sorted(found, key=lambda text: _unusual(read, text)))
    return ()


def _unusual(read: str, text: str) -> int:
    """How many of the changes are other than the usual ones between letters and digits."""
    return sum(a != b and frozenset((a, b)) not in _USUAL for a, b in zip(read, text, strict=True))


def _changed(name: str, read: str, changes: int) -> Iterator[str]:
    digits_only = name in {"birth", "expiry"}
    choices = [_signs(c, digits_only=digits_only or i == len(read) - 1) for i, c in enumerate(read)]
    places = [i for i, found in enumerate(choices) if found]
    for where in combinations(places, changes):
        for signs in product(*(choices[i] for i in where)):
            text = list(read)
            for i, sign in zip(where, signs, strict=True):
                text[i] = sign
            yield "".join(text)


def _signs(sign: str, *, digits_only: bool) -> str:
    found = CONFUSABLE.get(sign, "")
    return "".join(c for c in found if c.isdigit()) if digits_only else found


def _fits(name: str, text: str) -> bool:
    value, digit = text[:-1], text[-1]
    if name in {"birth", "expiry"} and not can_be_date(value):
        return False
    return digit == check_digit(value)


def _with(layout: Layout, lines: tuple[str, ...], name: str, text: str) -> tuple[str, ...]:
    return layout.checks[name].put(layout.fields[name].put(lines, text[:-1]), text[-1])


def _fitting(
    layout: Layout, lines: tuple[str, ...], options: Mapping[str, tuple[str, ...]]
) -> list[dict[str, str]]:
    """The choices under which the composite check digit agrees as well; empty when none or too many."""
    if layout.composite_at is None:
        return []
    names, total = list(options), 1
    for found in options.values():
        total *= len(found)
    if total > MAX_COMBINED:
        return []
    fitting = []
    for choice in product(*options.values()):
        changed = lines
        for name, text in zip(names, choice, strict=True):
            changed = _with(layout, changed, name, text)
        if composite_passes(layout, changed):
            fitting.append(dict(zip(names, choice, strict=True)))
    return fitting


def full_birth(yymmdd: str, today: tuple[int, int, int]) -> PartialDate | None:
    """The birth date: the year is of this century unless that lies after `today` (year, month, day).

    >>> full_birth("740812", (2026, 1, 1)).iso()
    '1974-08-12'
    """
    found = _dated(yymmdd, 2000)
    if found is None:
        return None
    parts = (found.year, found.month or 1, found.day or 1)
    return _dated(yymmdd, 1900) if parts > today else found


def full_expiry(yymmdd: str) -> PartialDate | None:
    """The day of expiry, always in this century.

    >>> full_expiry("310228").iso()
    '2031-02-28'
    """
    return _dated(yymmdd, 2000)


def _dated(yymmdd: str, century: int) -> PartialDate | None:
    if not can_be_date(yymmdd) or yymmdd == "<<<<<<":
        return None
    year, month, day = century + int(yymmdd[:2]), yymmdd[2:4].strip("<"), yymmdd[4:].strip("<")
    if century == 1900 and yymmdd == "000229":
        return None
    return PartialDate(year, int(month) if month else None, int(day) if day else None, yymmdd)
