"""The reply to a request: the notice's items and what answers each of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from applicant_helper.core.answers import JsonValue
from applicant_helper.core.case import Case, Document
from applicant_helper.packet.model import ExhibitGroup, PacketDocument

NOTICE_KINDS = frozenset({"notice_rfe", "notice_noid"})
ANSWERED = frozenset({"rfe", "noid", "noir"})


def notice_papers(case: Case) -> tuple[Document, ...]:
    """The notice itself, as it came."""
    return tuple(d for d in case.documents if d.kind in NOTICE_KINDS)


def item_groups(
    case: Case,
    groups: tuple[ExhibitGroup, ...],
    packed: Callable[[Document], PacketDocument | None],
) -> tuple[ExhibitGroup, ...]:
    """One group for each item of the notice; without one entered, the groups as they are, numbered."""
    items = tuple(_items(case))
    if not items:
        return tuple(replace(g, item_ref=str(number)) for number, g in enumerate(groups, start=1))
    by_requirement = {g.requirement_id: g for g in groups}
    return tuple(
        _group(number, item, by_requirement, case, packed) for number, item in enumerate(items, start=1)
    )


def _items(case: Case) -> Iterator[Mapping[str, JsonValue]]:
    notices = case.extra.get("notices")
    for notice in notices if isinstance(notices, list) else []:
        if isinstance(notice, dict) and notice.get("kind") in ANSWERED:
            rows = notice.get("items")
            yield from (row for row in (rows if isinstance(rows, list) else []) if isinstance(row, dict))


def _group(
    number: int,
    item: Mapping[str, JsonValue],
    by_requirement: Mapping[str, ExhibitGroup],
    case: Case,
    packed: Callable[[Document], PacketDocument | None],
) -> ExhibitGroup:
    """What answers one item: the papers named for it, else those of the requirement it is about."""
    named = item.get("met_by")
    documents = [case.document(str(i)) for i in (named if isinstance(named, list) else [])]
    papers = tuple(p for d in documents if d is not None and (p := packed(d)) is not None)
    requirement = str(item.get("requirement") or "")
    if not papers and requirement in by_requirement:
        papers = by_requirement[requirement].documents
    asks = str(item.get("asks") or f"Item {number}")
    status = "complete" if papers else "not included, see cover letter"
    return ExhibitGroup(requirement or f"item{number}", asks, "", papers, item_ref=str(number), status=status)
