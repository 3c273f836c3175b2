"""A Letter sheet to draw on: text in the type of the program, tick boxes, rules, a code for the camera."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path

from reportlab.graphics import renderPDF
from reportlab.graphics.barcode.qr import QrCodeWidget
from reportlab.graphics.shapes import Drawing
from reportlab.pdfgen.canvas import Canvas

from applicant_helper.sheets.flow import Block, Page, Style
from applicant_helper.typeset.drawing import draw_line
from applicant_helper.typeset.fonts import FontPair, register
from applicant_helper.typeset.text import width as length

PAGE_WIDTH, PAGE_HEIGHT = 612.0, 792.0
MARGIN = 50.0
WIDTH = PAGE_WIDTH - 2 * MARGIN
FOOT_SIZE = 9.0
FOOT_LEAD = 11.5
QR_SIDE = 76.0
HAIRLINE = 0.6
BOX_SHARE = 0.82


def open_paper(text: str, cache: Path, *, title: str, language: str) -> Paper:
    """A sheet whose fonts hold every character of `text`."""
    return Paper(register(text, cache), title, language)


class Paper:
    """Collects drawn pages. All lengths in points, heights measured from the foot of the page."""

    def __init__(self, fonts: FontPair, title: str, language: str) -> None:
        self.fonts = fonts
        self._bytes = io.BytesIO()
        self._canvas = Canvas(
            self._bytes,
            pagesize=(PAGE_WIDTH, PAGE_HEIGHT),
            invariant=True,
            lang=language.replace("_", "-"),
            pageCompression=1,
        )
        self._canvas.setTitle(title)
        self._canvas.setCreator("applicant-helper")

    def body_height(self, footer: Sequence[str]) -> float:
        """Room between the top margin and the foot lines."""
        return PAGE_HEIGHT - 2 * MARGIN - self._foot_height(footer) - FOOT_LEAD

    def heading(self, text: str, style: Style) -> Block:
        """A section title with a hairline under it."""
        size = style.heading
        lines = self._wrap(text, self.fonts.bold, size, WIDTH)
        height = len(lines) * size * 1.25 + size * 1.35

        def draw(top: float) -> None:
            base = top - size * 1.55
            base = self._write(lines, self.fonts.bold, size, (MARGIN, base), size * 1.25)
            self._rule(base + size * 0.9)

        return Block(height, draw)

    def tick_line(self, label: str, english: str, notes: tuple[str, ...], style: Style) -> Block:
        """A tick box, the label in bold, the English beside it, and notes below in smaller type."""
        side = style.body * BOX_SHARE
        left = MARGIN + side + style.body * 0.7
        room = WIDTH - (left - MARGIN)
        labels = self._wrap(label, self.fonts.bold, style.body, room)
        below = [line for note in notes for line in self._wrap(note, self.fonts.regular, style.note, room)]
        beside = self._beside(labels[-1], english, style, room)
        englishes = [] if beside else self._wrap(english, self.fonts.regular, style.note, room)
        small = len(below) + len(englishes)
        height = len(labels) * style.lead + small * style.note_lead + style.body * 0.42

        def draw(top: float) -> None:
            base = top - style.body
            self._canvas.setLineWidth(1.1)
            self._canvas.rect(MARGIN, base - side * 0.1, side, side, stroke=1, fill=0)
            if beside:
                at = left + length(labels[-1] + "  ", self.fonts.bold, style.body)
                last = base - (len(labels) - 1) * style.lead
                self._write([beside], self.fonts.regular, style.note, (at, last), 0)
            base = self._write(labels, self.fonts.bold, style.body, (left, base), style.lead)
            base = self._write(englishes, self.fonts.regular, style.note, (left, base), style.note_lead)
            self._write(below, self.fonts.regular, style.note, (left, base), style.note_lead)

        return Block(height, draw)

    def _beside(self, last_line: str, english: str, style: Style, room: float) -> str:
        """The English term in brackets when it fits on the last line of the label, else nothing."""
        if not english:
            return ""
        text = f"({english})"
        taken = length(last_line + "  ", self.fonts.bold, style.body)
        return text if taken + length(text, self.fonts.regular, style.note) <= room else ""

    def plain_line(self, text: str, style: Style) -> Block:
        """A line with a bullet."""
        left = MARGIN + style.body * 1.1
        lines = self._wrap(text, self.fonts.regular, style.note + 0.5, WIDTH - (left - MARGIN))
        height = len(lines) * style.note_lead + style.body * 0.3

        def draw(top: float) -> None:
            base = top - style.note
            self._canvas.circle(MARGIN + style.body * 0.4, base + style.note * 0.3, 1.7, stroke=0, fill=1)
            self._write(lines, self.fonts.regular, style.note + 0.5, (left, base), style.note_lead)

        return Block(height, draw)

    def paragraph(self, text: str, style: Style) -> Block:
        """Running text over the whole width."""
        lines = self._wrap(text, self.fonts.regular, style.body, WIDTH)

        def draw(top: float) -> None:
            self._write(lines, self.fonts.regular, style.body, (MARGIN, top - style.body), style.lead)

        return Block(len(lines) * style.lead + style.body * 0.5, draw)

    def boxed(self, lines: Sequence[str], size: float) -> Block:
        """Large letters in a frame, to be copied by hand; lines too long for it go on below."""
        inside = [
            part for line in lines for part in self._wrap(line, self.fonts.bold, size, WIDTH - 2 * size)
        ]
        lead = size * 1.5
        height = len(inside) * lead + size

        def draw(top: float) -> None:
            self._canvas.setLineWidth(1.1)
            self._canvas.rect(MARGIN, top - height, WIDTH, height, stroke=1, fill=0)
            self._write(inside, self.fonts.bold, size, (MARGIN + size, top - size * 1.5), lead)

        return Block(height + size * 0.7, draw)

    def masthead(self, titles: tuple[str, str, str], facts: Sequence[str], url: str, style: Style) -> Block:
        """Form number, title in the language and in English, short facts, and a code that opens `url`."""
        number, title, english = titles
        room = WIDTH - QR_SIDE - 18
        name = self._wrap(title, self.fonts.bold, 19, room)
        second = self._wrap(english, self.fonts.regular, 13, room)
        small = style.note + 0.5
        lines = [line for fact in facts for line in self._wrap(fact, self.fonts.regular, small, room)]
        text_height = 30 + len(name) * 24 + len(second) * 17 + 6 + len(lines) * style.note_lead
        height = max(text_height, QR_SIDE + 18) + style.body * 0.6

        def draw(top: float) -> None:
            base = self._write([number], self.fonts.bold, 27, (MARGIN, top - 22), 28)
            base = self._write(name, self.fonts.bold, 19, (MARGIN, base), 24)
            base = self._write(second, self.fonts.regular, 13, (MARGIN, base + 4), 17)
            self._write(lines, self.fonts.regular, small, (MARGIN, base - 4), style.note_lead)
            self._code(url, top)

        return Block(height, draw)

    def _code(self, url: str, top: float) -> None:
        """The address as a QR code at the right margin with the address below it."""
        widget = QrCodeWidget(url, barLevel="M", barBorder=0)
        left, low, right, high = widget.getBounds()
        scale = [QR_SIDE / (right - left), 0, 0, QR_SIDE / (high - low), 0, 0]
        drawing = Drawing(QR_SIDE, QR_SIDE, transform=scale)
        drawing.add(widget)
        x = MARGIN + WIDTH - QR_SIDE
        renderPDF.draw(drawing, self._canvas, x, top - QR_SIDE)
        shown = url.removeprefix("https://").removeprefix("www.")
        self._canvas.setFont(self.fonts.regular, FOOT_SIZE)
        self._canvas.drawRightString(MARGIN + WIDTH, top - QR_SIDE - 12, shown)
        self._canvas.linkURL(url, (x, top - QR_SIDE - 14, MARGIN + WIDTH, top))

    def draw(self, page: Page) -> None:
        """Draw the blocks of one page."""
        self._canvas.setFillGray(0)
        self._canvas.setStrokeGray(0)
        for offset, block in page.placed:
            block.draw(PAGE_HEIGHT - MARGIN - offset)

    def foot(self, lines: Sequence[str], mark: str) -> None:
        """The notice and the sources at the foot, and which page this is."""
        wrapped = self._foot_lines(lines)
        base = MARGIN + (len(wrapped) - 1) * FOOT_LEAD
        self._rule(base + FOOT_LEAD * 1.25)
        self._write(wrapped, self.fonts.regular, FOOT_SIZE, (MARGIN, base), FOOT_LEAD)
        font = self.fonts.bold
        left = MARGIN + WIDTH - length(mark, font, FOOT_SIZE)
        draw_line(self._canvas, left, MARGIN - FOOT_LEAD * 1.6, mark, font, FOOT_SIZE)

    def next_page(self) -> None:
        """End this page."""
        self._canvas.showPage()

    def save(self, target: Path) -> None:
        """Write the finished file beside `target`, then put it in its place."""
        self._canvas.save()
        beside = target.with_name(target.name + ".new")
        beside.write_bytes(self._bytes.getvalue())
        beside.replace(target)

    def _foot_lines(self, lines: Sequence[str]) -> list[str]:
        return [part for line in lines for part in self._wrap(line, self.fonts.regular, FOOT_SIZE, WIDTH)]

    def _foot_height(self, lines: Sequence[str]) -> float:
        return len(self._foot_lines(lines)) * FOOT_LEAD + FOOT_LEAD

    def _rule(self, height: float) -> None:
        self._canvas.setLineWidth(HAIRLINE)
        self._canvas.line(MARGIN, height, MARGIN + WIDTH, height)

    def _write(
        self, lines: Sequence[str], font: str, size: float, at: tuple[float, float], lead: float
    ) -> float:
        """Write lines from the base line `at` downward; returns the base line for what follows."""
        left, base = at
        for line in lines:
            draw_line(self._canvas, left, base, line, font, size)
            base -= lead
        return base

    def _wrap(self, text: str, font: str, size: float, width: float) -> list[str]:
        """Lines no wider than `width`, broken at spaces; a longer word is broken where it must be."""
        lines: list[str] = []
        for word in text.split():
            longer = f"{lines[-1]} {word}" if lines else word
            if lines and length(longer, font, size) <= width:
                lines[-1] = longer
                continue
            while length(word, font, size) > width and len(word) > 1:
                cut = _longest_start(word, font, size, width)
                lines.append(word[:cut])
                word = word[cut:]
            lines.append(word)
        return lines


def _longest_start(word: str, font: str, size: float, width: float) -> int:
    """How many letters of `word` fit, at least one."""
    fitting = (n for n in range(len(word) - 1, 1, -1) if length(word[:n], font, size) <= width)
    return next(fitting, 1)
