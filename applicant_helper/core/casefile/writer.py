"""Writes a `Case` back into the open interchange shape, without loss."""

from __future__ import annotations

from collections.abc import Mapping

from applicant_helper.core.answers import Answer, JsonValue, Record
from applicant_helper.core.case import Case, Document


def case_to_raw(case: Case) -> dict[str, JsonValue]:
    """The mapping that `read_case` reads back into an equal case."""
    raw: dict[str, JsonValue] = {"schema": 1, "id": case.id}
    if case.label:
        raw["label"] = case.label
    if case.today is not None:
        raw["today"] = case.today.isoformat()
    raw["filings"] = [
        {
            "id": filing.id,
            "form": filing.form,
            "roles": {r: p[0] if len(p) == 1 else list(p) for r, p in filing.roles.items()},
            **facts_to_raw(filing.facts),
        }
        for filing in case.filings
    ]
    raw["people"] = {
        person.id: {
            **({} if person.kind == "person" else {"kind": person.kind}),
            **facts_to_raw(person.facts),
        }
        for person in case.people.values()
    }
    raw["marriages"] = [record_to_raw(couple) for couple in case.marriages]
    if case.filing_defaults:
        raw["filing"] = facts_to_raw(case.filing_defaults)
    if case.case_facts:
        raw["case"] = facts_to_raw(case.case_facts)
    raw["documents"] = [document_to_raw(document) for document in case.documents]
    raw.update(case.extra)
    return raw


def facts_to_raw(facts: Mapping[str, Answer]) -> dict[str, JsonValue]:
    """Fact id to its form in the case file."""
    return {fact: answer.raw for fact, answer in facts.items()}


def record_to_raw(record: Record) -> dict[str, JsonValue]:
    """One list item in its form in the case file."""
    return {key: answer.raw for key, answer in record.fields.items()}


def document_to_raw(document: Document) -> dict[str, JsonValue]:
    """One paper in its form in the case file."""
    return dict(document.raw)
