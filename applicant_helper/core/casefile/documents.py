"""Reads one paper of a case file: what is known about it, what it says, and what it meets."""

from __future__ import annotations

from collections.abc import Mapping

from applicant_helper.core.answers import Answer, AnswerState, JsonValue, Record
from applicant_helper.core.case import Case, Document, Meets, Statement
from applicant_helper.core.casefile.problems import Problems
from applicant_helper.core.casefile.values import NEEDED, NOT_A_MAPPING, Order, ValueReader
from applicant_helper.core.marks import N_
from applicant_helper.core.text import clean_text
from applicant_helper.core.vocabulary import FieldType, KindSpec

NOT_A_KIND = N_('"{value}" is not a kind of paper used here. Did you mean "{nearest}"?')
NOT_A_FACT = N_('No fact is called "{value}". Did you mean "{nearest}"?')
NO_PAGES = N_('Write pages as one number or as "from-to", for example 2-5.')

SPECIAL_KEYS = ("meets", "says", "kind", "covers")


def read_document(values: ValueReader, row: dict[str, JsonValue], path: str, case: Case) -> Document | None:
    """The paper in `row`, or None after noting why not."""
    problems = values.problems
    for key in ("id", "kind"):
        if row.get(key) is None:
            problems.add(path, NEEDED, {"key": key})
            return None
    kind = values.vocabulary.kinds.get(str(row["kind"]))
    if kind is None:
        _no_such(problems, f"{path}.kind", NOT_A_KIND, str(row["kind"]), values.vocabulary.kinds)
        return None
    plain = {k: v for k, v in row.items() if k not in SPECIAL_KEYS}
    record = values.value(FieldType("record", record="document"), plain, path, _order(kind))
    if not isinstance(record, Record):
        return None
    fields = dict(record.fields)
    covers = _covers(values, row.get("covers"), f"{path}.covers", _order(kind))
    if covers is not None:
        fields["covers"] = covers
    about = record.value("about")
    about_ids = tuple(str(a) for a in about) if isinstance(about, tuple) else ()
    reader = _Says(values, kind, about_ids, case)
    return Document(
        id=str(row["id"]),
        kind=kind.id,
        about=about_ids,
        meets=_meets(problems, row.get("meets"), f"{path}.meets"),
        statements=reader.read(row.get("says"), f"{path}.says"),
        fields=Record("document", fields),
        raw=row,
    )


def _order(kind: KindSpec) -> Order:
    return "mdy" if kind.is_us_paper else "unknown"


def _no_such(problems: Problems, path: str, message: str, value: str, known: Mapping[str, object]) -> None:
    import difflib

    nearest = difflib.get_close_matches(value, list(known), n=1, cutoff=0.0)
    problems.add(path, message, {"value": value, "nearest": nearest[0] if nearest else ""})


def _covers(values: ValueReader, raw: JsonValue, path: str, order: Order) -> Answer | None:
    if raw is None:
        return None
    rows = raw if isinstance(raw, list) else [raw]
    periods: list[JsonValue] = [r if isinstance(r, dict) else {"from": r, "to": r} for r in rows]
    value = values.value(FieldType("list", item=FieldType("record", record="period")), periods, path, order)
    return None if value is None else Answer(AnswerState.KNOWN, value, raw)


def _meets(problems: Problems, raw: JsonValue, path: str) -> tuple[Meets, ...]:
    rows = raw if isinstance(raw, list) else [] if raw is None else [raw]
    meets = []
    for i, row in enumerate(rows):
        if isinstance(row, dict):
            if "requirement" not in row:
                problems.add(f"{path}[{i + 1}]", NEEDED, {"key": "requirement"})
                continue
            pages = _page_range(problems, row.get("pages"), f"{path}[{i + 1}].pages")
            filing = row.get("filing")
            meets.append(_scoped(str(row["requirement"]), str(filing) if filing else None, pages))
        else:
            meets.append(_scoped(str(row), None, None))
    return tuple(meets)


def _scoped(requirement: str, filing: str | None, pages: tuple[int, int] | None) -> Meets:
    form, mark, bare = requirement.partition("#")
    return Meets(bare, filing or form, pages) if mark else Meets(requirement, filing, pages)


