"""A glance at pages whose facts call for one: turned text, nothing on them, the edition of a form.

Bounded: of very many pages with text only every so-manieth is looked at, and few pictures are drawn.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import pikepdf
import pypdfium2
from pikepdf import Dictionary, Name, Stream

from applicant_helper.packet.prepared import Prepared

EDITION = re.compile(r"Edition\s+(\d{2}/\d{2}/\d{2})")
MOST_PAGES, MOST_PICTURES = 400, 60
SIGNS = 40
LEAST_SIGNS = 20
# Bytes for each dot of a scan, below which it may show nothing.
THIN = 0.03
PALE = 160
ODD = (pikepdf.PdfError, pypdfium2.PdfiumError, ValueError, TypeError, KeyError, AttributeError, OSError)


@dataclass(slots=True)
class Seen:
    """What a glance at a paper found; pages count from 1."""

    upside_down: list[int]
    blank: list[int]
    editions: list[str]


class Glance:
    """Looks at the papers of one packet. `step`: of pages with text, every so-manieth is looked at."""

    def __init__(self, papers: Iterable[Prepared]) -> None:
        with_text = sum(page.has_text for paper in papers for page in paper.pages)
        self.step = max(1, -(-with_text // MOST_PAGES))
        self.pictures = MOST_PICTURES

    def at(self, paper: Prepared, *, is_form: bool) -> Seen:
        """One paper; nothing of what cannot be read."""
        seen = Seen([], [], [])
        texts = [n for n, page in enumerate(paper.pages) if page.has_text]
        texts = texts if is_form else texts[:: self.step]
        empty = [n for n, page in enumerate(paper.pages) if not page.has_text and page.dpi is None]
        thin = list(_thin(paper)) if self.pictures else []
        if texts or empty or thin:
            with _opened(paper) as pdf:
                for place in texts if pdf is not None else ():
                    self._text(pdf, paper, place, seen, is_form=is_form)
                for place in (*empty, *thin) if pdf is not None else ():
                    self._emptiness(pdf, paper, place, seen)
        return seen

    def _text(
        self, pdf: pypdfium2.PdfDocument, paper: Prepared, place: int, seen: Seen, *, is_form: bool
    ) -> None:
        with _page(pdf, paper, place) as page:
            if page is None:
                return
            text = page.get_textpage()
            try:
                if is_form:
                    seen.editions += EDITION.findall(str(text.get_text_range()))
                if _is_upside_down(text, paper.pages[place].rotate):
                    seen.upside_down.append(place + 1)
            finally:
                text.close()

    def _emptiness(self, pdf: pypdfium2.PdfDocument, paper: Prepared, place: int, seen: Seen) -> None:
        if not self.pictures:
            return
        self.pictures -= 1
        with _page(pdf, paper, place) as page:
            if page is not None and _is_blank(page):
                seen.blank.append(place + 1)


@contextmanager
def _opened(paper: Prepared) -> Iterator[pypdfium2.PdfDocument | None]:
    try:
        pdf = pypdfium2.PdfDocument(paper.path)
    except ODD:
        yield None
        return
    try:
        yield pdf
    finally:
        pdf.close()


@contextmanager
def _page(pdf: pypdfium2.PdfDocument, paper: Prepared, place: int) -> Iterator[pypdfium2.PdfPage | None]:
    """A page; None for one that qpdf reads and pdfium does not."""
    try:
        page = pdf[paper.first - 1 + place]
    except ODD:
        yield None
        return
    try:
        yield page
    finally:
        page.close()


def _is_upside_down(text: pypdfium2.PdfTextPage, rotate: int) -> bool:
    """Whether most signs stand on their head, as the page is shown."""
    count = int(text.count_chars())
    if count < LEAST_SIGNS:
        return False
    looked = range(0, count, max(1, count // SIGNS))
    turned = 0
    for place in looked:
        degrees = pypdfium2.raw.FPDFText_GetCharAngle(text, place) * 57.29578
        turned += 150 < (degrees - rotate) % 360 < 210
    return turned > 0.8 * len(looked)


def _is_blank(page: pypdfium2.PdfPage) -> bool:
    """Whether a page shows nothing that is dark."""
    longest = max(1.0, *page.get_size())
    low, _high = page.render(scale=min(0.2, 400 / longest)).to_pil().convert("L").getextrema()
    return int(low) >= PALE


def _thin(paper: Prepared) -> Iterator[int]:
    """Places of scanned pages whose pictures are so small for their size that they may show nothing."""
    scans = [n for n, page in enumerate(paper.pages) if not page.has_text and page.dpi is not None]
    if not scans:
        return
    try:
        with pikepdf.open(paper.path, suppress_warnings=True) as pdf:
            for place in scans:
                if _is_thin(pdf.pages[paper.first - 1 + place].obj.get("/Resources")):
                    yield place
    except ODD:
        return


def _is_thin(resources: object) -> bool:
    found = resources.get("/XObject") if isinstance(resources, Dictionary) else None
    images = [
        x
        for x in (found.values() if isinstance(found, Dictionary) else ())
        if isinstance(x, Stream) and x.get("/Subtype") == Name.Image
    ]
    dots = sum(int(x.get("/Width", 0)) * int(x.get("/Height", 0)) for x in images)
    return bool(images) and sum(int(x.get("/Length", 0)) for x in images) < THIN * dots
