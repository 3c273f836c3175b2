"""Words of one line from what the recognition model answers for each step along it. Used in the OCR child only.

The model has no sign for some letters (Vietnamese ones with two marks, Cyrillic, Arabic): it leaves them out and
is sure of the rest. Gaps wider than the letters beside them show where that happened.
"""

from __future__ import annotations

import statistics
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

import numpy as np

GAP = 0.45  # of the height of letters, beyond what the letters on both sides take
STEPS_PER_EM = 3.3
ENOUGH_PAIRS = 4
LEAST_GUESS = 0.005
UNREAD = "\ufffd"
GUESSED, UNKNOWN = 0.7, 0.5
NARROW, MIDDLE, BROAD = frozenset("iIl|!.,:;'`j"), frozenset('ftr()[]/-"'), frozenset("mMwW@%")


@dataclass(frozen=True, slots=True)
class Letter:
    """A sign, how sure the model is, and the step along the line where its middle is."""

    sign: str
    sure: float
    at: float


@dataclass(frozen=True, slots=True)
class Piece:
    """A word, how sure, and where it starts and ends as shares of its line."""

    text: str
    confidence: float
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Line:
    """The words of a line, and the share of its length that their letters explain."""

    pieces: tuple[Piece, ...]
    read_share: float


def line_of(told: Any, signs: Sequence[str], steps: float) -> Line:
    """`told` is how likely each sign is at each step; `steps` is the length of the line without padding."""
    letters = list(_letters(told, signs))
    em = _em(letters)
    filled = list(_filled(letters, told, signs, em))
    explained = sum(_width(x.sign) * em for x in letters)
    return Line(tuple(_pieces(filled, steps)), min(1.0, explained / steps) if steps else 0.0)


def _letters(told: Any, signs: Sequence[str]) -> Iterator[Letter]:
    """One letter for each run of steps that say the same; sign 0 says that there is none."""
    best = told.argmax(axis=1)
    starts = np.flatnonzero(np.diff(best, prepend=-1))
    ends = np.append(starts[1:], len(best))
    for start, end in zip(starts, ends, strict=True):
        if sign := int(best[start]):
            yield Letter(signs[sign], float(told[start:end, sign].max()), (start + end - 1) / 2)


def _width(sign: str) -> float:
    """Roughly how wide a letter is set, in heights of the font."""
    if unicodedata.east_asian_width(sign) in {"W", "F"}:
        return 1.0
    plain = "i" if sign in "ıİ" else unicodedata.normalize("NFD", sign)[0]
    for some, width in ((NARROW, 0.28), (MIDDLE, 0.38), (BROAD, 0.88)):
        if plain in some:
            return width
    return 0.65 if plain.isupper() else 0.56


def _usual(one: Letter, other: Letter) -> float:
    return (_width(one.sign) + _width(other.sign)) / 2


def _em(letters: Sequence[Letter]) -> float:
    """Steps that the height of the font takes in this line."""
    pairs = [p for p in pairwise(letters) if not (p[0].sign.isspace() or p[1].sign.isspace())]
    if len(pairs) < ENOUGH_PAIRS:
        return STEPS_PER_EM
    return statistics.median((b.at - a.at) / _usual(a, b) for a, b in pairs)


def _filled(letters: Sequence[Letter], told: Any, signs: Sequence[str], em: float) -> Iterator[Letter]:
    """The letters, and where one was left out inside a word the likeliest of those the model knows."""
    before: Letter | None = None
    for letter in letters:
        if before and not letter.sign.isspace() and not before.sign.isspace() and before.sign != letter.sign:
            gap = letter.at - before.at - _usual(before, letter) * em
            if gap > GAP * em:
                yield _left_out(before, letter, told, signs)
        yield letter
        before = letter


def _left_out(before: Letter, after: Letter, told: Any, signs: Sequence[str]) -> Letter:
    first, last = int(before.at) + 1, max(int(before.at) + 2, int(np.ceil(after.at)))
    likely = told[first:last, 1:].max(axis=0)
    for place in np.argsort(-likely)[:5]:
        sign = signs[int(place) + 1]
        if sign.isalpha() and sign not in (before.sign, after.sign) and likely[place] > LEAST_GUESS:
            return Letter(sign, -GUESSED, (before.at + after.at) / 2)
    return Letter(UNREAD, -UNKNOWN, (before.at + after.at) / 2)


def _pieces(letters: Sequence[Letter], steps: float) -> Iterator[Piece]:
    """Words between spaces. A letter that was guessed (its sureness below 0) bounds the sureness of its word."""
    word: list[Letter] = []
    for letter in [*letters, Letter(" ", 1.0, steps)]:
        if not letter.sign.isspace():
            word.append(letter)
        elif word:
            yield _piece(word, steps)
            word = []


def _piece(word: Sequence[Letter], steps: float) -> Piece:
    wide = (
        (word[-1].at - word[0].at) / (len(word) - 1) if len(word) > 1 else _width(word[0].sign) * STEPS_PER_EM
    )
    start = max(0.0, (word[0].at + 0.5 - wide / 2) / steps)
    end = min(1.0, (word[-1].at + 0.5 + wide / 2) / steps)
    read = [x.sure for x in word if x.sure >= 0]
    most = min((-x.sure for x in word if x.sure < 0), default=1.0)
    piece = Piece(
        "".join(x.sign for x in word), min(most, sum(read) / len(read)) if read else 0.0, start, end
    )
    return piece if start <= end else replace(piece, start=end)
