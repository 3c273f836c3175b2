"""What stands at each row of a map: from the fields of a file, or from the words inside its boxes when it is flat."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from applicant_helper.catalog.pdfmaps import FormMap, MapRow
from applicant_helper.reading.codetext import iso_edition, parse_code
from applicant_helper.reading.formvalues import plain, same_text
from applicant_helper.reading.shapes import Box, FormCode, FormField, How, Page, Word

TICK = "x"
UNTICKED = frozenset({"", "0", "off", "false", "no_tick"})
FROM_FIELDS, FROM_ROWS_BY_RULE, FROM_WORDS, FROM_INK = 0.99, 0.9, 0.85, 0.7
TICKED, SIGNED = 0.05, 0.004
"""Shares of ink from which a box counts as ticked, and a place to sign as marked."""
MARKS = frozenset("xX✓✔✗✘☒☑√×✕✖")
WITH_DIGITS = frozenset(
    {"a_number", "ssn", "uscis_account", "i94_number", "receipt_number", "date", "number", "money"}
)
MARGIN = 1.5
TICK_MARGIN = 3.0
MOST_SHIFT = 40.0
CUT = 4.0
MARKS = frozenset("xX×✓✔☑☒✗✘Xх")
MOST_OF_PAGE = 0.5
Ink: TypeAlias = Mapping[int, Mapping[str, float]]
"""Shares of ink by page of the file and name of the field; see formink and boxes_to_look_at."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One row of the map with what stands there. `typed` is the AcroForm's, `data` the datasets'; TICK for a box.

    `page` counts in the file.
    """

    row: MapRow
    page: int
    box: Box
    typed: str = ""
    data: str = ""
    how: How = How.FORM_FIELD
    confidence: float = FROM_FIELDS

    @property
    def is_blank(self) -> bool:
        """Whether nothing stands here in either store."""
        return not (self.typed or self.data)

    @property
    def question(self) -> str:
        """The printed question a box answers."""
        question, _, answer = self.row.label.rpartition(": ")
        return question or answer

    @property
    def answer(self) -> str:
        """The printed words at a box: the last part of the label."""
        return self.row.label.rpartition(": ")[2]

    @property
    def special(self) -> str:
        """What kind of row it is when it is no plain fact: see catalog.pdfpaths."""
        return self.row.path.special if self.row.path is not None else ""

    def text(self, *, data_first: bool = False) -> str:
        """What stands here; one store is asked before the other."""
        return (self.data or self.typed) if data_first else (self.typed or self.data)


def codes_of_fields(fields: Iterable[FormField]) -> dict[int, FormCode]:
    """What the barcode fields say about the pages they are on."""
    codes = {}
    for field in fields:
        found = parse_code(field.value) if field.kind == "barcode" else None
        if found is not None:
            codes[field.page] = replace(found, box=field.box)
    return codes


def is_ticked(value: str) -> bool:
    """Whether a box is on by what the datasets keep for it; they keep 0 for a box that is off."""
    return value.strip().casefold() not in UNTICKED


def rows_of(fields: Iterable[FormField], form_map: FormMap) -> dict[str, MapRow]:
    """The row of each field that the map knows, by full name; by its last part where that is the only one.

    Programs that put files together or take pages out cut the names of what fields hang from.
    """
    full = form_map.by_field()
    last: dict[str, MapRow | None] = {}
    for row in form_map.rows:
        name = row.field.rpartition(".")[2]
        last[name] = None if name in last else row
    found = {}
    for field in fields:
        row_of_field = full.get(field.name) or last.get(field.name.rpartition(".")[2])
        if row_of_field is not None:
            found[field.name] = row_of_field
    return found


def cells_of_fields(fields: Iterable[FormField], rows: Mapping[str, MapRow]) -> Iterator[Cell]:
    """The fields that the map knows, each with both stores; data that says the same as the field is dropped."""
    for field in fields:
        row = rows.get(field.name)
        if row is None or row.kind == "barcode":
            continue
        typed, data = field.value, field.data or ""
        if row.kind == "check":
            # formfile gives a box its on-value only when it is on, whatever that value is.
            typed, data = TICK if typed.strip() else "", TICK if is_ticked(data) else ""
        else:
            typed, data = plain(typed), plain(data)
            data = "" if typed and same_text(typed, data) else data
        how = How.FORM_DATA if data and not typed else How.FORM_FIELD
        sure = FROM_FIELDS if row.is_checked else FROM_ROWS_BY_RULE
        yield Cell(row, field.page, field.box, typed, data, how, sure)


def boxes_to_look_at(form_map: FormMap, code: FormCode) -> dict[str, Box]:
    """Where ink matters on a page without fields: boxes to tick and places to sign, by the name of their field."""
    here = [r for r in form_map.rows if r.page == code.form_page]
    shift = _shift(here, code.box)
    return {r.field: _moved(r.box, shift) for r in here if r.kind in {"check", "signature"}}


def cells_of_words(
    pages: Sequence[Page], form_map: FormMap, codes: Mapping[int, FormCode], ink: Ink
) -> Iterator[Cell]:
    """What is printed inside the boxes of the map, on pages whose barcode says which page of the form they are."""
    by_number = {p.number: p for p in pages}
    for number, code in sorted(codes.items()):
        page = by_number.get(number)
        if page is None or code.form != form_map.form or iso_edition(code.edition) != form_map.edition:
            continue
        here = [r for r in form_map.rows if r.page == code.form_page]
        shift = _shift(here, code.box)
        edges = [_moved(r.box, shift) for r in here if r.kind in {"text", "choice"}]
        page = replace(page, words=tuple(part for w in page.words for part in _cut(w, edges)))
        for row in here:
            if row.kind != "barcode":
                seen = ink.get(number, {}).get(row.field)
                yield _printed(row, page, _moved(row.box, shift), seen)


def _cut(word: Word, boxes: Iterable[Box]) -> list[Word]:
    """A word cut where it runs from one box into the next, as full cells of a table touch.

    Signs count as equally wide, which they are in the letters that forms are typed in.
    """
    left, top, right, bottom = word.box
    middle = (top + bottom) / 2
    cuts = sorted(
        {round(b[0], 1) for b in boxes if left + CUT < b[0] < right - CUT and b[1] <= middle <= b[3]}
    )
    if not cuts or len(word.text) < 2:
        return [word]
    width = (right - left) / len(word.text)
    ends = [round((cut - left) / width) for cut in cuts] + [len(word.text)]
    parts, start = [], 0
    for end in ends:
        if end > start:
            box = (left + start * width, top, left + end * width, bottom)
            parts.append(replace(word, text=word.text[start:end], box=box))
            start = end
    return parts


def _shift(rows: Iterable[MapRow], seen: Box | None) -> tuple[float, float]:
    """How far a printed or scanned page is moved, by where its barcode lies; nothing when that is unlikely far."""
    row = next((r for r in rows if r.kind == "barcode"), None)
    if row is None or seen is None:
        return 0.0, 0.0
    right = (seen[0] + seen[2] - row.box[0] - row.box[2]) / 2
    down = (seen[1] + seen[3] - row.box[1] - row.box[3]) / 2
    return (right, down) if max(abs(right), abs(down)) <= MOST_SHIFT else (0.0, 0.0)


def _moved(box: Box, shift: tuple[float, float]) -> Box:
    return box[0] + shift[0], box[1] + shift[1], box[2] + shift[0], box[3] + shift[1]


def _printed(row: MapRow, page: Page, box: Box, ink: float | None) -> Cell:
    how = How.OCR if page.words_from == "ocr" else How.TEXT
    inside = [w for w in page.words if _is_inside(w, box, row.kind)]
    sure = FROM_WORDS * min((w.confidence for w in inside), default=1.0)
    if row.kind in {"check", "signature"}:
        seen = [w for w in inside if how is not How.OCR or _is_mark(w, row.kind)]
        is_on = _has_ink(row, page, ink) or (bool(seen) and not (ink is not None and row.kind == "signature"))
        return Cell(row, page.number, box, TICK if is_on else "", "", how, min(sure, FROM_INK))
    words = [w.text for w in sorted(inside, key=lambda w: (round(w.box[1] / 6), w.box[0]))]
    # Numbers typed into combs come as single signs.
    text = ("" if len(words) > 2 and all(len(w) == 1 for w in words) else " ").join(words)
    if row.leaf is not None and row.leaf.kind in WITH_DIGITS and not any(c.isdigit() for c in text):
        # What is printed beside the box, such as "A-", and was cut into it.
        text = ""
    return Cell(row, page.number, box, plain(text), "", how, sure)


def _is_mark(word: Word, kind: str) -> bool:
    """Recognition takes an empty box for a letter such as O, so only what looks like a tick counts there."""
    return kind != "check" or word.text.strip(".,'-_|[]") in MARKS


def _has_ink(row: MapRow, page: Page, ink: float | None) -> bool:
    """Small boxes of a scan are not trusted: a slight tilt moves their frame inside them."""
    if ink is None or (row.kind == "check" and page.picture_share > MOST_OF_PAGE):
        return False
    return ink >= (TICKED if row.kind == "check" else SIGNED)


def _is_inside(word: Word, box: Box, kind: str) -> bool:
    """By the upper part of a word, so that a line that spills into the next row stays with its own."""
    margin = TICK_MARGIN if kind == "check" else MARGIN
    weight = 0.5 if kind == "check" else 0.25
    x, y = (word.box[0] + word.box[2]) / 2, word.box[1] + weight * (word.box[3] - word.box[1])
    return box[0] - margin <= x <= box[2] + margin and box[1] - margin <= y <= box[3] + margin
