"""Lines in a page picture: where they are, cut out and laid straight. Used in the OCR child only."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import cv2
import numpy as np

from applicant_helper.reading import upright
from applicant_helper.reading.upright import Point, Quad

MAX_LINES = 500
LINE_HEIGHT = 48
SURE_OF_TEXT = 0.3
SURE_OF_LINE = 0.5
GROWN = 1.6
LEAST_SIDE = 3


def prepared(image: Any) -> Any:
    """Height by width by colour as the models take it: colour first, -1 to 1."""
    return (image.astype(np.float32) / 127.5 - 1.0).transpose(2, 0, 1)


def quads_in(told: Any, across: float, down: float) -> Iterator[Quad]:
    """Lines in a map of how likely each pixel is text, grown to the whole letters, in pixels of the picture."""
    mask = cv2.dilate((told > SURE_OF_TEXT).astype(np.uint8), np.ones((2, 2), np.uint8))
    contours, _ = cv2.findContours(mask, cv2.RETR_LIST, cv2.CHAIN_APPROX_SIMPLE)
    for contour in contours[:MAX_LINES]:
        (x, y), (width, height), degrees = cv2.minAreaRect(contour)
        middle, size = (x, y), (width, height)
        if min(size) < LEAST_SIDE or _score(told, cv2.boxPoints((middle, size, degrees))) < SURE_OF_LINE:
            continue
        grown = width * height * GROWN / (2 * (width + height))
        a, b, c, d = upright.rectangle(middle, size, degrees, grown)
        yield (
            _scaled(a, across, down),
            _scaled(b, across, down),
            _scaled(c, across, down),
            _scaled(d, across, down),
        )


def _scaled(point: Point, across: float, down: float) -> Point:
    return point[0] * across, point[1] * down


def _score(told: Any, corners: Any) -> float:
    """How likely the inside of a rectangle is text."""
    height, width = told.shape
    left, top = (max(0, int(v)) for v in np.floor(corners.min(axis=0)))
    right, bottom = np.ceil(corners.max(axis=0)).astype(int) + 1
    part = told[top : min(bottom, height), left : min(right, width)]
    inside = np.zeros(part.shape, np.uint8)
    cv2.fillPoly(inside, [(corners - (left, top)).astype(np.int32)], (1,))
    return float(cv2.mean(part, inside)[0])


def crop_of(image: Any, quad: Quad) -> Any:
    """A line cut out and laid straight."""
    width, height = (max(1, round(v)) for v in upright.sides(quad))
    target = np.array([(0, 0), (width, 0), (width, height), (0, height)], np.float32)
    moved = cv2.getPerspectiveTransform(np.array(quad, np.float32), target)
    return cv2.warpPerspective(
        image, moved, (width, height), flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE
    )


def inked_columns(line: Any) -> Any:
    """For each column of a line whether there is ink in it; its paper may be dark and its ink light."""
    grey = cv2.cvtColor(line, cv2.COLOR_BGR2GRAY)
    _, ink = cv2.threshold(grey, 0, 1, cv2.THRESH_BINARY_INV | cv2.THRESH_OTSU)
    if ink.mean() > 0.5:
        ink = 1 - ink
    inner = ink[LINE_HEIGHT // 8 : -LINE_HEIGHT // 8]
    return inner.sum(axis=0) > 1


def half_turned(quad: Quad, width: int, height: int) -> Quad:
    a, b, c, d = ((width - x, height - y) for x, y in quad)
    return c, d, a, b
