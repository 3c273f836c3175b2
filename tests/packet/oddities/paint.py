"""Patterns, shadings, transparency, fonts drawn by hand, inline pictures: what bad scaling spoils."""

from __future__ import annotations

from pathlib import Path

from pikepdf import Array, Dictionary, Name, Pdf, Stream

from tests.packet.oddities.oddity import MARKS, draft, font, oddity, saved

BOX = Array([0, 0, 612, 792])


def _form(pdf: Pdf, content: bytes, **keys: object) -> Stream:
    form = pdf.make_stream(content)
    form.Type, form.Subtype, form.BBox = Name.XObject, Name.Form, BOX
    for key, value in keys.items():
        form["/" + key] = value
    return form


@oddity("tiles.pdf", as_is=True)
def tiles(path: Path) -> None:
    pdf = draft(b"/Pattern cs /P1 scn 50 50 500 600 re f " + MARKS)
    tile = pdf.make_stream(
        b"0.9 0.6 0.1 rg 0 0 45 45 re f 0 0 0 rg 45 45 45 45 re f",
        Dictionary(
            Type=Name.Pattern,
            PatternType=1,
            PaintType=1,
            TilingType=1,
            BBox=Array([0, 0, 90, 90]),
            XStep=90,
            YStep=90,
            Resources=Dictionary(),
            Matrix=Array([1, 0, 0, 1, 13, 7]),
        ),
    )
    pdf.pages[0].obj.Resources.Pattern = Dictionary(P1=tile)
    saved(pdf, path)


def _shading(pdf: Pdf, kind: int) -> Dictionary:
    ends = [50, 50, 560, 700] if kind == 2 else [300, 400, 20, 300, 400, 300]
    blend = Dictionary(FunctionType=2, Domain=Array([0, 1]), C0=Array([1, 0, 0]), C1=Array([0, 0, 1]), N=1)
    return Dictionary(
        ShadingType=kind,
        ColorSpace=Name.DeviceRGB,
        Coords=Array(ends),
        Function=blend,
        Extend=Array([True, True]),
    )


@oddity("shading-along.pdf", as_is=True)
def axial(path: Path) -> None:
    pdf = draft(b"q 50 50 500 600 re W n /S1 sh Q " + MARKS)
    pdf.pages[0].obj.Resources.Shading = Dictionary(S1=_shading(pdf, 2))
    saved(pdf, path)


@oddity("shading-around.pdf", as_is=True)
def radial(path: Path) -> None:
    pdf = draft(b"/Pattern cs /P1 scn 50 50 500 600 re f " + MARKS)
    pattern = Dictionary(Type=Name.Pattern, PatternType=2, Shading=_shading(pdf, 3))
    pdf.pages[0].obj.Resources.Pattern = Dictionary(P1=pattern)
    saved(pdf, path)


@oddity("shading-on-a-turned-page.pdf", size=(792, 612), as_is=True)
def turned(path: Path) -> None:
    radial(path)
    import pikepdf

    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        pdf.pages[0].obj.Rotate = 90
        pdf.pages[0].obj.CropBox = Array([0, 0, 612, 792])
        pdf.save(path)


@oddity("see-through.pdf", as_is=True)
def alpha(path: Path) -> None:
    pdf = draft(MARKS + b"q /G1 gs 1 0 0 rg 40 300 400 200 re f Q")
    pdf.pages[0].obj.Resources.ExtGState = Dictionary(G1=Dictionary(ca=0.4, CA=0.4))
    saved(pdf, path)


@oddity("multiply.pdf", as_is=True, without="covered-text")
def multiply(path: Path) -> None:
    pdf = draft(MARKS + b"q /G1 gs 1 1 0 rg 40 500 400 200 re f Q")
    pdf.pages[0].obj.Resources.ExtGState = Dictionary(G1=Dictionary(BM=Name.Multiply))
    saved(pdf, path)


