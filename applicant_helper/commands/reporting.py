"""Offers the value-free report: shown in full first, written only to a file that the person names."""

from __future__ import annotations

from pathlib import Path

import click

from applicant_helper.core.errors import ApplicantHelperError, fill
from applicant_helper.guard import events
from applicant_helper.guard.mistakes import Mistake
from applicant_helper.guard.report import report_lines, save_report
from applicant_helper.i18n import gettext as _
from applicant_helper.i18n import say


def offer_report(mistake: Mistake) -> None:
    """Right after a mistake, on a terminal: say what a report would hold and ask where to put it.

    Nothing is offered for a protected case or on a computer of others: no trace of the work stays there.
    """
    if events.is_silent():
        return
    click.echo(_("A report for the people who mend this program would say exactly this:"), err=True)
    lines = report_lines(mistake)
    show(lines, err=True)
    try:
        ask_where(lines, err=True)
    except click.Abort:
        return


def show(lines: tuple[str, ...], *, err: bool = False) -> None:
    """The report as it would be written."""
    for line in lines:
        click.echo(f"  {line}", err=err)


def ask_where(lines: tuple[str, ...], *, err: bool = False) -> None:
    """Ask for a file until the report is written or nothing is typed."""
    question = _("File to write it to (Enter: write nothing)")
    while typed := str(click.prompt(question, default="", show_default=False, err=err)).strip():
        target = Path(typed).expanduser()
        try:
            save_report(target, lines)
        except ApplicantHelperError as refusal:
            click.echo(fill(_(refusal.message), refusal.params), err=err)
        else:
            click.echo(say("Written: {file}", file=str(target)), err=err)
            return
