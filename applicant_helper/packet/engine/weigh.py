"""How much each page adds to a file: the stored length of every stream it uses. Nothing is decoded."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from pikepdf import Array, Dictionary, Object, Pdf, Stream

from applicant_helper.packet.engine.merge import merged
from applicant_helper.packet.model import Key
from applicant_helper.packet.plan import PacketPlan
from applicant_helper.packet.prepared import Prepared

PAGE_BYTES = 900
IGNORED = frozenset({"/Parent", "/P", "/Annots", "/Thumb", "/Metadata", "/PieceInfo", "/B", "/StructParents"})


class Scale:
    """Weighs the pages of one document."""

    def __init__(self, pdf: Pdf) -> None:
        self._pages = list(pdf.pages)

    def page(self, place: int) -> dict[int, int]:
        """Stream lengths by a number for each stream; the page's own objects count under a number of their own."""
        found: dict[int, int] = {-1 - place: PAGE_BYTES}
        self._gather(self._pages[place].obj, found, set())
        return found

    def _gather(self, top: Object, found: dict[int, int], seen: set[tuple[int, int]]) -> None:
        waiting = [top]
        while waiting:
            thing = waiting.pop()
            if isinstance(thing, Array):
                waiting += [x for x in thing if isinstance(x, (Array, Dictionary, Stream))]
                continue
            if thing.is_indirect:
                if thing.objgen in seen:
                    continue
                seen.add(thing.objgen)
            if isinstance(thing, Stream):
                found[thing.objgen[0]] = _length(thing)
            for key, value in thing.items():
                if key not in IGNORED and isinstance(value, (Array, Dictionary, Stream)):
                    waiting.append(value)


def _length(stream: Stream) -> int:
    length = stream.get("/Length")
    return int(length) if isinstance(length, int) else len(stream.read_raw_bytes())


def weights_of(
    plan: PacketPlan, prepared: Mapping[Key, Prepared], folder: Path
) -> tuple[Mapping[int, int], ...]:
    """The weight of every page of a plan, in order. Drawn pages weigh little and are not drawn for this."""
    own = folder / "blank.pdf"
    blank = Pdf.new()
    for _ in range(1 + sum(1 for page in plan.pages if page.key is None)):
        blank.add_blank_page()
    blank.save(own)
    try:
        with merged(plan.pages, own, prepared) as pdf:
            scale = Scale(pdf)
            return tuple(scale.page(place) for place in range(len(plan.pages)))
    finally:
        own.unlink()
