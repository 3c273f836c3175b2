"""Which types go together: what may be compared, added, or asked whether it is so."""

from __future__ import annotations

from applicant_helper.core.vocabulary import FieldType

TEXT_LIKE = frozenset(
    {
        "text",
        "id",
        "choice",
        "country",
        "language",
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
        "person_ref",
    }
)


PLACES = frozenset({"address_period", "work_period", "address", "place"})


def family(field_type: FieldType) -> str:
    """The family of a type: values of one family can be compared with each other."""
    if field_type.kind in TEXT_LIKE:
        return "text"
    if field_type.kind in {"number", "money"}:
        return "number"
    if field_type.kind in {"date", "date_or_ds"}:
        return "date"
    return field_type.kind


def can_be_asked(field_type: FieldType) -> bool:
    """Whether a value can stand as a condition: yes/no, or a list (true when not empty)."""
    return field_type.kind in {"yes_no", "list"}


def fits(given: FieldType, wanted: FieldType) -> bool:
    """Whether a value of type `given` can be handed where `wanted` is expected."""
    if wanted.kind == "any" or given.kind == "nothing":
        return True
    if wanted.kind == "person":
        return given.kind in {"person", "person_ref"}
    if wanted.kind == "place_record":
        return given.kind in {"address", "place"} or given.record in PLACES
    if wanted.kind == "list":
        if given.kind != "list":
            return False
        inner = wanted.item
        return inner is None or inner.kind == "any" or (given.item is not None and fits(given.item, inner))
    if wanted.kind == "record":
        return given.kind == "record" and wanted.record in {None, given.record}
    return family(given) == family(wanted)


def joined(a: FieldType, b: FieldType) -> FieldType | None:
    """The type of a value that is either of the two, or None when they do not go together."""
    if a.kind == "nothing":
        return b
    if b.kind == "nothing" or a == b:
        return a
    if family(a) == family(b):
        return FieldType({"text": "text", "number": "number", "date": "date"}.get(family(a), a.kind))
    return None


def as_list(field_type: FieldType) -> FieldType:
    """Several answers of one question are a list of answers; any other type is itself."""
    if field_type.kind == "choices":
        return FieldType("list", item=FieldType("choice", choices=field_type.choices))
    return field_type
