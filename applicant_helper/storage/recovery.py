"""Bringing a damaged case back from one of its safety copies.

What was there is kept beside it, never removed.
"""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from applicant_helper.core.errors import ApplicantHelperError
from applicant_helper.storage import fileops, layout
from applicant_helper.storage.database import Database
from applicant_helper.storage.head import read_head, write_head
from applicant_helper.storage.header import Header, new_case_id, read_header, write_header
from applicant_helper.storage.keyslots import CaseKey
from applicant_helper.storage.lock import take_lock
from applicant_helper.storage.opening import require_case_folder
from applicant_helper.storage.problems import CaseDamaged, CaseNotFound, CaseTooNew, from_os_error
from applicant_helper.storage.sealer import PlainSealer, Sealer, sealer_for
from applicant_helper.storage.snapshots import Snapshot, list_snapshots, load_snapshot

_JOURNAL = f"{layout.DATABASE}-journal"


def usable_snapshots(path: Path, key: CaseKey | None = None) -> tuple[Snapshot, ...]:
    """The safety copies of a case that read back whole, newest first.

    Works while the case itself does not open.
    """
    folder = require_case_folder(path)
    sealer = _sealer_of(folder, key)
    return tuple(kept for kept in list_snapshots(folder) if _reads_back(folder, kept.name, sealer))


def _reads_back(folder: Path, name: str, sealer: Sealer) -> bool:
    try:
        load_snapshot(folder, name, sealer)
    except CaseDamaged:
        return False
    return True


def _sealer_of(folder: Path, key: CaseKey | None) -> Sealer:
    """The sealer of the header; without a readable header only an unprotected case can be brought back."""
    try:
        header = read_header(folder)
    except CaseDamaged:
        return PlainSealer()
    sealer = sealer_for(header.protection, key)
    if sealer is None or header.min_reader > layout.FORMAT:
        raise CaseTooNew(header.format, layout.FORMAT, can_read=False)
    return sealer


def recover_case(
    path: Path, snapshot: str, *, now: datetime, session: str, key: CaseKey | None = None
) -> None:
    """Put a safety copy in the place of a damaged database, and a new header in the place of a damaged one.

    The damaged files stay in the case folder as `*.damaged-<time>`. Raises CaseNotFound, CaseInUse,
    CaseDamaged when
    the copy itself does not read back, DiskFull, StorageTrouble.
    """
    folder = require_case_folder(path)
    sealer = _sealer_of(folder, key)
    lock = take_lock(folder, session=session, now=now)
    try:
        load_snapshot(folder, snapshot, sealer)
        ending = f".damaged-{now.astimezone(UTC).strftime('%Y%m%dT%H%M%SZ')}"
        _name_no_revision(folder, sealer)
        _replace_database(folder, folder / layout.SNAPSHOTS / snapshot, ending)
        _mend_header(folder, ending)
    except OSError as cause:
        raise from_os_error(cause) from cause
    finally:
        lock.release()


def _name_no_revision(folder: Path, sealer: Sealer) -> None:
    """Going back is wanted here, so the summary must not tell of it as of somebody else's doing."""
    try:
        head = read_head(folder, sealer)
    except CaseDamaged:
        return
    write_head(folder, replace(head, rev=0, log_hash=""), sealer)


def _replace_database(folder: Path, copy: Path, ending: str) -> None:
    temp = fileops.temp_name(folder / layout.DATABASE)
    try:
        fileops.create_private(temp)
        shutil.copyfile(copy, temp)
        fileops.sync_file(temp)
        # The journal first: it would be played back into the copy.
        for name in (_JOURNAL, layout.DATABASE):
            if (folder / name).exists():
                (folder / name).rename(folder / f"{name}{ending}")
        fileops.put_in_place(temp, folder / layout.DATABASE)
    finally:
        fileops.discard(temp)


def _mend_header(folder: Path, ending: str) -> None:
    try:
        read_header(folder)
    except (CaseDamaged, CaseNotFound):
        if (folder / layout.HEADER).exists():
            (folder / layout.HEADER).rename(folder / f"{layout.HEADER}{ending}")
        write_header(folder, Header(new_case_id()))


def only_header_is_damaged(path: Path) -> bool:
    """Whether an unprotected case is whole but for its header."""
    folder = require_case_folder(path)
    try:
        read_header(folder)
    except (CaseDamaged, CaseNotFound):
        return _is_whole(folder)
    return False


def _is_whole(folder: Path) -> bool:
    try:
        database = Database(folder / layout.DATABASE, PlainSealer(), read_only=True)
    except ApplicantHelperError:
        return False
    try:
        database.check()
        database.load()
    except ApplicantHelperError:
        return False
    finally:
        database.close()
    return True


def mend_header(path: Path, *, now: datetime, session: str) -> None:
    """Write a new header for an unprotected case whose database is whole.

    Raises CaseDamaged when it is not.
    """
    folder = require_case_folder(path)
    lock = take_lock(folder, session=session, now=now)
    try:
        database = Database(folder / layout.DATABASE, PlainSealer(), read_only=False)
        try:
            database.check()
            database.load()
        finally:
            database.close()
        _mend_header(folder, f".damaged-{now.astimezone(UTC).strftime('%Y%m%dT%H%M%SZ')}")
    except OSError as cause:
        raise from_os_error(cause) from cause
    finally:
        lock.release()
