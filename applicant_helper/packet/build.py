"""Builds a packet: a guarded child makes it in the work folder, then it appears whole, or not at all."""

from __future__ import annotations

import errno
import shutil
import tempfile
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from applicant_helper.catalog.destinations import CHECK, OVERDUE
from applicant_helper.guard.child import Child, ChildGone, ChildStopped, ChildTooSlow
from applicant_helper.packet.engine.outcome import Outcome
from applicant_helper.packet.engine.wire import to_json
from applicant_helper.packet.landing import folder_of, land, refuse_taken
from applicant_helper.packet.model import BuildReport, BuiltFile, Note, PacketRequest, Progress
from applicant_helper.packet.problems import (
    CANCELLED,
    DISK_FULL,
    FAULTY,
    PAGE_TOO_LARGE,
    PARTS_TOO_LARGE,
    STOPPED_EARLY,
    UNWRITABLE,
    PacketCancelled,
    PacketDiskFull,
    PacketFaulty,
    PacketRefused,
    PacketTooLarge,
    PacketUnwritable,
)

WORKER = "applicant_helper.packet.engine.worker"
OUTCOME = TypeAdapter(Outcome)
SECONDS_A_PAPER = 60.0
SECONDS_A_STEP = 600.0
FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


def build_packet(
    request: PacketRequest,
    out: Path,
    *,
    work: Path,
    cache: Path,
    progress: Callable[[Progress], None] = lambda step: None,
    cancelled: Callable[[], bool] = lambda: False,
    overwrite: bool = False,
    skip_refused: bool = False,
) -> BuildReport:
    """Write the packet, each file of it read again against its plan.

    One file is written to `out`; several are written into the folder `out` without its ending.
    Raises PacketExists, PacketRefused (unless `skip_refused`), PacketCancelled, PacketDiskFull,
    PacketUnwritable, PacketFaulty. Nothing is left behind then, and a file that was there stays.
    """
    folder: Path | None = None
    fresh: list[Path] = []
    try:
        refuse_taken(request, out, overwrite=overwrite)
        fresh = [p for p in (out.parent, *out.parent.parents) if not p.exists()]
        work.mkdir(parents=True, exist_ok=True)
        out.parent.mkdir(parents=True, exist_ok=True)
        folder = Path(tempfile.mkdtemp(prefix="packet-", dir=work))
        outcome = _Build(request, folder, cache, progress, cancelled, skip_refused=skip_refused).run()
        if outcome.refused and not (skip_refused and outcome.files):
            raise PacketRefused(outcome.refused)
        return _landed(request, outcome, folder, out)
    except BrokenPipeError:
        # Whoever listened to the progress has gone; that says nothing of the disk.
        raise
    except OSError as cause:
        if cause.errno in FULL:
            raise _disk_full(request) from cause
        raise PacketUnwritable("unwritable", UNWRITABLE, {"folder": str(out.parent)}) from cause
    finally:
        if folder is not None:
            shutil.rmtree(folder, ignore_errors=True)
        for place in fresh:
            with suppress(OSError):  # it holds the packet
                place.rmdir()


def _landed(request: PacketRequest, outcome: Outcome, folder: Path, out: Path) -> BuildReport:
    made = folder / "made"
    if len(outcome.files) == 1 and outcome.files[0].path.parent == made:
        target = out
        land(outcome.files[0].path, out)
        files: tuple[BuiltFile, ...] = (replace(outcome.files[0], path=out),)
    else:
        target = folder_of(out)
        files = tuple(replace(f, path=target / f.path.relative_to(made)) for f in outcome.files)
        land(made, target)
    return BuildReport(
        target, files, outcome.notes, (*outcome.warnings, *_warnings(request)), outcome.refused
    )


