"""Where on a picture a stacked barcode may lie: long narrow places full of upright strokes. Used in the child only."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace

from PIL import Image, ImageChops

from applicant_helper.reading.views import WHITE, Point, window

WORK = 1600
CELL = 8
HOTTEST = 0.004
SHARE = 0.5
LEAST_CELLS = 24
LEAST_CONTRAST = 24
MOST_BANDS = 3
LIKELY = 16
ROUGH = Image.Resampling.NEAREST
SLIM = 19.0
SLIMS = (7.0, 45.0)
DARK = (0.43, 0.68)


@dataclass(frozen=True, slots=True)
class Band:
    """A long narrow place, in pixels of the picture; `degrees` is its tilt, clockwise as seen."""

    centre: Point
    length: float
    thickness: float
    degrees: float
    weight: float = 0.0


def bands(image: Image.Image) -> list[Band]:
    """The likeliest places first, lying and standing ones; none on most pages without a code. `image` is grey."""
    scale = max(1.0, max(image.size) / WORK)
    small = image
    if scale > 1:
        small = image.resize((round(image.width / scale), round(image.height / scale)), Image.Resampling.BOX)
    turned = small.transpose(Image.Transpose.ROTATE_90)
    # A point (x, y) of the turned picture was at (width - y, x) before.
    standing = [
        replace(b, centre=(small.width - b.centre[1], b.centre[0]), degrees=b.degrees + 90)
        for b in _bands(turned)
    ]
    likely = sorted((*_bands(small), *standing), key=lambda b: -b.weight)
    found = [b for b in likely[:LIKELY] if DARK[0] < darkness(small, b) < DARK[1]][:MOST_BANDS]
    return [
        replace(
            b,
            centre=(b.centre[0] * scale, b.centre[1] * scale),
            length=b.length * scale,
            thickness=b.thickness * scale,
        )
        for b in found
    ]


def darkness(image: Image.Image, band: Band) -> float:
    """How much of the place is black, 0 to 1, however blurred: of a code half, of text less, of a rule more."""
    around = window(image, band.centre, (band.length, band.thickness * 2.5), band.degrees, 1.0, ROUGH).image
    core = window(
        image, band.centre, (band.length * 0.9, band.thickness * 0.8), band.degrees, 1.0, ROUGH
    ).image
    counts = around.histogram()
    dark, light = _shade_at(counts, 0.01), _shade_at(counts, 0.9)
    if light - dark < LEAST_CONTRAST:
        return 0.0
    mean = sum(n * shade for shade, n in enumerate(core.histogram())) / (core.width * core.height)
    return (light - mean) / (light - dark)


def _shade_at(counts: list[int], share: float) -> int:
    """The shade that `share` of the pixels do not exceed."""
    left = share * sum(counts)
    for shade, number in enumerate(counts):
        left -= number
        if left <= 0:
            return shade
    return WHITE


def _bands(image: Image.Image) -> list[Band]:
    wide, high = image.width // CELL, image.height // CELL
    if wide < LEAST_CELLS or high < 2:
        return []
    strokes = ImageChops.difference(image, ImageChops.offset(image, 2, 0))
    cells = strokes.crop((0, 0, wide * CELL, high * CELL)).reduce(CELL)
    values = cells.tobytes()
    hot = sorted(values)[-max(1, int(len(values) * HOTTEST))] * SHARE
    waiting = {i for i, v in enumerate(values) if v > hot}
    found = []
    while waiting:
        group = _grow(waiting, wide)
        if len(group) >= LEAST_CELLS:
            found.append(_fit(group, values, wide))
    return [b for b in found if SLIMS[0] < b.length / b.thickness < SLIMS[1]]


def _grow(waiting: set[int], wide: int) -> list[int]:
    """Take one group of hot cells that touch, or nearly so along the line."""
    first = waiting.pop()
    group, edge = [first], [first]
    while edge:
        at = edge.pop()
        for near in _near(at, wide):
            if near in waiting:
                waiting.discard(near)
                group.append(near)
                edge.append(near)
    return group


def _near(at: int, wide: int) -> Iterator[int]:
    column = at % wide
    for down in (-1, 0, 1):
        for right in (-2, -1, 0, 1, 2):
            if 0 <= column + right < wide:
                yield at + down * wide + right


def _fit(group: list[int], values: bytes, wide: int) -> Band:
    """The rectangle that has the same middle, tilt and spread as the cells."""
    total = sum(values[i] for i in group)
    x = sum(values[i] * (i % wide) for i in group) / total
    y = sum(values[i] * (i // wide) for i in group) / total
    xx = sum(values[i] * (i % wide - x) ** 2 for i in group) / total
    yy = sum(values[i] * (i // wide - y) ** 2 for i in group) / total
    xy = sum(values[i] * (i % wide - x) * (i // wide - y) for i in group) / total
    turn = math.atan2(2 * xy, xx - yy) / 2
    middle, spread = (xx + yy) / 2, math.hypot((xx - yy) / 2, xy)
    length = math.sqrt(12 * (middle + spread)) * CELL
    thickness = math.sqrt(12 * max(middle - spread, 0.0) + 1) * CELL
    centre = ((x + 0.5) * CELL, (y + 0.5) * CELL)
    slim = length / thickness
    weight = total / len(group) * min(slim / SLIM, SLIM / slim)
    return Band(centre, length, thickness, math.degrees(turn), weight)
