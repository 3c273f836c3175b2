"""The beginning: which case, and which form."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from applicant_helper.core.errors import ApplicantHelperError
from applicant_helper.i18n import gettext as _
from applicant_helper.i18n import say, say_many
from applicant_helper.plain.forms import ask_for_form
from applicant_helper.plain.language import change_language
from applicant_helper.plain.mending import mend
from applicant_helper.plain.protecting import open_protected, protection_for_new_case
from applicant_helper.plain.talk import Back, Talk
from applicant_helper.service import mending
from applicant_helper.service.desk import CaseRow, Desk
from applicant_helper.service.noticing import can_be_looked_at, why_not
from applicant_helper.service.session import Session


@dataclass(frozen=True, slots=True)
class _Way:
    """One way to begin."""

    begin: Callable[[], Session | None]


def choose_case(talk: Talk, desk: Desk) -> Session:
    """Open a case, start one, or make the made-up one; asked until one is open."""
    while True:
        talk.gap()
        talk.say(_("Which case do you want to work on?"))
        choices = [(_Way(partial(_open, talk, desk, row)), _row_text(row)) for row in desk.cases()]
        choices.append((_Way(lambda: _create(talk, desk)), _("Start a new case")))
        if not desk.is_outreach:
            choices.append((_Way(desk.create_demo), _("Look around in a made-up case")))
        choices.append((_Way(lambda: change_language(talk)), _("Language")))
        try:
            session = talk.choose(choices).begin()
        except Back:
            talk.say(_("This is the start. Write q to stop."))
        except ApplicantHelperError as problem:
            talk.refuse(problem)
        else:
            if session is not None:
                talk.say(say("Opened: {case}.", case=session.case.label))
                return session


def _open(talk: Talk, desk: Desk, row: CaseRow) -> Session:
    try:
        return _opened(talk, desk, row, read_only=False)
    except ApplicantHelperError as refusal:
        if mending.is_damaged(refusal):
            mend(talk, desk, row.path, refusal)
            return _opened(talk, desk, row, read_only=False)
        if not can_be_looked_at(refusal):
            raise
        talk.say(why_not(refusal, desk.now().tzinfo))
        if not talk.agrees(_("Look at it only? Nothing can be changed then.")):
            raise Back from refusal
    return _opened(talk, desk, row, read_only=True)


def _opened(talk: Talk, desk: Desk, row: CaseRow, *, read_only: bool) -> Session:
    if row.is_protected:
        return open_protected(talk, desk, row.path, read_only=read_only)
    return desk.open(row.path, read_only=read_only)


def _row_text(row: CaseRow) -> str:
    if row.is_protected:
        return say("Open {case}: protected", case=row.label)
    if row.condition:
        return say("Cannot be opened: {case}. {condition}", case=row.label, condition=_(row.condition))
    papers = say_many("{n} paper", "{n} papers", row.papers)
    blocking = say_many("{n} point would be sent back", "{n} points would be sent back", row.blocking)
    form = row.form or _("no form chosen")
    return say(
        "Open {case}: {form}, {papers}, {blocking}",
        case=row.label,
        form=form,
        papers=papers,
        blocking=blocking,
    )


def _create(talk: Talk, desk: Desk) -> Session:
    talk.say(_("What should the case be called? Press Enter for a neutral name that tells nobody anything."))
    label = talk.line() or None
    return desk.create(label, protection=protection_for_new_case(talk, desk))


def choose_form(talk: Talk, session: Session) -> None:
    """Pick the form, or forms, of a case that has none yet."""
    if not session.case.filings:
        ask_for_form(talk, session)
