"""Protecting a case with a passphrase, changing it, taking protection away."""

from __future__ import annotations

from pathlib import Path

import click

from applicant_helper.commands.frame import Frame
from applicant_helper.i18n import gettext as _
from applicant_helper.i18n import say


@click.command("protect")
@click.argument("case")
@click.option(
    "--sheet",
    type=click.Path(path_type=Path, dir_okay=False),
    default=None,
    help="Also write the recovery code as a page to print. Print it, then delete the file.",
)
@click.pass_obj
def protect_command(frame: Frame, case: str, sheet: Path | None) -> int:
    """Encrypt a CASE with a passphrase and a recovery code on paper."""
    from applicant_helper.commands.secrets import choose_protection
    from applicant_helper.service import protecting
    from applicant_helper.service.recovery_sheet import write_recovery_sheet

    desk = frame.desk()
    session = frame.open_case(desk, case)
    try:
        chosen = choose_protection()
        protecting.protect(desk, session, chosen)
        name = session.store.path.stem
        if sheet is not None:
            write_recovery_sheet(sheet, name, chosen.code, session.now().date(), cache=session.font_cache())
            frame.say(say("Written: {file}. Print it, then delete it.", file=sheet.name))
        frame.say(say("The case is protected. In the list it is called {case}.", case=name))
    finally:
        session.close()
    return 0


@click.command("unprotect")
@click.argument("case")
@click.option("--yes", is_flag=True, help="Do not ask first.")
@click.pass_obj
def unprotect_command(frame: Frame, case: str, *, yes: bool) -> int:
    """Take the protection of a CASE away: anybody who uses this computer can read it then."""
    from applicant_helper.service import protecting

    desk = frame.desk()
    session = frame.open_case(desk, case)
    try:
        session.own_key()
        if not yes:
            click.confirm(_("Anybody who uses this computer can read the case then. Go on?"), abort=True)
        protecting.unprotect(desk, session)
        frame.say(say("The case is not protected any more. It is called {case}.", case=session.store.label))
    finally:
        session.close()
    return 0


@click.command("passphrase")
@click.argument("case")
@click.option(
    "--new-code", is_flag=True, help="Make a new recovery code instead; the old one opens nothing then."
)
@click.pass_obj
def passphrase_command(frame: Frame, case: str, *, new_code: bool) -> int:
    """Change the passphrase of a protected CASE, or its recovery code."""
    from applicant_helper.commands.secrets import ask_new_passphrase
    from applicant_helper.service import protecting

    session = frame.open_case(frame.desk(), case)
    try:
        session.own_key()
        if new_code:
            code = protecting.change_recovery_code(session)
            frame.say(say("New recovery code: {code}", code=code))
            frame.say(_("Write it on paper now. The one on the old paper opens nothing any more."))
        else:
            protecting.change_passphrase(session, ask_new_passphrase())
            frame.say(_("The passphrase is changed. The old one opens nothing any more."))
    finally:
        session.close()
    return 0
