"""The real input and output of line mode: a terminal, a screen reader's terminal, or a pipe."""

from __future__ import annotations

import io
import os
import sys


def never_stop_at_a_character() -> None:
    """A letter the terminal cannot show or send becomes a substitute instead of an end."""
    for stream in (sys.stdin, sys.stdout):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


def read_line(prompt: str) -> str | None:
    """One line; None at the end of input. A pipe is not prompted, so that written lines stay whole."""
    if not sys.stdin.isatty():
        line = sys.stdin.readline()
        return line.rstrip("\r\n") if line else None
    try:
        return input(prompt)
    except EOFError:
        return None


def write(line: str) -> None:
    """Append one line at once."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def leave_a_closed_pipe() -> None:
    """Python flushes standard output once more at its end; when nobody reads, that must not complain."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
