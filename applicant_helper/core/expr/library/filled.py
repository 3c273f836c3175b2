"""A filled form held against the answers it should carry."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from applicant_helper.core.answers import Answer, AnswerState, Record
from applicant_helper.core.case import Document, Statement
from applicant_helper.core.expr.evaluate import Evaluation
from applicant_helper.core.expr.library.papers import agree, statement_record
from applicant_helper.core.expr.library.support import strict
from applicant_helper.core.values.names import NameLevel, PersonName, compare_names

FORM_KINDS = frozenset({"official_form", "form_supplement", "i864", "medical_i693"})
SAME_NAME = frozenset({NameLevel.EXACT, NameLevel.TRIVIAL})


@strict("form_differences")
def form_differences(run: Evaluation, form: str, *but: str) -> object:
    """Single facts that a filled form of this id states otherwise than the person answered; `but` are left out.

    Lists such as trips are not compared here. A fact nobody answered differs from nothing.
    """
    return tuple(
        _difference(run, document, statement, answered)
        for document in run.scope.documents_here()
        if document.kind in FORM_KINDS and document.text("form") == form
        for statement in document.statements
        if statement.path[0] not in but
        for answered in _answered(run, statement)
        if _differs(answered, statement.value)
    )


def _answered(run: Evaluation, statement: Statement) -> Iterator[object]:
    """The answer to the fact that a statement is about; nothing when there is none or only a part is stated."""
    if len(statement.path) != 1:
        return
    fact = statement.path[0]
    scope = run.scope
    if statement.owner == "marriage":
        couple = scope.marriage()
        value = couple.value(fact) if couple else None
    elif statement.owner == "filing":
        value = _value(scope.filing.facts.get(fact) or scope.case.filing_defaults.get(fact))
    else:
        person = scope.case.people.get(statement.subject or "")
        value = _value(person.facts.get(fact)) if person is not None else None
    if value is not None:
        yield value


def _value(answer: Answer | None) -> object:
    return answer.value if answer is not None and answer.state is AnswerState.KNOWN else None


def _differs(answered: object, said: object) -> bool:
    if said is None or isinstance(answered, (tuple, Record)) or isinstance(said, (tuple, Record)):
        return False
    if isinstance(answered, PersonName) and isinstance(said, PersonName):
        return compare_names(answered, said).level not in SAME_NAME
    if isinstance(answered, str) and isinstance(said, str):
        return " ".join(answered.split()).casefold() != " ".join(said.split()).casefold()
    return not agree(answered, said)


def _difference(run: Evaluation, document: Document, statement: Statement, answered: object) -> Record:
    stated = statement_record(document, statement)
    fields = dict(stated.fields)
    fields.setdefault("page", _plain(Decimal(1)))
    fields["fact"] = _plain(f"{statement.owner}.{statement.path[0]}")
    fields["answered"] = _plain(answered)
    fields["whose"] = _plain(_whose(run, statement))
    return Record("form_difference", fields)


def _whose(run: Evaluation, statement: Statement) -> object:
    """The person a statement is about; of a fact of the couple or the filing, the first person of the form."""
    person = run.scope.case.people.get(statement.subject or "")
    if person is not None:
        return person
    first = next((p for ids in run.scope.filing.roles.values() for p in ids), "")
    return run.scope.case.people.get(first, "")


def _plain(value: object) -> Answer:
    return Answer(AnswerState.KNOWN, value)
