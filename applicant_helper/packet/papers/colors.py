"""Picture modes to those that a PDF takes as they are, on white, and the color spaces that go with them."""

from __future__ import annotations

from pikepdf import Array, Dictionary, Name, Object, Pdf
from PIL import Image

DEVICE = {"1": Name.DeviceGray, "L": Name.DeviceGray, "RGB": Name.DeviceRGB, "CMYK": Name.DeviceCMYK}
PROFILED = {"L": (b"GRAY", 1), "RGB": (b"RGB ", 3), "CMYK": (b"CMYK", 4)}
MOST_PROFILE = 4_000_000


def flattened(picture: Image.Image) -> Image.Image:
    """Without transparency, on white, in mode 1, L, RGB, CMYK or P."""
    if has_alpha(picture):
        if picture.mode == "La" or picture.mode == "RGBa":
            picture = picture.convert(picture.mode.upper())
        rgba = picture.convert("RGBA")
        white = Image.new("RGB", rgba.size, "white")
        white.paste(rgba, mask=rgba.getchannel("A"))
        return white
    if picture.mode in {"1", "L", "RGB", "CMYK"}:
        return picture
    if picture.mode == "P":
        palette = picture.palette
        return picture if palette is not None and palette.mode == "RGB" else picture.convert("RGB")
    if picture.mode.startswith("I;16"):
        return picture.convert("I").point(lambda v: v / 257).convert("L")
    if picture.mode in {"I", "F"}:
        return _stretched(picture)
    if picture.mode == "LAB":
        return _from_lab(picture)
    return picture.convert("RGB")


def has_alpha(picture: Image.Image) -> bool:
    """Whether something may shine through."""
    return picture.mode in {"RGBA", "LA", "PA", "RGBa", "La"} or "transparency" in picture.info


def _from_lab(picture: Image.Image) -> Image.Image:
    from PIL import ImageCms

    try:
        lab, rgb = ImageCms.createProfile("LAB"), ImageCms.createProfile("sRGB")
        found = ImageCms.profileToProfile(picture, lab, rgb, outputMode="RGB")
    except ImageCms.PyCMSError as cause:
        raise ValueError("colors cannot be read") from cause
    return picture.convert("RGB") if found is None else found


def _stretched(picture: Image.Image) -> Image.Image:
    """Deep greys brought into eight bits: 0 to 255 as they are, a wider range by its own bounds."""
    deep = picture.convert("F")
    low, high = (float(v) for v in deep.getextrema())  # type: ignore[arg-type]
    if low >= 0 and high <= 255:
        return deep.convert("L")
    top = 65535.0 if low >= 0 and high <= 65535 else high
    scale = 255.0 / ((top - min(low, 0.0)) or 1.0)
    return deep.point(lambda v: v * scale - min(low, 0.0) * scale).convert("L")


def color_space(pdf: Pdf, mode: str, profile: object) -> Object | Name:
    """The picture's own color profile where it has one that fits, else the plain space of the mode."""
    device = DEVICE[mode]
    known = PROFILED.get(mode)
    if known is None or not isinstance(profile, bytes) or not 128 < len(profile) < MOST_PROFILE:
        return device
    signature, channels = known
    if profile[16:20] != signature or profile[36:40] != b"acsp" or b"sRGB" in profile[:600]:
        return device
    stream = pdf.make_stream(profile, Dictionary(N=channels, Alternate=device))
    return Array([Name.ICCBased, stream])
