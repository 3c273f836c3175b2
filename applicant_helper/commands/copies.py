"""Earlier copies of a case: list, look, bring back; and removing for good."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from applicant_helper.commands.frame import Frame
from applicant_helper.core.errors import ApplicantHelperError, fill
from applicant_helper.core.text import safe_text
from applicant_helper.i18n import gettext as _
from applicant_helper.i18n import say

if TYPE_CHECKING:
    from applicant_helper.service.protecting import CaseKey


@click.command("copies")
@click.argument("case")
@click.argument("number", type=click.IntRange(min=1), required=False)
@click.pass_obj
def copies_command(frame: Frame, case: str, number: int | None) -> int:
    """List the earlier copies of a CASE; with a NUMBER, say what that copy holds and what differs from now."""
    from applicant_helper.service import copies

    try:
        session = frame.open_case(frame.desk(), case, read_only=True)
    except ApplicantHelperError as refusal:
        return _tell_ways_back(frame, case, refusal)
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

    try:
        session = frame.open_case(frame.desk(), case)
    except ApplicantHelperError as refusal:
        return _mend(frame, case, number, refusal, yes=yes)
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


def _tell_ways_back(frame: Frame, case: str, refusal: ApplicantHelperError) -> int:
    """A damaged case: what it can be brought back to."""
    _path, _key, ways = _ways_back(frame, case, refusal)
    for place, (_name, words) in enumerate(ways, start=1):
        frame.say(f"{place}. {words}")
    frame.say(say("Bring one back with: applicant-helper restore {case} NUMBER", case=case))
    return refusal.exit_code


def _mend(frame: Frame, case: str, number: int, refusal: ApplicantHelperError, *, yes: bool) -> int:
    from applicant_helper.service import mending
    from applicant_helper.service.copies import no_such_copy

    path, key, ways = _ways_back(frame, case, refusal)
    if number > len(ways):
        raise no_such_copy(number, len(ways))
    name, words = ways[number - 1]
    if not yes:
        click.confirm(say("Bring back the copy of {when}?", when=words), abort=True)
    mending.bring_back(frame.desk(), path, name, key)
    frame.say(_(mending.KEPT_BESIDE))
    return 0


def _ways_back(
    frame: Frame, case: str, refusal: ApplicantHelperError
) -> tuple[Path, CaseKey | None, tuple[tuple[str, str], ...]]:
    """Where the damaged case is, its key, and what it can be brought back to. Raises the refusal for nothing."""
    from applicant_helper.commands.secrets import with_secret
    from applicant_helper.service import mending, protecting

    if not mending.is_damaged(refusal):
        raise refusal
    desk = frame.desk()
    path = desk.find(case)
    key = None
    if protecting.needs_key(path):
        key = with_secret(lambda typed: protecting.key_of(path, typed))
    ways = mending.ways_back(desk, path, key)
    click.echo(fill(_(refusal.message), refusal.params), err=True)
    if not ways:
        click.echo(_(mending.NO_WAY_BACK), err=True)
        raise click.exceptions.Exit(refusal.exit_code)
    return path, key, ways


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
