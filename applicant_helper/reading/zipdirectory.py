"""The directory of a ZIP file, read strictly: what honest programs write is understood, lies are refused.

Used in the guarded child only. Nothing here is unpacked.
"""

from __future__ import annotations

import os
import stat
import struct
import unicodedata
from dataclasses import dataclass
from typing import BinaryIO

MAX_MEMBERS = 5000
MAX_DIRECTORY = 8_000_000
STORED, DEFLATED = 0, 8

_END = struct.Struct("<4s4H2IH")
_LOCATOR = struct.Struct("<4sIQI")
_END_64 = struct.Struct("<4sQ2H2I4Q")
_CENTRAL = struct.Struct("<4s6H3I5H2I")
_LOCAL = struct.Struct("<4s5H3I2H")
_END_MARK, _LOCATOR_MARK, _END_64_MARK = b"PK\x05\x06", b"PK\x06\x07", b"PK\x06\x06"
_CENTRAL_MARK, _LOCAL_MARK = b"PK\x01\x02", b"PK\x03\x04"
_FULL_16, _FULL_32 = 0xFFFF, 0xFFFF_FFFF
_ENCRYPTED = 0x0001 | 0x0040 | 0x2000
_SIZES_FOLLOW, _IS_UTF8 = 0x0008, 0x0800
_UNIX, _MACOS = 3, 19
_DOS_FOLDER = 0x10
_ZIP64_EXTRA = 1
_HIDDEN = "__MACOSX"


