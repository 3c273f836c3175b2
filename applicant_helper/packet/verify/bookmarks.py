"""The bookmarks of a file, followed with care: a hostile outline can be endless or lead anywhere."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pikepdf import Dictionary, Object, Pdf

MOST = 100_000
ACTING = ("/A", "/AA", "/SE")


@dataclass(frozen=True, slots=True)
class Bookmark:
    """One bookmark: its words, where it leads as written, whether it does more than lead to a page."""

    title: str
    destination: Object | None
    acts: bool


def bookmarks(pdf: Pdf) -> Iterator[Bookmark]:
    """All bookmarks in order; each object once."""
    root = pdf.Root.get("/Outlines")
    waiting = [root.get("/First")] if isinstance(root, Dictionary) else []
    seen: set[tuple[int, int]] = set()
    while waiting and len(seen) < MOST:
        item = waiting.pop()
        if not isinstance(item, Dictionary) or item.objgen in seen:
            continue
        seen.add(item.objgen)
        yield Bookmark(str(item.get("/Title", "")), item.get("/Dest"), any(key in item for key in ACTING))
        waiting += [item.get("/Next"), item.get("/First")]
