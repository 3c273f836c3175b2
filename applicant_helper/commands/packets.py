"""`build`."""

from __future__ import annotations

from pathlib import Path

import click

from applicant_helper.commands.frame import Frame
from applicant_helper.core.errors import ExitCode


@click.command("build")
@click.argument("case")
@click.option(
    "--for",
    "destination",
    default="uscis_paper",
    show_default=True,
    metavar="DEST",
    help="Where the packet goes; `destinations` lists them.",
)
@click.option("-o", "--output", type=click.Path(path_type=Path), default=None, help="The PDF to write.")
@click.option("--timeline", is_flag=True, help="Put in a page that shows the years at a glance.")
@click.option("--overwrite", is_flag=True, help="Replace the PDF when it exists.")
@click.option(
    "--skip", "skip_refused", is_flag=True, help="Leave out papers that cannot go in, and say which."
)
@click.pass_obj
def build_command(
    frame: Frame,
    case: str,
    destination: str,
    output: Path | None,
    *,
    timeline: bool,
    overwrite: bool,
    skip_refused: bool,
) -> int:
    """Build the packet of a CASE: index, dividers, page numbers, bookmarks. Originals are not changed."""
    from applicant_helper.service.lines import outcome_lines
    from applicant_helper.service.outcome import BuildStep, Telling
    from applicant_helper.service.packets import build, default_out

    session = frame.open_case(frame.desk(), case, read_only=True)
    telling = Telling()

    def show(step: BuildStep) -> None:
        if line := telling.line(step):
            frame.say(line)

    try:
        outcome = build(
            session,
            destination,
            output or default_out(session, destination, Path.cwd()),
            progress=show,
            overwrite=overwrite,
            skip_refused=skip_refused,
            timeline=timeline,
        )
    finally:
        session.close()
    for line in outcome_lines(outcome):
        frame.say(line)
    return ExitCode.OK
