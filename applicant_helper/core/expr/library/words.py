"""Words inside free text: how it begins, whether it mentions something, which country a consulate is in."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping

from applicant_helper.core.answers import JsonValue, Record
from applicant_helper.core.case import Person
from applicant_helper.core.expr.evaluate import Evaluation
from applicant_helper.core.expr.library.support import NO_LAST_DAY, lazy, strict
from applicant_helper.core.expr.nodes import Call
from applicant_helper.core.expr.result import Result, unknown
from applicant_helper.core.values.countries import parse_country
from applicant_helper.core.values.names import NameLevel, PersonName, compare_names
from applicant_helper.core.values.refusal import Refusal


def _plain(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text)
    kept = "".join(c for c in decomposed if not unicodedata.combining(c))
    return " ".join("".join(c if c.isalnum() else " " for c in kept.casefold()).split())


@strict("begins")
def begins(run: Evaluation, text: str, *starts: str) -> object:
    """Whether a text begins so, whatever its case, spaces and hyphens."""
    squeezed = _plain(text).replace(" ", "")
    return any(squeezed.startswith(_plain(s).replace(" ", "")) for s in starts)


@strict("mentions")
def mentions(run: Evaluation, text: str, *words: str) -> object:
    """Whether a text holds one of these words, whole and in any case."""
    return any(f" {_plain(w)} " in f" {_plain(text)} " for w in words)


@strict("post_country")
def post_country(run: Evaluation, text: str) -> object:
    """The country a consulate is in, by a country named in the text or by its city."""
    for part in (text, *reversed(text.split(","))):
        code = parse_country(part.strip())
        if not isinstance(code, Refusal):
            return code
    table = run.scope.tables.get("posts")
    posts: Mapping[str, JsonValue] = table if isinstance(table, dict) else {}
    plain = f" {_plain(text)} "
    found = {
        country
        for country, cities in posts.items()
        for city in (cities if isinstance(cities, list) else ())
        if f" {_plain(str(city))} " in plain
    }
    return found.pop() if len(found) == 1 else unknown("filing.consulate")


@lazy("is_ds")
def is_ds(run: Evaluation, node: Call) -> Result:
    """Whether a stay is for the duration of status (D/S) and has no last day."""
    found = run.result(node.args[0])
    return Result(found.value == NO_LAST_DAY) if found.is_known else found


@strict("same_person")
def same_person(run: Evaluation, one: object, other: object) -> object:
    """Whether two of a person, an item that names one, or a bare id are the same person."""
    ids = {_id(one), _id(other)}
    if "" not in ids and len(ids) == 1:
        return True
    if "" not in ids and ids <= set(run.scope.case.people):
        return False
    names = [_name(run, value) for value in (one, other)]
    if names[0] is None or names[1] is None:
        return False if "" not in ids else unknown("legal_name")
    return compare_names(names[0], names[1]).level is not NameLevel.MISMATCH


def _id(value: object) -> str:
    if isinstance(value, Person):
        return value.id
    if isinstance(value, Record):
        person = value.value("person")
        return person if isinstance(person, str) else ""
    return str(value)


def _name(run: Evaluation, value: object) -> PersonName | None:
    person = run.scope.case.people.get(_id(value))
    if person is not None and "legal_name" in person.facts:
        found = person.facts["legal_name"].value
    elif isinstance(value, Record):
        found = value.value("name") or value.value("legal_name")
    else:
        found = None
    return found if isinstance(found, PersonName) else None


@strict("is_unavailable")
def is_unavailable(run: Evaluation, requirement: str) -> object:
    """Whether the person said that the record of a requirement cannot be had."""
    return requirement in run.scope.case.unavailable()


@strict("form_answers")
def form_answers(run: Evaluation, form: str) -> object:
    """The answers that papers of a form state item by item."""
    return tuple(
        item
        for document in run.scope.documents_here()
        if document.text("form") == form
        for statement in document.statements
        if statement.fact == "form_items"
        for item in (statement.value if isinstance(statement.value, tuple) else ())
        if isinstance(item, Record)
    )
