"""Cells of a form put together into the value of one fact: a name, a list of addresses, an answer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from applicant_helper.catalog.pdfmaps import NOT_APPLICABLE
from applicant_helper.catalog.pdfpaths import (
    ITEM,
    PARTS_OF_CATEGORY,
    PARTS_OF_ONE,
    FactPath,
)
from applicant_helper.core.answers import JsonValue
from applicant_helper.core.marks import N_
from applicant_helper.core.vocabulary import FieldType
from applicant_helper.reading.formcells import Cell
from applicant_helper.reading.formvalues import (
    Unread,
    height_cm,
    meaning_of,
    states_nothing,
    value_of,
    weight_kg,
    with_work_kind,
)
from applicant_helper.reading.shapes import Note

BOTH_TICKED = N_(
    'Page {page}, "{label}": more than one box is ticked: {answers}. Leave only the one you mean.'
)
UNREAD = N_('Page {page}, "{label}": "{written}" could not be read. Check how it is written there.')
NAME_PARTS_THAT_ARE_WORDS = frozenset({"NA", "NONE"})

Keys: TypeAlias = tuple["str | int", ...]
Tree: TypeAlias = dict["str | int", Any]


@dataclass(slots=True)
class Built:
    """One reading of the cells of a fact: its value (None = nothing readable), its options, and what to tell."""

    value: JsonValue = None
    options: tuple[JsonValue, ...] = ()
    notes: list[Note] = field(default_factory=list)
    is_whole: bool = True


def by_row_fact(group: Iterable[Cell]) -> dict[str, list[Cell]]:
    found: dict[str, list[Cell]] = {}
    for cell in group:
        found.setdefault(cell.row.fact, []).append(cell)
    return found


def build(group: Sequence[Cell], form: str, *, data_first: bool = False) -> Built:
    """The value that cells of one fact state when one store is asked before the other."""
    built = Built()
    tree: Tree = {}
    entries: list[JsonValue] = []
    for cells in by_row_fact(group).values():
        path = cells[0].row.path
        if path is None or path.special in {*PARTS_OF_ONE, *PARTS_OF_CATEGORY}:
            continue
        found = _stated(cells, built, data_first=data_first)
        if found is None:
            continue
        if path.special == ITEM:
            entries.append({"form": f"us/{form.lower()}", "item": path.item, "answer": found})
        else:
            _put(tree, keys_of(path), found)
    _put_parts(tree, group, built, data_first=data_first)
    built.value = entries or _json(tree)
    return built


def keys_of(path: FactPath) -> Keys:
    """Where below its fact a value belongs: `addresses[2].street` is (2, "street")."""
    keys: list[str | int] = [path.steps[0].index] if path.steps and path.steps[0].index else []
    for step in path.steps[1:]:
        keys += [step.name, step.index] if step.index else [step.name]
    return tuple(keys)


def _put(tree: Tree, keys: Keys, value: JsonValue) -> None:
    for key in keys[:-1]:
        below = tree.setdefault(key, {})
        if not isinstance(below, dict):
            return
        tree = below
    tree[keys[-1] if keys else ""] = value


def _json(tree: Any) -> JsonValue:
    """Plain values: numbered keys become a list in their order, a value without a key stands for itself."""
    if not isinstance(tree, dict):
        plain: JsonValue = tree
        return plain
    if not tree:
        return None
    if "" in tree:
        return _json(tree[""])
    if all(isinstance(k, int) for k in tree):
        return [_json(tree[k]) for k in sorted(tree, key=int)]
    told = {str(k): _json(v) for k, v in tree.items()}
    return with_work_kind(told) if "employer" in told else told


def _stated(cells: Sequence[Cell], built: Built, *, data_first: bool) -> JsonValue:
    leaf = cells[0].row.leaf or FieldType("text")
    boxes = [c for c in cells if c.row.kind == "check"]
    texts = [c for c in cells if c.row.kind != "check"]
    if boxes and not texts:
        return _ticked(boxes, leaf, built, data_first=data_first)
    words = [c.answer for c in boxes] + [c.text(data_first=data_first) for c in texts]
    text = " ".join(dict.fromkeys(w for w in words if w))
    if states_nothing(text) and not _may_be_a_name(text, cells[0]):
        return None
    try:
        return value_of(text, leaf, texts[0].row.value)
    except Unread:
        built.is_whole = False
        built.notes.append(note_at("form.unread", UNREAD, texts[0], texts[0].row.label, written=text))
        return None


def _may_be_a_name(text: str, cell: Cell) -> bool:
    return text in NAME_PARTS_THAT_ARE_WORDS and "name." in cell.row.fact


def _ticked(boxes: Sequence[Cell], leaf: FieldType, built: Built, *, data_first: bool) -> JsonValue:
    stores = [[c for c in boxes if c.data], [c for c in boxes if c.typed]]
    on = next((s for s in (stores if data_first else stores[::-1]) if s), [])
    meanings = list(dict.fromkeys(m for c in on for m in c.row.meanings if m != NOT_APPLICABLE))
    if leaf.kind in {"choices", "list"}:
        return [meaning_of(m, leaf) for m in meanings] or None
    if len({c.row.value for c in on}) > 1:
        answers = ", ".join(dict.fromkeys(c.answer for c in on))
        built.notes.append(note_at("form.both-ticked", BOTH_TICKED, on[0], on[0].question, answers=answers))
        return None
    if len(meanings) > 1:
        built.options = tuple(meaning_of(m, leaf) for m in meanings)
        built.is_whole = False
        return None
    return meaning_of(meanings[0], leaf) if meanings else None


def note_at(code: str, message: str, cell: Cell, label: str, **more: str) -> Note:
    return Note(code, message, {"page": str(cell.page), "label": label, **more}, cell.page, cell.box)


def _put_parts(tree: Tree, group: Sequence[Cell], built: Built, *, data_first: bool) -> None:
    """Height, weight and category codes, which forms spread over several boxes."""
    found: dict[str, str] = {}
    for cell in group:
        if cell.special:
            found.setdefault(cell.special, cell.text(data_first=data_first))
    parts: Mapping[str, Sequence[str]] = {k: [found.get(p, "") for p in k.split()] for k in _PARTS}
    for names, texts in parts.items():
        if not any(texts):
            continue
        try:
            _put(tree, _PARTS[names], _PART_READERS[names](texts))
        except Unread:
            cell = next(c for c in group if c.special in names.split())
            built.is_whole = False
            built.notes.append(note_at("form.unread", UNREAD, cell, cell.row.label, written=" ".join(texts)))


_PARTS: Mapping[str, Keys] = {
    " ".join(PARTS_OF_ONE[:2]): ("height_cm",),
    " ".join(PARTS_OF_ONE[2:]): ("weight_kg",),
    " ".join(PARTS_OF_CATEGORY): (),
}
_PART_READERS = {
    " ".join(PARTS_OF_ONE[:2]): lambda t: height_cm(t[0], t[1]),
    " ".join(PARTS_OF_ONE[2:]): lambda t: weight_kg("".join(t)),
    " ".join(PARTS_OF_CATEGORY): lambda t: value_of("".join(t), FieldType("ead_category")),
}
