"""A build as the faces tell it: steps while it runs, and what came out, in the language in use."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from applicant_helper import i18n
from applicant_helper.catalog.destinations import PacketProfile
from applicant_helper.core.errors import ApplicantHelperError, fill
from applicant_helper.i18n import say, say_many
from applicant_helper.packet.model import BuildReport, BuiltFile, Note, PacketRequest, Progress
from applicant_helper.service.destinations import to_check

NAMES_SHOWN = 3
CHECKED_ELSEWHERE = frozenset({"check", "overdue"})
"""Warnings about the destination's rules, which stand in `to_check`."""


@dataclass(frozen=True, slots=True)
class BuildStep:
    """How far a build has come: step `done` of `total`, `part` (0 to 1) of that step; `name` is what is added.

    The first `papers` steps are papers.
    """

    done: int
    total: int
    name: str
    part: float = 0.0
    papers: int = 0


@dataclass(frozen=True, slots=True)
class OutcomeFile:
    """A finished file; `name` is its place below the packet, with `/` between folders."""

    path: Path
    name: str
    title: str
    pages: int
    size_bytes: int


@dataclass(frozen=True, slots=True)
class BuildOutcome:
    """The finished packet: one file, or a folder of `files`. `refused` says why papers could not go in, `left_out`
    names those that are put to no requirement, `to_check` is what to look up on the official page."""

    path: Path
    pages: int
    size_bytes: int
    files: tuple[OutcomeFile, ...]
    destination: str
    notes: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    next_steps: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()
    to_check: tuple[str, ...] = ()
    official_page: str = ""


class Telling:
    """What a face shows of the steps: each paper once, and a share that never goes back."""

    def __init__(self) -> None:
        self.share = 0.0
        self._told = -1
        self._is_writing = False

    def line(self, step: BuildStep) -> str:
        """A line for a step that is new, else nothing."""
        self.share = max(self.share, _share(step))
        if not step.name or step.done <= self._told:
            return ""
        self._told = step.done
        if step.done < step.papers:
            slots = {"done": str(step.done + 1), "total": str(step.papers), "name": step.name}
            return say("{done} of {total}: {name}", **slots)
        if self._is_writing:
            return ""
        self._is_writing = True
        return step.name


def _share(step: BuildStep) -> float:
    """Half for the papers and half for the files, whose number is not known before."""
    if step.done < step.papers:
        return (step.done + step.part) / step.papers / 2
    files = max(step.total - step.papers, 1)
    return min(1.0, 0.5 + (step.done - step.papers + step.part) / files / 2)


def step_of(progress: Progress, papers: int) -> BuildStep:
    """A step in the words of the faces."""
    return BuildStep(progress.done, progress.total, i18n.gettext(progress.name), progress.part, papers)


def papers_of(request: PacketRequest) -> int:
    """How many papers a packet has; one in two places counts once."""
    return len({d.key for d in request.documents()})


def outcome_of(
    report: BuildReport,
    profile: PacketProfile,
    today: date,
    *,
    next_steps: tuple[str, ...] = (),
    left: tuple[str, ...] = (),
) -> BuildOutcome:
    """A report in words."""
    return BuildOutcome(
        path=report.path,
        pages=report.pages,
        size_bytes=report.size_bytes,
        files=tuple(_file(f, report.path) for f in report.files),
        destination=profile.id,
        notes=tuple(_grouped(report.notes)),
        warnings=tuple(_grouped(w for w in report.warnings if w.code not in CHECKED_ELSEWHERE)),
        next_steps=next_steps,
        refused=tuple(map(note_text, report.left_out)),
        left_out=left,
        to_check=to_check(profile, today),
        official_page=profile.official_page,
    )


def _file(file: BuiltFile, target: Path) -> OutcomeFile:
    name = file.path.name if file.path == target else file.path.relative_to(target).as_posix()
    return OutcomeFile(file.path, name, file.title, file.pages, file.size_bytes)


def _grouped(notes: Iterable[Note]) -> Iterator[str]:
    """What was done to several papers is said once, with the first names."""
    groups: dict[tuple[str, tuple[tuple[str, str], ...]], list[str]] = {}
    for note in notes:
        others = tuple((k, v) for k, v in note.params.items() if k != "name")
        groups.setdefault((note.message, others), []).append(note.params.get("name", ""))
    for (message, others), names in groups.items():
        yield fill(i18n.gettext(message), {**dict(others), "name": _named(names)})


def _named(names: Sequence[str]) -> str:
    shown = ", ".join(names[:NAMES_SHOWN])
    more = len(names) - NAMES_SHOWN
    if more <= 0:
        return shown
    return say_many("{names} and {n} more", "{names} and {n} more", more, names=shown)


def note_text(note: Note) -> str:
    """A note in the language in use."""
    return fill(i18n.gettext(note.message), note.params)


def refused_lines(problem: ApplicantHelperError) -> Iterator[str]:
    """Why each paper can't go in, after the first, which the sentence of the refusal names."""
    reasons: tuple[Note, ...] = getattr(problem, "reasons", ())
    yield from map(note_text, reasons[1:])
