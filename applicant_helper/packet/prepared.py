"""A paper that is ready to go in, and the codes of what was done to it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from applicant_helper.packet.geometry import Box, Size, seen_size


@dataclass(frozen=True, slots=True)
class SourcePage:
    """A page of a paper: the box that is seen in user space, its turn in degrees, the size of a unit in points."""

    box: Box
    rotate: int = 0
    unit: float = 1.0
    dpi: float | None = None
    has_text: bool = False
    covered_text: bool = False

    @property
    def size(self) -> Size:
        """As a reader sees it."""
        return seen_size(self.box, self.rotate, self.unit)


@dataclass(frozen=True, slots=True)
class Prepared:
    """A plain PDF: `first` is the page of `path` (from 1) that the paper's first page is."""

    path: Path
    pages: tuple[SourcePage, ...]
    codes: tuple[str, ...]
    digest: str
    first: int = 1