class ZipRefused(Exception):
    """The ZIP file is not taken; `code` is one of look.REASONS."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class Member:
    """One member as the directory tells of it. `path` is cleaned, with `/` between its parts."""

    path: str
    raw_name: bytes
    flags: int
    method: int
    crc: int
    packed: int
    size: int
    start: int
    is_folder: bool
    is_ordinary: bool

    @property
    def is_hidden(self) -> bool:
        """Whether it is one of the files that systems put in and nobody sees."""
        return any(p.startswith(".") or p == _HIDDEN for p in self.path.split("/"))


@dataclass(frozen=True, slots=True)
class Placed:
    """A member and where its bytes lie."""

    member: Member
    data_start: int


def read_directory(file: BinaryIO) -> tuple[Placed, ...]:
    """Every member with the place of its bytes, in the order of the directory. Raises ZipRefused."""
    try:
        return _read_directory(file)
    except struct.error as cause:
        raise ZipRefused("zip-damaged") from cause


def _read_directory(file: BinaryIO) -> tuple[Placed, ...]:
    size = os.fstat(file.fileno()).st_size
    start, length, count = _ends(file, size)
    members = _members(_exactly(file, start, length), count)
    if any(m.flags & _ENCRYPTED for m in members):
        raise ZipRefused("needs-password")
    if any(m.method not in {STORED, DEFLATED} for m in members):
        raise ZipRefused("zip-odd")
    paths = [m.path for m in members]
    if len(set(paths)) != len(paths):
        raise ZipRefused("zip-odd")
    placed = tuple(_placed(file, m) for m in members)
    _refuse_overlaps(placed, start)
    return placed


def _ends(file: BinaryIO, size: int) -> tuple[int, int, int]:
    """Where the directory starts, its length, and how many members it names."""
    tail_start = max(0, size - _END.size - _FULL_16)
    tail = _exactly(file, tail_start, size - tail_start)
    at = tail.rfind(_END_MARK)
    if at < 0 or len(tail) - at < _END.size:
        raise ZipRefused("zip-damaged")
    end = _END.unpack_from(tail, at)
    disks, here, count, length, start, comment = end[1:3], end[3], end[4], end[5], end[6], end[7]
    if at + _END.size + comment != len(tail):
        raise ZipRefused("zip-damaged")
    stop = tail_start + at
    big = _ends_64(file, stop)
    if big is not None:
        told = (here, count, length, start)
        fulls = (_FULL_16, _FULL_16, _FULL_32, _FULL_32)
        if any(old not in {full, new} for old, full, new in zip(told, fulls, big[:4], strict=True)):
            raise ZipRefused("zip-odd")
        here, count, length, start, stop = big
    if set(disks) - {0, _FULL_16} or here != count or start + length != stop:
        raise ZipRefused("zip-odd")
    if count > MAX_MEMBERS or length > MAX_DIRECTORY:
        raise ZipRefused("zip-many")
    return start, length, count


def _ends_64(file: BinaryIO, stop: int) -> tuple[int, int, int, int, int] | None:
    """Members here, members, length and start of the directory, and where that record lies; None without one."""
    if stop < _LOCATOR.size:
        return None
    mark, _disk, at, _disks = _LOCATOR.unpack(_exactly(file, stop - _LOCATOR.size, _LOCATOR.size))
    if mark != _LOCATOR_MARK:
        return None
    if at + _END_64.size > stop - _LOCATOR.size:
        raise ZipRefused("zip-odd")
    record = _END_64.unpack(_exactly(file, at, _END_64.size))
    if record[0] != _END_64_MARK or at + 12 + record[1] != stop - _LOCATOR.size:
        raise ZipRefused("zip-odd")
    return record[6], record[7], record[8], record[9], at


def _members(directory: bytes, count: int) -> list[Member]:
    members = []
    at = 0
    for _ in range(count):
        fixed = _CENTRAL.unpack_from(directory, at)
        name_end = at + _CENTRAL.size + fixed[10]
        extra_end = name_end + fixed[11]
        raw_name = directory[at + _CENTRAL.size : name_end]
        if fixed[0] != _CENTRAL_MARK or extra_end + fixed[12] > len(directory):
            raise ZipRefused("zip-damaged")
        members.append(_member(fixed, raw_name, directory[name_end:extra_end]))
        at = extra_end + fixed[12]
    if at != len(directory):
        raise ZipRefused("zip-odd")
    return members


def _member(fixed: tuple[int, ...], raw_name: bytes, extra: bytes) -> Member:
    made_by, flags, method, crc = fixed[1] >> 8, fixed[3], fixed[4], fixed[7]
    size, packed, start = _big_numbers(fixed[9], fixed[8], fixed[16], extra)
    mode = fixed[15] >> 16 if made_by in {_UNIX, _MACOS} else 0
    path = _path(raw_name, is_utf8=bool(flags & _IS_UTF8))
    is_folder = path.endswith("/") or bool(fixed[15] & _DOS_FOLDER) or stat.S_ISDIR(mode)
    if method == STORED and packed != size:
        raise ZipRefused("zip-odd")
    return Member(
        path=path.rstrip("/"),
        raw_name=raw_name,
        flags=flags,
        method=method,
        crc=crc,
        packed=packed,
        size=size,
        start=start,
        is_folder=is_folder,
        is_ordinary=stat.S_IFMT(mode) in {0, stat.S_IFREG},
    )


def _big_numbers(size: int, packed: int, start: int, extra: bytes) -> tuple[int, int, int]:
    """Size, packed size and start, from the extra field where they do not fit into 32 bits."""
    numbers = [size, packed, start]
    if _FULL_32 not in numbers:
        return size, packed, start
    field = _extra_field(extra, _ZIP64_EXTRA)
    at = 0
    for place, number in enumerate(numbers):
        if number == _FULL_32:
            if at + 8 > len(field):
                raise ZipRefused("zip-odd")
            numbers[place] = int.from_bytes(field[at : at + 8], "little")
            at += 8
    return numbers[0], numbers[1], numbers[2]


def _extra_field(extra: bytes, wanted: int) -> bytes:
    at = 0
    while at + 4 <= len(extra):
        kind, length = struct.unpack_from("<2H", extra, at)
        if kind == wanted:
            return extra[at + 4 : at + 4 + length]
        at += 4 + length
    return b""


def _path(raw_name: bytes, *, is_utf8: bool) -> str:
    """The name as a clean path. Raises ZipRefused for one that points out of the folder it is unpacked to."""
    try:
        name = raw_name.decode("utf-8")
    except UnicodeDecodeError as cause:
        if is_utf8:
            raise ZipRefused("zip-odd") from cause
        name = raw_name.decode("cp437")
    name = unicodedata.normalize("NFC", name).replace("\\", "/")
    parts = [p for p in name.split("/") if p not in {"", "."}]
    has_drive = len(name) > 1 and name[1] == ":" and name[0].isalpha()
    if not parts or "\0" in name or ".." in parts or name.startswith("/") or has_drive:
        raise ZipRefused("zip-odd")
    return "/".join(parts) + ("/" if name.endswith("/") else "")


def _placed(file: BinaryIO, member: Member) -> Placed:
    """The member with the place of its bytes; what stands there must say the same as the directory."""
    head = _LOCAL.unpack(_exactly(file, member.start, _LOCAL.size))
    name = _exactly(file, member.start + _LOCAL.size, head[9])
    if head[0] != _LOCAL_MARK:
        raise ZipRefused("zip-damaged")
    agrees = (name, head[3], head[2] & _ENCRYPTED) == (
        member.raw_name,
        member.method,
        member.flags & _ENCRYPTED,
    )
    told = (head[6], head[7], head[8])
    if not head[2] & _SIZES_FOLLOW and _FULL_32 not in told:
        agrees = agrees and told == (member.crc, member.packed, member.size)
    if not agrees:
        raise ZipRefused("zip-odd")
    return Placed(member, member.start + _LOCAL.size + head[9] + head[10])


def _refuse_overlaps(placed: tuple[Placed, ...], directory_start: int) -> None:
    end = 0
    for one in sorted(placed, key=lambda p: p.member.start):
        if one.member.start < end:
            raise ZipRefused("zip-odd")
        end = one.data_start + one.member.packed
    if end > directory_start:
        raise ZipRefused("zip-odd")


def _exactly(file: BinaryIO, start: int, count: int) -> bytes:
    if start > os.fstat(file.fileno()).st_size:
        raise ZipRefused("zip-odd")
    file.seek(start)
    found = file.read(count)
    if len(found) != count:
        raise ZipRefused("zip-damaged")
    return found
