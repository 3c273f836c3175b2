"""Proposals of a form, one for each fact: its value with place and certainty, or both where two stores differ."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from applicant_helper.catalog.pdfpaths import (
    ITEM,
    PARTS_OF_CATEGORY,
    PARTS_OF_ONE,
    REPEAT,
    SIGNATURE,
    SIGNED,
    FactPath,
)
from applicant_helper.core.marks import N_
from applicant_helper.reading.formbuild import build, by_row_fact, note_at
from applicant_helper.reading.formcells import Cell
from applicant_helper.reading.formvalues import Unread, value_of
from applicant_helper.reading.shapes import How, Note, Proposal

TWO_ANSWERS = N_(
    'Page {page}, "{label}": this file shows two answers, "{typed}" in the field and "{data}" in the data that '
    "Adobe programs show. Open the file in the program you fill it with and type the right one again."
)
MAX_WRITTEN = 400
UNSURE = 0.4


def fact_of(path: FactPath) -> str | None:
    """The fact whose proposal a row belongs to; None for places to sign and copies."""
    if path.special in {REPEAT, SIGNATURE, SIGNED}:
        return None
    if path.special in PARTS_OF_ONE:
        return f"{path.holder}.biographic"
    if path.special in PARTS_OF_CATEGORY:
        return "filing.ead_category"
    return path.fact


def propose(cells: Iterable[Cell], form: str) -> tuple[tuple[Proposal, ...], tuple[Note, ...]]:
    """One proposal for each fact that something stands for, in the order of the pages, and notes."""
    groups: dict[str, list[Cell]] = {}
    for cell in cells:
        fact = fact_of(cell.row.path) if cell.row.path is not None else None
        if fact is not None and not cell.is_blank:
            groups.setdefault(fact, []).append(cell)
    proposals: list[Proposal] = []
    notes: list[Note] = []
    for fact, group in groups.items():
        found, told = _proposal(fact, group, form)
        notes += told
        if found is not None:
            proposals.append(found)
    return tuple(sorted(proposals, key=lambda p: (p.page, (p.box or (0, 0))[1]))), tuple(notes)


def _proposal(fact: str, group: list[Cell], form: str) -> tuple[Proposal | None, list[Note]]:
    group = sorted(group, key=_place)
    first = build(group, form)
    second = build(group, form, data_first=True)
    differs = first.value != second.value
    notes = [*first.notes, *_two_answers(group)] if differs else first.notes
    if first.value is None and not first.options and first.is_whole and not differs:
        return None, notes
    value, options = first.value, first.options
    if differs:
        value, options = None, tuple(v for v in (first.value, second.value) if v is not None)
    sure = min(c.confidence for c in group)
    proposal = Proposal(
        fact=fact,
        value=value,
        as_written=written(group),
        page=group[0].page,
        box=group[0].box,
        how=_how(group),
        confidence=sure if first.is_whole and value is not None else min(sure, UNSURE),
        candidates=options,
        label=group[0].row.label,
    )
    return proposal, notes


def _place(cell: Cell) -> tuple[int, int, float, float]:
    """Items of lists in their order, then reading order."""
    path = cell.row.path
    index = path.steps[0].index if path is not None and path.steps else 0
    return index, cell.page, round(cell.box[1] / 4), cell.box[0]


def _how(group: Sequence[Cell]) -> How:
    hows = {c.how for c in group}
    return next((h for h in (How.OCR, How.TEXT, How.FORM_FIELD, How.FORM_DATA) if h in hows), How.FORM_FIELD)


def written(group: Sequence[Cell]) -> str:
    """What stands there, in reading order; ticks by their printed label, digits of one number together."""
    texts: list[str] = []
    digits = ""
    for cell in group:
        if cell.special in PARTS_OF_ONE[2:]:
            digits += cell.text()
        else:
            texts.append(_written(cell))
    return ", ".join([*texts, *([f"{digits} lb"] if digits else [])])[:MAX_WRITTEN]


def _written(cell: Cell) -> str:
    if cell.special == ITEM and cell.row.path is not None:
        return f"{cell.row.path.item}: {cell.answer}"
    if cell.special in PARTS_OF_ONE[:2]:
        return f"{cell.text()} {'ft' if cell.special == PARTS_OF_ONE[0] else 'in'}"
    return cell.answer if cell.row.kind == "check" else cell.text()


def _two_answers(group: Sequence[Cell]) -> list[Note]:
    notes = []
    for cells in by_row_fact(group).values():
        typed, data = (_shown(cells, data=d) for d in (False, True))
        if not (typed and data) or typed == data or _means_the_same(cells):
            continue
        cell = cells[0]
        label = cell.question if cell.row.kind == "check" else cell.row.label
        notes.append(note_at("form.two-answers", TWO_ANSWERS, cell, label, typed=typed, data=data))
    return notes


def _shown(cells: Sequence[Cell], *, data: bool) -> str:
    """What one store holds at a question."""
    texts = ((c, c.data if data else c.typed) for c in cells)
    return ", ".join(c.answer if c.row.kind == "check" else t for c, t in texts if t)


def _means_the_same(cells: Sequence[Cell]) -> bool:
    """Whether two texts are one value: 01/31/2020 and 2020-01-31."""
    cell = cells[0]
    if cell.row.kind == "check" or cell.row.leaf is None or not (cell.typed and cell.data):
        return False
    try:
        return value_of(cell.typed, cell.row.leaf) == value_of(cell.data, cell.row.leaf)
    except Unread:
        return False
