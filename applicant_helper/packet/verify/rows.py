"""The lines of contents pages as they are printed: which pages they name, and whether the link agrees."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from applicant_helper.packet.geometry import Box
from applicant_helper.packet.verify.words import Sheet, Words

PAGES = re.compile(r"(\d{1,7})(?:\s?[–-]\s?(\d{1,7}))?")
LAST_NUMBER = re.compile(r"page (\d{1,7})(?:[–-](\d{1,7}))?$")
NEAR = 1.5


@dataclass(frozen=True, slots=True)
class Row:
    """A printed line: place of its page in the file, the pages it names, the number its link leads to if it has one."""

    place: int
    first: int
    last: int
    target: int | None


def printed_in(sheet: Sheet, box: Box) -> tuple[int, int] | None:
    """First and last page that the words in a link's box name; the number furthest right is that of the pages."""
    left, bottom, right, top = box
    inside = [
        w
        for w in sheet.words
        if bottom - 1 <= w.y <= top + 1 and w.x >= left - 2 and w.right <= right + 2 and w.text.strip()
    ]
    for words in sorted(inside, key=lambda w: w.right, reverse=True):
        text = words.text.strip()
        if match := (PAGES.fullmatch(text) or LAST_NUMBER.search(text)):
            return int(match[1]), int(match[2] or match[1])
    return None


def unlinked(sheet: Sheet, boxes: Sequence[Box]) -> Iterator[tuple[int, int]]:
    """Pages named in the column of page numbers outside of every link."""
    edges = Counter(round(w.right) for box in boxes for w in _numbers(sheet, box))
    column = edges.most_common(1)[0][0] if edges else None
    for words in sheet.words:
        match = PAGES.fullmatch(words.text.strip())
        if match is None or column is None or abs(words.right - column) > NEAR:
            continue
        if not any(bottom - 1 <= words.y <= top + 1 for _, bottom, _, top in boxes):
            yield int(match[1]), int(match[2] or match[1])


def _numbers(sheet: Sheet, box: Box) -> Iterator[Words]:
    _, bottom, _, top = box
    return (w for w in sheet.words if bottom - 1 <= w.y <= top + 1 and PAGES.fullmatch(w.text.strip()))


def out_of_order(rows: Sequence[Row]) -> Iterator[Row]:
    """Rows whose pages neither lie within those of a row above nor come after them."""
    open_rows: list[Row] = []
    for row in rows:
        while open_rows and row.first > open_rows[-1].last:
            open_rows.pop()
        if row.last < row.first or (open_rows and row.last > open_rows[-1].last):
            yield row
        else:
            open_rows.append(row)


def not_covered(rows: Sequence[Row], papers: Collection[int]) -> list[int]:
    """Printed numbers of pages of papers that no innermost row names."""
    ordered = list(rows)
    inner = [
        row
        for row, below in zip(ordered, [*ordered[1:], None], strict=True)
        if below is None or not (row.first <= below.first and below.last <= row.last and below != row)
    ]
    named: set[int] = set()
    for row in inner:
        if row.last - row.first <= 100_000:
            named.update(range(row.first, row.last + 1))
    return sorted(set(papers) - named)
