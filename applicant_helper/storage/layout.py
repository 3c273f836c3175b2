"""Names, limits and the format number of a case folder. Nothing here touches the disk."""

from __future__ import annotations

from pathlib import Path

FORMAT = 1
"""The case format this program writes."""

SUFFIX = ".ahcase"
HANDOVER_SUFFIX = ".ahcx"

HEADER = "header.json"
HEADER_COPY = "header.copy"
"""A second copy of a protected case's header: without its key slots everything else is noise."""
HEAD = "head"
DATABASE = "case.db"
OBJECTS = "objects"
SNAPSHOTS = "snapshots"
LOCK = "lock"
WORK = ".work"
READINGS = "readings"
"""Words read from stored papers; can be made again, so nothing waits for it and nothing restores it."""
TEMP_MARK = ".tmp-"
GONE = f".gone{TEMP_MARK}"
"""Begins the name of a case folder that is being removed; no label begins with a dot."""

MAX_FILE_BYTES = 200_000_000
MAX_HEAD_BYTES = 4096
MAX_HEADER_BYTES = 16_384
SPARE_BYTES = 64 * 1024 * 1024
CHUNK_BYTES = 64 * 1024


def object_place(name: str) -> str:
    """The path of a stored object inside the case folder, with forward slashes.

    >>> object_place("ab12")
    'objects/ab/ab12'
    """
    return f"{OBJECTS}/{name[:2]}/{name}"


def is_temp(path: Path) -> bool:
    """Whether this name is one of our unfinished writes.

    >>> is_temp(Path("head.tmp-0a1b")), is_temp(Path("head"))
    (True, False)
    """
    return TEMP_MARK in path.name
