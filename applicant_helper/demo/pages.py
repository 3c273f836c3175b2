"""The demo's PDF papers, drawn as plain pages."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from reportlab.pdfgen.canvas import Canvas

from applicant_helper.demo.pictures import SPECIMEN
from applicant_helper.typeset.fonts import FontPair
from applicant_helper.typeset.text import wrap

LETTER = (612.0, 792.0)
Rows = Sequence[tuple[str, str]]


class Pages:
    """Draws the pages of one PDF in the demo's plain style."""

    def __init__(self, path: Path, fonts: FontPair) -> None:
        self._canvas = Canvas(str(path), pagesize=LETTER, invariant=True)
        self._fonts = fonts

    def save(self) -> None:
        """Write the file."""
        self._canvas.save()

    def letter(self, head: str, title: str, paragraphs: Sequence[str], rows: Rows = ()) -> None:
        """A page with a letterhead, a title, text, and labelled lines."""
        y = self._head(LETTER, head, title)
        for paragraph in paragraphs:
            for line in wrap(paragraph, self._fonts.regular, 10.5, LETTER[0] - 144):
                self._text(72, y, line, 10.5)
                y -= 15.5
            y -= 8
        for label, value in rows:
            self._text(72, y, label, 8.5, grey=0.45)
            self._text(210, y, value, 10.5)
            y -= 21
        self._end(LETTER)

    def table(
        self, head: str, title: str, columns: Sequence[str], rows: Sequence[Sequence[str]], *, wide: bool
    ) -> None:
        """A page with a table; `wide` pages are landscape."""
        size = (LETTER[1], LETTER[0]) if wide else LETTER
        self._canvas.setPageSize(size)
        y = self._head(size, head, title)
        step = (size[0] - 144) / len(columns)
        for number, column in enumerate(columns):
            self._text(72 + number * step, y, column, 8.5, grey=0.45)
        y -= 8
        for row in rows:
            self._canvas.setStrokeGray(0.85)
            self._canvas.line(72, y, size[0] - 72, y)
            y -= 17
            for number, cell in enumerate(row):
                self._text(72 + number * step, y, cell, 9.5)
            y -= 6
        self._end(size)

    def stamps(self, head: str, stamps: Sequence[tuple[str, str]]) -> None:
        """A passport page with entry stamps."""
        self._canvas.setFillGray(0.96)
        self._canvas.rect(60, 60, LETTER[0] - 120, LETTER[1] - 120, stroke=0, fill=1)
        self._text(84, LETTER[1] - 100, head, 10, grey=0.4)
        for number, (line, day) in enumerate(stamps):
            self._canvas.saveState()
            self._canvas.translate(150 + 190 * (number % 2), 520 - 190 * (number // 2))
            self._canvas.rotate(8 if number % 2 else -6)
            self._canvas.setStrokeGray(0.3)
            self._canvas.setLineWidth(1.4)
            self._canvas.roundRect(-60, -30, 170, 78, 10)
            self._text(-44, 22, line, 10, bold=True, grey=0.25)
            self._text(-44, -4, day, 15, bold=True, grey=0.25)
            self._canvas.restoreState()
        self._end(LETTER)

    def _head(self, size: tuple[float, float], head: str, title: str) -> float:
        self._text(72, size[1] - 72, head, 9.5, grey=0.4)
        self._text(72, size[1] - 104, title, 17, bold=True)
        return size[1] - 144

    def _end(self, size: tuple[float, float]) -> None:
        self._text(72, 40, SPECIMEN, 7.5, grey=0.55)
        self._canvas.showPage()
        self._canvas.setPageSize(LETTER)

    def _text(
        self, x: float, y: float, text: str, size: float, *, bold: bool = False, grey: float = 0.1
    ) -> None:
        self._canvas.setFillGray(grey)
        self._canvas.setFont(self._fonts.bold if bold else self._fonts.regular, size)
        self._canvas.drawString(x, y, text)


def pdf(path: Path, fonts: FontPair, draw: Callable[[Pages], None]) -> None:
    """Write one PDF whose pages `draw` adds."""
    pages = Pages(path, fonts)
    draw(pages)
    pages.save()
