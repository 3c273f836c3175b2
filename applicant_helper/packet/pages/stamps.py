"""The line at the foot of each page, as content of its own that shares one font with every other page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfgen.canvas import Canvas

from applicant_helper.packet.plan import PlannedPage

if TYPE_CHECKING:
    from applicant_helper.catalog.destinations import StampRules

BASE = 15.0
EDGE = 36.0
ESCAPED = {0x28: rb"\(", 0x29: rb"\)", 0x5C: rb"\\"}


def stamp_codes(
    canvas: Canvas, font: str, rules: StampRules, pages: Sequence[PlannedPage]
) -> dict[int, bytes]:
    """The drawing of each page's stamp, by printed number; pages without one are not in it."""
    pen = _Pen(canvas, font, rules.size_pt)
    codes = {}
    for page in pages:
        if page.stamp:
            x, y = _place(page, pen.width(page.stamp), rules)
            codes[page.number] = pen.line(x, y, page.stamp)
    return codes


def _place(page: PlannedPage, length: float, rules: StampRules) -> tuple[float, float]:
    wide, high = page.size
    match rules.position:
        case "bottom_right":
            return wide - EDGE - length, BASE
        case "top_right":
            return wide - EDGE - length, high - BASE - rules.size_pt * 0.7
        case _:
            return (wide - length) / 2, BASE


class _Pen:
    """Writes lines in one font. Thousands of stamps use few signs, so each sign is coded and measured once."""

    def __init__(self, canvas: Canvas, font: str, size: float) -> None:
        self.canvas = canvas
        self.font = pdfmetrics.getFont(font)
        self.size = size
        self._widths: dict[str, float] = {}
        self._codes: dict[str, tuple[bytes, bytes]] = {}

    def width(self, text: str) -> float:
        """The length of a line in points."""
        return sum(self._width(sign) for sign in text)

    def line(self, x: float, y: float, text: str) -> bytes:
        """The content that writes a line; signs of another part of the font begin a new string."""
        pieces: list[bytes] = []
        part = b""
        for sign in text:
            name, code = self._code(sign)
            if name != part:
                if part:
                    pieces.append(b") Tj ")
                pieces.append(b"%s %g Tf (" % (name, self.size))
                part = name
            pieces.append(code)
        return b"BT 0 g 1 0 0 1 %.2f %.2f Tm %s) Tj ET\n" % (x, y, b"".join(pieces))

    def _width(self, sign: str) -> float:
        if sign not in self._widths:
            self._widths[sign] = float(self.font.stringWidth(sign, self.size))
        return self._widths[sign]

    def _code(self, sign: str) -> tuple[bytes, bytes]:
        """The name of the part of the font that has the sign, and the sign as a string holds it."""
        if sign not in self._codes:
            document = self.canvas._doc
            part, coded = self.font.splitString(sign, document)[-1]
            name = self.font.getSubsetInternalName(part, document).encode()
            self._codes[sign] = name, b"".join(ESCAPED.get(byte, bytes((byte,))) for byte in coded)
        return self._codes[sign]
