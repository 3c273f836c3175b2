"""The small subset of ZIP that a hand-over file uses:

stored members, one after the other, nothing in between.

The reader accepts exactly what the writer makes, so links, encrypted or overlapping members, comments and
hidden bytes cannot occur in a file that it lets through.
"""

from __future__ import annotations

import os
import re
import struct
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import IO

from applicant_helper.storage import layout
from applicant_helper.storage.problems import HandoverRefused

MAX_BYTES = 0xFFFF_FFFE
MAX_MEMBERS = 5000
MANIFEST = "manifest"
_NAME = re.compile(r"(header\.json|head|case\.db|manifest|objects/([0-9a-f]{2})/(\2[0-9a-f]{62}))\Z")

_LOCAL = struct.Struct("<4s5H3I2H")
_CENTRAL = struct.Struct("<4s6H3I5H2I")
_END = struct.Struct("<4s4H2IH")
_LOCAL_MARK, _CENTRAL_MARK, _END_MARK = b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06"
_VERSION = 20
_MADE_BY_UNIX = 3 << 8 | _VERSION
_MIDNIGHT_1980 = (0, 1 << 5 | 1)
_REGULAR_FILE = 0o100600 << 16
_MAX_NAME_BYTES = 80


@dataclass(frozen=True, slots=True)
class Member:
    """One member: name, size in bytes, CRC-32, where its header starts and where its bytes start."""

    name: str
    size: int
    crc: int
    start: int

    @property
    def data_start(self) -> int:
        """Offset of the first byte of the content."""
        return self.start + _LOCAL.size + len(self.name)


def is_member_name(name: str) -> bool:
    """Whether a hand-over file may hold a member of this name.

    >>> is_member_name("case.db"), is_member_name("../case.db"), is_member_name("objects/ab/" + "ab" * 32)
    (True, False, True)
    """
    return bool(_NAME.match(name))


class ArchiveWriter:
    """Appends members to an empty binary file; call `finish` last. Raises OSError of the file as it is."""

    def __init__(self, file: IO[bytes]) -> None:
        """Start at the beginning of `file`."""
        self._file = file
        self._members: list[Member] = []

    def add(self, name: str, chunks: Iterable[bytes]) -> None:
        """Append one member."""
        start = self._file.tell()
        self._file.write(bytes(_LOCAL.size) + name.encode("ascii"))
        size = crc = 0
        for chunk in chunks:
            size += len(chunk)
            crc = zlib.crc32(chunk, crc)
            self._file.write(chunk)
        member = Member(name, size, crc, start)
        end = self._file.tell()
        self._file.seek(start)
        self._file.write(_local_header(member))
        self._file.seek(end)
        self._members.append(member)

    def finish(self) -> None:
        """Write the directory."""
        start = self._file.tell()
        for member in self._members:
            self._file.write(_central_header(member) + member.name.encode("ascii"))
        size, count = self._file.tell() - start, len(self._members)
        self._file.write(_END.pack(_END_MARK, 0, 0, count, count, size, start, 0))


def _local_header(member: Member) -> bytes:
    sizes = (member.crc, member.size, member.size)
    return _LOCAL.pack(_LOCAL_MARK, _VERSION, 0, 0, *_MIDNIGHT_1980, *sizes, len(member.name), 0)


def _central_header(member: Member) -> bytes:
    sizes = (member.crc, member.size, member.size)
    tail = (len(member.name), 0, 0, 0, 0, _REGULAR_FILE, member.start)
    return _CENTRAL.pack(_CENTRAL_MARK, _MADE_BY_UNIX, _VERSION, 0, 0, *_MIDNIGHT_1980, *sizes, *tail)


class ArchiveReader:
    """Reads a hand-over file; every deviation from what the writer makes raises HandoverRefused."""

    def __init__(self, file: IO[bytes], name: str) -> None:
        """Read and check the directory of `file`; `name` is what messages call it."""
        self._file = file
        self._name = name
        self.size = os.fstat(file.fileno()).st_size
        if self.size > MAX_BYTES:
            raise HandoverRefused("handover-too-large", name)
        self.members = self._directory()

    def _refuse(self) -> HandoverRefused:
        return HandoverRefused("not-a-handover-file", self._name)

    def _exactly(self, start: int, count: int) -> bytes:
        self._file.seek(start)
        data = self._file.read(count)
        if len(data) != count:
            raise HandoverRefused("handover-damaged", self._name, "length")
        return data

    def _directory(self) -> dict[str, Member]:
        if self.size < _END.size:
            raise self._refuse()
        end = _END.unpack(self._exactly(self.size - _END.size, _END.size))
        count, size, start = end[4], end[5], end[6]
        if end != (_END_MARK, 0, 0, count, count, size, start, 0):
            raise self._refuse()
        most = MAX_MEMBERS * (_CENTRAL.size + _MAX_NAME_BYTES)
        if count > MAX_MEMBERS or size > most or start + size + _END.size != self.size:
            raise self._refuse()
        return self._members_of(self._exactly(start, size), count, start)

    def _members_of(self, directory: bytes, count: int, data_end: int) -> dict[str, Member]:
        members: dict[str, Member] = {}
        at = place = 0
        for _ in range(count):
            member = self._parse(directory, at)
            if member.name in members or member.start != place:
                raise self._refuse()
            if self._exactly(place, _LOCAL.size + len(member.name)) != (
                _local_header(member) + member.name.encode("ascii")
            ):
                raise self._refuse()
            members[member.name] = member
            at += _CENTRAL.size + len(member.name)
            place = member.data_start + member.size
        if at != len(directory) or place != data_end:
            raise self._refuse()
        return members

    def _parse(self, directory: bytes, at: int) -> Member:
        fixed = directory[at : at + _CENTRAL.size]
        if len(fixed) != _CENTRAL.size:
            raise self._refuse()
        fields = _CENTRAL.unpack(fixed)
        crc, size, name_length, start = fields[7], fields[8], fields[10], fields[16]
        try:
            name = directory[at + _CENTRAL.size : at + _CENTRAL.size + name_length].decode("ascii")
        except UnicodeDecodeError as cause:
            raise self._refuse() from cause
        member = Member(name, size, crc, start)
        if not is_member_name(name) or fixed != _central_header(member):
            raise self._refuse()
        return member

    def chunks(self, name: str) -> Iterator[bytes]:
        """The content of a member; raises HandoverRefused when missing, short, or not matching its CRC."""
        member = self.members.get(name)
        if member is None:
            raise self._refuse()
        at, left, crc = member.data_start, member.size, 0
        while left:
            chunk = self._exactly(at, min(left, layout.CHUNK_BYTES))
            at, left, crc = at + len(chunk), left - len(chunk), zlib.crc32(chunk, crc)
            yield chunk
        if crc != member.crc:
            raise HandoverRefused("handover-damaged", self._name, name.partition("/")[0])

    def read(self, name: str, limit: int) -> bytes:
        """The whole content of a small member; raises HandoverRefused above `limit` bytes."""
        member = self.members.get(name)
        if member is None or member.size > limit:
            raise self._refuse()
        return b"".join(self.chunks(name))
