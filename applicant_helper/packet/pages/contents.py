"""Lays out the lines of the index on pages. Lengths in points from the top left of the page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from applicant_helper.packet.outline import Line
from applicant_helper.typeset.fonts import FontPair
from applicant_helper.typeset.text import wrap

MARGIN = 60.0
TOP_FIRST, TOP_NEXT, FOOT = 206.0, 104.0, 62.0
LABEL_X, TITLE_X, DATE_X = MARGIN, MARGIN + 54, 408.0
TITLE_ROOM, DATE_ROOM = 284.0, 106.0
GROUP_SIZE, ROW_SIZE, DETAIL_SIZE = 11.0, 10.0, 8.5
GROUP_LEAD, ROW_LEAD, DETAIL_LEAD = 14.5, 13.5, 11.5
GROUP_GAP, ROW_GAP = 11.0, 3.5
NOTICE_SIZE, NOTICE_LEAD = 8.0, 10.5


@dataclass(frozen=True, slots=True)
class Row:
    """One placed line of the index: `top` and `height` on its page, texts already broken."""

    place: int
    page: int
    top: float
    height: float
    titles: tuple[str, ...]
    details: tuple[str, ...]
    dates: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Layout:
    """Rows on pages; there is always one page."""

    rows: tuple[Row, ...]
    pages: int


def lay_out(lines: Sequence[Line], fonts: FontPair, notice_height: float, page_height: float) -> Layout:
    """Place every line; a heading never stands alone at the foot of a page."""
    rows: list[Row] = []
    page, top = 0, TOP_FIRST
    bottom = page_height - FOOT - notice_height
    for place, line in enumerate(lines):
        row = _measured(place, line, fonts)
        is_group = line.level <= 0
        gap = GROUP_GAP if is_group and rows and rows[-1].page == page else ROW_GAP
        follows = 0.0
        if is_group and place + 1 < len(lines) and lines[place + 1].level == 1:
            follows = ROW_GAP + _measured(place + 1, lines[place + 1], fonts).height
        if top + gap + row.height + follows > bottom:
            page, top, gap = page + 1, TOP_NEXT, 0.0
            bottom = page_height - FOOT
        top += gap
        rows.append(Row(place, page, top, row.height, row.titles, row.details, row.dates))
        top += row.height
    return Layout(tuple(rows), page + 1)


def _measured(place: int, line: Line, fonts: FontPair) -> Row:
    is_group = line.level <= 0
    font, size = (fonts.bold, GROUP_SIZE) if is_group else (fonts.regular, ROW_SIZE)
    titles = wrap(line.title, font, size, TITLE_ROOM)
    said = detail_text(line)
    details = wrap(said, fonts.regular, DETAIL_SIZE, TITLE_ROOM) if said else []
    date = line.values.get("date", "")
    dates = wrap(date, fonts.regular, ROW_SIZE, DATE_ROOM) if date else []
    lead = GROUP_LEAD if is_group else ROW_LEAD
    height = max(len(titles) * lead + len(details) * DETAIL_LEAD, len(dates) * ROW_LEAD)
    return Row(place, 0, 0.0, height, tuple(titles), tuple(details), tuple(dates))


def detail_text(line: Line) -> str:
    """What stands under a title: issuer, language, and what is particular."""
    language = line.values.get("language", "")
    said = f"in {language}" if language and language != "English" else ""
    return ", ".join(t for t in (line.values.get("issuer", ""), said, line.detail) if t)


def notice_height(notice: str | None, fonts: FontPair, sheet_width: float) -> float:
    """Room that the notice takes at the foot of the first contents page."""
    if not notice:
        return 0.0
    return len(wrap(notice, fonts.regular, NOTICE_SIZE, sheet_width - 2 * MARGIN)) * NOTICE_LEAD + 16
