"""Which way up a scanned page lies and how far it is tilted, from the lines found on it. Pure geometry."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from applicant_helper.reading.shapes import Box

Point: TypeAlias = tuple[float, float]
Quad: TypeAlias = tuple[Point, Point, Point, Point]
"""The corners of a line in pixels: where its text begins on top, then clockwise as read."""

LONG_LINE = 2.0
STEEP = 45.0
MAX_TILT = 20.0


@dataclass(frozen=True, slots=True)
class Turn:
    """A page turned counter-clockwise by quarters to be read; `width` and `height` are pixels before that."""

    quarters: int
    width: int
    height: int

    def back(self, point: Point) -> Point:
        """A place on the turned page, as a place on the page as it came.

        >>> Turn(1, 100, 200).back((0, 0))
        (100.0, 0.0)
        """
        x, y = float(point[0]), float(point[1])
        quarters = self.quarters % 4
        if quarters == 1:
            return self.width - y, x
        if quarters == 2:
            return self.width - x, self.height - y
        if quarters == 3:
            return y, self.height - x
        return x, y


def sides(quad: Quad) -> tuple[float, float]:
    """Length of the top and of the left side.

    >>> sides(((0, 0), (30, 0), (30, 10), (0, 10)))
    (30.0, 10.0)
    """
    return math.dist(quad[0], quad[1]), math.dist(quad[0], quad[3])


def rectangle(middle: Point, size: tuple[float, float], degrees: float, grown: float = 0.0) -> Quad:
    """A rectangle by its middle, sides and clockwise turn, each side moved outward by `grown`.

    The corners start where a line would begin that runs along the longer side, more to the right than down;
    nearly square ones are taken as they lie.
    """
    width, height = size
    angle = _slope(degrees)
    is_long = max(size) > LONG_LINE * min(size)
    if width < height if is_long else abs(angle) > STEEP:
        width, height, angle = height, width, _slope(angle + 90)
    cos, sin = math.cos(math.radians(angle)), math.sin(math.radians(angle))
    half_x, half_y = width / 2 + grown, height / 2 + grown
    around = ((-half_x, -half_y), (half_x, -half_y), (half_x, half_y), (-half_x, half_y))
    a, b, c, d = ((middle[0] + x * cos - y * sin, middle[1] + x * sin + y * cos) for x, y in around)
    return a, b, c, d


def _slope(degrees: float) -> float:
    """The same direction between -90 and 90."""
    return (degrees + 90) % 180 - 90


def direction(quad: Quad) -> float:
    """Degrees clockwise by which the line runs down, between -90 and 90."""
    (x0, y0), (x1, y1) = quad[0], quad[1]
    return _slope(math.degrees(math.atan2(y1 - y0, x1 - x0)))


def lies_on_its_side(quads: Iterable[Quad]) -> bool:
    """Whether most of the length of the lines runs up or down the page."""
    along = across = 0.0
    for quad in quads:
        width, height = sides(quad)
        if width > LONG_LINE * height:
            if abs(direction(quad)) > STEEP:
                across += width
            else:
                along += width
    return across > along


def tilt(quads: Iterable[Quad]) -> float:
    """Degrees clockwise by which the page is tilted: the middle of what its lines say, longer ones counting more.

    >>> tilt([((0, 0), (100, 0), (100, 10), (0, 10))])
    0.0
    """
    told = sorted(
        (direction(q), sides(q)[0])
        for q in quads
        if sides(q)[0] > LONG_LINE * sides(q)[1] and abs(direction(q)) <= MAX_TILT
    )
    half = sum(length for _, length in told) / 2
    for degrees, length in told:
        half -= length
        if half <= 0:
            return degrees
    return 0.0


def in_reading_order(quads: Sequence[Quad], degrees: float) -> list[int]:
    """Places of the lines in the order they are read: rows from the top, each from the left, tilt taken out."""
    cos, sin = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    middles = []
    for place, quad in enumerate(quads):
        x, y = sum(p[0] for p in quad) / 4, sum(p[1] for p in quad) / 4
        left = min(p[0] * cos + p[1] * sin for p in quad)
        middles.append((y * cos - x * sin, left, sides(quad)[1], place))
    middles.sort()
    order: list[int] = []
    row: list[tuple[float, float, float, int]] = []
    for line in middles:
        if row and line[0] - row[0][0] > 0.5 * min(line[2], row[0][2]):
            order += [r[3] for r in sorted(row, key=lambda r: r[1])]
            row = []
        row.append(line)
    return order + [r[3] for r in sorted(row, key=lambda r: r[1])]


def part_of(quad: Quad, start: float, end: float) -> Quad:
    """The part of a line between two shares of its length, 0 to 1."""
    top_left, top_right, low_right, low_left = quad

    def between(one: Point, other: Point, share: float) -> Point:
        return one[0] + (other[0] - one[0]) * share, one[1] + (other[1] - one[1]) * share

    return (
        between(top_left, top_right, start),
        between(top_left, top_right, end),
        between(low_left, low_right, end),
        between(low_left, low_right, start),
    )


def box_of(quad: Quad, turn: Turn, scale: float) -> Box:
    """The upright box around a part of a line on the page as it came, in points by `scale` points per pixel."""
    points = [turn.back(p) for p in quad]
    xs = [min(max(p[0], 0.0), turn.width) * scale for p in points]
    ys = [min(max(p[1], 0.0), turn.height) * scale for p in points]
    return min(xs), min(ys), max(xs), max(ys)
