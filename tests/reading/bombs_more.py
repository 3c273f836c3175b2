"""More files made to hurt: streams that burst twice, decoders fed with nonsense, pictures of a billion dots."""

from __future__ import annotations

import io
import struct
import zlib
from pathlib import Path

import pikepdf
from PIL import Image

from tests.reading.bombs import _written

MEGABYTE = 1 << 20


def _packed(megabytes: int, line: bytes = b"0 0 m 1 1 l S\n") -> bytes:
    pack = zlib.compressobj(9)
    piece = line * (MEGABYTE // len(line))
    return b"".join(pack.compress(piece) for _ in range(megabytes)) + pack.flush()


def double_flate(path: Path) -> Path:
    """A few kilobytes that unpack to a megabyte that unpacks to a gigabyte of drawing."""
    twice = zlib.compress(_packed(1000), 9)
    with pikepdf.Pdf.new() as pdf:
        pdf.add_blank_page()
        stream = pikepdf.Stream(pdf, b"")
        filters = pikepdf.Array([pikepdf.Name.FlateDecode, pikepdf.Name.FlateDecode])
        stream.write(twice, filter=filters)
        pdf.pages[0].Contents = pdf.make_indirect(stream)
        pdf.save(path, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.none)
    return path


def object_streams(path: Path) -> Path:
    """The pages sit in a stream of objects that unpacks to a gigabyte of spaces."""
    inner = b"2 0 "
    objects = inner + b"<</Type/Pages/Count 1/Kids[3 0 R]>>"
    pack = zlib.compressobj(9)
    data = pack.compress(objects)
    data += b"".join(pack.compress(b" " * MEGABYTE) for _ in range(1000)) + pack.flush()
    out = io.BytesIO()
    out.write(b"%PDF-1.5\n")
    at = {1: out.tell()}
    out.write(b"1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj\n")
    at[3] = out.tell()
    out.write(b"3 0 obj <</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>> endobj\n")
    at[4] = out.tell()
    head = b"4 0 obj <</Type/ObjStm/N 1/First %d/Filter/FlateDecode/Length %d>> stream\n"
    out.write(head % (len(inner), len(data)) + data + b"\nendstream endobj\n")
    table = out.tell()
    rows = [(0, 0, 65535), (1, at[1], 0), (2, 4, 0), (1, at[3], 0), (1, at[4], 0), (1, table, 0)]
    packed = zlib.compress(b"".join(struct.pack(">BIH", *row) for row in rows))
    xref = b"5 0 obj <</Type/XRef/Size 6/W[1 4 2]/Root 1 0 R/Filter/FlateDecode/Length %d>> stream\n"
    out.write(xref % len(packed) + packed + b"\nendstream endobj\nstartxref\n%d\n%%%%EOF" % table)
    path.write_bytes(out.getvalue())
    return path


def nonsense_picture(path: Path, decoder: str) -> Path:
    """A page that shows a picture of 30,000 by 30,000 dots whose data make no sense to its decoder."""
    with pikepdf.Pdf.new() as pdf:
        page = pdf.add_blank_page()
        image = pikepdf.Stream(pdf, bytes(range(256)) * 500)
        image.Type, image.Subtype = pikepdf.Name.XObject, pikepdf.Name.Image
        image.Width = image.Height = 30_000
        image.ColorSpace, image.BitsPerComponent = (
            pikepdf.Name.DeviceGray,
            1 if decoder == "JBIG2Decode" else 8,
        )
        image.Filter = pikepdf.Name("/" + decoder)
        page.obj.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Im0=pdf.make_indirect(image)))
        page.obj.Contents = pdf.make_stream(b"q 500 0 0 500 50 50 cm /Im0 Do Q")
        pdf.save(path, stream_decode_level=pikepdf.StreamDecodeLevel.none)
    return path


def billion_dots(path: Path) -> Path:
    """A PNG of 32,000 by 32,000 dots, all of them there, in a hundred kilobytes."""
    side = 32_000

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    pack = zlib.compressobj(9)
    row = bytes(1 + side // 8)
    data = b"".join(pack.compress(row) for _ in range(side)) + pack.flush()
    head = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", data) + chunk(b"IEND", b""))
    return path


def fax_without_end(path: Path, count: int = 10_000) -> Path:
    """A TIFF of 10,000 pages that all show the same few bytes."""
    out = io.BytesIO()
    out.write(b"II*\x00" + struct.pack("<I", 16) + b"\0" * 8)
    entries = [(256, 4, 1, 8), (257, 4, 1, 8), (258, 3, 1, 1), (259, 3, 1, 1), (262, 3, 1, 1), (273, 4, 1, 8)]
    entries += [(278, 4, 1, 8), (279, 4, 1, 8)]
    body = b"".join(struct.pack("<HHII", *e) for e in entries)
    size = 2 + len(body) + 4
    for number in range(count):
        following = 16 + (number + 1) * size if number + 1 < count else 0
        out.write(struct.pack("<H", len(entries)) + body + struct.pack("<I", following))
    path.write_bytes(out.getvalue())
    return path


def heavy_first_words(path: Path) -> Path:
    """A page that takes long to read: a form drawn by a form drawn by a form, many times each."""
    kids = [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Count 1/Kids[3 0 R]>>"]
    kids.append(
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Resources<</XObject<</F 5 0 R>>>>/Contents 4 0 R>>"
    )
    kids.append(b"<</Length 5>> stream\n/F Do\nendstream")
    calls = b"/F Do " * 12
    for number in range(5, 25):
        head = b"<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</F %d 0 R>>>>/Length %d>> stream\n"
        kids.append(head % (number + 1, len(calls)) + calls + b"\nendstream")
    kids.append(b"<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Length 12>> stream\n0 0 m 1 1 l S\nendstream")
    return _written(path, kids)


def torn_png(path: Path) -> Path:
    """A PNG whose data stop in the middle."""
    whole = io.BytesIO()
    Image.effect_noise((300, 300), 90).save(whole, "PNG")
    path.write_bytes(whole.getvalue()[:20_000])
    return path
