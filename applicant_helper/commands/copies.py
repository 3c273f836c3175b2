"""Earlier copies of a case: list, look, bring back; and removing for good."""

from __future__ import annotations

import click

from applicant_helper.commands.frame import Frame
from applicant_helper.core.text import safe_text
from applicant_helper.i18n import gettext as _
from applicant_helper.i18n import say


@click.command("copies")
@click.argument("case")
@click.argument("number", type=click.IntRange(min=1), required=False)
@click.pass_obj
def copies_command(frame: Frame, case: str, number: int | None) -> int:
    """List the earlier copies of a CASE; with a NUMBER, say what that copy holds and what differs from now."""
    from applicant_helper.service import copies

    session = frame.open_case(frame.desk(), case, read_only=True)
    try:
        kept = copies.copies(session)
        if number is not None:
            for line in copies.look(session, copies.numbered(kept, number).name):
                frame.say(safe_text(line))
            return 0
        for place, copy in enumerate(kept, start=1):
            frame.say(f"{place}. {copy.text()}")
        if not kept:
            frame.say(_("There is no earlier copy yet."))
    finally:
        session.close()
    return 0


@click.command("restore")
@click.argument("case")
@click.argument("number", type=click.IntRange(min=1))
@click.option("--yes", is_flag=True, help="Do not ask first.")
@click.pass_obj
def restore_command(frame: Frame, case: str, number: int, *, yes: bool) -> int:
    """Bring back the earlier copy with that NUMBER of a CASE. The present is kept as a copy, and undo works."""
    from applicant_helper.service import copies

    session = frame.open_case(frame.desk(), case)
    try:
        copy = copies.numbered(copies.copies(session), number)
        for line in copies.look(session, copy.name):
            frame.say(safe_text(line))
        if not yes:
            click.confirm(say("Bring back the copy of {when}?", when=copy.text()), abort=True)
        copies.restore(session, copy.name)
        frame.say(_("It is back. Undo takes you to where you were."))
    finally:
        session.close()
    return 0


@click.command("forget")
@click.argument("case")
@click.option("--yes", is_flag=True, help="Do not ask first.")
@click.pass_obj
def forget_command(frame: Frame, case: str, *, yes: bool) -> int:
    """Remove for good what is no longer in a CASE: earlier answers, earlier copies, papers that were taken out."""
    from applicant_helper.service import copies

    session = frame.open_case(frame.desk(), case)
    try:
        if not yes:
            click.confirm(_(copies.ASK_FORGET), abort=True)
        frame.say(copies.forgotten_text(copies.forget_removed(session)))
    finally:
        session.close()
    return 0