def _page_range(problems: Problems, raw: JsonValue, path: str) -> tuple[int, int] | None:
    if raw is None:
        return None
    first, _, last = str(raw).strip("[]").replace(",", "-").partition("-")
    if first.strip().isdigit() and (last.strip() or first).strip().isdigit():
        return int(first), int(last.strip() or first)
    problems.add(path, NO_PAGES)
    return None


class _Says:
    """Reads what one paper says."""

    def __init__(self, values: ValueReader, kind: KindSpec, about: tuple[str, ...], case: Case) -> None:
        self.values = values
        self.order = _order(kind)
        self.about = about
        self.case = case

    def read(self, raw: JsonValue, path: str) -> tuple[Statement, ...]:
        rows = raw if isinstance(raw, list) else [] if raw is None else [raw]
        found: list[Statement] = []
        for row in rows:
            if not isinstance(row, dict):
                self.values.problems.add(path, NOT_A_MAPPING, {"example": "{legal_name: ...}"})
                continue
            for key, item in row.items():
                statement = self._statement(str(key), item, f"{path}.{key}")
                if statement is not None:
                    found.append(statement)
        return tuple(found)

    def _statement(self, key: str, raw: JsonValue, path: str) -> Statement | None:
        page, written = None, None
        if isinstance(raw, dict) and "value" in raw and set(raw) <= {"value", "page", "as_written", "box"}:
            page_raw, written, raw = raw.get("page"), raw.get("as_written"), raw["value"]
            page = (
                int(page_raw) if isinstance(page_raw, (int, float, str)) and str(page_raw).isdigit() else None
            )
        owner, subject, fact_path, field_type = self._resolve(key)
        if field_type is None:
            known = self.values.vocabulary.facts["person"]
            _no_such(self.values.problems, path, NOT_A_FACT, key, known)
            return None
        value = self._lenient(field_type, raw)
        text = clean_text(str(written if written is not None else _as_text(raw)))
        return Statement(owner, subject, fact_path, value, text, page)

    def _lenient(self, field_type: FieldType, raw: JsonValue) -> object:
        """The typed value, or None: a paper may say a thing in its own way, which is kept as written."""
        reader = ValueReader(self.values.vocabulary, Problems())
        value = reader.value(field_type, raw, "", self.order)
        return None if reader.problems.found else value

    def _resolve(self, key: str) -> tuple[str, str | None, tuple[str, ...], FieldType | None]:
        parts = key.split(".")
        vocabulary = self.values.vocabulary
        subject = self.about[0] if self.about else None
        if parts[0] in {"marriage", "filing", "case", "document"} and len(parts) > 1:
            owner, parts = parts[0], parts[1:]
        else:
            owner = "person"
            if len(parts) > 1 and parts[0] in self.case.people:
                subject, parts = parts[0], parts[1:]
        spec = vocabulary.fact(owner, parts[0])
        if spec is None and owner == "person":
            spec = vocabulary.fact("filing", parts[0]) or vocabulary.fact("document", parts[0])
            owner = spec.owner if spec else owner
        if spec is None:
            return owner, subject, tuple(parts), None
        path = (spec.id, *parts[1:])
        return owner, subject if owner == "person" else None, path, self._inner(spec.type, parts[1:])

    def _inner(self, field_type: FieldType, rest: list[str]) -> FieldType | None:
        if not rest:
            return field_type
        if rest == ["name"]:
            return FieldType("name")
        record = self.values.vocabulary.record_of(field_type)
        if field_type.kind == "name" and rest[0] in {"family", "given", "middle", "suffix"}:
            return FieldType("text")
        spec = record.fields.get(rest[0]) if record else None
        return self._inner(spec.type, rest[1:]) if spec else None


def _as_text(raw: JsonValue) -> str:
    if isinstance(raw, dict):
        return ", ".join(str(v) for v in raw.values())
    if isinstance(raw, list):
        return "; ".join(_as_text(r) for r in raw)
    if isinstance(raw, bool):
        return "yes" if raw else "no"
    return "" if raw is None else str(raw)
