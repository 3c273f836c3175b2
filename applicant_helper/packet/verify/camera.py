"""Looks for what a camera or program wrote into the pictures of a file: only the heads of pictures are read."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from pikepdf import Array, Name, Object, Pdf, Stream

from applicant_helper.packet.papers.camera import (
    COMMENT,
    HEAD,
    LONG_HEAD,
    LOOKS,
    MOST_SEGMENTS,
    SCAN,
    START,
)
from applicant_helper.packet.verify.report import Problem, problem

UNPACKED = 1_000_000


def camera_data(pdf: Pdf, path: Path) -> Iterator[Problem]:
    """One problem that counts the pictures whose head holds more than a picture. OSError as it comes."""
    if pdf.is_encrypted:
        return
    places = {
        objgen: entry.offset
        for objgen, entry in pdf.get_xref_table().items()
        if entry.type == 1 and entry.offset is not None
    }
    count = 0
    with path.open("rb") as file:
        for thing in pdf.objects:
            if isinstance(thing, Stream) and (kind := _kind(thing.get("/Filter"))):
                count += _tells(_head(file, thing, kind, places.get(thing.objgen)))
    if count:
        yield problem("camera-data", count=count)


def _kind(filters: Object | None) -> str:
    """`plain` for a JPEG as it is, `packed` for one that is packed once more, else nothing."""
    names = [str(one) for one in filters] if isinstance(filters, Array) else [str(filters)]
    if names == [str(Name.DCTDecode)]:
        return "plain"
    return "packed" if names == [str(Name.FlateDecode), str(Name.DCTDecode)] else ""


def _head(file: BinaryIO, thing: Stream, kind: str, place: int | None) -> bytes:
    if kind == "packed":
        try:
            return zlib.decompressobj().decompress(thing.read_raw_bytes(), UNPACKED)
        except zlib.error:
            return b""
    for size in (HEAD, LONG_HEAD) if place is not None else ():
        file.seek(place or 0)
        found = file.read(size)
        begin = found.find(b"stream")
        if begin >= 0:
            begin += 8 if found[begin + 6 : begin + 7] == b"\r" else 7
            return _to_scan(file, (place or 0) + begin, int(thing.get("/Length", 0)))
    return thing.read_raw_bytes()[:UNPACKED]


def _to_scan(file: BinaryIO, place: int, length: int) -> bytes:
    """The segments of a picture of so many bytes, up to its picture data."""
    length = min(length, UNPACKED)
    file.seek(place)
    found = file.read(min(HEAD, length))
    stop = _end(found)
    while stop is None and len(found) < length:
        more = file.read(min(LONG_HEAD, length - len(found)))
        if not more:
            break
        found += more
        stop = _end(found)
    return found[:stop]


def _end(head: bytes) -> int | None:
    """Where the picture data begin; None while more must be read."""
    place = 2
    for marker, begin, stop in _segments(head):
        if marker == SCAN:
            return begin
        place = stop
    return None if place >= len(head) else place


def _segments(head: bytes) -> Iterator[tuple[int, int, int]]:
    """Marker, begin of the content, and end of each segment."""
    place = len(START)
    if not head.startswith(START):
        return
    for _ in range(MOST_SEGMENTS):
        while head[place : place + 2] == b"\xff\xff":
            place += 1
        mark = head[place : place + 4]
        if len(mark) < 4 or mark[0] != 0xFF:
            return
        length = int.from_bytes(mark[2:], "big")
        yield mark[1], place + 4, place + 2 + length
        if mark[1] == SCAN or length < 2:
            return
        place += 2 + length


def _tells(head: bytes) -> bool:
    """Whether a segment says more than how the picture looks. Segments that were blanked say nothing."""
    for marker, begin, stop in _segments(head):
        content = head[begin:stop]
        is_more = marker == COMMENT or (
            0xE0 <= marker <= 0xEF and not (marker in LOOKS and content.startswith(LOOKS[marker]))
        )
        if is_more and content.strip(b"\0"):
            return True
    return False
