"""Every page and every line of the contents of one file, as data. Drawing and joining decide nothing.

Printed number, page label, index entry, bookmark and link all come from here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from applicant_helper.packet.geometry import Size
from applicant_helper.packet.model import Key
from applicant_helper.packet.outline import Block, Kind, Line, Volume

if TYPE_CHECKING:
    from applicant_helper.catalog.destinations import PacketProfile


@dataclass(frozen=True, slots=True)
class Counts:
    """How many pages each drawn thing takes, by kind, package and statement; one page unless said."""

    pages: Mapping[tuple[Kind, int, int], int] = field(default_factory=dict)

    def of(self, block: Block) -> int:
        """Pages of a drawn block."""
        return self.pages.get((block.kind, block.place, block.ref), 1)


@dataclass(frozen=True, slots=True)
class PlannedPage:
    """One page. `number` is the printed one; `entry` the place in `entries` of what it belongs to.

    `source_page` counts from 0 within the paper, `sheet` within a drawn thing of several pages.
    """

    number: int
    kind: Kind
    size: Size
    stamp: str
    part: int
    place: int = 0
    ref: int = 0
    sheet: int = 0
    entry: int | None = None
    key: Key | None = None
    source_page: int = 0


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the index with its pages, first to last inclusive, and the part (from 0) that it begins in."""

    line: Line
    first: int
    last: int
    part: int

    @property
    def level(self) -> int:
        """-1 form of several, 0 exhibit or form, 1 paper."""
        return self.line.level

    @property
    def label(self) -> str:
        """Such as B-2."""
        return self.line.label

    @property
    def title(self) -> str:
        """What it is."""
        return self.line.title

    @property
    def pages(self) -> str:
        """The pages as the index prints them."""
        return str(self.first) if self.first == self.last else f"{self.first}–{self.last}"


@dataclass(frozen=True, slots=True)
class Cut:
    """A new part begins before page `page` (from 0) of block `block`."""

    block: int
    page: int


@dataclass(frozen=True, slots=True)
class Part:
    """The printed numbers of a part's first and last page; `inside` says what it begins in the middle of."""

    first: int
    last: int
    inside: str = ""


@dataclass(frozen=True, slots=True)
class PacketPlan:
    """Every page and every line of the index of one volume."""

    volume: Volume
    profile: PacketProfile
    pages: tuple[PlannedPage, ...]
    entries: tuple[Entry, ...]
    parts: tuple[Part, ...]

    @property
    def total(self) -> int:
        """The number of pages of all parts."""
        return len(self.pages)

    def index_pages(self) -> tuple[PlannedPage, ...]:
        """The pages of the contents."""
        return tuple(p for p in self.pages if p.kind is Kind.INDEX)

    def of_part(self, part: int) -> tuple[PlannedPage, ...]:
        """The pages of one part."""
        return tuple(p for p in self.pages if p.part == part)

    def papers_of(self, place: int) -> tuple[Entry, ...]:
        """The papers of the exhibit at `place` of the entries."""
        inside = []
        for entry in self.entries[place + 1 :]:
            if entry.level <= self.entries[place].level:
                break
            inside.append(entry)
        return tuple(inside)
