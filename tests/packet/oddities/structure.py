"""Files that are broken, cut off, or built in odd ways."""

from __future__ import annotations

import zlib
from pathlib import Path

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf

from tests.packet.oddities.oddity import (
    CATALOG,
    FONT,
    MARKS,
    by_hand,
    draft,
    font,
    oddity,
    raw,
    saved,
    stream,
)

KEYS = b"/Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >>"
PAGE = b"<< /Type /Page " + KEYS + b" >>"


@oddity("empty.pdf", refused="empty-file")
def empty(path: Path) -> None:
    path.write_bytes(b"")


@oddity("letter.docx", refused="not-pdf-or-image")
def word(path: Path) -> None:
    path.write_bytes(b"PK\x03\x04" + bytes(200))


@oddity("page.html.pdf", refused="not-pdf-or-image")
def html(path: Path) -> None:
    path.write_bytes(b"<!DOCTYPE html><html><body>Please sign in</body></html>")


@oddity("only-a-header.pdf", refused="damaged-pdf")
def header(path: Path) -> None:
    path.write_bytes(b"%PDF-1.7\n")


@oddity("noise.pdf", refused="damaged-pdf")
def noise(path: Path) -> None:
    path.write_bytes(b"%PDF-1.4\n" + bytes((n * 37 + 11) % 251 for n in range(5000)))


@oddity("no-pages.pdf", refused="no-pages")
def no_pages(path: Path) -> None:
    Pdf.new().save(path)


@oddity("junk-before-header.pdf")
def junk(path: Path) -> None:
    saved(draft(), path)
    path.write_bytes(b"HTTP/1.1 200 OK\r\nContent-Type: application/pdf\r\n\r\n" + path.read_bytes())


@oddity("junk-after-end.pdf")
def junk_after(path: Path) -> None:
    saved(draft(), path)
    path.write_bytes(path.read_bytes() + b"\r\n--boundary--\r\n" + b"x" * 3000)


@oddity("table-points-wrong.pdf", codes="repaired", as_is=False)
def wrong_table(path: Path) -> None:
    by_hand(path)
    path.write_bytes(path.read_bytes().replace(b"startxref\n", b"startxref\n1"))


@oddity("table-missing.pdf", codes="repaired", looks=False, as_is=False)
def no_table(path: Path) -> None:
    by_hand(path)
    data = path.read_bytes()
    path.write_bytes(data[: data.index(b"xref\n0 ")])


@oddity("trailer-missing.pdf", codes="repaired", looks=False)
def no_trailer(path: Path) -> None:
    by_hand(path)
    data = path.read_bytes()
    path.write_bytes(data[: data.index(b"trailer")])


@oddity("cut-off.pdf", codes="repaired", looks=False)
def cut(path: Path) -> None:
    by_hand(path, more=(stream(b"x" * 4000),))
    data = path.read_bytes()
    path.write_bytes(data[: data.index(b"x" * 100) + 500])


@oddity("line-ends-changed.pdf", codes="repaired")
def line_ends(path: Path) -> None:
    by_hand(path)
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))


@oddity("length-too-short.pdf")
def short_length(path: Path) -> None:
    kids = b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>"
    raw(path, [CATALOG, kids, PAGE, stream(MARKS, length=20), FONT])


@oddity("length-too-long.pdf")
def long_length(path: Path) -> None:
    kids = b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>"
    raw(path, [CATALOG, kids, PAGE, stream(MARKS, length=90000), FONT])


@oddity("length-is-a-reference.pdf", as_is=True)
def length_elsewhere(path: Path) -> None:
    kids = b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>"
    content = b"<< /Length 6 0 R >>\nstream\n" + MARKS + b"\nendstream"
    raw(path, [CATALOG, kids, PAGE, content, FONT, b"%d" % len(MARKS)])


