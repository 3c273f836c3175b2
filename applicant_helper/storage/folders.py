"""Where cases and rebuildable data live on this computer."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

_NAME = "applicant-helper"
HOME_VARIABLE = "APPLICANT_HELPER_HOME"


@dataclass(frozen=True, slots=True)
class Folders:
    """`cases` holds the case folders; everything in `cache` can be rebuilt. Neither need exist yet."""

    cases: Path
    cache: Path


def environment() -> Mapping[str, str]:
    """The environment of this process; the only place of the room that reads it."""
    return os.environ


def folders_for(environ: Mapping[str, str]) -> Folders:
    """The folders of the system, or those under `APPLICANT_HELPER_HOME` when that is set and not empty."""
    home = environ.get(HOME_VARIABLE, "").strip()
    if home:
        return Folders(Path(home).expanduser() / "cases", Path(home).expanduser() / "cache")
    # Imported here: starting the program for its version must not load it.
    from platformdirs import PlatformDirs

    dirs = PlatformDirs(_NAME, appauthor=False, roaming=False)
    return Folders(Path(dirs.user_data_dir) / "cases", Path(dirs.user_cache_dir))
