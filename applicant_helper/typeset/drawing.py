"""One line of text on a canvas, in any script that has a font here."""

from __future__ import annotations

from reportlab.pdfgen.canvas import Canvas

from applicant_helper.typeset.fonts import OTHER_SCRIPT


def draw_line(
    canvas: Canvas,
    x: float,
    y: float,
    text: str,
    font: str,
    size: float,
    *,
    grey: float = 0,
    spread: float = 0,
) -> None:
    """One line from `x` to the right, in points from the lower left. `spread` parts Latin letters only."""
    line = canvas.beginText(x, y)
    line.setFont(font, size)
    line.setFillGray(grey)
    if OTHER_SCRIPT.search(text):
        from applicant_helper.typeset.layout import laid_out

        for piece in laid_out(text, font).pieces:
            line.setFont(piece.font, size)
            line.setTextOrigin(x + piece.x * size / 1000, y + piece.y * size / 1000)
            line.textOut(piece.signs)
    else:
        if spread:
            line.setCharSpace(spread)
        line.textOut(text)
        if spread:
            line.setCharSpace(0)
    canvas.drawText(line)
