"""Draws the pages of one part that the program adds, and the stamps of all of them, on one canvas."""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import dataclass

from reportlab.pdfgen.canvas import Canvas

from applicant_helper.packet.model import PacketRequest
from applicant_helper.packet.outline import Kind
from applicant_helper.packet.pages import contents as index
from applicant_helper.packet.pages.contents import NOTICE_LEAD, NOTICE_SIZE, Layout, Row
from applicant_helper.packet.pages.measure import Measures
from applicant_helper.packet.pages.stamps import stamp_codes
from applicant_helper.packet.pages.strokes import GREY, LinkArea, Strokes
from applicant_helper.packet.plan import PacketPlan, PlannedPage
from applicant_helper.typeset.fonts import FontPair
from applicant_helper.typeset.text import width, wrap

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
INSIDE_SIZE, INSIDE_LEAD, INSIDE_GAP = 10.5, 13.5, 5.0
BACK = "Contents, page {page}"


@dataclass(frozen=True, slots=True)
class Drawn:
    """The drawn pages of one part in order, and one page more that carries the stamps' font.

    `stamps` has the content of each stamp by printed number.
    """

    data: bytes
    links: tuple[LinkArea, ...]
    stamps: Mapping[int, bytes]


def draw_pages(
    request: PacketRequest, plan: PacketPlan, part: int, measures: Measures, fonts: FontPair
) -> Drawn:
    """Draw everything of one part."""
    data = io.BytesIO()
    canvas = Canvas(data, invariant=True, pageCompression=1)
    pages = plan.of_part(part)
    drawing = Drawing(request, plan, measures.contents, Strokes(canvas, fonts))
    for page in pages:
        if page.key is None:
            canvas.setPageSize(page.size)
            drawing.page(page)
            canvas.showPage()
    stamps = stamp_codes(canvas, fonts.regular, plan.profile.stamp, pages)
    canvas.setFont(fonts.regular, 9)
    canvas.drawString(0, 0, " ")
    canvas.showPage()
    canvas.save()
    return Drawn(data.getvalue(), tuple(drawing.to.links), stamps)


