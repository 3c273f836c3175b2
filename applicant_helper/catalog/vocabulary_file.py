"""`forms/vocabulary.yaml` to a `Vocabulary`."""

from __future__ import annotations

from pathlib import Path
from types import MappingProxyType

from applicant_helper.catalog.problems import DataProblems
from applicant_helper.catalog.yamlfile import YamlFile, read_yaml
from applicant_helper.core.answers import JsonValue
from applicant_helper.core.vocabulary import (
    OWNERS,
    FactSpec,
    FieldSpec,
    KindSpec,
    RecordSpec,
    Vocabulary,
    parse_type,
)

Rows = dict[str, JsonValue]


def load_vocabulary(path: Path, problems: DataProblems) -> tuple[Vocabulary, YamlFile]:
    """Every fact, record, role and kind of paper; problems are noted with their lines."""
    file = read_yaml(path)
    root = _rows(file.value)
    names = frozenset(_rows(root.get("records")))
    records = {k: _record(file, k, _rows(v), names, problems) for k, v in _rows(root.get("records")).items()}
    facts: dict[str, dict[str, FactSpec]] = {}
    aliases: dict[str, dict[str, str]] = {}
    for owner, rows in _rows(root.get("facts")).items():
        if owner not in OWNERS:
            problems.add(file, ("facts", owner), f"{owner} owns no facts. Use one of: {', '.join(OWNERS)}.")
            continue
        facts[owner] = {}
        for fact_id, row in _rows(rows).items():
            spec = _fact(file, owner, fact_id, _rows(row), names, problems)
            if spec is not None:
                facts[owner][fact_id] = spec
        aliases[owner] = {a: s.id for s in facts[owner].values() for a in s.also if a not in facts[owner]}
    kinds = {k: _kind(k, _rows(v)) for k, v in _rows(root.get("document_kinds")).items()}
    labels = {k: str(v) for k, v in _rows(root.get("labels")).items()}
    roles = {k: str(v) for k, v in _rows(root.get("roles")).items()}
    vocabulary = Vocabulary(
        facts={o: MappingProxyType(f) for o, f in facts.items()},
        records=MappingProxyType(records),
        roles=MappingProxyType(roles),
        kinds=MappingProxyType(kinds),
        labels=MappingProxyType(labels),
        aliases=MappingProxyType({o: MappingProxyType(a) for o, a in aliases.items()}),
    )
    return vocabulary, file


def _rows(value: JsonValue) -> Rows:
    return value if isinstance(value, dict) else {}


def _strings(value: JsonValue) -> tuple[str, ...]:
    return tuple(str(v) for v in value) if isinstance(value, list) else ()


def _record(
    file: YamlFile, record_id: str, row: Rows, names: frozenset[str], problems: DataProblems
) -> RecordSpec:
    fields = {}
    for key, written in _rows(row.get("keys")).items():
        text = str(written)
        found = parse_type(text.removesuffix("?"), names)
        if found is None:
            problems.add(file, ("records", record_id, "keys", key), f"{text} is not a type.")
            continue
        fields[key] = FieldSpec(key, found, required=not text.endswith("?"))
    return RecordSpec(record_id, MappingProxyType(fields), bool(row.get("inline_person")))


def _fact(
    file: YamlFile, owner: str, fact_id: str, row: Rows, names: frozenset[str], problems: DataProblems
) -> FactSpec | None:
    place = ("facts", owner, fact_id)
    found = parse_type(str(row.get("type")), names, _strings(row.get("choices")))
    if found is None:
        problems.add(file, place, f"{row.get('type')} is not a type.")
        return None
    if found.kind in {"choice", "choices"} and not found.choices:
        problems.add(file, place, f"{fact_id} is a choice but lists no choices.")
    if not row.get("label"):
        problems.add(file, place, f"{fact_id} has no label.")
    return FactSpec(
        id=fact_id,
        owner=owner,
        type=found,
        label=str(row.get("label", "")),
        sensitive=bool(row.get("sensitive")),
        also=_strings(row.get("also")),
    )


def _kind(kind_id: str, row: Rows) -> KindSpec:
    return KindSpec(
        id=kind_id,
        label=str(row.get("label", "")),
        states=_strings(row.get("states")),
        expires=bool(row.get("expires")),
        foreign=str(row.get("foreign", "often")),
        words=_strings(row.get("words")),
        note=str(row.get("note", "")),
    )
