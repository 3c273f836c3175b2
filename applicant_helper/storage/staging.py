"""A case folder comes to be under an unfinished name and appears whole, by one rename, or not at all."""

from __future__ import annotations

import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from applicant_helper.core.errors import ApplicantHelperError
from applicant_helper.storage import fileops, layout
from applicant_helper.storage.lock import CaseLock, take_lock
from applicant_helper.storage.problems import CaseExists, from_os_error

_STAGING = f".new{layout.TEMP_MARK}"


def taken_names(folder: Path) -> frozenset[str]:
    """The names in a folder of cases, casefolded, so that twins on another system are seen here as well."""
    try:
        return frozenset(name.casefold() for name in os.listdir(folder))  # noqa: PTH208 - names only, faster
    except FileNotFoundError:
        return frozenset()
    except OSError as cause:
        raise from_os_error(cause) from cause


@contextmanager
def staged_case(folder: Path, name: str, *, now: datetime, replacing: str = "") -> Iterator[Path]:
    """Fill a new case folder, then let it appear as `folder / name`; on any exception nothing stays behind.

    Raises CaseExists, DiskFull, StorageTrouble. The body gets the unfinished folder with its subfolders made, and
    moves the folder named `replacing` out of the way itself.
    """
    _make_room(folder, now)
    if name.casefold() in taken_names(folder) - {replacing.casefold()}:
        raise CaseExists(name.removesuffix(layout.SUFFIX))
    with _unfinished_folder(folder, now) as (staging, lock):
        for part in (layout.OBJECTS, layout.SNAPSHOTS, layout.WORK):
            (staging / part).mkdir(mode=fileops.FOLDER_MODE)
        yield staging
        fileops.sync_tree(staging)
        if os.name == "nt":
            lock.release()
        _appear(staging, folder / name)


@contextmanager
def working_folder(folder: Path, *, now: datetime) -> Iterator[Path]:
    """A private folder beside the cases for what is needed in between; gone afterwards, also after a crash."""
    _make_room(folder, now)
    with _unfinished_folder(folder, now) as (work, lock):
        yield work
        lock.release()
        shutil.rmtree(work, ignore_errors=True)


@contextmanager
def _unfinished_folder(folder: Path, now: datetime) -> Iterator[tuple[Path, CaseLock]]:
    """A new locked folder under an unfinished name; removed on any exception."""
    unfinished = folder / f"{_STAGING}{secrets.token_hex(6)}"
    try:
        unfinished.mkdir(mode=fileops.FOLDER_MODE)
        lock = take_lock(unfinished, session="", now=now)
        try:
            yield unfinished, lock
        finally:
            lock.release()
    except OSError as cause:
        shutil.rmtree(unfinished, ignore_errors=True)
        raise from_os_error(cause) from cause
    except BaseException:
        shutil.rmtree(unfinished, ignore_errors=True)
        raise


def _make_room(folder: Path, now: datetime) -> None:
    """Make the folder of cases, and clear it."""
    try:
        folder.mkdir(mode=fileops.FOLDER_MODE, parents=True, exist_ok=True)
    except OSError as cause:
        raise from_os_error(cause) from cause
    clear_unfinished(folder, now=now)


def clear_unfinished(folder: Path, *, now: datetime) -> None:
    """Remove what dead sessions left unfinished in a folder of cases (their lock is free). Raises StorageTrouble."""
    try:
        stale = [path for path in folder.iterdir() if path.name.startswith(_STAGING)]
    except FileNotFoundError:
        return
    except OSError as cause:
        raise from_os_error(cause) from cause
    for path in stale:
        try:
            lock = take_lock(path, session="", now=now)
        except ApplicantHelperError:
            continue
        try:
            shutil.rmtree(path, ignore_errors=True)
        finally:
            lock.release()


def _appear(staging: Path, target: Path) -> None:
    if target.exists():
        raise CaseExists(target.stem)
    staging.rename(target)
    fileops.sync_folder(target.parent)
