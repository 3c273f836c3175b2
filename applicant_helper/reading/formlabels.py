"""The printed words next to a field, for forms that no map is known of. Used in the guarded child only."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, BinaryIO

MAX_LABEL_WORDS = 24
LINE = 5.0
GAP = 14.0
REACH_UP = 26.0
REACH_LEFT = 190.0
MOST_LINES = 2
YES_NO = frozenset({"Yes", "No"})


def add_labels(file: BinaryIO, fields: list[dict[str, Any]]) -> None:
    """Give fields the nearest printed words as `label`; a field with none near keeps no label."""
    from applicant_helper.reading.render import CannotDraw
    from applicant_helper.reading.text import text_pages

    by_page: dict[int, list[dict[str, Any]]] = {}
    for field in fields:
        by_page.setdefault(field["page"], []).append(field)
    number, last = min(by_page, default=1), max(by_page, default=0)
    while number <= last:
        try:
            pages = text_pages(file, number, last)
        except CannotDraw:
            return
        for page in pages:
            _label(by_page.get(page["number"], []), page["words"])
        number += max(1, len(pages))


def _label(fields: list[dict[str, Any]], words: Sequence[Sequence[Any]]) -> None:
    """From the top down, so that a row of a table takes the label of the row above it."""
    boxes = [f["box"] for f in fields]
    outside = [w for w in words if not any(_inside(w, b) for b in boxes)]
    done: list[dict[str, Any]] = []
    for field in sorted(fields, key=lambda f: f["box"][1]):
        label = nearest_label(field["kind"], field["box"], outside, boxes) or _label_above(field, done)
        if label:
            field["label"] = label
            done.append(field)


def _label_above(field: dict[str, Any], done: Sequence[dict[str, Any]]) -> str:
    """The label of the field that ends where this one begins and is as wide."""
    left, top, right, _ = field["box"]
    for other in done:
        box = other["box"]
        if abs(box[3] - top) <= 3 and abs(box[0] - left) <= 3 and abs(box[2] - right) <= 3:
            return str(other["label"])
    return ""


def nearest_label(
    kind: str, box: Sequence[float], words: Sequence[Sequence[Any]], boxes: Sequence[Sequence[float]]
) -> str:
    """Words right of a check box; above or else left of other fields.

    `words` are `[text, x0, y0, x1, y1]` and lie in none of the `boxes`.
    """
    if kind != "check":
        return _joined(_whole(_above(box, words, boxes), words) or _left_of(box, words, boxes))
    answer = _right_of(box, words, boxes)
    if not answer:
        above = _above(box, words, boxes)
        return _joined([w for w in above if w[3] > box[0] - LINE and w[1] < box[2] + LINE])
    if answer[0][0] in YES_NO and (question := _question(answer[0], words)):
        return f"{_joined(question)}: {_joined(answer)}"
    return _joined(answer)


def _question(answer: Sequence[Any], words: Sequence[Sequence[Any]]) -> list[Any]:
    """The words on the line of a Yes or No, up to the boxes."""
    line = [w for w in words if abs(w[4] - answer[4]) <= LINE and w[3] < answer[1] and w[0] not in YES_NO]
    line.sort(key=lambda w: -w[3])
    found: list[Any] = []
    for word in line:
        if found and found[-1][1] - word[3] > GAP:
            break
        found.append(word)
    return found[::-1]


def _whole(line: list[Any], words: Sequence[Sequence[Any]]) -> list[Any]:
    """A label with the lines it goes on from, which a small letter or a bracket at its beginning tells."""
    found = line
    for _ in range(MOST_LINES):
        if not line or not (line[0][0][:1].islower() or line[0][0].startswith("(")):
            break
        top = min(w[2] for w in line)
        near = [w for w in words if -4 <= top - w[4] <= 4 and w[1] < line[-1][3] and w[3] > line[0][1]]
        if not near:
            break
        line = sorted((w for w in near if abs(w[4] - near[0][4]) <= 3), key=lambda w: w[1])
        found = [*line, *found]
    return found


def _joined(words: Sequence[Sequence[Any]]) -> str:
    return " ".join(str(w[0]) for w in words[:MAX_LABEL_WORDS])


def _inside(word: Sequence[Any], box: Sequence[float]) -> bool:
    x, y = (word[1] + word[3]) / 2, (word[2] + word[4]) / 2
    return bool(box[0] <= x <= box[2] and box[1] <= y <= box[3])


def _on_line(word: Sequence[Any], box: Sequence[float]) -> bool:
    return bool(abs((word[2] + word[4]) / 2 - (box[1] + box[3]) / 2) <= max(LINE, (box[3] - box[1]) / 2))


def _right_of(box: Sequence[float], words: Sequence[Any], boxes: Sequence[Any]) -> list[Any]:
    line = sorted((w for w in words if _on_line(w, box) and w[1] >= box[2] - 2), key=lambda w: w[1])
    stop = min((b[0] for b in boxes if b[0] >= box[2] and _same_line(b, box)), default=1e9)
    found: list[Any] = []
    edge = box[2]
    for word in line:
        if word[1] - edge > GAP or word[1] >= stop:
            break
        found.append(word)
        edge = word[3]
    return found


def _same_line(one: Sequence[float], other: Sequence[float]) -> bool:
    return abs((one[1] + one[3]) / 2 - (other[1] + other[3]) / 2) <= LINE


def _above(box: Sequence[float], words: Sequence[Any], boxes: Sequence[Any]) -> list[Any]:
    """The line of words just above a field that begins over it, up to the next field upwards."""
    ceiling = max(
        (b[3] for b in boxes if b[3] <= box[1] + 2 and b[0] < box[2] and b[2] > box[0]), default=-1e9
    )
    over = [
        w
        for w in words
        if w[4] <= box[1] + 4
        and w[2] >= max(ceiling - 2, box[1] - REACH_UP)
        and w[1] < box[2]
        and w[3] > box[0]
    ]
    if not over:
        return []
    lowest = max(w[4] for w in over)
    line = sorted((w for w in words if abs(w[4] - lowest) <= 3 and w[3] > box[0] - 30), key=lambda w: w[1])
    return _run_through(line, box)


def _run_through(line: list[Any], box: Sequence[float]) -> list[Any]:
    """The run of words without a wide gap that touches the field from above."""
    runs: list[list[Any]] = []
    for word in line:
        if runs and word[1] - runs[-1][-1][3] <= GAP:
            runs[-1].append(word)
        else:
            runs.append([word])
    return next((r for r in runs if r[0][1] < box[2] and r[-1][3] > box[0]), [])


def _left_of(box: Sequence[float], words: Sequence[Any], boxes: Sequence[Any]) -> list[Any]:
    edge = max((b[2] for b in boxes if b[2] <= box[0] and _same_line(b, box)), default=-1e9)
    return sorted(
        (
            w
            for w in words
            if _on_line(w, box) and w[3] <= box[0] + 2 and w[1] >= max(edge, box[0] - REACH_LEFT)
        ),
        key=lambda w: w[1],
    )
