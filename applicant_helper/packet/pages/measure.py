"""How many pages each drawn thing takes, before anything is numbered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from applicant_helper.packet.geometry import sheet_of
from applicant_helper.packet.model import PacketRequest
from applicant_helper.packet.outline import Kind, Volume
from applicant_helper.packet.pages.contents import Layout, lay_out
from applicant_helper.packet.pages.statements import StatementLayout, lay_out_statement
from applicant_helper.packet.pages.timeline import timeline_sheets
from applicant_helper.packet.plan import Counts
from applicant_helper.typeset.fonts import FontPair


@dataclass(frozen=True, slots=True)
class Measures:
    """The contents and the statements laid out, and the number of pages of everything drawn."""

    contents: Layout
    statements: Mapping[tuple[int, int], StatementLayout]
    counts: Counts


def measure(request: PacketRequest, volume: Volume, fonts: FontPair) -> Measures:
    """Lay out what has no fixed length."""
    sheet = sheet_of(request.profile)
    layout = lay_out(request.profile, volume, fonts)
    statements: dict[tuple[int, int], StatementLayout] = {}
    pages: dict[tuple[Kind, int, int], int] = {}
    for block in volume.blocks:
        place = block.place, block.ref
        if block.kind is Kind.INDEX:
            pages[(Kind.INDEX, *place)] = layout.pages
        elif block.kind is Kind.STATEMENT:
            statement = request.packages[block.place].statements[block.ref]
            statements[place] = lay_out_statement(statement, fonts, sheet)
            pages[(Kind.STATEMENT, *place)] = statements[place].pages
        elif block.kind is Kind.TIMELINE:
            lanes = request.packages[block.place].timeline
            pages[(Kind.TIMELINE, *place)] = len(timeline_sheets(lanes, sheet))
    return Measures(layout, statements, Counts(pages))
