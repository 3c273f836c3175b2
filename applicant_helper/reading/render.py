"""Pages drawn as pictures, upright as a reader sees them. Used in a guarded child only."""

from __future__ import annotations

import math
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import Any, BinaryIO, Protocol

from PIL import Image, ImageOps

from applicant_helper.reading.pictures import (
    FORMATS,
    LYING,
    MAX_FRAMES,
    MAX_PIXELS,
    ORIENTATION,
    dots_per_inch,
    frames_of,
)
from applicant_helper.reading.pictures import ODD as ODD_PICTURE

MOST_PIXELS = 16_000_000
POINTS = 72.0
DEEP = ("I", "F")


class CannotDraw(Exception):
    """The page can't be drawn. `code` is one of look.REASONS or `no-such-page`."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class Drawn:
    """A page as a picture (mode L or RGB), and its scale: points = pixels * points_per_pixel.

    `width` and `height` are the size of the page in points.
    """

    image: Image.Image
    points_per_pixel: float
    width: float
    height: float


class Pages(Protocol):
    """The pages of one open file, numbered from 1."""

    count: int

    def draw(self, number: int, dpi: int, most_pixels: int = MOST_PIXELS) -> Drawn:
        """The page at `dpi`, or less when that would be too many pixels. Raises CannotDraw."""
        ...


def page_image(file: BinaryIO, media_type: str, number: int, dpi: int) -> Image.Image:
    """One page as a picture; see `open_pages` for several pages of a file. Raises CannotDraw."""
    return draw_page(file, media_type, number, dpi).image


def draw_page(file: BinaryIO, media_type: str, number: int, dpi: int) -> Drawn:
    """One page as a picture with its scale. Raises CannotDraw."""
    with open_pages(file, media_type) as pages:
        return pages.draw(number, dpi)


@contextmanager
def open_pages(file: BinaryIO, media_type: str) -> Iterator[Pages]:
    """The file opened once for many pages. Raises CannotDraw."""
    file.seek(0)
    if media_type != "application/pdf":
        with _open_picture(file, media_type) as picture:
            yield _PicturePages(picture)
        return
    document = open_pdf(file)
    try:
        yield _PdfPages(document)
    finally:
        document.close()


def open_pdf(file: BinaryIO) -> Any:
    """A PDFium document with its form filled in, to be closed by the caller. Raises CannotDraw."""
    import pypdfium2

    file.seek(0)
    try:
        document = pypdfium2.PdfDocument(file)
    except pypdfium2.PdfiumError as cause:
        has_password = getattr(cause, "err_code", None) == pypdfium2.raw.FPDF_ERR_PASSWORD
        raise CannotDraw("needs-password" if has_password else "damaged-pdf") from cause
    with suppress(pypdfium2.PdfiumError):
        # Without it the values typed into a form and the barcodes of official forms stay invisible.
        document.init_forms()
    return document


class _PdfPages:
    def __init__(self, document: Any) -> None:
        self._document = document
        self.count = len(document)

    def draw(self, number: int, dpi: int, most_pixels: int = MOST_PIXELS) -> Drawn:
        import pypdfium2

        if not 1 <= number <= self.count:
            raise CannotDraw("no-such-page")
        try:
            page = self._document[number - 1]
            try:
                width, height = page.get_size()
                scale = _scale(width, height, dpi / POINTS, most_pixels)
                # A hair less, so that 792 points at 150 dpi are 1650 pixels and not 1651.
                image = page.render(scale=scale * (1 - 1e-9), rev_byteorder=True, prefer_bgrx=True).to_pil()
            finally:
                page.close()
        except (pypdfium2.PdfiumError, ValueError, OSError, RuntimeError) as cause:
            raise CannotDraw("damaged-pdf") from cause
        return Drawn(image.convert("RGB"), 1 / scale, width, height)


def _scale(width: float, height: float, wanted: float, most_pixels: int) -> float:
    """Pixels per point: what is wanted, or less so that the picture stays in bounds.

    >>> _scale(100, 100, 2.0, 10_000)
    1.0
    """
    if width <= 0 or height <= 0:
        raise CannotDraw("damaged-pdf")
    scale = min(wanted, math.sqrt(most_pixels / (width * height)))
    # A page of any length but no width: each side stays at least one pixel and at most the whole budget.
    return min(scale, most_pixels / max(width, height))


@contextmanager
def _open_picture(file: BinaryIO, media_type: str) -> Iterator[Image.Image]:
    Image.MAX_IMAGE_PIXELS = MAX_PIXELS
    if media_type == "image/heic":
        import pillow_heif

        pillow_heif.register_heif_opener()
    try:
        picture = Image.open(file, formats=FORMATS)
    except Image.DecompressionBombError as cause:
        raise CannotDraw("too-large") from cause
    except ODD_PICTURE as cause:
        raise CannotDraw("damaged-image") from cause
    with picture:
        yield picture


class _PicturePages:
    def __init__(self, picture: Image.Image) -> None:
        self._picture = picture
        try:
            self.count = frames_of(picture)
        except Image.DecompressionBombError as cause:
            raise CannotDraw("too-large") from cause
        except ODD_PICTURE as cause:
            raise CannotDraw("damaged-image") from cause

    def draw(self, number: int, dpi: int, most_pixels: int = MOST_PIXELS) -> Drawn:
        """A picture is drawn in its own pixels, smaller when it has more than `dpi`; never enlarged."""
        if not 1 <= number <= min(self.count, MAX_FRAMES):
            raise CannotDraw("no-such-page")
        try:
            return self._draw(number, dpi, most_pixels)
        except (Image.DecompressionBombError, MemoryError) as cause:
            raise CannotDraw("too-large") from cause
        except ODD_PICTURE as cause:
            raise CannotDraw("damaged-image") from cause

    def _draw(self, number: int, dpi: int, most_pixels: int) -> Drawn:
        picture = self._picture
        if self.count > 1:
            picture.seek(number - 1)
        full_width, full_height = picture.size
        if full_width * full_height > MAX_PIXELS:
            raise CannotDraw("too-large")
        per_inch = dots_per_inch(picture)
        shrink = min(1.0, dpi / per_inch, math.sqrt(most_pixels / (full_width * full_height)))
        size = (max(1, round(full_width * shrink)), max(1, round(full_height * shrink)))
        if shrink <= 0.5 and picture.format in {"JPEG", "MPO"}:
            picture.draft(None, size)
        is_lying = picture.format != "TIFF" and picture.getexif().get(ORIENTATION) in LYING
        plain = _plain(picture)
        if plain.size != size and shrink < 1:
            plain = plain.resize(size, Image.Resampling.BOX if shrink < 0.5 else Image.Resampling.BILINEAR)
        upright = ImageOps.exif_transpose(plain) if picture.format != "TIFF" else plain
        points = (full_width * POINTS / per_inch, full_height * POINTS / per_inch)
        width, height = points[::-1] if is_lying else points
        return Drawn(upright, width / upright.width, width, height)


def _plain(picture: Image.Image) -> Image.Image:
    """The picture in grey or colour, on white where it is see-through; deep pictures keep their range."""
    if picture.mode.startswith(DEEP):
        low, high = picture.convert("F").getextrema()
        factor = 255.0 / (high - low) if high > low else 1.0  # type: ignore[operator]
        return picture.convert("F").point(lambda v: v * factor - low * factor).convert("L")  # type: ignore[operator]
    if picture.has_transparency_data:
        clear = picture.convert("RGBA")
        paper = Image.new("RGBA", clear.size, "white")
        return Image.alpha_composite(paper, clear).convert("RGB")
    if picture.mode in {"1", "L"}:
        return picture.convert("L")
    return picture.convert("RGB")
