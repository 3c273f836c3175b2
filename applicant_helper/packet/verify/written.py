"""Holds a file that was just written against its plan: checks files, forbidden, numbers, index, band of the build."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pikepdf
from pikepdf import Page, Pdf, Stream

from applicant_helper.packet.geometry import room_on
from applicant_helper.packet.outline import Kind
from applicant_helper.packet.plan import PacketPlan, PlannedPage
from applicant_helper.packet.verify.file import read_file
from applicant_helper.packet.verify.owntext import OwnText
from applicant_helper.packet.verify.report import ADVICE, Problem, problem

MATRIX = re.compile(rb"q\s+((?:-?[\d.]+\s+){6})cm\s+/Ev Do")
TOLERANCE = 0.6
# A file of a volume that has no contents of its own is not expected to have one.
LEFT_TO_PLAN = frozenset({"no-index", "no-number"})


def written_problems(path: Path, plan: PacketPlan, part: int) -> Iterator[Problem]:
    """Everything that the file does otherwise than its plan says. Raises NotAPacket when it cannot be read."""
    reading = read_file(path, plan.profile, name=path.name, counts_text=False)
    yield from (p for p in reading.problems if p.code not in ADVICE | LEFT_TO_PLAN)
    pages = plan.of_part(part)
    if reading.facts.pages != len(pages):
        yield problem("page-count", pages=reading.facts.pages, wanted=len(pages))
        return
    if reading.facts.first != pages[0].number:
        yield problem("wrong-label", 1, label=reading.facts.first, page=pages[0].number)
    if any(p.kind is Kind.INDEX for p in pages) and plan.entries and not reading.facts.entries:
        yield problem("no-index")
    if plan.profile.stamp.mode != "none":
        yield from (
            problem("wrong-total", printed=t, total=plan.total) for t in reading.totals - {plan.total}
        )
    with pikepdf.open(path) as pdf:
        yield from _against(pdf, pages, plan)


def _against(pdf: Pdf, pages: tuple[PlannedPage, ...], plan: PacketPlan) -> Iterator[Problem]:
    own = OwnText()
    for place, (page, planned) in enumerate(zip(pdf.pages, pages, strict=True), start=1):
        printed = own.last_line(page) if planned.stamp or planned.key is not None else ""
        if printed != " ".join(planned.stamp.split()):
            yield problem("not-planned", place, page=place)
        if planned.stamp and planned.key is not None and not _is_in_room(page, planned, plan):
            yield problem("in-band", place, page=planned.number)


def _is_in_room(page: Page, planned: PlannedPage, plan: PacketPlan) -> bool:
    """Whether what was placed stays out of the strip of the number."""
    rules = plan.profile.stamp
    left, bottom, right, top = room_on(planned.size, rules.position, rules.band_pt)
    form = page.obj.Resources.XObject.get("/Ev")
    contents = page.obj.get("/Contents")
    match = MATRIX.search(contents.read_bytes()) if isinstance(contents, Stream) else None
    if form is None or match is None:
        return False
    a, b, c, d, e, f = (float(v) for v in match[1].split())
    x0, y0, x1, y1 = (float(v) for v in form.BBox)
    xs = [a * x + c * y + e for x in (x0, x1) for y in (y0, y1)]
    ys = [b * x + d * y + f for x in (x0, x1) for y in (y0, y1)]
    return (
        min(xs) >= left - TOLERANCE
        and min(ys) >= bottom - TOLERANCE
        and max(xs) <= right + TOLERANCE
        and max(ys) <= top + TOLERANCE
    )
