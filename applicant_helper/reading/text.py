"""The words of a PDF's text layer with their places. `text_pages` runs in the child, `pages_from` in the parent."""

from __future__ import annotations

import ctypes
import math
import unicodedata
from collections.abc import Iterator, Sequence
from typing import Any, BinaryIO

from applicant_helper.core.text import safe_line
from applicant_helper.reading.shapes import Box, Page, Word

MAX_WORDS = 4_000
MAX_CHARS = 200_000
MAX_TEXT = 100_000
MAX_WORD = 200
MAX_ANSWER = 2_500_000
MAX_SIDE = 1_000_000.0
NONSENSE = 0.3
FEW_LETTERS = 0.3
FEW_WORDS = 12
MOST_OF_PAGE = 0.5
HYPHEN = "-"
LETTER_GAP = 0.6
_PICTURE = 3  # FPDF_PAGEOBJ_IMAGE
_MAX_OBJECTS = 20_000


def needs_ocr(page: Page) -> bool:
    """Whether a page has to be read from its picture: no text, or hardly any on top of a scan.

    >>> needs_ocr(Page(1, 612, 792, (Word("Page", (0, 0, 9, 9)),), "text", picture_share=0.9))
    True
    """
    return not page.words_from or (page.picture_share > MOST_OF_PAGE and len(page.words) < FEW_WORDS)


def pages_from(answer: object) -> tuple[Page, ...]:
    """The pages of a child's answer (a list of pages); text is made safe, what has not the shape is left out."""
    return tuple(p for p in map(_page, answer) if p) if isinstance(answer, list) else ()


def _page(told: object) -> Page | None:
    if not isinstance(told, dict):
        return None
    try:
        number, width, height = int(told["number"]), _side(told["width"]), _side(told["height"])
        words_from, share = told.get("words_from"), float(told.get("picture_share", 0.0))
        words = tuple(w for w in map(_word, list(told.get("words", ()))[:MAX_WORDS]) if w)
    except (KeyError, TypeError, ValueError, OverflowError):
        return None
    if number < 1 or words_from not in {"text", "ocr"}:
        words, words_from = (), ""
    return Page(number, width, height, words, words_from, picture_share=min(1.0, max(0.0, share)))


def _side(told: object) -> float:
    value = float(told)  # type: ignore[arg-type]
    if not 0 <= value <= MAX_SIDE:
        raise ValueError("no size of a page")
    return value


def _word(row: object) -> Word | None:
    """`[text, left, top, right, bottom]`, and the confidence when it is not 1."""
    if not isinstance(row, list) or len(row) not in {5, 6} or not isinstance(row[0], str):
        return None
    text = safe_line(row[0][:MAX_WORD])
    left, top, right, bottom = (float(v) for v in row[1:5])
    confidence = float(row[5]) if len(row) == 6 else 1.0
    if not text or not all(map(math.isfinite, (left, top, right, bottom, confidence))):
        return None
    return Word(text, (left, top, right, bottom), min(1.0, max(0.0, confidence)))


def text_pages(file: BinaryIO, first: int, last: int, *, with_fields: bool = False) -> list[dict[str, Any]]:
    """The pages `first` to `last` (from 1), fewer when the answer would grow too long; ask on from there.

    Each is `number`, `width`, `height`, `words`, `words_from` and `picture_share`; see `_word` for a word.
    `with_fields` reads what is typed into fields and notes as well, as if it were printed.
    Raises render.CannotDraw for a file that does not open.
    """
    from applicant_helper.reading.render import open_pdf

    document = open_pdf(file)
    try:
        pages: list[dict[str, Any]] = []
        size = 0
        for number in range(max(1, first), min(last, len(document)) + 1):
            page = _read_page(document, number, with_fields=with_fields)
            size += _size(page)
            if pages and size > MAX_ANSWER:
                break
            pages.append(page)
        return pages
    finally:
        document.close()


def _size(page: dict[str, Any]) -> int:
    """No fewer characters than the page takes as JSON."""
    return 200 + sum(60 + 12 * len(word[0]) for word in page["words"])


def _read_page(document: Any, number: int, *, with_fields: bool) -> dict[str, Any]:
    import pypdfium2

    told: dict[str, Any] = {"number": number, "width": 0.0, "height": 0.0, "words": [], "words_from": ""}
    try:
        page = document[number - 1]
    except (pypdfium2.PdfiumError, ValueError):
        return told
    try:
        told["width"], told["height"] = (round(v, 2) for v in page.get_size())
        told["picture_share"] = _picture_share(page)
        if with_fields and page.flatten() == 1:
            page.close()
            page = document[number - 1]
        words = _words(page)
        if words:
            told.update(words=words, words_from="text")
    except pypdfium2.PdfiumError:
        pass
    finally:
        page.close()
    return told


def _picture_share(page: Any) -> float:
    """The share of the page that its pictures cover, overlaps counted twice; at most 1."""
    left, bottom, right, top = page.get_bbox()
    whole = abs((right - left) * (top - bottom))
    covered = 0.0
    for seen, thing in enumerate(page.get_objects(filter=(_PICTURE,), max_depth=3)):
        if seen > _MAX_OBJECTS:
            break
        x0, y0, x1, y1 = thing.get_bounds()
        covered += max(0.0, min(x1, right) - max(x0, left)) * max(0.0, min(y1, top) - max(y0, bottom))
    return round(min(1.0, covered / whole), 3) if whole else 0.0


def _words(page: Any) -> list[list[Any]]:
    """The words with their boxes as seen, in the order of the file; none when most of it is nonsense."""
    width, height = page.get_size()
    text_page = page.get_textpage()
    try:
        seen = _Letters(text_page.raw, _turn(page))
        words = [w for w in seen.words() if _is_on_page(w, width, height)]
    finally:
        text_page.close()
    return [] if seen.is_nonsense() else words


def _is_on_page(word: Sequence[Any], width: float, height: float) -> bool:
    x, y = (word[1] + word[3]) / 2, (word[2] + word[4]) / 2
    return bool(-1 <= x <= width + 1 and -1 <= y <= height + 1)


def _turn(page: Any) -> Any:
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


class _Letters:
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
    return max(across, along) <= LETTER_GAP * max(other[2] - other[0], other[3] - other[1])


def _joined(one: Box, other: Box) -> Box:
    return min(one[0], other[0]), min(one[1], other[1]), max(one[2], other[2]), max(one[3], other[3])
