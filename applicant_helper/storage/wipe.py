"""Removing a case for good, and saying plainly what a program cannot reach."""

from __future__ import annotations

import secrets
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from applicant_helper.core.marks import N_
from applicant_helper.storage import fileops, layout
from applicant_helper.storage.lock import take_lock
from applicant_helper.storage.opening import require_case_folder
from applicant_helper.storage.problems import CaseNotFound, from_os_error

_HEADER = N_("The header of the case, with the keys if it was protected")
_SUMMARY = N_("The summary for the list of cases")
_ANSWERS = N_("Answers and their history")
_COPIES = N_("Safety copies")
_DOCUMENTS = N_("Copies of your documents")
_READINGS = N_("Words read from your documents")
_WORKING = N_("Working files")

OUT_OF_REACH = (
    N_("Your original files and scans, wherever they are"),
    N_("Packets, case files and folders you saved from this case"),
    N_("Copies that a backup program or a cloud folder made of this computer"),
    N_("Traces inside the storage of the disk or stick; only destroying it removes them for certain"),
    N_("Pages kept in the memory of a printer or copier"),
    N_("What the screen or the memory of this computer showed while you worked"),
)
"""Message templates for what a wipe cannot remove; shown after every wipe."""


@dataclass(frozen=True, slots=True)
class Removed:
    """One kind of thing that was removed: what (message template), how many files, how many bytes."""

    what: str
    files: int
    size: int


@dataclass(frozen=True, slots=True)
class WipeReport:
    """What was removed, what stays because it is not the program's (names), what is out of reach."""

    removed: tuple[Removed, ...]
    left: tuple[str, ...]
    out_of_reach: tuple[str, ...] = OUT_OF_REACH


def wipe_case(path: Path, *, now: datetime, session: str) -> WipeReport:
    """Remove a case:

    the header is overwritten and removed first, so that a protected case is unreadable at once.

    Works on damaged cases and on one whose wipe was interrupted. Things in the folder that the program did
    not put
    there stay. Raises CaseNotFound, CaseInUse, StorageTrouble.
    """
    folder = _require_wipeable(path)
    lock = take_lock(folder, session=session, now=now)
    try:
        removed = [_destroy_header(folder)]
        for what, parts in _parts(folder):
            removed.append(_remove(what, parts))
        fileops.sync_folder(folder)
    except OSError as cause:
        raise from_os_error(cause) from cause
    finally:
        lock.release()
    return WipeReport(tuple(part for part in removed if part.files), _remove_folder(folder))


def _require_wipeable(path: Path) -> Path:
    folder = path.absolute()
    if folder.is_symlink() or not folder.name.endswith(layout.SUFFIX) or not folder.is_dir():
        raise CaseNotFound(path.name)
    marks = (layout.LOCK, layout.HEAD, layout.OBJECTS)
    if any((folder / mark).exists() for mark in marks) or folder.name.startswith(layout.GONE):
        return folder
    return require_case_folder(path)


def _destroy_header(folder: Path) -> Removed:
    files, size = 0, 0
    for path in (*_matching(folder, layout.HEADER), *_matching(folder, layout.HEADER_COPY)):
        length = path.lstat().st_size
        if not path.is_symlink():
            with path.open("r+b") as file:
                file.write(bytes(length))
                file.flush()
                fileops.sync_handle(file.fileno())
        path.unlink()
        files, size = files + 1, size + length
    fileops.sync_folder(folder)
    return Removed(_HEADER, files, size)


def _parts(folder: Path) -> Iterator[tuple[str, tuple[Path, ...]]]:
    yield _SUMMARY, _matching(folder, layout.HEAD)
    yield _ANSWERS, _matching(folder, layout.DATABASE)
    yield _COPIES, (folder / layout.SNAPSHOTS,)
    yield _DOCUMENTS, (folder / layout.OBJECTS,)
    yield _READINGS, (folder / layout.READINGS,)
    yield _WORKING, (folder / layout.WORK,)


def _matching(folder: Path, name: str) -> tuple[Path, ...]:
    """The file, its journal, its unfinished writes and its damaged earlier forms."""
    endings = (f"{name}-journal", f"{name}{layout.TEMP_MARK}", f"{name}.damaged-", f"{name}-journal.damaged-")
    return tuple(path for path in folder.iterdir() if path.name == name or path.name.startswith(endings))


def _remove(what: str, parts: tuple[Path, ...]) -> Removed:
    files = size = 0
    for part in parts:
        is_folder = part.is_dir() and not part.is_symlink()
        inside = [path for path in part.rglob("*") if not path.is_dir()] if is_folder else [part]
        present = [path for path in inside if path.is_symlink() or path.exists()]
        files += len(present)
        size += sum(path.lstat().st_size for path in present)
        if is_folder:
            shutil.rmtree(part)
        else:
            part.unlink(missing_ok=True)
    return Removed(what, files, size)


def gone_name(folder: Path) -> Path:
    """A name beside `folder` that says that it is being removed; whoever looks at the cases next finishes that."""
    return folder.with_name(f"{layout.GONE}{secrets.token_hex(6)}{layout.SUFFIX}")


def _remove_folder(folder: Path) -> tuple[str, ...]:
    """Remove lock and folder; a folder that holds other people's things stays, with their names returned."""
    try:
        left = tuple(sorted(path.name for path in folder.iterdir() if path.name != layout.LOCK))
        if left:
            (folder / layout.LOCK).unlink(missing_ok=True)
            return left
        # An empty folder under the old name would be taken for a damaged case.
        gone = folder.rename(gone_name(folder))
        (gone / layout.LOCK).unlink(missing_ok=True)
        gone.rmdir()
        fileops.sync_folder(folder.parent)
    except OSError as cause:
        raise from_os_error(cause) from cause
    return left
