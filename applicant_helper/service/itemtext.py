"""One list item, or one value of known type, in words. A typed word is never taken for a choice."""

from __future__ import annotations

from collections.abc import Iterator

from applicant_helper import i18n
from applicant_helper.catalog.catalogue import Catalog
from applicant_helper.core.answers import Record
from applicant_helper.core.case import Case
from applicant_helper.core.errors import fill
from applicant_helper.core.text import safe_text
from applicant_helper.core.values.countries import country_name
from applicant_helper.core.vocabulary import FieldType, RecordSpec
from applicant_helper.service import words

NEED_THEIR_LABEL = frozenset({"yes_no", "number"})
BETWEEN = ", "


def typed_text(catalog: Catalog, case: Case, kind: FieldType, value: object) -> str:
    """A value of that type in words; an empty text for no value."""
    if value is None:
        return ""
    if isinstance(value, tuple):
        item = kind.item or kind
        return "; ".join(typed_text(catalog, case, item, v) for v in value)
    if isinstance(value, Record):
        return record_line(catalog, case, value)
    if isinstance(value, str):
        return _word(catalog, case, kind, value)
    return words.value_text(value)


def _word(catalog: Catalog, case: Case, kind: FieldType, value: str) -> str:
    if kind.kind in {"choice", "choices"}:
        return words.word(catalog, value)
    if kind.kind == "country":
        return country_name(value)
    if kind.kind == "person_ref" and value in case.people:
        return words.person_name(case.people[value])
    return safe_text(value)


def record_line(catalog: Catalog, case: Case, record: Record) -> str:
    """One record on one line, in its fields' order, such as "18 December 2023, 9 January 2024, Mexico"."""
    spec = catalog.vocabulary.records.get(record.kind)
    if spec is None:
        return words.record_text(record)
    return BETWEEN.join(t for t in _parts(catalog, case, record, spec) if t)


def _parts(catalog: Catalog, case: Case, record: Record, spec: RecordSpec) -> Iterator[str]:
    own = [k for k in record.fields if k not in spec.fields]
    for key in (*own, *spec.fields):
        if key in {"id", "spouses"} or record.value(key) is None:
            continue
        kind = field_type(catalog, record.kind, key)
        text = typed_text(catalog, case, kind, record.value(key))
        if kind.kind in NEED_THEIR_LABEL:
            slots = {"field": field_label(catalog, record.kind, key), "value": text}
            text = fill(i18n.gettext("{field}: {value}"), slots)
        yield text


def field_type(catalog: Catalog, record: str, key: str) -> FieldType:
    """The type of a record's key; a person described inside an item has the person's own facts."""
    spec = catalog.vocabulary.records[record].fields.get(key)
    kind = spec.type if spec is not None else None
    if record == "marriage" and (kind is None or (kind.kind == "choice" and not kind.choices)):
        fact = catalog.vocabulary.fact("marriage", key)
        kind = fact.type if fact is not None else kind
    if kind is None:
        person_fact = catalog.vocabulary.fact("person", key)
        kind = person_fact.type if person_fact is not None else FieldType("name" if key == "name" else "text")
    return kind


def field_label(catalog: Catalog, record: str, key: str) -> str:
    """What a record's key is called; the keys of a couple are called as the facts of the couple."""
    fact = catalog.vocabulary.fact("marriage", key) if record == "marriage" else None
    if fact is None:
        return words.word(catalog, key)
    return i18n.data_text(f"vocabulary/facts.marriage.{fact.id}.label", fact.label)
