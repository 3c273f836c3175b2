"""Removing a case from this computer."""

from __future__ import annotations

from pathlib import Path

from applicant_helper.storage.wipe import WipeReport
from applicant_helper.storage.wipe import wipe as wipe_case


def wipe(path: Path) -> WipeReport:
    """Remove a case; the report says what was removed and what cannot be reached from here."""
    return wipe_case(path)
