"""Brings a case of an older format up to the present one:

forward only, on a copy, checked, then renamed in.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TypeAlias

from applicant_helper.storage import fileops, layout
from applicant_helper.storage.database import Database
from applicant_helper.storage.header import Header, write_header
from applicant_helper.storage.problems import CaseDamaged, from_os_error, from_sqlite_error
from applicant_helper.storage.sealer import Sealer
from applicant_helper.storage.snapshots import take_snapshot

MigrationStep: TypeAlias = Callable[[sqlite3.Connection, Sealer], None]

STEPS: Mapping[int, MigrationStep] = {}
"""The step from format n to n + 1, by n.

Format 1 is the first, so there is none yet. A published step never changes.
"""


def bring_up_to_date(
    folder: Path,
    header: Header,
    sealer: Sealer,
    *,
    now: datetime,
    steps: Mapping[int, MigrationStep] = STEPS,
    target: int = layout.FORMAT,
) -> Header:
    """Migrate the database of a locked case to `target` and return the header that then holds.

    A safety copy of the old format stays in `snapshots/`. Raises CaseDamaged, DiskFull, StorageTrouble, and
    leaves
    the case as it was.
    """
    path = folder / layout.DATABASE
    if not path.is_file():
        raise CaseDamaged("database")
    found = _prepare_copy(folder, sealer, target, now)
    if found is not None:
        _migrate_copy(folder, sealer, found, steps, target)
        try:
            fileops.put_in_place(_working_copy(folder), path)
        except OSError as cause:
            raise from_os_error(cause) from cause
    if header.format >= target:
        return header
    newer = replace(header, format=target, min_reader=target)
    write_header(folder, newer)
    return newer


def _working_copy(folder: Path) -> Path:
    return folder / layout.WORK / f"migrating{layout.TEMP_MARK}db"


def _prepare_copy(folder: Path, sealer: Sealer, target: int, now: datetime) -> int | None:
    """The old format number, with a checked copy made; None when there is nothing to do."""
    database = Database(folder / layout.DATABASE, sealer, read_only=False)
    try:
        found = database.format()
        if found >= target:
            return None
        if found < 1:
            raise CaseDamaged("database")
        database.check(known_schema=False)
        take_snapshot(folder, database, rev=database.last_rev(), reason=f"before-format-{target}", now=now)
        database.copy_to(_working_copy(folder))
    finally:
        database.close()
    return found


def _migrate_copy(
    folder: Path, sealer: Sealer, found: int, steps: Mapping[int, MigrationStep], target: int
) -> None:
    copy = _working_copy(folder)
    try:
        db = sqlite3.connect(copy, isolation_level=None)
        try:
            count = _count(db)
            for number in range(found, target):
                db.execute("BEGIN IMMEDIATE")
                steps[number](db, sealer)
                db.execute(f"PRAGMA user_version={number + 1}")
                db.execute("COMMIT")
            if _count(db) != count:
                raise CaseDamaged("database")
        finally:
            db.close()
        _check_copy(copy, sealer, target)
        fileops.sync_file(copy)
    except sqlite3.Error as cause:
        raise from_sqlite_error(cause, folder) from cause
    except OSError as cause:
        raise from_os_error(cause) from cause


def _check_copy(copy: Path, sealer: Sealer, target: int) -> None:
    database = Database(copy, sealer, read_only=False)
    try:
        database.check(known_schema=target == layout.FORMAT)
        database.load()
    finally:
        database.close()


def _count(db: sqlite3.Connection) -> int:
    return int(db.execute("SELECT COUNT(*) FROM rec").fetchone()[0])
