"""An official form as a whole: its pages and edition, what its fields state, where it is signed. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from applicant_helper.catalog.catalogue import Catalog
from applicant_helper.catalog.editions import load_editions
from applicant_helper.catalog.pdfmaps import FormMap, load_map
from applicant_helper.catalog.where import data_root
from applicant_helper.core.answers import JsonValue
from applicant_helper.core.marks import N_
from applicant_helper.reading.formread import FormResult, edition_to_read_by, read_form
from applicant_helper.reading.gather import Gathered
from applicant_helper.reading.pagecodes import FormPages, code_of, findings, forms_in
from applicant_helper.reading.shapes import FormCode, FormReading, How, Note, Proposal
from applicant_helper.reading.signplaces import sign_notes, sign_proposals

ONE_PAGE = N_("This is page {pages} of Form {form}. Add the other pages too, best as one file.")
FAULTS: Mapping[str, str] = {
    "form-page-missing": "missing",
    "form-page-repeated": "repeated",
    "form-pages-out-of-order": "out_of_order",
    "forms-mixed-in-file": "other_form",
}
"""Which notes about pages are facts of the paper that checks look at."""


def form_of(gathered: Gathered, catalog: Catalog, filed: date) -> FormResult | None:
    """The official form that the pages are of, read by the map of its edition; None for other papers."""
    forms = forms_of(gathered)
    if not forms:
        return None
    form_map = map_of(gathered, catalog)
    result = read_form(
        gathered.fields, form_map, _codes(forms), gathered.pages, gathered.ink or None, gathered.lost
    )
    own = replace(result.reading, form=forms[0].form, edition=forms[0].edition())
    notes = _page_notes(gathered, forms, form_map, filed)
    proposals = (
        *_identity(own, catalog, forms[0]),
        *_faults(notes),
        *sign_proposals(own),
        *result.proposals,
    )
    return FormResult(own, proposals, (*notes, *sign_notes(own), *result.notes))


def forms_of(gathered: Gathered) -> tuple[FormPages, ...]:
    """The forms whose pages are in the file, the one with most pages first."""
    return forms_in([c for c in map(code_of, gathered.pages) if c is not None])


def map_of(gathered: Gathered, catalog: Catalog) -> FormMap | None:
    """The map of the form, and of the edition that most of its pages name; None when there is none yet."""
    forms = forms_of(gathered)
    edition = edition_to_read_by(gathered.fields, _codes(forms)) if forms else ""
    return load_map(data_root(), forms[0].form, edition, catalog.vocabulary) if edition else None


def _codes(forms: Sequence[FormPages]) -> dict[int, FormCode]:
    """The code of each page, as a barcode says it or the line at its foot."""
    return {
        c.page: c.code or FormCode(c.form, c.edition, c.form_page)
        for f in forms
        for c in f.codes
        if c.form_page
    }


def _page_notes(
    gathered: Gathered, forms: Sequence[FormPages], form_map: FormMap | None, filed: date
) -> tuple[Note, ...]:
    pages = {forms[0].form: form_map.pages} if form_map is not None else {}
    notes = findings(forms, gathered.look.pages, load_editions(), filed, pages)
    if gathered.look.media_type == "application/pdf":
        return notes
    # People photograph a form page by page; a file that is one picture lacks nothing.
    here = ", ".join(str(c.form_page) for c in forms[0].codes if c.form_page)
    alone = Note("form-one-page", ONE_PAGE, {"pages": here, "form": forms[0].form})
    return (alone, *(n for n in notes if n.code != "form-page-missing"))


def _faults(notes: Sequence[Note]) -> Iterator[Proposal]:
    """What is wrong with the pages, as a fact of the paper."""
    found: list[JsonValue] = [FAULTS[n.code] for n in notes if n.code in FAULTS]
    if found:
        written = ", ".join(str(f) for f in found)
        yield Proposal("document.page_faults", found, written, 1, None, How.BARCODE, 0.95)


def _identity(form: FormReading, catalog: Catalog, pages: FormPages) -> Iterator[Proposal]:
    """What the pages say the paper is: form, edition, the editions of its pages."""
    first = pages.codes[0]
    box = first.code.box if first.code is not None else None
    form_id = catalog.form_id(form.form)
    if form_id:
        yield Proposal("document.form", form_id, form.form, first.page, box, How.BARCODE, 0.99)
    if form.edition:
        yield Proposal("document.edition", form.edition, first.edition, first.page, box, How.BARCODE, 0.99)
    editions: list[JsonValue] = [e for e in form.page_editions if e]
    if editions:
        shown = ", ".join(dict.fromkeys(form.page_editions))
        yield Proposal("document.page_editions", editions, shown, first.page, box, How.BARCODE, 0.99)
