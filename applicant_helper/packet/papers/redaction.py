"""Finds text that lies under something opaque: a black box hides it from eyes, not from anyone who copies it.

White boxes count as well. What is only underneath by its nature does not: text that is never shown (the words of a
scan), text under see-through color, text drawn after the box, text under a picture of the whole page.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from pikepdf import Array, Dictionary, Name, Stream

from applicant_helper.packet.papers.content import (
    IDENTITY,
    Span,
    area,
    as_matrix,
    common,
    modest,
    span,
    statements,
    times,
)
from applicant_helper.packet.papers.follow import Follower
from applicant_helper.packet.papers.frame import as_box
from applicant_helper.packet.papers.glyphs import Font
from applicant_helper.packet.papers.surface import Graphics
from applicant_helper.packet.papers.texts import Texts

# Under one thing: fewer letters are signs of boxes to check, and the like.
ENOUGH = 3
WHOLE_PAGE = 0.6
LEAST = 3.0
DEEPEST = 6
MOST_STATEMENTS = 150_000


class CoveredText:
    """Follows the contents of one page in the order of drawing; `taken` counts the statements."""

    def __init__(self, page: Span, hidden: frozenset[tuple[int, int]], fonts: dict[Any, Font]) -> None:
        self.page = page
        self.texts = Texts(fonts)
        self._hidden = hidden
        self.taken = 0
        self._under_pictures = 0
        self._under_boxes = 0
        self._pictures = 0.0

    def found(self, content: bytes, resources: Any) -> bool:
        """Whether something opaque lies over letters that the page shows."""
        self._follow(content, resources, Graphics(IDENTITY, self.page), 0)
        if self._under_boxes >= ENOUGH:
            return True
        return self._under_pictures >= ENOUGH and self._pictures < WHOLE_PAGE * area(self.page)

    def _follow(self, content: bytes, resources: Any, start: Graphics, depth: int) -> None:
        follower = Follower(self, resources, start, depth)
        for operands, operator in statements(content):
            self.taken += 1
            if self.taken > MOST_STATEMENTS or self._under_boxes >= ENOUGH:
                return
            follower.take(operands, operator)

    def enter(self, form: Stream, resources: Any, now: Graphics, depth: int) -> None:
        """A form: its own contents under its own matrix, clipped to its box."""
        content = modest(form) if depth < DEEPEST else None
        if content is None:
            return
        matrix = times(as_matrix(form.get("/Matrix", ())), now.matrix)
        box = as_box(form.get("/BBox"))
        clip = now.clip if box is None else common(now.clip, span(matrix, box))
        own = form.get("/Resources")
        inner = own if isinstance(own, Dictionary) else resources
        self._follow(content, inner, replace(now, matrix=matrix, clip=clip), depth + 1)

    def box(self, box: Span) -> None:
        """Something opaque was drawn."""
        if self._is_part(box):
            self._under_boxes = max(self._under_boxes, self.texts.letters_under(box))

    def picture(self, box: Span) -> None:
        """An opaque picture was drawn."""
        self._pictures += area(box)
        if self._is_part(box):
            self._under_pictures = max(self._under_pictures, self.texts.letters_under(box))

    def _is_part(self, box: Span) -> bool:
        is_thick = min(box[2] - box[0], box[3] - box[1]) >= LEAST
        return is_thick and area(box) < WHOLE_PAGE * area(self.page)

    def is_hidden(self, layer: Any) -> bool:
        """Whether a layer, or all of a group of them, is switched off."""
        if not self._hidden or not isinstance(layer, Dictionary):
            return False
        if layer.get("/Type") != Name.OCMD:
            return layer.objgen in self._hidden
        inside = layer.get("/OCGs")
        layers = list(inside) if isinstance(inside, Array) else [inside]
        return bool(layers) and all(self.is_hidden(x) for x in layers)
