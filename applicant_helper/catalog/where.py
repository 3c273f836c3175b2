"""Finds the data folders: inside an installed wheel, or at the top level of a source checkout."""

from __future__ import annotations

from pathlib import Path

PACKAGE = Path(__file__).resolve().parent.parent


def data_root() -> Path:
    """The folder that holds `forms/`, `checklists/` and `locales/`."""
    inside = PACKAGE / "_data"
    return inside if (inside / "forms").is_dir() else PACKAGE.parent
