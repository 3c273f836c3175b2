"""PNG data put into a PDF as it is: both pack pixels the same way. Only plain ones; others are decoded."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from pikepdf import Array, Dictionary, Name, Pdf, Stream

from applicant_helper.packet.papers.colors import color_space

SIGNATURE = b"\x89PNG\r\n\x1a\n"
MOST_BYTES = 300_000_000
# Channels by the kind of color: grey, color, palette. Those with transparency are not plain.
CHANNELS = {0: 1, 2: 3, 3: 1}
ANIMATED = frozenset({b"acTL", b"tRNS"})


@dataclass(slots=True)
class _Png:
    width: int = 0
    height: int = 0
    depth: int = 0
    kind: int = 0
    interlace: int = 0
    palette: bytes = b""
    data: list[bytes] = field(default_factory=list)


def plain_png(pdf: Pdf, source: Path, profile: object) -> Stream | None:
    """The picture with its data untouched, or None where it has to be decoded. Raises ValueError for damage."""
    if source.stat().st_size > MOST_BYTES:
        return None
    png = _read(source.read_bytes())
    if png is None or not png.data:
        return None
    stream = Stream(pdf, b"".join(png.data))
    _check(png)
    space = color_space(pdf, "L" if png.kind == 0 else "RGB", profile)
    if png.kind == 3:
        space = Array([Name.Indexed, space, len(png.palette) // 3 - 1, png.palette])
    stream.Filter = Name.FlateDecode
    stream.DecodeParms = Dictionary(
        Predictor=15, Colors=CHANNELS[png.kind], BitsPerComponent=png.depth, Columns=png.width
    )
    stream.update(
        Dictionary(
            Type=Name.XObject,
            Subtype=Name.Image,
            Width=png.width,
            Height=png.height,
            ColorSpace=space,
            BitsPerComponent=png.depth,
        )
    )
    return stream


def _read(data: bytes) -> _Png | None:
    png = _Png()
    for kind, body in _chunks(data):
        if kind == b"IHDR":
            png.width, png.height = int.from_bytes(body[:4], "big"), int.from_bytes(body[4:8], "big")
            png.depth, png.kind, png.interlace = body[8], body[9], body[12]
            if png.kind not in CHANNELS or png.interlace or png.depth not in {1, 2, 4, 8, 16}:
                return None
        elif kind == b"PLTE":
            png.palette = body[: 3 * (1 << min(png.depth, 8))]
        elif kind in ANIMATED:
            return None
        elif kind == b"IDAT":
            png.data.append(body)
    return None if png.kind == 3 and len(png.palette) < 3 else png


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    place = len(SIGNATURE)
    while place + 8 <= len(data):
        length = int.from_bytes(data[place : place + 4], "big")
        body = data[place + 8 : place + 8 + length]
        kind = data[place + 4 : place + 8]
        yield kind, body
        if kind == b"IEND":
            return
        place += length + 12


def _check(png: _Png) -> None:
    """Raises ValueError unless the data unpacks to exactly as many rows as the picture has."""
    row = 1 + (png.width * CHANNELS[png.kind] * png.depth + 7) // 8
    inflater = zlib.decompressobj()
    length = 0
    try:
        for part in png.data:
            while part:
                length += len(inflater.decompress(part, 1 << 20))
                part = inflater.unconsumed_tail
    except zlib.error as cause:
        raise ValueError("the picture data is damaged") from cause
    if length + len(inflater.flush()) < row * png.height:
        raise ValueError("the picture data ends too early")
