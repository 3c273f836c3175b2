"""A check and a finished packet told in lines, for the command line and line mode. Word first, then name."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from applicant_helper import i18n
from applicant_helper.catalog.catalogue import Catalog
from applicant_helper.catalog.destinations import MEGABYTE
from applicant_helper.checks import CheckResult
from applicant_helper.checks.engine import scope_of
from applicant_helper.core.case import Case
from applicant_helper.core.finding import Status
from applicant_helper.i18n import gettext as _
from applicant_helper.i18n import say, say_many
from applicant_helper.service.destinations import CHECKS_SHOWN
from applicant_helper.service.outcome import BuildOutcome, OutcomeFile
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
        views = Views(case, catalog, filing, result, scope_of(case, filing, catalog, today))
        yield from filing_lines(views)
    if not case.filings:
        yield _("No form is chosen yet. Choose a form first.")


def filing_lines(views: Views) -> Iterator[str]:
    """One filing told in lines."""
    yield views.title()
    if views.notice():
        yield views.notice()
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
    """A finished packet: where it is, what is in it, what was done, what to check and to do next."""
    yield say("Written: {file}", file=str(outcome.path))
    size = _measure(outcome.pages, outcome.size_bytes)
    if len(outcome.files) > 1:
        size = f"{say_many('{n} file', '{n} files', len(outcome.files))}, {size}"
    yield f"{size}. {_('Your original files are not changed.')}"
    if len(outcome.files) > 1:
        yield from (f"  {text}" for text in file_lines(outcome))
    yield from (say("Look at this: {text}", text=text) for text in outcome.warnings)
    yield from (say("Note: {text}", text=text) for text in outcome.notes)
    yield from (say("Left out: {text}", text=text) for text in outcome.refused)
    for name in outcome.left_out:
        yield say("Not in the packet, because it is put to no requirement: {name}", name=name)
    yield from check_first_lines(outcome)
    if outcome.next_steps:
        yield ""
        yield _("What to do next:")
        yield from (f"  {number}. {step}" for number, step in enumerate(outcome.next_steps, start=1))


def file_lines(outcome: BuildOutcome) -> Iterator[str]:
    """Each file with its pages and size, and the folder once before what is in it."""
    folder = ""
    for file in outcome.files:
        inside, slash, name = file.name.rpartition("/")
        if inside != folder:
            folder = inside
            yield f"{inside}{slash}"
        yield f"{'  ' if inside else ''}{name}, {_measured(file)}"


def _measured(file: OutcomeFile) -> str:
    return _measure(file.pages, file.size_bytes)


def _measure(pages: int, size_bytes: int) -> str:
    """Sizes are rounded up, so that a file is never larger than what is said of it."""
    count = say_many("{n} page", "{n} pages", pages)
    if size_bytes < MEGABYTE:
        return say("{pages}, {size} kB", pages=count, size=i18n.format_number(-(-size_bytes // 1000)))
    size = i18n.format_number(Decimal(-(-size_bytes // 100_000)) / 10)
    return say("{pages}, {size} MB", pages=count, size=size)


def check_first_lines(outcome: BuildOutcome) -> Iterator[str]:
    """What to look up on the official page, the first ones in full, and where the rest is told."""
    if not outcome.to_check:
        return
    yield ""
    yield from outcome.to_check[:CHECKS_SHOWN]
    if outcome.official_page:
        yield say("The official page: {url}", url=outcome.official_page)
    more = len(outcome.to_check) - CHECKS_SHOWN
    command = f"applicant-helper destinations {outcome.destination}"
    if more > 0:
        yield say_many(
            "{n} more point to check: {command}", "{n} more points to check: {command}", more, command=command
        )
