"""Where a file that is too large is cut into parts. Pure and deterministic.

Parts are filled in order. A part ends before the next exhibit that would pass the target; an exhibit larger than the
target is opened at its papers, a paper larger than the target at its pages. Sizes in bytes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from applicant_helper.packet.outline import Block, Kind
from applicant_helper.packet.plan import Cut

Weight = Mapping[int, int]
Opened = Callable[["Unit"], tuple["Unit", ...]]


@dataclass(frozen=True, slots=True)
class Unit:
    """Pages `first` to `last` (from 0) of blocks that are kept together where possible.

    `weight` has the length of every stream they use, by a number for each stream: one that is shared counts once.
    """

    cut: Cut
    weight: Weight
    inside: tuple[Unit, ...] = ()


@dataclass(frozen=True, slots=True)
class TooLarge:
    """A single page that is larger than a file may be."""

    cut: Cut
    size: int


@dataclass(slots=True)
class _Parts:
    target: int
    overhead: int
    cuts: list[Cut] = field(default_factory=list)
    streams: dict[int, int] = field(default_factory=dict)
    is_empty: bool = True

    def size_with(self, weight: Weight) -> int:
        return self.overhead + sum({**self.streams, **weight}.values())

    def add(self, unit: Unit) -> None:
        """Put a unit into the part at hand, or begin a new one with it."""
        if self.size_with(unit.weight) <= self.target:
            self._take(unit)
        elif unit.inside and self.overhead + sum(unit.weight.values()) > self.target:
            for inner in unit.inside:
                self.add(inner)
        else:
            if not self.is_empty:
                self.cuts.append(unit.cut)
                self.streams = {}
            self._take(unit)

    def _take(self, unit: Unit) -> None:
        self.streams.update(unit.weight)
        self.is_empty = False


def cut_places(units: Sequence[Unit], target: int, overhead: int) -> tuple[Cut, ...]:
    """The cuts that keep every part within `target`, each part taking `overhead` besides its pages."""
    parts = _Parts(target, overhead)
    for unit in units:
        parts.add(unit)
    return tuple(parts.cuts)


def too_large(units: Sequence[Unit], limit: int, overhead: int) -> Iterator[TooLarge]:
    """Every single page that is over the hard limit by itself."""
    for unit in units:
        if unit.inside:
            yield from too_large(unit.inside, limit, overhead)
        elif (size := overhead + sum(unit.weight.values())) > limit:
            yield TooLarge(unit.cut, size)


def make_units(
    blocks: Sequence[tuple[int, Block, int]],
    weigh: Callable[[int, int], Weight],
    policy: str,
) -> tuple[Unit, ...]:
    """The pages of a file as units of the policy: exhibits, papers or pages.

    `blocks` has each block with its place and page count; `weigh(place, page)` gives the weight of one page.
    """
    papers = [_block_unit(place, block, count, weigh) for place, block, count in blocks]
    if policy == "at_page":
        return tuple(page for unit in papers for page in (unit.inside or (unit,)))
    if policy == "at_document":
        return tuple(_headed(blocks, papers))
    return tuple(_exhibits(blocks, papers))


def _block_unit(place: int, block: Block, count: int, weigh: Callable[[int, int], Weight]) -> Unit:
    pages = tuple(Unit(Cut(place, page), weigh(place, page)) for page in range(count))
    return _joined(pages) if pages else Unit(Cut(place, 0), {})


def _joined(units: Sequence[Unit]) -> Unit:
    if len(units) == 1:
        return units[0]
    weight: dict[int, int] = {}
    for unit in units:
        weight.update(unit.weight)
    return Unit(units[0].cut, weight, tuple(units))


def _is_head(block: Block) -> bool:
    return block.kind in {Kind.DIVIDER, Kind.HEADING, Kind.COVER, Kind.INDEX}


def _headed(blocks: Sequence[tuple[int, Block, int]], papers: Sequence[Unit]) -> Iterator[Unit]:
    """Papers, each with the dividers right before it."""
    waiting: list[Unit] = []
    for (_, block, _count), unit in zip(blocks, papers, strict=True):
        waiting.append(unit)
        if not _is_head(block):
            yield _joined(waiting)
            waiting = []
    if waiting:
        yield _joined(waiting)


def _exhibits(blocks: Sequence[tuple[int, Block, int]], papers: Sequence[Unit]) -> Iterator[Unit]:
    """Exhibits with all their papers; papers before the exhibits by themselves."""
    groups: list[list[int]] = []
    for number, (_, block, _count) in enumerate(blocks):
        belongs = block.line is not None and block.line.level > 0
        after_head = bool(groups) and _is_head(blocks[groups[-1][-1]][1])
        if groups and (belongs or after_head):
            groups[-1].append(number)
        else:
            groups.append([number])
    for group in groups:
        yield _joined(list(_headed([blocks[n] for n in group], [papers[n] for n in group])))
