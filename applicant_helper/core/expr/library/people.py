"""People and couples."""

from __future__ import annotations

from applicant_helper.core.answers import Record
from applicant_helper.core.case import Person
from applicant_helper.core.expr.evaluate import Evaluation
from applicant_helper.core.expr.library.support import strict
from applicant_helper.core.expr.result import Result, unknown


@strict("marriages_of")
def marriages_of(run: Evaluation, person: Person) -> object:
    """Every couple that names the person.

    While no couple is listed, a person who never said "single" may still have been married: unknown.
    """
    couples = run.scope.marriages_of(person)
    if not couples and _may_have_married(person):
        return unknown("marriages")
    return couples


@strict("prior_marriages")
def prior_marriages(run: Evaluation, person: Person) -> object:
    """The person's couples other than the one between this form's two roles."""
    found = marriages_of(run, person)
    if isinstance(found, Result):
        return found
    here = run.scope.marriage()
    couples: list[Record] = [m for m in run.scope.marriages_of(person) if m is not here]
    return tuple(couples)


@strict("people_in")
def people_in(run: Evaluation, role: str) -> object:
    """Everyone in a role of this filing."""
    return run.scope.people_of(role)


def _may_have_married(person: Person) -> bool:
    status = person.facts.get("marital_status")
    return status is not None and status.has_value and status.value != "single"
