"""What was said about this computer itself: one word, no personal data, beside the cases."""

from __future__ import annotations

from pathlib import Path

from applicant_helper.storage import fileops
from applicant_helper.storage.problems import from_os_error

NAME = "computer"
_MOST_BYTES = 100


def read_word(cases: Path) -> str:
    """The word that was kept, or "" when there is none that can be read."""
    try:
        with (cases / NAME).open("rb") as file:
            return file.read(_MOST_BYTES).decode("ascii").strip()
    except (OSError, UnicodeError):
        return ""


def keep_word(cases: Path, word: str) -> None:
    """Keep a word. Raises DiskFull, StorageTrouble."""
    try:
        cases.mkdir(mode=fileops.FOLDER_MODE, parents=True, exist_ok=True)
        fileops.write_atomic(cases / NAME, word.encode("ascii") + b"\n")
    except OSError as cause:
        raise from_os_error(cause) from cause
