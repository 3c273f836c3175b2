"""What is in a PDF: pages and their sizes, first words, signatures, form fields. Used in the guarded child only."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, BinaryIO

import pikepdf

MAX_PAGES = 3000
MAX_SIZES = 50
MAX_FIELDS = 5000
FIRST_CHARS = 600
ODD = (
    pikepdf.PdfError,
    pikepdf.DataDecodingError,
    ValueError,
    TypeError,
    AttributeError,
    LookupError,
    ArithmeticError,
    RuntimeError,
    OSError,
)
# What viewers other than Adobe's show in place of a form that only Adobe's can draw.
STAND_IN = "please wait... if this message is not eventually replaced"


def look_into_pdf(file: BinaryIO) -> dict[str, Any]:
    """Pages, sizes in points as seen, and notes; or `{"code": ...}`."""
    try:
        with pikepdf.open(file, suppress_warnings=True) as pdf:
            count = len(pdf.pages)
            if count == 0:
                return {"code": "no-pages"}
            if count > MAX_PAGES:
                return {"code": "too-many-pages"}
            sizes = [seen_size(pdf.pages[n]) for n in range(min(count, MAX_SIZES))]
            notes = _notes(pdf)
            has_xfa, is_dynamic = _xfa(pdf)
    except pikepdf.PasswordError:
        return {"code": "needs-password"}
    except ODD:
        return {"code": "damaged-pdf"}
    # Read of every PDF: a content stream that bursts is refused here and never taken in.
    first = first_text(file)
    if is_dynamic or (has_xfa and first.casefold().startswith(STAND_IN)):
        return {"code": "dynamic-xfa"}
    return {
        "media_type": "application/pdf",
        "pages": count,
        "page_sizes": sizes,
        "notes": notes,
    }


def seen_size(page: pikepdf.Page) -> list[float]:
    """Width and height in points of a page as a reader sees it: cropped and turned."""
    left, bottom, right, top = (float(v) for v in page.cropbox)
    unit = float(page.obj.get("/UserUnit", 1))
    size = [abs(right - left) * unit, abs(top - bottom) * unit]
    return size[::-1] if page.rotation % 180 else size


def _xfa(pdf: pikepdf.Pdf) -> tuple[bool, bool]:
    form = pdf.Root.get("/AcroForm")
    has_xfa = isinstance(form, pikepdf.Dictionary) and "/XFA" in form
    return has_xfa, has_xfa and bool(pdf.Root.get("/NeedsRendering", False))


def _notes(pdf: pikepdf.Pdf) -> list[str]:
    notes = []
    form = pdf.Root.get("/AcroForm")
    fields = list(_fields(form)) if isinstance(form, pikepdf.Dictionary) else []
    if fields:
        notes.append("form")
    if any(kind == "/Sig" and "/V" in field for kind, field in fields):
        notes.append("signed")
    if pdf.is_encrypted:
        notes.append("restricted")
    if pdf.get_warnings():
        notes.append("repaired")
    return notes


def _fields(form: pikepdf.Dictionary) -> Iterator[tuple[str, Any]]:
    """Every field with its type, inherited types included; a tree that loops ends at a bound."""
    waiting: list[tuple[str, Any]] = [("", f) for f in _items(form, "/Fields")]
    for _ in range(MAX_FIELDS):
        if not waiting:
            return
        inherited, field = waiting.pop()
        if not isinstance(field, pikepdf.Dictionary):
            continue
        kind = str(field.get("/FT", inherited))
        yield kind, field
        waiting.extend((kind, kid) for kid in _items(field, "/Kids"))


def _items(holder: pikepdf.Dictionary, key: str) -> list[Any]:
    found = holder.get(key)
    return list(found) if isinstance(found, pikepdf.Array) else []


def first_text(file: BinaryIO) -> str:
    """The first words of the text layer of the first two pages; empty when there is none."""
    import pypdfium2

    file.seek(0)
    try:
        document = pypdfium2.PdfDocument(file)
        try:
            texts = [
                document[number].get_textpage().get_text_range(count=FIRST_CHARS)
                for number in range(min(2, len(document)))
            ]
        finally:
            document.close()
    except (pypdfium2.PdfiumError, *ODD):
        return ""
    return " ".join(" ".join(texts).split())[:FIRST_CHARS]
