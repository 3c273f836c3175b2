"""Draws what the program adds: contents, dividers, the line at the foot. One drawn page for each page of the plan."""

from __future__ import annotations

import io
from dataclasses import dataclass

from reportlab.pdfgen.canvas import Canvas

from applicant_helper.packet import index
from applicant_helper.packet.index import Layout, Row
from applicant_helper.packet.model import PacketRequest
from applicant_helper.packet.plan import Entry, Kind, PacketPlan, PlannedPage
from applicant_helper.typeset.fonts import FontPair
from applicant_helper.typeset.text import width, wrap

GREY = 0.35
HAIRLINE = 0.5
STAMP_BASE = 15.0
NOTICE_SIZE, NOTICE_LEAD = 8.0, 10.5
MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
INSIDE_SIZE, INSIDE_LEAD, INSIDE_GAP = 10.5, 13.5, 5.0
BACK = "Contents, page {page}"


@dataclass(frozen=True, slots=True)
class LinkArea:
    """A rectangle on a page that leads to another page; both counted from 1, the box from the lower left."""

    page: int
    box: tuple[float, float, float, float]
    target: int


def notice_height(request: PacketRequest, fonts: FontPair, sheet_width: float) -> float:
    """Room that the notice takes at the foot of the first contents page."""
    if not request.profile.notice:
        return 0.0
    lines = wrap(request.profile.notice, fonts.regular, NOTICE_SIZE, sheet_width - 2 * index.MARGIN)
    return len(lines) * NOTICE_LEAD + 16


