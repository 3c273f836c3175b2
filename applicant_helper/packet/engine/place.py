"""Puts a page of a paper onto its sheet as one object placed by one matrix, above the line at its foot.

Where a page has one content stream, that stream itself becomes the object: nothing is decoded or copied.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pikepdf import Array, Dictionary, Name, Object, Page, Pdf, Stream

from applicant_helper.packet.geometry import Box, placement, room_on
from applicant_helper.packet.papers.one_stream import one_stream
from applicant_helper.packet.plan import PlannedPage
from applicant_helper.packet.prepared import SourcePage

if TYPE_CHECKING:
    from applicant_helper.catalog.destinations import PacketProfile

EVIDENCE = Name("/Ev")
FIGURE = b"/Figure <</MCID 0>> BDC\n"
DEFAULT_SPACES = frozenset({"/DefaultGray", "/DefaultRGB", "/DefaultCMYK"})
STREAM_KEYS = frozenset({"/Length", "/Filter", "/DecodeParms"})
Used = tuple[tuple[int, int], tuple[int, int], Box]


class Placer:
    """Places the pages of one document; remembers the streams it has used."""

    def __init__(self, pdf: Pdf, profile: PacketProfile, shared: Object | None) -> None:
        self.pdf = pdf
        self.profile = profile
        self.fonts = shared.get("/Font") if shared is not None else None
        self._forms: dict[Used, Stream] = {}

    def keep_drawn(self, page: Object, stamp: bytes) -> None:
        """A page that was drawn for the packet; only its stamp is added."""
        _only(page, {"/Type", "/Parent", "/MediaBox", "/Contents", "/Resources"})
        if stamp:
            page.Contents = Array([page.Contents, self.pdf.make_stream(_marked(stamp))])
            if self.fonts is not None:
                page.Resources.Font = self.fonts

    def place(self, page: Page, planned: PlannedPage, facts: SourcePage, stamp: bytes) -> None:
        """Make `page`, as it came from its paper, a page of the packet."""
        spaces = _default_spaces(page.obj.get("/Resources"))
        form = self._form(page, facts.box)
        stamp_at = self.profile.stamp.position if planned.stamp else ""
        room = room_on(planned.size, stamp_at, self.profile.stamp.band_pt)
        numbers = b" ".join(_number(v) for v in placement(facts.box, facts.rotate, facts.unit, room))
        target = page.obj
        _only(target, {"/Type", "/Parent"})
        target.MediaBox = Array([0, 0, round(planned.size[0], 3), round(planned.size[1], 3)])
        resources = Dictionary(XObject=Dictionary({str(EVIDENCE): form}))
        if spaces:
            resources.ColorSpace = Dictionary(spaces)
        if stamp and self.fonts is not None:
            resources.Font = self.fonts
        target.Resources = resources
        target.Contents = self.pdf.make_stream(
            FIGURE + b"q " + numbers + b" cm /Ev Do Q\nEMC\n" + _marked(stamp)
        )

    def _form(self, page: Page, box: Box) -> Stream:
        """The page's drawing as an object; one that was used for another page alike is shared."""
        resources = page.obj.get("/Resources")
        contents = page.obj.get("/Contents")
        used: Used | None = None
        if isinstance(contents, Stream) and resources is not None and resources.is_indirect:
            used = (contents.objgen, resources.objgen, box)
            if used in self._forms:
                return self._forms[used]
        group = page.obj.get("/Group")
        stream = one_stream(self.pdf, page.obj)
        _only(stream, STREAM_KEYS)
        stream.Type = Name.XObject
        stream.Subtype = Name.Form
        stream.BBox = Array(box)
        stream.Resources = resources if resources is not None else Dictionary()
        if group is not None:
            stream.Group = group
        if used is not None:
            self._forms[used] = stream
        return stream


def _marked(stamp: bytes) -> bytes:
    """A page number is no part of what the page says."""
    return b"/Artifact BMC\n" + stamp + b"EMC\n" if stamp else b""


def _default_spaces(resources: Object | None) -> dict[str, Object]:
    """What plain colors mean on a page: some viewers ask the page itself, not what is placed on it."""
    spaces = resources.get("/ColorSpace") if isinstance(resources, Dictionary) else None
    if not isinstance(spaces, Dictionary):
        return {}
    return {key: spaces[key] for key in spaces.keys() & DEFAULT_SPACES}


def _only(thing: Object, kept: set[str] | frozenset[str]) -> None:
    for key in set(thing.keys()) - kept:
        del thing[key]


def _number(value: float) -> bytes:
    return f"{value:.5f}".rstrip("0").rstrip(".").encode()
