"""Everything the storage room can refuse or run into, one class per cause that callers treat differently."""

from __future__ import annotations

import errno
import shutil
import sqlite3
from pathlib import Path

from applicant_helper.core.errors import ApplicantHelperError, ExitCode
from applicant_helper.core.marks import N_

_FULL = frozenset({errno.ENOSPC, errno.EFBIG, *([errno.EDQUOT] if hasattr(errno, "EDQUOT") else [])})
_NO_ROOM_BYTES = 1024 * 1024
_ASK_FOR_MB = 100


class CaseNotFound(ApplicantHelperError):
    """There is no case at this place, or it went away while it was open."""

    exit_code = ExitCode.CASE_NOT_FOUND

    def __init__(self, case: str) -> None:
        super().__init__(
            "case-not-found",
            N_(
                "There is no case at {case}. It may have been moved or removed. Choose it again from the "
                "list."
            ),
            {"case": case},
        )


class CaseExists(ApplicantHelperError):
    """A case with this label is already there (letter case does not make a difference)."""

    exit_code = ExitCode.OUTPUT_EXISTS

    def __init__(self, label: str) -> None:
        super().__init__(
            "case-exists",
            N_('There is already a case called "{label}". Open that one, or choose another label.'),
            {"label": label},
        )


class LabelRefused(ApplicantHelperError):
    """Nothing of this label can be used as a folder name."""

    exit_code = ExitCode.USAGE

    def __init__(self, label: str) -> None:
        super().__init__(
            "label-refused",
            N_('A case cannot be called "{label}". Use at least one letter or number.'),
            {"label": label},
        )


class CaseInUse(ApplicantHelperError):
    """Someone else holds the case, or changed it behind this session.

    `params["since"]` and `params["heartbeat"]`, the last sign of life, are ISO 8601 or empty.
    """

    exit_code = ExitCode.CASE_LOCKED

    def __init__(self, session: str = "", since: str = "", heartbeat: str = "") -> None:
        super().__init__(
            "case-in-use",
            N_(
                "This case is open in another window or by another person. Close it there, "
                "or open it here only to read."
            ),
            {"session": session, "since": since, "heartbeat": heartbeat},
        )


class CaseDamaged(ApplicantHelperError):
    """What is on disk does not hold together.

    `what` is a stable word for the part: header, database, record ...
    """

    exit_code = ExitCode.CASE_DAMAGED

    def __init__(self, what: str) -> None:
        super().__init__(
            "case-damaged",
            N_(
                "A part of this case cannot be read ({what}). Nothing was changed. "
                "Go back to an earlier copy of the case, or ask for help."
            ),
            {"what": what},
        )


class CaseTooNew(ApplicantHelperError):
    """A newer program wrote this case. `can_read` says whether opening it read-only works."""

    exit_code = ExitCode.CASE_TOO_NEW

    def __init__(self, case_format: int, our_format: int, *, can_read: bool) -> None:
        super().__init__("case-too-new", _too_new(can_read=can_read), _versions(case_format, our_format))
        self.case_format = case_format
        self.can_read = can_read


def _versions(case_format: int, our_format: int) -> dict[str, str]:
    return {"case_format": str(case_format), "our_format": str(our_format)}


def _too_new(*, can_read: bool) -> str:
    if can_read:
        return N_(
            "This case was saved by a newer version of this program (case format {case_format}; this "
            "version writes {our_format}). You can open it here only to read. To change it, update the "
            "program."
        )
    return N_(
        "This case was saved by a newer version of this program (case format {case_format}; this "
        "version reads up to {our_format}). Update the program to open it."
    )


class CaseReadOnly(ApplicantHelperError):
    """A change was asked of a case that was opened only to read."""

    exit_code = ExitCode.CASE_LOCKED

    def __init__(self) -> None:
        super().__init__(
            "case-read-only",
            N_(
                "This case is open only to read, so nothing was changed. Close it and open it again to make "
                "changes."
            ),
        )


class CaseProtected(ApplicantHelperError):
    """The case is protected and no secret was given."""

    exit_code = ExitCode.CASE_PROTECTED

    def __init__(self) -> None:
        super().__init__(
            "case-protected",
            N_("This case is protected. Give its passphrase, or the recovery code from the paper."),
        )


class WrongSecret(ApplicantHelperError):
    """No key slot opens with what was given. Codes: wrong-passphrase, wrong-recovery."""

    exit_code = ExitCode.CASE_PROTECTED

    def __init__(self, kind: str) -> None:
        super().__init__(f"wrong-{kind}", _WRONG[kind])


_WRONG = {
    "passphrase": N_(
        "This is not the passphrase of this case. Look at capital letters and the keyboard language, and try "
        "again. The recovery code from the paper opens the case too."
    ),
    "recovery": N_(
        "This recovery code is written correctly, but it belongs to another case, or a newer code took its place."
    ),
}


class KdfRefused(ApplicantHelperError):
    """The system did not give the memory that opening a protected case needs."""

    exit_code = ExitCode.CASE_PROTECTED

    def __init__(self, megabytes: int) -> None:
        super().__init__(
            "no-memory-for-key",
            N_(
                "Opening a protected case needs {megabytes} MB of free memory for a moment. Close other programs "
                "and try again, or use the recovery code, which needs none."
            ),
            {"megabytes": str(megabytes)},
        )


class ProtectionRefused(ApplicantHelperError):
    """Protection was not changed. Codes: already-protected, not-protected, last-slot, too-many-slots."""

    exit_code = ExitCode.USAGE

    def __init__(self, code: str) -> None:
        super().__init__(code, _PROTECTION[code])


