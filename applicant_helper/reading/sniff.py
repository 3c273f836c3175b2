"""What a file is by its first bytes, whatever its name says. Pure."""

from __future__ import annotations

STARTS: tuple[tuple[bytes, str], ...] = (
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"II*\x00", "image/tiff"),
    (b"MM\x00*", "image/tiff"),
    (b"II+\x00", "image/tiff"),
    (b"MM\x00+", "image/tiff"),
)
HEIC_BRANDS = frozenset((b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1"))
OFFICE_PARTS: tuple[tuple[bytes, str], ...] = (
    (b"word/", "a Word document"),
    (b"xl/", "an Excel sheet"),
    (b"ppt/", "a PowerPoint file"),
    (b"mimetypeapplication/vnd.oasis.opendocument", "an OpenDocument file"),
    (b"Index/Document.iwa", "a Pages document"),
)
OTHER_STARTS: tuple[tuple[bytes, str], ...] = (
    (b"PK\x03\x04", "a ZIP file"),
    (b"PK\x05\x06", "an empty ZIP file"),
    (b"\xd0\xcf\x11\xe0", "an older Word or Excel document"),
    (b"{\\rtf", "an RTF document"),
    (b"GIF8", "a GIF picture"),
    (b"BM", "a BMP picture"),
    (b"Rar!", "a RAR archive"),
    (b"7z\xbc\xaf", "a 7-Zip archive"),
    (b"MZ", "a Windows program"),
    (b"\x7fELF", "a program"),
    (b"<html", "a web page"),
    (b"<!doc", "a web page"),
    (b"<?xml", "an XML file"),
)


def media_type_of(head: bytes) -> str | None:
    """The media type of a file that can be taken in, or None.

    >>> media_type_of(b"junk %PDF-1.7"), media_type_of(b"PK")
    ('application/pdf', None)
    """
    if b"%PDF-" in head[:1024]:
        return "application/pdf"
    for start, kind in STARTS:
        if head.startswith(start):
            return kind
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "image/webp"
    if head[4:8] == b"ftyp" and head[8:12] in HEIC_BRANDS:
        return "image/heic"
    return None


def seems_like(head: bytes) -> str:
    """What another file seems to be, in words."""
    if head.startswith(b"PK\x03\x04"):
        for part, words in OFFICE_PARTS:
            if part in head:
                return words
    lowered = head.removeprefix(b"\xef\xbb\xbf").lstrip()[:16].lower()
    for start, words in OTHER_STARTS:
        if head.startswith(start) or lowered.startswith(start):
            return words
    if head[4:8] == b"ftyp":
        return "an AVIF picture" if head[8:12] in {b"avif", b"avis"} else "a video"
    if b"\x00" not in head or head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "a text file"
    return "another kind of file"
