"""Builds the tags of a finished file: drawn pages with headings and tables, papers as figures with their names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pikepdf import Array, Dictionary, Name, Object, Pdf

from applicant_helper.packet.pages.structure import Element
from applicant_helper.packet.plan import PacketPlan, PlannedPage

KEYS = {
    role: Name(f"/{role}")
    for role in ("Document", "Sect", "H1", "H2", "P", "Table", "TR", "TH", "TD", "Figure")
}


def tag(pdf: Pdf, plan: PacketPlan, pages: Sequence[PlannedPage], drawn: Mapping[int, Element]) -> None:
    """Add the tags of `pages`; `drawn` has the elements of drawn pages by printed number."""
    root = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    document = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Document, P=root))
    counts = _counts(plan)
    kids: list[Object] = []
    parents: list[object] = []
    for place, (planned, page) in enumerate(zip(pages, pdf.pages, strict=True)):
        target = page.obj
        if planned.key is not None:
            figure = pdf.make_indirect(
                Dictionary(
                    Type=Name.StructElem,
                    S=Name.Figure,
                    P=document,
                    Pg=target,
                    K=0,
                    Alt=_name(plan, planned, counts),
                )
            )
            kids.append(figure)
            parents += [place, Array([figure])]
        elif planned.number in drawn:
            holders: dict[int, Object] = {}
            kids.append(_built(pdf, drawn[planned.number], document, target, holders))
            parents += [place, Array([holders[n] for n in sorted(holders)])]
        target.StructParents = place
        target.Tabs = Name.S
    document.K = Array(kids)
    root.K = document
    root.ParentTree = pdf.make_indirect(Dictionary(Nums=Array(parents)))
    root.ParentTreeNextKey = len(pages)
    pdf.Root.StructTreeRoot = root
    pdf.Root.MarkInfo = Dictionary(Marked=True)


def _built(pdf: Pdf, element: Element, parent: Object, page: Object, holders: dict[int, Object]) -> Object:
    made = pdf.make_indirect(
        Dictionary(Type=Name.StructElem, S=KEYS.get(element.role, Name.P), P=parent, Pg=page)
    )
    kids: list[object] = []
    for kid in element.kids:
        if isinstance(kid, int):
            holders[kid] = made
            kids.append(kid)
        else:
            kids.append(_built(pdf, kid, made, page, holders))
    made.K = Array(kids)
    return made


def _counts(plan: PacketPlan) -> Mapping[int, int]:
    """How many pages each paper has, by the place of its entry."""
    counts: dict[int, int] = {}
    for page in plan.pages:
        if page.key is not None and page.entry is not None:
            counts[page.entry] = counts.get(page.entry, 0) + 1
    return counts


def _name(plan: PacketPlan, page: PlannedPage, counts: Mapping[int, int]) -> str:
    """Such as "Exhibit B-2, Lease, page 3 of 12"."""
    if page.entry is None:
        return f"Page {page.number}"
    entry = plan.entries[page.entry]
    noun = plan.profile.exhibits.noun
    label = f"{noun} {entry.label}, " if entry.label else ""
    count = counts.get(page.entry, 1)
    pages = f", page {page.source_page + 1} of {count}" if count > 1 else ""
    return f"{label}{entry.title}{pages}"
