"""Reads the open interchange shape into a `Case`, telling every problem at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from applicant_helper.core.answers import Answer, AnswerState, JsonValue, Record
from applicant_helper.core.case import Case, Document, Filing, Person
from applicant_helper.core.casefile.documents import read_document
from applicant_helper.core.casefile.problems import Problem, Problems
from applicant_helper.core.casefile.values import NEEDED, NOT_A_LIST, NOT_A_MAPPING, ValueReader
from applicant_helper.core.marks import N_
from applicant_helper.core.values.dates import PartialDate
from applicant_helper.core.vocabulary import FieldType, Vocabulary

SCHEMA = 1
NEWER_SCHEMA = N_("This case file has version {version}. This program reads version 1. Use a newer program.")
NOBODY = N_('Nobody in `people` is called "{person}".')
TWICE = N_('"{id}" is used twice. Give each item its own id.')
NOT_A_CASE = N_(
    "This file does not hold a case. A case file starts with `schema: 1` and lists filings and people."
)

KEPT_AS_THEY_ARE = ("notices", "explanations", "unavailable", "tables", "reviews")
TOP_KEYS = (
    "schema",
    "id",
    "label",
    "today",
    "filings",
    "people",
    "marriages",
    "filing",
    "case",
    "documents",
    *KEPT_AS_THEY_ARE,
    "expect",
)


def read_case(raw: JsonValue, vocabulary: Vocabulary) -> tuple[Case, tuple[Problem, ...]]:
    """The case that `raw` (the parsed `case.yaml`) describes, and what could not be taken in.

    A part with a problem is left out of the case; the rest is read. `expect` is for tests and ignored.
    """
    return CaseReader(vocabulary).read(raw)


class CaseReader:
    """Reads one case file."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        self.problems = Problems()
        self.values = ValueReader(vocabulary, self.problems)

    def read(self, raw: JsonValue) -> tuple[Case, tuple[Problem, ...]]:
        """The whole case with its problems."""
        if not isinstance(raw, dict):
            self.problems.add("", NOT_A_CASE)
            return Case(id="case"), tuple(self.problems.found)
        if raw.get("schema") != SCHEMA:
            self._wrong_schema(raw.get("schema"))
            return Case(id="case"), tuple(self.problems.found)
        for key in raw:
            if key not in TOP_KEYS:
                self.problems.unknown_key("", key, TOP_KEYS)
        people = self._people(raw.get("people"))
        case = Case(
            id=str(raw.get("id") or "case"),
            label=str(raw.get("label") or ""),
            today=self._today(raw.get("today")),
            people=people,
            filings=self._filings(raw.get("filings"), people),
            marriages=self._marriages(raw.get("marriages")),
            filing_defaults=self._facts("filing", raw.get("filing"), "filing"),
            case_facts=self._facts("case", raw.get("case"), "case"),
            extra={k: raw[k] for k in KEPT_AS_THEY_ARE if raw.get(k) is not None},
        )
        documents = self._documents(raw.get("documents"), case)
        case = replace(case, documents=documents)
        return case, tuple(self.problems.found)

    def _wrong_schema(self, version: JsonValue) -> None:
        if isinstance(version, int) and version > SCHEMA:
            self.problems.add("schema", NEWER_SCHEMA, {"version": str(version)})
        else:
            self.problems.add("schema", NOT_A_CASE)

    def _today(self, raw: JsonValue) -> date | None:
        answer = self.values.answer(FieldType("date"), raw, "today")
        value = answer.value if answer else None
        return value.exact() if isinstance(value, PartialDate) else None

    def _mapping(self, raw: JsonValue, path: str) -> Mapping[str, JsonValue]:
        if raw is None:
            return {}
        if not isinstance(raw, dict):
            self.problems.add(path, NOT_A_MAPPING, {"example": "{name: value}"})
            return {}
        return raw

    def _rows(self, raw: JsonValue, path: str) -> list[dict[str, JsonValue]]:
        if raw is None:
            return []
        if not isinstance(raw, list):
            self.problems.add(path, NOT_A_LIST)
            return []
        rows = []
        for i, row in enumerate(raw):
            if isinstance(row, dict):
                rows.append(row)
            else:
                self.problems.add(f"{path}[{i + 1}]", NOT_A_MAPPING, {"example": "{id: ...}"})
        return rows

    def _facts(self, owner: str, raw: JsonValue, path: str, skip: tuple[str, ...] = ()) -> dict[str, Answer]:
        facts: dict[str, Answer] = {}
        for key, item in self._mapping(raw, path).items():
            if key in skip:
                continue
            spec = self.vocabulary.fact(owner, key) if isinstance(key, str) else None
            if spec is None:
                self.problems.unknown_key(path, key, self.vocabulary.facts.get(owner, {}))
                continue
            answer = self.values.answer(spec.type, item, f"{path}.{key}")
            if answer is not None:
                facts[spec.id] = answer
        return facts

    def _people(self, raw: JsonValue) -> dict[str, Person]:
        people = {}
        for key, item in self._mapping(raw, "people").items():
            facts = self._facts("person", item, f"people.{key}", skip=("kind",))
            kind = item.get("kind", "person") if isinstance(item, dict) else "person"
            people[str(key)] = Person(str(key), facts, str(kind))
        return people

    def _filings(self, raw: JsonValue, people: Mapping[str, Person]) -> tuple[Filing, ...]:
        filings: list[Filing] = []
        for i, row in enumerate(self._rows(raw, "filings")):
            path = f"filings[{i + 1}]"
            form = self.values.answer(FieldType("form_id"), row.get("form"), f"{path}.form")
            if form is None or not form.has_value:
                if form is not None or row.get("form") is None:
                    self.problems.add(path, NEEDED, {"key": "form"})
                continue
            filing_id = str(row.get("id") or form.value)
            if any(f.id == filing_id for f in filings):
                self.problems.add(path, TWICE, {"id": filing_id})
                continue
            roles = self._roles(row.get("roles"), people, path)
            facts = self._facts("filing", row, path, skip=("id", "form", "roles"))
            filings.append(Filing(filing_id, str(form.value), roles, facts))
        return tuple(filings)

    def _roles(
        self, raw: JsonValue, people: Mapping[str, Person], path: str
    ) -> Mapping[str, tuple[str, ...]]:
        roles: dict[str, tuple[str, ...]] = {}
        for role, item in self._mapping(raw, f"{path}.roles").items():
            if role not in self.vocabulary.roles:
                self.problems.unknown_key(f"{path}.roles", role, self.vocabulary.roles)
                continue
            persons = tuple(str(p) for p in (item if isinstance(item, list) else [item]) if p is not None)
            for person in persons:
                if person not in people:
                    self.problems.add(f"{path}.roles.{role}", NOBODY, {"person": person})
            roles[role] = tuple(p for p in persons if p in people)
        return roles

    def _marriages(self, raw: JsonValue) -> tuple[Record, ...]:
        record = self.vocabulary.records["marriage"]
        couples = []
        for i, row in enumerate(self._rows(raw, "marriages")):
            value = self.values.value(FieldType("record", record=record.id), row, f"marriages[{i + 1}]")
            if isinstance(value, Record):
                name = f"marriage{i + 1}"
                own = {} if "id" in value else {"id": Answer(AnswerState.KNOWN, name, name)}
                couples.append(replace(value, fields={**own, **value.fields}))
        return tuple(couples)

    def _documents(self, raw: JsonValue, case: Case) -> tuple[Document, ...]:
        documents: dict[str, Document] = {}
        for i, row in enumerate(self._rows(raw, "documents")):
            path = f"documents[{i + 1}]"
            document = read_document(self.values, row, path, case)
            if document is None:
                continue
            if document.id in documents:
                self.problems.add(path, TWICE, {"id": document.id})
                continue
            documents[document.id] = document
        return tuple(documents.values())
