"""Decoded pictures as PDF images: black and white as a fax, photos as JPEG, the rest packed without loss."""

from __future__ import annotations

import io
import zlib

from pikepdf import Array, Dictionary, Name, Pdf, Stream
from PIL import Image

from applicant_helper.packet.papers.colors import color_space, flattened

JPEG_QUALITY = 92
QUICK, THOROUGH = 3, 6
LARGE = 4_000_000
ROWS_PER_STRIP, STRIP_OFFSETS, STRIP_LENGTHS = 278, 273, 279


def packed(pdf: Pdf, picture: Image.Image, *, is_lossy: bool) -> Stream:
    """The picture as an image of the PDF. `is_lossy`: it comes from a format that has lost detail already."""
    profile = picture.info.get("icc_profile")
    flat = flattened(picture)
    if flat.mode == "1":
        stream = _two_colored(pdf, flat)
        space = color_space(pdf, "1", None)
    elif flat.mode == "P":
        stream = _flated(pdf, flat)
        colors = bytes(flat.getpalette("RGB") or bytes(768))
        space = Array([Name.Indexed, color_space(pdf, "RGB", profile), len(colors) // 3 - 1, colors])
    elif is_lossy and flat.mode in {"L", "RGB"}:
        stream = _as_jpeg(pdf, flat)
        space = color_space(pdf, flat.mode, profile)
    else:
        stream = _flated(pdf, flat)
        space = color_space(pdf, flat.mode, profile)
    stream.update(
        Dictionary(
            Type=Name.XObject,
            Subtype=Name.Image,
            Width=flat.width,
            Height=flat.height,
            ColorSpace=space,
            BitsPerComponent=1 if flat.mode == "1" else 8,
        )
    )
    return stream


def _flated(pdf: Pdf, flat: Image.Image) -> Stream:
    data = flat.tobytes()
    stream = Stream(pdf, zlib.compress(data, QUICK if len(data) > LARGE else THOROUGH))
    stream.Filter = Name.FlateDecode
    return stream


def _as_jpeg(pdf: Pdf, flat: Image.Image) -> Stream:
    out = io.BytesIO()
    flat.save(out, "JPEG", quality=JPEG_QUALITY, icc_profile=None)
    stream = Stream(pdf, out.getvalue())
    stream.Filter = Name.DCTDecode
    return stream


def _two_colored(pdf: Pdf, flat: Image.Image) -> Stream:
    """The smaller of two ways, both without loss; a fax is far smaller for writing, not for dotted photos."""
    plain = zlib.compress(flat.tobytes(), THOROUGH)
    fax = _fax(flat)
    if fax is None or len(fax) >= len(plain):
        stream = Stream(pdf, plain)
        stream.Filter = Name.FlateDecode
        return stream
    return fax_stream(pdf, fax, flat.width, flat.height, black_is_one=True)


def _fax(flat: Image.Image) -> bytes | None:
    out = io.BytesIO()
    try:
        flat.save(out, "TIFF", compression="group4", tiffinfo={ROWS_PER_STRIP: flat.height})
        with Image.open(out, formats=("TIFF",)) as found:
            tags = found.tag_v2  # type: ignore[attr-defined]
            offsets, lengths = tags[STRIP_OFFSETS], tags[STRIP_LENGTHS]
    except (OSError, ValueError, KeyError, RuntimeError):
        return None
    data = out.getvalue()
    return data[offsets[0] : offsets[0] + lengths[0]] if len(offsets) == 1 else None


def fax_stream(pdf: Pdf, data: bytes, width: int, height: int, *, black_is_one: bool) -> Stream:
    """Group 4 data as an image; `black_is_one` where a set bit of the picture is white, as in most files."""
    stream = Stream(pdf, data)
    stream.Filter = Name.CCITTFaxDecode
    stream.DecodeParms = Dictionary(K=-1, Columns=width, Rows=height, BlackIs1=black_is_one)
    return stream