class Drawing:
    """Draws one packet's own pages."""

    def __init__(self, request: PacketRequest, plan: PacketPlan, layout: Layout, to: Strokes) -> None:
        self.request = request
        self.plan = plan
        self.layout = layout
        self.to = to
        self.fonts = to.fonts

    def page(self, page: PlannedPage) -> None:
        """Draw one page of the plan."""
        if page.kind is Kind.INDEX:
            self._index_page(page)
        elif page.kind is Kind.DIVIDER:
            self._divider(page)

    # contents ----------------------------------------------------------------------------------------

    def _index_page(self, page: PlannedPage) -> None:
        number = page.sheet
        if number == 0:
            self._index_head(page.size)
            self._notice(page.size)
        else:
            self.to.text(index.MARGIN, page.size[1] - 66, "Contents, continued", self.fonts.bold, 14)
        columns_top = (index.TOP_FIRST if number == 0 else index.TOP_NEXT) - 12
        self._column_heads(page.size, columns_top)
        rows = [r for r in self.layout.rows if r.page == number]
        for row in rows:
            self._row(page, row, is_first=row is rows[0])

    def _index_head(self, size: tuple[float, float]) -> None:
        left, top = index.MARGIN, size[1]
        self.to.text(left, top - 62, "EVIDENCE PACKET", self.fonts.regular, 8.5, grey=GREY, spread=1.4)
        self.to.text(left, top - 92, self.request.title.split(",")[0], self.fonts.bold, 24)
        self.to.text(left, top - 112, ", ".join(self.request.title.split(", ")[1:]), self.fonts.regular, 12.5)
        line = self.request.applicant_line
        if line:
            self.to.text(left, top - 142, line, self.fonts.bold, 11)
        pages = f"{self.plan.total} pages"
        prepared = self.request.prepared_on
        if prepared is not None:
            pages += f", prepared on {prepared.day} {MONTHS[prepared.month - 1]} {prepared.year}"
        self.to.text(left, top - 157, pages, self.fonts.regular, 9.5, grey=GREY)

    def _column_heads(self, size: tuple[float, float], top: float) -> None:
        y = size[1] - top
        for x, head in ((index.LABEL_X, "Exhibit"), (index.TITLE_X, "Document"), (index.DATE_X, "Date")):
            self.to.text(x, y, head, self.fonts.regular, 8.5, grey=GREY)
        self.to.right(size[0] - index.MARGIN, y, "Page", self.fonts.regular, 8.5, grey=GREY)
        self.to.rule(index.MARGIN, y - 5, size[0] - index.MARGIN)

    def _row(self, page: PlannedPage, row: Row, *, is_first: bool) -> None:
        entry = self.plan.entries[row.place]
        is_group = entry.level <= 0
        font, size = (self.fonts.bold, index.GROUP_SIZE) if is_group else (self.fonts.regular, index.ROW_SIZE)
        lead = index.GROUP_LEAD if is_group else index.ROW_LEAD
        y = page.size[1] - row.top - size
        if is_group and not is_first:
            self.to.rule(index.MARGIN, page.size[1] - row.top + 4.5, page.size[0] - index.MARGIN, grey=0.75)
        self.to.text(index.LABEL_X, y, entry.label, font, size)
        for number, title in enumerate(row.titles):
            self.to.text(index.TITLE_X, y - number * lead, title, font, size)
        for number, detail in enumerate(row.details):
            below = y - len(row.titles) * lead - number * index.DETAIL_LEAD + 1
            self.to.text(index.TITLE_X, below, detail, self.fonts.regular, index.DETAIL_SIZE, grey=GREY)
        for number, date in enumerate(row.dates):
            self.to.text(index.DATE_X, y - number * index.ROW_LEAD, date, self.fonts.regular, index.ROW_SIZE)
        self.to.right(page.size[0] - index.MARGIN, y, entry.pages, font, size)
        box = (
            index.MARGIN,
            page.size[1] - row.top - row.height,
            page.size[0] - index.MARGIN,
            page.size[1] - row.top,
        )
        self.to.link(page.number, box, entry.first)

    def _notice(self, size: tuple[float, float]) -> None:
        notice = self.request.profile.notice
        if not notice:
            return
        lines = wrap(notice, self.fonts.regular, NOTICE_SIZE, size[0] - 2 * index.MARGIN)
        y = index.FOOT - 14 + len(lines) * NOTICE_LEAD
        self.to.rule(index.MARGIN, y + 4, size[0] - index.MARGIN, grey=0.75)
        for number, line in enumerate(lines):
            base = y - (number + 1) * NOTICE_LEAD + 2
            self.to.text(index.MARGIN, base, line, self.fonts.regular, NOTICE_SIZE, grey=GREY)

    # dividers ----------------------------------------------------------------------------------------

    def _divider(self, page: PlannedPage) -> None:
        assert page.entry is not None
        entry = self.plan.entries[page.entry]
        middle = page.size[0] / 2
        y = page.size[1] * 0.64
        self.to.centered(middle, y, f"Exhibit {entry.label}", self.fonts.bold, 46)
        self.to.rule(middle - 36, y - 26, middle + 36, grey=0)
        lines = wrap(entry.title, self.fonts.regular, 24, page.size[0] - 150)
        for number, line in enumerate(lines):
            self.to.centered(middle, y - 66 - number * 31, line, self.fonts.regular, 24)
        self._inside(page, y - 66 - len(lines) * 31 - 24)
        if self.plan.index_pages():
            self._back(page)

    def _inside(self, page: PlannedPage, top: float) -> None:
        """What the exhibit holds, as far as there is room."""
        assert page.entry is not None
        inside = self.plan.papers_of(page.entry)
        left, right = 150.0, page.size[0] - 150
        y = top
        for number, entry in enumerate(inside):
            titles = wrap(entry.title, self.fonts.regular, INSIDE_SIZE, right - left - 100)
            foot = y - (len(titles) - 1) * INSIDE_LEAD
            if foot < 96:
                rest = f"and {len(inside) - number} more"
                self.to.text(left, y, rest, self.fonts.regular, INSIDE_SIZE, grey=GREY)
                return
            self.to.text(left, y, entry.label, self.fonts.regular, INSIDE_SIZE, grey=GREY)
            for place, title in enumerate(titles):
                self.to.text(left + 42, y - place * INSIDE_LEAD, title, self.fonts.regular, INSIDE_SIZE)
            self.to.right(right, y, entry.pages, self.fonts.regular, INSIDE_SIZE)
            self.to.link(page.number, (left, foot - 4, right, y + 11), entry.first)
            y = foot - INSIDE_LEAD - INSIDE_GAP

    def _back(self, page: PlannedPage) -> None:
        text = BACK.format(page=self._index_first())
        right, y = page.size[0] - index.MARGIN, page.size[1] - 56
        self.to.right(right, y, text, self.fonts.regular, 8.5, grey=GREY)
        box = (right - width(text, self.fonts.regular, 8.5), y - 4, right, y + 10)
        self.to.link(page.number, box, self._index_first())

    def _index_first(self) -> int:
        return self.plan.index_pages()[0].number
