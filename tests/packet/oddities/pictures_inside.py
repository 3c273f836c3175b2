"""Pages with pictures of many kinds on them."""

from __future__ import annotations

import io
from pathlib import Path

from pikepdf import Array, Dictionary, Name, Pdf, Stream
from PIL import Image as PillowImage

from tests.packet.oddities.oddity import MARKS, draft, oddity, saved


def _image(pdf: Pdf, data: bytes, **keys: object) -> Stream:
    image = pdf.make_stream(data)
    image.Type, image.Subtype, image.BitsPerComponent = Name.XObject, Name.Image, 8
    for key, value in keys.items():
        image["/" + key] = value
    return image


def _shown(path: Path, image: Stream, pdf: Pdf) -> None:
    pdf.pages[0].obj.Resources.XObject = Dictionary(Im=image)
    saved(pdf, path)


PLACED = b"q 400 0 0 300 100 200 cm /Im Do Q " + MARKS


@oddity("cmyk-picture.pdf", as_is=True)
def cmyk(path: Path) -> None:
    pdf = draft(PLACED)
    data = bytes((255, 0, 0, 0, 0, 255, 0, 0, 0, 0, 255, 0, 0, 0, 0, 255))
    _shown(path, _image(pdf, data, Width=2, Height=2, ColorSpace=Name.DeviceCMYK), pdf)


@oddity("picture-with-mask.pdf", as_is=True)
def masked(path: Path) -> None:
    pdf = draft(PLACED)
    mask = _image(pdf, bytes((0, 255, 128, 255)), Width=2, Height=2, ColorSpace=Name.DeviceGray)
    data = bytes((200, 0, 0)) * 4
    _shown(path, _image(pdf, data, Width=2, Height=2, ColorSpace=Name.DeviceRGB, SMask=mask), pdf)


@oddity("picture-of-few-colors.pdf", as_is=True)
def indexed(path: Path) -> None:
    pdf = draft(PLACED)
    space = Array([Name.Indexed, Name.DeviceRGB, 1, b"\x10\x80\x10\xf0\xc0\x20"])
    _shown(path, _image(pdf, b"\0\1\1\0", Width=2, Height=2, ColorSpace=space), pdf)


@oddity("picture-that-is-a-stencil.pdf", as_is=True)
def stencil(path: Path) -> None:
    pdf = draft(b"0.7 0 0.7 rg " + PLACED)
    image = _image(pdf, b"\xaa\x55" * 4, Width=8, Height=8, ImageMask=True)
    image.BitsPerComponent = 1
    _shown(path, image, pdf)


@oddity("picture-damaged.pdf", looks=False)
def broken_picture(path: Path) -> None:
    pdf = draft(PLACED)
    image = _image(pdf, b"\xff\xd8\xff\xe0nothing", Width=20, Height=20, ColorSpace=Name.DeviceRGB)
    image.Filter = Name.DCTDecode
    _shown(path, image, pdf)


@oddity("camera-data-inside.pdf", as_is=True)
def camera_data(path: Path) -> None:
    """A photo put into a PDF with all that the camera wrote."""
    exif = PillowImage.Exif()
    exif[0x010F] = "CANARY-CAMERA"
    exif.get_ifd(0x8825)[1] = "N"
    out = io.BytesIO()
    photo = PillowImage.radial_gradient("L").convert("RGB")
    photo.save(out, "JPEG", exif=exif, comment=b"CANARY-COMMENT", dpi=(300, 300))
    pdf = draft(PLACED)
    image = _image(pdf, out.getvalue(), Width=256, Height=256, ColorSpace=Name.DeviceRGB)
    image.Filter = Name.DCTDecode
    _shown(path, image, pdf)


@oddity("plain-colors-mean-others.pdf", as_is=True)
def default_space(path: Path) -> None:
    """The page says what its plain colors mean; pictures on it are shown in those."""
    pdf = draft(PLACED)
    # The channels change places, so that nobody can miss whether this is heeded.
    swap = pdf.make_stream(
        b"{ 3 1 roll }", Dictionary(FunctionType=4, Domain=Array([0, 1] * 3), Range=Array([0, 1] * 3))
    )
    names = Array([Name.A, Name.B, Name.C])
    pdf.pages[0].obj.Resources.ColorSpace = Dictionary(
        DefaultRGB=Array([Name.DeviceN, names, Name.DeviceRGB, swap])
    )
    _shown(path, _image(pdf, bytes((250, 20, 90)) * 4, Width=2, Height=2, ColorSpace=Name.DeviceRGB), pdf)
