"""Lays out the lines of the contents on pages. Lengths in points from the top left of the page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from applicant_helper.packet.geometry import sheet_of
from applicant_helper.packet.outline import Kind, Line, Volume
from applicant_helper.packet.pages.columns import GAP, MARGIN, Column, columns_for, under_title, value_of
from applicant_helper.typeset.fonts import FontPair
from applicant_helper.typeset.text import wrap

if TYPE_CHECKING:
    from applicant_helper.catalog.destinations import PacketProfile

TOP_FIRST, TOP_NEXT, FOOT = 206.0, 104.0, 62.0
SIZES = {-1: 12.5, 0: 11.0, 1: 10.0}
LEADS = {-1: 16.5, 0: 14.5, 1: 13.5}
GAPS = {-1: 18.0, 0: 11.0, 1: 3.5}
DETAIL_SIZE, DETAIL_LEAD = 8.5, 11.5
NOTICE_SIZE, NOTICE_LEAD = 8.0, 10.5
UNSTAMPED_SIZE, UNSTAMPED_LEAD = 8.5, 12.0
UNSTAMPED = "Pages without a printed number: "
WIDEST_PAGES = "0000–0000"


@dataclass(frozen=True, slots=True)
class Row:
    """One placed line: `top` and `height` on its page; texts broken, by column. The title begins at `left`,
    `details` stand under it."""

    place: int
    page: int
    top: float
    height: float
    level: int
    left: float
    has_label: bool
    cells: dict[str, tuple[str, ...]]
    details: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Layout:
    """Rows on pages; there is always one page. `end` is where the last row ends on the last page."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    pages: int
    end: float


def lay_out(profile: PacketProfile, volume: Volume, fonts: FontPair) -> Layout:
    """Place every line; a heading never stands alone at the foot of a page."""
    lines = volume.lines()
    sheet = sheet_of(profile)
    columns = columns_for(profile, lines, sheet, names_parts=profile.split.policy != "never")
    measured = [_measured(place, line, columns, fonts) for place, line in enumerate(lines)]
    rows: list[Row] = []
    page, top = 0, TOP_FIRST
    bottom = sheet[1] - FOOT - notice_height(profile.notice, fonts, sheet[0])
    for place, row in enumerate(measured):
        gap = _gap(row, rows, page)
        if top + gap + row.height + _follows(measured, place) > bottom and rows:
            page, top, gap = page + 1, TOP_NEXT, 0.0
            bottom = sheet[1] - FOOT
        top += gap
        rows.append(replace(row, page=page, top=top))
        top += row.height
    height = unstamped_height(profile, volume, fonts, sheet[0])
    if height and top + height > bottom:
        page, top = page + 1, TOP_NEXT
    return Layout(columns, tuple(rows), page + 1, top)


def is_plain(row: Row) -> bool:
    """Whether a line is a form or sheet by itself, and no exhibit: those stand close together."""
    return row.level == 0 and not row.has_label


def _gap(row: Row, rows: list[Row], page: int) -> float:
    if not rows or rows[-1].page != page:
        return GAPS[1]
    if row.level > rows[-1].level and row.level == 0:
        return 6.0
    return 5.5 if is_plain(row) and is_plain(rows[-1]) else GAPS[row.level]


def _follows(measured: Sequence[Row], place: int) -> float:
    """Height of what must stand on the same page as a heading: the first line under it."""
    height = 0.0
    for row, after in pairwise(measured[place:]):
        if after.level <= row.level:
            break
        height += GAPS[after.level] + after.height
    return height if measured[place].level <= 0 else 0.0


def _measured(place: int, line: Line, columns: Sequence[Column], fonts: FontPair) -> Row:
    font = fonts.bold if line.level <= 0 else fonts.regular
    size, lead = SIZES[line.level], LEADS[line.level]
    cells: dict[str, tuple[str, ...]] = {}
    for column in columns:
        if column.name not in {"tab", "document", "pages"} and (text := value_of(line, column.name)):
            cells[column.name] = tuple(wrap(text, fonts.regular, SIZES[1], column.room))
    left, room = _title_place(line, columns, cells)
    cells["document"] = tuple(wrap(line.title, font, size, room))
    said = under_title(line, columns)
    details = tuple(wrap(said, fonts.regular, DETAIL_SIZE, room)) if said else ()
    height = len(cells["document"]) * lead + len(details) * DETAIL_LEAD
    others = [len(text) * LEADS[1] for name, text in cells.items() if name != "document"]
    return Row(place, 0, 0.0, max([height, *others]), line.level, left, bool(line.label), cells, details)


def _title_place(
    line: Line, columns: Sequence[Column], cells: Mapping[str, tuple[str, ...]]
) -> tuple[float, float]:
    """Where a title begins and its room: it takes that of empty columns behind it, a form's heading from the edge."""
    own = next(c for c in columns if c.name == "document")
    left = MARGIN if line.level < 0 else own.x
    after = [c for c in columns if c.x > own.x and (c.name == "pages" or c.name in cells)]
    right = after[0].x - GAP
    return left, right - left


def notice_height(notice: str | None, fonts: FontPair, sheet_width: float) -> float:
    """Room that the notice takes at the foot of the first contents page."""
    if not notice:
        return 0.0
    return len(wrap(notice, fonts.regular, NOTICE_SIZE, sheet_width - 2 * MARGIN)) * NOTICE_LEAD + 16


def unstamped_height(profile: PacketProfile, volume: Volume, fonts: FontPair, sheet_width: float) -> float:
    """Room for the list of pages without a printed number, were they numbered as widely as can be."""
    if profile.stamp.mode == "none":
        return 0.0
    titles = [b.line.title for b in volume.blocks if b.kind is Kind.FORM and b.line is not None]
    if not titles:
        return 0.0
    text = UNSTAMPED + "; ".join(f"{WIDEST_PAGES} ({title})" for title in titles)
    lines = wrap(text, fonts.regular, UNSTAMPED_SIZE, sheet_width - 2 * MARGIN)
    return 26 + len(lines) * UNSTAMPED_LEAD
