"""Carries the layers of papers into the packet, so that what a paper hides stays hidden.

Joining takes pages, not what the document says of its layers. So each page of a layered paper carries that under
a private key, until `collect_layers` has put it together for the packet.
"""

from __future__ import annotations

from typing import Any

from pikepdf import Array, Dictionary, Name, Object, Page, Pdf

PRIVATE = "/AhLayers"
VIEWED = "/View"


def mark_pages(pdf: Pdf, pages: list[Page]) -> frozenset[tuple[int, int]]:
    """Let each page carry the document's layers; returns the ids of those that are off."""
    found = pdf.Root.get("/OCProperties")
    if not isinstance(found, Dictionary):
        return frozenset()
    layers = [layer for layer in _layers(found.get("/OCGs")) if layer.is_indirect]
    if not layers:
        return frozenset()
    off = _hidden(layers, found.get("/D"))
    carried = pdf.make_indirect(Dictionary(All=Array(layers), Off=Array(off)))
    for page in pages:
        page.obj[PRIVATE] = carried
    return frozenset(layer.objgen for layer in off)


def collect_layers(pdf: Pdf) -> None:
    """Make one list of layers of what the joined pages carry, and take the private keys away. Run it once."""
    layers: dict[tuple[int, int], Object] = {}
    off: dict[tuple[int, int], Object] = {}
    seen: set[tuple[int, int]] = set()
    for page in pdf.pages:
        carried = page.obj.get(PRIVATE)
        if carried is None:
            continue
        if isinstance(carried, Dictionary) and carried.objgen not in seen:
            if carried.is_indirect:
                seen.add(carried.objgen)
            layers |= {x.objgen: x for x in _layers(carried.get("/All"))}
            off |= {x.objgen: x for x in _layers(carried.get("/Off"))}
        del page.obj[PRIVATE]
    if layers:
        shown = Dictionary(Order=Array(), OFF=Array(list(off.values())))
        pdf.Root.OCProperties = Dictionary(OCGs=Array(list(layers.values())), D=shown)


def _hidden(layers: list[Object], shown: Any) -> list[Object]:
    if not isinstance(shown, Dictionary):
        return []
    on = {layer.objgen for layer in _layers(shown.get("/ON"))}
    off = {layer.objgen for layer in _layers(shown.get("/OFF"))}
    starts_off = shown.get("/BaseState") == Name.OFF
    states = {x.objgen: x.objgen not in off and (not starts_off or x.objgen in on) for x in layers}
    for rule in _layers(shown.get("/AS")):
        if rule.get("/Event") == Name.View:
            for layer in _layers(rule.get("/OCGs")):
                shows = _on_screen(layer)
                if shows is not None:
                    states[layer.objgen] = shows
    return [x for x in layers if not states[x.objgen]]


def _on_screen(layer: Object) -> bool | None:
    """What the layer's own usage says of the screen."""
    usage = layer.get("/Usage")
    view = usage.get(VIEWED) if isinstance(usage, Dictionary) else None
    state = view.get("/ViewState") if isinstance(view, Dictionary) else None
    return None if state is None else state != Name.OFF


def _layers(value: Any) -> list[Object]:
    return [x for x in value if isinstance(x, Dictionary)] if isinstance(value, Array) else []
