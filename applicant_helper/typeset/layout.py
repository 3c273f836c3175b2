"""One line as glyphs from left to right: ordered by direction, split by font, joined and placed by HarfBuzz."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from typing import TYPE_CHECKING, Any

from reportlab.pdfbase.pdfmetrics import getFont, stringWidth

from applicant_helper.typeset.bidi import base_level, visual_runs
from applicant_helper.typeset.fonts import UNSEEN, Helper, helpers

if TYPE_CHECKING:
    from applicant_helper.typeset.glyphs import GlyphFont


@dataclass(frozen=True, slots=True)
class Piece:
    """Signs drawn at one place; distances in thousandths of the size from the start of the line."""

    font: str
    signs: str
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Line:
    """All pieces of a line and its length in thousandths of the size."""

    pieces: tuple[Piece, ...]
    width: float


@lru_cache(maxsize=4096)
def laid_out(text: str, font: str) -> Line:
    """The line in the base font of this name and in those that stand behind it."""
    base = base_level(text)
    pieces: list[Piece] = []
    x = 0.0
    for start, end, level in visual_runs(text, base):
        parts = _by_font(text[start:end], font)
        for helper, part in reversed(parts) if level % 2 else parts:
            if helper is None:
                x = _plain(pieces, part, font, x, turned=level % 2 == 1)
            else:
                x = _shaped(pieces, part, helper, x, turned=level % 2 == 1)
    return Line(tuple(pieces), x)


def _by_font(text: str, font: str) -> list[tuple[Helper | None, str]]:
    """The text in parts of one font each; marks and joiners stay with the letter before them."""
    chosen: list[Helper | None] = []
    for char in text:
        helper = next((h for h in helpers(font) if char in h.signs), None)
        follows = char in UNSEEN or (helper is None and unicodedata.combining(char))
        chosen.append(chosen[-1] if follows and chosen else helper)
    parts: list[tuple[Helper | None, str]] = []
    at = 0
    for helper, group in groupby(chosen):
        size = len(list(group))
        parts.append((helper, text[at : at + size]))
        at += size
    return parts


def _plain(pieces: list[Piece], text: str, font: str, x: float, *, turned: bool) -> float:
    """Base font signs; inside a run from right to left they are signs without a direction of their own."""
    shown = "".join(c for c in text if c not in UNSEEN)
    if turned:
        shown = "".join(_mirrored(c) for c in reversed(shown))
    if shown:
        pieces.append(Piece(font, shown, x, 0))
    return x + float(stringWidth(shown, font, 1000))


def _mirrored(char: str) -> str:
    if not unicodedata.mirrored(char):
        return char
    return MIRRORS.get(char, char)


_TURNED = "()[]{}<>«»‹›"
MIRRORS = {a: b for a, b in zip(_TURNED, _TURNED[1:] + " ", strict=True) if _TURNED.index(a) % 2 == 0}
MIRRORS |= {b: a for a, b in MIRRORS.items()}


def _shaped(pieces: list[Piece], text: str, helper: Helper, x: float, *, turned: bool) -> float:
    import uharfbuzz

    font: GlyphFont = getFont(helper.name)
    shaper = _shaper_font(helper)
    buffer = uharfbuzz.Buffer()
    buffer.cluster_level = uharfbuzz.BufferClusterLevel.MONOTONE_CHARACTERS
    buffer.add_str(text)
    buffer.guess_segment_properties()
    buffer.direction = "rtl" if turned else "ltr"
    uharfbuzz.shape(shaper, buffer, {"kern": True, "liga": True})
    scale = 1000 / shaper.face.upem
    placed = list(zip(buffer.glyph_infos, buffer.glyph_positions, strict=True))
    texts = _texts(text, [(i.cluster, p.x_advance) for i, p in placed])
    # Marks are drawn after the letters of the run: readers would take each jump back for a space.
    marks: list[Piece] = []
    run, run_x = "", x
    for (info, place), own in zip(placed, texts, strict=True):
        glyph_width = shaper.get_glyph_h_advance(info.codepoint) * scale
        sign = font.sign(info.codepoint, own, glyph_width)
        advance = place.x_advance * scale
        dx, dy = place.x_offset * scale, place.y_offset * scale
        if not advance and (dx or dy or glyph_width):
            marks.append(Piece(helper.name, sign, x + dx, dy))
        elif dx or dy or advance != glyph_width:
            if run:
                pieces.append(Piece(helper.name, run, run_x, 0))
            pieces.append(Piece(helper.name, sign, x + dx, dy))
            run, run_x = "", x + advance
        else:
            run += sign
        x += advance
    if run:
        pieces.append(Piece(helper.name, run, run_x, 0))
    pieces += marks
    return x


def _texts(text: str, glyphs: list[tuple[int, int]]) -> list[str]:
    """The letters that each glyph (its cluster, its advance) stands for: the widest of a cluster has them all."""
    starts = sorted({cluster for cluster, _ in glyphs})
    ends = dict(zip(starts, [*starts[1:], len(text)], strict=True))
    given: list[str] = []
    for start, group in groupby(glyphs, key=lambda g: g[0]):
        widths = [advance for _, advance in group]
        letters = "".join(c for c in text[start : ends[start]] if c not in UNSEEN)
        widest = widths.index(max(widths))
        given += [letters if i == widest else "" for i in range(len(widths))]
    return given


@lru_cache(maxsize=64)
def _shaper_font(helper: Helper) -> Any:
    import uharfbuzz

    return uharfbuzz.Font(uharfbuzz.Face(uharfbuzz.Blob(helper.path.read_bytes())))
