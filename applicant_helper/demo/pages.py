"""Drawing the demo's PDF papers: one small set of strokes from which every kind of paper is made."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from reportlab.pdfgen.canvas import Canvas

from applicant_helper.demo.pictures import SPECIMEN
from applicant_helper.typeset.fonts import FontPair
from applicant_helper.typeset.text import width, wrap

LETTER = (612.0, 792.0)
Colour = tuple[float, float, float]
INK: Colour = (0.12, 0.13, 0.15)
SOFT: Colour = (0.43, 0.45, 0.48)
HAIR: Colour = (0.82, 0.83, 0.84)


class Sheet:
    """Draws the pages of one PDF. Places are in points from the lower left corner."""

    def __init__(self, path: Path, fonts: FontPair) -> None:
        self._canvas = Canvas(str(path), pagesize=LETTER, invariant=True)
        self._fonts = fonts
        self.size = LETTER

    def save(self) -> None:
        """Write the file."""
        self._canvas.save()

    def begin(self, size: tuple[float, float] = LETTER) -> None:
        """Begin a page of a size."""
        self.size = size
        self._canvas.setPageSize(size)

    def end(self) -> None:
        """Finish the page with the line that says nobody here is real."""
        self.centred(self.size[0] / 2, 30, SPECIMEN, 7.5, colour=SOFT)
        self._canvas.showPage()

    def text(
        self, x: float, y: float, text: str, size: float = 10, *, bold: bool = False, colour: Colour = INK
    ) -> None:
        """One line that begins at `x`."""
        self._canvas.setFillColorRGB(*colour)
        self._canvas.setFont(self._face(bold=bold), size)
        self._canvas.drawString(x, y, text)

    def right(
        self, x: float, y: float, text: str, size: float = 10, *, bold: bool = False, colour: Colour = INK
    ) -> None:
        """One line that ends at `x`."""
        self.text(x - width(text, self._face(bold=bold), size), y, text, size, bold=bold, colour=colour)

    def centred(
        self, x: float, y: float, text: str, size: float = 10, *, bold: bool = False, colour: Colour = INK
    ) -> None:
        """One line around `x`."""
        self.text(x - width(text, self._face(bold=bold), size) / 2, y, text, size, bold=bold, colour=colour)

    def spaced(self, x: float, y: float, text: str, size: float, step: float) -> None:
        """One line with every sign in a cell of the same width, as machines print it."""
        for number, sign in enumerate(text):
            self.centred(x + number * step, y, sign, size)

    def paragraph(self, x: float, y: float, text: str, room: float, size: float = 10) -> float:
        """Text on as many lines as it needs; returns the place of the line after it."""
        for line in wrap(text, self._fonts.regular, size, room):
            self.text(x, y, line, size)
            y -= size * 1.5
        return y

    def field(self, x: float, y: float, label: str, value: str, size: float = 10.5) -> None:
        """A small label with its value below."""
        self.text(x, y, label, 7.5, colour=SOFT)
        self.text(x, y - size - 3, value, size)

    def line(self, x: float, y: float, to_x: float, to_y: float, *, colour: Colour = HAIR) -> None:
        """A thin line."""
        self._canvas.setStrokeColorRGB(*colour)
        self._canvas.setLineWidth(0.7)
        self._canvas.line(x, y, to_x, to_y)

    def fill(self, x: float, y: float, wide: float, high: float, colour: Colour, radius: float = 0) -> None:
        """A filled box, with round corners when `radius` is given."""
        self._canvas.setFillColorRGB(*colour)
        self._canvas.roundRect(x, y, wide, high, radius, stroke=0, fill=1)

    def frame(self, margin: float, colour: Colour, weight: float) -> None:
        """A frame around the page."""
        self._canvas.setStrokeColorRGB(*colour)
        self._canvas.setLineWidth(weight)
        self._canvas.rect(margin, margin, self.size[0] - 2 * margin, self.size[1] - 2 * margin)

    def head_and_shoulders(self, x: float, y: float, wide: float, colour: Colour, ground: Colour) -> None:
        """A photo of nobody: a plain silhouette on a ground, 4:5."""
        high = wide * 1.25
        self.fill(x, y, wide, high, ground, 4)
        self._canvas.saveState()
        mask = self._canvas.beginPath()
        mask.roundRect(x, y, wide, high, 4)
        self._canvas.clipPath(mask, stroke=0, fill=0)
        self._canvas.setFillColorRGB(*colour)
        self._canvas.circle(x + wide / 2, y + high * 0.6, wide * 0.2, stroke=0, fill=1)
        self._canvas.ellipse(
            x + wide * 0.14, y - high * 0.3, x + wide * 0.86, y + high * 0.36, stroke=0, fill=1
        )
        self._canvas.restoreState()

    def stamp(self, x: float, y: float, lines: Sequence[str], colour: Colour, turn: float) -> None:
        """An ink stamp of three lines, turned by some degrees."""
        self._canvas.saveState()
        self._canvas.translate(x, y)
        self._canvas.rotate(turn)
        self._canvas.setStrokeColorRGB(*colour)
        self._canvas.setLineWidth(1.6)
        self._canvas.roundRect(-80, -36, 160, 72, 9)
        for number, line in enumerate(lines):
            middle = number == 1
            self.centred(0, 17 - number * 21, line, 15 if middle else 8.5, bold=True, colour=colour)
        self._canvas.restoreState()

    def signature(self, x: float, y: float, name: str, wide: float = 190) -> None:
        """A line with a scribble above it and the name below."""
        self._canvas.setStrokeColorRGB(0.16, 0.24, 0.5)
        self._canvas.setLineWidth(1.1)
        path = self._canvas.beginPath()
        path.moveTo(x + 8, y + 8)
        for number, sign in enumerate(name[:14]):
            left = x + 8 + number * 9.5
            high = 6 + (ord(sign) * 7 + number * 5) % 19
            path.curveTo(left + 1, y + 6 + high, left + 7, y + 4 + high, left + 9.5, y + 7 + high % 5)
        self._canvas.drawPath(path)
        self.line(x, y, x + wide, y, colour=SOFT)
        self.text(x, y - 12, name, 8.5, colour=SOFT)

    def _face(self, *, bold: bool) -> str:
        return self._fonts.bold if bold else self._fonts.regular


def pdf(path: Path, fonts: FontPair, draw: Callable[[Sheet], None]) -> None:
    """Write one PDF whose pages `draw` adds."""
    sheet = Sheet(path, fonts)
    draw(sheet)
    sheet.save()
