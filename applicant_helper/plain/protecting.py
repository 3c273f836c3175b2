"""Secrets in line mode: opening a protected case, choosing a passphrase, putting the recovery code on paper."""

from __future__ import annotations

from pathlib import Path

from applicant_helper.core.errors import ApplicantHelperError
from applicant_helper.i18n import gettext as _
from applicant_helper.i18n import say
from applicant_helper.plain.talk import Talk
from applicant_helper.service import protecting
from applicant_helper.service.desk import Desk
from applicant_helper.service.protecting import CaseKey, NewProtection, Situation
from applicant_helper.service.session import Session


def open_protected(talk: Talk, desk: Desk, path: Path, *, read_only: bool = False) -> Session:
    """Ask for the secret until the case opens. Raises Back for an empty line, or why it does not open."""
    talk.say(_("Type the passphrase, or the recovery code from the paper. An empty line goes back."))
    while True:
        try:
            return protecting.open_with(desk, path, talk.hidden(), read_only=read_only)
        except ApplicantHelperError as problem:
            if not protecting.is_mistyped(problem):
                raise
            talk.refuse(problem)


def ask_key(talk: Talk, path: Path) -> CaseKey:
    """Ask for the secret of a case that does not open. Raises Back for an empty line."""
    talk.say(_("Type the passphrase, or the recovery code from the paper. An empty line goes back."))
    while True:
        try:
            return protecting.key_of(path, talk.hidden())
        except ApplicantHelperError as problem:
            if not protecting.is_mistyped(problem):
                raise
            talk.refuse(problem)


def protection_for_new_case(talk: Talk, desk: Desk) -> NewProtection | None:
    """Who uses this computer, and what follows from it."""
    if desk.is_outreach:
        return choose_protection(talk, desk)
    situation = protecting.known_situation(desk) or ask_situation(talk, desk)
    if situation is Situation.ALONE:
        return None
    if situation is Situation.SHARED and not talk.agrees(_(protecting.ASK_PROTECT)):
        return None
    return choose_protection(talk, desk)


def ask_situation(talk: Talk, desk: Desk) -> Situation:
    """Who uses this computer; remembered. Enter means: only me."""
    talk.say(_(protecting.ASK_SITUATION))
    situation = talk.choose(
        [(s, _(words)) for s, words in protecting.SITUATIONS.items()], on_empty=Situation.ALONE
    )
    protecting.keep_situation(desk, situation)
    return situation


def choose_protection(talk: Talk, desk: Desk, *, with_code: bool = True) -> NewProtection:
    """A passphrase, typed twice, and a recovery code on paper. Raises Back."""
    talk.say(_(protecting.WHY_SITUATION))
    chosen = _chosen(talk, desk)
    talk.say(_("Type the passphrase again."))
    while not protecting.is_same(talk.hidden(), chosen):
        talk.say(_("That is not the same. Type it once more, letter by letter."))
    if with_code:
        show_code(talk, chosen.code)
    return chosen


def _chosen(talk: Talk, desk: Desk) -> NewProtection:
    proposed = protecting.proposal()
    talk.say(say("Proposed passphrase: {words}", words=proposed))
    if desk.is_outreach:
        talk.say(_("Write these words on the applicant's paper."))
        return protecting.prepare(proposed)
    while True:
        talk.say(_("Press Enter to take these words, or type your own."))
        typed = (talk.read_hidden or talk.read_line)("> ")
        try:
            return protecting.prepare(typed or proposed)
        except ApplicantHelperError as problem:
            talk.refuse(problem)


def show_code(talk: Talk, code: str) -> None:
    """Say the recovery code and have its last group typed back."""
    talk.say(say("Recovery code: {code}", code=code))
    talk.say(_("Write it on paper and keep it apart from this computer. Then type its last four signs."))
    while talk.line().strip().upper() != code.rpartition("-")[2]:
        talk.say(_("That is not what the last group shows. Compare it with the paper."))
