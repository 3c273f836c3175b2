"""What facts exist: their owners, types and labels, and the kinds of paper that state them.

Built by the catalogue from `forms/vocabulary.yaml`; this module holds only the frozen shapes and look-ups.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

LIST_PREFIX = "list:"
RECORD_PREFIX = "record:"

SCALARS = frozenset(
    {
        "text",
        "id",
        "person_ref",
        "name",
        "date",
        "date_or_ds",
        "yes_no",
        "choice",
        "choices",
        "number",
        "money",
        "country",
        "language",
        "place",
        "address",
        "a_number",
        "receipt_number",
        "i94_number",
        "ssn",
        "uscis_account",
        "uci",
        "passport_number",
        "ead_category",
        "form_id",
        "role_name",
    }
)

OWNERS = ("person", "marriage", "filing", "case", "document")


@dataclass(frozen=True, slots=True)
class FieldType:
    """The type of one value. `kind` is a scalar name, `list` or `record`."""

    kind: str
    item: FieldType | None = None
    record: str | None = None
    choices: tuple[str, ...] = ()

    def describe(self) -> str:
        """How the type is written in the vocabulary."""
        if self.kind == "list" and self.item is not None:
            return LIST_PREFIX + self.item.describe()
        if self.kind == "record":
            return str(self.record)
        return self.kind


@dataclass(frozen=True, slots=True)
class FieldSpec:
    """One key of a record."""

    id: str
    type: FieldType
    required: bool


@dataclass(frozen=True, slots=True)
class RecordSpec:
    """A list item or single record. `inline_person` items may state a person's own facts."""

    id: str
    fields: Mapping[str, FieldSpec]
    inline_person: bool = False


@dataclass(frozen=True, slots=True)
class FactSpec:
    """One fact: `owner` is person, marriage, filing, case or document."""

    id: str
    owner: str
    type: FieldType
    label: str
    sensitive: bool = False
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class KindSpec:
    """A kind of paper. `foreign` tells whether it may be in another language: no, often."""

    id: str
    label: str
    states: tuple[str, ...]
    expires: bool
    foreign: str
    words: tuple[str, ...] = ()
    note: str = ""

    @property
    def is_us_paper(self) -> bool:
        """Papers that only United States authorities issue print dates month first."""
        return self.foreign == "no"


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Every fact, record, role and kind of paper by its one name."""

    facts: Mapping[str, Mapping[str, FactSpec]]
    records: Mapping[str, RecordSpec]
    roles: Mapping[str, str]
    kinds: Mapping[str, KindSpec]
    aliases: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    labels: Mapping[str, str] = field(default_factory=dict)

    def fact(self, owner: str, fact_id: str) -> FactSpec | None:
        """The fact of that owner, by its name or an older name of it."""
        facts = self.facts.get(owner, {})
        found = facts.get(fact_id)
        if found is None:
            found = facts.get(self.aliases.get(owner, {}).get(fact_id, ""))
        return found

    def record_of(self, field_type: FieldType) -> RecordSpec | None:
        """The record that a value of this type, or an item of this list, is made of."""
        if field_type.kind == "list" and field_type.item is not None:
            return self.record_of(field_type.item)
        if field_type.kind == "record" and field_type.record is not None:
            return self.records.get(field_type.record)
        if field_type.kind in {"address", "place"}:
            return self.records.get(field_type.kind)
        return None


_CHOICE = re.compile(r"^(choices?)\(([^)]*)\)$")


def parse_type(text: str, records: frozenset[str], choices: tuple[str, ...] = ()) -> FieldType | None:
    """Read a type as the vocabulary writes it; None when it names nothing known.

    >>> parse_type("list:trip", frozenset({"trip"})).describe()
    'list:trip'
    >>> parse_type("choice(a, b)", frozenset()).choices
    ('a', 'b')
    """
    text = text.strip()
    match = _CHOICE.match(text)
    if match:
        return FieldType(match[1], choices=tuple(c.strip() for c in match[2].split(",")))
    if text.startswith(LIST_PREFIX):
        item = parse_type(text.removeprefix(LIST_PREFIX), records)
        return FieldType("list", item=item) if item else None
    name = text.removeprefix(RECORD_PREFIX)
    if name in SCALARS:
        return FieldType(name, choices=choices)
    if name in records:
        return FieldType("record", record=name)
    return None
