"""The opening sequence of a case: lock, header, sweep, database, checks, comparison with the summary."""

from __future__ import annotations

import shutil
from datetime import datetime
from pathlib import Path

from applicant_helper.storage import fileops, layout, migrate, notices
from applicant_helper.storage.database import Database, Loaded
from applicant_helper.storage.head import Head, read_head
from applicant_helper.storage.header import Header, header_bytes, read_header, write_header
from applicant_helper.storage.keyslots import CaseKey
from applicant_helper.storage.lock import CaseLock, take_lock
from applicant_helper.storage.notices import Notice
from applicant_helper.storage.places import refuse_unsafe_place
from applicant_helper.storage.problems import (
    CaseDamaged,
    CaseInUse,
    CaseNotFound,
    CaseTooNew,
    DiskFull,
    StorageTrouble,
    from_os_error,
)
from applicant_helper.storage.sealer import Sealer, sealer_for
from applicant_helper.storage.store import CaseStore, Parts

_JOURNAL = f"{layout.DATABASE}-journal"


def open_case(
    path: Path, *, now: datetime, session: str, read_only: bool = False, key: CaseKey | None = None
) -> CaseStore:
    """Open a case folder. `session` names this session in the lease that a second opener is shown.

    A protected case needs the `key` that `protection.unlock` gives. Raises CaseNotFound, CaseInUse,
    CaseProtected, CaseDamaged, CaseTooNew (see its `can_read`), NetworkFolder, DiskFull, StorageTrouble.
    Read-only opening takes no lock and writes nothing.
    """
    folder = require_case_folder(path)
    if read_only:
        _play_back_journal(folder, now=now, session=session, key=key)
        return _put_together(folder, None, now=now, key=key)
    refuse_unsafe_place(folder)
    lock = take_lock(folder, session=session, now=now)
    try:
        return _put_together(folder, lock, now=now, key=key)
    except BaseException:
        lock.release()
        raise


def require_case_folder(path: Path) -> Path:
    """The absolute path, when it is a case folder by name and content; raises CaseNotFound otherwise."""
    folder = path.absolute()
    ours = (folder / layout.HEADER, folder / layout.DATABASE)
    if (
        not folder.name.endswith(layout.SUFFIX)
        or not folder.is_dir()
        or not any(part.exists() for part in ours)
    ):
        raise CaseNotFound(path.name)
    return folder


def read_known_header(folder: Path, *, read_only: bool, key: CaseKey | None) -> tuple[Header, Sealer]:
    """Header and sealer; raises CaseTooNew when this version may not open the case this way, CaseProtected."""
    header = read_header(folder)
    sealer = sealer_for(header.protection, key)
    if sealer is None or header.min_reader > layout.FORMAT:
        raise CaseTooNew(header.format, layout.FORMAT, can_read=False)
    if header.format > layout.FORMAT and not read_only:
        raise CaseTooNew(header.format, layout.FORMAT, can_read=True)
    return header, sealer


def _put_together(folder: Path, lock: CaseLock | None, *, now: datetime, key: CaseKey | None) -> CaseStore:
    header, sealer = read_known_header(folder, read_only=lock is None, key=key)
    if lock is not None:
        _tidy(folder)
        _mend_header(folder, header)
        header = migrate.bring_up_to_date(folder, header, sealer, now=now)
    if not (folder / layout.DATABASE).is_file():
        raise CaseDamaged("database")
    database = Database(folder / layout.DATABASE, sealer, read_only=lock is None)
    try:
        _require_known_format(database, header)
        database.check(known_schema=header.format <= layout.FORMAT)
        loaded = database.load()
        head, seen = _compare_head(folder, sealer, database, loaded)
        store = CaseStore(Parts(folder, header, head, database, sealer, lock, seen, key), loaded)
        if lock is not None:
            _keep_copy(store, now)
    except BaseException:
        database.close()
        raise
    return store


def _tidy(folder: Path) -> None:
    """Remove unfinished writes of dead sessions and make missing folders; only under the lock."""
    try:
        fileops.sweep_temps(folder)
        for part in (layout.OBJECTS, layout.SNAPSHOTS, layout.WORK):
            fileops.make_folder(folder / part)
        for path in (folder / layout.WORK).iterdir():
            if path.is_dir() and not path.is_symlink():
                shutil.rmtree(path)
            else:
                path.unlink()
    except OSError as cause:
        raise from_os_error(cause) from cause


def _mend_header(folder: Path, header: Header) -> None:
    """Write both copies of a protected case's header again when one of them does not read back the same."""
    if not header.key_slots:
        return
    for name in (layout.HEADER, layout.HEADER_COPY):
        try:
            same = (folder / name).read_bytes() == header_bytes(header)
        except FileNotFoundError:
            same = False
        except OSError as cause:
            raise from_os_error(cause) from cause
        if not same:
            write_header(folder, header)
            return


def _require_known_format(database: Database, header: Header) -> None:
    found = database.format()
    if found > layout.FORMAT and header.format <= layout.FORMAT:
        raise CaseTooNew(found, layout.FORMAT, can_read=False)
    if found < 1:
        raise CaseDamaged("database")


def _compare_head(
    folder: Path, sealer: Sealer, database: Database, loaded: Loaded
) -> tuple[Head, tuple[Notice, ...]]:
    """The summary, and what its last seen revision says about the database. A newer database is normal."""
    try:
        head = read_head(folder, sealer)
    except CaseDamaged:
        # Nothing but the label is lost; revision -1 makes the next flush write it anew.
        return Head(folder.name.removesuffix(layout.SUFFIX), rev=-1), (notices.head_rebuilt(),)
    if head.rev > loaded.rev:
        return head, (notices.older_than_seen(loaded.rev, head.rev),)
    if database.entry_hash(head.rev) != head.log_hash:
        return head, (notices.other_history(),)
    return head, ()


def _keep_copy(store: CaseStore, now: datetime) -> None:
    if not store.has_changed_since_snapshot():
        return
    try:
        store.snapshot("open", now=now)
    except (DiskFull, StorageTrouble) as cause:
        store.add_notice(notices.snapshot_skipped(cause))


def _play_back_journal(folder: Path, *, now: datetime, session: str, key: CaseKey | None) -> None:
    """Finish what a dead writer left; a read-only connection may not, and a live writer does it itself."""
    if not (folder / _JOURNAL).exists():
        return
    try:
        lock = take_lock(folder, session=session, now=now)
    except CaseInUse:
        return
    try:
        _, sealer = read_known_header(folder, read_only=True, key=key)
        database = Database(folder / layout.DATABASE, sealer, read_only=False)
        try:
            database.last_rev()
        finally:
            database.close()
    finally:
        lock.release()
