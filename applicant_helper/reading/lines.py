"""Lines of a page put together from the places of its words."""

from __future__ import annotations

import itertools
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from applicant_helper.reading.shapes import Box, Page, Word

GAP = 1.6
"""A gap wider than this many letter heights parts a line into segments: columns, or a label and its value."""
MAX_WORDS = 4000


@dataclass(frozen=True, slots=True)
class Segment:
    """Words that stand next to each other on one line, in reading order. `height` is that of its letters."""

    words: tuple[Word, ...]
    box: Box
    height: float
    line: int

    def text(self) -> str:
        """The words with single spaces."""
        return " ".join(w.text for w in self.words)


@dataclass(frozen=True, slots=True)
class Line:
    """Segments on one level of a page, from left to right as a reader reads."""

    segments: tuple[Segment, ...]
    box: Box
    height: float

    def text(self) -> str:
        """All of it with single spaces."""
        return " ".join(s.text() for s in self.segments)


def lines_of(page: Page) -> tuple[Line, ...]:
    """The lines of a page from top to bottom. Words without a size are left out."""
    placed = [w for w in page.words[:MAX_WORDS] if w.box[3] > w.box[1] and w.text.strip()]
    rows: list[list[Word]] = []
    for word in sorted(placed, key=lambda w: ((w.box[1] + w.box[3]) / 2, w.box[0])):
        row = next((r for r in reversed(rows[-3:]) if _on_level(r, word)), None)
        if row is None:
            rows.append([word])
        else:
            row.append(word)
    order = {id(w): n for n, w in enumerate(placed)} if page.words_from == "text" else {}
    return tuple(_line(row, n, order) for n, row in enumerate(rows))


def box_of(boxes: Iterable[Box]) -> Box:
    """The smallest box around all of them; there is at least one."""
    found = list(boxes)
    return (
        min(b[0] for b in found),
        min(b[1] for b in found),
        max(b[2] for b in found),
        max(b[3] for b in found),
    )


def _on_level(row: Sequence[Word], word: Word) -> bool:
    last = row[-1]
    top, bottom = max(last.box[1], word.box[1]), min(last.box[3], word.box[3])
    smaller = min(last.box[3] - last.box[1], word.box[3] - word.box[1])
    return bottom - top > 0.5 * smaller


def _line(row: list[Word], number: int, order: Mapping[int, int]) -> Line:
    _sort(row, order)
    height = median(w.box[3] - w.box[1] for w in row)
    groups: list[list[Word]] = [[row[0]]]
    for before, word in itertools.pairwise(row):
        gap = max(word.box[0] - before.box[2], before.box[0] - word.box[2])
        if gap > GAP * height:
            groups.append([word])
        else:
            groups[-1].append(word)
    segments = tuple(
        Segment(tuple(g), box_of(w.box for w in g), median(w.box[3] - w.box[1] for w in g), number)
        for g in groups
    )
    return Line(segments, box_of(w.box for w in row), height)


def _sort(row: list[Word], order: Mapping[int, int]) -> None:
    """From left to right; a line that runs leftward as the text layer gives it, or else from right to left."""
    if not is_leftward(" ".join(w.text for w in row)):
        row.sort(key=lambda w: w.box[0])
    elif order:
        row.sort(key=lambda w: order[id(w)])
    else:
        row.sort(key=lambda w: -w.box[2])


def is_leftward(text: str) -> bool:
    """Whether most letters are of a script that runs from right to left."""
    signs = [unicodedata.bidirectional(c) for c in text if c.isalpha()]
    return sum(s in {"R", "AL"} for s in signs) * 2 > len(signs)
