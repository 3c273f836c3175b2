"""Sheets and how a page is placed on one. Lengths in points; matrices as PDF writes them, a b c d e f."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from applicant_helper.catalog.destinations import PacketProfile


LETTER = (612.0, 792.0)
A4 = (595.276, 841.89)
SIDE = 6.0
Size = tuple[float, float]
Box = tuple[float, float, float, float]
Matrix = tuple[float, float, float, float, float, float]


def sheet_of(profile: PacketProfile) -> Size:
    """The upright sheet of a destination; pages that are drawn are Letter where papers keep their size."""
    if profile.page.size == "keep":
        return A4 if profile.jurisdiction == "UK" else LETTER
    return A4 if profile.page.size == "a4" else LETTER


def sheet_for(sheet: Size, width: float, height: float) -> Size:
    """The sheet under a page: upright, or on its side for a wide page that would have to shrink upright."""
    return (sheet[1], sheet[0]) if width > height and width > sheet[0] - 2 * SIDE else sheet


def is_shrunk(sheet: Size, width: float, height: float) -> bool:
    """Whether a page gets clearly smaller than it was, beyond the few percent that make room for the stamp."""
    wide, high = sheet_for(sheet, width, height)
    return width > wide * 1.02 or height > high * 1.02


def room_on(sheet: Size, stamp_at: str, band: float) -> Box:
    """Left, bottom, right, top of where a page may go; without a stamp all of the sheet."""
    width, height = sheet
    if not stamp_at:
        return 0.0, 0.0, width, height
    if stamp_at.startswith("top"):
        return SIDE, SIDE, width - SIDE, height - band
    return SIDE, band, width - SIDE, height - SIDE


def seen_size(box: Box, rotate: int, unit: float) -> Size:
    """Width and height of a page as a reader sees it: turned, in real points."""
    width, height = (box[2] - box[0]) * unit, (box[3] - box[1]) * unit
    return (height, width) if rotate % 180 else (width, height)


def placement(box: Box, rotate: int, unit: float, room: Box) -> Matrix:
    """The one matrix that turns, moves and shrinks a page into `room`, centered; never enlarged."""
    width, height = seen_size(box, rotate, unit)
    room_width, room_height = room[2] - room[0], room[3] - room[1]
    scale = min(1.0, room_width / width, room_height / height)
    left = room[0] + (room_width - width * scale) / 2
    bottom = room[1] + (room_height - height * scale) / 2
    k = scale * unit
    x0, y0, x1, y1 = box
    match rotate % 360:
        case 90:
            return 0.0, -k, k, 0.0, left - k * y0, bottom + k * x1
        case 180:
            return -k, 0.0, 0.0, -k, left + k * x1, bottom + k * y1
        case 270:
            return 0.0, k, -k, 0.0, left + k * y1, bottom - k * x0
        case _:
            return k, 0.0, 0.0, k, left - k * x0, bottom - k * y0
