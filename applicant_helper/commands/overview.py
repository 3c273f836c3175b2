"""Looking at a whole case: each fact and where it stands, and the years of a person."""

from __future__ import annotations

import json
import shutil
import sys

import click

from applicant_helper.commands.checking import loaded_case
from applicant_helper.commands.frame import Frame
from applicant_helper.i18n import gettext as _
from applicant_helper.i18n import say

NARROW = 60


@click.command("facts")
@click.argument("case")
@click.option("--json", "as_json", is_flag=True, help="Machine-readable, in English.")
@click.pass_obj
def facts_command(frame: Frame, case: str, *, as_json: bool) -> int:
    """Show every fact of a CASE with each place it stands in, those that differ first."""
    from applicant_helper.catalog.load import load_catalog
    from applicant_helper.service.everywhere import fact_lines, facts_report

    catalog = load_catalog()
    loaded = loaded_case(frame, case, catalog)
    if as_json:
        click.echo(json.dumps(facts_report(loaded), ensure_ascii=False, indent=1))
        return 0
    for line in fact_lines(loaded, catalog):
        frame.say(line)
    return 0


@click.command("timeline")
@click.argument("case")
@click.pass_obj
def timeline_command(frame: Frame, case: str) -> int:
    """Draw the years of each person of a CASE: homes, work, status, trips, marriages and papers."""
    from applicant_helper.catalog.load import load_catalog
    from applicant_helper.service import words
    from applicant_helper.service.timeline import lanes_of
    from applicant_helper.service.timeline_text import chart, told

    catalog = load_catalog()
    loaded = loaded_case(frame, case, catalog)
    today = loaded.today or frame.now().date()
    width = shutil.get_terminal_size().columns
    draws = not frame.plain and sys.stdout.isatty() and width >= NARROW
    for person_id, person in loaded.people.items():
        lanes = lanes_of(loaded, person_id, today, lambda d: words.word(catalog, d.kind))
        if not lanes:
            continue
        frame.say(say("The years at a glance: {who}", who=words.person_name(person)))
        for line in chart(lanes, today, width) if draws else told(lanes):
            frame.say(line)
        click.echo()
    if not loaded.people:
        frame.say(_("Nobody is in this case yet."))
    return 0
