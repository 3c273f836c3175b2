"""All forms of a case at a glance, and the papers and facts that several of them share."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from applicant_helper import i18n
from applicant_helper.core.case import Filing
from applicant_helper.core.finding import Status
from applicant_helper.core.text import safe_text
from applicant_helper.i18n import say, say_many
from applicant_helper.service.session import Session


@dataclass(frozen=True, slots=True)
class FormRow:
    """One form of the case: `line` says in words how it stands; `is_chosen` = the one worked on."""

    filing: str
    title: str
    line: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class SharedPaper:
    """A paper that counts for more than one form."""

    document: str
    name: str
    kind: str
    forms: tuple[str, ...]


def form_rows(session: Session) -> tuple[FormRow, ...]:
    """Every form of the case in packet order."""
    chosen = session.filing().id if session.case.filings else ""
    return tuple(_row(session, filing, chosen) for filing in session.case.filings)


def _row(session: Session, filing: Filing, chosen: str) -> FormRow:
    form = session.catalog.form(filing.form)
    if form is None:
        line = say("This program has no data for {form} yet.", form=filing.form)
        return FormRow(filing.id, filing.form, line, filing.id == chosen)
    title = f"{form.number}  {i18n.data_text(f'{form.id}/title', form.title)}"
    return FormRow(filing.id, title, "; ".join(_standing(session, filing)), filing.id == chosen)


def _standing(session: Session, filing: Filing) -> Iterator[str]:
    result = session.check()
    statuses = [r.status for r in result.requirements if r.filing == filing.id and not r.is_advice]
    missing = statuses.count(Status.MISSING) + statuses.count(Status.INCOMPLETE)
    to_mend = sum(1 for f in result.findings if f.filing == filing.id and f.severity.rank <= 1)
    open_first = statuses.count(Status.ANSWER_FIRST)
    if missing:
        yield say_many("{n} paper open", "{n} papers open", missing)
    if to_mend:
        yield say_many("{n} thing to mend", "{n} things to mend", to_mend)
    if open_first:
        yield say_many("{n} waits for an answer", "{n} wait for answers", open_first)
    if not missing and not to_mend and not open_first:
        yield i18n.gettext("nothing open")


def shared_papers(session: Session) -> tuple[SharedPaper, ...]:
    """Papers that count for requirements of more than one form."""
    forms: dict[str, list[str]] = {}
    for row in session.check().requirements:
        form = session.catalog.form(row.form)
        number = form.number if form is not None else row.form
        for document in row.documents:
            numbers = forms.setdefault(document, [])
            if number not in numbers:
                numbers.append(number)
    return tuple(
        SharedPaper(d.id, safe_text(d.title_name), _kind(session, d.kind), tuple(forms[d.id]))
        for d in session.case.documents
        if len(forms.get(d.id, ())) > 1
    )


def _kind(session: Session, kind: str) -> str:
    spec = session.catalog.vocabulary.kinds[kind]
    return i18n.data_text(f"vocabulary/document_kinds.{kind}.label", spec.label)


def shared_lines(session: Session) -> Iterator[str]:
    """The shared papers in sentences, or that there are none."""
    rows = shared_papers(session)
    if not rows:
        yield i18n.gettext("No paper counts for more than one form yet.")
    for row in rows:
        yield say("{kind}: {name}. For {forms}.", kind=row.kind, name=row.name, forms=", ".join(row.forms))