@oddity("page-without-type.pdf")
def untyped(path: Path) -> None:
    page = b"<< " + KEYS + b" >>"
    raw(path, [CATALOG, b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>", page, stream(MARKS), FONT])


@oddity("count-is-wrong.pdf")
def wrong_count(path: Path) -> None:
    raw(path, [CATALOG, b"<< /Type /Pages /Kids [3 0 R] /Count 7 >>", PAGE, stream(MARKS), FONT])


@oddity("kids-hold-nothing.pdf", looks=False)
def null_kid(path: Path) -> None:
    raw(path, [CATALOG, b"<< /Type /Pages /Kids [9 0 R null 3 0 R] /Count 3 >>", PAGE, stream(MARKS), FONT])


@oddity("page-tree-in-a-ring.pdf", refused="damaged-pdf")
def ring(path: Path) -> None:
    raw(path, [CATALOG, b"<< /Type /Pages /Kids [2 0 R] /Count 1 >>"])


@oddity("page-tree-deep.pdf", as_is=True)
def deep(path: Path) -> None:
    pdf = draft()
    page = pdf.pages[0].obj
    node = page
    for _ in range(40):
        above = pdf.make_indirect(Dictionary(Type=Name.Pages, Kids=Array([node]), Count=1))
        node.Parent = above
        node = above
    pdf.Root.Pages = node
    saved(pdf, path)


@oddity("one-page-twenty-times.pdf", pages=20)
def twenty_times(path: Path) -> None:
    pdf = draft()
    page = pdf.pages[0].obj
    pdf.Root.Pages.Kids = Array([page] * 20)
    pdf.Root.Pages.Count = 20
    saved(pdf, path)


@oddity("outline-in-a-ring.pdf", as_is=True)
def outline_ring(path: Path) -> None:
    pdf = draft()
    item = pdf.make_indirect(Dictionary(Title="again"))
    item.Next = item
    item.Parent = item
    pdf.Root.Outlines = pdf.make_indirect(Dictionary(First=item, Last=item, Count=1))
    saved(pdf, path)


@oddity("packed-objects.pdf", as_is=True)
def packed(path: Path) -> None:
    saved(draft(), path, object_stream_mode=pikepdf.ObjectStreamMode.generate)


@oddity("made-for-the-web.pdf", pages=3, as_is=True)
def linearized(path: Path) -> None:
    saved(draft(pages=3), path, linearize=True)


@oddity("changed-twice.pdf")
def updated(path: Path) -> None:
    """A second version of the page appended at the end, as signing programs do."""
    by_hand(path, content=b"0 g 0 0 300 300 re f")
    data = path.read_bytes()
    before = int(data.rsplit(b"startxref\n", 1)[1].split()[0])
    place = len(data)
    body = b"4 0 obj\n" + stream(MARKS) + b"\nendobj\n"
    table = place + len(body)
    end = b"xref\n4 1\n%010d 00000 n \ntrailer\n<< /Size 6 /Root 1 0 R /Prev %d >>\nstartxref\n%d\n%%%%EOF\n"
    path.write_bytes(data + body + end % (place, before, table))


@oddity("half-of-a-packed-stream.pdf", looks=False)
def half_packed(path: Path) -> None:
    data = zlib.compress(MARKS + b"% " + bytes(range(33, 127)) * 40)
    pdf = draft()
    content = pdf.make_stream(data[: len(data) * 3 // 4])
    content.Filter = Name.FlateDecode
    pdf.pages[0].obj.Contents = content
    saved(pdf, path, stream_decode_level=pikepdf.StreamDecodeLevel.none)


@oddity("old-header.pdf")
def old(path: Path) -> None:
    by_hand(path, head=b"%PDF-0.9\n")


@oddity("many-pages.pdf", pages=600, as_is=True)
def many(path: Path) -> None:
    pdf = Pdf.new()
    shared = Dictionary(Font=Dictionary(F1=font(pdf)))
    content = pdf.make_stream(MARKS)
    for _ in range(600):
        page = Dictionary(
            Type=Name.Page, MediaBox=Array([0, 0, 612, 792]), Resources=shared, Contents=content
        )
        pdf.pages.append(pikepdf.Page(pdf.make_indirect(page)))
    saved(pdf, path)
