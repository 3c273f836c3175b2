"""How the tests start the program as a person does."""

from __future__ import annotations

import os
from pathlib import Path


def environment(home: Path, **more: str) -> dict[str, str]:
    """The environment of a command whose cases lie in `home`."""
    return {**os.environ, "APPLICANT_HELPER_HOME": str(home), "LANG": "C.UTF-8", **more}
