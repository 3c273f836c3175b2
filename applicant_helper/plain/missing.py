"""What is missing, word first, and each point with its reason, what counts and what to do."""

from __future__ import annotations

from applicant_helper.core.finding import Status
from applicant_helper.i18n import gettext as _
from applicant_helper.i18n import say
from applicant_helper.plain.adding import add_typed
from applicant_helper.plain.papers import paper_menu
from applicant_helper.plain.questions import answer_path
from applicant_helper.plain.talk import Back, Talk
from applicant_helper.service.session import Session
from applicant_helper.service.viewshapes import RequirementView

OPEN = (Status.MISSING, Status.INCOMPLETE, Status.ANSWER_FIRST)
EVERYTHING = ""


def missing_menu(talk: Talk, session: Session) -> None:
    """The open points of the list; choose one to look at it. Asked until the person goes back."""
    shows_all = False
    while True:
        talk.gap()
        rows = [r for r in _requirements(session) if shows_all or r.status in OPEN]
        if not rows:
            talk.say(_("Nothing is missing from this checklist. Read the packet once before you send it."))
        talk.say(_("The whole list:") if shows_all else _("Still open, in the order of the list:"))
        choices = [
            (r.id, say("{status}: {requirement}", status=r.status_word, requirement=r.label)) for r in rows
        ]
        if not shows_all:
            choices.append((EVERYTHING, _("Show the whole list, with what is ready and what is not needed")))
        chosen = talk.choose(choices)
        if chosen == EVERYTHING:
            shows_all = True
            continue
        look_at_requirement(talk, session, chosen)


def _requirements(session: Session) -> list[RequirementView]:
    return [r for section in session.views().sections() for r in section.requirements]


def find_requirement(session: Session, requirement_id: str) -> RequirementView | None:
    """The requirement of that id as it stands now."""
    return next((r for r in _requirements(session) if r.id == requirement_id), None)


def look_at_requirement(talk: Talk, session: Session, requirement_id: str) -> None:
    """One requirement with everything about it, and what can be done. Returns when the person goes back."""
    while True:
        row = find_requirement(session, requirement_id)
        if row is None:
            talk.say(_("That is not on the list any more."))
            return
        talk.gap()
        tell_requirement(talk, session, row)
        try:
            choice, target = talk.choose(_doings(session, row))
        except Back:
            return
        try:
            _do(talk, session, requirement_id, choice, target)
        except Back:
            talk.say(_("Back to the list entry."))


def tell_requirement(talk: Talk, session: Session, row: RequirementView) -> None:
    """Status, reason, what counts, what is there, what to do, and the source with its date."""
    views = session.views()
    talk.say(say("{status}: {requirement}", status=row.status_word, requirement=row.label))
    talk.say(row.why)
    for because in row.because:
        talk.say(say("On the list because: {reason}", reason=because))
    for _is_met, part in row.parts:
        talk.say(part)
    for paper in row.papers:
        talk.say(say("Paper: {name}. Kind: {kind}.", name=paper.name, kind=paper.kind_label))
    if row.counts and row.status is not Status.MET:
        talk.say(say("What counts: {papers}", papers="; ".join(row.counts)))
    for number, step in enumerate(row.steps, start=1):
        talk.say(say("Step {number}: {step}", number=number, step=step))
    for path in row.open_questions:
        talk.say(say("Not answered yet: {fact}", fact=views.subject(path)))
    talk.say(say("Source: {source}", source=row.authority))
    if row.url and row.read_on:
        talk.say(say("Read on {date}: {url}", date=row.read_on, url=row.url))
    talk.say(row.warning)


def _doings(session: Session, row: RequirementView) -> list[tuple[tuple[str, str], str]]:
    views = session.views()
    known = {q.path for q in views.questions()}
    doings = [
        (("answer", path), say("Answer: {fact}", fact=views.subject(path)))
        for path in row.open_questions
        if path in known
    ]
    doings.append((("add", ""), _("Add a paper for this")))
    doings.append((("put", ""), _("Put a paper I added before to this")))
    doings.extend((("paper", p.id), say("Look at the paper {name}", name=p.name)) for p in row.papers)
    return doings


def _do(talk: Talk, session: Session, requirement_id: str, choice: str, target: str) -> None:
    if choice == "answer":
        answer_path(talk, session, target)
    elif choice == "paper":
        paper_menu(talk, session, target)
    elif choice == "add":
        _add_for(talk, session, requirement_id)
    else:
        _put_existing(talk, session, requirement_id)


def _add_for(talk: Talk, session: Session, requirement_id: str) -> None:
    talk.say(_("Write or paste the path of the file, or press Enter to leave it."))
    typed = talk.line()
    if not typed:
        return
    for document_id in add_typed(talk, session, typed):
        _put(talk, session, document_id, requirement_id)


def _put_existing(talk: Talk, session: Session, requirement_id: str) -> None:
    views = session.views()
    others = [
        (d.id, say("{kind}: {name}", kind=views.paper(d).kind_label, name=views.paper(d).name))
        for d in session.case.documents
        if not any(m.requirement == requirement_id for m in d.meets)
    ]
    if not others:
        talk.say(_("There is no other paper in this case yet. Add one first."))
        return
    talk.say(_("Which paper?"))
    _put(talk, session, talk.choose(others), requirement_id)


def _put(talk: Talk, session: Session, document_id: str, requirement_id: str) -> None:
    session.meet(document_id, requirement_id)
    document = session.case.document(document_id)
    row = find_requirement(session, requirement_id)
    if document is not None and row is not None:
        name = session.views().paper(document).name
        talk.say(say("{name} is put to: {requirement}", name=name, requirement=row.label))
