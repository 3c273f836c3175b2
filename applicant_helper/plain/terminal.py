"""The real input and output of line mode: a terminal, a screen reader's terminal, or a pipe."""

from __future__ import annotations

import getpass
import io
import os
import sys
import time


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


def read_hidden(prompt: str) -> str | None:
    """One line that the terminal does not show; None at the end of input."""
    if not sys.stdin.isatty():
        return read_line(prompt)
    try:
        return getpass.getpass(prompt)
    except EOFError:
        return None


def key_within(prompt: str, seconds: float) -> bool:
    """Show the prompt and wait for a first key; False when none came in time."""
    if not sys.stdin.isatty():
        return True
    sys.stdout.write(prompt)
    sys.stdout.flush()
    if sys.platform == "win32":
        import msvcrt

        until = time.monotonic() + seconds
        while time.monotonic() < until:
            if msvcrt.kbhit():
                return True
            time.sleep(0.05)
        return False
    import select

    return bool(select.select([sys.stdin], [], [], seconds)[0])


def write(line: str) -> None:
    """Append one line at once."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def leave_a_closed_pipe() -> None:
    """Python flushes standard output once more at its end; when nobody reads, that must not complain."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
