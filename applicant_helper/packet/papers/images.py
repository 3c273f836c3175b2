"""A picture to a plain PDF: JPEG and plain PNG data kept as they are, without camera data; others packed.

Runs in the guarded child.
"""

from __future__ import annotations

from pathlib import Path

from pikepdf import Dictionary, Name, Pdf, Stream
from PIL import Image, ImageOps, UnidentifiedImageError

from applicant_helper.packet.papers.bitmaps import packed
from applicant_helper.packet.papers.colors import color_space
from applicant_helper.packet.papers.jpeg import is_common_jpeg, strip_jpeg
from applicant_helper.packet.papers.paper import BadPaper, PageRange
from applicant_helper.packet.papers.png import plain_png
from applicant_helper.packet.papers.rescue import KEPT_PIXELS, nearly_whole, smaller
from applicant_helper.packet.papers.sheet import PLACED, add_page

# Those that are put in as they are, and those that must be unpacked in memory first.
MAX_PIXELS, MAX_UNPACKED = 300_000_000, 160_000_000
MAX_FRAMES = 200
ORIENTATION, SUBFILE, COMPRESSION = 0x0112, 254, 259
JPEG_KINDS = ("JPEG", "MPO")
LOSSY = frozenset({"WEBP", "HEIF", "AVIF", "JPEG2000", "JPEG", "MPO"})
FORMATS = (
    "JPEG",
    "MPO",
    "PNG",
    "TIFF",
    "WEBP",
    "HEIF",
    "AVIF",
    "GIF",
    "BMP",
    "DIB",
    "JPEG2000",
    "PPM",
    "TGA",
)
DAMAGE = (UnidentifiedImageError, OSError, SyntaxError, ValueError, EOFError, TypeError, LookupError)
DAMAGE_TOO = (*DAMAGE, ArithmeticError, RuntimeError, AttributeError, NotImplementedError)


def image_to_pdf(source: Path, out: Path, pages: PageRange | None) -> list[str]:
    """Write the picture as a PDF, one page for each frame of a TIFF; returns what was done. Raises BadPaper."""
    codes: list[str] = []
    with Pdf.new() as pdf:
        try:
            with Image.open(source, formats=_formats(source)) as picture:
                for number in _frames(picture, pages):
                    if number:
                        picture.seek(number)
                    _add(pdf, picture, source, codes)
        except DAMAGE_TOO as cause:
            raise BadPaper("damaged-image") from cause
        if len(pdf.pages) == 0:
            raise BadPaper("damaged-image")
        pdf.save(out, static_id=True)
    return list(dict.fromkeys(codes))


def _formats(source: Path) -> tuple[str, ...]:
    """The formats that are known here. Sizes are judged by us: the library's own limit only warns."""
    Image.MAX_IMAGE_PIXELS = None
    Image.init()
    with source.open("rb") as file:
        is_boxed = file.read(12)[4:8] == b"ftyp"
    if is_boxed:
        import pillow_heif

        pillow_heif.register_heif_opener()
    return tuple(name for name in FORMATS if name in Image.OPEN)


def _frames(picture: Image.Image, pages: PageRange | None) -> list[int]:
    """The frames that are pages. Only a TIFF has pages: what follows elsewhere is a preview, depth or movement."""
    count = getattr(picture, "n_frames", 1) if picture.format == "TIFF" else 1
    if count > MAX_FRAMES:
        raise BadPaper("too-large")
    found = list(range(count))
    if count > 1:
        found = [n for n in found if not _is_preview(picture, n)] or found
        picture.seek(0)
    first, last = pages or (1, len(found))
    return found[max(first, 1) - 1 : last]


def _is_preview(picture: Image.Image, number: int) -> bool:
    picture.seek(number)
    kind = picture.tag_v2.get(SUBFILE, 0)  # type: ignore[attr-defined]
    return isinstance(kind, int) and kind & 1 == 1


def _add(pdf: Pdf, picture: Image.Image, source: Path, codes: list[str]) -> None:
    pixels = picture.width * picture.height
    if pixels > MAX_PIXELS:
        raise BadPaper("too-large")
    if pixels == 0:
        raise BadPaper("damaged-image")
    dpi = picture.info.get("dpi")
    if picture.format in JPEG_KINDS:
        orientation = _orientation(picture)
        image = _kept_jpeg(pdf, picture, source)
        if image is not None:
            if orientation != 1:
                codes.append("rotated")
            add_page(pdf, image, orientation, dpi)
            return
    if picture.format == "PNG" and _orientation(picture) == 1:
        image = plain_png(pdf, source, picture.info.get("icc_profile"))
        if image is not None:
            add_page(pdf, image, 1, dpi)
            return
    add_page(pdf, _unpacked(pdf, picture, codes), 1, dpi)


def _orientation(picture: Image.Image) -> int:
    try:
        found = picture.getexif().get(ORIENTATION, 1)
    except DAMAGE_TOO:
        return 1
    return found if found in PLACED else 1


def _kept_jpeg(pdf: Pdf, picture: Image.Image, source: Path) -> Stream | None:
    """The JPEG data unchanged but for camera data, comments, thumbnails; None where viewers may not read it."""
    if picture.mode not in {"L", "RGB", "CMYK"}:
        return None
    size, mode, info = picture.size, picture.mode, dict(picture.info)
    try:
        data = strip_jpeg(source.read_bytes())
        if not is_common_jpeg(data):
            return None
        with Image.open(source, formats=("JPEG",)) as small:
            # Read to its end, but drawn at an eighth of its size: little memory for large photos.
            small.draft(small.mode, (max(size[0] // 8, 1), max(size[1] // 8, 1)))
            small.load()
    except DAMAGE:
        return None
    stream = Stream(pdf, data)
    stream.update(
        Dictionary(
            Type=Name.XObject,
            Subtype=Name.Image,
            Width=size[0],
            Height=size[1],
            ColorSpace=color_space(pdf, mode, info.get("icc_profile")),
            BitsPerComponent=8,
            Filter=Name.DCTDecode,
        )
    )
    if mode == "CMYK" and "adobe" in info:
        stream.Decode = [1, 0] * 4
    return stream


def _unpacked(pdf: Pdf, picture: Image.Image, codes: list[str]) -> Stream:
    if picture.width * picture.height > MAX_UNPACKED:
        raise BadPaper("too-large")
    is_lossy = picture.format in LOSSY or _is_jpeg_inside(picture)
    try:
        picture.load()
        found: Image.Image = picture
    except OSError as cause:
        if "truncated" not in str(cause):
            raise
        found = nearly_whole(picture)
        codes.append("cut-off")
    upright = ImageOps.exif_transpose(found)
    if upright.width * upright.height > KEPT_PIXELS:
        upright = smaller(upright)
        codes.append("downsampled")
    return packed(pdf, upright, is_lossy=is_lossy)


def _is_jpeg_inside(picture: Image.Image) -> bool:
    return picture.format == "TIFF" and picture.tag_v2.get(COMPRESSION) in {6, 7}  # type: ignore[attr-defined]
