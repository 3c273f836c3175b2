"""`session`: work at an outreach table; at the end everything is saved to the applicant's stick and removed here."""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from applicant_helper.commands.frame import Frame
from applicant_helper.core.errors import ApplicantHelperError, fill
from applicant_helper.i18n import gettext as _
from applicant_helper.i18n import say

if TYPE_CHECKING:
    from applicant_helper.service.desk import CaseRow, Desk

FOLDER = "outreach-session"
CLEAR_SCROLLBACK = "\x1b[H\x1b[2J\x1b[3J"


@click.command("session")
@click.option(
    "--folder",
    type=click.Path(path_type=Path, file_okay=False),
    default=None,
    help="Where the cases lie during the session, for example on a stick. A new or empty folder.",
)
@click.option("--end", "only_end", is_flag=True, help="End a session that was cut off: save, remove, report.")
@click.option("--yes", is_flag=True, help="With --end: save nothing and do not ask.")
@click.pass_obj
def session_command(frame: Frame, folder: Path | None, *, only_end: bool, yes: bool) -> int:
    """Work with cases that are protected, locked after 3 minutes, and removed at the end."""
    from applicant_helper.service import outreach

    place = folder or frame.desk().folder.parent / FOLDER
    desk = outreach.session_desk(place, frame.now)
    if not only_end:
        frame.say(_(outreach.BEGIN))
        if outreach.left_behind(desk):
            frame.say(_(outreach.LEFT_BEHIND))
        _open(frame, desk)
    return _end(frame, desk, ask=not yes)


def _open(frame: Frame, desk: Desk) -> None:
    from applicant_helper.guard.hardening import harden

    harden()
    if frame.plain:
        from applicant_helper.plain.face import run_in_terminal

        run_in_terminal(desk, None)
    else:
        click.pause(_("Press a key to begin."))
        from applicant_helper.tui.app import run as run_screen

        run_screen(desk, None)


def _end(frame: Frame, desk: Desk, *, ask: bool) -> int:
    from applicant_helper.service import outreach

    if sys.stdout.isatty():
        click.echo(CLEAR_SCROLLBACK, nl=False)
    for row in outreach.left_behind(desk) if ask else ():
        _offer(desk, row)
    if ask and outreach.left_behind(desk):
        click.confirm(_("Remove every case of this session from this computer?"), abort=True)
    for line in outreach.end(desk):
        frame.say(line)
    return 0


def _offer(desk: Desk, row: CaseRow) -> None:
    """Ask for a file on the applicant's stick until the case is saved there or nothing is typed."""
    from applicant_helper.commands.secrets import with_secret
    from applicant_helper.service import outreach

    while True:
        question = say(
            "File to save {case} to, on the applicant's stick (Enter: do not save)", case=row.path.stem
        )
        typed = str(click.prompt(question, default="", show_default=False)).strip()
        if not typed:
            return
        target = Path(typed).expanduser()
        target = target if target.suffix == ".ahcx" else target.with_name(f"{target.name}.ahcx")
        try:
            with_secret(partial(outreach.save_for_applicant, desk, row, target))
        except ApplicantHelperError as refusal:
            click.echo(fill(_(refusal.message), refusal.params), err=True)
        else:
            click.echo(say("Written and read back: {file}", file=str(target)))
            return
