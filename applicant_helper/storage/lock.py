"""One writer per case:

an operating-system lock on the file `lock`, plus a lease text that says who and since when.

The system drops the lock when its holder dies, so a lease text without a lock means nothing.
"""

from __future__ import annotations

import json
import os
import sys
from datetime import UTC, datetime
from pathlib import Path

from applicant_helper.storage import layout
from applicant_helper.storage.fileops import FILE_MODE
from applicant_helper.storage.problems import CaseInUse, CaseNotFound, from_os_error

_FAR_OFFSET = 1 << 30
_MAX_LEASE_BYTES = 2048


class CaseLock:
    """The held lock of one case folder. Release it, or let the process end."""

    def __init__(self, handle: int, path: Path, session: str, since: datetime) -> None:
        self._handle: int | None = handle
        self._path = path
        self._session = session
        self._since = since

    def heartbeat(self, now: datetime) -> None:
        """Rewrite the lease text with the present time; it is a hint for people and needs no durability."""
        if self._handle is None:
            return
        lease = {"session": self._session, "since": _stamp(self._since), "heartbeat": _stamp(now)}
        data = json.dumps(lease).encode("ascii")
        try:
            os.lseek(self._handle, 0, os.SEEK_SET)
            os.ftruncate(self._handle, 0)
            os.write(self._handle, data)
        except OSError as cause:
            raise from_os_error(cause) from cause

    def release(self) -> None:
        """Give the lock back; the file stays, or two openers could lock different files."""
        if self._handle is None:
            return
        handle, self._handle = self._handle, None
        try:
            _unlock(handle)
        finally:
            os.close(handle)


def take_lock(folder: Path, *, session: str, now: datetime) -> CaseLock:
    """Lock a case folder for writing.

    Raises CaseInUse (with the holder's lease), CaseNotFound, StorageTrouble.
    """
    path = folder / layout.LOCK
    flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_NOFOLLOW", 0)
    try:
        handle = os.open(path, flags | getattr(os, "O_BINARY", 0), FILE_MODE)
    except (FileNotFoundError, NotADirectoryError) as cause:
        raise CaseNotFound(folder.name) from cause
    except OSError as cause:
        raise from_os_error(cause) from cause
    try:
        held = _try_lock(handle)
    except OSError as cause:
        os.close(handle)
        raise from_os_error(cause) from cause
    if not held:
        lease = _read_lease(handle)
        os.close(handle)
        raise CaseInUse(*(lease.get(name, "") for name in ("session", "since", "heartbeat")))
    lock = CaseLock(handle, path, session, now)
    if not _same_file(handle, path):
        lock.release()
        raise CaseNotFound(folder.name)
    try:
        lock.heartbeat(now)
    except BaseException:
        lock.release()
        raise
    return lock


def _same_file(handle: int, path: Path) -> bool:
    """Whether the locked file still is the one with this name; a wipe may have removed it meanwhile."""
    try:
        return os.path.samestat(os.fstat(handle), path.stat())
    except OSError:
        return False


def _read_lease(handle: int) -> dict[str, str]:
    try:
        os.lseek(handle, 0, os.SEEK_SET)
        found = json.loads(os.read(handle, _MAX_LEASE_BYTES))
    except (OSError, ValueError, RecursionError):
        return {}
    return (
        {name: value for name, value in found.items() if isinstance(value, str)}
        if isinstance(found, dict)
        else {}
    )


def _stamp(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="seconds")


if sys.platform == "win32":
    import msvcrt

    def _try_lock(handle: int) -> bool:
        os.lseek(handle, _FAR_OFFSET, os.SEEK_SET)
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

    def _unlock(handle: int) -> None:
        os.lseek(handle, _FAR_OFFSET, os.SEEK_SET)
        msvcrt.locking(handle, msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def _try_lock(handle: int) -> bool:
        # flock belongs to the open file, so two openings inside one process exclude each other as well.
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def _unlock(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_UN)
