"""Filled fields, signatures, and forms that only one program can draw."""

from __future__ import annotations

from pathlib import Path

from pikepdf import Array, Dictionary, Name, Pdf

from tests.packet.oddities.notes import look_of, note
from tests.packet.oddities.oddity import draft, font, oddity, saved


def _form(path: Path, *, value: str = "Ruiz", look: bool = False, again: bool = True, **keys: object) -> Pdf:
    pdf = draft()
    field = note(pdf, "Widget", FT=Name.Tx, T="family", V=value, DA="/Helv 16 Tf 0 g")
    if look:
        field.AP = look_of(pdf, b"/Tx BMC q BT /Helv 16 Tf 4 12 Td (Ruiz) Tj ET Q EMC")
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
    look.Resources.XObject = Dictionary(Im1=look_of(pdf).N)
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
    field.AP = Dictionary(N=Dictionary(Yes=look_of(pdf).N))
    field.MK = Dictionary(BC=Array([1, 0, 0]), BG=Array([1, 1, 0.5]))
    field.BS = Dictionary(W=3, S=Name.S)
    saved(pdf, path)


@oddity("checked-box.pdf", codes="flattened")
def checked(path: Path) -> None:
    pdf = _form(path, again=False)
    field = pdf.pages[0].obj.Annots[0]
    field.FT, field.V, field.AS = Name.Btn, Name.Yes, Name.Yes
    field.AP = Dictionary(N=Dictionary(Yes=look_of(pdf).N, Off=look_of(pdf, b"").N))
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
