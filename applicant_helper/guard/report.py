"""A report for the people who mend the program: versions and the place of a mistake. Written only when asked for."""

from __future__ import annotations

import importlib.metadata
import platform
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from applicant_helper import __version__
from applicant_helper.core.errors import ApplicantHelperError, ExitCode
from applicant_helper.core.marks import N_
from applicant_helper.guard.mistakes import Mistake
from applicant_helper.storage.fileops import write_new

LIBRARIES = (
    "click",
    "fonttools",
    "pikepdf",
    "Pillow",
    "pillow-heif",
    "pydantic",
    "PyNaCl",
    "pypdfium2",
    "reportlab",
    "textual",
    "uharfbuzz",
    "zxing-cpp",
)
REPORT_NOT_WRITTEN = N_("The report cannot be written to {file}. Choose a new name in another folder.")
FRAMES = 40


class ReportRefused(ApplicantHelperError):
    """The file named for the report is there already, or its folder cannot be written to."""

    exit_code = ExitCode.OUTPUT_EXISTS


def report_lines(mistake: Mistake | None = None) -> tuple[str, ...]:
    """The whole report. In English, for whoever reads it; nothing of a case, no name of a file or folder."""
    return tuple(_lines(mistake))


def _lines(mistake: Mistake | None) -> Iterator[str]:
    yield f"applicant-helper {__version__}"
    yield f"system: {platform.system()} {platform.release()} {platform.machine()}"
    yield f"python: {platform.python_implementation()} {platform.python_version()}"
    yield f"sqlite: {sqlite3.sqlite_version}"
    for name in LIBRARIES:
        yield f"{name}: {_version(name)}"
    if mistake is None:
        return
    yield f"mistake: {mistake.kind}"
    for module, line in mistake.frames[-FRAMES:]:
        yield f"  {module}:{line}"


def _version(name: str) -> str:
    try:
        return importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        return "-"


def save_report(path: Path, lines: tuple[str, ...]) -> None:
    """Write a report that was shown to a new private file. Raises ReportRefused."""
    try:
        write_new(path, ("".join(line + "\n" for line in lines).encode(),))
    except OSError as cause:
        raise ReportRefused("report-not-written", REPORT_NOT_WRITTEN, {"file": str(path)}) from cause
