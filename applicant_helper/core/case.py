"""The case: people, couples, filings and papers, frozen. Every change makes a new case."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from applicant_helper.core.answers import Answer, JsonValue, Record

EMPTY: Mapping[str, Answer] = {}


@dataclass(frozen=True, slots=True)
class Person:
    """One person or organization and what is known of them, fact id to answer."""

    id: str
    facts: Mapping[str, Answer] = field(default_factory=dict)
    kind: str = "person"


@dataclass(frozen=True, slots=True)
class Filing:
    """One form being filed. `roles` binds the form's roles to people; `facts` belong to this filing alone."""

    id: str
    form: str
    roles: Mapping[str, tuple[str, ...]]
    facts: Mapping[str, Answer] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Meets:
    """A paper's claim to answer a requirement; `filing` None = every filing that has it."""

    requirement: str
    filing: str | None = None
    pages: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Statement:
    """What one paper says about one fact. `path` is the fact and, for a list fact, the item's key."""

    owner: str
    subject: str | None
    path: tuple[str, ...]
    value: object
    as_written: str
    page: int | None = None

    @property
    def fact(self) -> str:
        """The fact as a dotted name without its owner."""
        return ".".join(self.path)


@dataclass(frozen=True, slots=True)
class Document:
    """One paper. `fields` holds what is known about the paper itself, such as `issued` or `pages`."""

    id: str
    kind: str
    about: tuple[str, ...] = ()
    meets: tuple[Meets, ...] = ()
    statements: tuple[Statement, ...] = ()
    fields: Record = field(default_factory=lambda: Record("document", {}))
    raw: Mapping[str, JsonValue] = field(default_factory=dict)

    def text(self, key: str) -> str:
        """A text attribute, or an empty string."""
        value = self.fields.value(key)
        return value if isinstance(value, str) else ""

    def number(self, key: str) -> int | None:
        """A whole number attribute such as `pages`."""
        value = self.fields.value(key)
        return int(value) if isinstance(value, (int, float)) or hasattr(value, "__int__") else None

    def strings(self, key: str) -> tuple[str, ...]:
        """A list of words such as `has` or `certificate`."""
        value = self.fields.value(key)
        return tuple(str(v) for v in value) if isinstance(value, tuple) else ()

    @property
    def title_name(self) -> str:
        """The name the person knows the paper by: its file name, else its id."""
        return self.text("original_name") or self.text("file").rsplit("/", 1)[-1] or self.id


@dataclass(frozen=True, slots=True)
class Case:
    """Everything known about one matter. `extra` keeps sections no room interprets yet, unchanged."""

    id: str
    label: str = ""
    today: date | None = None
    filings: tuple[Filing, ...] = ()
    people: Mapping[str, Person] = field(default_factory=dict)
    marriages: tuple[Record, ...] = ()
    filing_defaults: Mapping[str, Answer] = field(default_factory=dict)
    case_facts: Mapping[str, Answer] = field(default_factory=dict)
    documents: tuple[Document, ...] = ()
    extra: Mapping[str, JsonValue] = field(default_factory=dict)

    def document(self, document_id: str) -> Document | None:
        """The paper with that id."""
        return next((d for d in self.documents if d.id == document_id), None)

    def filing(self, filing_id: str) -> Filing | None:
        """The filing with that id."""
        return next((f for f in self.filings if f.id == filing_id), None)

    def marriage(self, marriage_id: str) -> Record | None:
        """The couple with that id."""
        return next((m for m in self.marriages if m.value("id") == marriage_id), None)

    def unavailable(self) -> Mapping[str, Mapping[str, JsonValue]]:
        """Requirement id to what was said about a record that cannot be had (8 CFR 103.2(b)(2))."""
        rows = self.extra.get("unavailable")
        if not isinstance(rows, list):
            return {}
        return {str(r.get("requirement")): r for r in rows if isinstance(r, dict)}

    def with_person(self, person: Person) -> Case:
        """The case with this person added or replaced."""
        return replace(self, people={**self.people, person.id: person})

    def with_document(self, document: Document) -> Case:
        """The case with this paper replaced in its place, or added at the end."""
        if self.document(document.id) is None:
            return replace(self, documents=(*self.documents, document))
        rows = tuple(document if d.id == document.id else d for d in self.documents)
        return replace(self, documents=rows)

    def without_document(self, document_id: str) -> Case:
        """The case without that paper."""
        return replace(self, documents=tuple(d for d in self.documents if d.id != document_id))
