"""The pages of a finished file as such: nothing turned or cut, sheets of the wanted size, how many can be searched."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from pikepdf import Dictionary, Name, Object, Page, Stream

from applicant_helper.packet.geometry import A4, LETTER
from applicant_helper.packet.verify.report import Problem, problem
from applicant_helper.packet.verify.words import EVIDENCE, ODD, Sheet

if TYPE_CHECKING:
    from applicant_helper.catalog.destinations import PacketProfile
    from applicant_helper.packet.verify.marks import Marks

SHOWS = re.compile(rb"[)\]>]\s*(?:T[jJ]|['\"])(?![A-Za-z0-9])")
CHANGED = frozenset({"/Rotate", "/CropBox", "/TrimBox", "/BleedBox", "/ArtBox", "/UserUnit"})
SAME = 1.5
DEEPEST = 4


def page_problems(marks: Marks, profile: PacketProfile | None) -> Iterator[Problem]:
    """Pages that were turned or cut, and sheets of another size than the destination takes."""
    for place, (page, sheet, stamp) in enumerate(
        zip(marks.pages, marks.sheets, marks.stamps, strict=True), start=1
    ):
        if page.obj.keys() & CHANGED:
            yield problem("changed-page", place)
        # Official forms keep their size; they have no stamp.
        if profile is not None and (stamp is not None or not sheet.holds_paper):
            yield from _size(place, sheet, profile)


def _size(place: int, sheet: Sheet, profile: PacketProfile) -> Iterator[Problem]:
    if profile.page.size == "keep":
        return
    wanted = A4 if profile.page.size == "a4" else LETTER
    found = sorted((sheet.width, sheet.height))
    if any(abs(one - other) > SAME for one, other in zip(found, wanted, strict=True)):
        slots = {"found": f"{sheet.width:g} × {sheet.height:g}", "wanted": f"{wanted[0]:g} × {wanted[1]:g}"}
        yield problem("wrong-size", place, **slots)


def searchable(marks: Marks) -> int:
    """Pages with text: what the program drew, and papers that show text themselves."""
    known: dict[tuple[int, int], bool] = {}
    return sum(
        not sheet.holds_paper or _has_text(_paper_on(page), known, 0)
        for page, sheet in zip(marks.pages, marks.sheets, strict=True)
    )


def _paper_on(page: Page) -> Object | None:
    found = page.obj.get("/Resources", Dictionary()).get("/XObject")
    return found.get(EVIDENCE) if isinstance(found, Dictionary) else None


def _has_text(form: Object | None, known: dict[tuple[int, int], bool], depth: int) -> bool:
    """Whether a drawing or one inside it shows text."""
    if not isinstance(form, Stream) or form.get("/Subtype") != Name.Form or depth > DEEPEST:
        return False
    if form.objgen not in known:
        known[form.objgen] = False
        known[form.objgen] = _shows(form) or _shows_inside(form, known, depth)
    return known[form.objgen]


def _shows(form: Stream) -> bool:
    resources = form.get("/Resources")
    if not isinstance(resources, Dictionary) or "/Font" not in resources:
        return False
    try:
        return SHOWS.search(form.read_bytes()) is not None
    except ODD:
        return False


def _shows_inside(form: Stream, known: dict[tuple[int, int], bool], depth: int) -> bool:
    resources = form.get("/Resources")
    inner = resources.get("/XObject") if isinstance(resources, Dictionary) else None
    rows = list(inner.values()) if isinstance(inner, Dictionary) else []
    return any(_has_text(one, known, depth + 1) for one in rows)
