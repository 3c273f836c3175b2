"""Draws the pages of one part that the program adds, and the stamps of all of them, on one canvas."""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import dataclass

from reportlab.pdfgen.canvas import Canvas

from applicant_helper.packet.model import PacketRequest
from applicant_helper.packet.outline import Kind
from applicant_helper.packet.pages.captions import draw_caption, draw_service
from applicant_helper.packet.pages.contents_page import ContentsPages
from applicant_helper.packet.pages.covers import draw_letter, draw_summary
from applicant_helper.packet.pages.dividers import draw_divider
from applicant_helper.packet.pages.measure import Measures
from applicant_helper.packet.pages.parts import draw_part
from applicant_helper.packet.pages.stamps import stamp_codes
from applicant_helper.packet.pages.statements import draw_statement
from applicant_helper.packet.pages.strokes import LinkArea, Strokes
from applicant_helper.packet.pages.structure import Element, Structure
from applicant_helper.packet.pages.timeline import draw_timeline
from applicant_helper.packet.plan import PacketPlan, PlannedPage
from applicant_helper.typeset.fonts import FontPair

COVERS = {"letter": draw_letter, "caption": draw_caption, "summary": draw_summary}


@dataclass(frozen=True, slots=True)
class Drawn:
    """The drawn pages of one part in order, and one page more that carries the stamps' font.

    `stamps` has the content of each stamp, `structure` the elements of each drawn page, by printed number.
    """

    data: bytes
    links: tuple[LinkArea, ...]
    stamps: Mapping[int, bytes]
    structure: Mapping[int, Element]


def draw_pages(
    request: PacketRequest, plan: PacketPlan, part: int, measures: Measures, fonts: FontPair
) -> Drawn:
    """Draw everything of one part."""
    data = io.BytesIO()
    canvas = Canvas(data, invariant=True, pageCompression=1)
    pages = plan.of_part(part)
    to = Strokes(canvas, fonts, Structure(canvas))
    for page in pages:
        if page.key is None:
            canvas.setPageSize(page.size)
            to.structure.begin_page(page.number)
            _draw(to, request, plan, page, measures)
            canvas.showPage()
    stamps = stamp_codes(canvas, fonts.regular, plan.profile.stamp, pages)
    canvas.setFont(fonts.regular, 9)
    canvas.drawString(0, 0, " ")
    canvas.showPage()
    canvas.save()
    return Drawn(data.getvalue(), tuple(to.links), stamps, to.structure.pages)


def _draw(
    to: Strokes, request: PacketRequest, plan: PacketPlan, page: PlannedPage, measures: Measures
) -> None:
    match page.kind:
        case Kind.INDEX:
            ContentsPages(request, plan, measures.contents, to).draw(page)
        case Kind.DIVIDER:
            draw_divider(to, plan, page)
        case Kind.COVER:
            COVERS[plan.profile.cover.kind](to, request, plan, page)
        case Kind.PART:
            draw_part(to, request, plan, page)
        case Kind.STATEMENT:
            draw_statement(to, request, page, measures.statements[page.place, page.ref])
        case Kind.TIMELINE:
            draw_timeline(to, request, page)
        case Kind.SERVICE:
            draw_service(to, request, plan, page)
        case _:
            pass
