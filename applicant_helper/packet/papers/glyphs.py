"""How wide the signs of a text are, nearly: enough to tell whether something lies over them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from pikepdf import Array, Dictionary, Name

USUAL = 0.5
MOST_WIDTHS = 20_000
# Signs that show no letter: spaces, and what lines of forms are made of.
BLANK = frozenset(b" _.-\t\r\n\xa0")
ESCAPE = re.compile(rb"\\([0-7]{1,3}|\r\n|.)", re.DOTALL)
PIECE = re.compile(rb"(\((?>[^()\\]++|\\.|\((?>[^()\\]++|\\.)*+\))*+\))|<([^<>]*+)>|([-+.\d]++)", re.DOTALL)
NAMED = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}


@dataclass(frozen=True, slots=True)
class Font:
    """Widths as shares of the size, by code. `step` is the number of bytes of one code."""

    step: int = 1
    widths: dict[int, float] = field(default_factory=dict)
    usual: float = USUAL

    def measure(self, text: bytes) -> tuple[float, int, int]:
        """The width of a text as a share of the size, how many signs it has, and how many of them are letters."""
        if self.step == 2:
            codes = [int.from_bytes(text[n : n + 2], "big") for n in range(0, len(text) - 1, 2)]
            letters = sum(code > 3 for code in codes)
        else:
            codes = list(text)
            letters = sum(code not in BLANK for code in codes)
        return sum(self.widths.get(code, self.usual) for code in codes), len(codes), letters


def read_font(font: Any) -> Font:
    """What is known of a font; usual widths where nothing is."""
    if not isinstance(font, Dictionary):
        return Font()
    if font.get("/Subtype") == Name.Type0:
        return _of_many_signs(font)
    scale = 0.001
    if font.get("/Subtype") == Name.Type3:
        matrix = font.get("/FontMatrix")
        scale = abs(_number(matrix[0], 0.001)) if isinstance(matrix, Array) and len(matrix) else 0.001
    widths = font.get("/Widths")
    if not isinstance(widths, Array):
        return Font(usual=0.6 if "Courier" in str(font.get("/BaseFont")) else USUAL)
    first = int(_number(font.get("/FirstChar"), 0))
    found = {first + n: _number(w, 500) * scale for n, w in enumerate(widths) if n < 256}
    return Font(widths=found)


def _of_many_signs(font: Dictionary) -> Font:
    kinds = font.get("/DescendantFonts")
    inner = kinds[0] if isinstance(kinds, Array) and len(kinds) else None
    step = 2
    if not isinstance(inner, Dictionary):
        return Font(step)
    usual = _number(inner.get("/DW"), 1000) / 1000
    return Font(step, _listed(inner.get("/W")), usual)


def _listed(value: Any) -> dict[int, float]:
    """Widths as fonts of many signs list them: a code and an array, or two codes and one width."""
    found: dict[int, float] = {}
    items = list(value) if isinstance(value, Array) else []
    place = 0
    while place + 1 < len(items) and len(found) < MOST_WIDTHS:
        first, second = int(_number(items[place], 0)), items[place + 1]
        if isinstance(second, Array):
            found |= {first + n: _number(w, 1000) / 1000 for n, w in enumerate(second)}
            place += 2
        elif place + 2 < len(items):
            last = min(int(_number(second, 0)), first + MOST_WIDTHS)
            found |= dict.fromkeys(range(first, last + 1), _number(items[place + 2], 1000) / 1000)
            place += 3
        else:
            break
    return found


def _number(value: Any, otherwise: float) -> float:
    try:
        return float(value)
    except (TypeError, ValueError, ArithmeticError):
        return otherwise


def pieces(operands: bytes) -> list[bytes | float]:
    """Texts and moves of a showing operator, in order."""
    found: list[bytes | float] = []
    for text, digits, move in PIECE.findall(operands):
        if text:
            found.append(ESCAPE.sub(_unescaped, text[1:-1]) if b"\\" in text else text[1:-1])
        elif move:
            try:
                found.append(float(move))
            except ValueError:
                continue
        else:
            even = bytes(c for c in digits if c in b"0123456789abcdefABCDEF")
            found.append(bytes.fromhex((even + b"0" * (len(even) % 2)).decode()))
    return found


def _unescaped(found: re.Match[bytes]) -> bytes:
    sign = found[1]
    if sign[0] in b"01234567":
        return bytes((int(sign, 8) & 255,))
    if sign[0] in b"\r\n":
        return b""
    return NAMED.get(sign, sign)
