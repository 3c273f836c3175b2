"""What one paper states, and what papers state about the items of a list."""

from __future__ import annotations

from applicant_helper.core.answers import SOME, Record
from applicant_helper.core.case import Document, Statement
from applicant_helper.core.expr.evaluate import Evaluation
from applicant_helper.core.expr.library.papers import agree, statement_record
from applicant_helper.core.expr.library.support import lazy, strict
from applicant_helper.core.expr.nodes import Call, Path
from applicant_helper.core.expr.result import Result, known, unknown
from applicant_helper.core.expr.scope import plain_value

OWNERS = frozenset({"marriage", "filing", "case", "document"})


def statement_of(run: Evaluation, paper: Record, fact: str) -> Statement | None:
    """The first statement of a paper about a fact written as `fact`, `fact.key` or `owner.fact`."""
    document = run.scope.case.document(str(paper.value("id")))
    if document is None:
        return None
    head, _, rest = fact.partition(".")
    wanted = rest if head in OWNERS else fact
    return next((s for s in document.statements if s.fact == wanted), None)


def _said(run: Evaluation, paper: Record, fact: str) -> object:
    found = statement_of(run, paper, fact)
    if found is None or found.value is None:
        return unknown(f"papers.{paper.value('id')}.{fact}")
    return known(plain_value(found.value))


@strict("said_date")
def said_date(run: Evaluation, paper: Record, fact: str) -> object:
    """The date a paper states for a fact."""
    return _said(run, paper, fact)


@strict("said_number")
def said_number(run: Evaluation, paper: Record, fact: str) -> object:
    """The number or amount a paper states for a fact."""
    return _said(run, paper, fact)


@strict("said_text")
def said_text(run: Evaluation, paper: Record, fact: str) -> object:
    """The words a paper states for a fact."""
    found = statement_of(run, paper, fact)
    if found is None:
        return unknown(f"papers.{paper.value('id')}.{fact}")
    return found.value if isinstance(found.value, str) else found.as_written


@strict("said_any")
def said_any(run: Evaluation, paper: Record, fact: str) -> object:
    """Whether a paper says yes to a fact, or lists at least one item of it."""
    found = statement_of(run, paper, fact)
    if found is None:
        return unknown(f"papers.{paper.value('id')}.{fact}")
    if found.value is SOME or found.value is True:
        return True
    if found.value is None:
        return found.as_written.casefold() not in {"no", "none", ""}
    return bool(found.value)


@lazy("item_clashes")
def item_clashes(run: Evaluation, node: Call) -> Result:
    """What papers state about a key of a list's items that is the key of no item the person listed."""
    path = node.args[0]
    if not isinstance(path, Path):
        return known(())
    key = str(run.result(node.args[1]).value)
    kinds = {str(run.result(n).value) for n in node.args[2:]}
    listed = run.result(path)
    if not listed.is_known or not isinstance(listed.value, tuple):
        return Result(listed.value, listed.missing) if not listed.is_known else known(())
    values = [v for item in listed.value if isinstance(item, Record) and (v := item.value(key)) is not None]
    if not values:
        return known(())
    rows = [
        statement_record(document, statement)
        for document, statement in statements_on(run, path, f"{path.keys[0]}.{key}")
        if (not kinds or document.kind in kinds)
        and not run.scope.is_of_other_filing(document)
        and not any(_same(v, statement) for v in values)
    ]
    return known(tuple(rows))


def statements_on(run: Evaluation, path: Path, fact: str) -> list[tuple[Document, Statement]]:
    """What papers say about `fact` of the person at `path`."""
    person = run.scope.person_of(path.root)
    return run.scope.statements(person.id, f"person.{fact}") if person else []


def _same(value: object, statement: Statement) -> bool:
    said = statement.value if statement.value is not None else statement.as_written
    if isinstance(value, str) and isinstance(said, str):
        return _letters(value) == _letters(said)
    return agree(value, said)


def _letters(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalnum())
