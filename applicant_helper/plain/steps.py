"""Undo and redo in sentences."""

from __future__ import annotations

from collections.abc import Mapping

from applicant_helper.core.marks import N_
from applicant_helper.i18n import gettext as _
from applicant_helper.i18n import say
from applicant_helper.plain.talk import Talk
from applicant_helper.service.session import Session, Step

OPERATIONS: Mapping[str, str] = {
    "start_filing": N_("choosing the form {form}"),
    "start_package": N_("choosing the forms of {package}"),
    "explain": N_("the explanation"),
    "answer": N_("the answer about {fact}"),
    "clear_answer": N_("taking away the answer about {fact}"),
    "meet": N_("putting {paper} to the list"),
    "unmeet": N_("taking {paper} from the list"),
    "describe": N_("what was said about {paper}"),
    "state": N_("what {paper} says"),
    "set_kind": N_("the kind of {paper}"),
    "remove": N_("removing {paper}"),
    "add": N_("adding papers, {count} in all"),
}


def undo(talk: Talk, session: Session) -> None:
    """Take back the last step, also one of an earlier day."""
    step = session.undo()
    if step is None:
        talk.say(_("There is nothing left to undo."))
    else:
        talk.say(
            say("Taken back: {step}. Nothing is lost; it can be brought back.", step=step_text(session, step))
        )


def redo(talk: Talk, session: Session) -> None:
    """Bring back the step undone last."""
    step = session.redo()
    if step is None:
        talk.say(_("There is nothing to bring back."))
    else:
        talk.say(say("Brought back: {step}.", step=step_text(session, step)))


def step_text(session: Session, step: Step) -> str:
    """One step in words; papers by their id, which is made from their name and outlives their removal."""
    path = step.params.get("path", "")
    fact = session.views().subject(path) if path and session.case.filings else path
    document = step.params.get("document", "")
    slots = {**step.params, "fact": fact, "paper": document}
    message = OPERATIONS.get(step.operation)
    return say(message, **slots) if message is not None else _("the last change")
