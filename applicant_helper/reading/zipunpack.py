"""Unpacks the papers in a ZIP file under names of our own, bounded while reading. Used in the guarded child only."""

from __future__ import annotations

import errno
import os
import shutil
import zlib
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import Any, BinaryIO

from applicant_helper.reading.folders import natural
from applicant_helper.reading.sniff import is_zip, media_type_of
from applicant_helper.reading.zipdirectory import STORED, Placed, ZipRefused, read_directory

MAX_RATIO = 100
FREE_BYTES = 1 << 20
"""So much may come out of any member, however small it is packed: an empty page packs very well."""
MAX_MEMBER = 200_000_000
MAX_TOTAL = 2 << 30
SPARE_BYTES = 64 << 20
CHUNK = 1 << 16
HEAD = 1024
FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


def unpack_zip(file: BinaryIO, into: Path) -> dict[str, Any]:
    """What was unpacked into the folder `into`, or `{"code": ...}`; then nothing of it may be used.

    `members` are rows of the name inside the ZIP file, the name of ours in `into`, and a code when that one
    is not taken. `passed_over` counts files of other kinds.
    """
    unpacking = _Unpacking(file, into)
    try:
        return unpacking.all(read_directory(file))
    except ZipRefused as refused:
        return {"code": refused.code}
    except zlib.error:
        return {"code": "zip-damaged"}
    except OSError as cause:
        if cause.errno in FULL:
            return {"code": "no-room"}
        raise


class _Unpacking:
    def __init__(self, file: BinaryIO, into: Path) -> None:
        self._file = file
        self._into = into
        self._total = 0
        self._members: list[list[str]] = []
        self._passed_over = 0

    def all(self, placed: tuple[Placed, ...]) -> dict[str, Any]:
        wanted = [p for p in placed if not p.member.is_folder and not p.member.is_hidden]
        declared = sum(p.member.size for p in wanted)
        if declared > MAX_TOTAL:
            raise ZipRefused("zip-bursts")
        if declared + SPARE_BYTES > shutil.disk_usage(self._into).free:
            raise ZipRefused("no-room")
        for one in sorted(wanted, key=lambda p: natural(PurePosixPath(p.member.path))):
            self._take(one)
        return {"members": self._members, "passed_over": self._passed_over}

    def _take(self, placed: Placed) -> None:
        member = placed.member
        code = _refused(placed)
        if code:
            self._members.append([member.path, "", code])
            return
        chunks = self._unpacked(placed)
        head = b""
        while len(head) < HEAD and (chunk := next(chunks, b"")):
            head += chunk
        if is_zip(head):
            self._members.append([member.path, "", "zip-inside"])
        elif media_type_of(head) is None:
            self._passed_over += 1
        else:
            own = f"{len(self._members):04}"
            self._write(self._into / own, head, chunks)
            self._members.append([member.path, own, ""])

    def _write(self, path: Path, head: bytes, chunks: Iterator[bytes]) -> None:
        flags = (
            os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
        )
        with os.fdopen(os.open(path, flags, 0o600), "wb") as out:
            out.write(head)
            for chunk in chunks:
                out.write(chunk)

    def _unpacked(self, placed: Placed) -> Iterator[bytes]:
        """The bytes of a member, counted and checked against what the directory says of them."""
        member = placed.member
        most = max(MAX_RATIO * member.packed, FREE_BYTES)
        size = crc = 0
        for chunk in self._inflated(placed):
            size += len(chunk)
            self._total += len(chunk)
            crc = zlib.crc32(chunk, crc)
            if size > most or self._total > MAX_TOTAL:
                raise ZipRefused("zip-bursts")
            if size > member.size:
                raise ZipRefused("zip-odd")
            yield chunk
        if (size, crc) != (member.size, member.crc):
            raise ZipRefused("zip-damaged")

    def _inflated(self, placed: Placed) -> Iterator[bytes]:
        packed = self._packed(placed)
        if placed.member.method == STORED:
            yield from packed
            return
        engine = zlib.decompressobj(-zlib.MAX_WBITS)
        for part in packed:
            waiting = part
            while waiting and not engine.eof:
                if chunk := engine.decompress(waiting, CHUNK):
                    yield chunk
                waiting = engine.unconsumed_tail
        while not engine.eof and (chunk := engine.decompress(engine.unconsumed_tail, CHUNK)):
            yield chunk
        if not engine.eof or engine.unused_data:
            raise ZipRefused("zip-damaged")

    def _packed(self, placed: Placed) -> Iterator[bytes]:
        place, left = placed.data_start, placed.member.packed
        while left:
            self._file.seek(place)
            part = self._file.read(min(left, CHUNK))
            if not part:
                raise ZipRefused("zip-damaged")
            place, left = place + len(part), left - len(part)
            yield part


def _refused(placed: Placed) -> str:
    member = placed.member
    if not member.is_ordinary:
        return "not-a-regular-file"
    if member.size > MAX_MEMBER:
        return "too-large"
    return "" if member.size else "empty-file"
