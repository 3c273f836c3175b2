"""Where on a page a passport zone is worth a second look by text recognition, with more pixels."""

from __future__ import annotations

from collections.abc import Sequence

from applicant_helper.core.values.mrz_lines import clean_line
from applicant_helper.reading.passportzone import ZoneReading
from applicant_helper.reading.shapes import Box, Page
from applicant_helper.reading.zonelines import Line, around, lines_of

LEAST_FILLERS = 3
LEAST_SIGNS = 20
ROOM = 1.5
"""Heights of a line above and below in which a line of the zone may stand that was not found."""


def to_read_again(page: Page, found: Sequence[ZoneReading]) -> Box | None:
    """The strip of an upright page to draw at twice the resolution and read again; None when there is no need.

    There is need when lines look like a zone and none was found there, or when a part of it stayed open.
    """
    sure = [reading for reading in found if reading.zone.name.family and not reading.zone.failed()]
    open_ = [reading.box for reading in found if reading not in sure]
    lines = [line for line in lines_of(page.words) if _looks_like_one(line)]
    alone = [line.box for line in lines if not any(_lies_in(line.box, r.box) for r in sure)]
    boxes = [*open_, *alone]
    return _widened(around(boxes), page) if boxes else None


def _looks_like_one(line: Line) -> bool:
    text = clean_line(line.text)
    return text.count("<") >= LEAST_FILLERS and len(text) >= LEAST_SIGNS


def _lies_in(inner: Box, outer: Box) -> bool:
    middle = (inner[1] + inner[3]) / 2
    return outer[1] <= middle <= outer[3]


def _widened(box: Box, page: Page) -> Box:
    """The whole width of the page, and room for lines above and below."""
    room = ROOM * max(12.0, (box[3] - box[1]) / 2)
    return (0.0, max(0.0, box[1] - room), page.width, min(page.height, box[3] + room))
