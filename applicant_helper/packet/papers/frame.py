"""The frame of a page: what is seen, which way up, how large a unit is. Boxes are written in many odd ways.

Where a value is missing or senseless, what the common viewers do is done.
"""

from __future__ import annotations

import math
from typing import Any

from pikepdf import Array, Dictionary, Object

from applicant_helper.packet.papers.paper import LETTER, Box

MAX_DEPTH = 60
INHERITED = ("/MediaBox", "/CropBox", "/Rotate", "/Resources")
_OWN = frozenset(INHERITED)
_NOTHING: dict[str, Any] = {}


class Frames:
    """Reads frames; what many pages share is worked out once."""

    def __init__(self) -> None:
        self._inherited: dict[tuple[int, int], dict[str, Any]] = {}
        self._boxes: dict[bytes, Box | None] = {}

    def of(self, page: Object, keys: set[str]) -> tuple[Box, int, float, Any]:
        """The box that is seen, the clockwise turn in degrees, the points of a unit, the resources.

        `keys` are those that the page itself has.
        """
        above = _NOTHING if keys >= _OWN else self._above(page, keys)
        media, crop, turn, resources = (page.get(key) if key in keys else above.get(key) for key in INHERITED)
        box = self._box(media) or LETTER
        if box[2] - box[0] < 1 or box[3] - box[1] < 1:
            box = LETTER
        if crop is not None:
            box = _within(self._box(crop) or box, box)
        unit = page.get("/UserUnit") if "/UserUnit" in keys else None
        return (
            box,
            0 if turn is None else as_turn(turn),
            1.0 if unit is None else as_unit(unit),
            resources,
        )

    def _box(self, value: Any) -> Box | None:
        if not isinstance(value, Array):
            return None
        written = value.unparse()
        if written not in self._boxes:
            self._boxes[written] = as_box(value)
        return self._boxes[written]

    def _above(self, page: Object, keys: set[str]) -> dict[str, Any]:
        node = page.get("/Parent") if "/Parent" in keys else None
        if not isinstance(node, Dictionary):
            return _NOTHING
        if not node.is_indirect:
            return _gathered(node)
        known = self._inherited.get(node.objgen)
        if known is None:
            known = self._inherited[node.objgen] = _gathered(node)
        return known


def _gathered(node: Any) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for _ in range(MAX_DEPTH):
        if not isinstance(node, Dictionary):
            break
        for key in INHERITED:
            value = node.get(key)
            if value is not None:
                found.setdefault(key, value)
        node = node.get("/Parent")
    return found


def as_box(value: Any) -> Box | None:
    """Left, bottom, right, top of a box however it was written; None when it is none."""
    try:
        left, bottom, right, top = (float(v) for v in value)
    except (TypeError, ValueError, ArithmeticError):
        return None
    if not all(math.isfinite(v) and abs(v) < 1e7 for v in (left, bottom, right, top)):
        return None
    return min(left, right), min(bottom, top), max(left, right), max(bottom, top)


def _within(crop: Box, media: Box) -> Box:
    box = (max(crop[0], media[0]), max(crop[1], media[1]), min(crop[2], media[2]), min(crop[3], media[3]))
    return box if box[2] - box[0] >= 1 and box[3] - box[1] >= 1 else media


def as_turn(value: Any) -> int:
    """0, 90, 180 or 270; 0 for what is no quarter turn."""
    try:
        turn = int(value)
    except (TypeError, ValueError, ArithmeticError):
        return 0
    return turn % 360 if turn % 90 == 0 else 0


def as_unit(value: Any) -> float:
    """The points of a unit; 1 for what is senseless."""
    try:
        unit = float(value)
    except (TypeError, ValueError, ArithmeticError):
        return 1.0
    return unit if 0.01 < unit < 1000 else 1.0
