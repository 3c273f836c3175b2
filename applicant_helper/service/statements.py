"""What a paper says: the facts that its kind states, each with what was written down from this paper."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from applicant_helper import i18n
from applicant_helper.core.answers import JsonValue
from applicant_helper.core.case import Document
from applicant_helper.core.vocabulary import FieldType
from applicant_helper.service import edits, words
from applicant_helper.service.edits import Refused
from applicant_helper.service.factwords import label_of, resolve
from applicant_helper.service.itemfields import (
    EXAMPLES,
    TAKE_AWAY,
    FieldView,
    ItemField,
    typed_words,
)
from applicant_helper.service.session import Session

NAME_PARTS = frozenset({"family", "given", "middle", "suffix", "native", "single"})
ONE_ADDRESS = frozenset({"address", "place", "address_period"})


@dataclass(frozen=True, slots=True)
class StatedField:
    """A fact that a paper of this kind states. `view.key` names it; `said` is empty until written down."""

    view: FieldView
    said: str


def stated_fields(session: Session, document_id: str) -> tuple[StatedField, ...]:
    """The facts that this paper's kind states, in order. Raises Refused for no such paper."""
    document = edits.find_document(session.case, document_id)
    said = said_raw(document)
    return tuple(StatedField(f.view, as_written(said.get(f.view.key))) for f in _fields(session, document))


def state_typed(
    session: Session, document_id: str, fact: str, typed: str, *, is_on_paper: bool = False
) -> None:
    """Write down what the paper says about a fact, as typed. Empty changes nothing; TAKE_AWAY takes it away.

    `is_on_paper` = the fact was read there, whether or not papers of this kind state it. Raises ItemRefused
    naming the field, and Refused when the kind does not state that fact.
    """
    text = typed.strip()
    document = edits.find_document(session.case, document_id)
    also = (fact,) if is_on_paper else ()
    field = next((f for f in _fields(session, document, also) if f.view.key == fact), None)
    if field is None:
        raise Refused("no-such-fact", edits.NO_SUCH_FACT, {"path": fact})
    if not text:
        return
    value = None if text == TAKE_AWAY else typed_words(session.catalog, field, text)
    session.state(document_id, fact, value)


def is_one_line(session: Session, document: Document, fact: str) -> bool:
    """Whether a fact is written down on one line, and not part by part or item by item."""
    return any(f.view.key == fact for f in _fields(session, document, (fact,)))


def said_raw(document: Document) -> dict[str, JsonValue]:
    """What the paper says, fact to value in the form of the case file."""
    said: dict[str, JsonValue] = {}
    rows = document.raw.get("says")
    for row in rows if isinstance(rows, list) else [rows]:
        said.update(row if isinstance(row, dict) else {})
    return said


def as_written(value: JsonValue) -> str:
    """A raw value on one line, as it was written."""
    if isinstance(value, dict):
        if "value" in value:
            return as_written(value.get("as_written") or value["value"])
        if "family" in value and value.keys() <= NAME_PARTS:
            return _name_written(value)
        return ", ".join(as_written(v) for v in value.values())
    if isinstance(value, list):
        return "; ".join(as_written(v) for v in value)
    if isinstance(value, bool):
        return i18n.gettext("yes") if value else i18n.gettext("no")
    return "" if value is None else str(value)


def _name_written(value: Mapping[str, JsonValue]) -> str:
    """`Peña Ortiz, María Fernanda`, as forms order the parts of a name."""
    after = [as_written(value.get(k)) for k in ("given", "middle", "suffix")]
    return ", ".join(t for t in (as_written(value["family"]), " ".join(a for a in after if a)) if t)


def stated_types(
    session: Session, document: Document, also: Sequence[str] = ()
) -> Iterator[tuple[str, str, FieldType]]:
    """Each fact that this paper's kind states and each it was found to say, with its label and type."""
    states = session.catalog.vocabulary.kinds[document.kind].states
    for path in dict.fromkeys((*states, *said_raw(document), *also)):
        found = resolve(session.catalog, _without_person(session, path))
        kind = _inner(session, found[0].type, found[1]) if found is not None else None
        if found is not None and kind is not None:
            yield path, _whose(session, path) + label_of(session.catalog, *found), kind


def _fields(session: Session, document: Document, also: Sequence[str] = ()) -> Iterator[ItemField]:
    for path, label, kind in stated_types(session, document, also):
        yield from _of_type(session, path, label, kind)


def _without_person(session: Session, path: str) -> str:
    person, _, rest = path.partition(".")
    return rest if rest and person in session.case.people else path


def _whose(session: Session, path: str) -> str:
    """`Ana Ruiz: ` for a fact of another person than the one the paper is about."""
    person = session.case.people.get(path.partition(".")[0])
    return f"{words.person_name(person)}: " if person is not None and "." in path else ""


def _inner(session: Session, kind: FieldType, rest: list[str]) -> FieldType | None:
    if not rest:
        return kind
    if rest == ["name"]:
        return FieldType("name")
    record = session.catalog.vocabulary.record_of(kind)
    spec = record.fields.get(rest[0]) if record is not None else None
    return _inner(session, spec.type, rest[1:]) if spec is not None else None


def _of_type(session: Session, path: str, label: str, kind: FieldType) -> Iterator[ItemField]:
    """One field, or the parts of an address. Other lists are `stateditems`."""
    record = session.catalog.vocabulary.record_of(kind)
    if record is None:
        written = kind.describe()
        choices = tuple((c, words.word(session.catalog, c)) for c in kind.choices)
        example = EXAMPLES.get(written, "")
        view = FieldView(path, label, written, required=False, choices=choices, example=example)
        yield ItemField(view, kind, (path,))
    elif record.id in ONE_ADDRESS and kind.kind != "list":
        for key, spec in record.fields.items():
            inner = f"{label}: {words.word(session.catalog, key)}"
            if session.catalog.vocabulary.record_of(spec.type) is None and spec.type.kind != "list":
                yield from _of_type(session, f"{path}.{key}", inner, spec.type)
