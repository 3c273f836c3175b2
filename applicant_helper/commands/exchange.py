"""`export` and `import`: the open folder, and the one-file hand-over."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from applicant_helper.commands.frame import Frame
from applicant_helper.i18n import gettext as _
from applicant_helper.i18n import say, say_many

if TYPE_CHECKING:
    from applicant_helper.service.desk import Desk
    from applicant_helper.service.session import Session

HANDOVER = ".ahcx"
CASE_FOLDER = ".ahcase"


@click.command("export")
@click.argument("case")
@click.argument("target", type=click.Path(path_type=Path))
@click.option("--no-passphrase", is_flag=True, help="Do not ask for a passphrase for the hand-over file.")
@click.pass_obj
def export_command(frame: Frame, case: str, target: Path, *, no_passphrase: bool) -> int:
    """Write a CASE to a TARGET folder in plain open files, or to one hand-over file ending in .ahcx."""
    desk = frame.desk()
    session = frame.open_case(desk, case, read_only=target.suffix != HANDOVER)
    try:
        if target.suffix == HANDOVER:
            return _hand_over(frame, desk, session, target, ask=not no_passphrase)
        from applicant_helper.service.interchange import export_case

        done = export_case(session, target)
    finally:
        session.close()
    papers = say_many("{n} paper", "{n} papers", done.documents)
    frame.say(say("Written to {folder}: case.yaml and {papers}.", folder=str(target), papers=papers))
    if session.store.is_protected:
        frame.say(_("The folder is not protected: anybody who gets it can read it."))
    return 0


def _hand_over(frame: Frame, desk: Desk, session: Session, target: Path, *, ask: bool) -> int:
    from applicant_helper.commands.secrets import choose_protection
    from applicant_helper.service.handing_over import hand_over

    chosen = None
    if ask and not session.store.is_protected and sys.stdin.isatty():
        wanted = _("Protect the file with a passphrase? Without one, anybody who gets it can read it.")
        chosen = choose_protection() if click.confirm(wanted, default=True) else None
    hand_over(desk, session, target, chosen)
    frame.say(say("Written and read back: {file}", file=str(target)))
    return 0


@click.command("import")
@click.argument("source", type=click.Path(path_type=Path))
@click.option("--label", default=None, help="A neutral name for the case here.")
@click.pass_obj
def import_command(frame: Frame, source: Path, label: str | None) -> int:
    """Read a case from a SOURCE folder or case.yaml, a hand-over file ending in .ahcx, or a case folder elsewhere."""
    desk = frame.desk()
    if source.suffix == CASE_FOLDER and source.is_dir():
        return _copy_here(frame, desk, source)
    if source.suffix == HANDOVER:
        from applicant_helper.commands.secrets import with_secret
        from applicant_helper.service.handing_over import needs_secret, take_over

        if needs_secret(source):
            taken = with_secret(lambda typed: take_over(desk, source, label, typed))
        else:
            taken = take_over(desk, source, label)
        frame.say(say("Taken in as {case}.", case=taken))
        return 0
    from applicant_helper.service.interchange import import_case

    session, papers = import_case(desk, source, label)
    try:
        count = say_many("{n} paper", "{n} papers", papers)
        frame.say(say("Taken in as {case}, with {papers}.", case=session.case.label, papers=count))
    finally:
        session.close()
    return 0


def _copy_here(frame: Frame, desk: Desk, source: Path) -> int:
    """A case folder of another place, such as a network drive, checked and copied with its history."""
    from applicant_helper.commands.secrets import with_secret
    from applicant_helper.service.handing_over import copy_here
    from applicant_helper.service.protecting import is_protected, key_of

    key = with_secret(lambda typed: key_of(source, typed)) if is_protected(source) else None
    frame.say(say("Taken in as {case}.", case=copy_here(desk, source, key)))
    return 0
