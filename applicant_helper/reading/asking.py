"""Asks the guarded child about one file at a time; trouble with one file becomes a code, and the rest goes on."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

from applicant_helper.guard.child import Child, ChildGone, ChildTooSlow

WORKER = "applicant_helper.reading.worker"
SECONDS = 60.0


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
        try:
            found = self._child.ask(request, SECONDS, self._cancelled)
        except ChildGone:
            if is_fresh:
                raise
            found = self._child.ask(request, SECONDS, self._cancelled)
        self._answers += 1
        return found
