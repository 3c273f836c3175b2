"""What the program itself printed on a page: the texts of the page's own content, not of the paper placed on it."""

from __future__ import annotations

import re

import pikepdf
from pikepdf import Array, Dictionary, Object, Page, Stream

BFCHAR = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>")
BFRANGE = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>")
RANGES = re.compile(rb"beginbfrange(.*?)endbfrange", re.DOTALL)
CHARS = re.compile(rb"beginbfchar(.*?)endbfchar", re.DOTALL)
MOST = 2_000_000
Codes = dict[int, str]


class OwnText:
    """Reads pages of one document; each font is read once."""

    def __init__(self) -> None:
        self._fonts: dict[tuple[int, int], tuple[Codes, int]] = {}

    def last_line(self, page: Page) -> str:
        """The text printed last on a page, which is its stamp where it has one."""
        contents = page.obj.get("/Contents")
        last = contents[-1] if isinstance(contents, Array) and len(contents) else contents
        if not isinstance(last, Stream):
            return ""
        lines = self._lines(page, last)
        return lines[-1] if lines else ""

    def _lines(self, page: Page, stream: Stream) -> list[str]:
        """Texts between BT and ET, one each. Nothing from a stream that is too large to be ours."""
        try:
            if len(stream.read_raw_bytes()) > MOST:
                return []
            steps = pikepdf.parse_content_stream(stream)
        except pikepdf.PdfError:
            return []
        lines: list[str] = []
        font: tuple[Codes, int] = ({}, 1)
        for step in steps:
            operator = str(step.operator)
            if operator == "BT":
                lines.append("")
            elif operator == "Tf":
                font = self._font(page, str(step.operands[0]))
            elif operator in {"Tj", "TJ", "'", '"'} and lines:
                lines[-1] += "".join(_decoded(x, font) for x in _strings(step.operands[-1]))
        return [" ".join(line.split()) for line in lines if line.strip()]

    def _font(self, page: Page, name: str) -> tuple[Codes, int]:
        fonts = page.obj.get("/Resources", Dictionary()).get("/Font")
        font = fonts.get(name) if isinstance(fonts, Dictionary) else None
        if not isinstance(font, Dictionary):
            return {}, 1
        if font.objgen not in self._fonts or font.objgen == (0, 0):
            found = _codes(font.get("/ToUnicode")), 2 if font.get("/Subtype") == "/Type0" else 1
            self._fonts[font.objgen] = found
        return self._fonts[font.objgen]


def _strings(value: object) -> list[bytes]:
    rows = list(value) if isinstance(value, Array) else [value]
    return [bytes(x) for x in rows if isinstance(x, (pikepdf.String, bytes))]


def _decoded(text: bytes, font: tuple[Codes, int]) -> str:
    codes, wide = font
    numbers = (int.from_bytes(text[i : i + wide], "big") for i in range(0, len(text), wide))
    if not codes:
        return text.decode("latin-1")
    return "".join(codes.get(n, "") for n in numbers)


def _codes(stream: Object | None) -> Codes:
    """What each code of a font stands for, as its ToUnicode map says."""
    if not isinstance(stream, Stream):
        return {}
    try:
        data = stream.read_bytes()[:MOST]
    except pikepdf.PdfError:
        return {}
    codes: Codes = {}
    for part in CHARS.findall(data):
        for code, text in BFCHAR.findall(part):
            codes[int(code, 16)] = _text(text)
    for part in RANGES.findall(data):
        for first, last, text in BFRANGE.findall(part):
            start, end, base = int(first, 16), int(last, 16), int(text, 16)
            codes |= {code: chr(base + code - start) for code in range(start, min(end, start + 65535) + 1)}
        codes |= _listed(part)
    return codes


def _listed(part: bytes) -> Codes:
    """Ranges that name each text: <00> <02> [<0041> <0042> <0043>]."""
    codes: Codes = {}
    for first, _last, texts in re.findall(rb"<(\w+)>\s*<(\w+)>\s*\[(.*?)\]", part, re.DOTALL):
        for number, text in enumerate(re.findall(rb"<(\w+)>", texts)):
            codes[int(first, 16) + number] = _text(text)
    return codes


def _text(digits: bytes) -> str:
    return bytes.fromhex(digits.decode()).decode("utf-16-be", "replace")
