"""Contents that are split, shared, damaged, endless or empty, and resources that are not there."""

from __future__ import annotations

import zlib
from pathlib import Path

import pikepdf
from pikepdf import Array, Dictionary, Name

from tests.packet.oddities.oddity import MARKS, by_hand, draft, oddity, page_with, saved, stream


def _parts(path: Path, *parts: bytes) -> None:
    pdf = draft()
    pdf.pages[0].obj.Contents = Array([pdf.make_stream(part) for part in parts])
    saved(pdf, path)


@oddity("two-streams.pdf", as_is=True)
def two(path: Path) -> None:
    half = MARKS.index(b"BT")
    _parts(path, MARKS[:half], MARKS[half:])


@oddity("split-inside-an-instruction.pdf", as_is=True)
def split(path: Path) -> None:
    """The last number of an instruction is in one stream, its operator in the next."""
    place = MARKS.index(b" re f")
    _parts(path, MARKS[:place], MARKS[place:])


@oddity("split-inside-q.pdf", as_is=True)
def split_state(path: Path) -> None:
    _parts(path, b"q 0.5 0 0 0.5 100 100 cm", MARKS, b"Q 1 0 0 rg 300 20 200 40 re f")


@oddity("many-streams.pdf", as_is=True)
def many(path: Path) -> None:
    _parts(path, *[line + b"\n" for line in MARKS.split(b"\n")])


@oddity("one-of-the-streams-is-damaged.pdf", looks=False)
def damaged_part(path: Path) -> None:
    pdf = draft()
    broken = pdf.make_stream(b"this is not packed \x00\x01\x02")
    broken.Filter = Name.FlateDecode
    pdf.pages[0].obj.Contents = Array([broken, pdf.make_stream(MARKS)])
    saved(pdf, path, stream_decode_level=pikepdf.StreamDecodeLevel.none)


@oddity("says-packed-but-is-not.pdf", looks=False)
def not_packed(path: Path) -> None:
    by_hand(path)
    path.write_bytes(
        path.read_bytes().replace(
            b" >>\nstream\n", b"/Filter/FlateDecode>>\nstream\n".replace(b"/F", b" /F", 1), 1
        )
    )


@oddity("one-stream-for-three-pages.pdf", pages=3, as_is=True)
def shared(path: Path) -> None:
    pdf = draft(pages=3)
    for page in pdf.pages:
        page.obj.Contents = pdf.pages[0].obj.Contents
    saved(pdf, path)


@oddity("one-stream-two-resources.pdf", pages=2, as_is=True)
def shared_content(path: Path) -> None:
    """The same instructions use another font on the second page."""
    pdf = draft(pages=2)
    pdf.pages[1].obj.Contents = pdf.pages[0].obj.Contents
    pdf.pages[1].obj.Resources.Font.F1.BaseFont = Name("/Courier-Bold")
    saved(pdf, path)


@oddity("content-is-also-a-form.pdf", as_is=True)
def content_as_form(path: Path) -> None:
    pdf = draft()
    page = pdf.pages[0].obj
    form = pdf.make_stream(
        MARKS + b"0 0 1 rg 400 500 100 100 re f",
        Dictionary(
            Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 612, 792]), Resources=page.Resources
        ),
    )
    page.Contents = form
    saved(pdf, path)


@oddity("empty-contents.pdf", as_is=True)
def empty(path: Path) -> None:
    page_with(path, b"")


@oddity("no-contents.pdf", as_is=True)
def none(path: Path) -> None:
    page_with(path, Contents=None)


@oddity("contents-of-no-streams.pdf", as_is=True)
def empty_list(path: Path) -> None:
    page_with(path, Contents=Array())


@oddity("contents-are-a-number.pdf", as_is=False)
def number(path: Path) -> None:
    page_with(path, Contents=7)


