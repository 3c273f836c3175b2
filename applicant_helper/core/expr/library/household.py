"""Who counts in a sponsor's household (8 CFR 213a.1, "household size"; Form I-864 Part 5)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from applicant_helper.core.answers import Record
from applicant_helper.core.case import Person
from applicant_helper.core.expr.evaluate import Evaluation
from applicant_helper.core.expr.library.support import strict
from applicant_helper.core.expr.result import Result
from applicant_helper.core.values.dates import PartialDate
from applicant_helper.core.values.names import PersonName, print_name
from applicant_helper.core.values.windows import age_on

CHILD_UNDER = 21
IMMIGRANT_ROLES = ("principal", "derivative", "applicant", "beneficiary")
MEMBER_ROLE = "household_member"
COUNTED = ("children", "household_members", "sponsored_before")


@strict("affidavit_household")
def affidavit_household(run: Evaluation, sponsor: Person) -> object:
    """Sponsor, spouse, unmarried children under 21, tax dependents, immigrants, people still sponsored; once each.

    A list the person was not asked about counts as empty, and the result is then provisional.
    """
    counted = {sponsor.id, *_spouse(run, sponsor), *_children(run, sponsor), *_members(sponsor)}
    counted |= {*_immigrants(run), *_still_sponsored(sponsor)}
    counted |= set(run.scope.filing.roles.get(MEMBER_ROLE, ()))
    size = len(_without_doubles(run, counted)) + _unnamed_immigrants(run)
    open_lists = frozenset(f"{sponsor.id}.{fact}" for fact in COUNTED if fact not in sponsor.facts)
    return Result(Decimal(size), open_lists, provisional=bool(open_lists))


def _rows(person: Person, fact: str) -> Iterable[Record]:
    answer = person.facts.get(fact)
    value = answer.value if answer is not None else None
    return [r for r in value if isinstance(r, Record)] if isinstance(value, tuple) else []


def _key(row: Record) -> str:
    person = row.value("person")
    if isinstance(person, str):
        return person
    name = row.value("name") or row.value("legal_name")
    return print_name(name).casefold() if isinstance(name, PersonName) else f"row {id(row)}"


def _without_doubles(run: Evaluation, keys: set[str]) -> set[str]:
    """The people without those who stand once by id and once more by name only."""
    people = [p for p in keys if p in run.scope.case.people]
    names = {_printed(run.scope.case.people[p]) for p in people}
    return {key for key in keys if key in people or key not in names}


def _printed(person: Person) -> str:
    name = _value(person, "legal_name")
    return print_name(name).casefold() if isinstance(name, PersonName) else ""


def _spouse(run: Evaluation, sponsor: Person) -> set[str]:
    found = set()
    for couple in run.scope.marriages_of(sponsor):
        if couple.value("ended") is not None or couple.value("type") in {"engaged", "conjugal", "durable"}:
            continue
        spouses = couple.value("spouses")
        for other in spouses if isinstance(spouses, tuple) else ():
            if other != sponsor.id:
                found.add(other if isinstance(other, str) else _key(other))
    return found


def _children(run: Evaluation, sponsor: Person) -> set[str]:
    return {_key(row) for row in _rows(sponsor, "children") if _is_counted_child(run, row)}


def _is_counted_child(run: Evaluation, row: Record) -> bool:
    person = run.scope.case.people.get(str(row.value("person")))
    born, status = row.value("date_of_birth"), row.value("marital_status")
    if person is not None:
        born, status = _value(person, "date_of_birth"), _value(person, "marital_status")
    if status not in {None, "single", "divorced", "widowed", "annulled"}:
        return row.value("dependent_on_tax") is True
    if not isinstance(born, PartialDate):
        return True
    on = run.scope.fact("filing", "date").value
    young = age_on(born.latest(), on if isinstance(on, date) else run.scope.today) < CHILD_UNDER
    return young or row.value("dependent_on_tax") is True


def _value(person: Person, fact: str) -> object:
    answer = person.facts.get(fact)
    return answer.value if answer is not None else None


def _members(sponsor: Person) -> set[str]:
    return {
        _key(row)
        for row in _rows(sponsor, "household_members")
        if row.value("dependent_on_tax") is True or row.value("income_counted") is True
    }


def _immigrants(run: Evaluation) -> set[str]:
    roles = run.scope.filing.roles
    return {p for role in IMMIGRANT_ROLES for p in roles.get(role, ()) if p not in roles.get("sponsor", ())}


def _unnamed_immigrants(run: Evaluation) -> int:
    stated = run.scope.fact("filing", "immigrants_on_petition").value
    return max(0, int(stated) - len(_immigrants(run))) if isinstance(stated, (int, Decimal)) else 0


def _still_sponsored(sponsor: Person) -> set[str]:
    return {_key(row) for row in _rows(sponsor, "sponsored_before") if row.value("still_obligated") is True}
