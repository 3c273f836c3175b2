"""Rewrites a PDF so that it holds only what is seen: fields and notes drawn, nothing active, one flat list of pages.

The document is changed in memory and saved once; picture data goes from file to file as it is.
"""

from __future__ import annotations

from pathlib import Path

import pikepdf
from pikepdf import Array, Dictionary, Name, Page, Pdf

from applicant_helper.packet.papers.active import drop_active
from applicant_helper.packet.papers.facts import Surveyor
from applicant_helper.packet.papers.fields import with_drawn_fields
from applicant_helper.packet.papers.frame import Frames
from applicant_helper.packet.papers.layers import mark_pages
from applicant_helper.packet.papers.mending import mend_streams
from applicant_helper.packet.papers.paper import PageFacts, PageRange

KEPT_PAGE_KEYS = frozenset({"/Type", "/Contents", "/Resources", "/Group", "/AhLayers"})
KEPT_ROOT_KEYS = frozenset({"/Type", "/Pages"})
KEPT_TRAILER_KEYS = frozenset({"/Root", "/Size", "/Encrypt", "/ID"})


def write_plain(pdf: Pdf, out: Path, taken: PageRange, codes: list[str], *, look: bool) -> list[PageFacts]:
    """Write the pages taken to `out`; appends to `codes` and returns the facts of each page.

    Raises what pikepdf raises for damage, and OSError.
    """
    drawn = with_drawn_fields(pdf, taken, out.with_suffix(".drawn.pdf"), codes)
    try:
        pages = list(drawn.pages)[taken[0] - 1 : taken[1]]
        if "repaired" in codes:
            mend_streams(drawn)
        hidden = mark_pages(drawn, pages)
        if hidden:
            codes.append("layers")
        _make_flat(drawn, pages)
        drop_active(drawn)
        surveyor = Surveyor(look=look, hidden=hidden)
        facts = surveyor.survey(pages)
        if surveyor.has_damage and "repaired" not in codes:
            mend_streams(drawn)
            codes.append("repaired")
        drawn.save(
            out,
            static_id=True,
            encryption=False,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            stream_decode_level=pikepdf.StreamDecodeLevel.none,
        )
        # Damage in a stream shows only when the stream is read.
        # Disorder among fields is none in what is seen: they are drawn.
        if any("/AcroForm" not in str(warning) for warning in pdf.get_warnings()):
            codes.append("repaired")
    finally:
        if drawn is not pdf:
            drawn.close()
            out.with_suffix(".drawn.pdf").unlink(missing_ok=True)
    return facts


def _make_flat(pdf: Pdf, pages: list[Page]) -> None:
    """One node with the pages taken, each with all its own; nothing else hangs on the root."""
    frames = Frames()
    node = pdf.make_indirect(Dictionary(Type=Name.Pages, Count=len(pages)))
    for page in pages:
        _make_plain(page, frames)
    for page in pages:
        page.obj.Parent = node
    node.Kids = Array([page.obj for page in pages])
    pdf.Root.Pages = node
    for key in pdf.Root.keys() - KEPT_ROOT_KEYS:
        del pdf.Root[key]
    for key in pdf.trailer.keys() - KEPT_TRAILER_KEYS:
        del pdf.trailer[key]
    # A file that was found without its table has none; without it, what is written could not be read.
    pdf.trailer["/Size"] = 1


def _make_plain(page: Page, frames: Frames) -> None:
    obj = page.obj
    keys = obj.keys()
    box, rotate, unit, resources = frames.of(obj, keys)
    for key in keys - KEPT_PAGE_KEYS:
        del obj[key]
    obj.Type = Name.Page
    obj.MediaBox = Array([round(v, 4) for v in box])
    obj.Rotate = rotate
    if unit != 1:
        obj.UserUnit = round(unit, 6)
    obj.Resources = resources if isinstance(resources, Dictionary) else Dictionary()
    contents = obj.get("/Contents")
    if isinstance(contents, Array):
        streams = [part for part in contents if isinstance(part, pikepdf.Stream)]
        obj.Contents = streams[0] if len(streams) == 1 else Array(streams)
    elif contents is not None and not isinstance(contents, pikepdf.Stream):
        del obj["/Contents"]
