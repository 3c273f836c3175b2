"""The barcode at the foot of official form pages: which form, edition and page. Used in the guarded child only.

Every page of the forms measured carries one PDF417 code of `FORM|EDITION|PAGE` at the same place, 192 to 462
points from the left and 762 to 780 from the top of a Letter page. It has far more error correction than data, so
most of the work is to show the decoder level rows. Source: the official PDFs listed in the reference inventory.
"""

from __future__ import annotations

import math
import time
from collections.abc import Iterator
from typing import Any, NamedTuple

import zxingcpp
from PIL import Image, ImageFilter, ImageOps

from applicant_helper.reading.codeplace import Band, bands, darkness
from applicant_helper.reading.codetext import parse_code
from applicant_helper.reading.views import Point, View, window

SECONDS = 1.5
FOOT = 0.09
LONGEST = 2600
LEAST_PIXELS = 20
TILTS = (0.0, 1.0, -1.0, 2.0, -2.0, 3.0, -3.0, 4.5, -4.5)
LEAST_DARK = 0.2
MOST_CODES = 4
PDF417 = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.PDF417)


class Effort(NamedTuple):
    """How long in pixels a code is drawn, and how its edges are made clearer."""

    pixels: float
    radius: float
    percent: int


EFFORTS = (Effort(1000, 2, 350), Effort(1640, 6.5, 250))


def codes_on(
    image: Image.Image, points_per_pixel: float, *, seconds: float = SECONDS
) -> list[dict[str, Any]]:
    """The codes of official form pages on one picture of a page, as `FormCode` has them; mostly none or one.

    Boxes are points of the page as the picture shows it. `turn` says by how many degrees clockwise the picture
    must be turned to stand upright. Gives up after about `seconds`.
    """
    if min(image.size) < LEAST_PIXELS:
        return []
    until = time.monotonic() + seconds
    grey, shrunk = _grey(image)
    for view, is_open in _attempts(grey):
        found = _codes(view, points_per_pixel * shrunk, is_open=is_open)
        if found or time.monotonic() > until:
            return found[:MOST_CODES]
    return []


def _grey(image: Image.Image) -> tuple[Image.Image, float]:
    """The picture in shades of grey on white, no larger than needed, and how much it was shrunk."""
    if image.mode in {"RGBA", "LA", "PA"} or "transparency" in image.info:
        whole = image.convert("RGBA")
        image = Image.alpha_composite(Image.new("RGBA", whole.size, "white"), whole)
    grey = image.convert("L")
    shrunk = max(grey.size) / LONGEST
    if shrunk <= 1:
        return grey, 1.0
    size = (round(grey.width / shrunk), round(grey.height / shrunk))
    return grey.resize(size, Image.Resampling.LANCZOS, reducing_gap=2.0), shrunk


def _attempts(grey: Image.Image) -> Iterator[tuple[View, bool]]:
    """Places and shades to try, the cheap and likely ones first, each with whether to look in all directions."""
    wide, high = grey.size
    foot = (int(0.22 * wide), int(high * (1 - FOOT)), int(0.84 * wide), high)
    if high > wide:
        # A lying picture may show two pages side by side.
        yield View(grey.crop(foot), (1.0, 0.0, foot[0], 0.0, 1.0, foot[1])), False
    yield View(grey), True
    places = bands(grey)
    for effort in EFFORTS:
        for band in places:
            size = (band.length * 1.15, band.thickness * 2 + 0.05 * band.length)
            for view in _shades(window(grey, band.centre, size, band.degrees, _scale(band, effort)), effort):
                yield view, False
    yield from _where_codes_stand(grey)


def _where_codes_stand(grey: Image.Image) -> Iterator[tuple[View, bool]]:
    """The usual place of the code on a standing or lying page, at several tilts, when it looks full enough."""
    high, wide = max(grey.size), min(grey.size)
    for turn in (0, 180) if grey.height > grey.width else (-90, 90):
        code = Band(_spot(grey, 0.535, 0.974, turn), 0.35 * wide, 0.015 * high, turn)
        if darkness(grey, code) < LEAST_DARK:
            continue
        centre, size = _spot(grey, 0.535, 1 - FOOT / 2, turn), (0.62 * wide, FOOT * high)
        for tilt in TILTS:
            for view in _shades(window(grey, centre, size, turn + tilt, 1.0), EFFORTS[0]):
                yield view, False


def _spot(grey: Image.Image, across: float, down: float, turn: int) -> Point:
    """Where a point of the upright page, in shares of its sides, lies when the page is turned clockwise."""
    across, down = {
        0: (across, down),
        180: (1 - across, 1 - down),
        90: (1 - down, across),
        -90: (down, 1 - across),
    }[turn]
    return across * grey.width, down * grey.height


def _scale(band: Band, effort: Effort) -> float:
    """How much to enlarge a band so that each stroke is a few pixels wide."""
    return min(6.0, max(1.0, effort.pixels / max(band.length, 1.0)))


def _shades(view: View, effort: Effort) -> Iterator[View]:
    """The same place as it is and with clearer edges."""
    yield view
    clear = ImageOps.autocontrast(view.image, cutoff=1)
    yield view.with_image(clear.filter(ImageFilter.UnsharpMask(effort.radius, effort.percent, threshold=0)))


def _codes(view: View, points: float, *, is_open: bool) -> list[dict[str, Any]]:
    """The official codes that the decoder sees in a view; others, as on driver licences, are passed over."""
    found: list[dict[str, Any]] = []
    for code in zxingcpp.read_barcodes(
        view.image,
        formats=PDF417,
        try_rotate=is_open,
        try_downscale=is_open,
        try_invert=False,
    ):
        said = parse_code(code.text)
        if said is None:
            continue
        told = {"form": said.form, "edition": said.edition, "form_page": said.form_page}
        if told not in [{k: f[k] for k in told} for f in found]:
            found.append({**told, **_place(view, code.position, points)})
    return found


def _place(view: View, position: zxingcpp.Position, points: float) -> dict[str, Any]:
    """The box and the corners in points, and the turn that would set the picture upright."""
    seen = (position.top_left, position.top_right, position.bottom_right, position.bottom_left)
    corners = [view.to_page((float(p.x), float(p.y))) for p in seen]
    across, down = corners[1][0] - corners[0][0], corners[1][1] - corners[0][1]
    scaled = [[round(x * points, 2), round(y * points, 2)] for x, y in corners]
    xs, ys = [p[0] for p in scaled], [p[1] for p in scaled]
    turn = round(-math.degrees(math.atan2(down, across)) / 90) * 90 % 360
    return {"box": [min(xs), min(ys), max(xs), max(ys)], "corners": scaled, "turn": turn}
