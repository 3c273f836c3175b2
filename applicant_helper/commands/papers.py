"""Taking papers in from the command line."""

from __future__ import annotations

from pathlib import Path

import click

from applicant_helper.commands.frame import Frame
from applicant_helper.core.errors import ExitCode
from applicant_helper.i18n import gettext as _
from applicant_helper.i18n import say


@click.command("add")
@click.argument("case")
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.pass_obj
def add_command(frame: Frame, case: str, paths: tuple[Path, ...]) -> int:
    """Take papers into a CASE: files, or folders with everything in them. Originals are never touched."""
    from applicant_helper.core.text import safe_text
    from applicant_helper.service.papers import add_papers
    from applicant_helper.service.words import refusal_text

    desk = frame.desk()
    session = desk.open(desk.find(case))
    try:
        report = add_papers(session, paths)
        kinds = desk.catalog.vocabulary.kinds
        for paper in report.added:
            name = safe_text(paper.look.original_name)
            kind = kinds[paper.guess.kind].label if paper.guess else _("kind not known yet")
            frame.say(say("Added: {name}. {kind}.", name=name, kind=kind))
            if paper.same_as is not None:
                frame.say(
                    say(
                        "{name} has the same content as {other}. Both are kept.",
                        name=name,
                        other=paper.same_as,
                    )
                )
        for look in report.refused:
            click.echo(refusal_text(look), err=True)
    finally:
        session.close()
    return ExitCode.BAD_INPUT_FILE if report.refused else ExitCode.OK
