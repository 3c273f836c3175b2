"""What a file is by its first bytes, whatever its name says."""

from __future__ import annotations

from enum import Enum, auto
from pathlib import Path

from applicant_helper.packet.papers.paper import BadPaper

HEAD = 2048
MAX_PICTURE = 600_000_000


class Kind(Enum):
    """The two ways that papers come."""

    PDF = auto()
    IMAGE = auto()


def kind_of(source: Path) -> Kind:
    """The kind of a file. Raises BadPaper for what is neither; OSError."""
    size = source.stat().st_size
    if size == 0:
        raise BadPaper("empty-file")
    with source.open("rb") as file:
        head = file.read(HEAD)
    if b"%PDF-" in head:
        return Kind.PDF
    if is_image(head) or _is_targa(source, size):
        # Pictures are held in memory, unlike PDFs.
        if size > MAX_PICTURE:
            raise BadPaper("too-large")
        return Kind.IMAGE
    raise BadPaper("not-pdf-or-image")


STARTS = (
    b"\xff\xd8\xff",
    b"\x89PNG\r\n\x1a\n",
    b"II*\x00",
    b"MM\x00*",
    b"II+\x00",
    b"MM\x00+",
    b"GIF87a",
    b"GIF89a",
    b"\x00\x00\x00\x0cjP  \r\n\x87\n",
    b"\xff\x4f\xff\x51",
)
HEIF_BRANDS = frozenset(
    {b"heic", b"heix", b"hevc", b"hevx", b"heim", b"heis", b"mif1", b"msf1", b"avif", b"avis"}
)
TARGA_END = b"TRUEVISION-XFILE.\x00"
ANYMAP = frozenset(b"123456")


def is_image(head: bytes) -> bool:
    """Whether the first bytes are those of a picture that can go in."""
    is_webp = head[:4] == b"RIFF" and head[8:12] == b"WEBP"
    is_heif = head[4:8] == b"ftyp" and head[8:12] in HEIF_BRANDS
    return head.startswith(STARTS) or is_webp or is_heif or _is_bitmap(head) or _is_anymap(head)


def _is_targa(source: Path, size: int) -> bool:
    """These have no mark at their beginning, and only newer ones have one at their end."""
    if source.suffix.lower() != ".tga" or size < len(TARGA_END):
        return False
    with source.open("rb") as file:
        file.seek(-len(TARGA_END), 2)
        return file.read() == TARGA_END


def _is_bitmap(head: bytes) -> bool:
    # Two letters alone begin many texts; the two reserved words behind the length are zero in real ones.
    return head[:2] == b"BM" and head[6:10] == bytes(4)


def _is_anymap(head: bytes) -> bool:
    return len(head) > 3 and head[:1] == b"P" and head[1] in ANYMAP and head[2:3].isspace()
