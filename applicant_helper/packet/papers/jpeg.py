"""JPEG bytes without what a camera adds: place, time, comments, previews, and pictures after the picture."""

from __future__ import annotations

APP0, APP2, APP14, LAST_APP, COMMENT = 0xE0, 0xE2, 0xEE, 0xEF, 0xFE
SCAN, END = 0xDA, 0xD9
COMMON = frozenset({0xC0, 0xC1, 0xC2})
FRAMES = frozenset({*range(0xC3, 0xC4), *range(0xC5, 0xC8), *range(0xC9, 0xCC), *range(0xCD, 0xD0)})
ALONE = frozenset({0x01, *range(0xD0, 0xD8)})


def strip_jpeg(data: bytes) -> bytes:
    """The first picture of a JPEG file, its picture data unchanged; JFIF, color profile, Adobe marker stay.

    Raises ValueError when the bytes are not whole segments.
    """
    out = bytearray(data[:2])
    place = 2
    has_scan = False
    while place + 2 <= len(data):
        if data[place] != 0xFF:
            raise ValueError("not a JPEG segment")
        marker = data[place + 1]
        if marker == 0xFF:
            place += 1
        elif marker == END:
            break
        elif marker in ALONE:
            out += data[place : place + 2]
            place += 2
        else:
            stop = place + 2 + int.from_bytes(data[place + 2 : place + 4], "big")
            if marker == SCAN:
                has_scan = True
                stop = _end_of_scan(data, stop)
            if _belongs_to_picture(marker, data[place + 4 : place + 18]):
                out += data[place:stop]
            place = stop
    if not has_scan:
        raise ValueError("no picture data")
    return bytes(out) + bytes((0xFF, END))


def is_common_jpeg(data: bytes) -> bool:
    """Whether every PDF viewer reads it: Huffman coded, 8 bits, in one or several passes."""
    place = 2
    while place + 4 <= len(data) and data[place] == 0xFF:
        marker = data[place + 1]
        if marker in COMMON:
            return data[place + 4] == 8
        if marker in FRAMES or marker == SCAN:
            return False
        place += (
            2 if marker in ALONE or marker == 0xFF else 2 + int.from_bytes(data[place + 2 : place + 4], "big")
        )
    return False


def _end_of_scan(data: bytes, place: int) -> int:
    """Where the coded data ends: at the next marker that is not a stuffed byte or a restart."""
    while (place := data.find(b"\xff", place)) != -1 and place + 1 < len(data):
        following = data[place + 1]
        if following not in {0x00, 0xFF} and following not in ALONE:
            return place
        place += 1 if following == 0xFF else 2
    return len(data)


def _belongs_to_picture(marker: int, start: bytes) -> bool:
    if marker == APP0:
        return start.startswith(b"JFIF\x00")
    if marker == APP2:
        return start.startswith(b"ICC_PROFILE\x00")
    if marker == APP14:
        return start.startswith(b"Adobe")
    return not (marker == COMMENT or APP0 < marker <= LAST_APP)
