"""A check and a finished packet told in lines, for the command line and line mode. Word first, then name."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from applicant_helper import i18n
from applicant_helper.catalog.models import Catalog
from applicant_helper.checks import CheckResult
from applicant_helper.checks.engine import scope_of
from applicant_helper.core.case import Case
from applicant_helper.core.finding import Status
from applicant_helper.i18n import gettext as _
from applicant_helper.i18n import say
from applicant_helper.service.packets import BuildOutcome
from applicant_helper.service.views import Views

OPEN = (Status.MISSING, Status.INCOMPLETE, Status.ANSWER_FIRST)
HELP = i18n.N_(
    "A licensed attorney or a DOJ-accredited representative can help with this. "
    "Find one through the Department of Justice list of recognized organizations. "
    "Be careful with anyone who promises a result."
)


def check_lines(case: Case, catalog: Catalog, result: CheckResult, today: date) -> Iterator[str]:
    """The whole check: findings worst first, then what is missing, then windows, fee and referrals."""
    for form_id in result.unknown_forms:
        yield say("This program has no data for {form} yet.", form=form_id)
    for filing in case.filings:
        form = catalog.form(filing.form)
        if form is None:
            continue
        views = Views(case, catalog, filing, result, scope_of(case, filing, form, catalog, today))
        yield from filing_lines(views)
    if not case.filings:
        yield _("No form is chosen yet. Choose a form first.")


def filing_lines(views: Views) -> Iterator[str]:
    """One filing told in lines."""
    yield views.title()
    for sentence, arithmetic in views.windows():
        yield f"{sentence} ({arithmetic})" if arithmetic else sentence
    yield say("Fee: {fee}", fee=views.fee())
    yield ""
    findings = views.findings()
    for finding in findings:
        yield f"{finding.severity_word}: {finding.text}"
        yield f"    {finding.do}"
        yield f"    {say('Source: {source}', source=finding.authority)}"
        if finding.warning:
            yield f"    {finding.warning}"
    if not findings:
        yield _("No finding. This says what was checked, not how an officer will decide.")
    yield ""
    for section in views.sections():
        for requirement in section.requirements:
            if requirement.status in OPEN:
                yield f"{requirement.status_word}: {requirement.label}"
                yield from (f"    {text}" for is_met, text in requirement.parts if not is_met)
    yield from _referral_lines(views)


def _referral_lines(views: Views) -> Iterator[str]:
    points = views.referrals()
    if points:
        yield ""
        yield _("Talk to someone authorized first:")
        yield from (f"    {point}" for point in points)
        yield _(HELP)


def outcome_lines(outcome: BuildOutcome) -> Iterator[str]:
    """A finished packet: where it is, what was done, what to do next."""
    yield say("Written: {file}", file=str(outcome.path))
    size = i18n.format_number(round(outcome.size_bytes / 1000))
    yield say(
        "{pages} pages, {size} kB. Your original files are not changed.", pages=str(outcome.pages), size=size
    )
    if len(outcome.files) > 1:
        yield from (f"  {path.relative_to(outcome.path)}" for path in outcome.files)
    yield from outcome.notes
    yield from outcome.warnings
    for text in outcome.refused:
        yield say("Left out: {text}", text=text)
    for name in outcome.left_out:
        yield say("Not in the packet, because it is put to no requirement: {name}", name=name)
    if outcome.next_steps:
        yield ""
        yield _("What to do next:")
        yield from (f"  {number}. {step}" for number, step in enumerate(outcome.next_steps, start=1))
