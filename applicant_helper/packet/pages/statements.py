"""An explanation in the person's own words, over as many pages as it takes, with a line to sign on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from applicant_helper.packet.geometry import Size
from applicant_helper.packet.model import PacketRequest, Statement
from applicant_helper.packet.pages.strokes import GREY, Strokes
from applicant_helper.packet.plan import PlannedPage
from applicant_helper.typeset.fonts import FontPair
from applicant_helper.typeset.text import shortened, wrap

BODY, LEAD, BETWEEN = 11.5, 17.0, 8.0
SIDE = 84.0
TOP_FIRST, TOP_NEXT, FOOT = 168.0, 100.0, 84.0
HEAD, HEAD_LEAD = 18.0, 23.0
SIGN_ROOM = 96.0


@dataclass(frozen=True, slots=True)
class Set:
    """One line on its page: `down` from the top of the sheet."""

    page: int
    down: float
    text: str


@dataclass(frozen=True, slots=True)
class StatementLayout:
    """All lines, how many pages they take, and where the signature goes on the last."""

    lines: tuple[Set, ...]
    pages: int
    sign_down: float


def lay_out_statement(statement: Statement, fonts: FontPair, sheet: Size) -> StatementLayout:
    """Break a statement into lines and pages; the signature never stands alone."""
    room, bottom = sheet[0] - 2 * SIDE, sheet[1] - FOOT
    heads = wrap(statement.title, fonts.bold, HEAD, room)
    page, down = 0, TOP_FIRST + (len(heads) - 1) * HEAD_LEAD
    found: list[Set] = []
    paragraphs = [wrap(p, fonts.regular, BODY, room) for p in statement.paragraphs]
    for place, lines in enumerate(paragraphs):
        is_last = place == len(paragraphs) - 1
        for number, line in enumerate(lines):
            needs = SIGN_ROOM if is_last and number >= len(lines) - 2 else 0.0
            if down + needs > bottom:
                page, down = page + 1, TOP_NEXT
            found.append(Set(page, down, line))
            down += LEAD
        down += BETWEEN
    return StatementLayout(tuple(found), page + 1, down + 36)


def draw_statement(to: Strokes, request: PacketRequest, page: PlannedPage, layout: StatementLayout) -> None:
    """One page of a statement."""
    statement = request.packages[page.place].statements[page.ref]
    high = page.size[1]
    if page.sheet == 0:
        to.eyebrow(SIDE, high - 72, "Statement")
        heads = wrap(statement.title, to.fonts.bold, HEAD, page.size[0] - 2 * SIDE)
        with to.within("H1"):
            to.lines(SIDE, high - 104, heads, to.fonts.bold, HEAD, HEAD_LEAD)
    else:
        room = page.size[0] - 2 * SIDE - 60
        head = f"{shortened(statement.title, to.fonts.regular, 9.5, room)}, continued"
        to.text(SIDE, high - 72, head, to.fonts.regular, 9.5, grey=GREY)
    _body(to, [s for s in layout.lines if s.page == page.sheet], high)
    if page.sheet == layout.pages - 1:
        y = high - layout.sign_down - 18
        to.blank(SIDE, y, 240, ", ".join(t for t in ("Signature", statement.signed_by) if t))
        to.blank(SIDE + 270, y, page.size[0] - 2 * SIDE - 270, "Date")


def _body(to: Strokes, lines: Sequence[Set], high: float) -> None:
    for line in lines:
        to.text(SIDE, high - line.down, line.text, to.fonts.regular, BODY)
