"""An official form read: which one it is, what it states, where to sign, and what is still empty. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from applicant_helper.catalog.pdfmaps import FormMap
from applicant_helper.catalog.pdfpaths import SIGNATURE, SIGNED
from applicant_helper.reading.codetext import iso_edition
from applicant_helper.reading.formcells import (
    Cell,
    Ink,
    cells_of_fields,
    cells_of_words,
    codes_of_fields,
    rows_of,
)
from applicant_helper.reading.formnotes import (
    about_blanks,
    about_lost,
    about_other_pages,
    about_repeats,
    about_too_early,
    about_values,
    about_whole,
)
from applicant_helper.reading.formpropose import propose
from applicant_helper.reading.shapes import FormCode, FormField, FormReading, Note, Page, Proposal, Signature

UNSIGNED, MARKED, UNKNOWN = "unsigned", "marked", "unknown"


@dataclass(frozen=True, slots=True)
class FormResult:
    """What reading a form gave."""

    reading: FormReading
    proposals: tuple[Proposal, ...] = ()
    notes: tuple[Note, ...] = ()


def identity(fields: Sequence[FormField], codes: Mapping[int, FormCode]) -> tuple[str, str]:
    """The form that most pages name (N-400), and its edition as YYYY-MM-DD.

    The edition is empty when pages of that form differ or none says.
    """
    known = {**codes_of_fields(fields), **codes}
    forms = Counter(c.form for c in known.values())
    form = forms.most_common(1)[0][0] if forms else ""
    editions = {iso_edition(c.edition) for c in known.values() if c.form == form}
    return form, (editions.pop() if len(editions) == 1 else "")


def edition_to_read_by(fields: Sequence[FormField], codes: Mapping[int, FormCode]) -> str:
    """The edition that most pages of the form name, for the map to read it by; empty when none says."""
    known = {**codes_of_fields(fields), **codes}
    form, _edition = identity(fields, codes)
    editions = Counter(iso_edition(c.edition) for c in known.values() if c.form == form)
    return editions.most_common(1)[0][0] if editions else ""


def read_form(
    fields: Sequence[FormField],
    form_map: FormMap | None,
    codes: Mapping[int, FormCode],
    pages: Sequence[Page] = (),
    ink: Ink | None = None,
    lost: Sequence[str] = (),
) -> FormResult:
    """What a form states; pages of another edition than the map's are left unread.

    `codes`, `pages` and `ink` count by page of the file; the last two serve where no fields are left. Without
    `ink` it is not known whether a flat form is ticked or signed. `form_map` is the map of the edition that
    `edition_to_read_by` names, None when there is none. `lost` is what formfile could not match to fields.
    """
    known = {**codes_of_fields(fields), **codes}
    form, edition = identity(fields, codes)
    form = form or (form_map.form if form_map else "")
    is_flat = not any(f.kind != "barcode" for f in fields)
    cells: list[Cell] = []
    rows = rows_of(fields, form_map) if form_map is not None else {}
    if form_map is not None:
        source = (
            cells_of_words(pages, form_map, known, ink or {}) if is_flat else cells_of_fields(fields, rows)
        )
        here = (c for c in source if c.page not in _other_pages(known, form_map))
        cells = sorted(here, key=lambda c: (c.page, round(c.box[1] / 4), c.box[0]))
    proposals, notes = propose(cells, form)
    shown = about_values(fields, rows) if not is_flat else ()
    reading = FormReading(
        form=form,
        edition=edition,
        page_editions=tuple(iso_edition(known[n].edition) for n in sorted(known) if known[n].form == form),
        has_map=form_map is not None,
        is_flat=is_flat,
        signatures=tuple(_signatures(cells, ink or {}, is_flat=is_flat)),
        blanks=tuple(about_blanks(cells)) if cells and not is_flat else (),
    )
    other = _other_pages(known, form_map) if form_map is not None else frozenset()
    told = (
        *about_whole(reading, cells),
        *about_other_pages(reading, other),
        *about_lost(reading, lost),
        *notes,
        *about_too_early(cells),
        *about_repeats(cells, is_flat=is_flat),
        *shown,
    )
    return FormResult(reading, proposals, told)


def _other_pages(codes: Mapping[int, FormCode], form_map: FormMap) -> frozenset[int]:
    """Pages that are of another edition of the form than the map."""
    return frozenset(
        number
        for number, code in codes.items()
        if code.form == form_map.form and iso_edition(code.edition) != form_map.edition
    )


def _signatures(cells: Sequence[Cell], ink: Ink, *, is_flat: bool) -> Iterator[Signature]:
    dates = [c for c in cells if c.special == SIGNED]
    for cell in cells:
        if cell.special != SIGNATURE or cell.row.path is None:
            continue
        by = cell.row.path.holder
        here = [d for d in dates if d.page == cell.page and d.row.path and d.row.path.holder == by]
        near = min(here, key=lambda d: abs(d.box[1] - cell.box[1]), default=None)
        is_seen = not is_flat or cell.row.field in ink.get(cell.page, {})
        how = MARKED if not cell.is_blank else (UNSIGNED if is_seen else UNKNOWN)
        yield Signature(by, cell.page, cell.box, how, cell.row.label, near.text() if near else "")
