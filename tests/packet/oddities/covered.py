"""Careless and careful blackening, and what only looks like it."""

from __future__ import annotations

from pathlib import Path

from pikepdf import Array, Dictionary, Name

from tests.packet.oddities.oddity import Make, draft, oddity, saved

TEXT = b"BT /F1 12 Tf 72 700 Td (My number is A123456789, which nobody may see) Tj ET\n"
BOX = b"130 696 90 14 re f\n"


def _page(name: str, content: bytes, *, found: bool, resources: Dictionary | None = None) -> Make:
    def make(path: Path) -> None:
        pdf = draft(content)
        for key, value in (resources or {}).items():
            pdf.pages[0].obj.Resources[key] = value
        saved(pdf, path)

    rule = "codes" if found else "without"
    return oddity(name, as_is=True, **{rule: "covered-text"})(make)  # type: ignore[arg-type]


_page("black-box.pdf", TEXT + b"0 g " + BOX, found=True)
_page("white-box.pdf", TEXT + b"1 g " + BOX, found=True)
_page("box-made-of-lines.pdf", TEXT + b"130 696 m 220 696 l 220 710 l 130 710 l h f", found=True)
_page("thick-line.pdf", TEXT + b"14 w 130 704 m 220 704 l S", found=True)
_page("box-in-a-scaled-page.pdf", b"0.5 0 0 0.5 0 0 cm " + TEXT + BOX, found=True)
_page("box-on-turned-text.pdf", b"0 1 -1 0 800 -60 cm " + TEXT + BOX, found=True)
_page(
    "box-over-kerned-text.pdf",
    TEXT.replace(b"(My number", b"[(My ) -10 (number").replace(b") Tj", b")] TJ") + BOX,
    found=True,
)
_page("box-before-the-text.pdf", b"0.8 g " + BOX + b"0 g " + TEXT, found=False)
_page("box-beside-the-text.pdf", TEXT + b"72 720 200 14 re f", found=False)
_page("underlined.pdf", TEXT + b"72 697.5 200 0.8 re f", found=False)
_page("struck-out.pdf", TEXT + b"1 w 72 704 m 200 704 l S", found=False)
_page("framed.pdf", TEXT + b"60 690 300 30 re S", found=False)
_page("frame-that-is-filled.pdf", TEXT + b"60 690 300 30 re 64 694 292 22 re f*", found=False)
_page(
    "words-of-a-scan.pdf",
    b"BT 3 Tr /F1 12 Tf 72 700 Td (hidden words of a scan) Tj ET 0 g " + BOX,
    found=False,
)
_page("box-clipped-away.pdf", TEXT + b"q 0 0 20 20 re W n " + BOX + b"Q", found=False)
_page("box-over-blanks.pdf", b"BT /F1 12 Tf 72 700 Td (______________________) Tj ET 1 g " + BOX, found=False)
_page(
    "highlighted.pdf",
    TEXT + b"/G1 gs 1 1 0 rg " + BOX,
    found=False,
    resources=Dictionary(ExtGState=Dictionary(G1=Dictionary(BM=Name.Multiply))),
)
_page(
    "see-through-box.pdf",
    TEXT + b"/G1 gs " + BOX,
    found=False,
    resources=Dictionary(ExtGState=Dictionary(G1=Dictionary(ca=0.3))),
)


@oddity("text-in-a-form-under-a-box.pdf", codes="covered-text", as_is=True)
def form(path: Path) -> None:
    pdf = draft(b"q 1 0 0 1 0 -100 cm /X Do Q 130 596 90 14 re f")
    inner = pdf.make_stream(TEXT)
    inner.Type, inner.Subtype, inner.BBox = Name.XObject, Name.Form, Array([0, 0, 612, 792])
    inner.Resources = Dictionary(Font=pdf.pages[0].obj.Resources.Font)
    pdf.pages[0].obj.Resources.XObject = Dictionary(X=inner)
    saved(pdf, path)


@oddity("black-note-over-text.pdf", codes="covered-text flattened", as_is=False)
def note(path: Path) -> None:
    pdf = draft(TEXT)
    look = pdf.make_stream(b"0 g 0 0 90 14 re f")
    look.Type, look.Subtype, look.BBox = Name.XObject, Name.Form, Array([0, 0, 90, 14])
    square = Dictionary(
        Type=Name.Annot, Subtype=Name.Square, Rect=Array([130, 696, 220, 710]), F=4, AP=Dictionary(N=look)
    )
    pdf.pages[0].obj.Annots = Array([pdf.make_indirect(square)])
    saved(pdf, path)


@oddity("picture-over-text.pdf", codes="covered-text", as_is=True)
def picture(path: Path) -> None:
    pdf = draft(TEXT + b"q 90 0 0 14 130 696 cm /Im Do Q")
    image = pdf.make_stream(b"\x80")
    image.Type, image.Subtype, image.Width, image.Height = Name.XObject, Name.Image, 1, 1
    image.ColorSpace, image.BitsPerComponent = Name.DeviceGray, 8
    pdf.pages[0].obj.Resources.XObject = Dictionary(Im=image)
    saved(pdf, path)


@oddity("scan-over-its-words.pdf", without="covered-text", as_is=True)
def scan(path: Path) -> None:
    pdf = draft(TEXT + b"q 612 0 0 792 0 0 cm /Im Do Q")
    image = pdf.make_stream(b"\xd0")
    image.Type, image.Subtype, image.Width, image.Height = Name.XObject, Name.Image, 1, 1
    image.ColorSpace, image.BitsPerComponent = Name.DeviceGray, 8
    pdf.pages[0].obj.Resources.XObject = Dictionary(Im=image)
    saved(pdf, path)
