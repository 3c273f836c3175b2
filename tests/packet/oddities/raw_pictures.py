"""Pictures written byte by byte, cut off, broken, huge, or of kinds that cannot go in."""

from __future__ import annotations

import io
import struct
import zlib
from pathlib import Path

from PIL import Image

from tests.packet.oddities.oddity import oddity
from tests.packet.oddities.pictures import photo

PASSES = ((0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2))


def _png(depth: int, kind: int, rows: bytes, size: tuple[int, int], *, passes: int = 0) -> bytes:
    def chunk(name: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    head = struct.pack(">IIBBBBB", *size, depth, kind, 0, 0, passes)
    parts = [(b"IHDR", head), (b"IDAT", zlib.compress(rows)), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunk(name, body) for name, body in parts)


@oddity("deep-color.png", looks=False)
def deep_color(path: Path) -> None:
    row = b"\0" + b"".join(struct.pack(">HHH", x * 257, 65535 - x * 257, 30000) for x in range(256))
    path.write_bytes(_png(16, 2, row * 50, (256, 50)))


@oddity("two-bits.png", looks=False)
def two_bits(path: Path) -> None:
    path.write_bytes(_png(2, 0, (b"\0" + b"\x1b" * 16) * 40, (64, 40)))


@oddity("sent-in-passes.png")
def interlaced(path: Path) -> None:
    """A picture sent in seven passes cannot be put in as it is."""
    image = photo("L", (72, 48))
    rows = b""
    for x, y, dx, dy in PASSES:
        for row in range(y, 48, dy):
            rows += b"\0" + bytes(int(image.getpixel((column, row))) for column in range(x, 72, dx))  # type: ignore[arg-type]
    path.write_bytes(_png(8, 0, rows, (72, 48), passes=1))


@oddity("color-that-is-clear.png")
def clear_color(path: Path) -> None:
    photo("P").save(path, transparency=0)


@oddity("own-colors.png", looks=False)
def profile(path: Path) -> None:
    from PIL import ImageCms

    own = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes().replace(b"sRGB", b"mine")
    photo().save(path, icc_profile=own)


@oddity("cut-off.jpg", refused="damaged-image")
def cut_jpeg(path: Path) -> None:
    photo(size=(900, 600)).save(path, quality=95)
    path.write_bytes(path.read_bytes()[:6000])


@oddity("last-bytes-lost.jpg", codes="cut-off", looks=False)
def nearly_jpeg(path: Path) -> None:
    noisy = Image.effect_noise((900, 600), 60)
    noisy.save(path, quality=90)
    data = path.read_bytes()
    path.write_bytes(data[: len(data) * 97 // 100])


@oddity("cut-off.png", refused="damaged-image")
def cut_png(path: Path) -> None:
    Image.effect_noise((500, 500), 60).save(path)
    path.write_bytes(path.read_bytes()[:60_000])


@oddity("cut-off.tif", refused="damaged-image")
def cut_tiff(path: Path) -> None:
    Image.effect_noise((500, 500), 60).save(path, compression="tiff_lzw")
    data = path.read_bytes()
    path.write_bytes(data[: len(data) // 3])


@oddity("only-a-head.jpg", refused="damaged-image")
def head_jpeg(path: Path) -> None:
    path.write_bytes(b"\xff\xd8\xff\xe0" + b"x" * 50)


@oddity("of-no-size.png", refused="damaged-image")
def no_size(path: Path) -> None:
    path.write_bytes(_png(8, 0, b"", (0, 0)))


@oddity("says-it-is-huge.png", refused="too-large")
def bomb(path: Path) -> None:
    path.write_bytes(_png(8, 2, b"\0", (60_000, 60_000)))


@oddity("large.jpg", looks=False)
def large(path: Path) -> None:
    """70 megapixels: more than is unpacked, but its data go in as they are."""
    Image.new("L", (10_000, 7_000), 200).save(path, quality=30)


@oddity("large.gif", codes="downsampled", looks=False)
def large_unpacked(path: Path) -> None:
    Image.new("P", (9_000, 8_000), 3).save(path)


@oddity("two-hundred-and-one.tif", refused="too-large")
def too_many(path: Path) -> None:
    frames = [Image.new("1", (8, 8), 1) for _ in range(201)]
    frames[0].save(path, save_all=True, append_images=frames[1:])


@oddity("bytes-behind.png")
def behind(path: Path) -> None:
    out = io.BytesIO()
    photo().save(out, "PNG")
    path.write_bytes(out.getvalue() + b"CANARY" * 100)


@oddity("drawing.svg", refused="not-pdf-or-image")
def svg(path: Path) -> None:
    path.write_text("<svg xmlns='http://www.w3.org/2000/svg'/>")
