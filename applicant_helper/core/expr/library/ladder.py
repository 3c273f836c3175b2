"""Records that cannot be had, and the sworn statements in their place (8 CFR 103.2(b)(2))."""

from __future__ import annotations

from collections.abc import Iterator

from applicant_helper.core.answers import Answer, AnswerState, Record
from applicant_helper.core.case import Case, Document
from applicant_helper.core.expr.evaluate import Evaluation
from applicant_helper.core.expr.library.support import lazy
from applicant_helper.core.expr.nodes import Call
from applicant_helper.core.expr.result import Result, known

# Those whose case a filing is. A relative who only appears in it may swear to what they saw.
PARTIES = ("applicant", "petitioner", "beneficiary")


@lazy("ladder_faults")
def ladder_faults(run: Evaluation, node: Call) -> Result:
    """Records replaced by sworn statements without a letter of the authority or secondary evidence."""
    rows = []
    for requirement, row in run.scope.case.unavailable().items():
        lacking = tuple(k for k in ("letter", "secondary") if not row.get(k))
        if row.get("affidavits") and "letter" in lacking:
            rows.append(Record("lack", {"requirement": _plain(requirement), "items": _plain(lacking)}))
    return known(tuple(rows))


@lazy("affiants")
def affiants(run: Evaluation, node: Call) -> Result:
    """Who swore a statement that stands in for a record: one row for each person of each such paper."""
    scope = run.scope
    parties = {p.id for role in PARTIES if (p := scope.person_of(role)) is not None}
    return known(
        tuple(
            _affiant(scope.case, requirement, document, person, is_party=person in parties)
            for requirement, document in _sworn(scope.case)
            for person in _signers(document)
        )
    )


def _sworn(case: Case) -> Iterator[tuple[str, Document]]:
    for requirement, row in case.unavailable().items():
        listed = row.get("affidavits")
        for document_id in listed if isinstance(listed, list) else ():
            document = case.document(str(document_id))
            if document is not None:
                yield requirement, document


def _signers(document: Document) -> tuple[str, ...]:
    people = document.fields.value("by")
    return tuple(str(p) for p in people) if isinstance(people, tuple) else ()


def _affiant(case: Case, requirement: str, document: Document, person_id: str, *, is_party: bool) -> Record:
    fields = {
        "requirement": _plain(requirement),
        "document": _plain(document.id),
        "name": _plain(document.title_name),
        "is_party": _plain(is_party),
    }
    person = case.people.get(person_id)
    if person is not None and "date_of_birth" in person.facts:
        fields["date_of_birth"] = person.facts["date_of_birth"]
    return Record("affiant", fields)


def _plain(value: object) -> Answer:
    return Answer(AnswerState.KNOWN, value)
