"""The fields of one list item, such as a trip, and the raw record their typed values make. No I/O."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from applicant_helper.catalog.catalogue import Catalog
from applicant_helper.core.answers import Answer, JsonValue
from applicant_helper.core.casefile.problems import Problems
from applicant_helper.core.casefile.values import ValueReader
from applicant_helper.core.marks import N_
from applicant_helper.core.vocabulary import FieldType, RecordSpec
from applicant_helper.service import words
from applicant_helper.service.canonical import canonical
from applicant_helper.service.edits import Refused
from applicant_helper.service.itemtext import field_label, field_type

PLEASE_ANSWER = N_("Please answer this to go on.")
TAKE_AWAY = "-"
PLAIN_VALUE = "value"
HIDDEN = frozenset({"id", "person", "other_parent", "spouses"})
SEPARATOR = ";"

EXAMPLES: Mapping[str, str] = {
    "date": "12/18/2023",
    "date_or_ds": "12/18/2023",
    "name": "Peña Ortiz, María Fernanda",
    "money": "48,250",
    "number": "3",
    "country": "Mexico",
    "list:country": "Mexico; Canada",
    "receipt_number": "MSC2190123456",
    "i94_number": "12345678901",
    "passport_number": "G12345678",
    "form_id": "us/i-751",
    "list:person_ref": "Lucia Brooks; Ana Ortiz",
    "person_ref": "Lucia Brooks",
    "list:text": "A; C",
}


class ItemRefused(Refused):
    """One field of an item was not taken. `field` is its key, `label` its name in the language in use."""

    def __init__(self, field: str, label: str, message: str, params: Mapping[str, str]) -> None:
        super().__init__("item-refused", message, params)
        self.field = field
        self.label = label


@dataclass(frozen=True, slots=True)
class FieldView:
    """One field of an item. `kind` is its type; `choices` are (value, words); `example` may be empty."""

    key: str
    label: str
    kind: str
    required: bool
    choices: tuple[tuple[str, str], ...]
    example: str


@dataclass(frozen=True, slots=True)
class ItemField:
    """A field with its type. `keys` lead to its value inside the raw record."""

    view: FieldView
    type: FieldType
    keys: tuple[str, ...]


def fields_of(catalog: Catalog, item: FieldType) -> tuple[ItemField, ...]:
    """The fields a person can type for one item of this type, in the record's order."""
    record = catalog.vocabulary.record_of(item)
    if record is None:
        label = words.word(catalog, PLAIN_VALUE)
        return (_field(catalog, (PLAIN_VALUE,), label, item, is_required=True),)
    return tuple(_record_fields(catalog, record, ()))


def _record_fields(
    catalog: Catalog, record: RecordSpec, above: tuple[str, ...], outer: str = ""
) -> Iterator[ItemField]:
    if record.inline_person:
        for key in ("name", "date_of_birth"):
            kind = FieldType("name" if key == "name" else "date")
            yield _field(catalog, (key,), words.word(catalog, key), kind, is_required=key == "name")
    for key, spec in record.fields.items():
        keys = (*above, key)
        if key in HIDDEN or _is_nested_list(catalog, spec.type):
            continue
        outer = record.id if not above else outer
        inner = None if above else catalog.vocabulary.record_of(spec.type)
        if inner is not None:
            yield from _record_fields(catalog, inner, keys, outer)
            continue
        kind = field_type(catalog, record.id, key)
        yield _field(
            catalog, keys, _label(catalog, outer, keys), kind, is_required=spec.required and not above
        )


def _is_nested_list(catalog: Catalog, kind: FieldType) -> bool:
    return kind.kind == "list" and catalog.vocabulary.record_of(kind) is not None


def _label(catalog: Catalog, record: str, keys: tuple[str, ...]) -> str:
    first = field_label(catalog, record, keys[0])
    return ": ".join([first, *(words.word(catalog, k) for k in keys[1:])])


