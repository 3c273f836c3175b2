"""A picture to a plain PDF: JPEG data kept as it is without camera data, others packed without loss.

Runs in the guarded child.
"""

from __future__ import annotations

import io
import zlib
from pathlib import Path

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, Stream
from PIL import Image, ImageOps, UnidentifiedImageError

MAX_PIXELS = 60_000_000
MAX_FRAMES = 200
LETTER = (612.0, 792.0)
MARGIN = 36.0
USUAL_DPI = 200.0
ORIENTATION = 0x0112
TURNED = {3: 180, 6: 90, 8: 270}
FORMATS = ("JPEG", "PNG", "TIFF", "WEBP", "HEIF")
Sizes = list[tuple[float, float]]


class BadImage(Exception):
    """A picture that cannot go in, by a stable code."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def is_image(head: bytes) -> bool:
    """Whether the first bytes are those of a picture that can go in."""
    starts = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"II*\x00", b"MM\x00*")
    is_webp = head[:4] == b"RIFF" and head[8:12] == b"WEBP"
    is_heic = head[4:8] == b"ftyp" and head[8:12] in {
        b"heic",
        b"heix",
        b"hevc",
        b"mif1",
        b"msf1",
        b"heim",
        b"avif",
    }
    return head.startswith(starts) or is_webp or is_heic


def image_to_pdf(source: Path, out: Path, pages: tuple[int, int] | None) -> tuple[Sizes, list[str]]:
    """Write the picture as a PDF, one page for each frame; returns page sizes and what was done. Raises BadImage."""
    _know_heic(source)
    Image.MAX_IMAGE_PIXELS = MAX_PIXELS
    codes: list[str] = []
    try:
        with Image.open(source, formats=FORMATS) as picture:
            if picture.width * picture.height > MAX_PIXELS:
                raise BadImage("too-large")
            pdf = Pdf.new()
            frames = min(getattr(picture, "n_frames", 1), MAX_FRAMES)
            first, last = pages or (1, frames)
            for number in range(max(first, 1) - 1, min(last, frames)):
                if frames > 1:
                    picture.seek(number)
                _add_page(pdf, picture, source, codes)
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, EOFError) as cause:
        raise BadImage("damaged-image") from cause
    except Image.DecompressionBombError as cause:
        raise BadImage("too-large") from cause
    if len(pdf.pages) == 0:
        raise BadImage("damaged-image")
    sizes = [(float(p.mediabox[2]), float(p.mediabox[3])) for p in pdf.pages]
    pdf.save(out, static_id=True)
    return sizes, list(dict.fromkeys(codes))


def _know_heic(source: Path) -> None:
    with source.open("rb") as file:
        head = file.read(12)
    if head[4:8] == b"ftyp":
        import pillow_heif

        pillow_heif.register_heif_opener()


def _add_page(pdf: Pdf, picture: Image.Image, source: Path, codes: list[str]) -> None:
    turn = 0
    if picture.format == "JPEG" and picture.mode in {"L", "RGB", "CMYK"}:
        turn = TURNED.get(picture.getexif().get(ORIENTATION, 1), 0)
        image = _jpeg_object(pdf, picture, source)
    else:
        image = _packed_object(pdf, picture)
    if turn:
        codes.append("rotated")
    width, height = image.Width, image.Height
    if turn in {90, 270}:
        width, height = height, width
    page_width, page_height = _page_size(picture, int(width), int(height))
    pdf.pages.append(pikepdf.Page(_page(pdf, image, turn, page_width, page_height)))


def _page(pdf: Pdf, image: Stream, turn: int, width: float, height: float) -> Dictionary:
    matrix = {
        0: (width, 0, 0, height, 0, 0),
        90: (0, -height, width, 0, 0, height),
        180: (-width, 0, 0, -height, width, height),
        270: (0, height, -width, 0, width, 0),
    }[turn]
    numbers = " ".join(f"{v:.4f}" for v in matrix)
    return pdf.make_indirect(
        Dictionary(
            Type=Name.Page,
            MediaBox=Array([0, 0, round(width, 3), round(height, 3)]),
            Resources=Dictionary(XObject=Dictionary(Im0=image)),
            Contents=pdf.make_stream(f"q {numbers} cm /Im0 Do Q".encode()),
        )
    )


def _page_size(picture: Image.Image, width: int, height: int) -> tuple[float, float]:
    """The size in points that the picture says it has, made to fit a Letter sheet with a margin."""
    dpi = picture.info.get("dpi", (0, 0))
    stated = float(dpi[0] or 0)
    per_inch = stated if 100 <= stated <= 1200 else USUAL_DPI
    w, h = width * 72 / per_inch, height * 72 / per_inch
    room_w, room_h = LETTER[0] - 2 * MARGIN, LETTER[1] - 2 * MARGIN
    if w > h:
        room_w, room_h = room_h, room_w
    scale = min(1.0, room_w / w, room_h / h)
    return w * scale, h * scale


def _jpeg_object(pdf: Pdf, picture: Image.Image, source: Path) -> Stream:
    """The JPEG data unchanged but for camera data, comments and thumbnails."""
    data = strip_jpeg(source.read_bytes())
    picture.load()
    spaces = {"L": Name.DeviceGray, "RGB": Name.DeviceRGB, "CMYK": Name.DeviceCMYK}
    stream = Stream(pdf, data)
    stream.update(
        Dictionary(
            Type=Name.XObject,
            Subtype=Name.Image,
            Width=picture.width,
            Height=picture.height,
            ColorSpace=spaces[picture.mode],
            BitsPerComponent=8,
            Filter=Name.DCTDecode,
        )
    )
    if picture.mode == "CMYK" and "adobe" in picture.info:
        stream.Decode = Array([1, 0] * 4)
    return stream


def strip_jpeg(data: bytes) -> bytes:
    """JPEG bytes without APP1, APP3 to APP13, APP15 and comments; color profile and Adobe marker stay.

    Raises ValueError when the bytes are not whole segments.
    """
    out = bytearray(data[:2])
    place = 2
    while place + 4 <= len(data):
        if data[place] != 0xFF:
            raise ValueError("not a JPEG segment")
        marker = data[place + 1]
        if marker == 0xFF:
            place += 1
            continue
        if marker == 0xDA:
            out += data[place:]
            return bytes(out)
        length = int.from_bytes(data[place + 2 : place + 4], "big")
        is_private = marker == 0xFE or (0xE1 <= marker <= 0xEF and marker not in {0xE2, 0xEE})
        if not is_private:
            out += data[place : place + 2 + length]
        place += 2 + length
    raise ValueError("no picture data")


def _packed_object(pdf: Pdf, picture: Image.Image) -> Stream:
    upright = ImageOps.exif_transpose(picture)
    flat = _flattened(upright)
    is_lossy_source = picture.format in {"WEBP", "HEIF"} or picture.format == "JPEG"
    space = Name.DeviceGray if flat.mode in {"L", "1"} else Name.DeviceRGB
    if is_lossy_source:
        packed = io.BytesIO()
        flat.save(packed, "JPEG", quality=90)
        stream = Stream(pdf, packed.getvalue())
        stream.Filter = Name.DCTDecode
    else:
        stream = Stream(pdf, zlib.compress(flat.tobytes(), 6))
        stream.Filter = Name.FlateDecode
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


def _flattened(picture: Image.Image) -> Image.Image:
    """Without transparency, on white, in one of the modes a PDF takes as they are."""
    if picture.mode in {"1", "L", "RGB"}:
        return picture
    if picture.mode in {"RGBA", "LA", "PA"} or "transparency" in picture.info:
        rgba = picture.convert("RGBA")
        white = Image.new("RGBA", rgba.size, "white")
        return Image.alpha_composite(white, rgba).convert("RGB")
    if picture.mode.startswith(("I", "F")):
        return picture.convert("L")
    return picture.convert("RGB")
