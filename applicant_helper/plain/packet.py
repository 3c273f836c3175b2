"""Building the packet: where it goes and what is wanted there, each paper as it is added, and what to do next."""

from __future__ import annotations

from pathlib import Path

from applicant_helper.core.errors import ApplicantHelperError
from applicant_helper.i18n import gettext as _
from applicant_helper.i18n import say, say_many
from applicant_helper.plain.interrupt import watch_ctrl_c
from applicant_helper.plain.talk import Talk
from applicant_helper.service.destinations import full_lines, profile_of, summary_of, typed_path
from applicant_helper.service.lines import outcome_lines
from applicant_helper.service.outcome import BuildOutcome, Telling, refused_lines
from applicant_helper.service.packets import build, can_show_timeline, default_out, destinations
from applicant_helper.service.session import Session


def packet_menu(talk: Talk, session: Session, folder: Path) -> None:
    """Choose a destination and a place, then build. What would be sent back is said first."""
    talk.gap()
    blocking = sum(1 for f in session.views().findings() if f.severity.rank == 0)
    if blocking:
        talk.say(
            say_many(
                "{n} point would be sent back. You can build the packet anyway, to read it.",
                "{n} points would be sent back. You can build the packet anyway, to read it.",
                blocking,
            )
        )
    talk.say(_("Where does the packet go?"))
    destination = talk.choose(destinations(session))
    _tell_wants(talk, session, destination)
    timeline = can_show_timeline(session) and talk.agrees(
        _("Put in a page that shows the years at a glance?")
    )
    proposed = default_out(session, destination, folder)
    talk.say(
        say(
            "The packet will be written to {path}. Press Enter for that, or write another path. "
            "Write ? to read everything about where it goes.",
            path=str(proposed),
        )
    )
    typed = talk.line(tuple(full_lines(profile_of(destination), session.now().date())))
    out = typed_path(typed) if typed else proposed
    if out.is_dir():
        out = out / proposed.name
    _build(talk, session, destination, out, timeline=timeline)


def _tell_wants(talk: Talk, session: Session, destination: str) -> None:
    """The short form; everything is told when the person asks for help at the next question."""
    for part in summary_of(profile_of(destination), session.now().date()):
        for text, is_weak in part.lines:
            told = say("{heading}: {text}", heading=part.heading, text=text)
            talk.say(say("{text} Check this on the official page.", text=told) if is_weak else told)


def _build(talk: Talk, session: Session, destination: str, out: Path, *, timeline: bool) -> None:
    talk.say(_("Your original files are not changed. Ctrl+C stops the building."))
    overwrite = skip_refused = False
    telling = Telling()
    while True:
        try:
            with watch_ctrl_c() as pressed:
                outcome = build(
                    session,
                    destination,
                    out,
                    progress=lambda step: talk.say(telling.line(step)),
                    cancelled=pressed,
                    overwrite=overwrite,
                    skip_refused=skip_refused,
                    timeline=timeline,
                )
        except ApplicantHelperError as problem:
            talk.refuse(problem)
            for text in refused_lines(problem):
                talk.say(text)
            if problem.code == "packet-exists" and not overwrite:
                overwrite = talk.agrees(_("Write over that file?"))
                if overwrite:
                    continue
            elif problem.code == "packet-refused" and not skip_refused:
                skip_refused = talk.agrees(_("Build the packet without the papers that cannot go in?"))
                if skip_refused:
                    continue
            return
        _tell(talk, outcome)
        return


def _tell(talk: Talk, outcome: BuildOutcome) -> None:
    talk.say(_("The packet is ready."))
    for text in outcome_lines(outcome):
        talk.say(text.strip())
    if not outcome.next_steps:
        talk.say(_("Read the packet once from the first to the last page before you send it."))
