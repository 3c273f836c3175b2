"""Other filings of the same case: together in one envelope, or already proved there."""

from __future__ import annotations

from applicant_helper.core.expr.evaluate import Evaluation
from applicant_helper.core.expr.library.evidence import person_id
from applicant_helper.core.expr.library.support import lazy, strict
from applicant_helper.core.expr.nodes import Call
from applicant_helper.core.expr.result import Result, known, unknown
from applicant_helper.core.expr.scope import from_answer
from applicant_helper.core.finding import Status


@lazy("together")
def together(run: Evaluation, node: Call) -> Result:
    """Whether one of the forms is filed in the same envelope: in this case, or named in `filing.with`."""
    scope = run.scope
    forms = {str(run.result(arg).value) for arg in node.args}
    if any(scope.other_filings(form) for form in forms):
        return known(True)
    if scope.filing.form in forms and "with" not in scope.filing.facts:
        forms -= {scope.filing.form}
    named = scope.fact("filing", "with")
    if not named.is_known:
        return Result(False, named.missing, provisional=True)
    rows = named.value if isinstance(named.value, tuple) else ()
    return known(any(form in forms for form in rows))


@strict("filed_fact")
def filed_fact(run: Evaluation, form: str, fact: str) -> object:
    """The answer that another filing of the case has to a filing fact, such as its category."""
    for filing in run.scope.other_filings(form):
        return from_answer(filing.facts.get(fact), f"filing.{fact}")
    return unknown(f"filing.{fact}")


@strict("filed_too")
def filed_too(run: Evaluation, form: str) -> object:
    """Whether another filing of that form in the case shares a person, whatever `filing.with` says."""
    return bool(run.scope.other_filings(form))


@strict("filed_for")
def filed_for(run: Evaluation, form: str, person: object) -> object:
    """Whether a filing of that form in the case binds a person (or the person of an item) to some role."""
    wanted = person_id(person)
    return any(
        filing.form == form and wanted in {p for ids in filing.roles.values() for p in ids}
        for filing in run.scope.case.filings
    )


@strict("missing_elsewhere")
def missing_elsewhere(run: Evaluation, where: str) -> object:
    """Whether `form#requirement` is needed and not met in another filing of that form in the case."""
    form, _, requirement = where.partition("#")
    others = [f for f in run.scope.case.filings if f.form == form and f.id != run.scope.filing.id]
    unmet = {Status.MISSING, Status.INCOMPLETE}
    return any(run.scope.status_in(f.id, requirement) in unmet for f in others)


@strict("met_elsewhere")
def met_elsewhere(run: Evaluation, where: str) -> object:
    """Whether `form#requirement` is met in another filing of the case."""
    form, _, requirement = where.partition("#")
    return any(run.scope.status_in(f.id, requirement) is Status.MET for f in run.scope.other_filings(form))


@strict("explained")
def explained(run: Evaluation, about: str) -> object:
    """Whether the person wrote an explanation about a check or requirement of this name."""
    rows = run.scope.case.extra.get("explanations")
    return any(
        isinstance(row, dict) and str(row.get("about")).rpartition("#")[2] == about and bool(row.get("text"))
        for row in (rows if isinstance(rows, list) else ())
    )
