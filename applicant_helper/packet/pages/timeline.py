"""The years at a glance: one lane for addresses, one for work and so on; bars between dates, gaps left white."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from applicant_helper.packet.geometry import Size
from applicant_helper.packet.model import PacketRequest, TimelineLane, TimelineSpan
from applicant_helper.packet.pages.columns import MARGIN
from applicant_helper.packet.pages.strokes import GREY, Strokes
from applicant_helper.packet.pages.words import day
from applicant_helper.packet.plan import PlannedPage
from applicant_helper.typeset.text import shortened, width

TOP, FOOT = 168.0, 84.0
LANE_HEAD, ROW, BETWEEN = 20.0, 30.0, 12.0
BAR = 9.0
NARROWEST = 2.5
LABEL = 8.5
DARK, LIGHT = 0.25, 0.62
Piece = tuple[TimelineLane, tuple[TimelineSpan, ...]]


def timeline_sheets(lanes: Sequence[TimelineLane], sheet: Size) -> tuple[tuple[Piece, ...], ...]:
    """Lanes on pages; a long lane goes on to the next page."""
    room = sheet[1] - TOP - FOOT
    pages: list[list[Piece]] = [[]]
    used = 0.0
    for lane in lanes:
        left = sorted(lane.spans, key=lambda s: (s.first, s.last or date.max))
        while left:
            fits = int((room - used - LANE_HEAD - BETWEEN) // ROW)
            if fits < 1 or (fits < 2 < len(left) and used):
                pages.append([])
                used = 0.0
                continue
            taken, left = left[:fits], left[fits:]
            pages[-1].append((lane, tuple(taken)))
            used += LANE_HEAD + BETWEEN + ROW * len(taken)
    return tuple(tuple(page) for page in pages)


def draw_timeline(to: Strokes, request: PacketRequest, page: PlannedPage) -> None:
    """One page of it. Every stretch has a bar on the years and its words and dates under it."""
    lanes = request.packages[page.place].timeline
    today = request.prepared_on or max(s.last or s.first for lane in lanes for s in lane.spans)
    scale = _Scale(lanes, today, MARGIN, page.size[0] - MARGIN)
    high = page.size[1]
    to.eyebrow(MARGIN, high - 72, "Timeline" if page.sheet == 0 else "Timeline, continued")
    with to.within("H1"):
        to.text(MARGIN, high - 100, "The years at a glance", to.fonts.bold, 18)
    whose = shortened(request.applicant_line, to.fonts.regular, 10.5, page.size[0] - 2 * MARGIN)
    to.text(MARGIN, high - 117, whose, to.fonts.regular, 10.5)
    pieces = timeline_sheets(lanes, page.size)[page.sheet]
    bottom = high - TOP - sum(LANE_HEAD + BETWEEN + ROW * len(spans) for _, spans in pieces)
    _years(to, scale, high - TOP + 14, bottom + BETWEEN)
    y = high - TOP
    for lane, spans in pieces:
        y -= LANE_HEAD
        to.text(MARGIN, y, lane.title, to.fonts.bold, 11)
        for number, span in enumerate(spans):
            y -= ROW
            _stretch(to, scale, span, y, today, dark=number % 2 == 0)
        y -= BETWEEN


class _Scale:
    """Dates to places between left and right."""

    def __init__(self, lanes: Sequence[TimelineLane], today: date, left: float, right: float) -> None:
        first = min(s.first for lane in lanes for s in lane.spans)
        last = max(today, *(max(s.first, s.last or today) for lane in lanes for s in lane.spans))
        self.first = date(first.year, 1, 1)
        self.last = date(last.year + 1, 1, 1)
        self.left, self.right = left, right

    def x(self, value: date) -> float:
        share = (value - self.first).days / max(1, (self.last - self.first).days)
        return self.left + share * (self.right - self.left)

    def years(self) -> list[int]:
        """Years that get a line, so many as can be read."""
        count = self.last.year - self.first.year
        step = next(s for s in (1, 2, 5, 10, 20) if count / s <= 16)
        return [y for y in range(self.first.year, self.last.year + 1) if y % step == 0]


def _years(to: Strokes, scale: _Scale, top: float, bottom: float) -> None:
    for year in scale.years():
        x = scale.x(date(year, 1, 1))
        to.upright(x, bottom, top, grey=0.82)
        to.centered(x, top + 5, str(year), to.fonts.regular, 8, grey=GREY)


def _stretch(to: Strokes, scale: _Scale, span: TimelineSpan, y: float, today: date, *, dark: bool) -> None:
    """A bar with square ends; one that still goes on has an open right end. Words stand under it, never cut off."""
    begin, end = scale.x(span.first), scale.x(span.last or max(today, span.first))
    end = max(end, begin + NARROWEST)
    if span.is_gap:
        to.dashed((begin, y + 13, end, y + 13 + BAR))
    else:
        to.box((begin, y + 13, end, y + 13 + BAR), fill=DARK if dark else LIGHT, grey=0.1)
    if span.last is None:
        to.arrow(end + 1.5, y + 13 + BAR / 2)
    text = shortened(
        f"{span.text}  {_dates(span)}".strip(), to.fonts.regular, LABEL, scale.right - scale.left
    )
    x = min(begin, scale.right - width(text, to.fonts.regular, LABEL))
    x = max(scale.left, x)
    to.white((x - 1, y + 0.5, x + width(text, to.fonts.regular, LABEL) + 1, y + 11))
    to.text(x, y + 3, text, to.fonts.regular, LABEL)


def _dates(span: TimelineSpan) -> str:
    if span.last == span.first:
        return day(span.first)
    return f"{day(span.first)} to {day(span.last)}" if span.last else f"since {day(span.first)}"
