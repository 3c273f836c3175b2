"""The papers in a folder: PDFs and pictures, in the order a person would read the names."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ENDINGS = frozenset((".pdf", ".jpg", ".jpeg", ".png", ".tif", ".tiff", ".heic", ".heif", ".webp"))
MAX_DEPTH = 8
MAX_FILES = 5000


@dataclass(frozen=True, slots=True)
class FolderListing:
    """Papers to look at, how many other or hidden files were passed over, and whether the folder was too big."""

    papers: tuple[Path, ...]
    passed_over: int
    is_cut: bool = False


def walk_folder(folder: Path) -> FolderListing:
    """The papers below a folder. Links are not followed; hidden files and folders are counted only."""
    papers: list[Path] = []
    passed = 0
    for path in _files(folder, 0):
        if len(papers) >= MAX_FILES:
            return FolderListing(tuple(sorted(papers, key=natural)), passed, is_cut=True)
        if path.suffix.lower() in ENDINGS and not path.name.startswith("."):
            papers.append(path)
        else:
            passed += 1
    return FolderListing(tuple(sorted(papers, key=natural)), passed)


def _files(folder: Path, depth: int) -> Iterator[Path]:
    if depth > MAX_DEPTH:
        return
    try:
        entries = sorted(os.scandir(folder), key=lambda e: e.name)
    except OSError:
        return
    for entry in entries:
        if entry.is_symlink():
            continue
        if entry.is_dir():
            if not entry.name.startswith("."):
                yield from _files(Path(entry.path), depth + 1)
        elif entry.is_file():
            yield Path(entry.path)


def natural(path: Path) -> list[tuple[int, int, str]]:
    """A key that puts `page 2` before `page 10`."""
    parts = re.split(r"(\d+)", str(path).casefold())
    return [(1, int(p), "") if p.isascii() and p.isdigit() else (0, 0, p) for p in parts]
