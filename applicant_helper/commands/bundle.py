"""`bundle`: a packet straight from loose papers, without a case."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

import click

from applicant_helper.commands.frame import Frame
from applicant_helper.core.errors import ApplicantHelperError, ExitCode

if TYPE_CHECKING:
    from applicant_helper.catalog.destinations import PacketProfile
    from applicant_helper.packet.model import BuildReport
    from applicant_helper.service.bundle import BundleWish


@click.command("bundle")
@click.argument("papers", nargs=-1, required=True, metavar="PATH...")
@click.option(
    "--for", "destination", required=True, metavar="DEST", help="Where it goes; `destinations` lists them."
)
@click.option(
    "-o",
    "--output",
    required=True,
    metavar="OUT",
    help="The PDF to write, or the folder when the destination wants several files.",
)
@click.option("--json", "as_json", is_flag=True, help="Machine-readable, in English.")
@click.option("--title", default="", help="What the packet is, for its cover and contents page.")
@click.option("--name", "applicant_line", default="", help="Whose it is, such as a name and an A-Number.")
@click.option("--surname", default="", help="Family name, where the destination wants it in file names.")
@click.option("--form", "forms", multiple=True, metavar="NUMBER", help="Number of the form, such as N-400.")
@click.option(
    "--notice", default="", metavar="FILE", help="The request this answers; the exhibits are its items."
)
@click.option(
    "--caption", multiple=True, metavar="KEY=VALUE", help="A line of the cover, such as court=Boston."
)
@click.option("--overwrite", is_flag=True, help="Replace OUT when it exists.")
@click.option(
    "--skip", "skip_refused", is_flag=True, help="Leave out papers that cannot go in, and say which."
)
@click.pass_obj
def bundle_command(
    frame: Frame,
    papers: tuple[str, ...],
    destination: str,
    output: str,
    applicant_line: str,
    title: str,
    surname: str,
    forms: tuple[str, ...],
    notice: str,
    caption: tuple[str, ...],
    *,
    as_json: bool,
    overwrite: bool,
    skip_refused: bool,
) -> int:
    """Make a packet from loose papers, in the order given. No case is made, originals are not changed.

    Each file is one exhibit; a folder is one exhibit with every file in it. A word before a path says
    what the paper is:

    \b
      form:n-400.pdf        supplement:  payment:  notification:  representative:  notice:
      photo:  proposed-order:  proof-of-service:
      translation:x.pdf     belongs to the paper before it
      certificate:y.pdf     belongs to the translation before it
      exhibit:"A title"     the papers behind it are one exhibit
      person:"A name"       the papers behind it are this person's

    With several form: papers, what stands behind one goes with it.
    """
    from applicant_helper.service.bundle import BundleWish, caption_of

    def wish() -> BundleWish:
        return BundleWish(
            papers, destination, title, applicant_line, surname, forms, notice, caption_of(caption)
        )

    work = partial(_made, frame, wish, output, says=not as_json, overwrite=overwrite, skip=skip_refused)
    return _as_json(work, destination) if as_json else _in_words(frame, work)


def _made(
    frame: Frame, wish: Callable[[], BundleWish], output: str, *, says: bool, overwrite: bool, skip: bool
) -> tuple[BuildReport, PacketProfile]:
    """The packet, with its steps told on the way when `says`."""
    from applicant_helper.service.bundle import build_bundle, bundle_of
    from applicant_helper.service.destinations import typed_path
    from applicant_helper.service.folders import cache_folder
    from applicant_helper.service.outcome import BuildStep, Telling

    telling = Telling()

    def show(step: BuildStep) -> None:
        if (line := telling.line(step)) and says:
            frame.say(line)

    bundle = bundle_of(wish(), frame.now().date())
    report = build_bundle(
        bundle,
        typed_path(output),
        cache=cache_folder(frame.home),
        progress=show,
        overwrite=overwrite,
        skip_refused=skip,
    )
    return report, bundle.request.profile


def _as_json(work: Callable[[], tuple[BuildReport, PacketProfile]], destination: str) -> int:
    from applicant_helper.service import bundle_report

    try:
        report, profile = work()
    except ApplicantHelperError as problem:
        click.echo(json.dumps(bundle_report.not_made(problem, destination), ensure_ascii=False, indent=1))
        return int(problem.exit_code)
    click.echo(json.dumps(bundle_report.made(report, profile.id), ensure_ascii=False, indent=1))
    return ExitCode.OK


def _in_words(frame: Frame, work: Callable[[], tuple[BuildReport, PacketProfile]]) -> int:
    from applicant_helper.service.lines import outcome_lines
    from applicant_helper.service.outcome import outcome_of

    report, profile = work()
    for line in outcome_lines(outcome_of(report, profile, frame.now().date())):
        frame.say(line)
    return ExitCode.OK
