"""Statements known by the shape of what is printed, without a label: numbers, periods in sentences, addresses."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import TypeAlias

from applicant_helper.core.answers import JsonValue
from applicant_helper.core.text import safe_line
from applicant_helper.core.values.identifiers import KNOWN_PREFIXES, parse_a_number
from applicant_helper.core.values.states import STATES
from applicant_helper.core.vocabulary import KindSpec
from applicant_helper.reading.lines import box_of, lines_of
from applicant_helper.reading.printedvalues import Reader
from applicant_helper.reading.shapes import How, Page, Proposal, Word

_Value: TypeAlias = Callable[[re.Match[str]], str]
_RECEIPT = re.compile(rf"\b({'|'.join(sorted(KNOWN_PREFIXES))})[- ]?(\d{{10}})\b")
_A_NUMBER = re.compile(r"\bA[- #]?(\d{3})[- ](\d{3})[- ](\d{3})\b|\bA(\d{9})\b")
_MONTHS = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?"
_DAY = rf"(?:{_MONTHS} \d{{1,2}},? \d{{4}}|\d{{1,2}} {_MONTHS} \d{{4}}|\d{{1,2}}/\d{{1,2}}/\d{{2,4}}|\d{{4}}-\d\d-\d\d)"
_STARTS = r"begin(?:s|ning)?(?: on)?|starting|commenc(?:es|ing)(?: on)?|from|for|period:?|between"
_ENDS = r"ends?(?: on)?|ending(?: on)?|to|through|until|thru|and|[-\u2013\u2014]|terminat(?:es|ing)(?: on)?"
_PERIOD = re.compile(rf"(?:{_STARTS})\s+({_DAY}),?\s+(?:and |which )?(?:{_ENDS})\s+({_DAY})", re.IGNORECASE)
LONGEST_ADDRESS = 120
WITH_PERIOD = frozenset(
    ("lease", "bank_statement", "insurance_policy", "utility_bill", "pay_stub", "i797_approval")
)
_UNIT = r"(?:(?:Apt|Unit|Suite|Ste|Apartment)\.? ?|# ?)([A-Za-z0-9-]{1,6})"
_ADDRESS = re.compile(
    rf"(\d{{1,6}}[A-Za-z]? [A-Za-z0-9.' -]{{3,40}}?)(?:,? {_UNIT})?,? "
    r"([A-Z][A-Za-z.' -]{2,30}), ?([A-Z]{2}) (\d{5}(?:-\d{4})?)"
)


def in_text(kind: KindSpec, pages: Sequence[Page], reader: Reader) -> Iterator[Proposal]:
    """What the text states in a shape of its own, when it does so exactly once on the paper."""
    yield from _numbers(kind, pages)
    if kind.id in WITH_PERIOD:
        yield from _period(pages, reader)
    if "addresses" in kind.states:
        yield from _address(pages)


def _period(pages: Sequence[Page], reader: Reader) -> Iterator[Proposal]:
    found: dict[str, tuple[Page, tuple[Word, ...], str, JsonValue]] = {}
    for page in pages:
        text, starts = _with_starts(page)
        for match in _PERIOD.finditer(text):
            ends = [reader.read("date", match[n].split()) for n in (1, 2)]
            days = [e.value for e in ends if e is not None and isinstance(e.value, str)]
            if len(days) == 2 and days[0] <= days[1]:
                span: JsonValue = [{"from": days[0], "to": days[1]}]
                words = _words(starts, match.start(1), match.end(2))
                found.setdefault("/".join(days), (page, words, f"{match[1]} - {match[2]}", span))
    if len(found) == 1:
        page, words, written, value = next(iter(found.values()))
        yield made("document.covers", value, written, page, words, 0.75)


def _address(pages: Sequence[Page]) -> Iterator[Proposal]:
    found: dict[str, tuple[Page, tuple[Word, ...], re.Match[str]]] = {}
    for page in pages[:2]:
        for text, words in _address_lines(page):
            match = _ADDRESS.fullmatch(text) or _ADDRESS.search(text)
            if match and match[4] in STATES and len(re.findall(r" \d+ ", match[1] + " ")) < 2:
                key = " ".join(match[0].casefold().split())
                found.setdefault(key, (page, words, match))
    if len(found) == 1:
        page, words, match = next(iter(found.values()))
        street, unit, city, state, code = match.groups()
        value: JsonValue = {
            "street": safe_line(street),
            **({"unit": safe_line(unit)} if unit else {}),
            "city": safe_line(city),
            "state": state,
            "postal_code": code,
            "country": "US",
        }
        yield made("document.address", value, match[0], page, words, 0.7)


def _address_lines(page: Page) -> Iterator[tuple[str, tuple[Word, ...]]]:
    """Segments, and pairs of segments of which one stands right below the other."""
    lines = lines_of(page)
    for n, line in enumerate(lines):
        for segment in line.segments:
            if len(segment.text()) > LONGEST_ADDRESS or not any(c.isdigit() for c in segment.text()):
                continue
            yield segment.text(), segment.words
            for below in lines[n + 1].segments if n + 1 < len(lines) else ():
                if (
                    abs(below.box[0] - segment.box[0]) < 12
                    and below.box[1] - segment.box[3] < 2 * line.height
                ):
                    yield f"{segment.text().rstrip(',')}, {below.text()}", (*segment.words, *below.words)


def _words(starts: Sequence[tuple[int, Word]], start: int, end: int) -> tuple[Word, ...]:
    return tuple(w for s, w in starts if s < end and s + len(w.text) > start)


def _numbers(kind: KindSpec, pages: Sequence[Page]) -> Iterator[Proposal]:
    """Receipt numbers and A-Numbers known by their shape, when there is exactly one on the paper."""
    fact = next(
        (f for f in ("document.receipt_number", "prior_filings.receipt_number") if f in kind.states), None
    )
    if fact is not None:
        yield from _unique(fact, pages, _RECEIPT, lambda m: m[1] + m[2])
    if "a_number" in kind.states:
        yield from _unique("a_number", pages, _A_NUMBER, lambda m: str(parse_a_number("".join(m.groups("")))))


def _unique(fact: str, pages: Sequence[Page], pattern: re.Pattern[str], value: _Value) -> Iterator[Proposal]:
    found: dict[str, tuple[Page, tuple[Word, ...], str]] = {}
    for page in pages:
        text, starts = _with_starts(page)
        for match in pattern.finditer(text):
            words = _words(starts, match.start(), match.end())
            found.setdefault(value(match), (page, words, match[0]))
    if len(found) == 1:
        (number, (page, words, written)), *_ = found.items()
        yield made(fact, number, written, page, words, 0.9)


def _with_starts(page: Page) -> tuple[str, list[tuple[int, Word]]]:
    starts, at = [], 0
    for word in page.words:
        starts.append((at, word))
        at += len(word.text) + 1
    return page.text(), starts


def made(
    fact: str,
    value: JsonValue,
    written: str,
    page: Page,
    words: Sequence[Word],
    sure: float,
    candidates: tuple[JsonValue, ...] = (),
    label: str = "",
) -> Proposal:
    """A proposal whose place is that of `words`; words read by OCR weigh what OCR thinks of them."""
    how = How.OCR if page.words_from == "ocr" else How.TEXT
    trust = sure * min((w.confidence for w in words), default=1.0)
    box = box_of(w.box for w in words)
    clean = _clean(value)
    return Proposal(
        fact, clean, safe_line(written), page.number, box, how, round(trust, 2), candidates, safe_line(label)
    )


def _clean(value: JsonValue) -> JsonValue:
    return safe_line(value) if isinstance(value, str) else value