@oddity("transparency-group.pdf", as_is=True)
def group(path: Path) -> None:
    pdf = draft(MARKS + b"q /G1 gs /X Do Q")
    content = b"1 0 0 rg 100 200 200 200 re f 0 1 0 rg 200 300 200 200 re f"
    form = _form(pdf, content, Group=Dictionary(S=Name.Transparency, I=True, K=True))
    resources = pdf.pages[0].obj.Resources
    resources.XObject, resources.ExtGState = Dictionary(X=form), Dictionary(G1=Dictionary(ca=0.5))
    pdf.pages[0].obj.Group = Dictionary(S=Name.Transparency, CS=Name.DeviceRGB, I=True)
    saved(pdf, path)


@oddity("soft-mask.pdf", as_is=True)
def soft_mask(path: Path) -> None:
    pdf = draft(MARKS + b"q /G1 gs 0 0 1 rg 50 50 500 600 re f Q")
    mask = _form(pdf, b"/S1 sh", Group=Dictionary(S=Name.Transparency, CS=Name.DeviceGray))
    fade = Dictionary(FunctionType=2, Domain=Array([0, 1]), C0=Array([0]), C1=Array([1]), N=1)
    shading = Dictionary(
        ShadingType=2, ColorSpace=Name.DeviceGray, Coords=Array([50, 50, 500, 600]), Function=fade
    )
    mask.Resources = Dictionary(Shading=Dictionary(S1=shading))
    state = Dictionary(SMask=Dictionary(Type=Name.Mask, S=Name.Luminosity, G=mask))
    pdf.pages[0].obj.Resources.ExtGState = Dictionary(G1=state)
    saved(pdf, path)


@oddity("inline-picture.pdf", as_is=True)
def inline(path: Path) -> None:
    data = bytes((255, 0, 0, 0, 255, 0, 0, 0, 255, 69, 73, 32))
    image = b"q 300 0 0 300 200 300 cm BI /W 2 /H 2 /CS /RGB /BPC 8 ID " + data + b" EI Q "
    saved(draft(image + MARKS), path)


@oddity("letters-drawn-by-hand.pdf", as_is=True)
def type3(path: Path) -> None:
    pdf = draft(MARKS + b"BT /F3 1 Tf 80 0 0 80 100 200 Tm (aba) Tj ET")
    square = pdf.make_stream(b"1000 0 0 0 750 750 d1 0 0 750 750 re f")
    wedge = pdf.make_stream(b"1000 0 0 0 750 750 d1 0 0 m 375 750 l 750 0 l f")
    pdf.pages[0].obj.Resources.Font.F3 = Dictionary(
        Type=Name.Font,
        Subtype=Name.Type3,
        FontBBox=Array([0, 0, 750, 750]),
        FontMatrix=Array([0.001, 0, 0, 0.001, 0, 0]),
        CharProcs=Dictionary(sq=square, we=wedge),
        Encoding=Dictionary(Type=Name.Encoding, Differences=Array([97, Name.sq, Name.we])),
        FirstChar=97,
        LastChar=98,
        Widths=Array([1000, 1000]),
        Resources=Dictionary(),
    )
    saved(pdf, path)


@oddity("separation-color.pdf", as_is=True)
def separation(path: Path) -> None:
    pdf = draft(b"/Spot cs 0.8 scn 60 200 450 300 re f " + MARKS)
    tint = Dictionary(
        FunctionType=2, Domain=Array([0, 1]), C0=Array([0, 0, 0, 0]), C1=Array([0, 1, 0.5, 0]), N=1
    )
    spot = Array([Name.Separation, Name("/PANTONE 200"), Name.DeviceCMYK, tint])
    pdf.pages[0].obj.Resources.ColorSpace = Dictionary(Spot=spot)
    saved(pdf, path)


@oddity("names-of-actions.pdf", as_is=True)
def acting_names(path: Path) -> None:
    """Fonts and forms that happen to be called as actions are."""
    pdf = draft(MARKS + b"BT /AA 30 Tf 100 450 Td (still here) Tj ET /JS Do")
    resources = pdf.pages[0].obj.Resources
    resources.Font = pdf.make_indirect(Dictionary(F1=resources.Font.F1, AA=font(pdf, "Courier")))
    resources.XObject = pdf.make_indirect(Dictionary(JS=_form(pdf, b"0 0.6 0.6 rg 400 40 80 80 re f")))
    saved(pdf, path)
