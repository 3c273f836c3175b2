"""Finds the pictures of pages and how finely each is seen where it is placed largest. Nothing is changed."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from pikepdf import Dictionary, Name, Object, Page, Pdf, Stream

from applicant_helper.packet.papers.content import (
    IDENTITY,
    Matrix,
    as_matrix,
    last_name,
    numbers,
    read_modest,
    resource,
    statements,
    times,
)

ObjectId = tuple[int, int]
DEEPEST = 6
# Statements and forms of one paper that are followed; beyond them its pictures stay as they are.
MOST_STATEMENTS, MOST_FORMS = 2_000_000, 50_000


@dataclass(slots=True)
class PlacedPicture:
    """A picture and the coarsest dpi that it has on any page, of its two directions the lower one."""

    image: Stream
    dpi: float


class Unclear(Exception):
    """Contents that cannot be followed to their end."""


def placed_pictures(pdf: Pdf, pages: Sequence[Page], units: Sequence[float]) -> list[PlacedPicture]:
    """Pictures of the pages; `units` are the points of a page's unit.

    Left out are those that are also used where their size cannot be told: in patterns, letters, notes, and on
    pages whose contents cannot be read whole.
    """
    follower = _Follower()
    barred = set(_elsewhere(pdf))
    for page, unit in zip(pages, units, strict=True):
        try:
            follower.follow_page(page.obj, unit)
        except Unclear:
            barred |= _pictures_of(page.obj.get("/Resources"))
    return [found for key, found in follower.found.items() if key not in barred]


class _Follower:
    def __init__(self) -> None:
        self.found: dict[ObjectId, PlacedPicture] = {}
        self._statements = MOST_STATEMENTS
        self._forms = MOST_FORMS

    def follow_page(self, page: Object, unit: float) -> None:
        contents = page.get("/Contents")
        if contents is None:
            return
        parts = [contents] if isinstance(contents, Stream) else list(contents)
        content = b"\n".join(self._read(part) for part in parts)
        self._follow(content, page.get("/Resources"), (unit, 0, 0, unit, 0, 0), 0)

    def _read(self, stream: Any) -> bytes:
        if not isinstance(stream, Stream):
            raise Unclear
        found = read_modest(stream)
        if found.data is None or not found.is_whole:
            raise Unclear
        return found.data

    def _follow(self, content: bytes, resources: Any, start: Matrix, depth: int) -> None:
        matrix = start
        saved: list[Matrix] = []
        for operands, operator in statements(content):
            self._statements -= 1
            if self._statements < 0:
                raise Unclear
            if operator == b"cm":
                values = numbers(operands, 6)
                if values is None:
                    raise Unclear
                matrix = times(as_matrix(values), matrix)
            elif operator == b"q":
                saved.append(matrix)
            elif operator == b"Q":
                matrix = saved.pop() if saved else matrix
            elif operator == b"Do":
                self._paint(resource(resources, "/XObject", last_name(operands)), resources, matrix, depth)

    def _paint(self, thing: Any, resources: Any, matrix: Matrix, depth: int) -> None:
        if not isinstance(thing, Stream):
            return
        if thing.get("/Subtype") == Name.Image:
            self._picture(thing, matrix)
        elif thing.get("/Subtype") == Name.Form:
            self._forms -= 1
            if depth >= DEEPEST or self._forms < 0:
                raise Unclear
            own = thing.get("/Resources")
            inner = own if isinstance(own, Dictionary) else resources
            placed = times(as_matrix(thing.get("/Matrix", IDENTITY)), matrix)
            self._follow(self._read(thing), inner, placed, depth + 1)

    def _picture(self, image: Stream, matrix: Matrix) -> None:
        a, b, c, d, *_ = matrix
        width, height = math.hypot(a, b), math.hypot(c, d)
        across, up = image.get("/Width"), image.get("/Height")
        if not isinstance(across, int) or not isinstance(up, int) or not width or not height:
            return
        dpi = 72 * min(across / width, up / height)
        known = self.found.setdefault(image.objgen, PlacedPicture(image, dpi))
        known.dpi = min(known.dpi, dpi)


def _elsewhere(pdf: Pdf) -> Iterator[ObjectId]:
    """Pictures inside patterns, drawn letters and looks of notes."""
    for thing in pdf.objects:
        if not isinstance(thing, Dictionary) and not isinstance(thing, Stream):
            continue
        if "/PatternType" in thing or thing.get("/Subtype") == Name.Type3:
            yield from _pictures_of(thing.get("/Resources"))
        elif "/AP" in thing:
            yield from _pictures_in_looks(thing.get("/AP"))


def _pictures_in_looks(look: Any, depth: int = 0) -> Iterator[ObjectId]:
    if isinstance(look, Stream):
        yield from _pictures_of(look.get("/Resources"))
    elif isinstance(look, Dictionary) and depth < DEEPEST:
        for _, inner in look.items():
            yield from _pictures_in_looks(inner, depth + 1)


def _pictures_of(resources: Any) -> set[ObjectId]:
    """Every picture that resources hold, in forms too."""
    found: set[ObjectId] = set()
    seen: set[ObjectId] = set()
    waiting = [resources]
    while waiting:
        held = waiting.pop()
        group = held.get("/XObject") if isinstance(held, Dictionary) else None
        if not isinstance(group, Dictionary):
            continue
        for _, thing in group.items():
            if isinstance(thing, Stream) and thing.objgen not in seen:
                seen.add(thing.objgen)
                if thing.get("/Subtype") == Name.Image:
                    found.add(thing.objgen)
                waiting.append(thing.get("/Resources"))
    return found
