"""Pictures with everything that cameras, phones and programs write into them, each with a canary of its own."""

from __future__ import annotations

import io
import struct
from pathlib import Path

import pikepdf
from pikepdf import Array, Dictionary, Name
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from tests.packet.hostile_pdf import canary


def _picture() -> Image.Image:
    image = Image.new("RGB", (160, 120), "white")
    image.paste((40, 60, 90), (0, 0, 80, 120))
    return image


def _exif(what: str) -> Image.Exif:
    exif = Image.Exif()
    exif[0x010F] = canary(what + "-make")
    exif[0x013B] = canary(what + "-artist")
    exif[0x9C9C] = canary(what + "-xp").encode()
    exif.get_ifd(0x8769)[0x9286] = canary(what + "-user-comment").encode()
    exif.get_ifd(0x8769)[0x927C] = canary(what + "-maker").encode()
    exif.get_ifd(0x8825)[0x001D] = canary(what + "-gps")
    return exif


def _segment(marker: int, data: bytes) -> bytes:
    return struct.pack(">BBH", 0xFF, marker, len(data) + 2) + data


def _xmp(what: str) -> bytes:
    return f"<x:xmpmeta xmlns:x='adobe:ns:meta/'>{canary(what)}</x:xmpmeta>".encode()


def jpeg_bytes(what: str) -> bytes:
    """EXIF, GPS, XMP, IPTC, multi-picture, comment, a preview, own segments, a second picture, trailing data."""
    out = io.BytesIO()
    _picture().save(out, "JPEG", exif=_exif(what), comment=canary(what + "-comment").encode())
    data = out.getvalue()
    added = b"".join(
        (
            _segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0" + _xmp(what + "-xmp")),
            _segment(0xED, b"Photoshop 3.0\0" + canary(what + "-iptc").encode()),
            _segment(0xE2, b"MPF\0" + canary(what + "-mpf").encode()),
            _segment(0xE0, b"JFXX\0\x10" + canary(what + "-preview").encode()),
            _segment(0xEB, canary(what + "-own").encode()),
            _segment(0xEC, b"Ducky" + canary(what + "-ducky").encode()),
        )
    )
    second = io.BytesIO()
    _picture().save(second, "JPEG", comment=canary(what + "-second").encode())
    return data[:2] + added + data[2:] + second.getvalue() + canary(what + "-trailing").encode()


def jpeg(path: Path) -> Path:
    path.write_bytes(jpeg_bytes("jpeg"))
    return path


def png(path: Path) -> Path:
    """Text chunks of three kinds, EXIF, a chunk of its own, bytes after the end."""
    info = PngInfo()
    info.add_text("Author", canary("png-text"))
    info.add_text("Comment", canary("png-packed"), zip=True)
    info.add_itxt("XML:com.adobe.xmp", _xmp("png-xmp").decode())
    info.add(b"prVt", canary("png-own").encode())
    _picture().save(path, pnginfo=info, exif=_exif("png"))
    path.write_bytes(path.read_bytes() + canary("png-trailing").encode())
    return path


def tiff(path: Path) -> Path:
    """Descriptions, names, XMP, IPTC and own tags."""
    tags = {n: canary(f"tiff-{n}") for n in (269, 270, 271, 305, 315, 316, 33432)}
    blobs = {n: canary(f"tiff-{n}").encode() for n in (700, 33723, 34377, 65000)}
    _picture().save(path, tiffinfo={**tags, **blobs})
    path.write_bytes(path.read_bytes() + canary("tiff-trailing").encode())
    return path


def webp(path: Path) -> Path:
    _picture().save(path, exif=_exif("webp"), xmp=_xmp("webp-xmp"))
    path.write_bytes(path.read_bytes() + canary("webp-trailing").encode())
    return path


def heic(path: Path) -> Path:
    import pillow_heif

    file = pillow_heif.from_pillow(_picture())
    file[0].info["exif"] = _exif("heic").tobytes()
    file[0].info["xmp"] = _xmp("heic-xmp")
    file.save(str(path))
    return path


def scanned(path: Path, *, twice: bool = False) -> Path:
    """A PDF around a JPEG with all that a camera writes; `twice`: its data are packed once more."""
    import zlib

    pdf = pikepdf.new()
    page = pdf.add_blank_page(page_size=(160, 120))
    data = jpeg_bytes("twice" if twice else "scanned")
    image = pdf.make_stream(zlib.compress(data) if twice else data)
    image.Filter = Array([Name.FlateDecode, Name.DCTDecode]) if twice else Name.DCTDecode
    image.update(
        Dictionary(
            Type=Name.XObject,
            Subtype=Name.Image,
            Width=160,
            Height=120,
            ColorSpace=Name.DeviceRGB,
            BitsPerComponent=8,
        )
    )
    page.obj.Resources = Dictionary(XObject=Dictionary(Im=image))
    page.obj.Contents = pdf.make_stream(b"q 160 0 0 120 0 0 cm /Im Do Q")
    pdf.save(path)
    return path
