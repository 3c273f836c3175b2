"""How torture cases are made: plain or protected, and a control in which nothing is pushed to the disk."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path

from applicant_helper.storage import database
from applicant_helper.storage.cases import create_case, open_case
from applicant_helper.storage.keyslots import CaseKey
from applicant_helper.storage.layout import SUFFIX
from applicant_helper.storage.protection import NewProtection, is_protected
from applicant_helper.storage.store import CaseStore
from tests.storage.protected import PROTECTION, code_key

PROTECTED = "TORTURE_PROTECTED"
NO_FSYNC = "TORTURE_NO_FSYNC"
# A label that tells nothing, so that the folder has the same name in both modes.
LABEL = "case-7f3a"


def is_on(mode: str) -> bool:
    """Whether an environment variable switches this mode on."""
    return os.environ.get(mode) == "1"


def protection() -> NewProtection | None:
    """What new cases are protected with in this process."""
    return PROTECTION if is_on(PROTECTED) else None


def case_path(folder: Path) -> Path:
    """The case folder inside the named folder, so that unfinished folders count as leftovers."""
    return folder / f"{LABEL}{SUFFIX}"


def key_of(path: Path) -> CaseKey | None:
    """The key by the recovery code; none for a plain case."""
    return code_key(path) if is_protected(path) else None


def created(folder: Path) -> CaseStore:
    """A new empty case in the mode of this process."""
    return create_case(folder, LABEL, now=datetime.now(UTC), protection=protection())


def opened(folder: Path, session: str) -> CaseStore:
    """The case inside `folder`, as after a crash."""
    path = case_path(folder)
    return open_case(path, now=datetime.now(UTC), session=session, key=key_of(path))


def switch_off_flushing() -> None:
    """The control: the program goes on as always, but every push to the disk does nothing."""
    for name in ("fsync", "fdatasync"):
        if hasattr(os, name):
            setattr(os, name, lambda _handle: None)
    pragmas = (p for p in database._PRAGMAS if not p.startswith("synchronous"))
    database._PRAGMAS = (*pragmas, "synchronous=OFF")  # type: ignore[assignment]
