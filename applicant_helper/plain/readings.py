"""What was read from a paper, told one by one: accept, choose, correct, or say that it is not so."""

from __future__ import annotations

from applicant_helper.core.errors import ApplicantHelperError
from applicant_helper.i18n import gettext as _
from applicant_helper.i18n import say, say_many
from applicant_helper.plain.talk import Talk
from applicant_helper.service import intake, proposals
from applicant_helper.service.papers import read_again
from applicant_helper.service.session import Session


def tell_notes(talk: Talk, session: Session, document_id: str) -> None:
    """What is to be told about the paper as a whole, and how much waits for a word."""
    document = session.case.document(document_id)
    if document is None:
        return
    reading = session.readings.of(document)
    for note in intake.notes(reading):
        talk.say(note)
    talk.say(intake.blank_line(reading))
    count = len(_open(session, document_id))
    if count:
        talk.say(
            say_many(
                "{n} thing was read from it. Say whether it is right.",
                "{n} things were read from it. Say whether they are right.",
                count,
            )
        )


def readings_menu(talk: Talk, session: Session, document_id: str) -> None:
    """Go through what was read. What is accepted is what the paper says, not your answer."""
    _read_when_needed(talk, session, document_id)
    _tell_blanks(talk, session, document_id)
    views = _open(session, document_id)
    if not views:
        talk.say(_("There is nothing left to confirm."))
        return
    sure = sum(1 for v in views if v.is_sure)
    for view in views:
        talk.say(intake.reading_line(view))
    if sure > 1:
        choices = [("all", say("Accept the {n} clear ones", n=str(sure))), ("each", _("One by one"))]
        if talk.choose(choices) == "all":
            taken, left = proposals.accept_all(session, document_id)
            talk.say(
                say(
                    "Written down: {taken}. Left for you to look at: {left}.",
                    taken=str(taken),
                    left=str(left),
                )
            )
            views = _open(session, document_id)
    for view in views:
        _one(talk, session, document_id, view)


def _tell_blanks(talk: Talk, session: Session, document_id: str) -> None:
    document = session.case.document(document_id)
    for text in intake.blanks(session.readings.of(document)) if document is not None else ():
        talk.say(text)


def _read_when_needed(talk: Talk, session: Session, document_id: str) -> None:
    document = session.case.document(document_id)
    if document is None or session.readings.of(document) is not None:
        return
    talk.say(_("Reading the stored copy."))
    for reading in read_again(session, [document]):
        session.readings.keep(reading)


def _open(session: Session, document_id: str) -> list[proposals.ProposalView]:
    return [v for v in proposals.proposals(session, document_id) if v.state == "open"]


def _one(talk: Talk, session: Session, document_id: str, view: proposals.ProposalView) -> None:
    talk.gap()
    talk.say(say("{label}, page {page}, {how}", label=view.label, page=str(view.page), how=view.how))
    taken = view.choices or (("", view.text),)
    rows = [(f"take {key}", say("It says {value}", value=text)) for key, text in taken]
    rows.append(("correct", _("It says something else; I will write it")))
    rows.append(("drop", _("It does not say this")))
    rows.append(("later", _("Leave it for now")))
    choice = talk.choose(rows, on_empty="later")
    try:
        if choice == "correct":
            talk.say(_("Write it as it stands on the paper. Enter alone changes nothing."))
            typed = talk.line()
            if typed:
                proposals.correct(session, document_id, view.key, typed)
                talk.say(_("Saved."))
        elif choice == "drop":
            proposals.drop(session, document_id, view.key)
            talk.say(_("It will not be offered again."))
        elif choice != "later":
            proposals.accept(session, document_id, view.key, choice.removeprefix("take ").strip())
            talk.say(_("Saved."))
    except ApplicantHelperError as refusal:
        talk.refuse(refusal)
