"""`forms`, `handout` and `lint`: what the program knows about forms."""

from __future__ import annotations

import json
from pathlib import Path

import click

from applicant_helper.commands.frame import Frame
from applicant_helper.core.errors import ExitCode
from applicant_helper.i18n import say


@click.command("forms")
@click.option(
    "--json", "as_json", is_flag=True, help="Machine-readable: ids, checks, windows, editions, fees."
)
@click.pass_obj
def forms_command(frame: Frame, *, as_json: bool) -> int:
    """List the forms this program knows."""
    from applicant_helper.catalog.load import load_catalog
    from applicant_helper.i18n import data_text
    from applicant_helper.i18n import gettext as _
    from applicant_helper.service.report import forms_report

    catalog = load_catalog()
    if as_json:
        click.echo(json.dumps(forms_report(catalog), ensure_ascii=False, indent=1))
        return 0
    for form in catalog.heads():
        frame.say(f"{form.id}  {form.number}  {data_text(f'{form.id}/title', form.title)}")
    click.echo()
    frame.say(_("Forms filed together:"))
    for package in catalog.packages():
        frame.say(f"{package.id}  {data_text(f'{package.id}/title', package.title)}")
    return 0


@click.command("handout")
@click.argument("form_id")
@click.option("-o", "--output", type=click.Path(path_type=Path), default=None, help="The PDF to write.")
@click.option("--overwrite", is_flag=True, help="Replace the PDF when it exists.")
@click.option("--lang", "language", default=None, metavar="CODE", help="Language of the handout.")
@click.pass_obj
def handout_command(
    frame: Frame, form_id: str, output: Path | None, language: str | None, *, overwrite: bool
) -> int:
    """Write the blank checklist of a form, such as us/n-400, to print and hand out."""
    from applicant_helper.service.folders import cache_folder
    from applicant_helper.service.handouts import write_handout

    code = language or frame.language
    out = output or Path.cwd() / f"{form_id.rpartition('/')[2]}-checklist-{code}.pdf"
    write_handout(form_id, out, language=code, cache=cache_folder(frame.home), overwrite=overwrite)
    frame.say(say("Written: {file}", file=str(out)))
    return 0


@click.command("lint")
@click.argument("folder", required=False, type=click.Path(path_type=Path, file_okay=False))
@click.pass_obj
def lint_command(frame: Frame, folder: Path | None) -> int:
    """Check form and checklist data. FOLDER holds forms/ and checklists/; the program's own by default."""
    from applicant_helper.catalog.where import data_root
    from applicant_helper.service.linting import lint_data

    problems = lint_data(folder or data_root())
    for problem in problems:
        click.echo(str(problem))
    if problems:
        return ExitCode.LINT_FAILED
    frame.say(say("The data holds together."))
    return 0