class Drawing:
    """Draws one packet's own pages."""

    def __init__(self, request: PacketRequest, plan: PacketPlan, layout: Layout, fonts: FontPair) -> None:
        self.request = request
        self.plan = plan
        self.layout = layout
        self.fonts = fonts
        self.links: list[LinkArea] = []
        self._bytes = io.BytesIO()
        self._canvas = Canvas(self._bytes, invariant=True, pageCompression=1)

    def draw(self) -> tuple[bytes, tuple[LinkArea, ...]]:
        """The drawn PDF, and the areas that become links."""
        for page in self.plan.pages:
            self._canvas.setPageSize(page.size)
            if page.kind is Kind.INDEX:
                self._index_page(page)
            elif page.kind is Kind.DIVIDER:
                self._divider(page)
            if page.stamp:
                self._stamp(page)
            self._canvas.showPage()
        self._canvas.save()
        return self._bytes.getvalue(), tuple(self.links)

    def _stamp(self, page: PlannedPage) -> None:
        size = self.request.profile.stamp.size_pt
        self._canvas.setFont(self.fonts.regular, size)
        self._canvas.setFillGray(0)
        self._canvas.drawCentredString(page.size[0] / 2, STAMP_BASE, page.stamp)

    # contents ----------------------------------------------------------------------------------------

    def _index_page(self, page: PlannedPage) -> None:
        number = page.number - self.plan.index_first
        if number == 0:
            self._index_head(page.size)
            self._notice(page.size)
        else:
            self._text(index.MARGIN, page.size[1] - 66, "Contents, continued", self.fonts.bold, 14)
        columns_top = (index.TOP_FIRST if number == 0 else index.TOP_NEXT) - 12
        self._column_heads(page.size, columns_top)
        rows = [r for r in self.layout.rows if r.page == number]
        for row in rows:
            self._row(page, row, is_first=row is rows[0])

    def _index_head(self, size: tuple[float, float]) -> None:
        left, top = index.MARGIN, size[1]
        self._text(left, top - 62, "EVIDENCE PACKET", self.fonts.regular, 8.5, grey=GREY, spread=1.4)
        self._text(left, top - 92, f"Form {self.request.form_number}", self.fonts.bold, 24)
        self._text(left, top - 112, self.request.form_title, self.fonts.regular, 12.5)
        line = self.request.applicant_line
        if line:
            self._text(left, top - 142, line, self.fonts.bold, 11)
        pages = f"{self.plan.total} pages"
        prepared = self.request.prepared_on
        if prepared is not None:
            pages += f", prepared on {prepared.day} {MONTHS[prepared.month - 1]} {prepared.year}"
        self._text(left, top - 157, pages, self.fonts.regular, 9.5, grey=GREY)

    def _column_heads(self, size: tuple[float, float], top: float) -> None:
        y = size[1] - top
        for x, head in ((index.LABEL_X, "Exhibit"), (index.TITLE_X, "Document"), (index.DATE_X, "Date")):
            self._text(x, y, head, self.fonts.regular, 8.5, grey=GREY)
        self._right(size[0] - index.MARGIN, y, "Page", self.fonts.regular, 8.5, grey=GREY)
        self._rule(index.MARGIN, y - 5, size[0] - index.MARGIN)

    def _row(self, page: PlannedPage, row: Row, *, is_first: bool) -> None:
        entry = self.plan.entries[row.place]
        is_group = entry.level == 0
        font, size = (self.fonts.bold, index.GROUP_SIZE) if is_group else (self.fonts.regular, index.ROW_SIZE)
        lead = index.GROUP_LEAD if is_group else index.ROW_LEAD
        y = page.size[1] - row.top - size
        if is_group and not is_first:
            self._rule(index.MARGIN, page.size[1] - row.top + 4.5, page.size[0] - index.MARGIN, grey=0.75)
        self._text(index.LABEL_X, y, entry.label, font, size)
        for number, title in enumerate(row.titles):
            self._text(index.TITLE_X, y - number * lead, title, font, size)
        for number, detail in enumerate(row.details):
            below = y - len(row.titles) * lead - number * index.DETAIL_LEAD + 1
            self._text(index.TITLE_X, below, detail, self.fonts.regular, index.DETAIL_SIZE, grey=GREY)
        for number, date in enumerate(row.dates):
            self._text(index.DATE_X, y - number * index.ROW_LEAD, date, self.fonts.regular, index.ROW_SIZE)
        self._right(page.size[0] - index.MARGIN, y, entry.pages, font, size)
        box = (
            index.MARGIN,
            page.size[1] - row.top - row.height,
            page.size[0] - index.MARGIN,
            page.size[1] - row.top,
        )
        self.links.append(LinkArea(page.number, box, entry.first))

    def _notice(self, size: tuple[float, float]) -> None:
        notice = self.request.profile.notice
        if not notice:
            return
        lines = wrap(notice, self.fonts.regular, NOTICE_SIZE, size[0] - 2 * index.MARGIN)
        y = index.FOOT - 14 + len(lines) * NOTICE_LEAD
        self._rule(index.MARGIN, y + 4, size[0] - index.MARGIN, grey=0.75)
        for number, line in enumerate(lines):
            base = y - (number + 1) * NOTICE_LEAD + 2
            self._text(index.MARGIN, base, line, self.fonts.regular, NOTICE_SIZE, grey=GREY)

    # dividers ----------------------------------------------------------------------------------------

    def _divider(self, page: PlannedPage) -> None:
        assert page.entry is not None
        entry = self.plan.entries[page.entry]
        middle = page.size[0] / 2
        y = page.size[1] * 0.64
        self._centred(middle, y, f"Exhibit {entry.label}", self.fonts.bold, 46)
        self._rule(middle - 36, y - 26, middle + 36, grey=0)
        lines = wrap(entry.title, self.fonts.regular, 24, page.size[0] - 150)
        for number, line in enumerate(lines):
            self._centred(middle, y - 66 - number * 31, line, self.fonts.regular, 24)
        self._inside(page, y - 66 - len(lines) * 31 - 24)
        if self.plan.index_pages:
            self._back(page)

    def _inside(self, page: PlannedPage, top: float) -> None:
        """What the exhibit holds, as far as there is room."""
        assert page.entry is not None
        inside = self._papers_of(page.entry)
        left, right = 150.0, page.size[0] - 150
        y = top
        for number, entry in enumerate(inside):
            titles = wrap(entry.title, self.fonts.regular, INSIDE_SIZE, right - left - 100)
            foot = y - (len(titles) - 1) * INSIDE_LEAD
            if foot < 96:
                rest = f"and {len(inside) - number} more"
                self._text(left, y, rest, self.fonts.regular, INSIDE_SIZE, grey=GREY)
                return
            self._text(left, y, entry.label, self.fonts.regular, INSIDE_SIZE, grey=GREY)
            for place, title in enumerate(titles):
                self._text(left + 42, y - place * INSIDE_LEAD, title, self.fonts.regular, INSIDE_SIZE)
            self._right(right, y, entry.pages, self.fonts.regular, INSIDE_SIZE)
            self.links.append(LinkArea(page.number, (left, foot - 4, right, y + 11), entry.first))
            y = foot - INSIDE_LEAD - INSIDE_GAP

    def _papers_of(self, place: int) -> list[Entry]:
        papers = []
        for entry in self.plan.entries[place + 1 :]:
            if entry.level == 0:
                break
            papers.append(entry)
        return papers

    def _back(self, page: PlannedPage) -> None:
        text = BACK.format(page=self.plan.index_first)
        right, y = page.size[0] - index.MARGIN, page.size[1] - 56
        self._right(right, y, text, self.fonts.regular, 8.5, grey=GREY)
        box = (right - width(text, self.fonts.regular, 8.5), y - 4, right, y + 10)
        self.links.append(LinkArea(page.number, box, self.plan.index_first))

    # strokes -----------------------------------------------------------------------------------------

    def _text(
        self, x: float, y: float, text: str, font: str, size: float, *, grey: float = 0, spread: float = 0
    ) -> None:
        line = self._canvas.beginText(x, y)
        line.setFont(font, size)
        line.setFillGray(grey)
        if spread:
            line.setCharSpace(spread)
        line.textOut(text)
        if spread:
            line.setCharSpace(0)
        self._canvas.drawText(line)

    def _right(self, x: float, y: float, text: str, font: str, size: float, *, grey: float = 0) -> None:
        self._text(x - width(text, font, size), y, text, font, size, grey=grey)

    def _centred(self, x: float, y: float, text: str, font: str, size: float) -> None:
        self._text(x - width(text, font, size) / 2, y, text, font, size)

    def _rule(self, x1: float, y: float, x2: float, *, grey: float = 0.2) -> None:
        self._canvas.setStrokeGray(grey)
        self._canvas.setLineWidth(HAIRLINE)
        self._canvas.line(x1, y, x2, y)
