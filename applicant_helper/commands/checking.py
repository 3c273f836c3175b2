"""`check`: what would be sent back, in words or as JSON."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from applicant_helper.commands.frame import Frame
from applicant_helper.core.errors import ExitCode
from applicant_helper.i18n import say

if TYPE_CHECKING:
    from applicant_helper.catalog.catalogue import Catalog
    from applicant_helper.core.case import Case


@click.command("check")
@click.argument("case")
@click.option("--json", "as_json", is_flag=True, help="Machine-readable, in English.")
@click.option("--today", "today_text", default=None, metavar="YYYY-MM-DD", help="Check as of another day.")
@click.pass_obj
def check_command(frame: Frame, case: str, *, as_json: bool, today_text: str | None) -> int:
    """Check a CASE: a label, a case folder, or a case.yaml.

    Exit status 1 when something would be sent back.
    """
    from applicant_helper.catalog.load import load_catalog
    from applicant_helper.checks import check_case

    catalog = load_catalog()
    loaded = loaded_case(frame, case, catalog)
    today = _day(today_text) or loaded.today or frame.now().date()
    result = check_case(loaded, catalog, today)
    if as_json:
        from applicant_helper import i18n
        from applicant_helper.service.report import check_report

        i18n.use_language("en")
        click.echo(json.dumps(check_report(result, catalog), ensure_ascii=False, indent=1))
    else:
        from applicant_helper.service.lines import check_lines

        for line in check_lines(loaded, catalog, result, today):
            frame.say(line)
    return ExitCode.BLOCKED if result.is_blocked else ExitCode.OK


def _day(text: str | None) -> date | None:
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError as cause:
        raise click.BadParameter(say("Write the day like 2026-11-23, not {text}.", text=text)) from cause


def loaded_case(frame: Frame, reference: str, catalog: Catalog) -> Case:
    """The case named by a label, a case folder, or a case.yaml."""
    from applicant_helper.service.interchange import read_case_file

    path = Path(reference).expanduser()
    is_open_form = path.suffix in {".yaml", ".yml"} or (path.is_dir() and (path / "case.yaml").is_file())
    if is_open_form:
        return read_case_file(path, catalog)
    session = frame.open_case(frame.desk(), reference, read_only=True)
    try:
        return session.case
    finally:
        session.close()
