"""Asks the guarded child about one file at a time; trouble with one file becomes a code, and the rest goes on."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any

from applicant_helper.guard.child import Child, ChildGone, ChildTooSlow
from applicant_helper.reading.sniff import media_type_of

WORKER = "applicant_helper.reading.worker"
SECONDS = 60.0
MOST_RESIDENT = 600 << 20
"""Bytes of memory in which a PDF must be read; a picture may take more, it is one large piece."""
MOST_RESIDENT_PICTURE = 1 << 30
HEAD_BYTES = 65_536


class Asker:
    """Asks the child; a child that went under after earlier files gets a second try by a fresh one."""

    def __init__(self, child: Child, cancelled: Callable[[], bool]) -> None:
        self._child = child
        self._cancelled = cancelled
        self._answers = 0
        self.trouble = ""
        """Why the child did not answer about the file at hand; cleared by who goes on to the next file."""

    def ask(self, path: Path, op: str = "look", **more: Any) -> dict[str, Any]:
        """What the child says about a file, or `{"code": ...}`. Raises ChildStopped when cancelled."""
        try:
            return self._ask(path, {"op": op, **more})
        except ChildTooSlow:
            self.trouble = "timed-out"
        except ChildGone:
            self.trouble = "too-large"
        return {"code": self.trouble}

    def _ask(self, path: Path, more: dict[str, Any]) -> dict[str, Any]:
        request = {"source": os.path.abspath(path), **more}  # noqa: PTH100 - keeps links in folders as they are
        is_fresh, self._answers = self._answers == 0, 0
        most = most_resident(path)
        try:
            found = self._child.ask(request, SECONDS, self._cancelled, most_resident=most)
        except ChildGone:
            if is_fresh:
                raise
            found = self._child.ask(request, SECONDS, self._cancelled, most_resident=most)
        self._answers += 1
        return found


def most_resident(path: Path) -> int:
    """How much memory the child may hold while it reads this file, by what the file begins with."""
    kind = media_type_of(head_of(path))
    return MOST_RESIDENT_PICTURE if kind is not None and kind.startswith("image/") else MOST_RESIDENT


def head_of(path: Path) -> bytes:
    """The first bytes of an ordinary file, to be compared with known beginnings; empty for anything else."""
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    try:
        if not stat.S_ISREG(path.lstat().st_mode):
            return b""
        with os.fdopen(os.open(path, flags | getattr(os, "O_BINARY", 0)), "rb") as file:
            return file.read(HEAD_BYTES) if stat.S_ISREG(os.fstat(file.fileno()).st_mode) else b""
    except (OSError, ValueError):
        return b""
