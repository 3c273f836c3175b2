"""Numbers every page of one file. Pure: the same papers give the same plan."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from applicant_helper.packet.geometry import sheet_for, sheet_of
from applicant_helper.packet.model import Key
from applicant_helper.packet.outline import Block, Kind, Volume
from applicant_helper.packet.plan import Counts, Cut, Entry, PacketPlan, Part, PlannedPage
from applicant_helper.packet.prepared import Prepared

if TYPE_CHECKING:
    from applicant_helper.catalog.destinations import PacketProfile


def make_plan(
    volume: Volume,
    profile: PacketProfile,
    prepared: Mapping[Key, Prepared],
    counts: Counts,
    cuts: Sequence[Cut] = (),
) -> PacketPlan:
    """Number a volume. Papers that were not prepared must not be in it. Raises KeyError for those."""
    return _Planner(volume, profile, prepared, counts, frozenset(cuts)).plan()


def page_counts(
    volume: Volume, prepared: Mapping[Key, Prepared], counts: Counts
) -> Iterator[tuple[int, Block, int]]:
    """Every block with its place and how many pages it has."""
    for place, block in enumerate(volume.blocks):
        if block.kind is Kind.HEADING:
            yield place, block, 0
        elif block.document is not None:
            yield place, block, len(prepared[block.document.key].pages)
        else:
            yield place, block, counts.of(block)


class _Planner:
    def __init__(
        self,
        volume: Volume,
        profile: PacketProfile,
        prepared: Mapping[Key, Prepared],
        counts: Counts,
        cuts: frozenset[Cut],
    ) -> None:
        self.volume = volume
        self.profile = profile
        self.prepared = prepared
        self.counts = counts
        self.cuts = cuts
        self.sheet = sheet_of(profile)
        self.pages: list[PlannedPage] = []
        self.entries: list[Entry] = []
        self.starts: list[tuple[int, str]] = [(1, "")]

    def plan(self) -> PacketPlan:
        for place, block, count in page_counts(self.volume, self.prepared, self.counts):
            entry = self._open(block)
            for page in range(count):
                if Cut(place, page) in self.cuts:
                    self._new_part(block, page)
                    if page == 0 and entry is not None:
                        self._begin_here(entry)
                self._page(block, page, entry)
            if entry is not None:
                self.entries[entry] = replace(self.entries[entry], last=max(self._next() - 1, 1))
        self._close()
        total = len(self.pages)
        pages = tuple(self._stamped(page, total) for page in self.pages)
        return PacketPlan(self.volume, self.profile, pages, tuple(self.entries), self._parts())

    def _next(self) -> int:
        return len(self.pages) + 1

    @property
    def _part(self) -> int:
        return len(self.starts) - 1

    def _open(self, block: Block) -> int | None:
        """The entry that the block's pages belong to."""
        if block.line is None:
            return None
        self.entries.append(Entry(block.line, self._next(), self._next(), self._part))
        return len(self.entries) - 1

    def _begin_here(self, entry: int) -> None:
        """Headings right before a new part belong to what follows them."""
        page = self._next()
        while entry >= 0 and self.entries[entry].first >= page - 1:
            self.entries[entry] = replace(self.entries[entry], first=page, part=self._part)
            entry -= 1

    def _new_part(self, block: Block, page: int) -> None:
        inside = ""
        if page and block.line is not None:
            inside = ", ".join(t for t in (block.tab, block.line.title) if t)
        self.starts.append((self._next(), inside))
        self.pages.append(PlannedPage(self._next(), Kind.PART, self.sheet, "", self._part))

    def _page(self, block: Block, page: int, entry: int | None) -> None:
        number, part = self._next(), self._part
        if block.document is None:
            self.pages.append(
                PlannedPage(
                    number, block.kind, self.sheet, block.tab, part, block.place, block.ref, page, entry
                )
            )
            return
        key = block.document.key
        seen = self.prepared[key].pages[page].size
        keeps = block.kind is Kind.FORM or self.profile.page.size == "keep"
        size = seen if keeps else sheet_for(self.sheet, *seen)
        self.pages.append(
            PlannedPage(
                number, block.kind, size, block.tab, part, block.place, 0, 0, entry, key, source_page=page
            )
        )

    def _close(self) -> None:
        """A heading ends where the last thing under it ends."""
        for place, entry in enumerate(self.entries):
            last = entry.last
            for other in self.entries[place + 1 :]:
                if other.level <= entry.level:
                    break
                last = max(last, other.last)
            self.entries[place] = replace(entry, last=max(last, entry.first))

    def _parts(self) -> tuple[Part, ...]:
        ends = [first - 1 for first, _ in self.starts[1:]] + [len(self.pages)]
        return tuple(Part(first, end, inside) for (first, inside), end in zip(self.starts, ends, strict=True))

    def _stamped(self, page: PlannedPage, total: int) -> PlannedPage:
        rules = self.profile.stamp
        if page.kind is Kind.FORM or rules.mode == "none":
            return replace(page, stamp="")
        text = rules.template.format(tab=page.stamp, page=page.number, total=total)
        return replace(page, stamp=text if page.stamp else text.lstrip(" ·–-,"))
