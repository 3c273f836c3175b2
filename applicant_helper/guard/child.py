"""One guarded child process that answers one request at a time, by lines of JSON on its standard streams."""

from __future__ import annotations

import json
import os
import queue
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from types import TracebackType
from typing import Any, Self

MAX_ANSWER = 4_000_000
REPLACE_AFTER = 50
GLANCE = 0.1


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
        self._answers: queue.Queue[bytes] = queue.Queue()
        self._served = 0

    def ask(
        self, request: Mapping[str, Any], seconds: float, stopped: Callable[[], bool] = lambda: False
    ) -> dict[str, Any]:
        """The child's answer. Raises ChildGone, ChildTooSlow, ChildStopped; the next request gets a new child."""
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
                return self._answers.get(timeout=max(0.001, min(left, GLANCE)))
            except queue.Empty as cause:
                if left <= GLANCE or stopped():
                    self.end()
                    raise (ChildStopped if stopped() else ChildTooSlow) from cause

    def _read(self, answer: bytes) -> dict[str, Any]:
        if not answer or len(answer) > MAX_ANSWER:
            self.end()
            raise ChildGone
        found = json.loads(answer)
        assert isinstance(found, dict)
        self._served += not found.get("step")
        if self._served >= self._replace_after:
            self.end()
        return found

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is None:
            self._answers = queue.Queue()
            self._served = 0
            self._process = subprocess.Popen(  # noqa: S603 - our own module, fixed arguments
                # -P: modules are not searched for in the folder the person happens to stand in.
                [sys.executable, "-P", "-m", self._module],
                env=_environment(),
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


def _environment() -> dict[str, str]:
    """Ours, with the place of this package first, so that the child is of the same version."""
    here = str(Path(__file__).resolve().parents[2])
    known = os.environ.get("PYTHONPATH")
    return {**os.environ, "PYTHONPATH": os.pathsep.join([here, known] if known else [here])}


def _listen(process: subprocess.Popen[bytes], answers: queue.Queue[bytes]) -> None:
    """Pass lines on; an empty line says that the child is gone."""
    assert process.stdout is not None
    try:
        for line in iter(lambda: process.stdout.readline(MAX_ANSWER + 1), b""):  # type: ignore[union-attr]
            answers.put(line)
    except (OSError, ValueError):
        pass
    answers.put(b"")
