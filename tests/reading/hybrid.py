"""Draws forms as the official ones are: printed labels, AcroForm fields and XFA datasets side by side."""

from __future__ import annotations

import ctypes
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pikepdf
import pypdfium2
from pypdfium2 import raw
from reportlab.pdfgen import canvas

WIDTH, HEIGHT = 612.0, 792.0
Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class Field:
    """One field to draw; `box` in points from the top left, `on` the on-value of a check box."""

    name: str
    page: int
    box: Box
    label: str = ""
    kind: str = "text"
    on: str = ""
    value: str = ""
    options: Sequence[tuple[str, str]] = ()


def last(name: str) -> str:
    """The last part of a name without its index."""
    return name.rpartition(".")[2].partition("[")[0]


def draw(
    fields: Sequence[Field],
    *,
    values: Mapping[str, str] | None = None,
    data: Iterable[tuple[str, str]] | None = None,
    pages: int = 2,
    rotate: int = 0,
    crop: Sequence[float] | None = None,
    encrypt: str | None = None,
    datasets: bytes | None = None,
) -> io.BytesIO:
    """A form. `values` are AcroForm values by full name ("on" ticks a box), `data` the leaves of the datasets."""
    pdf = pikepdf.open(_printed(fields, pages))
    tree = _Tree(pdf)
    for field in fields:
        widget = pdf.make_indirect(_widget(pdf, field, (values or {}).get(field.name, field.value)))
        page = pdf.pages[field.page - 1].obj
        if "/Annots" not in page:
            page.Annots = pikepdf.Array()
        page.Annots.append(widget)
        tree.hang(field.name, widget)
    for whole in pdf.pages:
        if rotate:
            whole.obj.Rotate = rotate
        if crop:
            whole.obj.CropBox = pikepdf.Array(list(crop))
    pdf.Root.AcroForm = pdf.make_indirect(_form(pdf, tree.tops, datasets or _datasets(data)))
    out = io.BytesIO()
    pdf.save(
        out, encryption=pikepdf.Encryption(owner="owner", user=encrypt) if encrypt is not None else False
    )
    out.seek(0)
    return out


class _Tree:
    """Names with points hang from nodes that are no fields themselves."""

    def __init__(self, pdf: pikepdf.Pdf) -> None:
        self._pdf = pdf
        self._nodes: dict[str, Any] = {}
        self.tops: list[Any] = []

    def hang(self, name: str, widget: Any) -> None:
        above, point, _ = name.rpartition(".")
        if not point:
            self.tops.append(widget)
            return
        node = self._node(above)
        widget.Parent = node
        node.Kids.append(widget)

    def _node(self, name: str) -> Any:
        if name not in self._nodes:
            above, point, own = name.rpartition(".")
            node = self._pdf.make_indirect(pikepdf.Dictionary(T=pikepdf.String(own), Kids=pikepdf.Array()))
            self._nodes[name] = node
            if point:
                node.Parent = self._node(above)
                node.Parent.Kids.append(node)
            else:
                self.tops.append(node)
        return self._nodes[name]


def _printed(fields: Sequence[Field], pages: int) -> io.BytesIO:
    out = io.BytesIO()
    page = canvas.Canvas(out, pagesize=(WIDTH, HEIGHT))
    for number in range(1, pages + 1):
        page.setFont("Times-Roman", 10)
        for field in (f for f in fields if f.page == number and f.kind != "barcode"):
            left, top, right, bottom = field.box
            page.rect(left, HEIGHT - bottom, right - left, bottom - top)
            if field.kind == "check":
                page.drawString(right + 4, HEIGHT - bottom + 1, field.label.rpartition(": ")[2])
            else:
                page.drawString(left, HEIGHT - top + 4, field.label)
        page.drawString(50, 20, f"Page {number} of {pages}")
        page.showPage()
    page.save()
    out.seek(0)
    return out


