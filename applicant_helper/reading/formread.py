"""An official form read: which one it is, what it states, where to sign, and what is still empty. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from applicant_helper.catalog.pdfmaps import FormMap, MapRow
from applicant_helper.catalog.pdfpaths import REPEAT, SIGNATURE, SIGNED
from applicant_helper.core.marks import N_
from applicant_helper.reading.formbuild import propose, question_label
from applicant_helper.reading.formcells import (
    Cell,
    Ink,
    cells_of_fields,
    cells_of_words,
    codes_of_fields,
    edition_iso,
    is_ticked,
    rows_of,
)
from applicant_helper.reading.formvalues import plain, same_text
from applicant_helper.reading.shapes import FormCode, FormField, FormReading, Note, Page, Proposal, Signature

NO_MAP = N_(
    "There is no map for this edition of {form} yet ({edition}), so what its fields hold is shown with the printed "
    "labels and not taken as facts. Compare each value with the page."
)
VALUE = N_("{label}: {value}")
FLAT = N_(
    "The answers of this {form} can't be read from fields: the file was printed or flattened. Type or confirm the "
    "key facts yourself, or add the file that was filled in."
)
FLAT_TEXT = N_(
    "The answers of this {form} are no longer in fields: the file was printed or flattened. They were read from "
    "the printed text, so compare each one with the page."
)
FLAT_TICKS = N_(
    "Ticks in the boxes of this {form} can't be read from the printed text. Answer those yourself."
)
OTHER_EDITION = N_(
    "Pages {pages} of this {form} are of another edition, so what they say was not read. Use pages of one edition."
)
EMPTY_FORM = N_("Nothing is filled in on this {form} yet.")
REPEAT_DIFFERS = N_(
    'Page {page}, "{label}" says "{value}", but page {first_page} says "{first}". Make them the same.'
)
REPEATS_BLANK = N_(
    "What page one says is not repeated on pages {pages}. Some programs do not copy it; write it there before you "
    "print the form."
)
FILL = N_('Page {page}, "{label}" is empty. Fill it in.')
NOT_APPLICABLE = N_('Page {page}, "{label}" is empty. If it does not apply to you, write N/A.')
NONE = N_('Page {page}, "{label}" is empty. If the answer is none, write None.')
BLANKS: Mapping[str, str] = {"fill": FILL, "na": NOT_APPLICABLE, "none": NONE}
MAX_VALUES = 500
LOCKED_DEFAULTS = frozenset({"1", "Self"})
"""What the I-864 and I-912 have in fields that nobody can change: the sponsor counts as one, the person is Self."""
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
    editions = {edition_iso(c.edition) for c in known.values() if c.form == form}
    return form, (editions.pop() if len(editions) == 1 else "")


def edition_to_read_by(fields: Sequence[FormField], codes: Mapping[int, FormCode]) -> str:
    """The edition that most pages of the form name, for the map to read it by; empty when none says."""
    known = {**codes_of_fields(fields), **codes}
    form, _edition = identity(fields, codes)
    editions = Counter(edition_iso(c.edition) for c in known.values() if c.form == form)
    return editions.most_common(1)[0][0] if editions else ""


def read_form(
    fields: Sequence[FormField],
    form_map: FormMap | None,
    codes: Mapping[int, FormCode],
    pages: Sequence[Page] = (),
    ink: Ink | None = None,
) -> FormResult:
    """What a form states; pages of another edition than the map's are left unread.

    `codes`, `pages` and `ink` count by page of the file; the last two serve where no
    fields are left. Without `ink` it is not known whether a flat form is ticked or signed.

    `form_map` is the map of the edition that `identity` names, None when there is none.
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
    shown = _labelled(fields, rows) if not is_flat else ()
    reading = FormReading(
        form=form,
        edition=edition,
        page_editions=tuple(edition_iso(known[n].edition) for n in sorted(known) if known[n].form == form),
        has_map=form_map is not None,
        is_flat=is_flat,
        signatures=tuple(_signatures(cells, is_seen=not is_flat or ink is not None)),
        blanks=tuple(_blanks(cells)) if cells and not is_flat else (),
    )
    other = _other_pages(known, form_map) if form_map is not None else frozenset()
    told = (
        *_about_whole(reading, cells),
        *_about_others(reading, other),
        *notes,
        *_repeats(cells, is_flat=is_flat),
        *shown,
    )
    return FormResult(reading, proposals, told)


def _other_pages(codes: Mapping[int, FormCode], form_map: FormMap) -> frozenset[int]:
    """Pages that are of another edition of the form than the map."""
    return frozenset(
        number
        for number, code in codes.items()
        if code.form == form_map.form and edition_iso(code.edition) != form_map.edition
    )


