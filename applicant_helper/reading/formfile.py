"""Every field of a form in a PDF, as the file holds it. Used in the guarded child only."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, BinaryIO

import pikepdf

from applicant_helper.core.text import clean_text
from applicant_helper.reading.formdata import MAX_VALUE, data_leaves, match_leaves
from applicant_helper.reading.pdfs import MAX_FIELDS, MAX_PAGES, ODD

MAX_DEPTH = 40
MAX_NAME = 400
MAX_LABEL = 300
MAX_LOST = 200
_READ_ONLY, _PUSH = 1, 1 << 16
_BARCODE = "PDF417BarCode"
_KINDS = {"/Tx": "text", "/Btn": "check", "/Ch": "choice", "/Sig": "signature"}


def form_fields(file: BinaryIO, *, with_labels: bool = True) -> dict[str, Any]:
    """`{"fields": [...], "has_form", "has_data", "is_cut", "lost"}`, or `{"code": ...}` for a file that does not open.

    A field has the keys of shapes.FormField; `data` is missing when the datasets have no leaf of its own. `lost`
    are texts of the datasets that no field claims. `with_labels` looks for the nearest printed words, for forms
    that no map is known of.
    """
    file.seek(0)
    try:
        with pikepdf.open(file, suppress_warnings=True) as pdf:
            told = _told(pdf)
    except pikepdf.PasswordError:
        return {"code": "needs-password"}
    except ODD:
        return {"code": "damaged-pdf"}
    if with_labels and told["fields"]:
        from applicant_helper.reading.formlabels import add_labels

        add_labels(file, told["fields"])
    for field in told["fields"]:
        tooltip = field.pop("tooltip", "")
        field.setdefault("label", tooltip)
    return told


def _told(pdf: pikepdf.Pdf) -> dict[str, Any]:
    form = pdf.Root.get("/AcroForm")
    if not isinstance(form, pikepdf.Dictionary):
        return {"fields": [], "has_form": False, "has_data": False, "is_cut": False, "lost": []}
    fields: list[dict[str, Any]] = []
    is_cut = False
    for field in _widgets(pdf):
        if len(fields) >= MAX_FIELDS:
            is_cut = True
            break
        fields.append(field)
    try:
        leaves = data_leaves(form)
    except ODD:
        leaves = {}
    matched, lost = match_leaves(fields, leaves)
    for field, data in zip(fields, matched, strict=True):
        if data is not None:
            field["data"] = clean_text(data)
    return {
        "fields": fields,
        "has_form": True,
        "has_data": bool(leaves),
        "is_cut": is_cut,
        "lost": [clean_text(t) for t in lost[:MAX_LOST]],
    }


def _widgets(pdf: pikepdf.Pdf) -> Iterator[dict[str, Any]]:
    """One entry for each box on a page that a field has; what is odd is left out."""
    for number in range(min(len(pdf.pages), MAX_PAGES)):
        try:
            page = pdf.pages[number]
            annotations = page.obj.get("/Annots")
            place = _Place(page)
        except ODD:
            continue
        if not isinstance(annotations, pikepdf.Array):
            continue
        for at in range(min(len(annotations), MAX_FIELDS)):
            try:
                field = _field(annotations[at], number + 1, place)
            except ODD:
                continue
            if field is not None:
                yield field


def _field(widget: Any, page: int, place: _Place) -> dict[str, Any] | None:
    if not isinstance(widget, pikepdf.Dictionary) or widget.get("/Subtype") != "/Widget":
        return None
    chain = _chain(widget)
    kind = _KINDS.get(str(_inherited(chain, "/FT")))
    flags = _number(_inherited(chain, "/Ff"))
    name = ".".join(_name_part(c.get("/T")) for c in reversed(chain) if "/T" in c)
    if kind is None or not name or (kind == "check" and flags & _PUSH):
        return None
    on_value, value = "", ""
    if kind == "check":
        on_value, value = _box_state(widget, _inherited(chain, "/V"))
    elif kind == "signature":
        value = "signed" if isinstance(_inherited(chain, "/V"), pikepdf.Dictionary) else ""
    else:
        value = _text(_inherited(chain, "/V"))
        if kind == "choice":
            value = _shown_choice(value, _inherited(chain, "/Opt"))
        if name.rpartition(".")[2].startswith(_BARCODE):
            kind = "barcode"
    return {
        "name": clean_text(name)[:MAX_NAME],
        "kind": kind,
        "page": page,
        "box": place.seen(widget.get("/Rect")),
        "value": clean_text(value),
        "on_value": clean_text(on_value),
        "is_read_only": bool(flags & _READ_ONLY),
        "tooltip": clean_text(_text(_inherited(chain, "/TU")))[:MAX_LABEL],
    }


def _chain(widget: pikepdf.Dictionary) -> list[pikepdf.Dictionary]:
    """The widget and what it hangs from, nearest first; a chain that loops ends at a bound."""
    chain, node = [widget], widget.get("/Parent")
    while isinstance(node, pikepdf.Dictionary) and len(chain) < MAX_DEPTH:
        chain.append(node)
        node = node.get("/Parent")
    return chain


def _inherited(chain: list[pikepdf.Dictionary], key: str) -> Any:
    return next((c.get(key) for c in chain if key in c), None)


def _name_part(part: Any) -> str:
    return _text(part)[:MAX_NAME]


def _number(value: Any) -> int:
    try:
        return int(value)
    except (TypeError, ValueError):
        return 0


def _text(value: Any) -> str:
    """A value of a field as text: strings, names without their stroke, the first part of streams, lists joined."""
    if isinstance(value, pikepdf.Stream):
        return value.read_bytes()[:MAX_VALUE].decode("utf-8", "replace")
    if isinstance(value, pikepdf.Array):
        return "; ".join(_text(v) for v in list(value)[:50])[:MAX_VALUE]
    if isinstance(value, pikepdf.Name):
        return str(value)[1:][:MAX_VALUE]
    if isinstance(value, pikepdf.String):
        return str(value)[:MAX_VALUE]
    return ""


def _box_state(widget: pikepdf.Dictionary, value: Any) -> tuple[str, str]:
    """The on-value of a box and the value it has: its on-value when it is ticked, else nothing.

    A box is ticked when the file says so by /AS, or by /V where a program wrote only that.
    """
    looks = widget.get("/AP")
    normal = looks.get("/N") if isinstance(looks, pikepdf.Dictionary) else None
    states = [s[1:] for s in _states(normal) if s != "/Off"]
    shown, kept = _text(widget.get("/AS")), _text(value)
    on_value = states[0] if states else next((v for v in (shown, kept) if v not in {"", "Off"}), "")
    if not on_value:
        return "", ""
    return on_value, on_value if on_value in {shown, kept} else ""


def _states(normal: Any) -> list[str]:
    """The names of the looks a box can have."""
    if not isinstance(normal, pikepdf.Dictionary) or isinstance(normal, pikepdf.Stream):
        return []
    return [str(key) for key in normal]


def _shown_choice(value: str, options: Any) -> str:
    """The words that a list shows for the value it keeps."""
    if not isinstance(options, pikepdf.Array) or not value:
        return value
    for at in range(min(len(options), MAX_FIELDS)):
        option = options[at]
        if isinstance(option, pikepdf.Array) and len(option) == 2 and _text(option[0]) == value:
            return _text(option[1])
    return value


class _Place:
    """Turns a rectangle in the file's own space into a box of the page as seen: cropped and turned."""

    def __init__(self, page: pikepdf.Page) -> None:
        crop, media = _rectangle(page.cropbox), _rectangle(page.mediabox)
        left, bottom, right, top = (
            max(crop[0], media[0]),
            max(crop[1], media[1]),
            min(crop[2], media[2]),
            min(crop[3], media[3]),
        )
        self._edges = (left, bottom, right, top) if left < right and bottom < top else media
        self._turned = page.rotation % 360

    def seen(self, rectangle: Any) -> list[float]:
        """Left, top, right, bottom in points."""
        x0, y0, x1, y1 = _rectangle(rectangle)
        left, bottom, right, top = self._edges
        if self._turned == 90:
            box = (y0 - bottom, x0 - left, y1 - bottom, x1 - left)
        elif self._turned == 180:
            box = (right - x1, y0 - bottom, right - x0, y1 - bottom)
        elif self._turned == 270:
            box = (top - y1, right - x1, top - y0, right - x0)
        else:
            box = (x0 - left, top - y1, x1 - left, top - y0)
        return [round(v, 1) for v in box]


def _rectangle(value: Any) -> tuple[float, float, float, float]:
    """Raises one of ODD when there are not four numbers."""
    x0, y0, x1, y1 = (float(v) for v in value)
    return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)
