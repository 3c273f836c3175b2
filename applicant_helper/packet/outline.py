"""What goes into each file of a packet, in the order of the destination. Pure; pages are numbered in `plan`."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
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
from applicant_helper.packet.order import family, in_order

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


def make_volumes(request: PacketRequest) -> tuple[Volume, ...]:
    """The files of a packet, in order; those without any page of their own are left out."""
    units: Mapping[str, Callable[[PacketRequest], Iterator[Volume]]] = {
        "whole": _whole,
        "per_form": _per_form,
        "per_requirement": _per_requirement,
        "per_category": _per_category,
        "per_document": _per_document,
        "per_person_document": _per_document,
    }
    volumes = list(units[request.profile.files.unit](request))
    return tuple(
        replace(v, names={**v.names, "nn": f"{number:02d}"}) for number, v in enumerate(volumes, start=1)
    )


def _names(request: PacketRequest, package: FormPackage | None, **more: str) -> dict[str, str]:
    prepared = request.prepared_on
    return {
        "form": package.form_number if package else "",
        "surname": request.surname,
        "destination": request.profile.id,
        "date": prepared.isoformat() if prepared else "",
        "slot": "",
        "document": "",
        "person": "",
        **more,
    }


def _whole(request: PacketRequest) -> Iterator[Volume]:
    blocks = tuple(_Outline(request).of(request.packages))
    if blocks:
        first = request.packages[0] if request.packages else None
        yield Volume(request.title, blocks, _names(request, first))


def _per_form(request: PacketRequest) -> Iterator[Volume]:
    for package in request.packages:
        blocks = tuple(_Outline(request).of((package,)))
        yield Volume(form_name(package), blocks, _names(request, package, slot=package.form_number))


def _per_requirement(request: PacketRequest) -> Iterator[Volume]:
    outline = _Outline(request)
    for place, package in enumerate(request.packages):
        for document in package.front:
            yield _one_paper(request, outline, place, package, (document,))
        for number, _statement in enumerate(package.statements):
            blocks = (outline.statement(place, number),)
            yield Volume(_statement.title, blocks, _names(request, package, slot=_statement.title))
        for group in package.sections:
            yield _slot(request, outline, place, package, group)


def _per_category(request: PacketRequest) -> Iterator[Volume]:
    outline = _Outline(request)
    groups: dict[str, list[ExhibitGroup]] = {}
    for package in request.packages:
        for group in package.sections:
            groups.setdefault(group.category or group.title, []).append(group)
    for place, package in enumerate(request.packages):
        for document in package.front:
            yield _one_paper(request, outline, place, package, (document,))
    for title, members in groups.items():
        documents = tuple(d for g in members for d in g.documents)
        merged = replace(members[0], title=title, documents=documents)
        yield _slot(request, outline, 0, request.packages[0], merged)


def _per_document(request: PacketRequest) -> Iterator[Volume]:
    outline = _Outline(request)
    seen: set[object] = set()
    for place, package in enumerate(request.packages):
        for documents in _families(package):
            keys = tuple(d.key for d in documents)
            if keys not in seen:
                seen.add(keys)
                yield _one_paper(request, outline, place, package, documents)


def _families(package: FormPackage) -> Iterator[tuple[PacketDocument, ...]]:
    """Each paper with its translation and certificate."""
    yield from ((d,) for d in package.front)
    for group in package.sections:
        ordered = in_order(group.documents)
        here = {d.id for d in ordered}
        for document in ordered:
            if document.translation_of not in here or document.translation_of == document.id:
                yield family(document, ordered)


def _one_paper(
    request: PacketRequest,
    outline: _Outline,
    place: int,
    package: FormPackage,
    documents: Sequence[PacketDocument],
) -> Volume:
    first = documents[0]
    blocks = [outline.paper(place, d, Line(0, "", d.title, detail_of(d), values_of(d))) for d in documents]
    by_person = request.profile.files.unit == "per_person_document"
    names = _names(request, package, slot=first.title, document=first.title, person=first.person)
    return Volume(first.title, tuple(blocks), names, first.person if by_person else "")


def _slot(
    request: PacketRequest, outline: _Outline, place: int, package: FormPackage, group: ExhibitGroup
) -> Volume:
    """One file for one requirement: a contents page first where there are several papers and it is wanted."""
    label = outline.labels.next_group(group)
    documents = in_order(group.documents)
    blocks: list[Block] = []
    wants_index = request.profile.index.mode != "none" and request.profile.index.place == "per_file"
    if wants_index and len(documents) > 1:
        blocks.append(Block(Kind.INDEX, place))
    blocks += outline.exhibit_papers(place, group, label)
    only = documents[0].title if len(documents) == 1 else ""
    return Volume(group.title, tuple(blocks), _names(request, package, slot=group.title, document=only))


class _Outline:
    """Blocks in the order of the destination."""

    def __init__(self, request: PacketRequest) -> None:
        self.request = request
        self.profile = request.profile
        self.labels = Labels(request.profile.exhibits)

    def of(self, packages: Sequence[FormPackage]) -> Iterator[Block]:
        """A whole filing: every package in turn; the contents of all of them stand in the first."""
        for place, package in enumerate(packages):
            placed: set[str] = set()
            heading = Line(-1, "", form_name(package))
            pending = heading if len(packages) > 1 else None
            for block in self._package(place, package, placed):
                if block.kind is Kind.INDEX and place > 0:
                    continue
                if pending is not None and block.line is not None:
                    yield Block(Kind.HEADING, place, pending)
                    pending = None
                yield block

    def _package(self, place: int, package: FormPackage, placed: set[str]) -> Iterator[Block]:
        for slot in self.profile.order:
            if slot.slot in SLOT_ROLES:
                role = SLOT_ROLES[slot.slot]
                placed.add(role)
                papers = [d for d in package.front if d.role == role]
                yield from (self._front(place, d) for d in papers)
                if slot.slot == "proof_of_service" and not papers and slot.need != "optional":
                    yield Block(Kind.SERVICE, place, Line(0, "", "Certificate of service", "to be completed"))
            elif slot.slot == "cover" and self.profile.cover.kind != "none":
                yield Block(Kind.COVER, place)
            elif slot.slot == "toc" and self.profile.index.mode != "none":
                yield Block(Kind.INDEX, place)
            elif slot.slot == "statements":
                yield from self._statements(place, package)
            elif slot.slot == "evidence_by_requirement":
                rest = [d for d in package.front if not has_place(self.profile, d.role)]
                yield from (self._front(place, d) for d in rest)
                for group in package.sections:
                    yield from self._exhibit(place, group)

    def _statements(self, place: int, package: FormPackage) -> Iterator[Block]:
        for number in range(len(package.statements)):
            yield self.statement(place, number)
        if package.timeline:
            yield Block(Kind.TIMELINE, place, Line(0, "", "Timeline"))

    def statement(self, place: int, number: int) -> Block:
        """An explanation in the person's words."""
        title = self.request.packages[place].statements[number].title
        return Block(Kind.STATEMENT, place, Line(0, "", title), ref=number)

    def _front(self, place: int, document: PacketDocument) -> Block:
        return self.paper(
            place, document, Line(0, "", document.title, detail_of(document), values_of(document))
        )

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
            line = Line(1 if label else 0, mark, document.title, detail_of(document), values)
            yield self.paper(place, document, line, self.labels.tab(mark))


def form_name(package: FormPackage) -> str:
    """Number and title of a form, as far as they are known."""
    number = f"Form {package.form_number}" if package.form_number else ""
    return ", ".join(text for text in (number, package.form_title) if text)


def has_place(profile: PacketProfile, role: str) -> bool:
    """Whether the destination's order has a slot for papers of a role; else they stand before the exhibits."""
    return any(SLOT_ROLES.get(slot.slot) == role for slot in profile.order)


def detail_of(document: PacketDocument) -> str:
    """What carries no number of the packet says so."""
    return "page numbers not printed on it" if document.role in UNSTAMPED else ""


def values_of(document: PacketDocument) -> dict[str, str]:
    """What the index can show of a paper, by column."""
    language = document.language
    if document.role in {"translation", "translation_certificate"}:
        language = language or "English"
    return {"date": document.date_text, "issuer": document.issuer, "language": language}


def group_values(group: ExhibitGroup) -> dict[str, str]:
    """What the index can show of a requirement, by column."""
    return {"requirement": group.title, "item_ref": group.item_ref, "status": group.status}
