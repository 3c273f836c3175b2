"""Where cases and caches lie on this computer; a folder from the command line wins over the environment."""

from __future__ import annotations

from pathlib import Path

from applicant_helper.storage.folders import HOME_VARIABLE, environment, folders_for


def cases_folder(home: Path | None) -> Path:
    """The folder of the cases; inside `home` when one was chosen."""
    return folders_for({HOME_VARIABLE: str(home)} if home is not None else environment()).cases


def cache_folder(home: Path | None) -> Path:
    """The folder of things that can be made again, such as fonts cut to size."""
    return folders_for({HOME_VARIABLE: str(home)} if home is not None else environment()).cache