def _about_others(reading: FormReading, pages: frozenset[int]) -> Iterator[Note]:
    if pages:
        params = {"form": reading.form, "pages": page_ranges(pages)}
        yield Note("form.other-edition-pages", OTHER_EDITION, params, min(pages))


def _about_whole(reading: FormReading, cells: Sequence[Cell]) -> Iterator[Note]:
    name = {"form": reading.form}
    filled = [c for c in cells if not c.is_blank]
    if reading.is_flat:
        yield Note("form.flat", FLAT_TEXT if filled else FLAT, name)
        boxes = [c for c in cells if c.row.kind == "check"]
        if filled and boxes and all(c.is_blank for c in boxes):
            yield Note("form.flat-ticks", FLAT_TICKS, name)
    elif not reading.has_map:
        yield Note("form.no-map", NO_MAP, {**name, "edition": reading.edition or "-"})
    elif not filled:
        yield Note("form.empty", EMPTY_FORM, name)


def _labelled(fields: Sequence[FormField], rows: Mapping[str, MapRow]) -> Iterator[Note]:
    """Values that state no fact, with what is printed at them."""
    count = 0
    for field in fields:
        row = rows.get(field.name)
        if field.kind == "barcode" or (row is not None and row.fact) or count >= MAX_VALUES:
            continue
        value = _value(field)
        label = row.label if row else field.label or field.name
        if value and not (row and row.kind == "check" and row.value):
            count += 1
            yield Note("form.value", VALUE, {"label": label, "value": value}, field.page, field.box)


def _value(field: FormField) -> str:
    if field.is_read_only and field.value.strip() in LOCKED_DEFAULTS:
        return ""
    if field.kind == "check":
        return "X" if is_ticked(field.value) or is_ticked(field.data or "") else ""
    return plain(field.value) or plain(field.data or "")


def _special(row: MapRow) -> str:
    return row.path.special if row.path else ""


def _signatures(cells: Sequence[Cell], *, is_seen: bool) -> Iterator[Signature]:
    dates = [c for c in cells if _special(c.row) == SIGNED]
    for cell in cells:
        if _special(cell.row) != SIGNATURE or cell.row.path is None:
            continue
        by = cell.row.path.holder
        here = [d for d in dates if d.page == cell.page and d.row.path and d.row.path.holder == by]
        near = min(here, key=lambda d: abs(d.box[1] - cell.box[1]), default=None)
        how = MARKED if not cell.is_blank else (UNSIGNED if is_seen else UNKNOWN)
        yield Signature(by, cell.page, cell.box, how, cell.row.label, near.text() if near else "")


def _blanks(cells: Sequence[Cell]) -> Iterator[Note]:
    """Rows that must not stay empty, each question once, with what to write there."""
    filled = {c.row.fact for c in cells if not c.is_blank and c.row.fact}
    asked: set[str] = set()
    for cell in cells:
        row = cell.row
        is_box = row.kind == "check"
        question = (row.fact or question_label(cell)) if is_box else row.field
        if not row.blank or not cell.is_blank or question in asked:
            continue
        if _special(row) in {SIGNATURE, SIGNED} or (is_box and row.fact in filled):
            continue
        asked.add(question)
        label = question_label(cell) if is_box else row.label
        yield Note(f"form.blank-{row.blank}", BLANKS[row.blank], _at(cell, label), cell.page, cell.box)


def _at(cell: Cell, label: str) -> dict[str, str]:
    return {"page": str(cell.page), "label": label}


def _repeats(cells: Sequence[Cell], *, is_flat: bool) -> Iterator[Note]:
    """Copies of page-one data that say something else; copies left blank are mentioned once, all together."""
    first = {c.row.fact: c for c in cells if not c.is_blank and not _special(c.row)}
    blank_on: set[int] = set()
    for cell in cells:
        if _special(cell.row) != REPEAT or cell.row.path is None:
            continue
        original = first.get(cell.row.path.plain)
        if original is None:
            continue
        if cell.is_blank:
            blank_on.add(cell.page)
        elif not same_text(cell.text(), original.text()):
            params = {
                **_at(cell, cell.row.label),
                "value": cell.text(),
                "first": original.text(),
                "first_page": str(original.page),
            }
            yield Note("form.repeat-differs", REPEAT_DIFFERS, params, cell.page, cell.box)
    if blank_on and not is_flat:
        yield Note("form.repeats-blank", REPEATS_BLANK, {"pages": page_ranges(blank_on)})


def page_ranges(pages: Iterable[int]) -> str:
    """Page numbers as people write them.

    >>> page_ranges({2, 3, 4, 7})
    '2-4, 7'
    """
    runs: list[list[int]] = []
    for page in sorted(pages):
        if runs and page == runs[-1][1] + 1:
            runs[-1][1] = page
        else:
            runs.append([page, page])
    return ", ".join(str(a) if a == b else f"{a}-{b}" for a, b in runs)
