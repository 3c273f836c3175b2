"""How good papers are as evidence: what time they speak for, what kinds they are, who signed them."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from applicant_helper.core.answers import Record
from applicant_helper.core.case import Person
from applicant_helper.core.expr.evaluate import Evaluation
from applicant_helper.core.expr.library.histories import as_record, periods_of
from applicant_helper.core.expr.library.said import statement_of
from applicant_helper.core.expr.library.support import strict
from applicant_helper.core.expr.result import NOT_APPLICABLE, Result, unknown
from applicant_helper.core.values.dates import PartialDate
from applicant_helper.core.values.money import Money
from applicant_helper.core.values.periods import Period

VALID_SIGNATURES = frozenset({None, "ink", "electronic"})
YEAR = Decimal(365)
SAME_CATEGORY = {
    "property_deed": "lease",
    "tax_return": "tax_transcript",
    "w2": "tax_transcript",
    "cohabitation_mail": "utility_bill",
    "messages": "photo_set",
}
"""Kinds that count as one category of evidence of a shared life (I-130 and I-751 instructions, evidence lists)."""


@strict("test_scores")
def test_scores(run: Evaluation, paper: Record) -> object:
    """The results that a paper of a language or civics test states."""
    said = statement_of(run, paper, "document.test_scores")
    rows = said.value if said is not None and isinstance(said.value, tuple) else None
    return rows if rows is not None else unknown(f"papers.{paper.value('id')}.test_scores")


@strict("papers_about")
def papers_about(run: Evaluation, person: object, *kinds: str) -> object:
    """Papers of these kinds about a person, whoever else they are about."""
    wanted = person_id(person)
    scope = run.scope
    found = [d for d in scope.case.documents if wanted in d.about and (not kinds or d.kind in kinds)]
    return tuple(scope.document_record(d) for d in found)


@strict("is_about")
def is_about(run: Evaluation, paper: Record, person: object) -> object:
    """Whether a paper is about a person."""
    about = paper.value("about")
    return isinstance(about, tuple) and person_id(person) in about


def person_id(person: object) -> str:
    """The id of a person, of the person an item names, or the id itself."""
    if isinstance(person, Person):
        return person.id
    return str(person.value("person")) if isinstance(person, Record) else str(person)


@strict("forms_here")
def forms_here(run: Evaluation, *forms: str) -> object:
    """Papers of the case that are one of these official forms and concern this filing's people."""
    scope = run.scope
    found = [d for d in scope.documents_here() if d.text("form") in forms]
    return tuple(scope.document_record(d) for d in found)


@strict("signed")
def signed(run: Evaluation, paper: Record, role: str) -> object:
    """Whether a paper has a valid signature by a role; unknown when nobody looked at its signatures."""
    rows = paper.value("signatures")
    if not isinstance(rows, tuple):
        return unknown(f"papers.{paper.value('id')}.signatures")
    return any(_is_valid(row, role) for row in rows if isinstance(row, Record))


def _is_valid(row: Record, role: str) -> bool:
    return row.value("by") in {None, role} and row.value("how") in VALID_SIGNATURES


@strict("unsigned")
def unsigned(run: Evaluation, paper: Record, role: str) -> object:
    """Whether a paper was looked at and has no valid signature by a role."""
    found = signed(run, paper, role)
    return found if isinstance(found, Result) else not found


@strict("paper_times")
def paper_times(run: Evaluation, papers: Sequence[object]) -> object:
    """The times papers speak for: what they cover, else the day they were issued."""
    return tuple(as_record(p) for paper in papers if isinstance(paper, Record) for p in times_of(paper))


def times_of(paper: Record) -> list[Period]:
    """The periods one paper speaks for."""
    covers = paper.value("covers")
    if isinstance(covers, tuple) and covers:
        return periods_of(covers)
    issued = paper.value("issued")
    if isinstance(issued, PartialDate):
        return [Period(issued.earliest(), issued.latest())]
    return []


@strict("categories")
def categories(run: Evaluation, papers: Sequence[object]) -> object:
    """How many categories of evidence the papers are of."""
    kinds = [str(p.value("kind")) for p in papers if isinstance(p, Record)]
    return Decimal(len({SAME_CATEGORY.get(kind, kind) for kind in kinds}))


@strict("yearly_pay")
def yearly_pay(run: Evaluation, papers: Sequence[object]) -> object:
    """The pay that pay stubs state, reckoned for a year from the days they cover."""
    amount, days = Decimal(0), 0
    for paper in papers:
        if not isinstance(paper, Record):
            continue
        said = statement_of(run, paper, "document.period_income")
        spans = [p for p in times_of(paper) if p.end is not None and p.end > p.start]
        if said is None or not isinstance(said.value, (Money, Decimal)) or not spans:
            continue
        amount += said.value.amount if isinstance(said.value, Money) else said.value
        days += sum(p.days or 0 for p in spans)
    return amount * YEAR / days if days else NOT_APPLICABLE
