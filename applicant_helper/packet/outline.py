"""What goes into a packet, in the order of the destination. Pure; pages are numbered in `plan`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from applicant_helper.packet.labels import Labels
from applicant_helper.packet.model import (
    UNSTAMPED,
    ExhibitGroup,
    FormPackage,
    PacketDocument,
    PacketRequest,
)
from applicant_helper.packet.order import in_order

if TYPE_CHECKING:
    from applicant_helper.catalog.destinations import PacketProfile

# Which papers of a package's front go into which slot of the destination's order.
SLOT_ROLES: Mapping[str, str] = {
    "payment": "payment",
    "notification_form": "notification_form",
    "representative_form": "representative_form",
    "request_notice": "request_notice",
    "form": "official_form",
    "supplements": "supplement",
    "photos": "photo",
    "proposed_order": "proposed_order",
    "proof_of_service": "proof_of_service",
}


class Kind(StrEnum):
    """What a block or page of the packet is; a heading is a line of the index without a page of its own."""

    COVER = "cover"
    INDEX = "index"
    PART = "part"
    HEADING = "heading"
    DIVIDER = "divider"
    EVIDENCE = "evidence"
    FORM = "form"
    STATEMENT = "statement"
    TIMELINE = "timeline"
    SERVICE = "service"


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the index before pages are known. `level`: -1 form of several, 0 exhibit or form, 1 paper.

    `values` has what the destination's further columns show, by column.
    """

    level: int
    label: str
    title: str
    detail: str = ""
    values: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Block:
    """Pages that belong together. `place` counts packages, `ref` statements within a package."""

    kind: Kind
    place: int = 0
    line: Line | None = None
    document: PacketDocument | None = None
    tab: str = ""
    ref: int = 0


@dataclass(frozen=True, slots=True)
class Volume:
    """One file, or one that is split into parts. The name parts fill the destination's file name template."""

    title: str
    blocks: tuple[Block, ...]
    names: Mapping[str, str]
    folder: str = ""

    def lines(self) -> tuple[Line, ...]:
        """The lines of its index."""
        return tuple(b.line for b in self.blocks if b.line is not None)

    def documents(self) -> tuple[PacketDocument, ...]:
        """Every paper in it."""
        return tuple(b.document for b in self.blocks if b.document is not None)


class Outline:
    """Blocks in the order of the destination."""

    def __init__(self, request: PacketRequest) -> None:
        self.request = request
        self.profile = request.profile
        self.labels = Labels(request.profile.exhibits)

    def of(self, packages: Sequence[FormPackage]) -> Iterator[Block]:
        """A whole filing: every package in turn; the contents of all of them stand in the first."""
        for place, package in enumerate(packages):
            heading = Line(-1, "", form_name(package))
            pending = heading if len(packages) > 1 else None
            for block in self._package(place, package):
                if block.kind is Kind.INDEX and place > 0:
                    continue
                if pending is not None and block.line is not None:
                    yield Block(Kind.HEADING, place, pending)
                    pending = None
                yield block

    def of_one(self, place: int, package: FormPackage) -> Iterator[Block]:
        """One package by itself; `place` is its place in the request."""
        return self._package(place, package)

    def _package(self, place: int, package: FormPackage) -> Iterator[Block]:
        for slot in self.profile.order:
            if slot.slot in SLOT_ROLES:
                role = SLOT_ROLES[slot.slot]
                papers = [d for d in package.front if d.role == role]
                yield from (self._front(place, d) for d in papers)
                if slot.slot == "proof_of_service" and not papers and slot.need != "optional":
                    yield Block(Kind.SERVICE, place, Line(0, "", "Certificate of service", "to be completed"))
            elif slot.slot == "cover" and self.profile.cover.kind != "none":
                yield Block(Kind.COVER, place)
            elif slot.slot == "toc" and self.profile.index.mode != "none":
                yield Block(Kind.INDEX, place)
            elif slot.slot == "statements":
                yield from self.own_pages(place, package)
            elif slot.slot == "evidence_by_requirement":
                rest = [d for d in package.front if not has_place(self.profile, d.role)]
                yield from (self._front(place, d) for d in rest)
                for group in package.sections:
                    yield from self._exhibit(place, group)

    def own_pages(self, place: int, package: FormPackage) -> Iterator[Block]:
        """The person's statements, then the timeline."""
        for number in range(len(package.statements)):
            yield self.statement(place, number)
        if package.timeline:
            yield Block(Kind.TIMELINE, place, Line(0, "", "Timeline"))

    def statement(self, place: int, number: int) -> Block:
        """An explanation in the person's words."""
        title = self.request.packages[place].statements[number].title
        return Block(Kind.STATEMENT, place, Line(0, "", title), ref=number)

    def _front(self, place: int, document: PacketDocument) -> Block:
        return self.paper(place, document, Line(0, "", document.title, "", values_of(document)))

    def paper(self, place: int, document: PacketDocument, line: Line, tab: str = "") -> Block:
        """The pages of one paper."""
        kind = Kind.FORM if document.role in UNSTAMPED else Kind.EVIDENCE
        return Block(kind, place, line, document, tab)

    def _exhibit(self, place: int, group: ExhibitGroup) -> Iterator[Block]:
        label = self.labels.next_group(group)
        line = Line(0, label, group.title, "", group_values(group))
        kind = Kind.DIVIDER if self.profile.exhibits.dividers != "none" else Kind.HEADING
        yield Block(kind, place, line, tab=self.labels.tab(label))
        yield from self.exhibit_papers(place, group, label)

    def exhibit_papers(self, place: int, group: ExhibitGroup, label: str) -> Iterator[Block]:
        """The papers of one exhibit, translations behind their originals."""
        for number, document in enumerate(in_order(group.documents)):
            mark = self.labels.paper(label, number)
            values = {**group_values(group), **values_of(document)}
            line = Line(1 if label else 0, mark, document.title, "", values)
            yield self.paper(place, document, line, self.labels.tab(mark))


def form_name(package: FormPackage) -> str:
    """Number and title of a form, as far as they are known."""
    number = f"Form {package.form_number}" if package.form_number else ""
    return ", ".join(text for text in (number, package.form_title) if text)


def has_place(profile: PacketProfile, role: str) -> bool:
    """Whether the destination's order has a slot for papers of a role; else they stand before the exhibits."""
    return any(SLOT_ROLES.get(slot.slot) == role for slot in profile.order)


def values_of(document: PacketDocument) -> dict[str, str]:
    """What the index can show of a paper, by column."""
    language = document.language
    if document.role in {"translation", "translation_certificate"}:
        language = language or "English"
    return {"date": document.date_text, "issuer": document.issuer, "language": language}


def group_values(group: ExhibitGroup) -> dict[str, str]:
    """What the index can show of a requirement, by column."""
    return {"requirement": group.title, "item_ref": group.item_ref, "status": group.status}
