"""A whole case as one file that travels on a stick, and back."""

from __future__ import annotations

from pathlib import Path

from applicant_helper.service.desk import Desk
from applicant_helper.storage.handover import export_handover, import_handover


def hand_over(desk: Desk, case: Path, target: Path) -> None:
    """Write a case to one `.ahcx` file; it is read back and compared before this returns."""
    export_handover(case, target, now=desk.now(), session=desk.session_id)


def take_over(desk: Desk, source: Path) -> Path:
    """Take a `.ahcx` file in as a case of this computer. Nothing is written outside the cases folder."""
    return import_handover(source, desk.folder, now=desk.now())
