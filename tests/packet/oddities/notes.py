"""Notes, filled fields, signatures, and forms that only one program can draw."""

from __future__ import annotations

from pathlib import Path

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Pdf

from tests.packet.oddities.oddity import draft, font, oddity, saved


def _note(pdf: Pdf, subtype: str, **keys: object) -> Object:
    note = Dictionary(Type=Name.Annot, Subtype=Name("/" + subtype), Rect=Array([300, 500, 500, 540]), F=4)
    for key, value in keys.items():
        note["/" + key] = value
    return pdf.make_indirect(note)


def _look(pdf: Pdf, content: bytes = b"1 0.5 0 rg 0 0 200 40 re f") -> Dictionary:
    look = pdf.make_stream(content)
    look.Type, look.Subtype, look.BBox = Name.XObject, Name.Form, Array([0, 0, 200, 40])
    look.Resources = Dictionary(Font=Dictionary(Helv=font(pdf)))
    return Dictionary(N=look)


def _with_notes(path: Path, make: object) -> None:
    pdf = draft()
    pdf.pages[0].obj.Annots = Array(make(pdf))  # type: ignore[operator]
    saved(pdf, path)


@oddity("link.pdf", codes="stripped", without="flattened", as_is=True)
def link(path: Path) -> None:
    action = Dictionary(S=Name.URI, URI="https://canary.example")
    _with_notes(path, lambda pdf: [_note(pdf, "Link", A=action, Border=Array([0, 0, 0]))])


@oddity("link-with-a-look.pdf", codes="stripped flattened", as_is=False)
def link_look(path: Path) -> None:
    _with_notes(path, lambda pdf: [_note(pdf, "Link", AP=_look(pdf))])


@oddity("stamp.pdf", codes="flattened", as_is=False)
def stamp(path: Path) -> None:
    _with_notes(path, lambda pdf: [_note(pdf, "Stamp", AP=_look(pdf))])


@oddity("stamp-with-a-turned-look.pdf", codes="flattened")
def turned_stamp(path: Path) -> None:
    def make(pdf: Pdf) -> list[Object]:
        look = _look(pdf)
        look.N.Matrix = Array([0, 1, -1, 0, 0, 0])
        return [_note(pdf, "Stamp", AP=look)]

    _with_notes(path, make)


@oddity("note-on-a-turned-page.pdf", codes="flattened", size=(792, 612))
def turned_page(path: Path) -> None:
    stamp(path)
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        pdf.pages[0].obj.Rotate = 90
        pdf.save(path)


@oddity("look-without-box.pdf", codes="flattened")
def look_without_box(path: Path) -> None:
    def make(pdf: Pdf) -> list[Object]:
        look = _look(pdf)
        del look.N["/BBox"]
        return [_note(pdf, "Stamp", AP=look)]

    _with_notes(path, make)


@oddity("hidden-note.pdf", as_is=False)
def hidden(path: Path) -> None:
    _with_notes(path, lambda pdf: [_note(pdf, "Stamp", AP=_look(pdf), F=2)])


@oddity("note-hidden-where-unknown.pdf", codes="flattened")
def hidden_where_unknown(path: Path) -> None:
    """This flag hides notes of unknown kinds; a square is known to all."""
    _with_notes(path, lambda pdf: [_note(pdf, "Square", AP=_look(pdf), F=5)])


@oddity("highlight-without-look.pdf", codes="flattened", without="covered-text")
def highlight(path: Path) -> None:
    quads = Array([120, 590, 320, 590, 120, 555, 320, 555])
    marked = {"QuadPoints": quads, "C": Array([1, 1, 0]), "Rect": Array([0, 0, 612, 792])}
    _with_notes(path, lambda pdf: [_note(pdf, "Highlight", **marked)])


@oddity("square-without-look.pdf", codes="flattened")
def square(path: Path) -> None:
    _with_notes(path, lambda pdf: [_note(pdf, "Square", C=Array([1, 0, 0]))])


@oddity("ink-without-look.pdf", codes="flattened")
def ink(path: Path) -> None:
    strokes = Array([Array([310, 510, 400, 535, 490, 505])])
    _with_notes(path, lambda pdf: [_note(pdf, "Ink", C=Array([0, 0, 1]), InkList=strokes)])


