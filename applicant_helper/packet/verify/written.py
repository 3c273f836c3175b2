"""Holds a file that was just written against its plan: checks files, forbidden, numbers, index, band of the build."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from applicant_helper.packet.geometry import room_on
from applicant_helper.packet.outline import Kind
from applicant_helper.packet.plan import PacketPlan, PlannedPage
from applicant_helper.packet.verify.file import FileReading, read_file
from applicant_helper.packet.verify.report import ADVICE, Problem, problem
from applicant_helper.packet.verify.words import Sheet

TOLERANCE = 0.6
# A file of a volume that has no contents of its own is not expected to have one.
LEFT_TO_PLAN = frozenset({"no-index", "no-number"})
# What is told, but does not stop a build: it came with a paper or with what the person wrote.
ONLY_TOLD = frozenset({"camera-data", "machine-path"})


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
    if plan.profile.stamp.mode != "none":
        yield from (
            problem("wrong-total", printed=t, total=plan.total) for t in sorted(reading.totals - {plan.total})
        )
    yield from _contents(reading, plan, pages)
    for place, (sheet, planned) in enumerate(zip(reading.sheets, pages, strict=True), start=1):
        yield from _page(place, sheet, planned, plan)


def _contents(reading: FileReading, plan: PacketPlan, pages: tuple[PlannedPage, ...]) -> Iterator[Problem]:
    """Every line of the plan is printed once, with its pages, in the part that has the contents."""
    if not plan.entries or not any(p.kind is Kind.INDEX for p in pages):
        return
    if plan.profile.index.links and not reading.facts.entries:
        yield problem("no-index")
        return
    printed = sorted((row.first, row.last) for row in reading.rows)
    for first, last in sorted((e.first, e.last) for e in plan.entries):
        if (first, last) in printed:
            printed.remove((first, last))
        elif plan.profile.index.links:
            yield problem("not-in-contents", page=first)


def _page(place: int, sheet: Sheet, planned: PlannedPage, plan: PacketPlan) -> Iterator[Problem]:
    is_paper = planned.key is not None
    wanted = " ".join(planned.stamp.split())
    last = " ".join(sheet.words[-1].text.split()) if sheet.words else ""
    if is_paper != sheet.holds_paper or (last != wanted and (wanted or is_paper)):
        yield problem("not-planned", place, page=place)
    if planned.stamp and is_paper and not _is_in_room(sheet, planned, plan):
        yield problem("in-band", place, page=planned.number)


def _is_in_room(sheet: Sheet, planned: PlannedPage, plan: PacketPlan) -> bool:
    """Whether what was placed stays out of the strip of the number."""
    if sheet.placed is None:
        return False
    rules = plan.profile.stamp
    left, bottom, right, top = room_on(planned.size, rules.position, rules.band_pt)
    x0, y0, x1, y1 = sheet.placed
    inside = x0 >= left - TOLERANCE and y0 >= bottom - TOLERANCE
    return inside and x1 <= right + TOLERANCE and y1 <= top + TOLERANCE
