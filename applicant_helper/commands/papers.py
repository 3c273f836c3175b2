"""Papers on the command line: take them into a case, or only read them."""

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
    """Take papers into a CASE: files, ZIP files, or folders with everything in them.

    Originals are never touched.
    """
    from applicant_helper.core.text import safe_text
    from applicant_helper.service.intake import folder_words
    from applicant_helper.service.papers import add_papers
    from applicant_helper.service.words import refusal_text

    desk = frame.desk()
    session = frame.open_case(desk, case)
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
        for words in folder_words(report):
            frame.say(words)
    finally:
        session.close()
    return ExitCode.BAD_INPUT_FILE if report.refused else ExitCode.OK


@click.command("read")
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Machine-readable, in English.")
@click.option("--no-ocr", "without_ocr", is_flag=True, help="Do not read pictures and scans; quicker.")
@click.option("--compare", "with_differences", is_flag=True, help="Also say what they state differently.")
@click.pass_obj
def read_command(
    frame: Frame, paths: tuple[Path, ...], *, as_json: bool, without_ocr: bool, with_differences: bool
) -> int:
    """Say what papers are and what they state, without a case. Nothing is kept or changed."""
    import json

    from applicant_helper.catalog.load import load_catalog
    from applicant_helper.service import differences, loose
    from applicant_helper.service.words import refusal_text

    catalog = load_catalog()
    told = []
    readings = []
    refused = False
    for reading in loose.read_loose(catalog, paths, frame.now().date(), with_ocr=not without_ocr):
        refused = refused or reading.look.refusal is not None
        if with_differences:
            readings.append(reading)
        if as_json:
            told.append(loose.as_json(reading))
        elif reading.look.refusal is not None:
            click.echo(refusal_text(reading.look), err=True)
        else:
            for line in loose.lines(catalog, reading):
                frame.say(line)
    found = differences.compared(catalog, readings) if with_differences else None
    if as_json:
        more = {} if found is None else differences.as_json(found)
        safe = {key: loose.safe_json(value) for key, value in more.items()}
        whole = told if found is None else {"papers": told, **safe}
        click.echo(json.dumps(whole, ensure_ascii=False, indent=1))
    elif found is not None:
        for line in differences.lines(catalog, found):
            frame.say(line)
    return ExitCode.BAD_INPUT_FILE if refused else ExitCode.OK
