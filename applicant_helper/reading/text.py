"""The words of a PDF's text layer with their places. `text_pages` runs in the child, `pages_from` in the parent."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any, BinaryIO

from applicant_helper.core.text import safe_line
from applicant_helper.reading.shapes import Page, Word
from applicant_helper.reading.text_letters import MAX_WORD, MAX_WORDS, Letters, as_seen

MAX_ANSWER = 2_500_000
MAX_SIDE = 1_000_000.0
FEW_WORDS = 12
MOST_OF_PAGE = 0.5
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
        seen = Letters(text_page.raw, as_seen(page))
        words = [w for w in seen.words() if _is_on_page(w, width, height)]
    finally:
        text_page.close()
    return [] if seen.is_nonsense() else words


def _is_on_page(word: Sequence[Any], width: float, height: float) -> bool:
    x, y = (word[1] + word[3]) / 2, (word[2] + word[4]) / 2
    return bool(-1 <= x <= width + 1 and -1 <= y <= height + 1)
