"""What the program itself printed on a page, word group by word group: the page's own content, never a paper's.

Lengths in points from the lower left.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Object, Page, Stream

from applicant_helper.packet.geometry import Box, Matrix

BFCHAR = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>")
BFRANGE = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*(?:<([0-9A-Fa-f]+)>|\[([^\]]*)\])")
RANGES = re.compile(rb"beginbfrange(.*?)endbfrange", re.DOTALL)
CHARS = re.compile(rb"beginbfchar(.*?)endbfchar", re.DOTALL)
# Own pages are small; what is larger was not drawn here.
MOST_BYTES = 4_000_000
MOST_STEPS = 200_000
MOST_CODES = 200_000
IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
EVIDENCE = "/Ev"
ODD = (pikepdf.PdfError, ValueError, TypeError, KeyError, AttributeError, IndexError, OverflowError)


@dataclass(frozen=True, slots=True)
class Words:
    """A run of text on one line: where its base line begins, where it ends, its size."""

    text: str
    x: float
    y: float
    right: float
    size: float


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page: its size, what the program printed on it in order, and where a paper was placed."""

    width: float
    height: float
    words: tuple[Words, ...]
    placed: Box | None
    holds_paper: bool


@dataclass(frozen=True, slots=True)
class _Font:
    codes: dict[int, str]
    widths: dict[int, float]
    bytes_each: int

    def text(self, raw: bytes) -> str:
        if not self.codes:
            return raw.decode("latin-1")
        return "".join(self.codes.get(code, "") for code in self._numbers(raw))

    def length(self, raw: bytes) -> float:
        return sum(self.widths.get(code, 0.5) for code in self._numbers(raw))

    def _numbers(self, raw: bytes) -> Iterator[int]:
        wide = self.bytes_each
        return (int.from_bytes(raw[i : i + wide], "big") for i in range(0, len(raw), wide))


class SheetReader:
    """Reads the pages of one document; each font is read once."""

    def __init__(self) -> None:
        self._fonts: dict[tuple[int, int], _Font] = {}

    def read(self, page: Page) -> Sheet:
        """One page. What cannot be read has no words."""
        width, height = _size(page.obj)
        resources = page.obj.get("/Resources")
        resources = resources if isinstance(resources, Dictionary) else Dictionary()
        forms = resources.get("/XObject")
        evidence = forms.get(EVIDENCE) if isinstance(forms, Dictionary) else None
        pen = _Pen(self, resources.get("/Font"), evidence)
        try:
            for stream in _streams(page.obj.get("/Contents")):
                pen.run(pikepdf.parse_content_stream(stream))
        except ODD:
            pass
        return Sheet(width, height, tuple(pen.words), pen.placed, evidence is not None)

    def font(self, fonts: Object | None, name: str) -> _Font:
        """A font of a page by its name there."""
        font = fonts.get(name) if isinstance(fonts, Dictionary) else None
        if not isinstance(font, Dictionary):
            return _Font({}, {}, 1)
        key = font.objgen
        if key == (0, 0):
            return _font(font)
        if key not in self._fonts:
            self._fonts[key] = _font(font)
        return self._fonts[key]


