"""The first page of a later part: which part it is, which pages it has, what is in it."""

from __future__ import annotations

from applicant_helper.packet.model import PacketRequest
from applicant_helper.packet.pages.columns import MARGIN
from applicant_helper.packet.pages.lists import draw_list
from applicant_helper.packet.pages.strokes import GREY, Strokes
from applicant_helper.packet.pages.words import heading_of, purpose, spread
from applicant_helper.packet.plan import PacketPlan, PlannedPage
from applicant_helper.typeset.text import shortened, wrap


def draw_part(to: Strokes, request: PacketRequest, plan: PacketPlan, page: PlannedPage) -> None:
    """Part, pages, where it begins, and its exhibits. The contents of all parts stand in the first."""
    left, right = MARGIN, page.size[0] - MARGIN
    span = plan.parts[page.part]
    large, small = heading_of(request, plan)
    y = page.size[1] - 62
    to.eyebrow(left, y, purpose(plan))
    heading = ", ".join(t for t in (large, small) if t)
    y = to.lines(left, y - 26, wrap(heading, to.fonts.bold, 13, right - left), to.fonts.bold, 13, 17)
    to.text(
        left,
        y - 2,
        shortened(request.applicant_line, to.fonts.regular, 11, right - left),
        to.fonts.regular,
        11,
    )
    y -= 78
    with to.within("H1"):
        to.text(left, y, f"Part {page.part + 1} of {len(plan.parts)}", to.fonts.bold, 36)
    pages = f"Pages {spread(span.first, span.last)} of {plan.total}"
    to.text(left, y - 30, pages, to.fonts.regular, 15)
    y -= 62
    if span.inside:
        text = f"This part begins inside {span.inside}."
        y = to.lines(left, y, wrap(text, to.fonts.regular, 11, right - left), to.fonts.regular, 11, 16)
    if plan.index_pages():
        text = "The contents of all parts stand at the beginning of part 1."
        to.text(left, y, text, to.fonts.regular, 9.5, grey=GREY)
    to.rule(left, y - 18, right)
    inside = [e for e in plan.entries if e.level == 0 and e.first <= span.last and e.last >= span.first]
    draw_list(to, page, inside, left, y - 40, right)
