"""Follows the operators of one content stream that matter for what lies over what."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, Final

from pikepdf import Array, Name, Stream

from applicant_helper.packet.papers.content import (
    Span,
    common,
    last_name,
    numbers,
    resource,
    span,
    times,
)
from applicant_helper.packet.papers.follow_text import TEXT_ACTS, TextFollower
from applicant_helper.packet.papers.outlines import Outline
from applicant_helper.packet.papers.surface import Graphics, Surface

FILLS = frozenset({b"f", b"F", b"f*", b"B", b"B*", b"b", b"b*"})
STROKES = frozenset({b"S", b"s"})
ENDS = FILLS | STROKES | {b"n"}
PLAIN_MIXES = frozenset({Name.Normal, Name.Compatible})
MOST_SAVED = 500
UNIT: Span = (0.0, 0.0, 1.0, 1.0)


class Follower(TextFollower):
    """Takes statement after statement and tells the surface what is drawn where."""

    def __init__(self, surface: Surface, resources: Any, start: Graphics, depth: int) -> None:
        super().__init__(surface, resources, start)
        self.depth = depth
        self._saved: list[Graphics] = []
        self._path = Outline()
        self._clips = False

    def take(self, operands: bytes, operator: bytes) -> None:
        """One statement."""
        act = ACTS.get(operator) or TEXT_ACTS.get(operator)
        if act is not None:
            act(self, operands)
        elif operator in ENDS:
            self._end_path(operator)

    # what is kept ------------------------------------------------------------------------------------

    def save(self, _: bytes) -> None:
        if len(self._saved) < MOST_SAVED:
            self._saved.append(self.now)

    def restore(self, _: bytes) -> None:
        if self._saved:
            self.now = self._saved.pop()

    def move_axes(self, operands: bytes) -> None:
        values = numbers(operands, 6)
        if values is not None:
            self.now = replace(self.now, matrix=times(values, self.now.matrix))  # type: ignore[arg-type]

    def mix(self, operands: bytes) -> None:
        found = resource(self.resources, "/ExtGState", last_name(operands))
        if found is None:
            return
        alpha, mode, mask = found.get("/ca"), found.get("/BM"), found.get("/SMask")
        if isinstance(mode, Array) and len(mode):
            mode = mode[0]
        self.now = replace(
            self.now,
            alpha=self.now.alpha if alpha is None else float(alpha),
            is_plain_mix=self.now.is_plain_mix if mode is None else mode in PLAIN_MIXES,
            is_masked=self.now.is_masked if mask is None else mask != Name("/None"),
        )

    def plain_color(self, _: bytes) -> None:
        if not self.now.is_plain_color:
            self.now = replace(self.now, is_plain_color=True)

    def any_color(self, operands: bytes) -> None:
        """A color, or a pattern, which has a name."""
        is_plain = b"/" not in operands
        if self.now.is_plain_color != is_plain:
            self.now = replace(self.now, is_plain_color=is_plain)

    def line_width(self, operands: bytes) -> None:
        values = numbers(operands, 1)
        if values is not None:
            self.now = replace(self.now, line=values[0])

    # paths -------------------------------------------------------------------------------------------

    def rectangle(self, operands: bytes) -> None:
        values = numbers(operands, 4)
        if values is not None:
            self._path.rectangle(*values)

    def begin(self, operands: bytes) -> None:
        values = numbers(operands, 2)
        if values is not None:
            self._path.begin(*values)

    def line(self, operands: bytes) -> None:
        values = numbers(operands, 2)
        if values is not None:
            self._path.line(*values)

    def bend(self, _: bytes) -> None:
        self._path.bend()

    def clip(self, _: bytes) -> None:
        self._clips = True

    def _end_path(self, operator: bytes) -> None:
        boxes = self._path.boxes()
        if operator in FILLS and self.now.covers and not self.is_off:
            for box in boxes:
                self.surface.box(self._seen(box))
        elif operator in STROKES and self.now.mixes_plainly and not self.is_off:
            line = self._path.thick_line(self.now.line)
            if line is not None:
                self.surface.box(self._seen(line))
        if self._clips and len(boxes) == 1:
            self.now = replace(self.now, clip=common(self.now.clip, span(self.now.matrix, boxes[0])))
        self._path = Outline()
        self._clips = False

    def _seen(self, box: Span) -> Span:
        """What is seen of a box; nothing when it lies askew, as its corners would reach too far."""
        a, b, c, d, *_ = self.now.matrix
        is_upright = (abs(b) + abs(c)) < 0.02 * (abs(a) + abs(d)) or (abs(a) + abs(d)) < 0.02 * (
            abs(b) + abs(c)
        )
        return common(self.now.clip, span(self.now.matrix, box)) if is_upright else (0.0, 0.0, 0.0, 0.0)

    # pictures and forms ----------------------------------------------------------------------------

    def paint(self, operands: bytes) -> None:
        thing = resource(self.resources, "/XObject", last_name(operands))
        if not isinstance(thing, Stream) or self.is_off or self.surface.is_hidden(thing.get("/OC")):
            return
        if thing.get("/Subtype") == Name.Form:
            self.surface.enter(thing, self.resources, self.now, self.depth)
        elif self.now.mixes_plainly and not any(key in thing for key in ("/SMask", "/Mask", "/ImageMask")):
            self.surface.picture(self._seen(UNIT))


ACTS: Final[Mapping[bytes, Callable[[Follower, bytes], None]]] = {
    b"q": Follower.save,
    b"Q": Follower.restore,
    b"cm": Follower.move_axes,
    b"gs": Follower.mix,
    b"w": Follower.line_width,
    **dict.fromkeys((b"g", b"rg", b"k"), Follower.plain_color),
    **dict.fromkeys((b"sc", b"scn"), Follower.any_color),
    b"re": Follower.rectangle,
    b"m": Follower.begin,
    b"l": Follower.line,
    **dict.fromkeys((b"c", b"v", b"y"), Follower.bend),
    **dict.fromkeys((b"W", b"W*"), Follower.clip),
    b"Do": Follower.paint,
}
