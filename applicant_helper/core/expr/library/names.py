"""Names on papers against the name a person gives."""

from __future__ import annotations

from applicant_helper.core.case import Person
from applicant_helper.core.expr.evaluate import Evaluation
from applicant_helper.core.expr.library.papers import stated, statement_record
from applicant_helper.core.expr.library.support import lazy, strict
from applicant_helper.core.expr.nodes import Call, Path
from applicant_helper.core.expr.result import Result, known
from applicant_helper.core.values.names import NameLevel, PersonName, compare_names

SAME_NAME = frozenset({NameLevel.EXACT, NameLevel.TRIVIAL})
LINKING_KINDS = frozenset(
    {
        "marriage_certificate",
        "divorce_decree",
        "name_change_order",
        "adoption_decree",
        "certificate_of_naturalization",
    }
)


@lazy("name_conflicts")
def name_conflicts(run: Evaluation, node: Call) -> Result:
    """Names on papers that conflict with the fact while nothing links or explains the two."""
    path = node.args[0]
    if not isinstance(path, Path):
        return known(())
    person = run.scope.person_of(path.root)
    legal = person.facts.get("legal_name") if person else None
    if person is None or legal is None or not isinstance(legal.value, PersonName):
        return known(())
    kinds = {str(run.result(n).value) for n in node.args[1:]}
    conflicts = []
    for document, statement in stated(run, path):
        if (kinds and document.kind not in kinds) or not isinstance(statement.value, PersonName):
            continue
        level = compare_names(legal.value, statement.value).level
        if level is NameLevel.MISMATCH and not _explained(run, person, statement.value):
            conflicts.append(statement_record(document, statement))
    return known(tuple(conflicts))


@lazy("name_variants")
def name_variants(run: Evaluation, node: Call) -> Result:
    """Names on papers that are spelled otherwise than the fact and are not among the other names listed."""
    path = node.args[0]
    person = run.scope.person_of(path.root) if isinstance(path, Path) else None
    legal = person.facts.get("legal_name") if person else None
    if person is None or legal is None or not isinstance(legal.value, PersonName):
        return known(())
    kinds = {str(run.result(n).value) for n in node.args[1:]}
    listed = [*_names(person, "other_names", "name"), *_names(person, "name_changes", "from")]
    found = []
    for document, statement in stated(run, path):  # type: ignore[arg-type]
        name = statement.value
        if (kinds and document.kind not in kinds) or not isinstance(name, PersonName):
            continue
        match = compare_names(legal.value, name)
        is_other = match.level is NameLevel.MISMATCH or match.because == "spelling"
        if is_other and not any(compare_names(n, name).level in SAME_NAME for n in listed):
            found.append(statement_record(document, statement))
    return known(tuple(found))


@strict("name_differs")
def name_differs(run: Evaluation, one: PersonName, other: PersonName) -> object:
    """Whether two names are not the same name in another order, spelling or length."""
    return compare_names(one, other).level is NameLevel.MISMATCH


def _explained(run: Evaluation, person: Person, name: PersonName) -> bool:
    """Whether the name is one the person used and a paper that can link names is in the case."""
    return uses_name(person, name) and any(
        d.kind in LINKING_KINDS and (not d.about or person.id in d.about) for d in run.scope.case.documents
    )


def uses_name(person: Person, name: PersonName) -> bool:
    """Whether the person lists this name, or one that only varies from it, as another or earlier name."""
    known_names = [*_names(person, "other_names", "name"), *_names(person, "name_changes", "from")]
    return any(compare_names(n, name).level is not NameLevel.MISMATCH for n in known_names)


def _names(person: Person, fact: str, key: str) -> list[PersonName]:
    answer = person.facts.get(fact)
    rows = answer.value if answer is not None and isinstance(answer.value, tuple) else ()
    found = [row.value(key) for row in rows if hasattr(row, "value")]
    return [n for n in found if isinstance(n, PersonName)]
