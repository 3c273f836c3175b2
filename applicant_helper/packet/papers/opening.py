"""Opens a PDF from outside and says what it is, before anything is done to it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream

from applicant_helper.packet.papers.frame import as_box
from applicant_helper.packet.papers.paper import BadPaper

MAX_FIELDS = 20_000
# What pikepdf raises where a file is not what it claims to be.
ODD = (
    pikepdf.PdfError,
    ValueError,
    TypeError,
    AttributeError,
    LookupError,
    ArithmeticError,
    RuntimeError,
    NotImplementedError,
)


def open_paper(source: Path) -> Pdf:
    """The PDF, opened with an empty password where it has one. Raises BadPaper."""
    try:
        return pikepdf.open(source, suppress_warnings=True)
    except pikepdf.PasswordError as cause:
        raise BadPaper("needs-password") from cause
    except (pikepdf.PdfError, ValueError, RuntimeError) as cause:
        raise BadPaper("damaged-pdf") from cause


def form_of(pdf: Pdf) -> Object | None:
    """The form dictionary, when it is one."""
    form = pdf.Root.get("/AcroForm")
    return form if isinstance(form, Dictionary) else None


def marks(pdf: Pdf) -> list[str]:
    """Codes of what the document as a whole is."""
    root = pdf.Root
    keys = root.keys()
    codes = []
    if pdf.is_encrypted:
        codes.append("decrypted")
    form = form_of(pdf)
    if form is not None:
        if _is_signed(form):
            codes.append("signed")
        if "/XFA" in form:
            codes.append("xfa")
    if "/Collection" in keys:
        codes.append("portfolio")
    if "/OpenAction" in keys or "/AA" in keys or _has_hidden_names(root):
        codes.append("stripped")
    return codes


def _has_hidden_names(root: Object) -> bool:
    names = root.get("/Names")
    return isinstance(names, Dictionary) and ("/EmbeddedFiles" in names or "/JavaScript" in names)


def _is_signed(form: Object) -> bool:
    """Whether any signature field, however deep, holds a signature."""
    return any(kind == Name.Sig and "/V" in field for field, kind in fields_of(form))


def fields_of(form: Object) -> Iterator[tuple[Object, Any]]:
    """Each field with its kind, own or inherited; at most `MAX_FIELDS`, for some trees have no end."""
    waiting: list[tuple[Any, Any]] = [(field, None) for field in _items(form.get("/Fields"))]
    for _ in range(MAX_FIELDS):
        if not waiting:
            return
        field, inherited = waiting.pop()
        if isinstance(field, Dictionary):
            kind = field.get("/FT", inherited)
            yield field, kind
            waiting += [(kid, kind) for kid in _items(field.get("/Kids"))]


def _items(value: Any) -> list[Any]:
    return list(value) if isinstance(value, Array) else []


def notes_of(page: Object) -> list[Object]:
    """The annotations of a page that are any: those of a kind, at a place."""
    return [a for a in _items(page.get("/Annots")) if _is_note(a)]


def _is_note(value: Any) -> bool:
    if not isinstance(value, Dictionary) or isinstance(value, Stream):
        return False
    return isinstance(value.get("/Subtype"), Name) and as_box(value.get("/Rect")) is not None


def is_silent(note: Object) -> bool:
    """Whether an annotation shows nothing: a link without a look of its own, a pop-up."""
    subtype = note.get("/Subtype")
    return subtype == Name.Popup or (subtype == Name.Link and "/AP" not in note)


def is_plain_document(pdf: Pdf) -> bool:
    """Whether the pages may be taken as they are, as far as the whole document tells."""
    root = pdf.Root
    return not (pdf.is_encrypted or "/AcroForm" in root or "/OCProperties" in root)
