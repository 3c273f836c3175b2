"""Parts of a picture cut out, turned and made larger, that remember where each point came from. No geometry is lost."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TypeAlias

from PIL import Image

Point: TypeAlias = tuple[float, float]
Affine: TypeAlias = tuple[float, float, float, float, float, float]
"""`x = a*u + b*v + c`, `y = d*u + e*v + f` for a point (u, v) of the view and (x, y) of the picture."""

WHITE = 255


@dataclass(frozen=True, slots=True)
class View:
    """A grey picture and the map from its pixels to the pixels of the page it was cut from."""

    image: Image.Image
    back: Affine = (1.0, 0.0, 0.0, 0.0, 1.0, 0.0)

    def to_page(self, point: Point) -> Point:
        """Where a point of the view lies on the page."""
        return apply(self.back, point)

    def with_image(self, image: Image.Image) -> View:
        """The same place with other shades: sharpened, thresholded."""
        return View(image, self.back)


def apply(affine: Affine, point: Point) -> Point:
    """The image of a point."""
    a, b, c, d, e, f = affine
    return a * point[0] + b * point[1] + c, d * point[0] + e * point[1] + f


def window(
    image: Image.Image,
    centre: Point,
    size: tuple[float, float],
    degrees: float,
    scale: float,
    how: Image.Resampling = Image.Resampling.BICUBIC,
) -> View:
    """A rectangle of `size` page pixels around `centre`, its long side tilted by `degrees`, made upright.

    `degrees` is measured clockwise as seen. Each page pixel becomes `scale` pixels; what lies outside is white.
    """
    turn = math.radians(degrees)
    cos, sin = math.cos(turn) / scale, math.sin(turn) / scale
    wide, high = max(1, round(size[0] * scale)), max(1, round(size[1] * scale))
    back = (
        cos,
        -sin,
        centre[0] - cos * wide / 2 + sin * high / 2,
        sin,
        cos,
        centre[1] - sin * wide / 2 - cos * high / 2,
    )
    cut = image.transform((wide, high), Image.Transform.AFFINE, back, how, fillcolor=WHITE)
    return View(cut, back)
