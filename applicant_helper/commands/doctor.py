"""`doctor`: what this installation can do, in lines."""

from __future__ import annotations

import click

from applicant_helper.commands.frame import Frame
from applicant_helper.core.errors import ExitCode


@click.command("doctor")
@click.pass_obj
def doctor_command(frame: Frame) -> int:
    """Say what works on this computer: storage, reading, drawing, fonts, data, languages, screen."""
    from applicant_helper.service.health import examine_installation

    results = examine_installation(frame.home)
    for result in results:
        frame.say(f"[{'+' if result.works else '!'}] {result.name}: {result.detail}")
    return ExitCode.OK if all(r.works for r in results) else ExitCode.INTERNAL
