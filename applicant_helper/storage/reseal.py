"""The same case under another seal: protecting an unprotected case, and taking protection away.

The new case is made whole beside the old one, read back in full, and only then takes its place. A session that
dies on the way leaves the old case, or both; `finish_resealing` removes the old one in the second case.
"""

from __future__ import annotations

import shutil
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from applicant_helper.core.errors import ApplicantHelperError
from applicant_helper.storage import fileops, labels, layout, plainroom, snapshots
from applicant_helper.storage.database import Database, create_database
from applicant_helper.storage.handover import HandoverReport, export_case
from applicant_helper.storage.head import Head, write_head
from applicant_helper.storage.header import Header, read_header, write_header
from applicant_helper.storage.keyslots import CaseKey
from applicant_helper.storage.objects import ObjectStore
from applicant_helper.storage.opening import open_case
from applicant_helper.storage.problems import (
    CaseDamaged,
    CaseExists,
    CaseInUse,
    CaseNotFound,
    DiskFull,
    ProtectionRefused,
    StorageTrouble,
    from_os_error,
)
from applicant_helper.storage.protection import NewProtection, protected_header
from applicant_helper.storage.sealer import SEALED, Sealer, sealer_for
from applicant_helper.storage.staging import clear_unfinished, staged_case, taken_names
from applicant_helper.storage.store import CaseStore
from applicant_helper.storage.wipe import gone_name, wipe_case

_OLD = ".old"


@dataclass(frozen=True, slots=True)
class Resealed:
    """Where the case is now, its key when it is protected, and whether the copy from before is still there."""

    path: Path
    key: CaseKey | None
    old_stays: bool = False


def protect_case(store: CaseStore, protection: NewProtection, *, now: datetime, session: str) -> Resealed:
    """Protect an open case; closes it. Its folder gets a neutral name, its label stays, sealed.

    Raises ProtectionRefused, KdfRefused, DiskFull, StorageTrouble, CaseDamaged; the case is then as it was.
    """
    if store.parts.header.protection == SEALED:
        raise ProtectionRefused("already-protected")
    header, key = protected_header(protection, store.case_id)
    return _take_its_place(store, header, key, now=now, session=session)


def unprotect_case(store: CaseStore, *, now: datetime, session: str) -> Resealed:
    """Take the protection of an open case away; closes it. Raises as `protect_case`."""
    if store.parts.header.protection != SEALED:
        raise ProtectionRefused("not-protected")
    return _take_its_place(store, Header(store.case_id), None, now=now, session=session)


def _take_its_place(
    store: CaseStore, header: Header, key: CaseKey | None, *, now: datetime, session: str
) -> Resealed:
    sealer = sealer_for(header.protection, key)
    assert sealer is not None
    folder, old, label = store.path.parent, store.path, store.label
    name = _new_name(store, sealer)
    aside = old.with_name(f"{Path(name).stem}{_OLD}{layout.SUFFIX}")
    if aside.exists():
        raise CaseExists(aside.stem)
    store.require_writable()
    _require_room(store)
    is_aside = False
    try:
        with staged_case(folder, name, now=now, replacing=old.name) as staging:
            _write(store, staging, header, sealer)
            _check(staging, sealer, store)
            store.close()
            # The new case is whole; only now the old one steps aside, and the new one appears in its place.
            fileops.sync_tree(staging)
            old.rename(aside)
            is_aside = True
    except BaseException:
        if is_aside and not (folder / name).exists():
            # Where even this fails, the case is in the list under the other name.
            with suppress(OSError):
                aside.rename(old)
        raise
    # From here on the change is made; trouble with the old copy must not look as if it was not.
    path = folder / name
    try:
        _remove(aside, now=now, session=session)
    except (DiskFull, StorageTrouble):
        # The names of the two are what ties them together for the next try.
        return Resealed(path, key, old_stays=True)
    return Resealed(path if sealer.hides else _named_by_label(path, label), key)


def _new_name(store: CaseStore, sealer: Sealer) -> str:
    """A neutral folder name for a protected case; an unprotected one keeps the name until it stands alone.

    A protected case whose session dies before the exchange would otherwise lie under its label.
    """
    if not sealer.hides or labels.is_neutral(store.path.stem):
        return store.path.name
    return labels.neutral_folder_name(taken_names(store.path.parent) - {store.path.name.casefold()})


def _named_by_label(path: Path, label: str) -> Path:
    """The folder of an unprotected case, renamed to its label where that name is free."""
    wanted = path.with_name(labels.folder_name(label))
    with suppress(ApplicantHelperError, OSError):
        if wanted.name.casefold() not in taken_names(path.parent):
            path.rename(wanted)
            fileops.sync_folder(wanted.parent)
    return wanted if wanted.exists() and not path.exists() else path


