"""One paper from outside to pages that can be placed: as it is where that is safe, else as a small plain PDF.

Runs in the guarded child.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from pikepdf import Pdf

from applicant_helper.packet.papers.drawing import mend as mend_whole
from applicant_helper.packet.papers.drawing import mend_pages
from applicant_helper.packet.papers.facts import Surveyor
from applicant_helper.packet.papers.kinds import Kind, kind_of
from applicant_helper.packet.papers.opening import (
    ODD,
    is_plain_document,
    marks,
    open_paper,
)
from applicant_helper.packet.papers.paper import BadPaper, PageFacts, PageRange, Paper, chosen_range
from applicant_helper.packet.papers.plain import write_plain
from applicant_helper.packet.papers.xfa import refuse_dynamic

__all__ = ["BadPaper", "PageFacts", "Paper", "prepare_paper"]


def prepare_paper(
    source: Path, out: Path, pages: PageRange | None = None, *, look: bool = True, rewrite: bool = False
) -> Paper:
    """The paper's pages, ready to be placed. Raises BadPaper, OSError, MemoryError.

    `out` is written only where the paper cannot be taken as it is, or when `rewrite` asks for it. Without
    `look` nothing is said of pictures' dpi and of text: contents are not read.
    """
    match kind_of(source):
        case Kind.PDF:
            return _prepare_pdf(source, out, pages, look=look, as_is=not rewrite)
        case Kind.IMAGE:
            # Here, not above: pictures need a library that PDFs do not.
            from applicant_helper.packet.papers.images import image_to_pdf

            codes = image_to_pdf(source, out, pages)
            with open_paper(out) as pdf:
                facts = Surveyor(look=look).survey(list(pdf.pages))
            return Paper(out, as_is=False, pages=facts, codes=codes)


def _prepare_pdf(source: Path, out: Path, pages: PageRange | None, *, look: bool, as_is: bool) -> Paper:
    try:
        return _read(source, out, pages, look=look, as_is=as_is)
    except BadPaper as bad:
        if bad.code != "damaged-pdf":
            raise
    for mend in (mend_whole, mend_pages):
        paper = _mended(source, out, pages, mend, look=look)
        if paper is not None:
            return paper
    raise BadPaper("damaged-pdf")


def _mended(
    source: Path,
    out: Path,
    pages: PageRange | None,
    mend: Callable[[Path, Path], None],
    *,
    look: bool,
) -> Paper | None:
    between = out.with_suffix(".mended.pdf")
    try:
        mend(source, between)
        paper = _read(between, out, pages, look=look, as_is=False)
    except (BadPaper, *ODD):
        return None
    finally:
        between.unlink(missing_ok=True)
    return replace(paper, codes=list(dict.fromkeys([*paper.codes, "repaired"])))


def _read(source: Path, out: Path, pages: PageRange | None, *, look: bool, as_is: bool = True) -> Paper:
    with open_paper(source) as pdf:
        try:
            # They are given once only, and then forgotten.
            codes = ["repaired"] if pdf.get_warnings() else []
            if as_is and not codes and is_plain_document(pdf):
                taken = _taken_as_is(pdf, source, pages, codes, look=look)
                if taken is not None:
                    return taken
            return _rewritten(pdf, out, pages, codes, look=look)
        except ODD as cause:
            raise BadPaper("damaged-pdf") from cause


def _taken_as_is(
    pdf: Pdf, source: Path, pages: PageRange | None, codes: list[str], *, look: bool
) -> Paper | None:
    all_pages = list(pdf.pages)
    first, last = chosen_range(pages, len(all_pages))
    surveyor = Surveyor(look=look, stops=True)
    facts = surveyor.survey(all_pages[first - 1 : last])
    if pdf.get_warnings() or surveyor.has_damage:
        codes.append("repaired")
        return None
    if not surveyor.is_plain:
        return None
    codes += marks(pdf)
    if surveyor.has_links:
        codes.append("stripped")
    return Paper(source, as_is=True, pages=facts, codes=_once(codes, facts), first=first)


def _rewritten(pdf: Pdf, out: Path, pages: PageRange | None, codes: list[str], *, look: bool) -> Paper:
    refuse_dynamic(pdf)
    taken = chosen_range(pages, len(pdf.pages))
    codes += marks(pdf)
    facts = write_plain(pdf, out, taken, codes, look=look)
    with open_paper(out) as written:
        if len(written.pages) != len(facts):
            raise BadPaper("damaged-pdf")
    return Paper(out, as_is=False, pages=facts, codes=_once(codes, facts))


def _once(codes: list[str], facts: list[PageFacts]) -> list[str]:
    if any(fact.covered_text for fact in facts):
        codes.append("covered-text")
    return list(dict.fromkeys(codes))
