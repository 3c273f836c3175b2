"""What a file is by its first bytes, whatever its name says. Pure."""

from __future__ import annotations

from applicant_helper.core.marks import N_

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
    (b"word/", N_("a Word document")),
    (b"xl/", N_("an Excel sheet")),
    (b"ppt/", N_("a PowerPoint file")),
    (b"mimetypeapplication/vnd.oasis.opendocument", N_("an OpenDocument file")),
    (b"Index/Document.iwa", N_("a Pages document")),
    (b"[Content_Types].xml", N_("an Office document")),
)
ZIP_START = b"PK\x03\x04"
OTHER_STARTS: tuple[tuple[bytes, str], ...] = (
    (ZIP_START, N_("a ZIP file")),
    (b"PK\x05\x06", N_("an empty ZIP file")),
    (b"\xd0\xcf\x11\xe0", N_("an older Word or Excel document")),
    (b"{\\rtf", N_("an RTF document")),
    (b"GIF8", N_("a GIF picture")),
    (b"BM", N_("a BMP picture")),
    (b"Rar!", N_("a RAR archive")),
    (b"7z\xbc\xaf", N_("a 7-Zip archive")),
    (b"MZ", N_("a Windows program")),
    (b"\x7fELF", N_("a program")),
    (b"<html", N_("a web page")),
    (b"<!doc", N_("a web page")),
    (b"<?xml", N_("an XML file")),
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


def is_zip(head: bytes) -> bool:
    """Whether a file begins as a ZIP file and not as an office document, which is one inside.

    >>> is_zip(b"PK\\x03\\x04 card.pdf"), is_zip(b"PK\\x03\\x04 word/document.xml"), is_zip(b"%PDF-")
    (True, False, False)
    """
    return head.startswith(ZIP_START) and not any(part in head for part, _words in OFFICE_PARTS)


def seems_like(head: bytes) -> str:
    """What another file seems to be, in English words to be translated by the face."""
    if head.startswith(ZIP_START):
        for part, words in OFFICE_PARTS:
            if part in head:
                return words
    lowered = head.removeprefix(b"\xef\xbb\xbf").lstrip()[:16].lower()
    for start, words in OTHER_STARTS:
        if head.startswith(start) or lowered.startswith(start):
            return words
    if head[4:8] == b"ftyp":
        return N_("an AVIF picture") if head[8:12] in {b"avif", b"avis"} else N_("a video")
    if b"\x00" not in head or head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return N_("a text file")
    return N_("another kind of file")
