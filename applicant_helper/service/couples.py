"""Who is married to whom, typed: the two fields of a marriage that name people, as people of the case."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from applicant_helper.core.answers import Answer, AnswerState, JsonValue
from applicant_helper.core.case import Case, Filing, Person
from applicant_helper.core.marks import N_
from applicant_helper.core.values.names import PersonName, parse_name
from applicant_helper.core.values.refusal import Refusal
from applicant_helper.core.vocabulary import FieldType
from applicant_helper.i18n import gettext as _
from applicant_helper.service import words
from applicant_helper.service.canonical import canonical_value
from applicant_helper.service.edits import person_for
from applicant_helper.service.itemfields import EXAMPLES, PLEASE_ANSWER, FieldView, ItemField, ItemRefused

ONE, OTHER = "spouses.1", "spouses.2"
NOT_TWO = N_("A marriage is between two people. Write the name of the other person.")


def couple_fields(case: Case, filing: Filing) -> tuple[ItemField, ...]:
    """Who of the people of the form this marriage is of, and whom they married."""
    roles = {"applicant": _("the applicant"), "spouse": _("the spouse")}
    people = [
        (p, label) for role, label in roles.items() if (p := person_for(case, filing, role)) in case.people
    ]
    choices = tuple((p, name_or(case.people[p], label)) for p, label in people if p is not None)
    one = FieldView(ONE, _("Whose marriage"), "choice", required=True, choices=choices, example="")
    other = FieldView(OTHER, _("Married to"), "name", required=True, choices=(), example=EXAMPLES["name"])
    kind = FieldType("choice", choices=tuple(c for c, _label in choices))
    return ItemField(one, kind, ("spouses", "1")), ItemField(other, FieldType("name"), ("spouses", "2"))


def name_or(person: Person, label: str) -> str:
    """The person's name, or the label while no name was given."""
    return words.person_name(person) if "legal_name" in person.facts else label


def with_couple(
    case: Case, filing: Filing, row: Mapping[str, JsonValue], typed: Mapping[str, str]
) -> tuple[Case, list[JsonValue]]:
    """The case with the two people in it, and the `spouses` of the marriage. Raises ItemRefused."""
    written = row.get("spouses")
    old = list(written) if isinstance(written, list) and len(written) == 2 else [None, None]
    fields = couple_fields(case, filing)
    one = _person_of(case, fields[0], typed.get(ONE, "")) or old[0]
    text = typed.get(OTHER, "").strip()
    if one is None or (not text and old[1] is None):
        field = fields[0] if one is None else fields[1]
        raise ItemRefused(field.view.key, field.view.label, PLEASE_ANSWER, {})
    if not text:
        return case, [one, old[1]]
    case, other = _other(case, filing, row, fields[1], text)
    if other == one:
        raise ItemRefused(OTHER, fields[1].view.label, NOT_TWO, {})
    return case, [one, other]


def _person_of(case: Case, field: ItemField, typed: str) -> str | None:
    text = typed.strip().casefold()
    for person_id, label in field.view.choices:
        if text and text in {person_id.casefold(), label.casefold()}:
            return person_id
    return field.view.choices[0][0] if not text and len(field.view.choices) == 1 else None


def _other(
    case: Case, filing: Filing, row: Mapping[str, JsonValue], field: ItemField, text: str
) -> tuple[Case, JsonValue]:
    """A person of the case by name; a present spouse becomes one; an earlier spouse is kept by name."""
    for person in case.people.values():
        if text.casefold() in {person.id.casefold(), words.person_name(person).casefold()}:
            return case, person.id
    name = parse_name(text)
    if isinstance(name, Refusal):
        raise ItemRefused(OTHER, field.view.label, name.message, name.params)
    if row.get("ended") is not None:
        return case, {"name": canonical_value(name)}
    return _with_spouse(case, filing, name)


def _with_spouse(case: Case, filing: Filing, name: PersonName) -> tuple[Case, JsonValue]:
    present = person_for(case, filing, "spouse")
    nameless = present is not None and "legal_name" not in case.people[present].facts
    person_id = present if present is not None and nameless else _free_id(case)
    person = case.people.get(person_id, Person(person_id))
    answer = Answer(AnswerState.KNOWN, name, canonical_value(name))
    return case.with_person(replace(person, facts={**person.facts, "legal_name": answer})), person_id


def _free_id(case: Case) -> str:
    number, candidate = 1, "spouse"
    while candidate in case.people:
        number += 1
        candidate = f"spouse{number}"
    return candidate
