"""One deciding part of a result, for "why is this on my list"."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Reason:
    """How the part was written, what it came to, and the facts underneath."""

    subject: str
    value: str
    facts: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.subject} is {self.value}"
