"""Looks into the contents of a page: the dpi of pictures, whether there is text, whether something covers text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pikepdf import Stream

from applicant_helper.packet.papers.paper import Box


@dataclass(frozen=True, slots=True)
class Seen:
    """What a look found."""

    dpi: float | None = None
    has_text: bool = False
    covered_text: bool = False


class Looker:
    """Looks at pages of one document."""

    def __init__(self, hidden: frozenset[tuple[int, int]]) -> None:
        self._hidden = hidden

    def look(self, streams: Sequence[Stream], resources: Any, box: Box, unit: float) -> Seen:
        """What the page shows."""
        return Seen()
