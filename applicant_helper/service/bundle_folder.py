"""The files of a folder that is one exhibit, in the order a person would read their names."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from applicant_helper.reading.folders import natural

MAX_DEPTH = 8
MAX_FILES = 5000
SYSTEM = frozenset({"thumbs.db", "ehthumbs.db", "desktop.ini", "icon\r", "__macosx"})
LOCK_MARK = "~$"


@dataclass(frozen=True, slots=True)
class FolderPapers:
    """Every file below a folder, names of what was passed over, and whether there is more than was looked at."""

    files: tuple[Path, ...]
    passed_over: tuple[str, ...]
    is_full: bool = False


def folder_papers(folder: Path) -> FolderPapers:
    """Everything below `folder` but hidden files, system files and links. OSError when it is closed to us."""
    files: list[Path] = []
    passed: list[str] = []
    for entry, goes_in in _entries(folder, 0):
        if goes_in:
            files.append(Path(entry.path))
        else:
            passed.append(entry.name)
        if len(files) + len(passed) > MAX_FILES:
            return FolderPapers((), (), is_full=True)
    files.sort(key=lambda path: natural(path.relative_to(folder)))
    return FolderPapers(tuple(files), tuple(sorted(passed)))


def _entries(folder: Path, depth: int) -> Iterator[tuple[os.DirEntry[str], bool]]:
    with os.scandir(folder) as listing:
        for entry in listing:
            if entry.is_symlink() or _is_hidden(entry):
                yield entry, False
            elif entry.is_dir(follow_symlinks=False):
                if depth < MAX_DEPTH:
                    yield from _entries(Path(entry.path), depth + 1)
                else:
                    yield entry, False
            else:
                yield entry, entry.is_file(follow_symlinks=False)


def _is_hidden(entry: os.DirEntry[str]) -> bool:
    if entry.name.startswith((".", LOCK_MARK)) or entry.name.lower() in SYSTEM:
        return True
    attributes = getattr(entry.stat(follow_symlinks=False), "st_file_attributes", 0)
    return bool(attributes & stat.FILE_ATTRIBUTE_HIDDEN)
