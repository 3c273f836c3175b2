"""The last unexpected mistake, as class and places in our own code. No message, no local variable, no path.

The hooks here replace those of Python that print tracebacks.
"""

from __future__ import annotations

import sys
import threading
from contextlib import suppress
from dataclasses import dataclass
from types import TracebackType
from typing import TYPE_CHECKING

from applicant_helper.guard import events

if TYPE_CHECKING:
    from sys import UnraisableHookArgs

OURS = "applicant_helper"
SENTENCE = (
    "Something unexpected stopped this command ({kind} at {place}). What was saved is safe. "
    "Please report these words; they hold nothing about you."
)
"""In English only: whatever went wrong may have been the translation."""


@dataclass(frozen=True, slots=True)
class Mistake:
    """The class of an exception and the lines of our code it went through, the deepest last."""

    kind: str
    frames: tuple[tuple[str, int], ...]

    @property
    def module(self) -> str:
        """The module of ours nearest to the mistake."""
        return self.frames[-1][0] if self.frames else "unknown"

    @property
    def line(self) -> int:
        """Its line there; 0 when none of our code was in it."""
        return self.frames[-1][1] if self.frames else 0

    @property
    def place(self) -> str:
        """Module and line as one word."""
        return f"{self.module}:{self.line}" if self.frames else self.module

    def sentence(self) -> str:
        """What the person is told."""
        return SENTENCE.format(kind=self.kind, place=self.place)


def mistake_of(error: BaseException) -> Mistake:
    """What may be told of an exception."""
    return Mistake(events.word(type(error).__name__), tuple(_own_frames(error.__traceback__)))


def _own_frames(trace: TracebackType | None) -> list[tuple[str, int]]:
    frames = []
    while trace is not None:
        module = str(trace.tb_frame.f_globals.get("__name__", ""))
        if module.partition(".")[0] == OURS:
            frames.append((module, trace.tb_lineno))
        trace = trace.tb_next
    return frames


def noted(error: BaseException) -> Mistake:
    """What may be told of an exception, also kept as an event."""
    found = mistake_of(error)
    events.mistake(found.kind, found.module, found.line)
    return found


def stand_by() -> None:
    """No exception prints a traceback from now on, whichever thread or clean-up it comes from."""
    sys.excepthook = _uncaught
    sys.unraisablehook = _unraisable
    threading.excepthook = _in_thread


def _uncaught(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    if issubclass(kind, KeyboardInterrupt):
        return
    with suppress(Exception):
        sys.stderr.write(noted(error.with_traceback(trace)).sentence() + "\n")


def _in_thread(told: threading.ExceptHookArgs) -> None:
    """Work in the background broke off; what it was for says so itself."""
    if told.exc_value is not None:
        with suppress(Exception):
            noted(told.exc_value)


def _unraisable(told: UnraisableHookArgs) -> None:
    """Clean-up broke off, perhaps while Python ends; nothing can be done about it."""
    if told.exc_value is not None:
        with suppress(Exception):
            noted(told.exc_value)
