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

# How much wider than its letters a gap is, in heights of the font, when something may have been left out.
GAP, GAP_BY_NARROW, SURE_GAP = 0.3, 0.42, 0.8
SPACE, LEAST_STRAY = 0.26, 0.2
STEP = 8  # pixels of a line for one answer of the model
STEPS_PER_EM = 4.5
MOST_STEPS_PER_EM = 4.8
ENOUGH_PAIRS, MANY_PAIRS = 4, 20
LEAST_GUESS = 0.005
ALONE = frozenset("□☐☑☒■▢►▶•")
UNREAD = "\ufffd"
GUESSED, UNKNOWN, FAIRLY_SURE = 0.7, 0.5, 0.6
LOWER, UPPER, FULL = 0.56, 0.65, 1.0
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

    @property
    def sure_share(self) -> float:
        """The share of the letters that are in words the model is fairly sure of."""
        whole = sum(len(p.text) for p in self.pieces)
        return sum(len(p.text) for p in self.pieces if p.confidence >= FAIRLY_SURE) / whole if whole else 0.0


def line_of(told: Any, signs: Sequence[str], steps: float, inked: Any) -> Line:
    """`told` is how likely each sign is at each step; `steps` is the length of the line without padding.

    `inked` says for each pixel along the line whether there is ink in its column.
    """
    letters = list(_letters(told, signs))
    em = _em(letters)
    filled = list(_filled(letters, told, signs, em, inked))
    explained = sum(_width(x.sign) * em for x in letters)
    return Line(tuple(_pieces(filled, steps)), min(1.0, explained / steps) if steps else 0.0)


def _letters(told: Any, signs: Sequence[str]) -> Iterator[Letter]:
    """One letter for each run of steps that say the same; sign 0 says that there is none."""
    best = told.argmax(axis=1)
    starts = np.flatnonzero(np.diff(best, prepend=-1))
    ends = np.append(starts[1:], len(best))
    for start, end in zip(starts, ends, strict=True):
        if sign := int(best[start]):
            yield Letter(signs[sign], float(told[start:end, sign].max()), float(start + end - 1) / 2)


def _width(sign: str) -> float:
    """Roughly how wide a letter is set, in heights of the font."""
    if unicodedata.east_asian_width(sign) in {"W", "F"}:
        return FULL
    plain = "i" if sign in "ıİ" else unicodedata.normalize("NFD", sign)[0]
    for some, width in ((NARROW, 0.28), (MIDDLE, 0.38), (BROAD, 0.88)):
        if plain in some:
            return width
    return UPPER if plain.isupper() else LOWER


def _script(sign: str) -> str:
    """Latin or Greek; a word of both was misread, because many of their letters look alike."""
    name = unicodedata.name(sign, "") if sign.isalpha() else ""
    return name.split()[0] if name.startswith(("LATIN", "GREEK")) else ""


def _usual(one: Letter, other: Letter) -> float:
    return (_width(one.sign) + _width(other.sign)) / 2


def _em(letters: Sequence[Letter]) -> float:
    """Steps that the height of the font takes in this line."""
    pairs = [p for p in pairwise(letters) if not (p[0].sign.isspace() or p[1].sign.isspace())]
    if len(pairs) < ENOUGH_PAIRS:
        return STEPS_PER_EM
    em = statistics.median((b.at - a.at) / _usual(a, b) for a, b in pairs)
    # In a short line what was left out would widen the measure itself.
    return em if len(pairs) >= MANY_PAIRS else min(em, MOST_STEPS_PER_EM)


def _filled(
    letters: Sequence[Letter], told: Any, signs: Sequence[str], em: float, inked: Any
) -> Iterator[Letter]:
    """The letters, and where one was left out the likeliest of those the model knows."""
    before, space = None, None
    for letter in letters:
        if letter.sign.isspace():
            space = letter
            continue
        ends_word = _ends_word(before, letter, em, inked, has_space=space is not None) if before else None
        guess = _left_out(before, letter, told, signs) if before and ends_word is not None else None
        if guess and ends_word:
            yield guess
        if space:
            yield space
        if guess and not ends_word:
            yield guess
        yield letter
        before, space = letter, None


def _ends_word(before: Letter, after: Letter, em: float, inked: Any, *, has_space: bool) -> bool | None:
    """Whether a letter left out between two others belongs to the first of them; None = nothing was left out.

    That is so when they stand too far apart and ink between them belongs to neither.
    """
    widths = _width(before.sign), _width(after.sign)
    gap = (after.at - before.at) / em - sum(widths) / 2 - (SPACE if has_space else 0.0)
    if max(widths) >= FULL:
        return None
    if gap <= (GAP_BY_NARROW if min(widths) < LOWER or has_space else GAP):
        return None
    # What is thin is the line of a table, or grain.
    strays = [s for s in _strays(before, after, inked) if s[1] > LEAST_STRAY * em * STEP]
    if not has_space:
        return True if strays or gap > SURE_GAP else None
    return strays[0][0] < strays[0][2] if strays else None


def _strays(before: Letter, after: Letter, inked: Any) -> list[tuple[int, int, int]]:
    """Ink between two letters: blank columns before it, its own columns, and blank columns behind it."""
    part = inked[int((before.at + 0.5) * STEP) : int((after.at + 0.5) * STEP)]
    ink = np.flatnonzero(part)
    breaks = np.flatnonzero(np.diff(ink) > 1)
    return [
        (int(ink[a + 1] - ink[a]), int(ink[b] - ink[a + 1] + 1), int(ink[b + 1] - ink[b]))
        for a, b in pairwise(breaks)
    ]


def _left_out(before: Letter, after: Letter, told: Any, signs: Sequence[str]) -> Letter:
    first, last = int(before.at) + 1, max(int(before.at) + 2, int(np.ceil(after.at)))
    likely = told[first:last, 1:].max(axis=0)
    for place in np.argsort(-likely)[:5]:
        sign = signs[int(place) + 1]
        if sign.isalpha() and sign not in (before.sign, after.sign) and likely[place] > LEAST_GUESS:
            sign = sign.lower() if after.sign.islower() or before.sign.islower() else sign
            return Letter(sign, -GUESSED, (before.at + after.at) / 2)
    return Letter(UNREAD, -UNKNOWN, (before.at + after.at) / 2)


def _pieces(letters: Sequence[Letter], steps: float) -> Iterator[Piece]:
    """Words between spaces; a box to tick is a word of its own.

    A letter that was guessed (its sureness below 0) bounds the sureness of its word.
    """
    word: list[Letter] = []
    for letter in [*letters, Letter(" ", 1.0, steps)]:
        if letter.sign.isspace() or letter.sign in ALONE or (word and word[-1].sign in ALONE):
            if word:
                yield _piece(word, steps)
            word = []
        if not letter.sign.isspace():
            word.append(letter)


def _piece(word: Sequence[Letter], steps: float) -> Piece:
    wide = (
        (word[-1].at - word[0].at) / (len(word) - 1) if len(word) > 1 else _width(word[0].sign) * STEPS_PER_EM
    )
    start = max(0.0, (word[0].at + 0.5 - wide / 2) / steps)
    end = min(1.0, (word[-1].at + 0.5 + wide / 2) / steps)
    read = [x.sure for x in word if x.sure >= 0]
    most = min((-x.sure for x in word if x.sure < 0), default=1.0)
    if len({_script(x.sign) for x in word} - {""}) > 1:
        most = min(most, UNKNOWN)
    piece = Piece(
        "".join(x.sign for x in word), min(most, sum(read) / len(read)) if read else 0.0, start, end
    )
    return piece if start <= end else replace(piece, start=end)
