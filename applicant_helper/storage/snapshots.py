"""Copies of `case.db` in `snapshots/`: the newest ten, and one per day for fourteen days."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from applicant_helper.storage import fileops, layout
from applicant_helper.storage.database import Database, Loaded
from applicant_helper.storage.problems import CaseNotFound, from_os_error
from applicant_helper.storage.sealer import Sealer

_NAME = re.compile(r"(\d{8}T\d{6}Z)-r(\d{1,12})-([a-z0-9-]{1,40})\.db\Z")
_STAMP = "%Y%m%dT%H%M%SZ"
_KEEP_NEWEST = 10
_KEEP_DAYS = 14


@dataclass(frozen=True, slots=True)
class Snapshot:
    """One kept copy: file name, when (UTC), the revision it holds, and why it was made (a stable word)."""

    name: str
    when: datetime
    rev: int
    reason: str


def take_snapshot(case_folder: Path, database: Database, *, rev: int, reason: str, now: datetime) -> Snapshot:
    """Copy the database durably. `reason` is lower case letters, digits and hyphens. Raises DiskFull."""
    when = now.astimezone(UTC).replace(microsecond=0)
    name = f"{when.strftime(_STAMP)}-r{rev:06d}-{reason}.db"
    if not _NAME.match(name):
        raise ValueError(reason)
    folder = case_folder / layout.SNAPSHOTS
    try:
        fileops.make_folder(folder)
    except OSError as cause:
        raise from_os_error(cause) from cause
    database.copy_to(folder / name)
    return Snapshot(name, when, rev, reason)


def list_snapshots(case_folder: Path) -> tuple[Snapshot, ...]:
    """The kept copies, newest first; files with other names are left out."""
    try:
        names = [path.name for path in (case_folder / layout.SNAPSHOTS).iterdir()]
    except FileNotFoundError:
        return ()
    except OSError as cause:
        raise from_os_error(cause) from cause
    found = [snapshot for name in names if (snapshot := parse_name(name))]
    return tuple(
        sorted(found, key=lambda snapshot: (snapshot.when, snapshot.rev, snapshot.name), reverse=True)
    )


def parse_name(name: str) -> Snapshot | None:
    """The snapshot a file name stands for, or None.

    >>> parse_name("20261125T101112Z-r000042-open.db").rev
    42
    """
    found = _NAME.match(name)
    if not found:
        return None
    try:
        when = datetime.strptime(found[1], _STAMP).replace(tzinfo=UTC)
    except ValueError:
        return None
    return Snapshot(name, when, int(found[2]), found[3])


def prune_snapshots(case_folder: Path, now: datetime) -> int:
    """Remove copies that the rule does not keep; returns how many."""
    kept = list_snapshots(case_folder)
    keep = names_to_keep(kept, now)
    gone = [snapshot for snapshot in kept if snapshot.name not in keep]
    try:
        for snapshot in gone:
            (case_folder / layout.SNAPSHOTS / snapshot.name).unlink()
    except OSError as cause:
        raise from_os_error(cause) from cause
    return len(gone)


def names_to_keep(snapshots: Iterable[Snapshot], now: datetime) -> frozenset[str]:
    """The newest ten, and the newest of each day of the last fourteen days. Pure."""
    ordered = sorted(
        snapshots, key=lambda snapshot: (snapshot.when, snapshot.rev, snapshot.name), reverse=True
    )
    keep = {snapshot.name for snapshot in ordered[:_KEEP_NEWEST]}
    earliest = now.astimezone(UTC) - timedelta(days=_KEEP_DAYS)
    days = set()
    for snapshot in ordered:
        if snapshot.when >= earliest and snapshot.when.date() not in days:
            days.add(snapshot.when.date())
            keep.add(snapshot.name)
    return frozenset(keep)


def load_snapshot(case_folder: Path, name: str, sealer: Sealer) -> Loaded:
    """Everything in a kept copy, checked. Raises CaseNotFound for an unknown name, CaseDamaged."""
    path = case_folder / layout.SNAPSHOTS / name
    if parse_name(name) is None or not path.is_file():
        raise CaseNotFound(name)
    copy = Database(path, sealer, read_only=True)
    try:
        copy.check()
        return copy.load()
    finally:
        copy.close()
