"""Carries the layers of a paper into the packet, so that what was hidden on the paper stays hidden."""

from __future__ import annotations

from pikepdf import Array, Dictionary, Name, Object, Pdf


def carry_layers(packet: Pdf, source: Pdf) -> None:
    """Add the layers of `source` to `packet`, with those off that `source` shows off."""
    if "/OCProperties" not in source.Root:
        return
    found = packet.copy_foreign(source.make_indirect(source.Root.OCProperties))
    layers = _layers(found.get("/OCGs"))
    if not layers:
        return
    here = packet.Root.get("/OCProperties")
    if here is None:
        here = Dictionary(OCGs=Array(), D=Dictionary(Order=Array(), OFF=Array()))
        packet.Root.OCProperties = here = packet.make_indirect(here)
    here.OCGs.extend(layers)
    here.D.OFF.extend(_hidden(layers, found.get("/D")))


def _hidden(layers: list[Object], shown: Object | None) -> list[Object]:
    if not isinstance(shown, Dictionary):
        return []
    on = {layer.objgen for layer in _layers(shown.get("/ON"))}
    off = {layer.objgen for layer in _layers(shown.get("/OFF"))}
    starts_off = shown.get("/BaseState") == Name.OFF
    return [x for x in layers if x.objgen in off or (starts_off and x.objgen not in on)]


def _layers(value: Object | None) -> list[Object]:
    return [x for x in value if isinstance(x, Dictionary)] if isinstance(value, Array) else []
