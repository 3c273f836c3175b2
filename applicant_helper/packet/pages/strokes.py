"""Text, rules and links on one drawn page. Lengths in points from the lower left."""

from __future__ import annotations

from dataclasses import dataclass, field

from reportlab.pdfgen.canvas import Canvas

from applicant_helper.typeset.fonts import FontPair
from applicant_helper.typeset.text import width

GREY = 0.35
HAIRLINE = 0.5
Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class LinkArea:
    """A rectangle on a page that leads to another page; both by their printed numbers, the box from lower left."""

    page: int
    box: Box
    target: int


@dataclass(slots=True)
class Strokes:
    """Draws on the page at hand of one canvas and collects the links of all pages."""

    canvas: Canvas
    fonts: FontPair
    links: list[LinkArea] = field(default_factory=list)

    def text(
        self, x: float, y: float, text: str, font: str, size: float, *, grey: float = 0, spread: float = 0
    ) -> None:
        """One line from `x` to the right."""
        line = self.canvas.beginText(x, y)
        line.setFont(font, size)
        line.setFillGray(grey)
        if spread:
            line.setCharSpace(spread)
        line.textOut(text)
        if spread:
            line.setCharSpace(0)
        self.canvas.drawText(line)

    def right(self, x: float, y: float, text: str, font: str, size: float, *, grey: float = 0) -> None:
        """One line that ends at `x`."""
        self.text(x - width(text, font, size), y, text, font, size, grey=grey)

    def centered(self, x: float, y: float, text: str, font: str, size: float) -> None:
        """One line around `x`."""
        self.text(x - width(text, font, size) / 2, y, text, font, size)

    def rule(self, x1: float, y: float, x2: float, *, grey: float = 0.2) -> None:
        """A thin line."""
        self.canvas.setStrokeGray(grey)
        self.canvas.setLineWidth(HAIRLINE)
        self.canvas.line(x1, y, x2, y)

    def link(self, page: int, box: Box, target: int) -> None:
        """A box that leads to another page."""
        self.links.append(LinkArea(page, box, target))
