"""Blanks what cameras write into JPEG data: place, time, owner, previews. In place, so that nothing moves.

The data of a picture inside a PDF go into a packet unread. This goes over the finished file: the head and end of each
picture are read, the whole only where a camera wrote into it or something was appended; only what is blanked is
written.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import BinaryIO

import pikepdf

HEAD, LONG_HEAD = 1024, 16_384
IN_A_PDF = b"/DCTDecode"
START, SCAN = b"\xff\xd8", 0xDA
LENGTH = re.compile(rb"/Length\s+(\d+)(?!\s+\d+\s+R|\d)")
# These say how the picture looks; all other segments of their kind do not.
LOOKS = {0xE0: b"JFIF\0", 0xE2: b"ICC_PROFILE\0", 0xEE: b"Adobe"}
APPLICATION = range(0xE0, 0xF0)
COMMENT = 0xFE
MOST_SEGMENTS = 500
# In coded data: neither a stuffed byte nor a restart.
NEXT_MARK = re.compile(rb"\xff([^\x00\x01\xff\xd0-\xd7])", re.DOTALL)
END, BLANK = b"\xd9", b"\x00\r\n"
TAIL = 64


def blank_camera_data(path: Path) -> int:
    """Blank the camera data of every JPEG in a PDF that is not encrypted; returns how many had some.

    OSError as it comes, and what pikepdf raises for a file that is no PDF.
    """
    with pikepdf.open(path) as pdf:
        # Entries of the first kind are objects of their own, as all pictures are.
        entries = pdf.get_xref_table().values()
        places = sorted(e.offset for e in entries if e.type == 1 and e.offset is not None)
    with path.open("r+b", buffering=0) as file:
        return sum(_blank_one(file, place) for place in places)


def _blank_one(file: BinaryIO, place: int) -> bool:
    head = _read(file, place, HEAD)
    end = head.find(b"stream")
    if end < 0 and IN_A_PDF in head:
        head = _read(file, place, LONG_HEAD)
        end = head.find(b"stream")
    if end < 0 or IN_A_PDF not in head[:end] or b"endobj" in head[:end]:
        return False
    length = LENGTH.search(head[:end])
    if length is None:
        return False
    end += len(b"stream")
    end += 2 if head[end : end + 1] == b"\r" else 1
    if head[end : end + 2] != START:
        return False
    begin = place + end
    return _blank_segments(file, begin + 2, begin + int(length[1]))


def _blank_segments(file: BinaryIO, place: int, stop: int) -> bool:
    """Blank from `place` on; nothing at or behind `stop` is touched, whatever lengths the data claim."""
    found = False
    for _ in range(MOST_SEGMENTS):
        mark = _read(file, place, 16)[: max(stop - place, 0)]
        if len(mark) < 4 or mark[0] != 0xFF:
            break
        if mark[1] == SCAN:
            if not found and _ends_well(file, stop):
                return False
            return _blank_behind(file, place, stop) or found
        if mark[1] == 0xFF:
            place += 1
            continue
        length = int.from_bytes(mark[2:4], "big")
        if length < 2:
            break
        inside = min(length - 2, stop - place - 4)
        if _is_camera_data(mark) and inside > 0:
            file.seek(place + 4)
            file.write(bytes(inside))
            found = True
        place += 2 + length
    return found


def _ends_well(file: BinaryIO, stop: int) -> bool:
    """Whether the data end as a picture does. With a clean head that is enough: nothing was appended by a camera."""
    return _read(file, stop - TAIL, TAIL).rstrip(BLANK).endswith(b"\xff" + END)


def _blank_behind(file: BinaryIO, place: int, stop: int) -> bool:
    """Blank what follows the end of the picture: phones append other pictures there, each with its own place."""
    data = _read(file, place, max(stop - place, 0))
    at = 0
    while (mark := NEXT_MARK.search(data, at)) is not None:
        if mark[1] == END:
            behind = len(data) - mark.end()
            if not data[mark.end() :].strip(BLANK):
                return False
            file.seek(place + mark.end())
            file.write(bytes(behind))
            return True
        at = mark.end() + int.from_bytes(data[mark.end() : mark.end() + 2], "big")
    return False


def _is_camera_data(mark: bytes) -> bool:
    kind = mark[1]
    if kind in LOOKS:
        return not mark[4:].startswith(LOOKS[kind])
    return kind in APPLICATION or kind == COMMENT


def _read(file: BinaryIO, place: int, size: int) -> bytes:
    file.seek(place)
    return file.read(size) or b""