def _field(
    catalog: Catalog, keys: tuple[str, ...], label: str, kind: FieldType, *, is_required: bool
) -> ItemField:
    written = kind.describe()
    listed = kind.item.choices if kind.item is not None else kind.choices
    choices = tuple((c, words.word(catalog, c)) for c in listed)
    example = EXAMPLES.get(written, "")
    return ItemField(FieldView(".".join(keys), label, written, is_required, choices, example), kind, keys)


def typed_value(catalog: Catalog, field: ItemField, typed: str) -> JsonValue:
    """The value of one typed field in the form of the case file. Raises ItemRefused naming the field."""
    answer = _read(catalog, field, as_typed(field, typed))
    return canonical(answer, field.type) if answer is not None else None


def typed_words(catalog: Catalog, field: ItemField, typed: str) -> JsonValue:
    """The value of one typed field as it was written, as papers are quoted. Raises ItemRefused."""
    raw = as_typed(field, typed)
    _read(catalog, field, raw)
    return raw


def _read(catalog: Catalog, field: ItemField, raw: JsonValue) -> Answer | None:
    problems = Problems()
    answer = ValueReader(catalog.vocabulary, problems).answer(field.type, raw, field.view.key)
    if problems.found:
        first = problems.found[0]
        raise ItemRefused(field.view.key, field.view.label, first.message, first.params)
    return answer


def with_typed(
    catalog: Catalog,
    field: ItemField,
    old: Mapping[str, JsonValue],
    typed: str,
    read: Callable[[Catalog, ItemField, str], JsonValue] = typed_value,
) -> dict[str, JsonValue]:
    """The raw record with one field as typed: empty keeps what is there, TAKE_AWAY takes it away."""
    text = typed.strip()
    row = dict(old)
    if text and text != TAKE_AWAY:
        put(row, field.keys, read(catalog, field, text))
        return row
    has_value = get(row, field.keys) is not None
    if field.view.required and (text or not has_value) and not _names_a_person(field, row):
        raise ItemRefused(field.view.key, field.view.label, PLEASE_ANSWER, {})
    if text:
        put(row, field.keys, None)
    return row


def _names_a_person(field: ItemField, row: Mapping[str, JsonValue]) -> bool:
    return field.view.key == "name" and row.get("person") is not None


def as_typed(field: ItemField, typed: str) -> JsonValue:
    """Lists are typed with semicolons, choices by value or by words."""
    text = typed.strip()
    kind = field.type.kind
    if kind == "person_ref":
        return {"name": text}
    if kind not in {"list", "choices"}:
        return _choice(field, text)
    item = field.type.item
    of_countries = item is not None and item.kind == "country" and SEPARATOR not in text
    parts = [p.strip() for p in text.split("," if of_countries else SEPARATOR) if p.strip()]
    if item is not None and item.kind == "person_ref":
        return [{"name": p} for p in parts]
    return [_choice(field, p) for p in parts]


def _choice(field: ItemField, text: str) -> str:
    for value, label in field.view.choices:
        if text.casefold() in {value.casefold(), label.casefold()}:
            return value
    return text


def put(raw: dict[str, JsonValue], keys: tuple[str, ...], value: JsonValue) -> None:
    """Set a value inside a raw record; None takes it away, with the mapping it leaves empty."""
    head, rest = keys[0], keys[1:]
    if not rest:
        if value is None:
            raw.pop(head, None)
        else:
            raw[head] = value
        return
    inner = raw.get(head)
    inner = dict(inner) if isinstance(inner, dict) else {}
    put(inner, rest, value)
    put(raw, (head,), inner or None)


def get(raw: Mapping[str, JsonValue], keys: tuple[str, ...]) -> JsonValue:
    """The value inside a raw record, or None."""
    value = raw.get(keys[0])
    if len(keys) == 1:
        return value
    return get(value, keys[1:]) if isinstance(value, dict) else None
