"""Building the packet: the case's papers behind the requirements they meet, for one destination."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from applicant_helper import i18n
from applicant_helper.catalog.destinations import PacketProfile, find_destination, load_destinations
from applicant_helper.catalog.where import data_root
from applicant_helper.core.errors import ApplicantHelperError, ExitCode, fill
from applicant_helper.core.marks import N_
from applicant_helper.packet.build import build_packet
from applicant_helper.packet.model import BuildReport, Progress
from applicant_helper.service.packet_request import left_out, packet_request
from applicant_helper.service.session import Session

NO_DESTINATION = N_("There is no destination called {destination}. Choose one of: {known}.")
NOTHING_TO_BUILD = N_("No paper in this case is put to a requirement yet. Add papers first.")


class PacketNotPossible(ApplicantHelperError):
    """A packet that cannot be started."""

    exit_code = ExitCode.USAGE


@dataclass(frozen=True, slots=True)
class BuildStep:
    """How far a build has come: step `done` of `total` and the share of it that is done; `name` is what is added."""

    done: int
    total: int
    name: str
    part: float = 0.0


@dataclass(frozen=True, slots=True)
class BuildOutcome:
    """The finished packet: one file, or a folder of `files`. `refused` says why papers could
    not go in, `left_out` names those that are put to no requirement."""

    path: Path
    pages: int
    size_bytes: int
    files: tuple[Path, ...] = ()
    notes: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    next_steps: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()


def profiles() -> Mapping[str, PacketProfile]:
    """Every destination by id."""
    return load_destinations(data_root() / "forms" / "destinations")


def profile_of(destination: str) -> PacketProfile:
    """A destination by its id or another name of it. Raises PacketNotPossible."""
    known = profiles()
    found = find_destination(known, destination)
    if found is None:
        params = {"destination": destination, "known": ", ".join(known)}
        raise PacketNotPossible("no-destination", NO_DESTINATION, params)
    return found


def destinations(session: Session) -> tuple[tuple[str, str], ...]:
    """Id and title of the destinations that the chosen forms can go to."""
    known = profiles()
    found: dict[str, str] = {}
    for filing in session.case.filings or (session.filing(),):
        form = session.catalog.form(filing.form)
        for name in form.destinations if form is not None else ():
            profile = find_destination(known, name)
            if profile is not None:
                found[profile.id] = i18n.data_text(f"{profile.id}/title", profile.title)
    return tuple(found.items())


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
    request = packet_request(session, profile_of(destination), timeline=timeline)
    if not request.documents():
        raise PacketNotPossible("nothing-to-build", NOTHING_TO_BUILD)
    report = build_packet(
        request,
        out,
        work=session.work_folder(),
        cache=session.cache,
        progress=lambda p: progress(step_of(p)),
        cancelled=cancelled,
        overwrite=overwrite,
        skip_refused=skip_refused,
    )
    left = tuple(d.title_name for d in left_out(session.case, request))
    return outcome_of(report, next_steps=_next_steps(session), left=left)


def step_of(progress: Progress) -> BuildStep:
    """A step in the words of the faces."""
    return BuildStep(progress.done, progress.total, i18n.gettext(progress.name), progress.part)


def outcome_of(
    report: BuildReport, *, next_steps: tuple[str, ...] = (), left: tuple[str, ...] = ()
) -> BuildOutcome:
    """A report in words."""
    return BuildOutcome(
        path=report.path,
        pages=report.pages,
        size_bytes=report.size_bytes,
        files=tuple(f.path for f in report.files),
        notes=tuple(fill(i18n.gettext(n.message), n.params) for n in report.notes),
        warnings=tuple(fill(i18n.gettext(w.message), w.params) for w in report.warnings),
        next_steps=next_steps,
        refused=tuple(fill(i18n.gettext(n.message), n.params) for n in report.left_out),
        left_out=left,
    )


def _next_steps(session: Session) -> tuple[str, ...]:
    form = session.catalog.form(session.filing().form)
    steps = form.after if form else ()
    return tuple(
        i18n.data_text(f"{session.filing().form}/after.{i}", s) for i, s in enumerate(steps, start=1)
    )
