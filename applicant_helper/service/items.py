"""List answers item by item: trips, addresses, jobs, marriages, children. Both faces edit lists through here.

A path is the question's path, such as `applicant.trips` or `case.marriages`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from applicant_helper.core.answers import Answer, JsonValue, Record
from applicant_helper.core.case import Case
from applicant_helper.core.casefile.writer import case_to_raw
from applicant_helper.core.marks import N_
from applicant_helper.core.vocabulary import FieldType
from applicant_helper.service import edits, words
from applicant_helper.service.canonical import canonical_value
from applicant_helper.service.couples import couple_fields, with_couple
from applicant_helper.service.edits import Refused
from applicant_helper.service.itemfields import (
    PLAIN_VALUE,
    PLEASE_ANSWER,
    SEPARATOR,
    TAKE_AWAY,
    FieldView,
    ItemField,
    ItemRefused,
    fields_of,
    typed_value,
    with_typed,
)
from applicant_helper.service.itemtext import typed_text
from applicant_helper.service.session import Session

__all__ = [
    "SEPARATOR",
    "TAKE_AWAY",
    "AnswerList",
    "FieldView",
    "ItemRefused",
    "ItemView",
    "check_field",
    "is_list",
    "item_fields",
    "items",
    "keeps_states",
    "remove_item",
    "save_item",
    "say_none",
    "say_some",
    "typed_item",
]

NO_SUCH_ITEM = N_("There is no item {number} in this list.")
MARRIAGES = "case.marriages"


@dataclass(frozen=True, slots=True)
class ItemView:
    """One item of a list answer: its place from 0, one line of text, and its form in the case file."""

    index: int
    text: str
    raw: JsonValue


def is_list(session: Session, path: str) -> bool:
    """Whether the question's answer is a list of items."""
    return _item_type(session, path) is not None


def item_fields(session: Session, path: str) -> tuple[FieldView, ...]:
    """What to ask for one item, in order. Raises Refused when the path is no list."""
    return tuple(f.view for f in _fields(session, path))


def items(session: Session, path: str) -> tuple[ItemView, ...]:
    """The items answered so far; empty when none, not asked, or only "yes, not listed yet"."""
    values = _values(session, path)
    texts = [_text(session, path, value) for value in values]
    rows = zip(texts, _rows(session, path), strict=True)
    return tuple(ItemView(i, text, raw) for i, (text, raw) in enumerate(rows))


def typed_item(session: Session, path: str, index: int) -> Mapping[str, str]:
    """The fields of one item in words, to show beside what is typed. Raises Refused for no such item."""
    values = _values(session, path)
    if not 0 <= index < len(values):
        raise Refused("no-such-item", NO_SUCH_ITEM, {"number": str(index + 1)})
    value = values[index]
    shown = {}
    for field in _fields(session, path):
        found = _inside(value, field.keys) if isinstance(value, Record) else value
        if field.keys[0] == "spouses":
            found = _spouse(session, value, int(field.keys[1]) - 1)
            shown[field.view.key] = "" if found is None else words.value_text(found)
            continue
        shown[field.view.key] = typed_text(session.catalog, session.case, field.type, found)
    return shown


def check_field(session: Session, path: str, key: str, typed: str, *, has_value: bool = False) -> None:
    """Look at one typed field before the item is saved; empty needs one there. Raises ItemRefused."""
    field = next((f for f in _fields(session, path) if f.view.key == key), None)
    if field is None:
        raise Refused("no-such-fact", edits.NO_SUCH_FACT, {"path": f"{path}.{key}"})
    if not refuse_empty(field, typed, has_value=has_value):
        typed_value(session.catalog, field, typed)


def refuse_empty(field: ItemField, typed: str, *, has_value: bool) -> bool:
    """Whether nothing, or TAKE_AWAY, was typed. Raises ItemRefused when a needed value is then absent."""
    text = typed.strip()
    if text not in {"", TAKE_AWAY}:
        return False
    if field.view.required and (text or not has_value):
        raise ItemRefused(field.view.key, field.view.label, PLEASE_ANSWER, {})
    return True


def save_item(session: Session, path: str, index: int | None, typed: Mapping[str, str]) -> None:
    """Save one item as one undoable step; `index` None adds it at the end.

    An empty field keeps what was there; TAKE_AWAY empties it. Raises ItemRefused naming the field.
    """
    rows = list(_rows(session, path))
    if index is not None and not 0 <= index < len(rows):
        raise Refused("no-such-item", NO_SUCH_ITEM, {"number": str(index + 1)})
    case, row = _typed_row(session, path, rows[index] if index is not None else None, typed)
    if index is None:
        rows.append(row)
    else:
        rows[index] = row
    changed = edits.set_answer(case, session.catalog, session.filing(), path, rows)
    session.apply(changed, "answer", {"path": path})


def remove_item(session: Session, path: str, index: int) -> None:
    """Take one item away; after the last one the question is unasked. "None" is said by `say_none`."""
    rows = list(_rows(session, path))
    if not 0 <= index < len(rows):
        raise Refused("no-such-item", NO_SUCH_ITEM, {"number": str(index + 1)})
    del rows[index]
    if rows:
        session.answer(path, rows)
    else:
        session.clear_answer(path)


