"""Takes a date apart into numbers, month names and marks of calendars, whatever the script it is written in."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from applicant_helper.core.values.calendar_names import (
    FILLER_WORDS,
    MARK_ROWS,
    MONTH_FOLLOWS,
    MONTH_ROWS,
    SETTLED,
    THAI_SCRIPT,
)
from applicant_helper.core.values.months import month_key, month_numbers

MAX_WORDS_OF_A_NAME = 4
_SIGNS = frozenset(" .,/-'’ʼºª°():։፣፡॰׳־–—\u00a0\u200c\u200d\u200e\u200f\u0964·")


@dataclass(frozen=True, slots=True)
class Parts:
    """A date taken apart.

    `numbers` in the order of the text. `months` are the months a name stands for, each with its calendar;
    `month_at` is the position in `numbers` of a number that is the month. `marked` names the calendar by a mark.
    """

    numbers: tuple[str, ...]
    months: tuple[tuple[str, int], ...] = ()
    month_at: int | None = None
    marked: str = ""
    is_thai_script: bool = False


def taken_apart(plain: str) -> Parts | None:
    """The parts, None when there is a word that belongs to no date or two month names differ.

    >>> taken_apart("14 de marzo de 1991").months
    (('gregorian', 3),)
    >>> taken_apart("12 مرداد 1398").months, taken_apart("hello")
    ((('persian', 5),), None)
    """
    tokens = list(_tokens(plain))
    if not tokens or any(t == "" for t in tokens):
        return None
    numbers: list[str] = []
    months: set[tuple[str, int]] | None = None
    month_at: int | None = None
    marks: set[str] = set()
    at = 0
    while at < len(tokens):
        if tokens[at].isdigit():
            numbers.append(tokens[at])
            at += 1
            continue
        length, kind, meant = _longest(tokens, at)
        if kind == "month":
            if months is not None and not months & meant:
                return None
            months = meant if months is None else months & meant
        elif kind == "mark":
            marks |= {name for name, _ in meant}
        elif kind == "follows":
            month_at = len(numbers)
        elif kind == "unknown":
            return None
        at += length
    if len(marks) > 1:
        return None
    thai = any(THAI_SCRIPT[0] <= c <= THAI_SCRIPT[1] for c in plain)
    if month_at is not None and (months is not None or month_at >= len(numbers)):
        month_at = None
    months = _settled(months, tokens) if months and len(months) > 1 else months
    return Parts(tuple(numbers), tuple(sorted(months or ())), month_at, next(iter(marks), ""), thai)


def _settled(months: set[tuple[str, int]], tokens: Sequence[str]) -> set[tuple[str, int]]:
    words = set(map(month_key, tokens))
    found = {("gregorian", n) for (name, word), n in SETTLED.items() if {name, word} <= words}
    return months & found or months


def _tokens(plain: str) -> Iterator[str]:
    """Runs of letters with their marks and runs of digits; an empty token for any sign that dates do not have."""
    run, kind = "", ""
    for sign in plain:
        group = unicodedata.category(sign)[0]
        now = "d" if sign.isdigit() and sign.isascii() else "w" if group in "LM" or sign == "\u0640" else ""
        if now != kind and run:
            yield run
            run = ""
        if now:
            run += sign
        elif sign not in _SIGNS and not sign.isspace():
            yield ""
        kind = now
    if run:
        yield run


def _longest(tokens: Sequence[str], at: int) -> tuple[int, str, set[tuple[str, int]]]:
    """The longest name, mark or filler that begins here: how many words, its kind and meaning."""
    for length in range(min(MAX_WORDS_OF_A_NAME, len(tokens) - at), 0, -1):
        words = tokens[at : at + length]
        if any(w.isdigit() for w in words):
            continue
        key = month_key("".join(words))
        kind, meant = _meaning(key, is_last=at > 0)
        if kind:
            return length, kind, meant
    return 1, "unknown", set()


def _meaning(key: str, *, is_last: bool) -> tuple[str, set[tuple[str, int]]]:
    months = {("gregorian", n) for n in month_numbers(key)} | set(_months().get(key, ()))
    if months:
        return "month", months
    if key in _marks() and is_last | (len(key) > 1):
        return "mark", {(_marks()[key], 0)}
    if key in _fillers():
        return "filler", set()
    return ("follows", set()) if key in _follows() else ("", set())


@cache
def _months() -> Mapping[str, tuple[tuple[str, int], ...]]:
    found: dict[str, list[tuple[str, int]]] = {}
    for calendar, rows in MONTH_ROWS.items():
        for row in rows.strip().splitlines():
            for number, names in enumerate(row.split("|"), start=1):
                for name in names.split():
                    found.setdefault(month_key(name), []).append((calendar, number))
    return {name: tuple(meant) for name, meant in found.items()}


@cache
def _marks() -> Mapping[str, str]:
    return {month_key(name): calendar for calendar, names in MARK_ROWS.items() for name in names.split()}


@cache
def _fillers() -> frozenset[str]:
    return frozenset(map(month_key, FILLER_WORDS.split()))


@cache
def _follows() -> frozenset[str]:
    return frozenset(map(month_key, MONTH_FOLLOWS.split()))


_EAST_ASIAN_DIGITS = {c: i for i, c in enumerate("〇一二三四五六七八九")} | {
    "零": 0,
    "○": 0,
    "元": 1,
    "两": 2,
    "兩": 2,
}
_TENS = {"十": 10, "廿": 20, "卅": 30, "百": 100}
_EAST_ASIAN_RUN = re.compile("[〇零○一二三四五六七八九十廿卅百元兩两]+(?=[年月日號号年])")


def east_asian_numbers(text: str) -> str:
    """Numbers written in Chinese signs before year, month and day made digits.

    >>> east_asian_numbers("民國七十五年十二月廿一日"), east_asian_numbers("二〇二〇年三月")
    ('民國75年12月21日', '2020年3月')
    """
    return _EAST_ASIAN_RUN.sub(lambda m: _number(m[0]), text)


def _number(signs: str) -> str:
    if not any(c in _TENS for c in signs):
        return "".join(str(_EAST_ASIAN_DIGITS[c]) for c in signs)
    total, digit = 0, 0
    for c in signs:
        if c in _TENS:
            worth = _TENS[c]
            total += worth * (digit or 1) if worth in {10, 100} else worth
            digit = 0
        else:
            digit = _EAST_ASIAN_DIGITS[c]
    return str(total + digit)
