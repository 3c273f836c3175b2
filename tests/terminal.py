"""The program in a real terminal: its own pseudo-terminal and session, typed lines in, everything shown out."""

from __future__ import annotations

import os
import select
import struct
import subprocess
import sys
import time
from pathlib import Path
from types import TracebackType
from typing import Self

import pytest

from tests.command_line import environment

pty = pytest.importorskip("pty", reason="a terminal of one's own needs POSIX")
fcntl = pytest.importorskip("fcntl")
termios = pytest.importorskip("termios")
SECONDS = 60


class Terminal:
    """One command of the program, with a terminal of 80 columns and 24 rows as its only input and output."""

    def __init__(self, home: Path, *args: str, **env: str) -> None:
        self.shown = ""
        self._seen = 0
        self.prompt = "> " if "--plain" in args else ":"
        self._mine, theirs = pty.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
        self._process = subprocess.Popen(
            [sys.executable, "-m", "applicant_helper", *args],
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            env=environment(home, **{"TERM": "xterm", **env}),
            cwd=home,
            start_new_session=True,
            preexec_fn=_own_terminal,
        )
        os.close(theirs)

    def until(self, words: str, seconds: float = SECONDS) -> str:
        """Wait until the words are shown after what was awaited before; gives what came before them."""
        latest = time.monotonic() + seconds
        while (place := self.shown.find(words, self._seen)) < 0:
            if not self._read(latest - time.monotonic()):
                raise AssertionError(f"{words!r} was not shown after:\n{self.shown[self._seen :]}")
        before = self.shown[self._seen : place]
        self._seen = place + len(words)
        return before

    def enter(self, line: str) -> None:
        """Type a line and Enter, once the program has had time to hide it."""
        self.press(line + "\r")

    def press(self, keys: str) -> None:
        """Send keys as they are."""
        time.sleep(0.1)
        os.write(self._mine, keys.encode())

    def answer(self, words: str, line: str) -> str:
        """Wait for the words of a question and type the answer; gives what was shown before them."""
        before = self.until(words)
        self.until(self.prompt)
        self.enter(line)
        return before

    def end(self, seconds: float = SECONDS) -> int:
        """Wait until the program has ended; gives its exit status."""
        latest = time.monotonic() + seconds
        while self._read(latest - time.monotonic()):
            pass
        return self._process.wait(max(0.1, latest - time.monotonic()))

    def kill(self) -> None:
        """End it as `kill -9` does."""
        self._process.kill()
        self._process.wait()

    def _read(self, seconds: float) -> bool:
        if seconds <= 0 or not select.select([self._mine], [], [], seconds)[0]:
            return False
        try:
            piece = os.read(self._mine, 65536)
        except OSError:
            return False
        self.shown += piece.decode("utf-8", "replace")
        return bool(piece)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._process.poll() is None:
            self.kill()
        os.close(self._mine)


def _own_terminal() -> None:
    """In the child: the pseudo-terminal becomes the one that hidden questions are asked on."""
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)
