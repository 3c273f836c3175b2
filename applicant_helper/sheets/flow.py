"""Stacks blocks on pages and chooses the largest type that needs the fewest pages. Pure arithmetic."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Style:
    """Type sizes in points, all derived from `body`."""

    body: float

    @property
    def note(self) -> float:
        """Explanations under a line."""
        return self.body - 1.75

    @property
    def heading(self) -> float:
        """Section titles."""
        return self.body + 1

    @property
    def lead(self) -> float:
        """Distance between base lines of body text."""
        return self.body * 1.26

    @property
    def note_lead(self) -> float:
        """Distance between base lines of notes."""
        return self.note * 1.24


Pen = Callable[[float], None]
"""Draws one block with its top edge at the given number of points above the foot of the page."""


@dataclass(frozen=True, slots=True)
class Block:
    """A piece that stays whole. `height` in points includes the space below it."""

    height: float
    draw: Pen

    @staticmethod
    def joined(first: Block, second: Block) -> Block:
        """Two blocks that stay together."""

        def both(top: float) -> None:
            first.draw(top)
            second.draw(top - first.height)

        return Block(first.height + second.height, both)


@dataclass(frozen=True, slots=True)
class Page:
    """Blocks with their distance from the top of the body, in points."""

    placed: tuple[tuple[float, Block], ...]


SIZES = (15.0, 14.5, 14.0, 13.5, 13.0, 12.5, 12.0)
"""Body sizes to try, largest first; less than 12 points is too small for a sheet read by many eyes."""


def fit(make: Callable[[Style], Sequence[Block]], body_height: float) -> tuple[Page, ...]:
    """Pages with the largest type that needs no more pages than the smallest type would."""
    fewest = len(paginate(make(Style(SIZES[-1])), body_height))
    for size in SIZES:
        pages = paginate(make(Style(size)), body_height)
        if len(pages) <= fewest:
            return pages
    return pages


def paginate(blocks: Sequence[Block], body_height: float) -> tuple[Page, ...]:
    """Fill pages from the top. A block taller than a page gets a page of its own."""
    pages: list[list[tuple[float, Block]]] = [[]]
    used = 0.0
    for block in blocks:
        if pages[-1] and used + block.height > body_height:
            pages.append([])
            used = 0.0
        pages[-1].append((used, block))
        used += block.height
    return tuple(Page(tuple(page)) for page in pages)
