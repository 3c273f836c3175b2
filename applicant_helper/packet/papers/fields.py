"""Draws the fields and notes of a PDF onto its pages. Runs in the guarded child."""

from __future__ import annotations

import re
import warnings
from pathlib import Path

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Page, Pdf, Stream

from applicant_helper.packet.papers.drawing import draw_notes
from applicant_helper.packet.papers.frame import as_box
from applicant_helper.packet.papers.one_stream import decoded
from applicant_helper.packet.papers.opening import MAX_FIELDS, fields_of, form_of, is_silent, notes_of
from applicant_helper.packet.papers.paper import PageRange

PAINTS = re.compile(rb"/\S+\s+Do\b")
UNKNOWN_ONLY = 1
MARKS = frozenset({Name.Highlight, Name.Underline, Name.StrikeOut, Name.Squiggly})


def with_drawn_fields(pdf: Pdf, taken: PageRange, drawn: Path, codes: list[str]) -> Pdf:
    """The document with the fields and notes of the pages taken drawn; appends what was done to `codes`.

    Appearances that are there are kept as they are, above all the barcodes of government forms. The
    others are drawn by pdfium, which writes `drawn`.
    """
    pages = list(pdf.pages)[taken[0] - 1 : taken[1]]
    notes = [notes_of(page.obj) for page in pages]
    if any(a.get("/Subtype") == Name.Link for page_notes in notes for a in page_notes):
        codes.append("stripped")
    if all(is_silent(a) for page_notes in notes for a in page_notes):
        return pdf
    codes.append("flattened")
    redraws = _needs_appearances(pdf)
    undrawn = [[a for a in page_notes if _is_undrawn(a, redraws=redraws)] for page_notes in notes]
    if any(_has_other_script(a) for page_notes in undrawn for a in page_notes):
        codes.append("other-script")
    _flatten_all_but(pdf, pages, notes, undrawn)
    if not any(undrawn):
        return pdf
    waiting = drawn.with_suffix(".undrawn.pdf")
    try:
        with warnings.catch_warnings():
            # Fields that hang on no tree are drawn all the same.
            warnings.simplefilter("ignore", pikepdf.PageCopyWarning)
            pdf.save(waiting, encryption=False)
        draw_notes(waiting, drawn, [taken[0] - 1 + place for place, later in enumerate(undrawn) if later])
    finally:
        waiting.unlink(missing_ok=True)
    return Pdf.open(drawn, suppress_warnings=True)


def _needs_appearances(pdf: Pdf) -> bool:
    form = form_of(pdf)
    return form is not None and bool(form.get("/NeedAppearances", False))


def _is_undrawn(annotation: Object, *, redraws: bool) -> bool:
    """Whether the page does not show the note or the value as it should; links and pop-ups never do."""
    if is_silent(annotation):
        return False
    if annotation.get("/Subtype") != Name.Widget:
        return "/AP" not in annotation
    has_value = _inherited(annotation, "/V") is not None
    if "/AP" not in annotation:
        return has_value or "/MK" in annotation
    if redraws and _lacks_state(annotation):
        return True
    if not has_value:
        return False
    return redraws and _inherited(annotation, "/FT") in {Name.Tx, Name.Ch} and not _shows_picture(annotation)


def _lacks_state(annotation: Object) -> bool:
    """Whether a box to check has a frame of its own, but no look for how it stands now."""
    looks, frame = annotation.AP.get("/N"), annotation.get("/MK")
    if isinstance(looks, Stream) or not isinstance(looks, Dictionary) or not isinstance(frame, Dictionary):
        return False
    state = annotation.get("/AS")
    has_look = isinstance(state, Name) and isinstance(looks.get(str(state)), Stream)
    return not has_look and ("/BC" in frame or "/BG" in frame)


def _shows_picture(annotation: Object) -> bool:
    """Whether the look draws a picture, such as a barcode; having some at hand is not enough."""
    look = annotation.AP.get("/N")
    if not isinstance(look, Stream) or "/XObject" not in look.get("/Resources", Dictionary()):
        return False
    return PAINTS.search(decoded(look)) is not None


def _inherited(annotation: Object, key: str) -> Object | None:
    field: Object | None = annotation
    for _ in range(20):
        if not isinstance(field, Dictionary):
            return None
        if key in field:
            return field[key]
        field = field.get("/Parent")
    return None


def _has_other_script(annotation: Object) -> bool:
    """Whether a value holds signs that the usual fonts of forms cannot draw alike on every computer."""
    value = _inherited(annotation, "/V")
    if not isinstance(value, pikepdf.String):
        return False
    try:
        str(value).encode("cp1252")
    except UnicodeEncodeError:
        return True
    return False


def _flatten_all_but(
    pdf: Pdf, pages: list[Page], notes: list[list[Object]], undrawn: list[list[Object]]
) -> None:
    form = form_of(pdf)
    if form is not None:
        form.NeedAppearances = False
    for page, page_notes, later in zip(pages, notes, undrawn, strict=True):
        for note in page_notes:
            _show_if_known(note)
            _complete_look(note)
        waiting = {a.objgen for a in later if a.is_indirect}
        page.obj.Annots = Array([a for a in page_notes if not (a.is_indirect and a.objgen in waiting)])
    pdf.flatten_annotations("screen")
    if form is not None and any(undrawn):
        if sum(1 for _ in fields_of(form)) >= MAX_FIELDS - 1:
            # pdfium would follow such a tree to its end.
            form.Fields = Array()
        pdf.Root.AcroForm = form
    for page, later in zip(pages, undrawn, strict=True):
        for annotation in later:
            # pdfium draws a text value anew only where no older look is left.
            if annotation.get("/Subtype") == Name.Widget and "/AP" in annotation:
                del annotation["/AP"]
            _fit_to_marked(annotation)
        page.obj.Annots = Array(later)


def _show_if_known(annotation: Object) -> None:
    """The first flag hides only notes of kinds that are not known; all that have a look are drawn here."""
    flags = annotation.get("/F")
    if isinstance(flags, int) and flags & UNKNOWN_ONLY:
        annotation.F = flags & ~UNKNOWN_ONLY


def _complete_look(annotation: Object) -> None:
    """A look without a box of its own is as large as its place; it would be left out without one."""
    looks = annotation.get("/AP")
    look = looks.get("/N") if isinstance(looks, Dictionary) else None
    if isinstance(look, Dictionary) and not isinstance(look, Stream):
        state = annotation.get("/AS")
        look = look.get(str(state)) if isinstance(state, Name) and len(str(state)) > 1 else None
    place = as_box(annotation.get("/Rect"))
    if isinstance(look, Stream) and as_box(look.get("/BBox")) is None and place is not None:
        look.BBox = Array([0, 0, place[2] - place[0], place[3] - place[1]])


def _fit_to_marked(annotation: Object) -> None:
    """A mark on text is drawn where the text is, whatever larger place the note claims."""
    quads = annotation.get("/QuadPoints")
    if annotation.get("/Subtype") not in MARKS or not isinstance(quads, Array) or len(quads) < 8:
        return
    values = [float(v) for v in quads]
    xs, ys = values[0::2], values[1::2]
    annotation.Rect = Array([min(xs), min(ys), max(xs), max(ys)])
