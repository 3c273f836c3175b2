"""What is worth telling of the papers in a packet: checks translations, pages, dpi and edition of a build."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from applicant_helper.core.values.languages import language_name
from applicant_helper.packet.geometry import sheet_of
from applicant_helper.packet.model import UNSTAMPED, Key, Note, PacketDocument, PacketRequest
from applicant_helper.packet.order import in_order
from applicant_helper.packet.prepared import Prepared, SourcePage
from applicant_helper.packet.verify.glance import Glance
from applicant_helper.packet.verify.told import sentence, spans

FORMS = frozenset({"official_form", "supplement"})
# A form on Letter is a few points off at times.
SAME = 9.0
NEARLY = 0.98
Found = tuple[str, dict[str, str]]


def paper_notes(request: PacketRequest, ready: Mapping[Key, Prepared]) -> Iterator[Note]:
    """Everything worth telling; a check that the destination switches off is left out."""
    for code, slots in _found(request, ready):
        text = sentence(code, request.profile.severities)
        if text is not None:
            yield Note(code, text, slots)


def _found(request: PacketRequest, ready: Mapping[Key, Prepared]) -> Iterator[Found]:
    yield from _translations(request)
    glance = Glance({id(paper): paper for paper in ready.values()}.values())
    for document in {d.key: d for d in request.documents()}.values():
        paper = ready[document.key]
        yield from _facts(document, paper, request)
        yield from _glanced(document, paper, glance)


def _translations(request: PacketRequest) -> Iterator[Found]:
    plain = {"", *(language_name(code) for code in request.profile.translation.languages)}
    for group in request.groups():
        ordered = in_order(group.documents)
        for document in ordered:
            if document.language in plain or document.role != "evidence":
                continue
            slots = {"name": document.original_name, "language": document.language}
            behind = [d for d in ordered if d.translation_of == document.id]
            ids = {document.id, *(d.id for d in behind)}
            if not any(d.role == "translation" for d in behind):
                yield "untranslated", slots
            elif not any(d.role == "translation_certificate" and d.translation_of in ids for d in ordered):
                yield "uncertified", slots


def _facts(document: PacketDocument, paper: Prepared, request: PacketRequest) -> Iterator[Found]:
    """What the facts of the pages say, each thing once with its pages."""
    raster, name = request.profile.raster, document.original_name
    pages = list(enumerate(paper.pages, start=1))
    if covered := [n for n, page in pages if page.covered_text]:
        yield "covered-text", {"name": name, "page": spans(covered)}
    # On a page with text the pictures are often signs and seals.
    coarse = {
        n: page.dpi
        for n, page in pages
        if page.dpi and not page.has_text and _is_coarse(page, raster.dpi_floor)
    }
    if coarse:
        slots = {"dpi": f"{min(coarse.values()):.0f}", "floor": str(raster.dpi_floor)}
        yield "coarse", {"name": name, "page": spans(coarse), **slots}
    ceiling = raster.dpi_ceiling
    fine = {n: page.dpi for n, page in pages if page.dpi and ceiling and page.dpi * NEARLY > ceiling}
    if fine:
        slots = {"dpi": f"{max(fine.values()):.0f}", "ceiling": str(ceiling)}
        yield "too-fine", {"name": name, "page": spans(fine), **slots}
    yield from _sizes(document, paper, request)


def _is_coarse(page: SourcePage, floor: int) -> bool:
    return page.dpi is not None and page.dpi < floor * NEARLY


def _sizes(document: PacketDocument, paper: Prepared, request: PacketRequest) -> Iterator[Found]:
    """Official forms keep their size; one on other paper is told."""
    if document.role not in UNSTAMPED or request.profile.page.size == "keep":
        return
    sheet = sheet_of(request.profile)
    other = [
        n
        for n, page in enumerate(paper.pages, start=1)
        if any(abs(a - b) > SAME for a, b in zip(sorted(page.size), sorted(sheet), strict=True))
    ]
    if other:
        wide, high = paper.pages[other[0] - 1].size
        title = "A4" if request.profile.page.size == "a4" else "Letter"
        slots = {"size": f"{wide / 72:.1f} × {high / 72:.1f}", "sheet": title}
        yield "other-size", {"name": document.original_name, "page": spans(other), **slots}


def _glanced(document: PacketDocument, paper: Prepared, glance: Glance) -> Iterator[Found]:
    is_form = document.role in FORMS
    seen = glance.at(paper, is_form=is_form)
    name = document.original_name
    if seen.upside_down:
        yield "upside-down", {"name": name, "page": spans(seen.upside_down)}
    if seen.blank:
        yield "blank-page", {"name": name, "page": spans(seen.blank)}
    if is_form:
        yield from _edition(document, tuple(dict.fromkeys(seen.editions)))


def _edition(document: PacketDocument, editions: tuple[str, ...]) -> Iterator[Found]:
    slots = {"name": document.original_name}
    if not editions:
        yield "edition-unknown", slots
    elif len(editions) > 1:
        yield "edition-mixed", {**slots, "editions": ", ".join(editions)}
    elif document.editions and editions[0] not in document.editions:
        yield "edition-old", {**slots, "edition": editions[0], "accepted": ", ".join(document.editions)}
