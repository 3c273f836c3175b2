"""One guarded child process that answers one request at a time, by lines of JSON on its standard streams."""

from __future__ import annotations

import json
import os
import queue
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Self

from applicant_helper.guard.memory import resident_bytes

MAX_ANSWER = 4_000_000
MAX_TOLD = 4 * MAX_ANSWER
"""Bytes that a child may write for one request, all lines together."""
REPLACE_AFTER = 50
GLANCE = 0.05
CALL_BACK = 1.0
OUT_OF_TIME = getattr(signal, "SIGXCPU", None)
SILENCED = {"ORT_DISABLE_TELEMETRY": "1"}
"""Without it ONNX Runtime keeps a number of this computer and a list of its runs, and tries to send them."""


class ChildGone(Exception):
    """The child ended or broke its limits while working on a request."""


class ChildTooSlow(Exception):
    """The child did not answer in time; it was ended."""


class ChildStopped(Exception):
    """The person did not want to wait for the answer; the child was ended."""


class Child:
    """A child running `python -m <module>`; started when first needed, replaced after trouble or much use."""

    def __init__(self, module: str, replace_after: int = REPLACE_AFTER) -> None:
        self._module = module
        self._replace_after = replace_after
        self._process: subprocess.Popen[bytes] | None = None
        self._answers = _Answers()
        self._served = 0
        self._most_resident: int | None = None

    def ask(
        self,
        request: Mapping[str, Any],
        seconds: float,
        stopped: Callable[[], bool] = lambda: False,
        *,
        most_resident: int | None = None,
    ) -> dict[str, Any]:
        """The child's answer. Raises ChildGone, ChildTooSlow, ChildStopped; the next request gets a new child.

        A child that comes to hold more than `most_resident` bytes of memory is ended.
        """
        self._most_resident = most_resident
        self._send(request)
        return self._read(self._wait(seconds, stopped))

    def follow(
        self,
        request: Mapping[str, Any],
        seconds: Callable[[], float],
        stopped: Callable[[], bool] = lambda: False,
    ) -> Iterator[dict[str, Any]]:
        """Everything the child tells of one request, up to and with the answer that is `last`.

        `seconds` says how long the next line may take. Raises as `ask` does.
        """
        self._most_resident = None
        self._send(request)
        told: dict[str, Any] = {}
        while not told.get("last"):
            told = self._read(self._wait(seconds(), stopped))
            yield told

    def _send(self, request: Mapping[str, Any]) -> None:
        process = self._running()
        line = json.dumps(dict(request)).encode() + b"\n"
        try:
            assert process.stdin is not None
            self._answers.room = MAX_TOLD
            process.stdin.write(line)
            process.stdin.flush()
        except OSError as cause:
            self.end()
            raise ChildGone from cause

    def _wait(self, seconds: float, stopped: Callable[[], bool]) -> bytes:
        latest = time.monotonic() + seconds
        while True:
            left = latest - time.monotonic()
            try:
                return self._answers.lines.get(timeout=max(0.001, min(left, GLANCE)))
            except queue.Empty as cause:
                if left <= GLANCE or stopped():
                    self.end()
                    raise (ChildStopped if stopped() else ChildTooSlow) from cause
                if self._holds_too_much():
                    self.end()
                    raise ChildGone from cause

    def _holds_too_much(self) -> bool:
        if self._most_resident is None or self._process is None:
            return False
        return (resident_bytes(self._process) or 0) > self._most_resident

    def _read(self, answer: bytes) -> dict[str, Any]:
        if not answer:
            raise self._gone()
        try:
            found = json.loads(answer) if len(answer) <= MAX_ANSWER else None
        except (ValueError, RecursionError):
            found = None
        if not isinstance(found, dict):
            self.end()
            raise ChildGone
        self._served += not found.get("step")
        if self._served >= self._replace_after:
            self.end()
        return found

    def _gone(self) -> ChildGone | ChildTooSlow:
        """What became of a child that stopped answering: the system ends it when its processor time is up."""
        process = self._process
        with suppress(subprocess.TimeoutExpired):
            if process is not None:
                process.wait(CALL_BACK)
        is_out_of_time = (
            process is not None and OUT_OF_TIME is not None and process.returncode == -OUT_OF_TIME
        )
        self.end()
        return ChildTooSlow() if is_out_of_time else ChildGone()

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is None:
            self._answers = _Answers()
            self._served = 0
            self._process = subprocess.Popen(  # noqa: S603 - our own module, fixed arguments
                # -P: modules are not searched for in the folder the person happens to stand in.
                [sys.executable, "-P", "-m", self._module],
                env=_environment(),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
            )
            assert self._process.stdout is not None
            threading.Thread(target=self._answers.listen, args=(self._process.stdout,), daemon=True).start()
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


def _environment() -> dict[str, str]:
    """Ours, with the place of this package first, so that the child is of the same version."""
    here = str(Path(__file__).resolve().parents[2])
    known = os.environ.get("PYTHONPATH")
    return {**os.environ, **SILENCED, "PYTHONPATH": os.pathsep.join([here, known] if known else [here])}


class _Answers:
    """Lines of a child as they come, bounded; an empty line says that no more will come."""

    def __init__(self) -> None:
        self.lines: queue.Queue[bytes] = queue.Queue()
        self.room = MAX_TOLD
        """Bytes the child may still write; set anew for each request."""

    def listen(self, stream: IO[bytes]) -> None:
        """Pass lines on until the child is gone or has written too much."""
        with suppress(OSError, ValueError):
            for line in iter(lambda: stream.readline(MAX_ANSWER + 1), b""):
                self.room -= len(line)
                if self.room < 0:
                    break
                self.lines.put(line)
        self.lines.put(b"")
