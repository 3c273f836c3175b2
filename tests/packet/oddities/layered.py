"""Papers with layers: what is hidden stays hidden, what is shown stays shown."""

from __future__ import annotations

from pathlib import Path

from pikepdf import Array, Dictionary, Name, Object, Pdf

from tests.packet.oddities.oddity import MARKS, draft, oddity, saved

DRAWN = MARKS + b"/OC /L1 BDC 0 g 200 150 200 200 re f EMC /OC /L2 BDC 0 0 1 rg 450 500 100 100 re f EMC"


def _layers(pdf: Pdf, **properties: Object) -> tuple[Object, Object]:
    first = pdf.make_indirect(Dictionary(Type=Name.OCG, Name="Draft"))
    second = pdf.make_indirect(Dictionary(Type=Name.OCG, Name="Final"))
    named = Dictionary(L1=first, L2=second)
    for key, value in properties.items():
        named["/" + key] = value
    pdf.pages[0].obj.Resources.Properties = named
    return first, second


def _shown(pdf: Pdf, path: Path, layers: tuple[Object, Object], **rules: object) -> None:
    shown = Dictionary()
    for key, value in rules.items():
        shown["/" + key] = value
    pdf.Root.OCProperties = Dictionary(OCGs=Array(list(layers)), D=shown)
    saved(pdf, path)


@oddity("layer-off.pdf", codes="layers", as_is=False)
def off(path: Path) -> None:
    pdf = draft(DRAWN)
    layers = _layers(pdf)
    _shown(pdf, path, layers, OFF=Array([layers[0]]))


@oddity("all-layers-off-but-one.pdf", codes="layers", as_is=False)
def base_off(path: Path) -> None:
    pdf = draft(DRAWN)
    layers = _layers(pdf)
    _shown(pdf, path, layers, BaseState=Name.OFF, ON=Array([layers[1]]))


@oddity("all-layers-on.pdf", without="layers", as_is=False)
def on(path: Path) -> None:
    pdf = draft(DRAWN)
    _shown(pdf, path, _layers(pdf))


@oddity("layer-groups.pdf", codes="layers", as_is=False)
def membership(path: Path) -> None:
    pdf = draft(DRAWN.replace(b"/OC /L1", b"/OC /Both"))
    layers = _layers(pdf)
    pdf.pages[0].obj.Resources.Properties.Both = pdf.make_indirect(
        Dictionary(Type=Name.OCMD, OCGs=Array(list(layers)), P=Name.AllOn)
    )
    _shown(pdf, path, layers, OFF=Array([layers[0]]))


@oddity("hidden-form.pdf", codes="layers", as_is=False)
def hidden_form(path: Path) -> None:
    pdf = draft(MARKS + b"/X Do")
    layers = _layers(pdf)
    form = pdf.make_stream(b"1 0 1 rg 100 100 300 300 re f")
    form.Type, form.Subtype, form.BBox = Name.XObject, Name.Form, Array([0, 0, 612, 792])
    form.OC = layers[0]
    pdf.pages[0].obj.Resources.XObject = Dictionary(X=form)
    _shown(pdf, path, layers, OFF=Array([layers[0]]))


@oddity("layers-broken.pdf", as_is=False)
def broken(path: Path) -> None:
    pdf = draft()
    pdf.Root.OCProperties = Dictionary(OCGs=Array([1, 2]), D=7)
    saved(pdf, path)
