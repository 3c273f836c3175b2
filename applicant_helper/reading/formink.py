"""How much ink lies in boxes of a page: ticks and places to sign that only a picture shows. No judgement here."""

from __future__ import annotations

from collections.abc import Sequence

from PIL import Image

from applicant_helper.reading.shapes import Box

INSET, INSET_OF_LARGE, LARGE = 2.0, 4.0, 14.0
"""Points left out along each edge, where the printed frame lies; more in boxes that are `LARGE` points high."""
DARK = 0.62
"""A pixel is ink when it is darker than this share of the paper around it."""
LEAST_PAPER = 90


def ink_shares(image: Image.Image, points_per_pixel: float, boxes: Sequence[Box]) -> list[float]:
    """The share of dark pixels inside each box, 0 to 1; 0 for a box off the page.

    Boxes are points of the page as the picture shows it. Measured against the paper in and around the box, so
    that a grey scan is no ink.
    """
    grey = image.convert("L")
    return [round(_share(grey, points_per_pixel, box), 4) for box in boxes]


def _share(grey: Image.Image, points_per_pixel: float, box: Box) -> float:
    inset = INSET_OF_LARGE if box[3] - box[1] >= LARGE else INSET
    inner = _pixels(grey, points_per_pixel, box, -min(inset, (box[2] - box[0]) / 4, (box[3] - box[1]) / 4))
    around = _pixels(grey, points_per_pixel, box, 2 * INSET)
    if inner is None or around is None:
        return 0.0
    paper = _percentile(around.histogram(), 0.8)
    if paper < LEAST_PAPER:
        return 0.0
    histogram = inner.histogram()
    return sum(histogram[: int(paper * DARK)]) / max(1, sum(histogram))


def _pixels(grey: Image.Image, points_per_pixel: float, box: Box, more: float) -> Image.Image | None:
    left, top = (max(0, round((v - more) / points_per_pixel)) for v in box[:2])
    right = min(grey.width, round((box[2] + more) / points_per_pixel))
    bottom = min(grey.height, round((box[3] + more) / points_per_pixel))
    return grey.crop((left, top, right, bottom)) if right > left and bottom > top else None


def _percentile(histogram: Sequence[int], share: float) -> int:
    wanted, seen = sum(histogram) * share, 0
    for value, count in enumerate(histogram):
        seen += count
        if seen >= wanted:
            return value
    return len(histogram) - 1
