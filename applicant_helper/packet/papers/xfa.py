"""Forms that only one program can draw: their pages hold nothing but a request to wait for that program."""

from __future__ import annotations

import re
from typing import Any

from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream

from applicant_helper.packet.papers.content import area, modest
from applicant_helper.packet.papers.frame import as_box
from applicant_helper.packet.papers.opening import form_of, notes_of
from applicant_helper.packet.papers.paper import BadPaper

REQUIRED = re.compile(rb"<dynamicRender\s*>\s*required\s*<")
MOST_PAGES = 50


def refuse_dynamic(pdf: Pdf) -> None:
    """Raises BadPaper for a form whose pages are drawn from XFA alone."""
    form = form_of(pdf)
    if form is None or "/XFA" not in form:
        return
    if (pdf.Root.get("/NeedsRendering") or _says_so(form.get("/XFA"))) and not _has_fields_in_sight(pdf):
        raise BadPaper("dynamic-xfa")


def _says_so(xfa: Any) -> bool:
    """Whether the form's own settings say that it must be drawn anew."""
    parts = list(xfa) if isinstance(xfa, Array) else [xfa]
    names = [str(part) for part in parts[0::2]]
    if "config" in names:
        parts = [parts[2 * names.index("config") + 1]]
    return any(REQUIRED.search(modest(part) or b"") for part in parts if isinstance(part, Stream))


def _has_fields_in_sight(pdf: Pdf) -> bool:
    return any(_is_in_sight(note) for page in list(pdf.pages)[:MOST_PAGES] for note in notes_of(page.obj))


def _is_in_sight(note: Object) -> bool:
    """A field to fill in; signatures have fields of no size on such pages."""
    if note.get("/Subtype") != Name.Widget:
        return False
    parent = note.get("/Parent")
    kind = note.get("/FT") or (parent.get("/FT") if isinstance(parent, Dictionary) else None)
    box = as_box(note.get("/Rect"))
    return kind != Name.Sig and box is not None and area(box) > 1
