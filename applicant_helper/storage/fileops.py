"""Durable file writes:

temporary name, flush to the disk, rename, flush the folder. Nothing is overwritten in place.
"""

from __future__ import annotations

import os
import secrets
import sys
import time
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from applicant_helper.storage.layout import TEMP_MARK

FILE_MODE = 0o600
FOLDER_MODE = 0o700
_BINARY = getattr(os, "O_BINARY", 0)
_RETRY_MS = (50, 100, 200, 400, 800, 1000)
_WINDOWS_BUSY = frozenset({5, 32, 33})


def temp_name(target: Path) -> Path:
    """A fresh unfinished-write name beside `target`."""
    return target.with_name(f"{target.name}{TEMP_MARK}{secrets.token_hex(6)}")


def make_folder(path: Path) -> None:
    """Create one private folder if it is not there, and make its name durable in the parent."""
    try:
        path.mkdir(mode=FOLDER_MODE)
    except FileExistsError:
        return
    sync_folder(path.parent)


def create_private(path: Path) -> None:
    """Create an empty file that only its owner can read; it must not exist yet."""
    os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _BINARY, FILE_MODE))


def read_small(path: Path, most: int) -> bytes:
    """The bytes of a small file, at most `most` and one more; a list of cases reads a thousand of them."""
    handle = os.open(path, os.O_RDONLY | _BINARY)
    try:
        return os.read(handle, most + 1)
    finally:
        os.close(handle)


def write_new(path: Path, chunks: Iterable[bytes]) -> None:
    """Write a new private file and push it to the disk; on any trouble the unfinished file is removed."""
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _BINARY, FILE_MODE)
    try:
        with os.fdopen(handle, "wb") as file:
            for chunk in chunks:
                file.write(chunk)
            file.flush()
            sync_handle(file.fileno())
    except BaseException:
        discard(path)
        raise


def write_atomic(path: Path, data: bytes) -> None:
    """Replace the file at `path` by `data`; after a crash either the old or the new is there."""
    temp = temp_name(path)
    write_new(temp, (data,))
    put_in_place(temp, path)


def discard(path: Path) -> None:
    """Remove an unfinished file on the way out of trouble, which must not hide the trouble.

    What cannot be removed now is swept later.
    """
    with suppress(OSError):
        path.unlink(missing_ok=True)


def put_in_place(temp: Path, target: Path) -> None:
    """Rename a finished `temp` to `target` and make that durable; removes `temp` on trouble."""
    try:
        _replace(temp, target)
    except BaseException:
        discard(temp)
        raise
    sync_folder(target.parent)


def _replace(temp: Path, target: Path) -> None:
    if sys.platform != "win32":
        temp.replace(target)
        return
    # Virus scanners and sync clients hold files for milliseconds at a time.
    for wait_ms in _RETRY_MS:
        try:
            temp.replace(target)
        except OSError as cause:
            if getattr(cause, "winerror", None) not in _WINDOWS_BUSY:
                raise
            time.sleep(wait_ms / 1000)
        else:
            return
    temp.replace(target)


def sync_file(path: Path) -> None:
    """Push a file that another library wrote to the disk."""
    handle = os.open(path, os.O_RDWR | _BINARY)
    try:
        sync_handle(handle)
    finally:
        os.close(handle)


def sync_handle(handle: int) -> None:
    """fsync, and on macOS the stronger flush that reaches the platter where the file system offers it."""
    if sys.platform == "darwin":
        import fcntl

        try:
            fcntl.fcntl(handle, fcntl.F_FULLFSYNC)
        except OSError:
            os.fsync(handle)
        return
    os.fsync(handle)


def sync_folder(path: Path) -> None:
    """Make names in a folder durable; Windows keeps them with the files and offers no such call."""
    if sys.platform == "win32":
        return
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_DIRECTORY", 0))
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sync_tree(folder: Path) -> None:
    """Make the names in a folder and everything below it durable."""
    for parent, _, _ in os.walk(folder):
        sync_folder(Path(parent))


def sweep_temps(folder: Path) -> int:
    """Remove unfinished writes anywhere under `folder`; only call this while holding the lock.

    Returns how many.
    """
    removed = 0
    for parent, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not Path(parent, name).is_symlink()]
        for name in names:
            if TEMP_MARK in name:
                Path(parent, name).unlink()
                removed += 1
    return removed
