"""Building the packet: the case's papers behind the requirements they meet, for one destination."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from applicant_helper import i18n
from applicant_helper.catalog.destinations import find_destination
from applicant_helper.core.marks import N_
from applicant_helper.guard import events
from applicant_helper.packet.build import build_packet
from applicant_helper.service.destinations import (
    PacketNotPossible,
    profile_of,
    profiles,
    refuse_nameless,
    title_of,
)
from applicant_helper.service.outcome import BuildOutcome as BuildOutcome
from applicant_helper.service.outcome import BuildStep as BuildStep
from applicant_helper.service.outcome import outcome_of, papers_of, step_of
from applicant_helper.service.packet_request import left_out, packet_request
from applicant_helper.service.packet_timeline import timeline_of
from applicant_helper.service.session import Session

NOTHING_TO_BUILD = N_("No paper in this case is put to a requirement yet. Add papers first.")

_SIZES = 2
"""A build holds prepared papers and the finished files at once."""


def destinations(session: Session) -> tuple[tuple[str, str], ...]:
    """Id and title of the destinations that the chosen forms can go to."""
    known = profiles()
    found: dict[str, str] = {}
    for filing in session.case.filings or (session.filing(),):
        form = session.catalog.form(filing.form)
        for name in form.destinations if form is not None else ():
            profile = find_destination(known, name)
            if profile is not None:
                found[profile.id] = title_of(profile)
    return tuple(found.items())


def can_show_timeline(session: Session) -> bool:
    """Whether the answers have something to show on a page with the years at a glance."""
    return bool(session.case.filings) and bool(timeline_of(session, session.filing()))


def default_out(session: Session, destination: str, folder: Path) -> Path:
    """Where the packet goes unless told otherwise: a neutral name, no personal data in it."""
    form = session.catalog.form(session.filing().form)
    number = form.number if form else "packet"
    return folder / f"{session.case.label or session.case.id}-{number}-{destination}.pdf"


def build(
    session: Session,
    destination: str,
    out: Path,
    *,
    progress: Callable[[BuildStep], None] = lambda step: None,
    cancelled: Callable[[], bool] = lambda: False,
    overwrite: bool = False,
    skip_refused: bool = False,
    timeline: bool = False,
) -> BuildOutcome:
    """Write the packet. Raises PacketNotPossible or the packet room's sentences; nothing is left then."""
    refuse_nameless(out)
    began = events.now()
    profile = profile_of(destination)
    with session.papers_out():
        request = packet_request(session, profile, timeline=timeline)
        papers = papers_of(request)
        if not request.documents():
            raise PacketNotPossible("nothing-to-build", NOTHING_TO_BUILD)
        report = build_packet(
            request,
            out,
            work=session.work_folder(_SIZES * sum(d.path.stat().st_size for d in request.documents())),
            cache=session.font_cache(),
            progress=lambda p: progress(step_of(p, papers)),
            cancelled=cancelled,
            overwrite=overwrite,
            skip_refused=skip_refused,
        )
    events.packet_built(pages=report.pages, parts=len(report.files), since=began)
    left = tuple(d.title_name for d in left_out(session.case, request))
    return outcome_of(report, profile, session.now().date(), next_steps=_next_steps(session), left=left)


def _next_steps(session: Session) -> tuple[str, ...]:
    form = session.catalog.form(session.filing().form)
    steps = form.after if form else ()
    return tuple(
        i18n.data_text(f"{session.filing().form}/after.{i}", s) for i, s in enumerate(steps, start=1)
    )
