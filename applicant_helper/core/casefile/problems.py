"""What is wrong with a case file, collected instead of raised, so that everything is told at once."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from applicant_helper.core.marks import N_

UNKNOWN_KEY = N_('"{key}" is not a name used here. Did you mean "{nearest}"?')
UNKNOWN_KEY_NO_GUESS = N_('"{key}" is not a name used here. Take it out, or check the spelling.')
BOOLEAN_KEY = N_("A name here was read as yes or no. Put it in quotation marks.")


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that could not be taken in. `path` leads to it, such as `people.maria.lpr_date`."""

    path: str
    message: str
    params: Mapping[str, str] = field(default_factory=dict)


class Problems:
    """Collects problems while one case file is read."""

    def __init__(self) -> None:
        self.found: list[Problem] = []

    def add(self, path: str, message: str, params: Mapping[str, str] | None = None) -> None:
        """Note that the thing at `path` could not be taken in."""
        self.found.append(Problem(path, message, dict(params or {})))

    def unknown_key(self, path: str, key: object, known: Iterable[str]) -> None:
        """Note a key nobody uses, with the nearest one that exists."""
        if isinstance(key, bool):
            self.add(path, BOOLEAN_KEY)
            return
        nearest = difflib.get_close_matches(str(key), list(known), n=1)
        place = f"{path}.{key}" if path else str(key)
        if nearest:
            self.add(place, UNKNOWN_KEY, {"key": str(key), "nearest": nearest[0]})
        else:
            self.add(place, UNKNOWN_KEY_NO_GUESS, {"key": str(key)})