_PROTECTION = {
    "already-protected": N_("This case is protected already. You can change its passphrase."),
    "not-protected": N_("This case is not protected, so it has no passphrase. Protect it first."),
    "last-slot": N_("This is the only way into the case, so it stays. Add another one first."),
    "too-many-slots": N_("A case can have at most eight ways in. Remove one first."),
}


class DiskFull(ApplicantHelperError):
    """No space left. What was saved before is still saved. `params["megabytes"]` is how much to free."""

    exit_code = ExitCode.DISK_FULL

    def __init__(self, needed_bytes: int = 0) -> None:
        megabytes = max(_ASK_FOR_MB, -(-needed_bytes // (1024 * 1024)))
        super().__init__(
            "disk-full",
            N_(
                "The disk is full, so this last step was not saved. Everything before it is safe. "
                "Free about {megabytes} MB and try again."
            ),
            {"megabytes": str(megabytes)},
        )


class StorageTrouble(ApplicantHelperError):
    """The disk or the system refused a read or a write; `params["reason"]` is the short name of why."""

    exit_code = ExitCode.IO_ERROR

    def __init__(self, reason: str) -> None:
        super().__init__(
            "storage-trouble",
            N_(
                "The computer could not read or write the case folder ({reason}). What was saved before is "
                "safe. "
                "Check that the disk is connected and that you may write there, then try again."
            ),
            {"reason": reason},
        )


_FILE_REFUSALS = {
    "not-a-regular-file": N_(
        "{name} is a folder, a link or a device, not a file. Choose the file itself and add it again."
    ),
    "too-large": N_(
        "{name} is larger than {megabytes} MB. Save a smaller copy, or split it, and add it again."
    ),
    "unreadable": N_(
        "I can't open {name}. Check that it is still there and that you may read it, then add it again."
    ),
    "empty-file": N_("{name} has nothing in it. Save or scan it again, then add it."),
}


class FileRefused(ApplicantHelperError):
    """A file was not taken in. Codes: not-a-regular-file, too-large, unreadable, empty-file."""

    exit_code = ExitCode.BAD_INPUT_FILE

    def __init__(self, code: str, name: str, limit_bytes: int = 0) -> None:
        params = {"name": name, "megabytes": str(limit_bytes // 1_000_000)}
        super().__init__(code, _FILE_REFUSALS[code], params)


class NetworkFolder(ApplicantHelperError):
    """A live case cannot be kept here. Codes: network-folder, synced-folder."""

    exit_code = ExitCode.USAGE

    def __init__(self, code: str, place: str) -> None:
        super().__init__(code, _PLACES[code], {"place": place})


_PLACES = {
    "network-folder": N_(
        "{place} is on a network drive, where two people can overwrite each other's work. "
        "Keep cases in a folder of this computer (--home FOLDER). A case that lies on the drive is copied here with: "
        "applicant-helper import CASE_FOLDER"
    ),
    "synced-folder": N_(
        "{place} is a folder that is copied to other computers while you work, and that can damage a case. "
        "Keep cases in a plain folder of this computer (--home FOLDER). A case that lies there is copied here with: "
        "applicant-helper import CASE_FOLDER"
    ),
}

_HANDOVERS = {
    "not-a-handover-file": N_(
        "{name} is not a case file made by this program, or it was changed on the way. "
        "Ask for a fresh copy of it. Nothing was taken in."
    ),
    "handover-damaged": N_(
        "{name} was changed or cut short on the way ({what}). Ask for a fresh copy of it. Nothing was taken "
        "in."
    ),
    "handover-too-large": N_("{name} is larger than a case file can be. Nothing was taken in."),
    "case-too-large": N_("This case is larger than one case file can be, so {name} was not written."),
    "handover-exists": N_("{name} is already there. Choose another name for the case file."),
    "handover-not-verified": N_(
        "The case file {name} did not read back the same as it was written, so it was removed. "
        "Save it to another disk."
    ),
}


class HandoverRefused(ApplicantHelperError):
    """A hand-over file was not written or not taken in; the cases on this computer are as they were."""

    def __init__(self, code: str, name: str, what: str = "") -> None:
        super().__init__(code, _HANDOVERS[code], {"name": name, "what": what})
        self.exit_code = ExitCode.OUTPUT_EXISTS if code == "handover-exists" else ExitCode.BAD_INPUT_FILE


def from_os_error(cause: OSError) -> ApplicantHelperError:
    """The typed refusal for an operating-system error met inside a case folder."""
    if cause.errno in _FULL:
        return DiskFull()
    return StorageTrouble(errno.errorcode.get(cause.errno or 0, type(cause).__name__))


def from_sqlite_error(cause: sqlite3.Error, folder: Path) -> ApplicantHelperError:
    """The typed refusal for an SQLite error; `folder` tells a full disk from another write problem."""
    primary = getattr(cause, "sqlite_errorcode", 0) & 0xFF
    if primary == sqlite3.SQLITE_FULL:
        return DiskFull()
    if primary in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return CaseInUse()
    if primary in (
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_CANTOPEN,
        sqlite3.SQLITE_READONLY,
        sqlite3.SQLITE_PERM,
    ):
        return (
            DiskFull() if _no_room(folder) else StorageTrouble(getattr(cause, "sqlite_errorname", "SQLITE"))
        )
    return CaseDamaged("database")


def _no_room(folder: Path) -> bool:
    try:
        return shutil.disk_usage(folder).free < _NO_ROOM_BYTES
    except OSError:
        return False
