"""Links, bookmarks, page labels and the title of a finished file. All point at pages, never at their places."""

from __future__ import annotations

from collections.abc import Sequence

from pikepdf import Array, Dictionary, Name, OutlineItem, Pdf

from applicant_helper.packet.model import PacketRequest
from applicant_helper.packet.outline import Kind
from applicant_helper.packet.pages.strokes import LinkArea
from applicant_helper.packet.plan import Entry, PacketPlan, PlannedPage


def link(pdf: Pdf, links: Sequence[LinkArea], pages: Sequence[PlannedPage]) -> None:
    """Links within the file; what leads to another part has none."""
    places = {page.number: place for place, page in enumerate(pages)}
    found = list(pdf.pages)
    areas: dict[int, list[object]] = {}
    for area in links:
        if area.page not in places or area.target not in places:
            continue
        annotation = Dictionary(
            Type=Name.Annot,
            Subtype=Name.Link,
            Rect=Array([round(v, 2) for v in area.box]),
            Border=Array([0, 0, 0]),
            Dest=Array([found[places[area.target]].obj, Name.Fit]),
        )
        areas.setdefault(places[area.page], []).append(pdf.make_indirect(annotation))
    for place, here in areas.items():
        found[place].obj.Annots = Array(here)


def bookmark(pdf: Pdf, plan: PacketPlan, part: int) -> None:
    """One bookmark for each line of the index that is in this part, in words with the printed number."""
    if plan.profile.bookmarks.mode == "none":
        return
    pages = plan.of_part(part)
    first = pages[0].number
    with pdf.open_outline() as outline:
        outline.root.clear()
        index = [p for p in pages if p.kind is Kind.INDEX]
        if index:
            outline.root.append(_item(f"Contents (p. {index[0].number})", index[0].number - first))
        above: list[tuple[int, OutlineItem]] = []
        for entry in plan.entries:
            if not _touches(entry, plan, part):
                continue
            number = max(entry.first, plan.parts[part].first)
            item = _item(_words(plan, entry, number), number - first)
            while above and above[-1][0] >= entry.level:
                above.pop()
            (above[-1][1].children if above else outline.root).append(item)
            above.append((entry.level, item))


def _touches(entry: Entry, plan: PacketPlan, part: int) -> bool:
    span = plan.parts[part]
    return entry.first <= span.last and entry.last >= span.first


def _words(plan: PacketPlan, entry: Entry, number: int) -> str:
    tab = f"{plan.profile.exhibits.noun} {entry.label}" if entry.label and entry.level == 0 else entry.label
    text = plan.profile.bookmarks.template.format(tab=tab, title=entry.title, page=number)
    return " ".join(text.split())


def _item(title: str, place: int) -> OutlineItem:
    item = OutlineItem(title, place, "Fit")
    item.is_closed = True
    return item


def describe(pdf: Pdf, request: PacketRequest, plan: PacketPlan, part: int) -> None:
    """Page labels equal to the printed numbers; title, author and subject; nothing about this computer."""
    root = pdf.Root
    profile = plan.profile
    root.PageLabels = Dictionary(Nums=Array([0, Dictionary(S=Name.D, St=plan.parts[part].first)]))
    if "/Outlines" in root:
        root.PageMode = Name.UseOutlines
    root.Lang = profile.language
    root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
    for key in ("/Metadata", "/OpenAction"):
        if key in root:
            del root[key]
    if profile.page.default_zoom:
        zoom = profile.page.default_zoom / 100
        root.OpenAction = Array([pdf.pages[0].obj, Name.XYZ, 0, plan.of_part(part)[0].size[1], zoom])
    facts = {
        "Title": plan.volume.title,
        "Author": request.applicant_line.split(",")[0],
        "Subject": request.title,
        "Keywords": profile.id,
        "Producer": "applicant-helper",
    }
    kept = {f"/{key}": text for key, text in facts.items() if text}
    pdf.trailer.Info = pdf.make_indirect(Dictionary(kept))
