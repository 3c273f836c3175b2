"""How much ink is in the places to sign of a scanned form page. Used in the guarded child only.

Only emptiness can be told: a place is `unsigned` when nothing is in it, `marked` when something is, never signed.
The page is laid straight by its barcode, then each place by the rules drawn around it.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

from PIL import Image, ImageDraw, ImageFilter

from applicant_helper.reading.shapes import Box
from applicant_helper.reading.views import Affine

CODE_LEFT, CODE_RIGHT, CODE_MIDDLE = 195.2, 457.5, 771.5
"""Where the symbol lies on every official page measured, in points: its two ends and its middle line."""

DOTS = 3
"""Pixels for each point of the straightened place."""
MARGIN = 5.0
INSET = 2.2
PIECE = 36.0
RULE_DARK = 0.6
FRINGE = 2
LEAST_LEAN, STEEPEST, LEAST_STEPS = 0.0015, 0.06, 3
LEAST_CONTRAST = 38
STRENGTH = 0.3
EMPTY_UP_TO, MARKED_FROM = 2.0, 5.0
"""Square points of ink. Between the two nothing is claimed."""


def ink_in(
    image: Image.Image,
    boxes: Sequence[Box],
    points_per_pixel: float,
    code: Mapping[str, Any] | None = None,
    *,
    is_exact: bool = False,
    printed: Sequence[Box] = (),
) -> list[dict[str, Any]]:
    """For each box (points of the blank form) `how`, the `ink` in square points, and the `box` on this page.

    `code` is an answer of `codes_on` for the same picture, by which the page is laid straight. `is_exact` = the
    picture was drawn from a PDF of the form, so points are points. `printed` are boxes of known printed words.
    `how` is `unknown` where the page can't be laid straight or too little is seen to say either.
    """
    onto = (1.0, 0.0, 0.0, 0.0, 1.0, 0.0) if is_exact else _onto(code)
    grey = image.convert("L")
    if onto is None:
        return [{"how": "unknown", "ink": 0.0, "box": list(b)} for b in boxes]
    finer = int(math.hypot(onto[0], onto[3]) / points_per_pixel / DOTS)
    if finer > 1:
        grey, points_per_pixel = grey.reduce(finer), points_per_pixel * finer
    return [_look(grey, box, onto, points_per_pixel, printed, is_exact=is_exact) for box in boxes]


def _onto(code: Mapping[str, Any] | None) -> Affine | None:
    """The map from points of the blank form to points of this page, by the two ends of the barcode."""
    corners = code.get("corners") if code is not None else None
    if not corners or len(corners) != 4:
        return None
    (ax, ay), (bx, by), (cx, cy), (dx, dy) = corners
    left, right = ((ax + dx) / 2, (ay + dy) / 2), ((bx + cx) / 2, (by + cy) / 2)
    length = CODE_RIGHT - CODE_LEFT
    cos, sin = (right[0] - left[0]) / length, (right[1] - left[1]) / length
    if cos * cos + sin * sin < 0.01:
        return None
    return (
        cos,
        -sin,
        left[0] - cos * CODE_LEFT + sin * CODE_MIDDLE,
        sin,
        cos,
        left[1] - sin * CODE_LEFT - cos * CODE_MIDDLE,
    )


def _look(
    grey: Image.Image, box: Box, onto: Affine, points: float, printed: Sequence[Box], *, is_exact: bool
) -> dict[str, Any]:
    answer = {"how": "unknown", "ink": 0.0, "box": _seen(box, onto)}
    mask = _dark(_straight(grey, box, onto, points))
    if mask is None:
        return {**answer, "how": "unsigned"} if is_exact else answer
    rules = _take_rules(mask)
    lean = 0.0 if is_exact else _lean(rules, mask.width)
    if abs(lean) > LEAST_LEAN:
        # The ends of the barcode are a short base for the whole page; the rules here know better how it lies.
        onto = _turned(onto, lean)
        answer["box"] = _seen(box, onto)
        mask = _dark(_straight(grey, box, onto, points)) or mask
        rules = _take_rules(mask)
    drops = _drops(rules, box)
    if drops is None and not is_exact:
        return answer
    _clear_printed(mask, box, printed)
    ink = _ink(mask, drops or [0] * len(_pieces(mask)))
    how = "unsigned" if ink <= EMPTY_UP_TO else "marked" if ink >= MARKED_FROM else "unknown"
    return {**answer, "how": how, "ink": round(ink, 1)}


def _straight(grey: Image.Image, box: Box, onto: Affine, points: float) -> Image.Image:
    """The place with a margin around it, upright, `DOTS` pixels for each point of the blank form."""
    a, b, c, d, e, f = (v / points for v in onto)
    left, top = box[0] - MARGIN, box[1] - MARGIN
    size = (round((box[2] - box[0] + 2 * MARGIN) * DOTS), round((box[3] - box[1] + 2 * MARGIN) * DOTS))
    back = (a / DOTS, b / DOTS, a * left + b * top + c, d / DOTS, e / DOTS, d * left + e * top + f)
    return grey.transform(size, Image.Transform.AFFINE, back, Image.Resampling.BICUBIC, fillcolor=255)


def _dark(place: Image.Image) -> Image.Image | None:
    """White where ink is, black elsewhere; None when the place shows no contrast at all."""
    counts, left = place.filter(ImageFilter.BoxBlur(1)).histogram(), 0.6 * place.width * place.height
    paper = 255
    while paper > 0 and left > 0:
        left -= counts[paper]
        paper -= 1
    darkest = next((shade for shade, n in enumerate(counts) if n), 0)
    if paper - darkest < LEAST_CONTRAST:
        return None
    limit = paper - max(LEAST_CONTRAST, round(STRENGTH * (paper - darkest)))
    return place.point(lambda shade: 255 if shade < limit else 0)


def _pieces(mask: Image.Image) -> list[tuple[int, int]]:
    """Left and right of pieces short enough for a rule to stay level within each."""
    count = max(1, round(mask.width / (PIECE * DOTS)))
    return [(mask.width * k // count, mask.width * (k + 1) // count) for k in range(count)]


def _take_rules(mask: Image.Image) -> list[list[float]]:
    """The heights of rules in each piece, told by rows that are dark through most of it; they are cleared away."""
    draw = ImageDraw.Draw(mask)
    found = []
    for left, right in _pieces(mask):
        rows = (
            mask.crop((left, 0, right, mask.height)).resize((1, mask.height), Image.Resampling.BOX).tobytes()
        )
        groups: list[list[int]] = []
        for y in (y for y, share in enumerate(rows) if share > RULE_DARK * 255):
            if groups and y - groups[-1][-1] <= 1:
                groups[-1].append(y)
            else:
                groups.append([y])
            draw.rectangle((left, y - FRINGE, right - 1, y + FRINGE), fill=0)
        found.append([(g[0] + g[-1]) / 2 for g in groups])
    return found


def _lean(rules: Sequence[Sequence[float]], width: int) -> float:
    """By how much rules rise or fall along the place: the middle one of the steps from piece to piece."""
    step = width / len(rules)
    steps = []
    for here, there in pairwise(rules):
        for y in here:
            near = min((n - y for n in there), key=abs, default=None)
            if near is not None and abs(near) <= STEEPEST * step:
                steps.append(near / step)
    steps.sort()
    # The mean of the middle half is finer than whole pixels.
    middle = steps[len(steps) // 4 : len(steps) - len(steps) // 4]
    return sum(middle) / len(middle) if len(steps) >= LEAST_STEPS else 0.0


def _drops(rules: Sequence[Sequence[float]], box: Box) -> list[int] | None:
    """By how many pixels each piece lies lower than thought; None when no rules stand where they should."""
    expected = (MARGIN * DOTS, (MARGIN + box[3] - box[1]) * DOTS)
    reach = (MARGIN - 0.5) * DOTS
    found: list[int | None] = []
    for heights in rules:
        near = [y - at for y in heights for at in expected if abs(y - at) <= reach]
        found.append(_smallest(near))
    known = sorted(d for d in found if d is not None)
    if len(known) < max(1, 0.5 * len(found)):
        return None
    usual = known[len(known) // 2]
    return [usual if d is None or abs(d - usual) > DOTS else d for d in found]


def _smallest(values: Sequence[float]) -> int | None:
    """The value nearest to nothing, in whole pixels."""
    return round(sorted(values, key=lambda v: abs(v))[0]) if values else None


def _turned(onto: Affine, lean: float) -> Affine:
    """The map turned by a small angle about the middle of the barcode."""
    a, b, c, d, e, f = onto
    x, y = (CODE_LEFT + CODE_RIGHT) / 2, CODE_MIDDLE
    a, b, d, e = a - lean * d, b - lean * e, d + lean * a, e + lean * b
    old = onto[0] * x + onto[1] * y + c, onto[3] * x + onto[4] * y + f
    return a, b, old[0] - a * x - b * y, d, e, old[1] - d * x - e * y


def _clear_printed(mask: Image.Image, box: Box, printed: Sequence[Box]) -> None:
    draw = ImageDraw.Draw(mask)
    for word in printed:
        left, right = ((x - box[0] + MARGIN) * DOTS for x in (word[0], word[2]))
        top, bottom = ((y - box[1] + MARGIN) * DOTS for y in (word[1], word[3]))
        if right > 0 and bottom > 0 and left < mask.width and top < mask.height:
            draw.rectangle((left - 2, top - 2, right + 2, bottom + 2), fill=0)


def _ink(mask: Image.Image, drops: Sequence[int]) -> float:
    """Square points of ink inside the place, away from its edges."""
    # Specks go now, after the rules: a thin rule would have gone with them.
    mask = mask.filter(ImageFilter.MedianFilter(3))
    edge, sides = round((MARGIN + INSET) * DOTS), round((MARGIN + 3 * INSET) * DOTS)
    height = mask.height - 2 * edge
    total = 0.0
    for (left, right), drop in zip(_pieces(mask), drops, strict=True):
        piece = mask.crop((left, edge + drop, right, mask.height - edge + drop))
        for at, share in enumerate(piece.resize((right - left, 1), Image.Resampling.BOX).tobytes(), left):
            from_side = min(at, mask.width - 1 - at)
            # A side of the box that leans in is a column dark from top to bottom close to the end.
            if from_side >= sides or (from_side >= edge and share <= RULE_DARK * 255):
                total += share / 255
    return total * height / (DOTS * DOTS)


def _seen(box: Box, onto: Affine) -> list[float]:
    """The box on this page, in its points."""
    a, b, c, d, e, f = onto
    xs = [a * x + b * y + c for x in (box[0], box[2]) for y in (box[1], box[3])]
    ys = [d * x + e * y + f for x in (box[0], box[2]) for y in (box[1], box[3])]
    return [round(v, 1) for v in (min(xs), min(ys), max(xs), max(ys))]
