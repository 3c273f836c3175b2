"""What the program did, as events with counts and durations. Never holds a value, a path, a file name or a label.

Nothing is written unless the person asks for a log. Only this module writes it; every event has its own function,
so there is no way to pass a sentence.
"""

from __future__ import annotations

import json
import re
from contextlib import suppress
from pathlib import Path
from time import perf_counter
from typing import IO

from applicant_helper.core.errors import ApplicantHelperError, ExitCode
from applicant_helper.core.marks import N_
from applicant_helper.storage.fileops import create_private

LOG_EXISTS = N_("There is a file called {file} already. Choose a new name for the log.")
LOG_NOT_WRITTEN = N_("The log cannot be written to {file}. Choose another folder.")
OTHER = "other"
_WORD = re.compile(r"(?!(?:\D*\d){5})[A-Za-z][A-Za-z0-9_.-]{0,79}")
"""With five digits it may be a number of a person."""


class LogRefused(ApplicantHelperError):
    """The file named for the log cannot be used."""

    exit_code = ExitCode.OUTPUT_EXISTS


class _Log:
    """The log of this process, when there is one."""

    def __init__(self) -> None:
        self.began = perf_counter()
        self.file: IO[str] | None = None
        self.is_silent = False


_LOG = _Log()


def write_to(path: Path) -> None:
    """Write events to a new private file from now on. Raises LogRefused."""
    try:
        create_private(path)
        file = path.open("a", encoding="ascii")
    except FileExistsError as cause:
        raise LogRefused("log-exists", LOG_EXISTS, {"file": str(path)}) from cause
    except OSError as cause:
        raise LogRefused("log-not-written", LOG_NOT_WRITTEN, {"file": str(path)}) from cause
    stop()
    _LOG.file = file


def stop() -> None:
    """Write no more events; what was written stays."""
    file, _LOG.file = _LOG.file, None
    if file is not None:
        with suppress(OSError):
            file.close()


def be_silent() -> None:
    """From now on this process writes no log and offers no report: a protected case, or a computer of others."""
    if not _LOG.is_silent:
        _write("silent")
    stop()
    _LOG.is_silent = True


def is_silent() -> bool:
    """Whether nothing may be written about this run any more."""
    return _LOG.is_silent


def now() -> float:
    """Where a duration starts; hand it to the event as `since`."""
    return perf_counter()


def started(command: str) -> None:
    """A command, by its name; or a face."""
    _write("started", command=word(command))


def ended(status: int) -> None:
    """The command ended with this exit status."""
    _write("ended", status=status)


def case_opened(*, records: int, since: float) -> None:
    """A case was read."""
    _write("case_opened", records=records, ms=_ms(since))


def papers_read(*, count: int, refused: int, since: float) -> None:
    """Papers were taken in or turned away."""
    _write("papers_read", count=count, refused=refused, ms=_ms(since))


def packet_built(*, pages: int, parts: int, since: float) -> None:
    """A packet was written."""
    _write("packet_built", pages=pages, parts=parts, ms=_ms(since))


def refused(code: str) -> None:
    """Something was not done, for a reason the program knows."""
    _write("refused", code=word(code))


def mistake(kind: str, module: str, line: int) -> None:
    """Something unexpected: the class, and the place in our code."""
    _write("mistake", kind=word(kind), module=word(module), line=line)


def library_spoke(library: str, level: int, line: int) -> None:
    """A library had something to say; what it said is not kept."""
    _write("library", library=word(library), level=level, line=line)


def word(text: str) -> str:
    """A name out of the source code; whatever does not look like one is not written."""
    return text if _WORD.fullmatch(text) else OTHER


def _ms(since: float) -> int:
    return round((perf_counter() - since) * 1000)


def _write(event: str, **facts: str | int) -> None:
    file = _LOG.file
    if file is None or _LOG.is_silent:
        return
    line = json.dumps({"at_ms": _ms(_LOG.began), "event": event, **facts})
    # A full disk must not stop the work that the log is about.
    with suppress(OSError, ValueError):
        file.write(line + "\n")
        file.flush()
