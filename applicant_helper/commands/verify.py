"""`verify`."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from applicant_helper.commands.frame import Frame
from applicant_helper.core.errors import ExitCode, fill
from applicant_helper.i18n import gettext as _
from applicant_helper.i18n import say

if TYPE_CHECKING:
    from applicant_helper.packet.verify import VerifyReport


@click.command("verify")
@click.argument("packet", type=click.Path(path_type=Path))
@click.option(
    "--for",
    "destination",
    metavar="DEST",
    help="Hold it to the rules of this destination, in place of the one it names.",
)
@click.option("--json", "as_json", is_flag=True, help="Machine-readable, in English.")
@click.pass_obj
def verify_command(frame: Frame, packet: Path, destination: str | None, *, as_json: bool) -> int:
    """Read a finished PACKET again, a file or a folder of them.

    Printed numbers, page labels, contents, links and bookmarks must agree; names and sizes must be what the destination
    takes; nothing active or hidden may be inside.
    """
    from applicant_helper.packet.verify import verify_packet
    from applicant_helper.service.destinations import profile_of, profiles

    chosen = profile_of(destination) if destination else None
    report = verify_packet(packet, chosen, profiles())
    if as_json:
        click.echo(json.dumps(report_json(report), ensure_ascii=False, indent=1))
    else:
        for line in report_lines(report):
            frame.say(line)
    return ExitCode.OK if report.ok else ExitCode.PACKET_FAULTY


def report_lines(report: VerifyReport) -> Iterator[str]:
    """A report in sentences: what was found first, then what was read."""
    for problem in report.problems:
        text = fill(_(problem.message), problem.params)
        if problem.page:
            text = say("Page {page}: {text}", page=str(problem.page), text=text)
        yield f"{problem.file}: {text}" if problem.file and len(report.files) > 1 else text
    counts = {
        "pages": str(report.pages),
        "entries": str(report.entries),
        "searchable": str(report.searchable),
    }
    if report.ok:
        yield say("Nothing wrong was found. {pages} pages, {entries} index entries.", **counts)
    if report.pages:
        yield say("Text can be searched on {searchable} of {pages} pages.", **counts)


def report_json(report: VerifyReport) -> dict[str, object]:
    """A report as `verify --json` prints it."""
    problems = [
        {
            "code": p.code,
            "severity": "fault" if p.is_fault else "advice",
            "file": p.file,
            "page": p.page,
            "message": fill(p.message, p.params),
        }
        for p in report.problems
    ]
    return {
        "ok": report.ok,
        "destination": report.destination,
        "pages": report.pages,
        "entries": report.entries,
        "searchable_pages": report.searchable,
        "files": [asdict(f) for f in report.files],
        "problems": problems,
    }