@oddity("notes-are-no-list.pdf")
def no_list(path: Path) -> None:
    pdf = draft()
    pdf.pages[0].obj.Annots = Dictionary(A=1)
    saved(pdf, path)


@oddity("notes-are-broken.pdf")
def broken(path: Path) -> None:
    _with_notes(
        path, lambda pdf: [7, Name.Nothing, Dictionary(Subtype=7), _note(pdf, "Stamp", Rect=3, AP=_look(pdf))]
    )


def _form(path: Path, *, value: str = "Ruiz", look: bool = False, again: bool = True, **keys: object) -> Pdf:
    pdf = draft()
    field = _note(pdf, "Widget", FT=Name.Tx, T="family", V=value, DA="/Helv 16 Tf 0 g")
    if look:
        field.AP = _look(pdf, b"/Tx BMC q BT /Helv 16 Tf 4 12 Td (Ruiz) Tj ET Q EMC")
    for key, found in keys.items():
        field["/" + key] = found
    pdf.pages[0].obj.Annots = Array([field])
    fonts = Dictionary(Font=Dictionary(Helv=font(pdf)))
    pdf.Root.AcroForm = Dictionary(
        Fields=Array([field]), DR=fonts, DA="/Helv 0 Tf 0 g", NeedAppearances=again
    )
    return pdf


@oddity("filled-without-look.pdf", codes="flattened", as_is=False)
def filled(path: Path) -> None:
    saved(_form(path), path)


@oddity("filled-with-look.pdf", codes="flattened", as_is=False)
def with_look(path: Path) -> None:
    saved(_form(path, look=True, again=False), path)


@oddity("look-is-older-than-the-value.pdf", codes="flattened")
def older(path: Path) -> None:
    saved(_form(path, value="Changed", look=True), path)


@oddity("look-with-pictures-at-hand.pdf", codes="flattened")
def pictures_at_hand(path: Path) -> None:
    """The old look draws nothing, but its resources name a picture."""
    pdf = _form(path, look=True)
    look = pdf.pages[0].obj.Annots[0].AP.N
    look.write(b"/Tx BMC EMC")
    look.Resources.XObject = Dictionary(Im1=_look(pdf).N)
    saved(pdf, path)


@oddity("filled-in-another-script.pdf", codes="flattened other-script", looks=False)
def script(path: Path) -> None:
    saved(_form(path, value="Пётр"), path)


@oddity("button-without-look.pdf", codes="flattened")
def button(path: Path) -> None:
    colors = Dictionary(BG=Array([0.7, 0.7, 0.7]), BC=Array([0, 0, 0]), CA="Send")
    pdf = _form(path)
    field = pdf.pages[0].obj.Annots[0]
    del field["/V"]
    field.FT, field.Ff, field.MK = Name.Btn, 65536, colors
    saved(pdf, path)


@oddity("unchecked-box-without-look.pdf", codes="flattened")
def unchecked(path: Path) -> None:
    """The box has a look for being checked only; its frame must be drawn all the same."""
    pdf = _form(path)
    field = pdf.pages[0].obj.Annots[0]
    field.FT, field.V, field.AS = Name.Btn, Name.Off, Name.Off
    field.AP = Dictionary(N=Dictionary(Yes=_look(pdf).N))
    field.MK = Dictionary(BC=Array([1, 0, 0]), BG=Array([1, 1, 0.5]))
    field.BS = Dictionary(W=3, S=Name.S)
    saved(pdf, path)


@oddity("checked-box.pdf", codes="flattened")
def checked(path: Path) -> None:
    pdf = _form(path, again=False)
    field = pdf.pages[0].obj.Annots[0]
    field.FT, field.V, field.AS = Name.Btn, Name.Yes, Name.Yes
    field.AP = Dictionary(N=Dictionary(Yes=_look(pdf).N, Off=_look(pdf, b"").N))
    saved(pdf, path)


@oddity("field-tree-without-end.pdf", codes="flattened", looks=False)
def endless(path: Path) -> None:
    pdf = _form(path)
    field = pdf.pages[0].obj.Annots[0]
    for _ in range(40):
        field = pdf.make_indirect(Dictionary(Kids=Array([field, field])))
    pdf.Root.AcroForm.Fields = Array([field])
    saved(pdf, path)


