"""A short list of what a file, exhibit or part holds, with its pages; each line leads to them."""

from __future__ import annotations

from collections.abc import Sequence

from applicant_helper.packet.pages.strokes import GREY, Strokes
from applicant_helper.packet.plan import Entry, PlannedPage
from applicant_helper.typeset.text import wrap

SIZE, LEAD, GAP = 10.5, 13.5, 5.0
LABEL_ROOM, PAGES_ROOM = 48.0, 62.0
LOWEST = 96.0


def draw_list(
    to: Strokes,
    page: PlannedPage,
    entries: Sequence[Entry],
    left: float,
    top: float,
    right: float,
    lowest: float = LOWEST,
) -> float:
    """Draw as many lines as there is room for above `lowest`; says how many more there are. Returns the next base."""
    with to.within("Table"):
        return _rows(to, page, entries, left, top, right, lowest)


def _rows(
    to: Strokes,
    page: PlannedPage,
    entries: Sequence[Entry],
    left: float,
    y: float,
    right: float,
    lowest: float,
) -> float:
    inset = LABEL_ROOM if any(e.label for e in entries) else 0.0
    for number, entry in enumerate(entries):
        titles = wrap(entry.title, to.fonts.regular, SIZE, right - left - inset - PAGES_ROOM)
        foot = y - (len(titles) - 1) * LEAD
        is_last = number == len(entries) - 1
        if foot < lowest + (0 if is_last else LEAD + GAP):
            rest = f"and {len(entries) - number} more"
            to.text(left, y, rest, to.fonts.regular, SIZE, grey=GREY)
            return y - LEAD - GAP
        with to.within("TR"):
            to.text(left, y, entry.label, to.fonts.regular, SIZE, grey=GREY)
            with to.within("TD"):
                to.lines(left + inset, y, titles, to.fonts.regular, SIZE, LEAD)
            to.right(right, y, entry.pages, to.fonts.regular, SIZE)
        if entry.part == page.part:
            to.link(page.number, (left, foot - 4, right, y + 11), entry.first)
        y = foot - LEAD - GAP
    return y
