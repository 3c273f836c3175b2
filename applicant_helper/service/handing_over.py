"""A whole case as one file that travels on a stick, and back."""

from __future__ import annotations

from pathlib import Path

from applicant_helper.service.desk import Desk
from applicant_helper.storage.handover import export_case
from applicant_helper.storage.intake import import_case


def hand_over(desk: Desk, case: Path, target: Path) -> None:
    """Write a case to one `.ahcx` file; it is read back and compared before this returns."""
    session = desk.open(case, read_only=True)
    try:
        export_case(session.store, target)
    finally:
        session.close()


def take_over(desk: Desk, source: Path, label: str | None = None) -> str:
    """Take a `.ahcx` file in as a case of this computer; returns its label here."""
    store = import_case(source, desk.folder, now=desk.now(), session=desk.session_id, label=label)
    try:
        return store.label
    finally:
        store.close()
