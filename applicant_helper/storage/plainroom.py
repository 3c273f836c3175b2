"""Where documents of a protected case lie readable while it is open: in memory where the system offers that.

On Linux that is a private folder of `/dev/shm`. Elsewhere, and for more than fits, it is `.work/` of the case,
which is emptied at closing and at the next opening.
"""

from __future__ import annotations

import os
import secrets
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import RLock

from applicant_helper.storage import fileops, layout
from applicant_helper.storage.objects import ObjectStore
from applicant_helper.storage.problems import CaseDamaged, DiskFull, from_os_error

_MEMORY = Path("/dev/shm")  # noqa: S108 - a folder of ours with a random name, for its owner only
_PREFIX = "applicant-helper-"
_SPARE_MEMORY = 256 * 1024 * 1024
_FOLDER = "plain"


class PlainRoom:
    """Readable copies of the documents of one open, protected case. Any thread may ask."""

    def __init__(self, case_folder: Path, objects: ObjectStore) -> None:
        """Nothing is made before the first document is asked for."""
        self._case = case_folder
        self._objects = objects
        self._guard = RLock()
        self._users = 0
        self._memory: Path | None = None

    def copy_of(self, sha256: str) -> Path:
        """A readable copy, whole and checked. Raises CaseDamaged, DiskFull, StorageTrouble."""
        with self._guard:
            for folder in self._folders():
                if (folder / sha256).exists():
                    return folder / sha256
            try:
                size = self._objects.place(sha256).stat().st_size
                return self._unseal(sha256, self._room_for(size) / sha256)
            except FileNotFoundError as cause:
                raise CaseDamaged("document") from cause
            except OSError as cause:
                raise from_os_error(cause) from cause

    def _unseal(self, sha256: str, target: Path) -> Path:
        temp = fileops.temp_name(target)
        fileops.write_new(temp, self._objects.read_checked(sha256))
        temp.replace(target)
        return target

    def folder(self, size: int = 0) -> Path:
        """A private folder for unfinished work of about `size` bytes."""
        with self._guard:
            try:
                return self._room_for(size)
            except OSError as cause:
                raise from_os_error(cause) from cause

    def _room_for(self, size: int) -> Path:
        if self._memory is None:
            self._memory = _memory_folder()
        if self._memory is not None and _free(_MEMORY) > 2 * size + _SPARE_MEMORY:
            return self._memory
        folder = self._case / layout.WORK / _FOLDER
        folder.mkdir(mode=fileops.FOLDER_MODE, parents=True, exist_ok=True)
        if _free(folder) < size + layout.SPARE_BYTES:
            raise DiskFull(size + layout.SPARE_BYTES)
        return folder

    def _folders(self) -> tuple[Path, ...]:
        on_disk = self._case / layout.WORK / _FOLDER
        return (on_disk,) if self._memory is None else (self._memory, on_disk)

    @contextmanager
    def in_use(self) -> Iterator[None]:
        """Readable copies made inside are removed when the last user leaves."""
        with self._guard:
            self._users += 1
        try:
            yield
        finally:
            with self._guard:
                self._users -= 1
                if not self._users:
                    self.empty()

    def empty(self) -> None:
        """Remove every readable copy; never raises, what cannot go now goes at the next opening."""
        with self._guard:
            for folder in self._folders():
                shutil.rmtree(folder, ignore_errors=True)
            self._memory = None


def _free(folder: Path) -> int:
    return shutil.disk_usage(folder).free


def _memory_folder() -> Path | None:
    """A new private folder in memory, where the system has such a place; leftovers of dead sessions go."""
    if sys.platform != "linux" or not os.access(_MEMORY, os.W_OK | os.X_OK):
        return None
    try:
        remove_leftovers()
        folder = _MEMORY / f"{_PREFIX}{os.getpid()}-{secrets.token_hex(6)}"
        folder.mkdir(mode=fileops.FOLDER_MODE)
    except OSError:
        return None
    return folder


def remove_leftovers() -> int:
    """Remove readable copies that ended sessions of this person left in memory; returns how many folders."""
    removed = 0
    if sys.platform != "linux":
        return removed
    for folder in _MEMORY.glob(f"{_PREFIX}*"):
        number = folder.name.removeprefix(_PREFIX).partition("-")[0]
        with suppress(OSError):
            ours = folder.lstat().st_uid == os.getuid() and not folder.is_symlink()
            if ours and number.isdecimal() and not Path(f"/proc/{number}").exists():
                shutil.rmtree(folder, ignore_errors=True)
                removed += 1
    return removed
