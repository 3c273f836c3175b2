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

from applicant_helper.packet.papers.jpeg import strip_jpeg
from applicant_helper.packet.papers.paper import BadPaper

MAX_PIXELS = 60_000_000
MAX_FRAMES = 200
LETTER = (612.0, 792.0)
MARGIN = 36.0
USUAL_DPI = 200.0
ORIENTATION = 0x0112
# How a unit square is placed for each camera orientation, mirrored ones included.
PLACED = {
    1: (1, 0, 0, 1, 0, 0),
    2: (-1, 0, 0, 1, 1, 0),
    3: (-1, 0, 0, -1, 1, 1),
    4: (1, 0, 0, -1, 0, 1),
    5: (0, -1, -1, 0, 1, 1),
    6: (0, -1, 1, 0, 0, 1),
    7: (0, 1, 1, 0, 0, 0),
    8: (0, 1, -1, 0, 1, 0),
}
JPEG_KINDS = ("JPEG", "MPO")
FORMATS = ("JPEG", "PNG", "TIFF", "WEBP", "HEIF")
Sizes = list[tuple[float, float]]


def image_to_pdf(source: Path, out: Path, pages: tuple[int, int] | None) -> tuple[Sizes, list[str]]:
    """Write the picture as a PDF, one page for each frame; returns page sizes and what was done. Raises BadPaper."""
    _know_heic(source)
    Image.MAX_IMAGE_PIXELS = MAX_PIXELS
    codes: list[str] = []
    try:
        with Image.open(source, formats=FORMATS) as picture:
            if picture.width * picture.height > MAX_PIXELS:
                raise BadPaper("too-large")
            pdf = Pdf.new()
            # Only a TIFF has pages: what else follows the first picture is a preview, depth or movement.
            frames = getattr(picture, "n_frames", 1) if picture.format == "TIFF" else 1
            if frames > MAX_FRAMES:
                raise BadPaper("too-large")
            first, last = pages or (1, frames)
            for number in range(max(first, 1) - 1, min(last, frames)):
                if frames > 1:
                    picture.seek(number)
                _add_page(pdf, picture, source, codes)
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, EOFError) as cause:
        raise BadPaper("damaged-image") from cause
    except Image.DecompressionBombError as cause:
        raise BadPaper("too-large") from cause
    if len(pdf.pages) == 0:
        raise BadPaper("damaged-image")
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
    orientation = 1
    if picture.format in JPEG_KINDS and picture.mode in {"L", "RGB", "CMYK"}:
        found = picture.getexif().get(ORIENTATION, 1)
        orientation = found if found in PLACED else 1
        image = _jpeg_object(pdf, picture, source)
    else:
        image = _packed_object(pdf, picture)
    if orientation != 1:
        codes.append("rotated")
    width, height = int(image.Width), int(image.Height)
    if orientation >= 5:
        width, height = height, width
    page_width, page_height = _page_size(picture, width, height)
    pdf.pages.append(pikepdf.Page(_page(pdf, image, orientation, page_width, page_height)))


def _page(pdf: Pdf, image: Stream, orientation: int, width: float, height: float) -> Dictionary:
    a, b, c, d, e, f = PLACED[orientation]
    matrix = (a * width, b * height, c * width, d * height, e * width, f * height)
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
    per_inch = stated if 99 <= stated <= 1200 else USUAL_DPI
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
    if picture.mode.startswith("I;16"):
        return picture.convert("I").point(lambda v: v / 257).convert("L")
    if picture.mode in {"I", "F"}:
        return _stretched(picture)
    return picture.convert("RGB")


def _stretched(picture: Image.Image) -> Image.Image:
    """Deep greys brought into eight bits: 0 to 255 as they are, a wider range by its own bounds."""
    deep = picture.convert("F")
    low, high = (float(v) for v in deep.getextrema())  # type: ignore[arg-type]
    if low >= 0 and high <= 255:
        return deep.convert("L")
    top = 65535.0 if low >= 0 and high <= 65535 else high
    scale = 255.0 / ((top - min(low, 0.0)) or 1.0)
    return deep.point(lambda v: v * scale - min(low, 0.0) * scale).convert("L")
