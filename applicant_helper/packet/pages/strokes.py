"""Text, rules and links on one drawn page. Lengths in points from the lower left."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field

from reportlab.pdfgen.canvas import Canvas

from applicant_helper.packet.pages.structure import Structure
from applicant_helper.typeset.drawing import draw_line
from applicant_helper.typeset.fonts import FontPair
from applicant_helper.typeset.text import shortened, width

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
    structure: Structure
    links: list[LinkArea] = field(default_factory=list)

    def within(self, role: str) -> AbstractContextManager[None]:
        """What is drawn inside is one heading (H1, H2), paragraph (P), table, row (TR) or cell (TH, TD)."""
        return self.structure.within(role)

    def text(
        self, x: float, y: float, text: str, font: str, size: float, *, grey: float = 0, spread: float = 0
    ) -> None:
        """One line from `x` to the right."""
        if text:
            with self.structure.text():
                draw_line(self.canvas, x, y, text, font, size, grey=grey, spread=spread)

    def right(self, x: float, y: float, text: str, font: str, size: float, *, grey: float = 0) -> None:
        """One line that ends at `x`."""
        self.text(x - width(text, font, size), y, text, font, size, grey=grey)

    def centered(self, x: float, y: float, text: str, font: str, size: float, *, grey: float = 0) -> None:
        """One line around `x`."""
        self.text(x - width(text, font, size) / 2, y, text, font, size, grey=grey)

    def lines(
        self,
        x: float,
        y: float,
        texts: Sequence[str],
        font: str,
        size: float,
        lead: float,
        *,
        grey: float = 0,
    ) -> float:
        """Lines below each other; returns the base of the line that would come next."""
        for text in texts:
            self.text(x, y, text, font, size, grey=grey)
            y -= lead
        return y

    def eyebrow(self, x: float, y: float, text: str) -> None:
        """The small spaced line above a heading."""
        self.text(x, y, text.upper(), self.fonts.regular, 8.5, grey=GREY, spread=1.4)

    def rule(self, x1: float, y: float, x2: float, *, grey: float = 0.2, weight: float = HAIRLINE) -> None:
        """A thin line."""
        with self.structure.artifact():
            self.canvas.setStrokeGray(grey)
            self.canvas.setLineWidth(weight)
            self.canvas.line(x1, y, x2, y)

    def upright(self, x: float, y1: float, y2: float, *, grey: float = 0.2) -> None:
        """A thin line from bottom to top."""
        with self.structure.artifact():
            self.canvas.setStrokeGray(grey)
            self.canvas.setLineWidth(HAIRLINE)
            self.canvas.line(x, y1, x, y2)

    def box(self, box: Box, *, fill: float | None = None, grey: float = 0.2) -> None:
        """A rectangle, outlined, or filled with a grey."""
        left, bottom, right, top = box
        with self.structure.artifact():
            self.canvas.setStrokeGray(grey)
            self.canvas.setLineWidth(HAIRLINE)
            if fill is not None:
                self.canvas.setFillGray(fill)
            self.canvas.rect(left, bottom, right - left, top - bottom, stroke=1, fill=int(fill is not None))

    def dashed(self, box: Box) -> None:
        """An empty rectangle with a dashed outline: nothing is there."""
        left, bottom, right, top = box
        with self.structure.artifact():
            self.canvas.setStrokeGray(0.2)
            self.canvas.setLineWidth(HAIRLINE)
            self.canvas.setDash(2, 2)
            self.canvas.rect(left, bottom, right - left, top - bottom, stroke=1, fill=0)
            self.canvas.setDash()

    def white(self, box: Box) -> None:
        """Clears what was drawn before."""
        left, bottom, right, top = box
        with self.structure.artifact():
            self.canvas.setFillGray(1)
            self.canvas.rect(left, bottom, right - left, top - bottom, stroke=0, fill=1)

    def arrow(self, x: float, y: float) -> None:
        """A small head that points to the right: this goes on."""
        head = self.canvas.beginPath()
        head.moveTo(x, y + 3.5)
        head.lineTo(x + 5, y)
        head.lineTo(x, y - 3.5)
        head.close()
        with self.structure.artifact():
            self.canvas.setFillGray(0.25)
            self.canvas.drawPath(head, stroke=0, fill=1)

    def blank(self, x: float, y: float, room: float, label: str) -> None:
        """A line to write on by hand, with what belongs there under it."""
        self.rule(x, y, x + room)
        self.text(
            x, y - 10.5, shortened(label, self.fonts.regular, 8, room), self.fonts.regular, 8, grey=GREY
        )

    def link(self, page: int, box: Box, target: int) -> None:
        """A box that leads to another page."""
        self.links.append(LinkArea(page, box, target))
