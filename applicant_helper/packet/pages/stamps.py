"""The line at the foot of each page, as content of its own that shares one font with every other page."""

from __future__ import annotations

from collections.abc import Sequence

from reportlab.pdfgen.canvas import Canvas

from applicant_helper.catalog.destinations import StampRules
from applicant_helper.packet.plan import PlannedPage
from applicant_helper.typeset.text import width

BASE = 15.0
EDGE = 36.0


def stamp_codes(
    canvas: Canvas, font: str, rules: StampRules, pages: Sequence[PlannedPage]
) -> dict[int, bytes]:
    """The drawing of each page's stamp, by printed number; pages without one are not in it."""
    codes = {}
    for page in pages:
        if page.stamp:
            x, y = _place(page, font, rules)
            line = canvas.beginText(x, y)
            line.setFont(font, rules.size_pt)
            line.setFillGray(0)
            line.textOut(page.stamp)
            codes[page.number] = f"{line.getCode()}\n".encode("latin-1")
    return codes


def _place(page: PlannedPage, font: str, rules: StampRules) -> tuple[float, float]:
    wide, high = page.size
    length = width(page.stamp, font, rules.size_pt)
    match rules.position:
        case "bottom_right":
            return wide - EDGE - length, BASE
        case "top_right":
            return wide - EDGE - length, high - BASE - rules.size_pt * 0.7
        case _:
            return (wide - length) / 2, BASE
