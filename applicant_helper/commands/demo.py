"""`demo`: a made-up applicant whose papers the program draws itself."""

from __future__ import annotations

from pathlib import Path

import click

from applicant_helper.commands.frame import Frame
from applicant_helper.i18n import say


@click.command("demo")
@click.option(
    "--build",
    "folder",
    type=click.Path(path_type=Path, file_okay=False),
    default=None,
    help="Make the packets in FOLDER at once instead of opening the screen.",
)
@click.pass_obj
def demo_command(frame: Frame, folder: Path | None) -> int:
    """A made-up applicant, ready to explore. Everything in it is invented."""
    desk = frame.desk()
    if folder is None:
        session = desk.create_demo()
        path = session.store.path
        session.close()
        from applicant_helper.commands.cases import open_face

        return open_face(frame, path)
    from applicant_helper.service.demo import build_demo

    for line in build_demo(frame.now, folder, desk.cache):
        frame.say(line)
    frame.say(say("Open the PDF and follow a line of its index."))
    return 0
