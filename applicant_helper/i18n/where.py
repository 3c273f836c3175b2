"""Where the catalogues are: compiled inside an installed package, as PO files in a source checkout."""

from __future__ import annotations

from pathlib import Path

from applicant_helper.catalog.where import data_root

_CACHE: list[Path] = []


def locales_folder() -> Path:
    """The folder that holds one folder per language."""
    return data_root() / "locales"


def set_cache_folder(folder: Path | None) -> None:
    """Keep compiled catalogues of a source checkout in `folder`; None compiles them anew at each start."""
    _CACHE[:] = [] if folder is None else [folder]


def cache_folder() -> Path | None:
    """The folder given to `set_cache_folder`, if any."""
    return _CACHE[0] if _CACHE else None
