"""Papers, what they meet, and what they say about facts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from applicant_helper.core.answers import Answer, AnswerState, Record
from applicant_helper.core.case import Document, Statement
from applicant_helper.core.expr.evaluate import Evaluation
from applicant_helper.core.expr.library.support import lazy, strict
from applicant_helper.core.expr.nodes import Call, Node, Path
from applicant_helper.core.expr.result import NO_FACTS, NOT_APPLICABLE, Result, known
from applicant_helper.core.finding import Status
from applicant_helper.core.values.dates import DateMatch, PartialDate, same_date


@strict("papers")
def papers(run: Evaluation, *kinds: str) -> object:
    """Papers of these kinds about this filing's people."""
    scope = run.scope
    return tuple(scope.document_record(d) for d in scope.documents_here() if d.kind in kinds)


@strict("papers_for")
def papers_for(run: Evaluation, requirement: str) -> object:
    """Papers that the person put to a requirement, whatever their state."""
    scope = run.scope
    return tuple(scope.document_record(d) for d in scope.claimed(requirement))


@strict("papers_meeting")
def papers_meeting(run: Evaluation, requirement: str) -> object:
    """Papers that count for a requirement now."""
    return tuple(run.scope.document_record(d) for d in run.scope.counting_papers(requirement))


@strict("met")
def met(run: Evaluation, requirement: str) -> object:
    """Whether a requirement is met."""
    return run.scope.status_of(requirement) is Status.MET


@strict("missing")
def missing(run: Evaluation, requirement: str) -> object:
    """Whether a requirement is needed and its papers are missing or not complete."""
    return run.scope.status_of(requirement) in {Status.MISSING, Status.INCOMPLETE}


@lazy("foreign_papers")
def foreign_papers(run: Evaluation, node: Call) -> Result:
    """Papers put into this filing that are not in English, translations themselves left out."""
    scope = run.scope
    return known(tuple(scope.document_record(d) for d in scope.foreign_documents()))


@lazy("disagreements")
def disagreements(run: Evaluation, node: Call) -> Result:
    """What papers say differently from the fact; nothing while the fact is not known."""
    return _differing(run, node, among_papers=False)


@lazy("clashes")
def clashes(run: Evaluation, node: Call) -> Result:
    """Like disagreements; when the fact itself is not known, papers are held against each other."""
    return _differing(run, node, among_papers=True)


def _differing(run: Evaluation, node: Call, *, among_papers: bool) -> Result:
    path = node.args[0]
    if not isinstance(path, Path):
        return known(())
    kinds = _kinds(run, node.args[1:])
    rows = [
        row for row in stated(run, path) if row[1].value is not None and (not kinds or row[0].kind in kinds)
    ]
    fact = run.scope.fact(path.root, path.keys[0])
    value: object = _fact_value(run, path) if fact.is_known else None
    if value is not None:
        differing = [row for row in rows if not agree(value, row[1].value)]
    elif among_papers and rows:
        first = rows[0][1].value
        differing = rows if any(not agree(first, row[1].value) for row in rows[1:]) else []
    else:
        return known(())
    return Result(tuple(statement_record(d, s) for d, s in differing), NO_FACTS, fact.provisional)


def _kinds(run: Evaluation, nodes: Sequence[Node]) -> frozenset[str]:
    return frozenset(str(run.result(n).value) for n in nodes)


def _fact_value(run: Evaluation, path: Path) -> object:
    answer = _answer(run, path)
    value = answer.value if answer is not None and answer.has_value else None
    for key in path.keys[1:]:
        value = value.value(key) if isinstance(value, Record) else None
    return value


def _answer(run: Evaluation, path: Path) -> Answer | None:
    scope, name = run.scope, path.keys[0]
    if path.root == "marriage":
        couple = scope.marriage()
        return couple.fields.get(name) if couple else None
    if path.root == "filing":
        return scope.filing.facts.get(name) or scope.case.filing_defaults.get(name)
    if path.root == "case":
        return scope.case.case_facts.get(name)
    person = scope.person_of(path.root)
    return person.facts.get(name) if person is not None else None


