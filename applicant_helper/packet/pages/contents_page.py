"""Draws the contents: heading, columns, rows that lead to their pages, and the pages without a number."""

from __future__ import annotations

from collections.abc import Sequence

from applicant_helper.packet.model import PacketRequest
from applicant_helper.packet.outline import Kind
from applicant_helper.packet.pages.columns import MARGIN, Column
from applicant_helper.packet.pages.contents import (
    DETAIL_LEAD,
    DETAIL_SIZE,
    FOOT,
    LEADS,
    NOTICE_LEAD,
    NOTICE_SIZE,
    SIZES,
    TOP_FIRST,
    TOP_NEXT,
    UNSTAMPED,
    UNSTAMPED_LEAD,
    UNSTAMPED_SIZE,
    Layout,
    Row,
    is_plain,
)
from applicant_helper.packet.pages.strokes import GREY, Strokes
from applicant_helper.packet.pages.words import count, day, heading_of, purpose, spread
from applicant_helper.packet.plan import Entry, PacketPlan, PlannedPage
from applicant_helper.typeset.text import shortened, width, wrap

# A long title is set smaller before it is cut.
HEAD_SIZES = (24.0, 19.0, 16.0, 13.0)


class ContentsPages:
    """The contents of one plan."""

    def __init__(self, request: PacketRequest, plan: PacketPlan, layout: Layout, to: Strokes) -> None:
        self.request = request
        self.plan = plan
        self.layout = layout
        self.to = to

    def draw(self, page: PlannedPage) -> None:
        """One page of it."""
        if page.sheet == 0:
            self._head(page)
            self._notice(page)
        else:
            self.to.text(MARGIN, page.size[1] - 66, "Contents, continued", self.to.fonts.bold, 14)
        rows = [r for r in self.layout.rows if r.page == page.sheet]
        if rows:
            with self.to.within("Table"):
                self._table(page, rows)
        if page.sheet == self.layout.pages - 1:
            self._unstamped(page)

    def _table(self, page: PlannedPage, rows: Sequence[Row]) -> None:
        with self.to.within("TR"):
            self._column_heads(page, (TOP_FIRST if page.sheet == 0 else TOP_NEXT) - 12)
        for row, before in zip(rows, [None, *rows], strict=False):
            if before is not None and row.level <= 0 and not (is_plain(row) and before.level <= 0):
                self.to.rule(MARGIN, page.size[1] - row.top + 4.5, page.size[0] - MARGIN, grey=0.75)
            with self.to.within("TR"):
                self._row(page, row)

    def _head(self, page: PlannedPage) -> None:
        left, top = MARGIN, page.size[1]
        room = page.size[0] - 2 * MARGIN
        fonts = self.to.fonts
        large, small = heading_of(self.request, self.plan)
        self.to.eyebrow(left, top - 62, f"{purpose(self.plan)} · contents")
        with self.to.within("H1"):
            size = next((s for s in HEAD_SIZES if width(large, fonts.bold, s) <= room), HEAD_SIZES[-1])
            self.to.text(left, top - 92, shortened(large, fonts.bold, size, room), fonts.bold, size)
        self.to.text(left, top - 112, shortened(small, fonts.regular, 12.5, room), fonts.regular, 12.5)
        self.to.text(
            left, top - 142, shortened(self.request.applicant_line, fonts.bold, 11, room), fonts.bold, 11
        )
        self.to.text(left, top - 157, self._facts(), fonts.regular, 9.5, grey=GREY)

    def _facts(self) -> str:
        text = count(self.plan.total, "page", "pages")
        if self.request.prepared_on is not None:
            text += f", prepared on {day(self.request.prepared_on)}"
        if len(self.plan.parts) > 1:
            first = self.plan.parts[0]
            text += f". Part 1 of {len(self.plan.parts)}: pages {spread(first.first, first.last)}"
        return text

    def _column_heads(self, page: PlannedPage, top: float) -> None:
        y = page.size[1] - top
        for column in self.layout.columns:
            draw = self.to.right if column.name == "pages" else self.to.text
            x = column.right if column.name == "pages" else column.x
            with self.to.within("TH"):
                draw(x, y, column.head, self.to.fonts.regular, 8.5, grey=GREY)
        self.to.rule(MARGIN, y - 5, page.size[0] - MARGIN)

    def _row(self, page: PlannedPage, row: Row) -> None:
        entry = self.plan.entries[row.place]
        y = page.size[1] - row.top - SIZES[row.level]
        for column in self.layout.columns:
            with self.to.within("TD"):
                self._cell(column, row, entry, y)
        self._lead(page, row, entry)

    def _cell(self, column: Column, row: Row, entry: Entry, y: float) -> None:
        fonts = self.to.fonts
        font, size = (fonts.bold if row.level <= 0 else fonts.regular), SIZES[row.level]
        if column.name == "tab":
            self.to.text(column.x, y, entry.label, font, size)
        elif column.name == "pages":
            self.to.right(column.right, y, entry.pages, font, size)
        elif column.name == "document":
            under = self.to.lines(row.left, y, row.cells["document"], font, size, LEADS[row.level])
            self.to.lines(
                row.left, under + 1, row.details, fonts.regular, DETAIL_SIZE, DETAIL_LEAD, grey=GREY
            )
        else:
            texts = row.cells.get(column.name, ())
            self.to.lines(column.x, y, texts, fonts.regular, SIZES[1], LEADS[1])

    def _lead(self, page: PlannedPage, row: Row, entry: Entry) -> None:
        """The row leads to its page; what begins in another part is only named."""
        high = page.size[1]
        if entry.part == page.part:
            box = (MARGIN, high - row.top - row.height, page.size[0] - MARGIN, high - row.top)
            if self.plan.profile.index.links:
                self.to.link(page.number, box, entry.first)
            return
        pages = width(entry.pages, self.to.fonts.bold, SIZES[row.level])
        right, y = page.size[0] - MARGIN - pages - 6, high - row.top - SIZES[row.level]
        self.to.right(right, y, f"part {entry.part + 1}:", self.to.fonts.regular, DETAIL_SIZE, grey=GREY)

    def _unstamped(self, page: PlannedPage) -> None:
        """Which pages bear no number of the packet, and what they are."""
        if self.plan.profile.stamp.mode == "none":
            return
        forms = {p.entry for p in self.plan.pages if p.kind is Kind.FORM and p.entry is not None}
        if not forms:
            return
        entries = [self.plan.entries[place] for place in sorted(forms)]
        text = UNSTAMPED + "; ".join(f"{e.pages} ({e.title})" for e in entries)
        lines = wrap(text, self.to.fonts.regular, UNSTAMPED_SIZE, page.size[0] - 2 * MARGIN)
        y = page.size[1] - self.layout.end - 26
        self.to.rule(MARGIN, y + 14, page.size[0] - MARGIN, grey=0.75)
        self.to.lines(MARGIN, y, lines, self.to.fonts.regular, UNSTAMPED_SIZE, UNSTAMPED_LEAD, grey=GREY)

    def _notice(self, page: PlannedPage) -> None:
        notice = self.plan.profile.notice
        if not notice:
            return
        lines = wrap(notice, self.to.fonts.regular, NOTICE_SIZE, page.size[0] - 2 * MARGIN)
        y = FOOT - 14 + len(lines) * NOTICE_LEAD
        self.to.rule(MARGIN, y + 4, page.size[0] - MARGIN, grey=0.75)
        self.to.lines(
            MARGIN, y - NOTICE_LEAD + 2, lines, self.to.fonts.regular, NOTICE_SIZE, NOTICE_LEAD, grey=GREY
        )