def _remove(aside: Path, *, now: datetime, session: str) -> None:
    """Wipe the old copy, under a name that says so: a session that dies half-way is finished by the next."""
    gone = gone_name(aside)
    try:
        aside.rename(gone)
    except OSError as cause:
        raise from_os_error(cause) from cause
    # Another session may have seen it and be removing it already.
    with suppress(CaseInUse, CaseNotFound):
        wipe_case(gone, now=now, session=session)


def _require_room(store: CaseStore) -> None:
    try:
        size = sum(path.stat().st_size for path in store.path.rglob("*") if path.is_file())
        free = shutil.disk_usage(store.path).free
    except OSError as cause:
        raise from_os_error(cause) from cause
    needed = size + size // 8 + layout.SPARE_BYTES
    if free < needed:
        raise DiskFull(needed)


def _write(store: CaseStore, staging: Path, header: Header, sealer: Sealer) -> None:
    old = store.parts.sealer
    log_hash = copy_database(store.path / layout.DATABASE, old, staging / layout.DATABASE, sealer)
    source, target = ObjectStore(store.path, old), ObjectStore(staging, sealer)
    for name in source.names():
        target.add(source.read_stored(name))
    for kept in snapshots.list_snapshots(store.path):
        with suppress(CaseDamaged):
            place = staging / layout.SNAPSHOTS / kept.name
            copy_database(store.path / layout.SNAPSHOTS / kept.name, old, place, sealer)
    head = store.present_head()
    write_head(staging, Head(head.label, head.rev, log_hash, head.summary), sealer)
    write_header(staging, replace(header, format=layout.FORMAT, min_reader=layout.FORMAT))


def copy_database(source: Path, source_sealer: Sealer, target: Path, target_sealer: Sealer) -> str:
    """Every record and log entry of one database, sealed anew in another; returns the last entry's hash."""
    found = Database(source, source_sealer, read_only=True)
    try:
        found.check()
        create_database(target)
        made = Database(target, target_sealer, read_only=False)
        try:
            return made.fill(found.rows(), found.entries())
        except BaseException:
            fileops.discard(target)
            raise
        finally:
            made.close()
    finally:
        found.close()


def _check(staging: Path, sealer: Sealer, store: CaseStore) -> None:
    """Read the new case back in full and compare it with the open one."""
    database = Database(staging / layout.DATABASE, sealer, read_only=True)
    try:
        database.check()
        loaded = database.load()
        database.check_log()
    finally:
        database.close()
    if loaded.rev != store.rev or set(loaded.texts) != set(store.records):
        raise CaseDamaged("database")
    objects = ObjectStore(staging, sealer)
    hashes = {objects.verify_stored(name) for name in objects.names()}
    old = ObjectStore(store.path, store.parts.sealer)
    if hashes != {old.verify_stored(name) for name in old.names()}:
        raise CaseDamaged("document")


def export_protected(
    store: CaseStore, target: Path, protection: NewProtection, *, now: datetime, session: str
) -> HandoverReport:
    """Write an unprotected case to a protected hand-over file; the case itself stays as it is.

    Raises ProtectionRefused and what `export_case` raises.
    """
    if store.parts.header.protection == SEALED:
        raise ProtectionRefused("already-protected")
    header, key = protected_header(protection, store.case_id)
    sealer = sealer_for(header.protection, key)
    assert sealer is not None
    _require_room(store)
    folder = store.work_folder() / f"handover{layout.SUFFIX}"
    try:
        folder.mkdir(mode=fileops.FOLDER_MODE)
        for part in (layout.OBJECTS, layout.SNAPSHOTS, layout.WORK):
            (folder / part).mkdir(mode=fileops.FOLDER_MODE)
        _write(store, folder, header, sealer)
        with open_case(folder, now=now, session=session, read_only=True, key=key) as copy:
            return export_case(copy, target)
    except OSError as cause:
        raise from_os_error(cause) from cause
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def finish_resealing(folder: Path, *, now: datetime, session: str) -> int:
    """Remove what dead sessions left in a folder of cases: old copies whose resealed case stands beside them, and
    unfinished folders; and their readable papers in memory. Returns how many old copies. Never raises.
    """
    removed = 0
    try:
        plainroom.remove_leftovers()
        clear_unfinished(folder, now=now)
        paths = sorted(folder.iterdir())
    except (ApplicantHelperError, OSError):
        return removed
    for path in paths:
        with suppress(ApplicantHelperError, OSError):
            if path.name.startswith(layout.GONE):
                wipe_case(path, now=now, session=session)
                removed += 1
            elif path.name.endswith(f"{_OLD}{layout.SUFFIX}") and _is_replaced(path):
                _remove(path, now=now, session=session)
                removed += 1
    return removed


def _is_replaced(aside: Path) -> bool:
    new = aside.with_name(aside.name.removesuffix(f"{_OLD}{layout.SUFFIX}") + layout.SUFFIX)
    return new.is_dir() and read_header(new).case_id == read_header(aside).case_id
