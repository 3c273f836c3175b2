"""Building the packet: where it goes, each exhibit as it is added, and what to do next."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

from applicant_helper.core.errors import ApplicantHelperError, ExitCode
from applicant_helper.i18n import format_number, say, say_many
from applicant_helper.i18n import gettext as _
from applicant_helper.plain.interrupt import watch_ctrl_c
from applicant_helper.plain.talk import Talk
from applicant_helper.service.packets import BuildOutcome, BuildStep, build, default_out, destinations
from applicant_helper.service.session import Session

TENTH = Decimal("0.1")


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
    proposed = default_out(session, destination, folder)
    talk.say(
        say(
            "The packet will be written to {path}. Press Enter for that, or write another path.",
            path=str(proposed),
        )
    )
    typed = talk.line()
    out = Path(typed).expanduser() if typed else proposed
    if out.is_dir():
        out = out / proposed.name
    _build(talk, session, destination, out)


def _build(talk: Talk, session: Session, destination: str, out: Path) -> None:
    talk.say(_("Your original files are not changed. Ctrl+C stops the building."))
    overwrite = skip_refused = False
    while True:
        try:
            with watch_ctrl_c() as pressed:
                outcome = build(
                    session,
                    destination,
                    out,
                    progress=lambda step: talk.say(_step_text(step)),
                    cancelled=pressed,
                    overwrite=overwrite,
                    skip_refused=skip_refused,
                )
        except ApplicantHelperError as problem:
            talk.refuse(problem)
            if problem.exit_code is ExitCode.OUTPUT_EXISTS and not overwrite:
                overwrite = talk.agrees(_("Write over that file?"))
                if overwrite:
                    continue
            elif problem.exit_code is ExitCode.PACKET_REFUSED and not skip_refused:
                skip_refused = talk.agrees(_("Build the packet without the papers that cannot go in?"))
                if skip_refused:
                    continue
            return
        _tell(talk, outcome)
        return


def _step_text(step: BuildStep) -> str:
    return say("Step {done} of {total}: {name}", done=step.done, total=step.total, name=step.name)


def _tell(talk: Talk, outcome: BuildOutcome) -> None:
    pages = say_many("{n} page", "{n} pages", outcome.pages)
    size = format_number(Decimal(outcome.size_bytes) / 1_000_000 // TENTH * TENTH + TENTH)
    talk.say(say("The packet is ready: {path}", path=str(outcome.path)))
    talk.say(say("It has {pages} and {size} MB.", pages=pages, size=size))
    for text in outcome.warnings:
        talk.say(say("Look at this: {text}", text=text))
    for text in outcome.notes:
        talk.say(say("Note: {text}", text=text))
    for text in outcome.refused:
        talk.say(say("Left out: {text}", text=text))
    for name in outcome.left_out:
        talk.say(say("Not in the packet: {name}", name=name))
    if not outcome.next_steps:
        talk.say(_("Read the packet once from the first to the last page before you send it."))
    for number, step in enumerate(outcome.next_steps, start=1):
        talk.say(say("Then {number}: {step}", number=number, step=step))
