"""`export` and `import`: the open folder, and the one-file hand-over."""

from __future__ import annotations

from pathlib import Path

import click

from applicant_helper.commands.frame import Frame
from applicant_helper.i18n import say, say_many


@click.command("export")
@click.argument("case")
@click.argument("target", type=click.Path(path_type=Path))
@click.pass_obj
def export_command(frame: Frame, case: str, target: Path) -> int:
    """Write a CASE to a TARGET folder in plain open files, or to one hand-over file ending in .ahcx."""
    desk = frame.desk()
    path = desk.find(case)
    if target.suffix == ".ahcx":
        from applicant_helper.service.handing_over import hand_over

        hand_over(desk, path, target)
        frame.say(say("Written and read back: {file}", file=str(target)))
        return 0
    from applicant_helper.service.interchange import export_case

    session = desk.open(path, read_only=True)
    try:
        done = export_case(session, target)
    finally:
        session.close()
    papers = say_many("{n} paper", "{n} papers", done.documents)
    frame.say(say("Written to {folder}: case.yaml and {papers}.", folder=str(target), papers=papers))
    return 0


@click.command("import")
@click.argument("source", type=click.Path(path_type=Path))
@click.option("--label", default=None, help="A neutral name for the case here.")
@click.pass_obj
def import_command(frame: Frame, source: Path, label: str | None) -> int:
    """Read a case from a SOURCE folder or case.yaml, or from a hand-over file ending in .ahcx."""
    desk = frame.desk()
    if source.suffix == ".ahcx":
        from applicant_helper.service.handing_over import take_over

        frame.say(say("Taken in as {case}.", case=take_over(desk, source, label)))
        return 0
    from applicant_helper.service.interchange import import_case

    session, papers = import_case(desk, source, label)
    try:
        count = say_many("{n} paper", "{n} papers", papers)
        frame.say(say("Taken in as {case}, with {papers}.", case=session.case.label, papers=count))
    finally:
        session.close()
    return 0
