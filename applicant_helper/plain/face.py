"""The line mode face: `run` leads through the whole journey, one appended line after another."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from applicant_helper.core.errors import ApplicantHelperError, ExitCode
from applicant_helper.core.marks import N_
from applicant_helper.i18n import gettext as _
from applicant_helper.i18n import say
from applicant_helper.plain import terminal
from applicant_helper.plain.adding import add_menu
from applicant_helper.plain.findings import findings_menu
from applicant_helper.plain.forms import forms_menu
from applicant_helper.plain.language import change_language
from applicant_helper.plain.missing import missing_menu
from applicant_helper.plain.overview import sources_menu, timeline_menu
from applicant_helper.plain.papers import papers_menu
from applicant_helper.plain.questions import questions_menu
from applicant_helper.plain.safety import safety_menu
from applicant_helper.plain.start import choose_case, choose_form
from applicant_helper.plain.steps import redo, undo
from applicant_helper.plain.talk import Back, Stop, Talk
from applicant_helper.service.desk import Desk
from applicant_helper.service.noticing import fresh_notices
from applicant_helper.service.protecting import CLOSED, locks_after
from applicant_helper.service.session import Session

GOODBYE = N_("Goodbye. Everything is saved on this computer.")
GOODBYE_SESSION = N_("Now each case is saved to the applicant's stick, and removed here.")


def run(
    desk: Desk,
    session: Session | None,
    read_line: Callable[[str], str | None],
    write: Callable[[str], None],
    out_folder: Path | None = None,
    *,
    read_hidden: Callable[[str], str | None] | None = None,
    key_within: Callable[[str, float], bool] | None = None,
) -> int:
    """Talk until the person stops or the input ends; gives the exit code. Every change is saved at once.

    `read_line` takes the prompt and gives None at the end of input. Packets go to `out_folder` unless
    another place is typed; None means the present folder. `read_hidden` reads without showing; `key_within` says
    whether a first key came in time, so that a protected case does not stay open beside an empty chair.
    """

    def read(prompt: str) -> str | None:
        limit = locks_after(desk, journey.session)
        if limit is None or key_within is None:
            return read_line(prompt)
        if key_within(prompt, limit):
            return read_line("")
        talk.gap()
        talk.say(_(CLOSED))
        return None

    talk = Talk(read, write, read_hidden)
    journey = _Journey(talk, desk, session, out_folder or Path.cwd())
    try:
        talk.say(_("applicant-helper, line mode. Write ? for help and q to stop."))
        journey.go()
    except (Stop, KeyboardInterrupt):
        talk.say(_(GOODBYE_SESSION if desk.is_outreach else GOODBYE))
    finally:
        if journey.session is not None:
            journey.session.close()
    return int(ExitCode.OK)


def run_in_terminal(desk: Desk, session: Session | None) -> int:
    """Talk on standard input and output until the person stops; gives the exit code."""
    terminal.never_stop_at_a_character()
    try:
        return run(
            desk,
            session,
            terminal.read_line,
            terminal.write,
            read_hidden=terminal.read_hidden,
            key_within=terminal.key_within,
        )
    except BrokenPipeError:
        terminal.leave_a_closed_pipe()
        return int(ExitCode.OK)


class _Journey:
    """Where the conversation is. Holds the open case."""

    def __init__(self, talk: Talk, desk: Desk, session: Session | None, out_folder: Path) -> None:
        self.talk = talk
        self.desk = desk
        self.session = session
        self.out_folder = out_folder

    def go(self) -> None:
        """Case after case until Stop."""
        while True:
            if self.session is None:
                self.session = choose_case(self.talk, self.desk)
            try:
                while True:
                    choose_form(self.talk, self.session)
                    self._one_round(self.session)
            except Back:
                self.session.close()
                self.session = None

    def _one_round(self, session: Session) -> None:
        """The main menu once. Back here means: another case."""
        session.show_life()
        self.talk.gap()
        for told in fresh_notices(session):
            self.talk.say(told)
        _tell_where(self.talk, session)
        choice = self.talk.choose(_main_choices())
        try:
            self._do(session, choice)
        except Back:
            return
        except ApplicantHelperError as problem:
            self.talk.refuse(problem)

    def _do(self, session: Session, choice: str) -> None:
        if choice == "packet":
            # Making PDFs loads large libraries.
            from applicant_helper.plain.packet import packet_menu

            packet_menu(self.talk, session, self.out_folder)
        elif choice == "language":
            change_language(self.talk)
        elif choice == "safety":
            safety_menu(self.talk, self.desk, session)
        else:
            DOINGS[choice](self.talk, session)


DOINGS: dict[str, Callable[[Talk, Session], None]] = {
    "missing": missing_menu,
    "questions": questions_menu,
    "add": add_menu,
    "papers": papers_menu,
    "findings": findings_menu,
    "forms": forms_menu,
    "timeline": timeline_menu,
    "sources": sources_menu,
    "undo": undo,
    "redo": redo,
}


def _main_choices() -> list[tuple[str, str]]:
    return [
        ("missing", _("What is missing")),
        ("questions", _("Answer questions")),
        ("add", _("Add papers")),
        ("papers", _("Papers in this case")),
        ("findings", _("What would be sent back")),
        ("packet", _("Build the packet")),
        ("forms", _("The forms of this case, and another form")),
        ("timeline", _("The years at a glance")),
        ("sources", _("Each fact and where it stands")),
        ("undo", _("Undo the last change")),
        ("redo", _("Bring back what was undone")),
        ("safety", _("Keep it safe: passphrase, earlier copies, one file, removing for good")),
        ("language", _("Language")),
    ]


def _tell_where(talk: Talk, session: Session) -> None:
    views = session.views()
    counts = views.counts()
    talk.say(say("{form}. Case {case}.", form=views.title(), case=session.case.label))
    talk.say(views.notice())
    talk.say(
        say(
            "Missing: {missing}. Needs attention: {attention}. Answer first: {first}. Ready: {ready}.",
            missing=counts.missing,
            attention=counts.attention,
            first=counts.answer_first,
            ready=counts.ready,
        )
    )
    talk.say(say("Fee: {fee}", fee=views.fee()))
