"""Parents and children that papers name and the person's own lists leave out."""

from __future__ import annotations

from collections.abc import Iterator

from applicant_helper.core.answers import Answer, AnswerState, Record
from applicant_helper.core.case import Document, Person, Statement
from applicant_helper.core.expr.evaluate import Evaluation
from applicant_helper.core.expr.library.papers import statement_record
from applicant_helper.core.expr.library.support import strict
from applicant_helper.core.expr.result import unknown
from applicant_helper.core.values.names import NameLevel, PersonName, compare_names, parse_name, print_name

BIRTH_RECORDS = frozenset({"birth_certificate", "fs240", "baptism_certificate"})


@strict("unlisted_children")
def unlisted_children(run: Evaluation, person: Person) -> object:
    """Children that papers or other answers name and that are not in the person's list."""
    answer = person.facts.get("children")
    if answer is None or not isinstance(answer.value, tuple):
        return unknown(f"{person.id}.children")
    rows = [r for r in answer.value if isinstance(r, Record)]
    ids = {str(r.value("person")) for r in rows}
    names = [n for r in rows if (n := _name_of(run, r)) is not None]
    found = [
        *_stated_children(run, person, names),
        *_children_of_records(run, person, ids, names),
        *_children_who_say_so(run, person, ids, names),
    ]
    return tuple(found)


def _name_of(run: Evaluation, row: Record) -> PersonName | None:
    name = row.value("name") or row.value("legal_name")
    other = run.scope.case.people.get(str(row.value("person")))
    if other is not None and "legal_name" in other.facts:
        name = other.facts["legal_name"].value
    return name if isinstance(name, PersonName) else None


def _stated_children(run: Evaluation, person: Person, names: list[PersonName]) -> Iterator[Record]:
    for document, statement in run.scope.statements(person.id, "person.children.name"):
        for name in names_in(statement):
            if not _is_among(name, names):
                yield statement_record(document, statement)


def _children_of_records(
    run: Evaluation, person: Person, ids: set[str], names: list[PersonName]
) -> Iterator[Record]:
    """Birth records of others in the case that name this person as a parent."""
    legal = person.facts.get("legal_name")
    own = legal.value if legal is not None else None
    if not isinstance(own, PersonName):
        return
    for document in run.scope.case.documents:
        if document.kind not in BIRTH_RECORDS or len(document.about) != 1:
            continue
        child = run.scope.case.people.get(document.about[0])
        if child is None or child.id in ids | {person.id} or _is_person_among(child, names):
            continue
        for statement in document.statements:
            if statement.fact == "parents.name" and _is_among(own, list(names_in(statement))):
                yield statement_record(document, statement)


def _children_who_say_so(
    run: Evaluation, person: Person, ids: set[str], names: list[PersonName]
) -> Iterator[Record]:
    """People of the case whose own parents include this person."""
    for other in run.scope.case.people.values():
        answer = other.facts.get("parents")
        rows = answer.value if answer is not None and isinstance(answer.value, tuple) else ()
        is_parent = any(isinstance(r, Record) and r.value("person") == person.id for r in rows)
        if is_parent and other.id not in ids and not _is_person_among(other, names):
            legal = other.facts.get("legal_name")
            name = print_name(legal.value) if legal and isinstance(legal.value, PersonName) else other.id
            yield _told(name)


def _told(name: str) -> Record:
    fields = {"says": name, "document": "", "name": name, "kind": "answer"}
    return Record("statement", {k: Answer(AnswerState.KNOWN, v) for k, v in fields.items()})


def _is_person_among(person: Person, names: list[PersonName]) -> bool:
    legal = person.facts.get("legal_name")
    return legal is not None and isinstance(legal.value, PersonName) and _is_among(legal.value, names)


def _is_among(name: PersonName, names: list[PersonName]) -> bool:
    return any(compare_names(name, n).level is not NameLevel.MISMATCH for n in names)


def names_in(statement: Statement) -> Iterator[PersonName]:
    """The names of a statement that may hold several, divided by semicolons."""
    written = [w.strip() for w in statement.as_written.split(";") if w.strip()]
    if len(written) < 2 and isinstance(statement.value, PersonName):
        yield statement.value
        return
    for text in written:
        found = parse_name(text)
        if isinstance(found, PersonName):
            yield found


@strict("names_parent")
def names_parent(run: Evaluation, paper: Record, person: Person) -> object:
    """Whether a birth record names the person among the parents; unknown when it states none."""
    document = run.scope.case.document(str(paper.value("id")))
    said = [s for s in document.statements if s.fact == "parents.name"] if document is not None else []
    if not said:
        return unknown(f"papers.{paper.value('id')}.parents")
    names = all_names(person)
    return any(_is_among(name, names) for statement in said for name in names_in(statement))


@strict("common_parent")
def common_parent(run: Evaluation, one: Person, other: Person) -> object:
    """Whether the birth records of two people name one same parent; unknown when one of them states none."""
    sides = [[n for _, s in _birth_parents(run, person) for n in names_in(s)] for person in (one, other)]
    if not all(sides):
        return unknown("papers.parents")
    return any(_is_among(name, sides[1]) for name in sides[0])


def all_names(person: Person) -> list[PersonName]:
    """The legal name of a person and every other name listed."""
    legal = person.facts.get("legal_name")
    found = [legal.value] if legal is not None else []
    for fact, key in (("other_names", "name"), ("name_changes", "from")):
        answer = person.facts.get(fact)
        rows = answer.value if answer is not None and isinstance(answer.value, tuple) else ()
        found += [row.value(key) for row in rows if isinstance(row, Record)]
    return [n for n in found if isinstance(n, PersonName)]


@strict("parent_names_differ")
def parent_names_differ(run: Evaluation, person: Person) -> object:
    """Parents that the person's birth record names and that are none of the parents answered."""
    answer = person.facts.get("parents")
    if answer is None or not isinstance(answer.value, tuple):
        return unknown(f"{person.id}.parents")
    rows = [r for r in answer.value if isinstance(r, Record)]
    names = [n for r in rows if (n := _name_of(run, r)) is not None]
    if not names:
        return ()
    return tuple(
        statement_record(document, statement)
        for document, statement in _birth_parents(run, person)
        if any(not _is_among(name, names) for name in names_in(statement))
    )


def _birth_parents(run: Evaluation, person: Person) -> Iterator[tuple[Document, Statement]]:
    for document in run.scope.case.documents:
        if document.kind in BIRTH_RECORDS and person.id in document.about:
            yield from ((document, s) for s in document.statements if s.fact == "parents.name")
