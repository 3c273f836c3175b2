"""Keeps libraries from printing: what they log or warn of may quote a paper, so it never reaches the terminal."""

from __future__ import annotations

import logging
import re
import warnings
from pathlib import Path
from typing import TextIO

from applicant_helper.guard import events

LIBRARIES = (
    "PIL",
    "asyncio",
    "fontTools",
    "markdown_it",
    "onnxruntime",
    "pikepdf",
    "pillow_heif",
    "pypdfium2",
    "rapidocr",
    "reportlab",
    "requests",
    "textual",
    "urllib3",
)
_MONTHS = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|ene|abr|ago|dic)[a-z]*\.?"
_HIDDEN = (
    ("[e-mail]", re.compile(r"[\w.+'-]+@[\w-]+(?:\.[\w-]+)+")),
    (
        "[home]",
        re.compile(
            r"(?:/home/|(?:[a-z]:)?[/\\]Users[/\\]|/root\b)(?:[^\n/\\'\":,;]{0,64}(?=[/\\])|[^\s/\\'\":,;]*)",
            re.IGNORECASE,
        ),
    ),
    ("[receipt]", re.compile(r"\b[A-Za-z]{3}[- ]?\d{2}[- ]?\d{3}[- ]?\d{5}\b")),
    ("[a-number]", re.compile(r"\bA[-# ]{0,2}\d{2,3}[- ]?\d{3}[- ]?\d{3}\b", re.IGNORECASE)),
    ("[date]", re.compile(r"\b\d{4}[-/.]\d{1,2}[-/.]\d{1,2}\b|\b\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}\b")),
    (
        "[date]",
        re.compile(
            rf"\b\d{{1,2}}\.?(?:\s+de)?\s+{_MONTHS}(?:\s+de)?,?\s+\d{{4}}\b"
            rf"|\b{_MONTHS}\s+\d{{1,2}},?\s+\d{{4}}\b",
            re.IGNORECASE,
        ),
    ),
    ("[ssn]", re.compile(r"\b\d{3}[- ]\d{2}[- ]\d{4}\b")),
    ("[phone]", re.compile(r"(?:\+\d{1,3}[ .-]?)?\(?\b\d{2,4}\)?[ .-]\d{3,4}[ .-]\d{3,4}\b|\+\d{7,15}\b")),
    ("[number]", re.compile(r"\d{6,}")),
)


def redacted(text: str) -> str:
    """The text without what looks like a number of a person, a date, an e-mail address, a phone, a home folder.

    >>> redacted("A123-456-789 wrote to ana@example.org on 5 May 1990 about IOE0912345678")
    '[a-number] wrote to [e-mail] on [date] about [receipt]'
    """
    home = str(Path.home())
    if len(home) > 1:
        text = text.replace(home, "[home]")
    for name, pattern in _HIDDEN:
        text = pattern.sub(name, text)
    return text


class Redacting(logging.Filter):
    """Takes out of a record what may be about a person: arguments, the exception with its text, the path."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Redact the record; it always passes."""
        try:
            record.msg = redacted(record.getMessage())
        except Exception:  # noqa: BLE001 - a record that cannot be put together has no text worth keeping
            record.msg = ""
        record.args = None
        record.exc_info = record.exc_text = record.stack_info = None
        record.pathname = record.filename
        return True


class _ToEvents(logging.Handler):
    """Turns a record of a library into an event; its text is dropped."""

    def emit(self, record: logging.LogRecord) -> None:
        """Tell that a library spoke."""
        events.library_spoke(record.name.partition(".")[0], record.levelno, record.lineno)


def quiet() -> None:
    """Nothing that libraries log or warn of is printed from now on, and nothing about a record that fails."""
    logging.raiseExceptions = False
    logging.lastResort = None
    root = logging.getLogger()
    if not any(isinstance(kept, _ToEvents) for kept in root.handlers):
        handler = _ToEvents(logging.WARNING)
        handler.addFilter(Redacting())
        root.addHandler(handler)
        root.addFilter(Redacting())
    root.setLevel(logging.WARNING)
    for name in LIBRARIES:
        logging.getLogger(name).setLevel(logging.WARNING)
    warnings.showwarning = _kept_quiet


def _kept_quiet(
    message: Warning | str,
    category: type[Warning],
    filename: str,
    lineno: int,
    file: TextIO | None = None,
    line: str | None = None,
) -> None:
    events.library_spoke(category.__name__, logging.WARNING, lineno)