def keeps_states(path: str) -> bool:
    """Whether "none", "some" and "I don't know" can be kept for this list. Couples are rows of the case: a
    case without rows has no marriages, and nothing else is said about them.
    """
    return path != MARRIAGES


def say_none(session: Session, path: str) -> None:
    """Answer that there is nothing to list."""
    session.answer(path, [])


def say_some(session: Session, path: str) -> None:
    """Answer "yes, I will list them later"."""
    session.answer(path, "some")


def _typed_row(
    session: Session, path: str, old: JsonValue, typed: Mapping[str, str]
) -> tuple[Case, JsonValue]:
    catalog, case = session.catalog, session.case
    fields = fields_of(catalog, _required_type(session, path))
    if fields[0].keys == (PLAIN_VALUE,):
        row = with_typed(catalog, fields[0], {PLAIN_VALUE: old}, typed.get(PLAIN_VALUE, ""))
        return case, row[PLAIN_VALUE]
    kept: dict[str, JsonValue] = dict(old) if isinstance(old, dict) else {}
    for field in fields:
        kept = with_typed(catalog, field, kept, typed.get(field.view.key, ""))
    if path == MARRIAGES:
        case, spouses = with_couple(case, session.filing(), kept, typed)
        taken = {str(m.value("id")) for m in case.marriages}
        free = next(i for n in range(1, len(taken) + 2) if (i := f"marriage{n}") not in taken)
        kept = {"id": free, **kept, "spouses": spouses}
    return case, kept


def _item_type(session: Session, path: str) -> FieldType | None:
    if path == MARRIAGES:
        return FieldType("record", record="marriage")
    root, _, fact = path.partition(".")
    owner = root if root in {"filing", "case", "marriage"} else "person"
    spec = session.catalog.vocabulary.fact(owner, fact)
    return spec.type.item if spec is not None and spec.type.kind == "list" else None


def _required_type(session: Session, path: str) -> FieldType:
    kind = _item_type(session, path)
    if kind is None:
        raise Refused("no-such-fact", edits.NO_SUCH_FACT, {"path": path})
    return kind


def _fields(session: Session, path: str) -> tuple[ItemField, ...]:
    fields = fields_of(session.catalog, _required_type(session, path))
    if path != MARRIAGES:
        return fields
    one, other = couple_fields(session.case, session.filing())
    return (one, other, *fields) if len(one.view.choices) > 1 else (other, *fields)


def _answer(session: Session, path: str) -> Answer | None:
    return session.views().answer_to(path)


def _values(session: Session, path: str) -> tuple[object, ...]:
    answer = _answer(session, path)
    return answer.value if answer is not None and isinstance(answer.value, tuple) else ()


def _rows(session: Session, path: str) -> list[JsonValue]:
    """The items in the form of the case file, one for each typed value."""
    values = _values(session, path)
    if path == MARRIAGES:
        rows = case_to_raw(session.case)["marriages"]
        return rows if isinstance(rows, list) else []
    answer = _answer(session, path)
    raw = answer.raw if answer is not None else None
    if isinstance(raw, dict):
        raw = raw.get("value")
    if isinstance(raw, list) and len(raw) == len(values):
        return raw
    return [canonical_value(v) for v in values]


def _text(session: Session, path: str, value: object) -> str:
    text = typed_text(session.catalog, session.case, _required_type(session, path), value)
    names = [words.value_text(n) for i in (0, 1) if (n := _spouse(session, value, i)) is not None]
    return ", ".join(t for t in (" + ".join(names), text) if t)


def _spouse(session: Session, value: object, index: int) -> object:
    spouses = value.value("spouses") if isinstance(value, Record) else None
    if not isinstance(spouses, tuple) or index >= len(spouses):
        return None
    one = spouses[index]
    person = session.case.people.get(one) if isinstance(one, str) else None
    return person if person is not None else one


def _inside(record: Record, keys: tuple[str, ...]) -> object:
    value = record.value(keys[0])
    if len(keys) == 1:
        return value
    return _inside(value, keys[1:]) if isinstance(value, Record) else None


@dataclass(frozen=True, slots=True)
class AnswerList:
    """A list answer as one object: the verbs of this module on one path."""

    session: Session
    path: str

    def fields(self) -> tuple[FieldView, ...]:
        """See `item_fields`."""
        return item_fields(self.session, self.path)

    def items(self) -> tuple[ItemView, ...]:
        """See `items`."""
        return items(self.session, self.path)

    def typed(self, index: int) -> Mapping[str, str]:
        """See `typed_item`."""
        return typed_item(self.session, self.path, index)

    def check(self, key: str, typed: str, *, has_value: bool = False) -> None:
        """See `check_field`."""
        check_field(self.session, self.path, key, typed, has_value=has_value)

    def save(self, index: int | None, typed: Mapping[str, str]) -> None:
        """See `save_item`."""
        save_item(self.session, self.path, index, typed)

    def remove(self, index: int) -> None:
        """See `remove_item`."""
        remove_item(self.session, self.path, index)
