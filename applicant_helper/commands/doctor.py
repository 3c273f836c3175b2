"""`doctor`: what this installation can do, in lines."""

from __future__ import annotations

import sys

import click

from applicant_helper.commands.frame import Frame
from applicant_helper.core.errors import ExitCode


@click.command("doctor")
@click.option(
    "--report",
    "wants_report",
    is_flag=True,
    help="Show versions for a report to the people who mend the program, then ask where to write them.",
)
@click.pass_obj
def doctor_command(frame: Frame, *, wants_report: bool) -> int:
    """Say what works on this computer: storage, reading, drawing, fonts, data, languages, screen."""
    if wants_report:
        return _report()
    from applicant_helper.service.health import examine_installation

    results = examine_installation(frame.home)
    for result in results:
        frame.say(f"[{'+' if result.works else '!'}] {result.name}: {result.detail}")
    return ExitCode.OK if all(r.works for r in results) else ExitCode.INTERNAL


def _report() -> int:
    from applicant_helper.commands.reporting import ask_where, show
    from applicant_helper.guard.report import report_lines

    lines = report_lines()
    show(lines)
    if sys.stdin.isatty():
        ask_where(lines)
    return ExitCode.OK
