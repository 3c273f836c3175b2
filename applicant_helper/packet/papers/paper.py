"""What is known of a paper that can go in, page by page, and the refusal of one that cannot."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

MAX_PAGES = 20_000
LETTER = (0.0, 0.0, 612.0, 792.0)
Box = tuple[float, float, float, float]
PageRange = tuple[int, int]


class BadPaper(Exception):
    """A paper that cannot go in, by a stable code."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class PageFacts:
    """One page. `box` is what is seen of user space: left, bottom, right, top, in units of `unit` points.

    `rotate` is clockwise, in degrees. `streams` counts the content streams: 0 for an empty page. `dpi` is
    the finest of its pictures as placed. `covered_text`: text lies under something opaque drawn later.
    """

    box: Box
    rotate: int = 0
    unit: float = 1.0
    streams: int = 1
    dpi: float | None = None
    has_text: bool = False
    covered_text: bool = False


@dataclass(frozen=True, slots=True)
class Paper:
    """A PDF whose pages can be placed. `as_is`: `path` is the paper itself, nothing was written.

    `first` is the number in `path`, from 1, of the first page taken; `pages` has those taken. `codes` say what
    was done, each once.
    """

    path: Path
    as_is: bool
    pages: list[PageFacts]
    codes: list[str]
    first: int = 1


def chosen_range(pages: PageRange | None, count: int) -> PageRange:
    """First and last page, from 1, that are taken of `count`. Raises BadPaper when there is none."""
    if count == 0:
        raise BadPaper("no-pages")
    if count > MAX_PAGES:
        raise BadPaper("too-large")
    first, last = pages or (1, count)
    first, last = max(first, 1), min(last, count)
    if first > last:
        raise BadPaper("no-pages")
    return first, last
