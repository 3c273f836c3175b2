"""The papers in a folder: PDFs and pictures, in the order a person would read the names."""

from __future__ import annotations

import os
import re
import unicodedata
from dataclasses import dataclass
from itertools import islice
from pathlib import Path, PurePath

ENDINGS = frozenset((".pdf", ".jpg", ".jpeg", ".png", ".tif", ".tiff", ".heic", ".heif", ".webp"))
MAX_DEPTH = 8
MAX_FILES = 5000
MAX_ENTRIES = 100_000


@dataclass(frozen=True, slots=True)
class FolderListing:
    """Papers to look at, how many other files were passed over, folders closed to us, and whether it was cut.

    `passed_over` counts files of other kinds, hidden files and links; what is inside hidden folders is not counted.
    """

    papers: tuple[Path, ...]
    passed_over: int
    closed_folders: int = 0
    is_cut: bool = False


def walk_folder(folder: Path) -> FolderListing:
    """The papers below a folder, in reading order. Links are not followed; hidden files are counted only."""
    walk = _Walk()
    walk.through(folder, 0)
    papers = tuple(sorted(walk.papers, key=lambda p: natural(p.relative_to(folder))))
    return FolderListing(papers, walk.passed_over, walk.closed_folders, walk.is_cut)


class _Walk:
    """Collects below one folder, bounded in depth and in what it looks at."""

    def __init__(self) -> None:
        self.papers: list[Path] = []
        self.passed_over = 0
        self.closed_folders = 0
        self.is_cut = False
        self._entries = 0

    def through(self, folder: Path, depth: int) -> None:
        if depth > MAX_DEPTH:
            self.is_cut = True
            return
        try:
            with os.scandir(folder) as listing:
                entries = sorted(islice(listing, MAX_ENTRIES + 1), key=lambda e: e.name)
        except OSError:
            self.closed_folders += 1
            return
        for entry in entries:
            self._entries += 1
            if len(self.papers) >= MAX_FILES or self._entries > MAX_ENTRIES:
                self.is_cut = True
                return
            self._take(entry, depth)

    def _take(self, entry: os.DirEntry[str], depth: int) -> None:
        is_hidden = entry.name.startswith(".")
        if entry.is_dir(follow_symlinks=False):
            if not is_hidden:
                self.through(Path(entry.path), depth + 1)
            return
        path = Path(entry.path)
        if entry.is_file(follow_symlinks=False) and not is_hidden and path.suffix.lower() in ENDINGS:
            self.papers.append(path)
        else:
            self.passed_over += 1


def natural(path: PurePath) -> list[tuple[int, int, str]]:
    """A key that puts `page 2` before `page 10`."""
    parts = re.split(r"(\d+)", unicodedata.normalize("NFKC", path.as_posix()).casefold())
    return [(1, int(p), "") if p.isascii() and p.isdigit() else (0, 0, p) for p in parts]
