"""`destinations`: where a packet can go and what each place wants."""

from __future__ import annotations

import click

from applicant_helper.commands.frame import Frame
from applicant_helper.core.errors import ExitCode


@click.command("destinations")
@click.argument("destination", required=False, metavar="[DEST]")
@click.option("--json", "as_json", is_flag=True, help="Machine-readable, in English.")
@click.pass_obj
def destinations_command(frame: Frame, destination: str | None, *, as_json: bool) -> int:
    """List where a packet can go, or tell everything about DEST: files, limits, order, what to check."""
    import json

    from applicant_helper.service import destinations as told

    today = frame.now().date()
    if as_json:
        found = (
            told.full_json(told.profile_of(destination), today)
            if destination
            else [told.row_json(profile) for profile in told.profiles().values()]
        )
        click.echo(json.dumps(found, ensure_ascii=False, indent=1))
        return ExitCode.OK
    lines = told.full_lines(told.profile_of(destination), today) if destination else told.list_lines()
    for line in lines:
        frame.say(line)
    return ExitCode.OK
