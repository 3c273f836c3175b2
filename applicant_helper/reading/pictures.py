"""What is in a picture: size, pages, whether it opens whole. Used in the guarded child only."""

from __future__ import annotations

import struct
import zlib
from typing import Any, BinaryIO

from PIL import Image, UnidentifiedImageError

MAX_PIXELS = 60_000_000
MAX_FRAMES = 200
USUAL_DPI = 200.0
# Phones and screens write 72 or 96 into every picture; PNG keeps 100 as 99.99.
LEAST_DPI = 99.0
FORMATS = ("JPEG", "PNG", "TIFF", "WEBP", "HEIF")
ORIENTATION = 0x0112
LYING = frozenset((5, 6, 7, 8))
ODD = (
    UnidentifiedImageError,
    OSError,
    SyntaxError,
    ValueError,
    TypeError,
    AttributeError,
    LookupError,
    ArithmeticError,
    RuntimeError,
    EOFError,
    struct.error,
    zlib.error,
)


def look_into_picture(file: BinaryIO, kind: str) -> dict[str, Any]:
    """Pages, size in pixels and in points as seen upright; or `{"code": ...}`."""
    Image.MAX_IMAGE_PIXELS = MAX_PIXELS
    if kind == "image/heic":
        import pillow_heif

        pillow_heif.register_heif_opener()
    try:
        with Image.open(file, formats=FORMATS) as picture:
            if picture.width * picture.height > MAX_PIXELS:
                return {"code": "too-large"}
            size, per_inch = _upright_size(picture), dots_per_inch(picture)
            _decode_small(picture)
            frames = _read_all(picture)
    except (Image.DecompressionBombError, _TooMuch):
        return {"code": "too-large"}
    except ODD:
        return {"code": "damaged-image"}
    return {
        "media_type": kind,
        "pages": frames,
        "page_sizes": [[v * 72 / per_inch for v in size]] * frames,
        "image_size": size,
        "notes": [],
    }


class _TooMuch(Exception):
    pass


def _read_all(picture: Image.Image) -> int:
    """Decode every page and count them. Only a TIFF has pages: what else follows the first picture of a
    file is a preview, a depth map or a moving picture."""
    frames = frames_of(picture)
    if frames > MAX_FRAMES:
        raise _TooMuch
    for number in range(frames):
        if number:
            picture.seek(number)
        if picture.width * picture.height > MAX_PIXELS:
            raise _TooMuch
        picture.load()
    return frames


def frames_of(picture: Image.Image) -> int:
    """How many pages a picture has, counted no further than one beyond what may be."""
    if picture.format != "TIFF":
        return 1
    # Asked for all of them, Pillow would walk through millions.
    for number in range(1, MAX_FRAMES + 1):
        try:
            picture.seek(number)
        except EOFError:
            picture.seek(0)
            return number
    return MAX_FRAMES + 1


def _decode_small(picture: Image.Image) -> None:
    """Let a JPEG be decoded to an eighth: all of its data is still read, in a third of the time."""
    if picture.format in {"JPEG", "MPO"}:
        picture.draft(None, (picture.width // 8, picture.height // 8))


def _upright_size(picture: Image.Image) -> list[int]:
    width, height = picture.size
    return [height, width] if picture.getexif().get(ORIENTATION) in LYING else [width, height]


def dots_per_inch(picture: Image.Image) -> float:
    stated = picture.info.get("dpi")
    found = float(stated[0] or 0) if isinstance(stated, tuple) and stated else 0.0
    return found if LEAST_DPI <= found <= 1200 else USUAL_DPI
