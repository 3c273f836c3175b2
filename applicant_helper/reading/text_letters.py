"""Words of PDFium's text page, letter by letter, with their boxes as a reader sees them. Used in the child only."""

from __future__ import annotations

import ctypes
import unicodedata
from collections.abc import Callable, Iterator
from typing import Any

from applicant_helper.reading.shapes import Box

MAX_WORDS = 4_000
MAX_CHARS = 200_000
MAX_TEXT = 100_000
MAX_WORD = 200
NONSENSE = 0.3
FEW_LETTERS = 0.3
HYPHEN = "-"
LETTER_GAP = 0.6


def as_seen(page: Any) -> Callable[[float, float, float, float], Box]:
    """A function from a box in the file's own space to the box as seen, by rotation and crop of the page."""
    left, bottom, right, top = page.get_bbox()
    turned = page.get_rotation()

    def seen(x0: float, y0: float, x1: float, y1: float) -> Box:
        if turned == 90:
            return y0 - bottom, x0 - left, y1 - bottom, x1 - left
        if turned == 180:
            return right - x1, y0 - bottom, right - x0, y1 - bottom
        if turned == 270:
            return top - y1, right - x1, top - y0, right - x0
        return x0 - left, top - y1, x1 - left, top - y0

    return seen


class Letters:
    """Walks the letters of a text page once, makes words of them and counts those nobody can read."""

    def __init__(self, raw: Any, turn: Any) -> None:
        self._raw = raw
        self._turn = turn
        self._letters = self._good = self._bad = 0

    def is_nonsense(self) -> bool:
        """Whether the font does not tell which letters it shows, so that the picture has to be read."""
        if not self._letters:
            return True
        return self._bad > NONSENSE * self._letters or self._good < FEW_LETTERS * self._letters

    def words(self) -> Iterator[list[Any]]:
        """`[text, left, top, right, bottom]`, bounded in number and length."""
        text_length = 0
        for count, (letters, box) in enumerate(self._runs()):
            text_length += len(letters)
            if count >= MAX_WORDS or text_length > MAX_TEXT:
                return
            yield [letters, *(round(v, 1) for v in self._turn(*box))]

    def _runs(self) -> Iterator[tuple[str, Box]]:
        letters: list[str] = []
        box: Box = (0.0, 0.0, 0.0, 0.0)
        latest = box
        for letter, place in self._places():
            if place is not None and (not letters or (len(letters) < MAX_WORD and _is_near(latest, place))):
                box = _joined(box, place) if letters else place
                letters.append(letter)
                latest = place
                continue
            if letters:
                yield "".join(letters), box
            letters, box = ([letter], place) if place is not None else ([], box)
            latest = box
        if letters:
            yield "".join(letters), box

    def _places(self) -> Iterator[tuple[str, Box | None]]:
        """Each letter with its box in the file's own space; no box = a space or line end."""
        from pypdfium2 import raw

        rect = raw.FS_RECTF()
        at = ctypes.byref(rect)
        for index in range(min(raw.FPDFText_CountChars(self._raw), MAX_CHARS)):
            code = raw.FPDFText_GetUnicode(self._raw, index)
            letter = HYPHEN if raw.FPDFText_IsHyphen(self._raw, index) == 1 else _letter(code)
            if letter.isspace():
                yield letter, None
                continue
            self._count(letter, is_unmapped=raw.FPDFText_HasUnicodeMapError(self._raw, index) == 1)
            if letter and raw.FPDFText_GetLooseCharBox(self._raw, index, at):
                yield letter, (rect.left, rect.bottom, rect.right, rect.top)

    def _count(self, letter: str, *, is_unmapped: bool) -> None:
        self._letters += 1
        if is_unmapped or not letter:
            self._bad += 1
        elif letter.isalnum() or unicodedata.category(letter).startswith("M"):
            self._good += 1


def _letter(code: int) -> str:
    """The character, or nothing for what no font should say: replacement, private, control, half characters."""
    if code > 0x10FFFF or code in {0xFFFD, 0xFFFE, 0xFFFF}:
        return ""
    letter = chr(code)
    if letter.isspace():
        return " "
    return "" if unicodedata.category(letter) in {"Cc", "Cs", "Co", "Cn"} else letter


def _is_near(one: Box, other: Box) -> bool:
    """Whether two letters can be of one word: no gap between them as wide as most of a letter, in any direction."""
    across = max(one[0], other[0]) - min(one[2], other[2])
    along = max(one[1], other[1]) - min(one[3], other[3])
    if other[0] < one[0] and along > 0 and across > 0:
        # Back and down: the next line, however close it lies.
        return False
    return max(across, along) <= LETTER_GAP * max(other[2] - other[0], other[3] - other[1])


def _joined(one: Box, other: Box) -> Box:
    return min(one[0], other[0]), min(one[1], other[1]), max(one[2], other[2]), max(one[3], other[3])
