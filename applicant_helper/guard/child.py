"""One guarded child process that answers one request at a time, by lines of JSON on its standard streams."""

from __future__ import annotations

import json
import queue
import subprocess
import sys
import threading
from collections.abc import Mapping
from types import TracebackType
from typing import Any, Self

MAX_ANSWER = 4_000_000
REPLACE_AFTER = 50


class ChildGone(Exception):
    """The child ended or broke its limits while working on a request."""


class ChildTooSlow(Exception):
    """The child did not answer in time; it was ended."""


class Child:
    """A child running `python -m <module>`; started when first needed, replaced after trouble or much use."""

    def __init__(self, module: str) -> None:
        self._module = module
        self._process: subprocess.Popen[bytes] | None = None
        self._answers: queue.Queue[bytes] = queue.Queue()
        self._served = 0

    def ask(self, request: Mapping[str, Any], seconds: float) -> dict[str, Any]:
        """The child's answer. Raises ChildGone, ChildTooSlow; the next request gets a new child then."""
        process = self._running()
        line = json.dumps(dict(request)).encode() + b"\n"
        try:
            assert process.stdin is not None
            process.stdin.write(line)
            process.stdin.flush()
        except OSError as cause:
            self.end()
            raise ChildGone from cause
        try:
            answer = self._answers.get(timeout=seconds)
        except queue.Empty as cause:
            self.end()
            raise ChildTooSlow from cause
        return self._read(answer)

    def _read(self, answer: bytes) -> dict[str, Any]:
        if not answer or len(answer) > MAX_ANSWER:
            self.end()
            raise ChildGone
        self._served += 1
        if self._served >= REPLACE_AFTER:
            self.end()
        found = json.loads(answer)
        assert isinstance(found, dict)
        return found

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is None:
            self._answers = queue.Queue()
            self._served = 0
            self._process = subprocess.Popen(  # noqa: S603 - our own module, fixed arguments
                [sys.executable, "-m", self._module],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
            )
            threading.Thread(target=_listen, args=(self._process, self._answers), daemon=True).start()
        return self._process

    def end(self) -> None:
        """End the child; safe to call twice."""
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        process.wait()
        for stream in (process.stdin, process.stdout):
            if stream is not None:
                stream.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.end()


def _listen(process: subprocess.Popen[bytes], answers: queue.Queue[bytes]) -> None:
    """Pass lines on; an empty line says that the child is gone."""
    assert process.stdout is not None
    try:
        for line in iter(lambda: process.stdout.readline(MAX_ANSWER + 1), b""):  # type: ignore[union-attr]
            answers.put(line)
    except (OSError, ValueError):
        pass
    answers.put(b"")