@oddity("field-is-its-own-parent.pdf", codes="flattened", looks=False)
def own_parent(path: Path) -> None:
    pdf = _form(path)
    field = pdf.pages[0].obj.Annots[0]
    del field["/V"]
    field.Parent = field
    field.MK = Dictionary(BG=Array([1, 0, 0]))
    saved(pdf, path)


@oddity("signed.pdf", codes="signed flattened")
def signed(path: Path) -> None:
    pdf = _form(path, look=True, again=False)
    field = pdf.pages[0].obj.Annots[0]
    field.FT = Name.Sig
    field.V = pdf.make_indirect(Dictionary(Type=Name.Sig, Filter=Name("/Adobe.PPKLite"), Contents=b"\0" * 20))
    saved(pdf, path)


@oddity("signed-deep.pdf", codes="signed", without="repaired", looks=False)
def signed_deep(path: Path) -> None:
    pdf = _form(path, look=True, again=False)
    field = pdf.pages[0].obj.Annots[0]
    del field["/FT"]
    field.V = pdf.make_indirect(Dictionary(Type=Name.Sig))
    pdf.Root.AcroForm.Fields = Array([pdf.make_indirect(Dictionary(FT=Name.Sig, T="s", Kids=Array([field])))])
    saved(pdf, path)


@oddity("form-of-two-kinds.pdf", codes="xfa flattened")
def hybrid(path: Path) -> None:
    pdf = _form(path, look=True, again=False)
    pdf.Root.AcroForm.XFA = pdf.make_stream(b"<xdp:xdp>CANARY</xdp:xdp>")
    saved(pdf, path)


@oddity("form-for-one-program.pdf", refused="dynamic-xfa")
def dynamic(path: Path) -> None:
    pdf = draft(b"BT /F1 20 Tf 72 500 Td (Please wait...) Tj ET")
    pdf.Root.AcroForm = Dictionary(Fields=Array(), XFA=pdf.make_stream(b"<xdp:xdp/>"))
    pdf.Root.NeedsRendering = True
    saved(pdf, path)


@oddity("form-for-one-program-signed.pdf", refused="dynamic-xfa")
def dynamic_signed(path: Path) -> None:
    """Filled and sealed: its only field on the page is a signature of no size."""
    pdf = _form(path, again=False)
    field = pdf.pages[0].obj.Annots[0]
    field.FT, field.Rect = Name.Sig, Array([0, 0, 0, 0])
    pdf.Root.AcroForm.XFA = pdf.make_stream(b"<xdp:xdp/>")
    pdf.Root.NeedsRendering = True
    saved(pdf, path)


@oddity("form-that-says-it-is-dynamic.pdf", refused="dynamic-xfa")
def dynamic_by_settings(path: Path) -> None:
    pdf = draft(b"BT /F1 20 Tf 72 500 Td (Please wait...) Tj ET")
    settings = pdf.make_stream(
        b"<config><acrobat7\n><dynamicRender\n>required</dynamicRender></acrobat7></config>"
    )
    xfa = Array(["preamble", pdf.make_stream(b"<x>"), "config", settings])
    pdf.Root.AcroForm = Dictionary(Fields=Array(), XFA=xfa)
    saved(pdf, path)


@oddity("form-without-fields.pdf", as_is=False)
def no_fields(path: Path) -> None:
    pdf = draft()
    pdf.Root.AcroForm = Dictionary(Fields=Array())
    saved(pdf, path)


@oddity("form-is-a-number.pdf", as_is=False)
def number(path: Path) -> None:
    pdf = draft()
    pdf.Root.AcroForm = 7
    saved(pdf, path)


@oddity("film-and-sound.pdf", codes="flattened")
def film(path: Path) -> None:
    _with_notes(
        path,
        lambda pdf: [
            _note(pdf, "Screen", AP=_look(pdf), A=Dictionary(S=Name.Rendition, JS="CANARY")),
            _note(pdf, "FileAttachment", FS=Dictionary(Type=Name.Filespec, F="CANARY.exe"), AP=_look(pdf)),
        ],
    )
