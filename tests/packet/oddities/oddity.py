"""What an odd paper is, and simple papers to make odd."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf

Make = Callable[[Path], object]
Size = tuple[float, float]
# Marks that look different whichever way the page is turned or moved.
MARKS = b"""
q 0.8 0.2 0.2 rg 60 640 200 90 re f Q
q 0.1 0.3 0.7 rg 60 80 40 300 re f Q
q 0 0.5 0.2 RG 6 w 300 100 m 560 420 l S Q
BT /F1 30 Tf 120 560 Td (Marked page) Tj ET
"""


@dataclass(frozen=True, slots=True)
class Oddity:
    """A paper and what must become of it: refused by a code, or `pages` pages with at least these codes.

    `looks`: compare with how the source is drawn; false where viewers do not agree on the source itself.
    """

    name: str
    make: Make
    refused: str | None = None
    codes: frozenset[str] = frozenset()
    without: frozenset[str] = frozenset()
    pages: int = 1
    size: Size | None = None
    as_is: bool | None = None
    looks: bool = True


ALL: dict[str, Oddity] = {}


def oddity(
    name: str,
    *,
    refused: str | None = None,
    codes: str = "",
    without: str = "",
    pages: int = 1,
    size: Size | None = None,
    as_is: bool | None = None,
    looks: bool = True,
) -> Callable[[Make], Make]:
    """Enter a paper into the collection; `name` is its file name."""

    def enter(make: Make) -> Make:
        assert name not in ALL, name
        ALL[name] = Oddity(
            name,
            make,
            refused,
            frozenset(codes.split()),
            frozenset(without.split()),
            pages,
            size,
            as_is,
            looks,
        )
        return make

    return enter


def font(pdf: Pdf, base: str = "Helvetica") -> pikepdf.Object:
    """One of the fonts that every viewer has."""
    return pdf.make_indirect(
        Dictionary(
            Type=Name.Font, Subtype=Name.Type1, BaseFont=Name("/" + base), Encoding=Name.WinAnsiEncoding
        )
    )


def draft(content: bytes = MARKS, pages: int = 1, *, resources: Mapping[str, object] | None = None) -> Pdf:
    """A PDF of Letter pages with the marks, not saved yet."""
    pdf = Pdf.new()
    for _ in range(pages):
        own = Dictionary(Font=Dictionary(F1=font(pdf)))
        for key, value in (resources or {}).items():
            own[key] = value
        page = Dictionary(
            Type=Name.Page,
            MediaBox=Array([0, 0, 612, 792]),
            Resources=own,
            Contents=pdf.make_stream(content),
        )
        pdf.pages.append(pikepdf.Page(pdf.make_indirect(page)))
    return pdf


def saved(pdf: Pdf, path: Path, **more: object) -> Path:
    """Save and close."""
    pdf.save(path, **more)  # type: ignore[arg-type]
    pdf.close()
    return path


def page_with(path: Path, content: bytes = MARKS, **keys: object) -> Path:
    """A PDF of one page with these keys of the page set, or removed where they are None."""
    pdf = draft(content)
    page = pdf.pages[0].obj
    for key, value in keys.items():
        if value is None:
            del page["/" + key]
        else:
            page["/" + key] = value
    return saved(pdf, path)


def raw(
    path: Path, objects: list[bytes], trailer: bytes = b"/Root 1 0 R", head: bytes = b"%PDF-1.7\n"
) -> Path:
    """A PDF written by hand: objects from number 1, with a right table."""
    out = bytearray(head)
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    table = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    for place in places:
        out += b"%010d 00000 n \n" % place
    out += b"trailer\n<< /Size %d %s >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, trailer, table)
    path.write_bytes(bytes(out))
    return path


def stream(content: bytes, keys: bytes = b"", length: int | None = None) -> bytes:
    """A stream object by hand, with a length that may be wrong."""
    size = len(content) if length is None else length
    return b"<< /Length %d %s >>\nstream\n" % (size, keys) + content + b"\nendstream"


CATALOG = b"<< /Type /Catalog /Pages 2 0 R >>"
FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"


def by_hand(
    path: Path, page: bytes = b"", content: bytes = MARKS, more: tuple[bytes, ...] = (), **kw: object
) -> Path:
    """One page by hand: 1 catalog, 2 pages, 3 page, 4 content, 5 font, then `more`."""
    objects = [
        CATALOG,
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R "
        b"/Resources << /Font << /F1 5 0 R >> >> " + page + b" >>",
        stream(content),
        FONT,
        *more,
    ]
    return raw(path, objects, **kw)  # type: ignore[arg-type]
