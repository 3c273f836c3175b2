"""Taking papers in: paths typed, pasted or dropped, whole folders too."""

from __future__ import annotations

from pathlib import Path

from applicant_helper.core.errors import ApplicantHelperError
from applicant_helper.core.pasted_paths import split_pasted
from applicant_helper.i18n import gettext as _
from applicant_helper.i18n import say, say_many
from applicant_helper.plain.interrupt import watch_ctrl_c
from applicant_helper.plain.kinds import choose_kind
from applicant_helper.plain.talk import Talk
from applicant_helper.service import intake
from applicant_helper.service.papers import AddReport, add_papers, set_kind
from applicant_helper.service.session import Session
from applicant_helper.service.words import refusal_text


def add_menu(talk: Talk, session: Session) -> None:
    """Ask for files and folders until the person presses Enter."""
    talk.gap()
    talk.say(_("Write or paste the path of a file or of a folder. Several on one line are fine."))
    talk.say(_("Your files are copied into the case. The originals are not changed."))
    while True:
        talk.say(_("A path, or Enter when you are done:"))
        typed = talk.line(
            (_("Write a path like ~/Documents/papers. Dropping files on this window works as well."),)
        )
        if not typed:
            return
        add_typed(talk, session, typed)


def add_typed(talk: Talk, session: Session, typed: str) -> tuple[str, ...]:
    """Take in what a typed or pasted line names; the ids of the new papers. What is not there is said."""
    paths = []
    whole = Path(typed).expanduser()
    for written in [typed] if _is_there(whole) else split_pasted(typed):
        path = Path(written).expanduser()
        if _is_there(path):
            paths.append(path)
        else:
            talk.say(
                say(
                    "There is nothing at {path}. Check the spelling, or drop the file here.",
                    path=written,
                )
            )
    if not paths:
        return ()
    with watch_ctrl_c() as pressed:
        try:
            report = add_papers(
                session,
                paths,
                progress=lambda done, total, name, _row: talk.say(_looked(done, total, name)),
                cancelled=pressed,
            )
        except ApplicantHelperError as problem:
            talk.refuse(problem)
            return ()
    _tell(talk, session, report)
    _ask_kinds(talk, session, report)
    return tuple(a.document_id for a in report.added)


def _is_there(path: Path) -> bool:
    try:
        return path.exists()
    except (OSError, ValueError):
        return False


def _looked(done: int, total: int, name: str) -> str:
    return say("Looked at {done} of {total}: {name}", done=done, total=total, name=name)


def _tell(talk: Talk, session: Session, report: AddReport) -> None:
    views = session.views()
    labels = {r.id: r.label for s in views.sections() for r in s.requirements}
    for added in report.added:
        document = session.case.document(added.document_id)
        assert document is not None
        paper = views.paper(document)
        kind = paper.kind_label if added.guess is not None else _("kind not known yet")
        pages = say_many("{n} page", "{n} pages", paper.pages or 0)
        talk.say(say("Added: {name}, {pages}. Kind: {kind}.", name=paper.name, pages=pages, kind=kind))
        for requirement in paper.meets:
            talk.say(say("Put to: {requirement}", requirement=labels.get(requirement, requirement)))
        if added.same_as is not None:
            other = session.case.document(added.same_as)
            name = other.title_name if other is not None else added.same_as
            talk.say(say("Its content is the same as {name}. Both are kept.", name=name))
    for look in report.refused:
        if look.refusal is not None:
            talk.say(say("Not added: {name}", name=look.original_name))
            talk.say(refusal_text(look))
    talk.say(say_many("{n} paper added.", "{n} papers added.", len(report.added)))
    for words in intake.folder_words(report):
        talk.say(words)


def _ask_kinds(talk: Talk, session: Session, report: AddReport) -> None:
    """The papers whose kind is not known, one after another."""
    for added in report.added:
        if added.guess is None:
            document = session.case.document(added.document_id)
            assert document is not None
            talk.gap()
            talk.say(say("Paper: {name}", name=document.title_name))
            kind = choose_kind(talk, session, added.document_id)
            if kind is not None:
                set_kind(session, added.document_id, kind)
                tell_paper(talk, session, added.document_id)


def tell_paper(talk: Talk, session: Session, document_id: str) -> None:
    """One paper in sentences: its kind, pages, and what it counts for."""
    views = session.views()
    document = session.case.document(document_id)
    assert document is not None
    paper = views.paper(document)
    labels = {r.id: r.label for s in views.sections() for r in s.requirements}
    talk.say(say("Paper: {name}. Kind: {kind}.", name=paper.name, kind=paper.kind_label))
    if paper.about:
        talk.say(say("About: {person}", person=paper.about))
    for requirement in paper.meets:
        talk.say(say("Put to: {requirement}", requirement=labels.get(requirement, requirement)))
    if not paper.meets:
        talk.say(_("It is not put to anything on the list yet."))
