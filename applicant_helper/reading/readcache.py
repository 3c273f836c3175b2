"""What was read of a paper, kept by content so that no page is read twice. What is damaged counts as not there.

The entries hold the words of a person's papers: the caller gives a folder that is as private as the papers.
"""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from applicant_helper.core.errors import ApplicantHelperError

MAX_ENTRY = 4_000_000
MAX_ENTRIES = 3_000
MAX_BYTES = 100_000_000
PRUNE_EVERY = 50
ENDING = ".read.json"


@dataclass(frozen=True, slots=True)
class PageKey:
    """A page by the SHA-256 of its file, its number from 1, and what reads it with its version."""

    sha256: str
    page: int
    reader: str

    def name(self) -> str:
        """A file name that says nothing."""
        told = json.dumps([self.sha256, self.page, self.reader]).encode()
        return hashlib.sha256(told).hexdigest() + ENDING


class Veil(Protocol):
    """Hides what is kept: names and contents. `open_note` raises an ApplicantHelperError for changed bytes."""

    def note_name(self, name: str) -> str:
        """The file name to use."""

    def seal_note(self, plain: bytes) -> bytes:
        """The bytes to store."""

    def open_note(self, sealed: bytes) -> bytes:
        """The inverse of `seal_note`."""


class ReadCache:
    """Entries in a folder, or nowhere when the folder is None. Never raises for what the disk does."""

    def __init__(
        self,
        folder: Path | None,
        veil: Veil | None = None,
        *,
        max_entries: int = MAX_ENTRIES,
        max_bytes: int = MAX_BYTES,
    ) -> None:
        self._folder = folder
        self._veil = veil
        self._max_entries = max_entries
        self._max_bytes = max_bytes
        self._puts = 0

    def get(self, key: PageKey) -> dict[str, Any] | None:
        """What was kept under the key."""
        if self._folder is None:
            return None
        try:
            flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
            with os.fdopen(os.open(self._folder / self._file_name(key), flags), "rb") as file:
                raw = file.read(MAX_ENTRY + 1)
            kept = json.loads(self._open(raw)) if len(raw) <= MAX_ENTRY else None
        except (OSError, ValueError, RecursionError, ApplicantHelperError):
            return None
        if not isinstance(kept, dict) or kept.get("key") != key.name():
            return None
        read = kept.get("read")
        return read if isinstance(read, dict) else None

    def put(self, key: PageKey, read: Mapping[str, Any]) -> None:
        """Keep it, whole or not at all."""
        if self._folder is None:
            return
        told = json.dumps({"key": key.name(), "read": dict(read)}).encode()
        raw = self._veil.seal_note(told) if self._veil else told
        if len(raw) > MAX_ENTRY:
            return
        with suppress(OSError):
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            _write_whole(self._folder / self._file_name(key), raw)
            if self._puts % PRUNE_EVERY == 0:
                self._prune()
            self._puts += 1

    def _file_name(self, key: PageKey) -> str:
        return self._veil.note_name(key.name()) + ENDING if self._veil else key.name()

    def _open(self, raw: bytes) -> bytes:
        return self._veil.open_note(raw) if self._veil else raw

    def _prune(self) -> None:
        """Remove the oldest entries beyond the bounds, and what an ended program left half written."""
        assert self._folder is not None
        entries = []
        with os.scandir(self._folder) as listing:
            for entry in listing:
                if entry.name.endswith(ENDING) and entry.is_file(follow_symlinks=False):
                    told = entry.stat(follow_symlinks=False)
                    entries.append((told.st_mtime_ns, told.st_size, entry.path))
        kept = kept_bytes = 0
        for _, size, path in sorted(entries, reverse=True):
            kept, kept_bytes = kept + 1, kept_bytes + size
            if kept > self._max_entries or kept_bytes > self._max_bytes:
                with suppress(OSError):
                    os.unlink(path)  # noqa: PTH108 - a path from scandir


def _write_whole(path: Path, raw: bytes) -> None:
    """Written beside and put in place, so that no reader ever sees half of it."""
    handle, beside = tempfile.mkstemp(prefix=".read-", suffix=ENDING, dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(raw)
        Path(beside).replace(path)
    except OSError:
        Path(beside).unlink(missing_ok=True)
        raise
