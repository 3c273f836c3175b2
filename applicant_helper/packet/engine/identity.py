"""The identity of a file, made from what went into it: the same papers on the same day give the same bytes."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path

STATIC = b"31415926535897932384626433832795"
WRITTEN = b"/ID [<%s><%s>]" % (STATIC, STATIC)
TAIL = 1 << 16
# The first digits of every packet's identity, so that a rebuilt one may replace it.
MARK = "a9911ca7"


def digest_of(texts: Iterable[str]) -> str:
    """32 hexadecimal digits from all texts in order, after the mark of this program."""
    digest = hashlib.sha256()
    for text in texts:
        digest.update(text.encode())
        digest.update(b"\0")
    return MARK + digest.hexdigest()[: 32 - len(MARK)]


def set_identity(path: Path, digest: str) -> None:
    """Put `digest` in place of the fixed identity that the file was written with; its length stays.

    Raises ValueError when the file has none: it was not written with a static identity.
    """
    with path.open("r+b") as file:
        file.seek(0, 2)
        start = max(0, file.tell() - TAIL)
        file.seek(start)
        place = file.read().rfind(WRITTEN)
        if place == -1:
            raise ValueError("no identity in the file")
        file.seek(start + place)
        file.write(WRITTEN.replace(STATIC, digest.encode()))


def is_ours(path: Path) -> bool:
    """Whether a file bears the mark of a packet built here. OSError as it comes."""
    with path.open("rb") as file:
        file.seek(0, 2)
        file.seek(max(0, file.tell() - TAIL))
        return f"/ID [<{MARK}".encode() in file.read()
