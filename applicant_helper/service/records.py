"""A case as the small records that storage keeps, and back: one record for each answer and each paper."""

from __future__ import annotations

from collections.abc import Mapping

from applicant_helper.core.answers import JsonValue

Records = Mapping[str, JsonValue]
LISTS = ("filings", "marriages", "documents")
FLAT = ("filing", "case")
TOP = ("schema", "id", "label", "today")
EXTRA = ("notices", "explanations", "unavailable", "tables", "reviews")


def to_records(raw: Mapping[str, JsonValue]) -> dict[str, JsonValue]:
    """The records of a raw case: `people/maria/lpr_date`, `documents/card`, `order/documents` ..."""
    records: dict[str, JsonValue] = {"meta": {k: raw[k] for k in TOP if k in raw}}
    for name in LISTS:
        rows = raw.get(name)
        ids: list[JsonValue] = []
        for row in rows if isinstance(rows, list) else []:
            assert isinstance(row, dict)
            row_id = str(row["id"])
            ids.append(row_id)
            records[f"{name}/{row_id}"] = row
        records[f"order/{name}"] = ids
    people = raw.get("people")
    people = people if isinstance(people, dict) else {}
    records["order/people"] = list(people)
    for person_id, facts in people.items():
        for fact, value in (facts if isinstance(facts, dict) else {}).items():
            records[f"people/{person_id}/{fact}"] = value
    for name in FLAT:
        facts = raw.get(name)
        for fact, value in (facts if isinstance(facts, dict) else {}).items():
            records[f"{name}/{fact}"] = value
    records.update({f"extra/{k}": raw[k] for k in EXTRA if k in raw})
    return records


def from_records(records: Records) -> dict[str, JsonValue]:
    """The raw case that the records describe."""
    meta = records.get("meta")
    raw: dict[str, JsonValue] = dict(meta) if isinstance(meta, dict) else {}
    raw.setdefault("schema", 1)
    for name in LISTS:
        rows = [records[f"{name}/{i}"] for i in _ids(records, name) if f"{name}/{i}" in records]
        raw[name] = rows
    people: dict[str, JsonValue] = {i: {} for i in _ids(records, "people")}
    for key, value in records.items():
        head, _, rest = key.partition("/")
        if head == "people":
            person_id, _, fact = rest.partition("/")
            facts = people.setdefault(person_id, {})
            assert isinstance(facts, dict)
            facts[fact] = value
        elif head in FLAT:
            facts = raw.setdefault(head, {})
            assert isinstance(facts, dict)
            facts[rest] = value
        elif head == "extra":
            raw[rest] = value
    raw["people"] = people
    return raw


def _ids(records: Records, name: str) -> list[str]:
    ids = records.get(f"order/{name}")
    return [str(i) for i in ids] if isinstance(ids, list) else []


def changes(old: Records, new: Records) -> dict[str, JsonValue | None]:
    """What must be written to get from `old` to `new`; None removes a record."""
    changed: dict[str, JsonValue | None] = {k: v for k, v in new.items() if k not in old or old[k] != v}
    changed.update({k: None for k in old if k not in new})
    return changed
