"""Commands about whole cases: new, open, list, wipe; and opening a face."""

from __future__ import annotations

from pathlib import Path

import click

from applicant_helper.commands.frame import Frame
from applicant_helper.i18n import gettext as _
from applicant_helper.i18n import say, say_many


def open_face(frame: Frame, case: Path | None) -> int:
    """Open the full screen, or line mode where there is none, on a case or on the choice of one."""
    from applicant_helper.commands.secrets import opened
    from applicant_helper.guard.hardening import harden

    harden()
    desk = frame.desk()
    session = opened(desk, case) if case is not None else None
    try:
        if frame.plain:
            from applicant_helper.plain.face import run_in_terminal

            return run_in_terminal(desk, session)
        from applicant_helper.tui.app import run as run_screen

        return run_screen(desk, session)
    finally:
        if session is not None:
            session.close()


@click.command("new")
@click.argument("label", required=False)
@click.option(
    "--form",
    "form_id",
    default=None,
    help="Choose the form, or forms filed together, at once: us/n-400 or us/marriage-green-card.",
)
@click.option("--protect", is_flag=True, help="Encrypt it with a passphrase from the first moment.")
@click.pass_obj
def new_command(frame: Frame, label: str | None, form_id: str | None, *, protect: bool) -> int:
    """Start a case. Without a LABEL it gets a neutral one."""
    from applicant_helper.commands.secrets import choose_protection

    session = frame.desk().create(label, protection=choose_protection() if protect else None)
    try:
        if form_id is not None:
            session.start(form_id)
        frame.say(
            say(
                "Started {label}. It is kept in {folder}.",
                label=session.case.label,
                folder=str(session.store.path),
            )
        )
    finally:
        session.close()
    return 0


@click.command("open")
@click.argument("case")
@click.pass_obj
def open_command(frame: Frame, case: str) -> int:
    """Open a CASE by label or path."""
    return open_face(frame, frame.desk().find(case))


@click.command("list")
@click.pass_obj
def list_command(frame: Frame) -> int:
    """List the cases on this computer."""
    rows = frame.desk().cases()
    if not rows:
        frame.say(_("There is no case yet. Start one with: applicant-helper new"))
    for row in rows:
        if row.condition or row.is_protected:
            frame.say(f"{row.label}  {row.condition or _('protected')}")
            continue
        papers = say_many("{n} paper", "{n} papers", row.papers)
        blocking = say_many("{n} thing would be sent back", "{n} things would be sent back", row.blocking)
        frame.say("  ".join([row.label, row.form or _("no form yet"), papers, blocking]))
    return 0


@click.command("wipe")
@click.argument("case")
@click.option("--yes", is_flag=True, help="Do not ask first.")
@click.pass_obj
def wipe_command(frame: Frame, case: str, *, yes: bool) -> int:
    """Remove a CASE from this computer and say what was removed and what cannot be reached."""
    from applicant_helper.service.wiping import wipe_lines

    desk = frame.desk()
    path = desk.find(case)
    if not yes:
        click.confirm(say("Remove {case} for good? This cannot be undone.", case=case), abort=True)
    for line in wipe_lines(desk, path):
        frame.say(line)
    return 0
