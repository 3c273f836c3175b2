"""One paper from outside to pages that can be placed: as it is where that is safe, else as a small plain PDF.

Runs in the guarded child.
"""

from __future__ import annotations

from pathlib import Path

from pikepdf import Pdf

from applicant_helper.packet.papers.facts import Surveyor
from applicant_helper.packet.papers.kinds import Kind, kind_of
from applicant_helper.packet.papers.opening import (
    ODD,
    is_plain_document,
    marks,
    open_paper,
    refuse_unusable,
)
from applicant_helper.packet.papers.paper import BadPaper, PageFacts, PageRange, Paper, chosen_range
from applicant_helper.packet.papers.plain import write_plain

__all__ = ["BadPaper", "PageFacts", "Paper", "prepare_paper"]


def prepare_paper(source: Path, out: Path, pages: PageRange | None = None, *, look: bool = True) -> Paper:
    """The paper's pages, ready to be placed. Raises BadPaper, OSError, MemoryError.

    `out` is written only where the paper cannot be taken as it is. Without `look` nothing is said of
    pictures' dpi and of text: contents are not read.
    """
    match kind_of(source):
        case Kind.PDF:
            return _prepare_pdf(source, out, pages, look=look)
        case Kind.IMAGE:
            # Here, not above: pictures need a library that PDFs do not.
            from applicant_helper.packet.papers.images import image_to_pdf

            _, codes = image_to_pdf(source, out, pages)
            with open_paper(out) as pdf:
                facts = Surveyor(look=look).survey(list(pdf.pages))
            return Paper(out, as_is=False, pages=facts, codes=codes)


def _prepare_pdf(source: Path, out: Path, pages: PageRange | None, *, look: bool) -> Paper:
    with open_paper(source) as pdf:
        try:
            return _taken_as_is(pdf, source, pages, look=look) or _rewritten(pdf, out, pages, look=look)
        except ODD as cause:
            raise BadPaper("damaged-pdf") from cause


def _taken_as_is(pdf: Pdf, source: Path, pages: PageRange | None, *, look: bool) -> Paper | None:
    if not is_plain_document(pdf):
        return None
    all_pages = list(pdf.pages)
    first, last = chosen_range(pages, len(all_pages))
    surveyor = Surveyor(look=look)
    facts = surveyor.survey(all_pages[first - 1 : last])
    if not surveyor.is_plain or pdf.get_warnings():
        return None
    codes = marks(pdf)
    if surveyor.has_links:
        codes.append("stripped")
    if any(fact.covered_text for fact in facts):
        codes.append("covered-text")
    return Paper(source, as_is=True, pages=facts, codes=list(dict.fromkeys(codes)), first=first)


def _rewritten(pdf: Pdf, out: Path, pages: PageRange | None, *, look: bool) -> Paper:
    refuse_unusable(pdf)
    first, last = chosen_range(pages, len(pdf.pages))
    codes = marks(pdf)
    facts = write_plain(pdf, out, (first, last), codes, look=look)
    if any(fact.covered_text for fact in facts):
        codes.append("covered-text")
    return Paper(out, as_is=False, pages=facts, codes=list(dict.fromkeys(codes)))
