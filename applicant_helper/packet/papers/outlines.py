"""The rectangles of a path; other shapes are not told apart from clear ones and count as nothing."""

from __future__ import annotations

from applicant_helper.packet.papers.content import Span

SLACK = 0.01
MOST_POINTS = 2_000
CORNERS = (4, 5)


class Outline:
    """A path as it is built."""

    def __init__(self) -> None:
        self._boxes: list[Span] = []
        self._points: list[tuple[float, float]] = []
        self._is_clear = True

    def rectangle(self, x: float, y: float, width: float, height: float) -> None:
        """A whole rectangle."""
        self._finish()
        self._boxes.append((min(x, x + width), min(y, y + height), max(x, x + width), max(y, y + height)))

    def begin(self, x: float, y: float) -> None:
        """A new part."""
        self._finish()
        self._points = [(x, y)]

    def line(self, x: float, y: float) -> None:
        """A straight line."""
        if len(self._points) < MOST_POINTS:
            self._points.append((x, y))

    def bend(self) -> None:
        """A curve: no rectangle."""
        self._is_clear = False

    def boxes(self) -> list[Span]:
        """The rectangles, when the path is made of them and none lies inside another, as in a frame."""
        self._finish()
        if not self._is_clear or len(self._boxes) > 50:
            return []
        nested = any(_inside(a, b) for a in self._boxes for b in self._boxes if a is not b)
        return [] if nested else self._boxes

    def thick_line(self, line: float) -> Span | None:
        """What one straight level or upright line of this thickness covers."""
        if len(self._points) != 2 or self._boxes or not self._is_clear:
            return None
        (x0, y0), (x1, y1) = self._points
        half = line / 2
        if abs(y0 - y1) < SLACK:
            return min(x0, x1), y0 - half, max(x0, x1), y0 + half
        if abs(x0 - x1) < SLACK:
            return x0 - half, min(y0, y1), x0 + half, max(y0, y1)
        return None

    def _finish(self) -> None:
        points = self._points
        if len(points) <= 1:
            return
        xs, ys = {round(x, 2) for x, _ in points}, {round(y, 2) for _, y in points}
        is_closed = len(points) == 4 or points[0] == points[-1]
        if len(points) in CORNERS and is_closed and len(xs) == 2 and len(ys) == 2:
            self._boxes.append((min(xs), min(ys), max(xs), max(ys)))
        elif len(points) > 2:
            self._is_clear = False
        self._points = points if len(points) == 2 else []


def _inside(one: Span, other: Span) -> bool:
    return other[0] <= one[0] and other[1] <= one[1] and one[2] <= other[2] and one[3] <= other[3]
