"""Where cases and caches lie on this computer."""

from __future__ import annotations

from pathlib import Path

import platformdirs

NAME = "applicant-helper"


def cases_folder(home: Path | None) -> Path:
    """The folder of the cases; inside `home` when one was chosen."""
    return (home / "cases") if home is not None else Path(platformdirs.user_data_dir(NAME)) / "cases"


def cache_folder(home: Path | None) -> Path:
    """The folder of things that can be made again, such as fonts cut to size."""
    return (home / "cache") if home is not None else Path(platformdirs.user_cache_dir(NAME))
