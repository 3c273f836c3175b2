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
from applicant_helper.storage.lock import take_lock
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
    staging = folder / f"{_STAGING}{secrets.token_hex(6)}"
    try:
        staging.mkdir(mode=fileops.FOLDER_MODE)
        lock = take_lock(staging, session="", now=now)
        try:
            for part in (layout.OBJECTS, layout.SNAPSHOTS, layout.WORK):
                (staging / part).mkdir(mode=fileops.FOLDER_MODE)
            yield staging
            fileops.sync_tree(staging)
            if os.name == "nt":
                lock.release()
            _appear(staging, folder / name)
        finally:
            lock.release()
    except OSError as cause:
        shutil.rmtree(staging, ignore_errors=True)
        raise from_os_error(cause) from cause
    except BaseException:
        shutil.rmtree(staging, ignore_errors=True)
        raise


def _make_room(folder: Path, now: datetime) -> None:
    """Make the folder of cases, and clear what dead sessions left unfinished (their lock is free)."""
    try:
        folder.mkdir(mode=fileops.FOLDER_MODE, parents=True, exist_ok=True)
        stale = [path for path in folder.iterdir() if path.name.startswith(_STAGING)]
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