@oddity("a-stream-is-missing.pdf", as_is=False)
def missing_stream(path: Path) -> None:
    by_hand(path)
    path.write_bytes(path.read_bytes().replace(b"/Contents 4 0 R", b"/Contents [4 0 R 77 0 R]"))


@oddity("q-without-end.pdf")
def open_state(path: Path) -> None:
    page_with(path, b"q q q " + MARKS + b" q 0.2 0 0 0.2 0 0 cm")


@oddity("end-without-q.pdf")
def closed_state(path: Path) -> None:
    page_with(path, b"Q Q " + MARKS + b" Q Q Q")


@oddity("unknown-instructions.pdf")
def unknown(path: Path) -> None:
    page_with(path, b"BX foo 1 2 bar EX /Nothing gs /Nothing Do /Gone sh " + MARKS)


@oddity("font-missing.pdf", looks=False)
def no_font(path: Path) -> None:
    page_with(path, MARKS, Resources=Dictionary())


@oddity("resources-missing.pdf", looks=False)
def no_resources(path: Path) -> None:
    page_with(path, MARKS, Resources=None)


@oddity("resources-in-a-ring.pdf")
def ring(path: Path) -> None:
    pdf = draft(MARKS + b" /Me Do")
    page = pdf.pages[0].obj
    form = pdf.make_stream(b"0 1 0 rg 500 700 50 50 re f /Me Do")
    form.Type, form.Subtype, form.BBox = Name.XObject, Name.Form, Array([0, 0, 612, 792])
    form.Resources = Dictionary(XObject=Dictionary(Me=form))
    page.Resources.XObject = Dictionary(Me=form)
    saved(pdf, path)


@oddity("spaces-without-end.pdf", as_is=True)
def spaces(path: Path) -> None:
    """40 MB of spaces that pack to a few kilobytes."""
    pdf = draft()
    packer = zlib.compressobj(9)
    data = packer.compress(MARKS)
    for _ in range(40):
        data += packer.compress(b" " * 1_000_000)
    content = pdf.make_stream(data + packer.flush())
    content.Filter = Name.FlateDecode
    pdf.pages[0].obj.Contents = content
    saved(pdf, path, stream_decode_level=pikepdf.StreamDecodeLevel.none)


@oddity("brackets-without-end.pdf", looks=False)
def brackets(path: Path) -> None:
    page_with(path, MARKS + b" BT (" + b"(" * 20_000 + b" [" * 20_000)


@oddity("deep-forms.pdf")
def deep(path: Path) -> None:
    pdf = draft(b"/X Do")
    inner = pdf.make_stream(MARKS)
    inner.Type, inner.Subtype, inner.BBox = Name.XObject, Name.Form, Array([0, 0, 612, 792])
    inner.Resources = Dictionary(Font=pdf.pages[0].obj.Resources.Font)
    for _ in range(12):
        outer = pdf.make_stream(b"q 0.98 0 0 0.98 4 4 cm /X Do Q")
        outer.Type, outer.Subtype, outer.BBox = Name.XObject, Name.Form, Array([0, 0, 612, 792])
        outer.Resources = Dictionary(XObject=Dictionary(X=inner))
        inner = outer
    pdf.pages[0].obj.Resources.XObject = Dictionary(X=inner)
    saved(pdf, path)


@oddity("old-filters.pdf", as_is=True)
def filters(path: Path) -> None:
    hexed = MARKS.hex().encode() + b">"
    by_hand(path, content=b"", more=(stream(hexed, b"/Filter /ASCIIHexDecode"),))
    path.write_bytes(path.read_bytes().replace(b"/Contents 4 0 R", b"/Contents 6 0 R"))


@oddity("names-with-signs.pdf")
def names(path: Path) -> None:
    pdf = draft(b"BT /F#31#20b 40 Tf 100 300 Td (named) Tj ET" + MARKS)
    fonts = pdf.pages[0].obj.Resources.Font
    fonts[Name("/F1 b")] = fonts.F1
    saved(pdf, path)
