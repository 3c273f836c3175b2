"""Drives line mode with typed lines and gives back what it wrote."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

from applicant_helper.catalog.load import load_catalog
from applicant_helper.plain.face import run
from applicant_helper.plain.talk import Talk
from applicant_helper.service.desk import Desk
from applicant_helper.service.session import Session

NOW = datetime(2026, 11, 25, 9, 30, tzinfo=UTC)
CATALOG = load_catalog()


def make_desk(folder: Path) -> Desk:
    """The cases of one folder at a fixed moment."""
    return Desk(folder / "cases", lambda: NOW, CATALOG)


def make_session(folder: Path, form: str = "us/n-400") -> Session:
    """A new case with its form chosen."""
    session = make_desk(folder).create("test-case")
    session.start_filing(form)
    return session


class Conversation:
    """Typed lines in, written lines out; the input ends after the last typed line."""

    def __init__(self, typed: Sequence[str]) -> None:
        self.written: list[str] = []
        self._typed: Iterator[str] = iter(typed)
        self.talk = Talk(self._read, self.written.append)

    def _read(self, prompt: str) -> str | None:
        return next(self._typed, None)

    def left(self) -> list[str]:
        """The typed lines nobody asked for."""
        return list(self._typed)

    def text(self) -> str:
        """Everything written."""
        return "\n".join(self.written)


def converse(
    desk: Desk, session: Session | None, typed: Sequence[str], out: Path | None = None
) -> Conversation:
    """Run the whole face on typed lines."""
    talking = Conversation(typed)
    assert run(desk, session, talking.talk.read_line, talking.written.append, out) == 0
    return talking
