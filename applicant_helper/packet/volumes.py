"""The files of a packet: one for the whole, or one for each form, requirement, document, category or submission."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

from applicant_helper.packet.model import ExhibitGroup, FormPackage, PacketDocument, PacketRequest
from applicant_helper.packet.order import family, in_order
from applicant_helper.packet.outline import (
    Block,
    Kind,
    Line,
    Outline,
    Volume,
    form_name,
    values_of,
)

FILED_ALONE = frozenset({"official_form", "supplement"})


def make_volumes(request: PacketRequest) -> tuple[Volume, ...]:
    """The files of a packet, in order; those without any page of their own are left out."""
    units: Mapping[str, Callable[[PacketRequest], Iterator[Volume]]] = {
        "whole": _whole,
        "per_form": _per_form,
        "per_submission": _per_submission,
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
    blocks = tuple(Outline(request).of(request.packages))
    if blocks:
        first = request.packages[0] if request.packages else None
        yield Volume(request.title, blocks, _names(request, first))


def _per_form(request: PacketRequest) -> Iterator[Volume]:
    for package in request.packages:
        blocks = tuple(Outline(request).of((package,)))
        yield Volume(
            form_name(package),
            blocks,
            _names(request, package, slot=package.form_number or package.form_title),
        )


def _per_submission(request: PacketRequest) -> Iterator[Volume]:
    """Applications and evidence apart: courts take each kind of paper as a filing of its own."""
    for place, package in enumerate(request.packages):
        forms = tuple(d for d in package.front if d.role in FILED_ALONE)
        if forms:
            alone = replace(package, front=forms, sections=(), statements=(), timeline=())
            blocks = [b for b in Outline(request).of_one(place, alone) if b.kind is not Kind.INDEX]
            yield Volume(
                form_name(package),
                tuple(blocks),
                _names(request, package, slot=package.form_number or package.form_title),
            )
    rest = tuple(
        replace(p, front=tuple(d for d in p.front if d.role not in FILED_ALONE)) for p in request.packages
    )
    if any(p.front or p.sections or p.statements for p in rest):
        blocks = list(Outline(request).of(rest))
        yield Volume("Evidence", tuple(blocks), _names(request, request.packages[0], slot="Evidence"))


def _per_requirement(request: PacketRequest) -> Iterator[Volume]:
    outline = Outline(request)
    for place, package in enumerate(request.packages):
        for document in package.front:
            yield _one_paper(request, outline, place, package, (document,))
        yield from _own_pages(request, outline, place, package)
        for group in package.sections:
            yield _slot(request, outline, place, package, group)


def _own_pages(
    request: PacketRequest, outline: Outline, place: int, package: FormPackage
) -> Iterator[Volume]:
    """The person's statements and the timeline, each a file of its own."""
    for block in outline.own_pages(place, package):
        assert block.line is not None
        title = block.line.title
        yield Volume(title, (block,), _names(request, package, slot=title, document=title))


def _per_category(request: PacketRequest) -> Iterator[Volume]:
    outline = Outline(request)
    groups: dict[str, list[ExhibitGroup]] = {}
    for package in request.packages:
        for group in package.sections:
            groups.setdefault(group.category or group.title, []).append(group)
    for place, package in enumerate(request.packages):
        for document in package.front:
            yield _one_paper(request, outline, place, package, (document,))
        yield from _own_pages(request, outline, place, package)
    for title, members in groups.items():
        documents = tuple(d for g in members for d in g.documents)
        merged = replace(members[0], title=title, documents=documents)
        yield _slot(request, outline, 0, request.packages[0], merged)


def _per_document(request: PacketRequest) -> Iterator[Volume]:
    outline = Outline(request)
    seen: set[object] = set()
    for place, package in enumerate(request.packages):
        for documents in _families(package):
            keys = tuple(d.key for d in documents)
            if keys not in seen:
                seen.add(keys)
                yield _one_paper(request, outline, place, package, documents)
        yield from _own_pages(request, outline, place, package)


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
    outline: Outline,
    place: int,
    package: FormPackage,
    documents: Sequence[PacketDocument],
) -> Volume:
    first = documents[0]
    blocks = [outline.paper(place, d, Line(0, "", d.title, "", values_of(d))) for d in documents]
    by_person = request.profile.files.unit == "per_person_document"
    names = _names(request, package, slot=first.title, document=first.title, person=first.person)
    return Volume(first.title, tuple(blocks), names, first.person if by_person else "")


def _slot(
    request: PacketRequest, outline: Outline, place: int, package: FormPackage, group: ExhibitGroup
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