class _Pen:
    """Follows the drawing of one page as far as text and the placed paper go."""

    def __init__(self, reader: SheetReader, fonts: Object | None, evidence: Object | None) -> None:
        self.reader = reader
        self.fonts = fonts
        self.evidence = evidence
        self.words: list[Words] = []
        self.placed: Box | None = None
        self.ctm = IDENTITY
        self.saved: list[tuple[Any, ...]] = []
        self.line = IDENTITY
        self.x = 0.0
        self.font = _Font({}, {}, 1)
        self.size = self.leading = 0.0
        self.spacing = 0.0
        self.is_new = True

    def run(self, steps: Sequence[Any]) -> None:
        for step in steps[:MOST_STEPS]:
            self.step(str(step.operator), step.operands)

    def step(self, operator: str, values: Any) -> None:
        match operator:
            case "q":
                self.saved.append((self.ctm, self.font, self.size, self.leading, self.spacing))
            case "Q":
                if self.saved:
                    self.ctm, self.font, self.size, self.leading, self.spacing = self.saved.pop()
            case "cm":
                self.ctm = _times(_matrix(values), self.ctm)
            case "BT":
                self._move_to(IDENTITY)
            case "Tm":
                self._move_to(_matrix(values))
            case "Td" | "TD":
                if operator == "TD":
                    self.leading = -float(values[1])
                self._move_to(_times((1, 0, 0, 1, float(values[0]), float(values[1])), self.line))
            case "TL":
                self.leading = float(values[0])
            case "T*":
                self._next_line()
            case "Tc":
                self.spacing = float(values[0])
            case "Tf":
                self.font, self.size = self.reader.font(self.fonts, str(values[0])), float(values[1])
            case "Tj" | "TJ" | "'" | '"':
                if operator in "'\"":
                    self._next_line()
                self._show(values[-1])
            case "Do":
                if str(values[0]) == EVIDENCE:
                    self.placed = _placed(self.evidence, self.ctm)

    def _move_to(self, matrix: Matrix) -> None:
        self.line, self.x, self.is_new = matrix, 0.0, True

    def _next_line(self) -> None:
        self._move_to(_times((1, 0, 0, 1, 0, -self.leading), self.line))

    def _show(self, value: Any) -> None:
        text, length = "", 0.0
        for part in value if isinstance(value, Array) else (value,):
            if isinstance(part, (pikepdf.String, bytes, str)):
                raw = bytes(part) if not isinstance(part, str) else part.encode("latin-1", "replace")
                text += self.font.text(raw)
                length += self.font.length(raw) * self.size + self.spacing * len(raw)
            else:
                length -= float(part) / 1000 * self.size
        whole = _times(self.line, self.ctm)
        x, y = whole[0] * self.x + whole[4], whole[1] * self.x + whole[5]
        right = x + length * whole[0]
        self.x += length
        if self.is_new or not self.words:
            self.words.append(Words(text, x, y, right, self.size * abs(whole[3] or whole[2])))
        else:
            last = self.words[-1]
            self.words[-1] = replace(last, text=last.text + text, right=right)
        self.is_new = False


def _placed(evidence: Object | None, matrix: Matrix) -> Box | None:
    """Where the box of the paper lies on the sheet."""
    if not isinstance(evidence, Stream) or "/BBox" not in evidence:
        return None
    x0, y0, x1, y1 = (float(v) for v in evidence.BBox)
    a, b, c, d, e, f = _times(_matrix(evidence.get("/Matrix", IDENTITY)), matrix)
    xs = [a * x + c * y + e for x in (x0, x1) for y in (y0, y1)]
    ys = [b * x + d * y + f for x in (x0, x1) for y in (y0, y1)]
    return min(xs), min(ys), max(xs), max(ys)


def _streams(contents: Object | None) -> Iterator[Stream]:
    rows = [contents] if isinstance(contents, Stream) else contents
    for row in rows if isinstance(rows, (list, Array)) else ():
        if isinstance(row, Stream) and int(row.get("/Length", 0)) <= MOST_BYTES:
            yield row


def _size(page: Object) -> tuple[float, float]:
    try:
        left, bottom, right, top = (float(v) for v in page.MediaBox)
    except ODD:
        return 0.0, 0.0
    return right - left, top - bottom


def _matrix(values: Any) -> Matrix:
    a, b, c, d, e, f = (float(v) for v in values)
    return a, b, c, d, e, f


def _times(one: Matrix, two: Matrix) -> Matrix:
    a, b, c, d, e, f = one
    g, h, i, j, k, m = two
    return a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m


def _font(font: Object) -> _Font:
    """Codes and lengths of a simple font, as every font of the program's own pages is."""
    widths: dict[int, float] = {}
    try:
        first = int(font.get("/FirstChar", 0))
        widths = {first + n: float(w) / 1000 for n, w in enumerate(font.get("/Widths", []))}
        to_unicode = font.get("/ToUnicode")
        data = to_unicode.read_bytes()[:MOST_BYTES] if isinstance(to_unicode, Stream) else b""
        return _Font(codes_of(data), widths, 2 if font.get("/Subtype") == "/Type0" else 1)
    except ODD:
        return _Font({}, widths, 1)


def codes_of(data: bytes) -> dict[int, str]:
    """What each code stands for, by a ToUnicode map."""
    codes: dict[int, str] = {}
    left = MOST_CODES
    for part in CHARS.findall(data):
        codes |= {int(code, 16): _text(text) for code, text in BFCHAR.findall(part)}
    for part in RANGES.findall(data):
        for low, high, text, texts in BFRANGE.findall(part):
            first = int(low, 16)
            last = min(int(high, 16), first + 0xFFFF, first + left)
            left -= max(0, last - first)
            listed = re.findall(rb"<([0-9A-Fa-f]+)>", texts)
            if text:
                start = int(text, 16)
                codes |= {n: chr(min(start + n - first, 0x10FFFF)) for n in range(first, last + 1)}
            codes |= {first + n: _text(one) for n, one in enumerate(listed)}
    return codes


def _text(digits: bytes) -> str:
    return bytes.fromhex(digits.decode()).decode("utf-16-be", "replace")
