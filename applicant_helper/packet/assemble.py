"""Puts the papers under the drawn pages and adds bookmarks, links and page labels. One save at the end."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pikepdf
from pikepdf import Array, Dictionary, Name, OutlineItem, Page, Pdf, Rectangle

from applicant_helper.packet.draw import LinkArea
from applicant_helper.packet.layers import carry_layers
from applicant_helper.packet.model import PacketRequest, Prepared, Progress
from applicant_helper.packet.plan import SIDE, Key, Kind, PacketPlan, PlannedPage
from applicant_helper.packet.problems import CANCELLED, PacketCancelled

EVIDENCE = Name("/Ev")


def assemble(
    request: PacketRequest,
    plan: PacketPlan,
    drawn: bytes,
    links: Sequence[LinkArea],
    prepared: Mapping[Key, Prepared],
    out: Path,
    progress: Callable[[Progress], None],
    cancelled: Callable[[], bool],
) -> None:
    """Write the packet to `out`. Raises PacketCancelled; OSError as it comes."""
    pdf = Pdf.open(io.BytesIO(drawn))
    sources: dict[Path, Pdf] = {}
    try:
        for page in plan.pages:
            if cancelled():
                raise PacketCancelled("cancelled", CANCELLED)
            if page.key is not None:
                path = prepared[page.key].path
                if path not in sources:
                    sources[path] = Pdf.open(path)
                    carry_layers(pdf, sources[path])
                _place(pdf, page, sources[path].pages[page.source_page], request.profile.stamp.band_pt)
            if page.number % 10 == 0:
                progress(Progress(page.number, plan.total, _name(plan, page)))
        _link(pdf, links)
        _bookmark(pdf, plan)
        _describe(pdf, request, plan)
        pdf.save(out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    finally:
        for source in sources.values():
            source.close()
        pdf.close()


def _name(plan: PacketPlan, page: PlannedPage) -> str:
    return plan.entries[page.entry].title if page.entry is not None else ""


def _place(pdf: Pdf, page: PlannedPage, source: Page, band: float) -> None:
    """Evidence goes above the stamp's band, made smaller where needed; a form keeps its page as it is."""
    target = pdf.pages[page.number - 1]
    form = pdf.copy_foreign(source.as_form_xobject(handle_transformations=True))
    target.obj.Resources = target.obj.get("/Resources", Dictionary())
    if "/XObject" not in target.obj.Resources:
        target.obj.Resources.XObject = Dictionary()
    target.obj.Resources.XObject[EVIDENCE] = form
    width, height = page.size
    keeps_size = page.kind is Kind.FORM
    room = (
        Rectangle(0, 0, width, height) if keeps_size else Rectangle(SIDE, band, width - SIDE, height - SIDE)
    )
    content = target.calc_form_xobject_placement(
        form, EVIDENCE, room, invert_transformations=True, allow_shrink=True, allow_expand=False
    )
    target.contents_add(pdf.make_stream(content), prepend=True)


def _link(pdf: Pdf, links: Sequence[LinkArea]) -> None:
    for link in links:
        page, target = pdf.pages[link.page - 1], pdf.pages[link.target - 1]
        annotation = pdf.make_indirect(
            Dictionary(
                Type=Name.Annot,
                Subtype=Name.Link,
                Rect=Array([round(v, 2) for v in link.box]),
                Border=Array([0, 0, 0]),
                Dest=Array([target.obj, Name.Fit]),
            )
        )
        if "/Annots" not in page.obj:
            page.obj.Annots = Array()
        page.obj.Annots.append(annotation)


def _bookmark(pdf: Pdf, plan: PacketPlan) -> None:
    with pdf.open_outline() as outline:
        outline.root.clear()
        if plan.index_pages:
            title = f"Contents (p. {plan.index_first})"
            outline.root.append(OutlineItem(title, plan.index_first - 1, "Fit"))
        parent = None
        for entry in plan.entries:
            label = f"{entry.label}  " if entry.label else ""
            prefix = "Exhibit " if entry.label and entry.level == 0 else ""
            item = OutlineItem(f"{prefix}{label}{entry.title} (p. {entry.first})", entry.first - 1, "Fit")
            item.is_closed = True
            if entry.level == 0 or parent is None:
                outline.root.append(item)
                parent = item
            else:
                parent.children.append(item)


def _describe(pdf: Pdf, request: PacketRequest, plan: PacketPlan) -> None:
    """Page labels equal to the printed numbers; a title, and nothing about this computer."""
    root = pdf.Root
    root.PageLabels = Dictionary(Nums=Array([0, Dictionary(S=Name.D, St=1)]))
    root.PageMode = Name.UseOutlines
    root.Lang = "en-US"
    root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
    for key in ("/Metadata", "/OpenAction"):
        if key in root:
            del root[key]
    pdf.trailer.Info = pdf.make_indirect(Dictionary(Title=request.title, Producer="applicant-helper"))
