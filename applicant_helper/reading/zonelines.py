"""Puts the words of a page into lines from left to right, as far as finding a passport zone needs it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from applicant_helper.reading.shapes import Box, Word

MAX_WORDS = 4000
_ASPECT = 2.0
"""Height of a sign of a zone over its width, with room; boxes of tilted lines are taller than their signs."""


@dataclass(frozen=True, slots=True)
class Line:
    """Words side by side."""

    words: tuple[Word, ...]

    @property
    def text(self) -> str:
        """The words with single spaces."""
        return " ".join(w.text for w in self.words)

    @property
    def box(self) -> Box:
        """The box around all words."""
        return around([w.box for w in self.words])

    @property
    def confidence(self) -> float:
        """The lowest of the words."""
        return min((w.confidence for w in self.words), default=0.0)

    def part(self, start: float, end: float) -> Box:
        """The box from one share of the width (0 to 1) to another."""
        left, top, right, bottom = self.box
        wide = right - left
        return (left + wide * start, top, left + wide * end, bottom)


_BAND = 20.0
"""Points; words that go on a line differ less than this in height."""


def around(boxes: Sequence[Box]) -> Box:
    """The smallest box around all of them."""
    return (
        min(b[0] for b in boxes),
        min(b[1] for b in boxes),
        max(b[2] for b in boxes),
        max(b[3] for b in boxes),
    )


def turned(box: Box, quarters: int, width: float, height: float) -> Box:
    """A box of a page of that size after the page was turned clockwise by quarters.

    >>> turned((10, 20, 30, 25), 2, 100, 50)
    (70, 25, 90, 30)
    """
    left, top, right, bottom = box
    if quarters % 4 == 1:
        return (height - bottom, left, height - top, right)
    if quarters % 4 == 2:
        return (width - right, height - bottom, width - left, height - top)
    if quarters % 4 == 3:
        return (top, width - right, bottom, width - left)
    return box


def ways_up(words: Sequence[Word]) -> tuple[int, int]:
    """The quarters to turn a page by so that its lines may lie level: none or two, else one or three."""
    level = sum(1 if _is_wide(w) else -1 for w in words if len(w.text) > 4)
    return (0, 2) if level >= 0 else (1, 3)


def _is_wide(word: Word) -> bool:
    return word.box[2] - word.box[0] >= word.box[3] - word.box[1]


def lines_of(words: Sequence[Word]) -> list[Line]:
    """The lines from top to bottom. Lines that are tilted by some degrees still hold together."""
    by_band: dict[int, list[list[Word]]] = {}
    rows: list[list[Word]] = []
    for word in sorted((w for w in words[:MAX_WORDS] if w.text.strip()), key=lambda w: w.box[0]):
        band = int(_middle(word) // _BAND)
        near = [
            row for n in (band - 1, band, band + 1) for row in by_band.get(n, ()) if _goes_on(row[-1], word)
        ]
        if near:
            row = min(near, key=lambda row: abs(_middle(row[-1]) - _middle(word)))
            by_band[int(_middle(row[-1]) // _BAND)].remove(row)
            row.append(word)
        else:
            row = [word]
            rows.append(row)
        by_band.setdefault(band, []).append(row)
    lines = [Line(tuple(row)) for row in rows]
    return sorted(lines, key=lambda line: (_middle(line.words[0]), line.box[0]))


def _goes_on(last: Word, word: Word) -> bool:
    height = min(_height(last), _height(word))
    apart = word.box[0] - last.box[2]
    return -height < apart < 6 * height and abs(_middle(last) - _middle(word)) < 0.6 * height


def _middle(word: Word) -> float:
    return (word.box[1] + word.box[3]) / 2


def _height(word: Word) -> float:
    tall = word.box[3] - word.box[1]
    wide = (word.box[2] - word.box[0]) / max(1, len(word.text))
    return min(tall, _ASPECT * wide) if len(word.text) > 4 else tall
