"""Small factories for cases in a temporary folder."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from applicant_helper.core.answers import JsonValue
from applicant_helper.storage.cases import create_case, open_case
from applicant_helper.storage.store import CaseStore

NOW = datetime(2026, 11, 25, 9, 30, tzinfo=UTC)
RECORDS: dict[str, JsonValue] = {
    "people/maria/lpr_date": {"value": "2022-02-10", "state": "known"},
    "people/maria/legal_name": {"family": "Peña Ortiz", "given": "Maria"},
}


def later(minutes: float) -> datetime:
    """A moment after `NOW`."""
    return NOW + timedelta(minutes=minutes)


def make_case(folder: Path, label: str = "case-7f3a") -> CaseStore:
    """A new case with two records, open for writing."""
    return create_case(folder, label, now=NOW, records=RECORDS, session="test")


def closed_case(folder: Path, label: str = "case-7f3a") -> Path:
    """The folder of a new case that nobody has open."""
    with make_case(folder, label) as store:
        return store.path


def reopen(path: Path, *, minutes: float = 1, read_only: bool = False) -> CaseStore:
    """The case at `path`, opened a little later."""
    return open_case(path, now=later(minutes), session="test", read_only=read_only)


def make_file(folder: Path, data: bytes = b"%PDF-1.7 a paper", name: str = "paper.pdf") -> Path:
    """A file outside the case."""
    path = folder / name
    path.write_bytes(data)
    return path


def files_under(folder: Path) -> dict[str, bytes]:
    """Every file below `folder` by relative name, to compare before and after."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
