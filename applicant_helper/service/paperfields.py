"""What is known about a paper itself: dates, language, copy, sides. Typed field by field, for both faces."""

from __future__ import annotations

from applicant_helper.core.answers import JsonValue
from applicant_helper.core.vocabulary import FieldType
from applicant_helper.service import edits, words
from applicant_helper.service.itemfields import TAKE_AWAY, FieldView, ItemField, fields_of, typed_value
from applicant_helper.service.session import Session
from applicant_helper.service.statements import StatedField

ASKED = (
    "issued",
    "expires",
    "issuer",
    "language",
    "copy",
    "sides",
    "final",
    "count",
    "certificate",
    "edition",
)
ONLY_FOR = {
    "certificate": frozenset({"translation", "translation_certificate"}),
    "edition": frozenset({"official_form", "form_supplement"}),
    "count": frozenset({"photo_2x2", "photo_set"}),
}


def paper_fields(session: Session, document_id: str) -> tuple[StatedField, ...]:
    """What to ask about this paper itself, with what is known. Raises Refused for no such paper."""
    document = edits.find_document(session.case, document_id)
    shown = []
    for field in _fields(session, document.kind):
        value = document.fields.value(field.view.key)
        said = "" if value is None else words.value_text(value, session.catalog)
        shown.append(StatedField(field.view, said))
    return tuple(shown)


def describe_typed(session: Session, document_id: str, key: str, typed: str) -> None:
    """Say something about a paper, as typed. Empty changes nothing; TAKE_AWAY takes it away.

    Raises ItemRefused naming the field, and Refused for a key that is not asked.
    """
    document = edits.find_document(session.case, document_id)
    field = next((f for f in _fields(session, document.kind) if f.view.key == key), None)
    if field is None:
        raise edits.Refused("no-such-fact", edits.NO_SUCH_FACT, {"path": key})
    text = typed.strip()
    if text:
        value: JsonValue = None if text == TAKE_AWAY else typed_value(session.catalog, field, text)
        session.describe(document_id, **{key: value})


def people(session: Session) -> tuple[tuple[str, str], ...]:
    """Id and name of everyone in the case a paper can be about."""
    return tuple((p.id, words.person_name(p)) for p in session.case.people.values())


def set_about(session: Session, document_id: str, person_id: str) -> None:
    """Say whom a paper is about."""
    session.describe(document_id, about=[person_id])


def set_translation_of(session: Session, document_id: str, original_id: str | None) -> None:
    """Say which paper this is a translation of; None takes it back."""
    if original_id is not None:
        edits.find_document(session.case, original_id)
    session.describe(document_id, translation_of=original_id)


def _fields(session: Session, kind: str) -> tuple[ItemField, ...]:
    found = {f.view.key: f for f in fields_of(session.catalog, FieldType("record", record="document"))}
    expires = session.catalog.vocabulary.kinds[kind].expires
    wanted = [k for k in ASKED if kind in ONLY_FOR.get(k, {kind}) and (k != "expires" or expires)]
    return tuple(_optional(found[k]) for k in wanted)


def _optional(field: ItemField) -> ItemField:
    old = field.view
    view = FieldView(old.key, old.label, old.kind, required=False, choices=old.choices, example=old.example)
    return ItemField(view, field.type, field.keys)