def stated(run: Evaluation, path: Path) -> list[tuple[Document, Statement]]:
    """What papers say about the fact at `path`.

    Filled forms of other filings are left out: what is wrong in them is told with those. So is a translation
    whose original says the same fact: the two are held against each other.
    """
    scope, fact = run.scope, ".".join(path.keys)
    if path.root in {"marriage", "filing", "case"}:
        rows = scope.statements(None, f"{path.root}.{fact}")
    else:
        person = scope.person_of(path.root)
        rows = scope.statements(person.id, f"person.{fact}") if person else []
    if path.root == "marriage":
        rows = [row for row in rows if _of_couple(run, row[0])]
    there = {d.id for d, _ in rows}
    return [
        (d, s) for d, s in rows if not scope.is_of_other_filing(d) and d.text("translation_of") not in there
    ]


def _of_couple(run: Evaluation, document: Document) -> bool:
    """Whether a paper that speaks of a marriage can speak of the one on this form."""
    couple = run.scope.marriage()
    spouses = couple.value("spouses") if couple else None
    if not isinstance(spouses, tuple) or not document.about:
        return True
    here = {s for s in spouses if isinstance(s, str)}
    about = set(document.about)
    if here <= about or document.text("form"):
        return bool(here & about)
    people = run.scope.case.people
    marriages = [m for p in about & here for m in run.scope.marriages_of(people[p])]
    return bool(about & here) and len(marriages) < 2


def agree(value: object, said: object) -> bool:
    """Whether a paper's value can be the same as the fact's; dates may be less precise or read two ways."""
    if isinstance(value, PartialDate) and isinstance(said, PartialDate):
        return same_date(value, said) in (DateMatch.SAME, DateMatch.COMPATIBLE)
    if isinstance(value, str) and isinstance(said, str):
        return value.casefold() == said.casefold()
    return value == said


def statement_record(document: Document, statement: Statement) -> Record:
    """A statement as an item that conditions and messages can look at."""
    fields = {
        "says": _plain(statement.as_written),
        "document": _plain(document.id),
        "name": _plain(document.title_name),
        "kind": _plain(document.kind),
    }
    if statement.page is not None:
        fields["page"] = _plain(Decimal(statement.page))
    if isinstance(statement.value, PartialDate):
        fields["date"] = _plain(statement.value)
    return Record("statement", fields)


def _plain(value: object) -> Answer:
    return Answer(AnswerState.KNOWN, value)


@strict("edition_accepted")
def edition_accepted(run: Evaluation, edition: date, on: date) -> object:
    """Whether the form's data lists the edition as accepted on that day."""
    return any(
        e == edition and since <= on and (until is None or on <= until)
        for e, since, until in run.scope.editions
    )


@lazy("fee_due")
def fee_due(run: Evaluation, node: Call) -> Result:
    """What is due by the first line that holds in each part of the schedule; of one part when it is named."""
    return run.scope.fee(str(run.result(node.args[0]).value) if node.args else "")


@strict("distinct")
def distinct(run: Evaluation, items: Sequence[object]) -> object:
    """How many different values a list has; dates are compared as days."""
    return Decimal(len({i.earliest() if isinstance(i, PartialDate) else i for i in items}))


@strict("poverty_guideline")
def poverty_guideline(run: Evaluation, size: Decimal, state: str, on: date) -> object:
    """The yearly guideline in US dollars; "does not apply" when no table holds on that day."""
    pinned = _pinned_guideline(run, int(size), state, on)
    if pinned is not None:
        return pinned
    amount = run.scope.tables.get("poverty")
    found = amount(int(size), state, on) if callable(amount) else None
    return Decimal(found) if found is not None else NOT_APPLICABLE


def _pinned_guideline(run: Evaluation, size: int, state: str, on: date) -> Decimal | None:
    """The guideline of a table that the case brings along: {size: amount} or {state: {size: amount}}."""
    tables = run.scope.case.extra.get("tables")
    table = tables.get("poverty_guidelines") if isinstance(tables, dict) else None
    if not isinstance(table, dict):
        return None
    rows = table.get(state, table.get("contiguous", table))
    found = rows.get(str(size)) if isinstance(rows, dict) else None
    return Decimal(str(found)) if isinstance(found, (int, float, str)) else None
