"""What pdfium does for papers: looks that forms and notes lack are drawn, files too broken for others are mended."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

TINY = 0.02


def draw_notes(source: Path, out: Path, places: Iterable[int]) -> None:
    """Draw the fields and notes of the pages at `places`, from 0, onto them. Raises ValueError where pdfium cannot."""
    import pypdfium2
    from pypdfium2 import raw

    try:
        document = pypdfium2.PdfDocument(source)
        document.init_forms()
        for place in places:
            page = document[place]
            # A note without a look gets one when it is first shown.
            page.render(scale=min(TINY, 64 / max(*page.get_size(), 1)), may_draw_forms=True).close()
            if raw.FPDFPage_Flatten(page, raw.FLAT_NORMALDISPLAY) == raw.FLATTEN_FAIL:
                raise ValueError("pdfium cannot draw the notes of this page")
            page.close()
        document.save(out)
        document.close()
    except pypdfium2.PdfiumError as cause:
        raise ValueError("pdfium cannot draw this file") from cause


def mend(source: Path, out: Path) -> None:
    """Write the file anew as pdfium understands it. Raises ValueError where it does not."""
    _written(source, out, only_pages=False)


def mend_pages(source: Path, out: Path) -> None:
    """Write its pages, without form and outline, into a new file. Raises ValueError where pdfium cannot."""
    _written(source, out, only_pages=True)


def _written(source: Path, out: Path, *, only_pages: bool) -> None:
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(source)
        if len(document) == 0:
            raise ValueError("no page was found")
        fresh = document
        if only_pages:
            fresh = pypdfium2.PdfDocument.new()
            fresh.import_pages(document)
        fresh.save(out)
        fresh.close()
        document.close()
    except pypdfium2.PdfiumError as cause:
        raise ValueError("pdfium cannot open this file") from cause
