"""What to tell about a form as a whole: no map, flattened, blanks, copies that differ, values without a fact. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from applicant_helper.catalog.pdfmaps import MapRow
from applicant_helper.catalog.pdfpaths import REPEAT, SIGNATURE, SIGNED
from applicant_helper.core.marks import N_
from applicant_helper.reading.formcells import Cell, is_ticked
from applicant_helper.reading.formvalues import plain, same_text
from applicant_helper.reading.shapes import FormField, FormReading, Note

NO_MAP = N_(
    "This program does not know the fields of this edition of {form} yet ({edition}): there is no map for this "
    "edition. It shows what they hold beside the printed words and takes nothing from them. Compare each with the page."
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
LOST = N_(
    'This {form} keeps answers in its data that fit no field, such as "{value}" ({count} in all). Open it in the '
    "program it was filled in with and compare it with what is read here."
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
TOO_EARLY = N_(
    'Page {page}, "{label}" must stay empty until an officer asks for it. Take out what is written there.'
)
BLANKS: Mapping[str, str] = {"fill": FILL, "na": NOT_APPLICABLE, "none": NONE}
LEAVE = "leave"
MAX_VALUES = 500
LOCKED_DEFAULTS = frozenset({"1", "Self"})
"""What the I-864 and I-912 have in fields that nobody can change: the sponsor counts as one, the person is Self."""


def about_other_pages(reading: FormReading, pages: frozenset[int]) -> Iterator[Note]:
    """Pages of another edition than the one the form was read by."""
    if pages:
        params = {"form": reading.form, "pages": page_ranges(pages)}
        yield Note("form.other-edition-pages", OTHER_EDITION, params, min(pages))


def about_whole(reading: FormReading, cells: Sequence[Cell]) -> Iterator[Note]:
    """That a form is flat, has no map, or is empty."""
    name = {"form": reading.form}
    filled = [c for c in cells if not c.is_blank]
    if reading.is_flat:
        typed = [c for c in filled if c.row.kind not in {"check", "signature"}]
        yield Note("form.flat", FLAT_TEXT if typed else FLAT, name)
        boxes = [c for c in cells if c.row.kind == "check"]
        if typed and boxes and all(c.is_blank for c in boxes):
            yield Note("form.flat-ticks", FLAT_TICKS, name)
    elif not reading.has_map:
        yield Note("form.no-map", NO_MAP, {**name, "edition": reading.edition or "-"})
    elif not filled:
        yield Note("form.empty", EMPTY_FORM, name)


def about_lost(reading: FormReading, lost: Sequence[str]) -> Iterator[Note]:
    """Answers of the datasets that could not be matched to fields."""
    texts = [t for t in map(plain, lost) if t and is_ticked(t)]
    if texts:
        yield Note(
            "form.lost-data", LOST, {"form": reading.form, "value": texts[0], "count": str(len(texts))}
        )


def about_values(fields: Sequence[FormField], rows: Mapping[str, MapRow]) -> Iterator[Note]:
    """Values that state no fact, with what is printed at them."""
    count = 0
    for field in fields:
        row = rows.get(field.name)
        if (
            field.kind == "barcode"
            or (row is not None and (row.fact or row.blank == LEAVE))
            or count >= MAX_VALUES
        ):
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
        return "X" if field.value.strip() or is_ticked(field.data or "") else ""
    return plain(field.value) or plain(field.data or "")


def about_blanks(cells: Sequence[Cell]) -> Iterator[Note]:
    """Rows that must not stay empty, each question once, with what to write there."""
    filled = {c.row.fact for c in cells if not c.is_blank and c.row.fact}
    asked: set[str] = set()
    for cell in cells:
        row = cell.row
        is_box = row.kind == "check"
        question = (row.fact or cell.question) if is_box else row.field
        if row.blank not in BLANKS or not cell.is_blank or question in asked:
            continue
        if cell.special in {SIGNATURE, SIGNED} or (is_box and row.fact in filled):
            continue
        asked.add(question)
        label = cell.question if is_box else row.label
        yield Note(f"form.blank-{row.blank}", BLANKS[row.blank], _at(cell, label), cell.page, cell.box)


def _at(cell: Cell, label: str) -> dict[str, str]:
    return {"page": str(cell.page), "label": label}


def about_too_early(cells: Sequence[Cell]) -> Iterator[Note]:
    """What is filled in though it must wait, such as the oath on the last page of the N-400."""
    for cell in cells:
        if cell.row.blank == LEAVE and not cell.is_blank:
            yield Note("form.too-early", TOO_EARLY, _at(cell, cell.row.label), cell.page, cell.box)


def about_repeats(cells: Sequence[Cell], *, is_flat: bool) -> Iterator[Note]:
    """Copies of page-one data that say something else; copies left blank are mentioned once, all together."""
    first = {c.row.fact: c for c in cells if not c.is_blank and not c.special}
    blank_on: set[int] = set()
    for cell in cells:
        if cell.special != REPEAT or cell.row.path is None:
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