def _widget(pdf: pikepdf.Pdf, field: Field, value: str) -> pikepdf.Dictionary:
    left, top, right, bottom = field.box
    widget = pikepdf.Dictionary(
        Type=pikepdf.Name.Annot,
        Subtype=pikepdf.Name.Widget,
        Rect=[left, HEIGHT - bottom, right, HEIGHT - top],
        T=pikepdf.String(field.name.rpartition(".")[2]),
        F=4,
        TU=pikepdf.String("a tooltip that lies"),
        DA=pikepdf.String("/Helv 9 Tf 0 g"),
    )
    if field.kind == "check":
        on = pikepdf.Name("/" + field.on)
        size = right - left
        cross = f"1 w 1 1 m {size - 1} {size - 1} l S 1 {size - 1} m {size - 1} 1 l S".encode()
        looks = {str(on): _look(pdf, cross, size), "/Off": _look(pdf, b"", size)}
        widget.update({"/FT": pikepdf.Name.Btn, "/AP": pikepdf.Dictionary(N=pikepdf.Dictionary(looks))})
        state = on if value else pikepdf.Name.Off
        widget.update({"/V": state, "/AS": state})
    elif field.kind == "signature":
        widget.FT = pikepdf.Name.Sig
        if value:
            widget.V = pikepdf.Dictionary(Type=pikepdf.Name.Sig)
    else:
        widget.FT = pikepdf.Name.Ch if field.kind == "choice" else pikepdf.Name.Tx
        if field.options:
            widget.Opt = pikepdf.Array(
                [pikepdf.Array([pikepdf.String(v) for v in pair]) for pair in field.options]
            )
            widget.Ff = 1 << 17
        if value:
            widget.V = pikepdf.String(value)
    return widget


def _look(pdf: pikepdf.Pdf, content: bytes, size: float) -> pikepdf.Stream:
    look = pikepdf.Stream(pdf, content)
    look.update({"/Type": pikepdf.Name.XObject, "/Subtype": pikepdf.Name.Form})
    look.BBox = pikepdf.Array([0, 0, size, size])
    return look


def _form(pdf: pikepdf.Pdf, widgets: list[Any], datasets: bytes | None) -> pikepdf.Dictionary:
    helvetica = pikepdf.Dictionary(
        Type=pikepdf.Name.Font,
        Subtype=pikepdf.Name.Type1,
        BaseFont=pikepdf.Name.Helvetica,
        Encoding=pikepdf.Name.WinAnsiEncoding,
    )
    form = pikepdf.Dictionary(
        Fields=pikepdf.Array(widgets),
        DA=pikepdf.String("/Helv 9 Tf 0 g"),
        DR=pikepdf.Dictionary(Font=pikepdf.Dictionary(Helv=pdf.make_indirect(helvetica))),
    )
    if datasets is not None:
        form.XFA = pikepdf.Array(
            [
                pikepdf.String("template"),
                pdf.make_stream(b"<template/>"),
                pikepdf.String("datasets"),
                pdf.make_stream(datasets),
            ]
        )
    return form


def _datasets(data: Iterable[tuple[str, str]] | None) -> bytes | None:
    if data is None:
        return None
    from xml.sax.saxutils import escape

    leaves = "".join(f"<{name}>{escape(text)}</{name}>" for name, text in data)
    return (
        '<xfa:datasets xmlns:xfa="http://www.xfa.org/schema/xfa-data/1.0/"><xfa:data>'
        f"<form1>{leaves}</form1></xfa:data></xfa:datasets>"
    ).encode()


def typed(file: io.BytesIO, fields: Sequence[Field], values: Mapping[str, str]) -> io.BytesIO:
    """The form filled as a browser does it: clicks into fields and typed letters, by PDFium itself."""
    document = pypdfium2.PdfDocument(file)
    document.init_forms()
    form = document.formenv.raw
    for number in sorted({f.page for f in fields}):
        page = document[number - 1]
        for field in (f for f in fields if f.page == number and f.name in values):
            x, y = (field.box[0] + field.box[2]) / 2, HEIGHT - (field.box[1] + field.box[3]) / 2
            raw.FORM_OnMouseMove(form, page.raw, 0, x, y)
            raw.FORM_OnLButtonDown(form, page.raw, 0, x, y)
            raw.FORM_OnLButtonUp(form, page.raw, 0, x, y)
            if field.kind != "check":
                text = (values[field.name] + "\0").encode("utf-16-le")
                buffer = ctypes.create_string_buffer(text)
                raw.FORM_ReplaceSelection(form, page.raw, ctypes.cast(buffer, raw.FPDF_WIDESTRING))
        raw.FORM_ForceToKillFocus(form)
        page.close()
    return _saved(document)


def flattened(file: io.BytesIO) -> io.BytesIO:
    """The form as "print to PDF" leaves it: everything drawn, no fields left."""
    document = pypdfium2.PdfDocument(file)
    document.init_forms()
    for number in range(len(document)):
        page = document[number]
        page.flatten()
        page.close()
    with pikepdf.open(_saved(document)) as pdf:
        if "/AcroForm" in pdf.Root:
            del pdf.Root.AcroForm
        out = io.BytesIO()
        pdf.save(out)
    out.seek(0)
    return out


def _saved(document: pypdfium2.PdfDocument) -> io.BytesIO:
    out = io.BytesIO()
    document.save(out)
    document.close()
    out.seek(0)
    return out
