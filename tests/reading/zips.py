"""ZIP files made to hurt: lying, overlapping, pointing elsewhere, bursting; built byte by byte."""

from __future__ import annotations

import struct
import zlib
from dataclasses import dataclass
from pathlib import Path

PDF = b"%PDF-1.4 a paper"


@dataclass(frozen=True, slots=True)
class Row:
    """One member; `local_name`, `told_size`, `told_crc` and `at` lie about it."""

    name: bytes
    data: bytes = PDF
    method: int = 0
    flags: int = 0
    attributes: int = 0
    local_name: bytes | None = None
    told_size: int | None = None
    told_crc: int | None = None
    at: int | None = None
    extra: bytes = b""


def packed(data: bytes) -> bytes:
    """Raw deflate."""
    engine = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    return engine.compress(data) + engine.flush()


def write(path: Path, rows: list[Row], *, count: int | None = None, before_end: bytes = b"") -> Path:
    """The ZIP file; `count` lies about the number of members, `before_end` stands before the last record."""
    body, directory = b"", b""
    for row in rows:
        content = packed(row.data) if row.method == 8 else row.data
        size = len(row.data) if row.told_size is None else row.told_size
        stored = len(content) if row.method == 8 or row.told_size is None else row.told_size
        crc = zlib.crc32(row.data) if row.told_crc is None else row.told_crc
        start = len(body) if row.at is None else row.at
        local_name = row.name if row.local_name is None else row.local_name
        numbers = (20, row.flags, row.method, 0, 33, crc, stored, size)
        body += struct.pack("<4s5H3I2H", b"PK\x03\x04", *numbers, len(local_name), 0) + local_name + content
        lengths = (len(row.name), len(row.extra), 0, 0, 0)
        directory += struct.pack(
            "<4sH5H3I5H2I", b"PK\x01\x02", 3 << 8, *numbers, *lengths, row.attributes, start
        )
        directory += row.name + row.extra
    told = len(rows) if count is None else count
    end = struct.pack(
        "<4s4H2IH", b"PK\x05\x06", 0, 0, told & 0xFFFF, told & 0xFFFF, len(directory), len(body), 0
    )
    path.write_bytes(body + directory + before_end + end)
    return path
