"""How many pages each drawn thing takes, before anything is numbered."""

from __future__ import annotations

from dataclasses import dataclass

from applicant_helper.packet.geometry import sheet_of
from applicant_helper.packet.model import PacketRequest
from applicant_helper.packet.outline import Kind, Volume
from applicant_helper.packet.pages import contents
from applicant_helper.packet.plan import Counts
from applicant_helper.typeset.fonts import FontPair


@dataclass(frozen=True, slots=True)
class Measures:
    """The contents laid out, and the number of pages of everything drawn."""

    contents: contents.Layout
    counts: Counts


def measure(request: PacketRequest, volume: Volume, fonts: FontPair) -> Measures:
    """Lay out what has no fixed length."""
    sheet = sheet_of(request.profile)
    notice = contents.notice_height(request.profile.notice, fonts, sheet[0])
    layout = contents.lay_out(volume.lines(), fonts, notice, sheet[1])
    places = {b.place for b in volume.blocks if b.kind is Kind.INDEX}
    return Measures(layout, Counts({(Kind.INDEX, place, 0): layout.pages for place in places}))