class _Build:
    """One build in a child; a paper that breaks the child is refused and the build begins again without it."""

    def __init__(
        self,
        request: PacketRequest,
        folder: Path,
        cache: Path,
        progress: Callable[[Progress], None],
        cancelled: Callable[[], bool],
        *,
        skip_refused: bool,
    ) -> None:
        self.request = request
        self.folder = folder
        self.cache = cache
        self.progress = progress
        self.cancelled = cancelled
        self.skip_refused = skip_refused
        self.bad: dict[str, str] = {}
        self.careful = False
        self.papers = len({d.key for d in request.documents()})
        self.step = Progress(0, self.papers + 1, "")

    def run(self) -> Outcome:
        """The outcome. Raises the sentences of this room; OSError for a full disk."""
        if self.cancelled():
            raise PacketCancelled("cancelled", CANCELLED)
        order = self.folder / "request.json"
        order.write_text(to_json(self.request), encoding="utf-8")
        while True:
            try:
                return self._once(order)
            except ChildStopped as cause:
                raise PacketCancelled("cancelled", CANCELLED) from cause
            except (ChildGone, ChildTooSlow) as trouble:
                place = self.step.done
                if place >= self.papers and not self.careful:
                    self.careful = True
                    continue
                if place >= self.papers or str(place) in self.bad:
                    raise PacketFaulty("packet-stopped", STOPPED_EARLY) from trouble
                self.bad[str(place)] = "timed-out" if isinstance(trouble, ChildTooSlow) else "unusable"

    def _once(self, order: Path) -> Outcome:
        made, work = self.folder / "made", self.folder / "papers"
        for place in (made, work):
            shutil.rmtree(place, ignore_errors=True)
            place.mkdir()
        request = {
            "request": str(order),
            "folder": str(made),
            "work": str(work),
            "cache": str(self.cache),
            "bad": self.bad,
            "skip_refused": self.skip_refused,
            "careful": self.careful,
        }
        with Child(WORKER) as child:
            for told in child.follow(request, self._patience, self._stopped):
                if told.get("last"):
                    return self._outcome(told)
                self._told(told)
        raise ChildGone

    def _patience(self) -> float:
        return SECONDS_A_PAPER if self.step.done < self.papers else SECONDS_A_STEP

    def _stopped(self) -> bool:
        return self.cancelled()

    def _told(self, told: dict[str, Any]) -> None:
        self.step = Progress(int(told["done"]), int(told["total"]), str(told["name"]), float(told["part"]))
        self.progress(self.step)
        if self.cancelled():
            raise PacketCancelled("cancelled", CANCELLED)

    def _outcome(self, told: dict[str, Any]) -> Outcome:
        match told.get("code"):
            case None:
                pass
            case "disk-full":
                raise _disk_full(self.request)
            case "unwritable":
                raise OSError(errno.EACCES, "unwritable")
            case "packet-faulty":
                raise PacketFaulty("packet-faulty", FAULTY, told["params"])
            case "page-too-large":
                raise PacketTooLarge("page-too-large", PAGE_TOO_LARGE, told["params"])
            case "file-too-large" | "parts-too-large" as code:
                raise PacketTooLarge(code, PARTS_TOO_LARGE, told["params"])
            case _:
                raise PacketFaulty("packet-stopped", STOPPED_EARLY)
        try:
            return OUTCOME.validate_python(told["outcome"])
        except ValidationError as cause:
            raise ChildGone from cause


def _disk_full(request: PacketRequest) -> PacketDiskFull:
    size = sum(d.path.stat().st_size for d in request.documents() if d.path.exists())
    return PacketDiskFull("disk-full", DISK_FULL, {"size": str(2 * size // 1_000_000 + 10)})


def _warnings(request: PacketRequest) -> list[Note]:
    profile = request.profile
    warnings = [Note("check", CHECK, {"what": what}) for what in profile.to_check()]
    if request.prepared_on is not None and profile.is_overdue(request.prepared_on):
        slots = {"destination": profile.title, "date": profile.review_by.isoformat()}
        warnings.append(Note("overdue", OVERDUE, slots))
    return warnings
