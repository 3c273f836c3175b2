"""The order of papers: each translation right behind its original, and its certificate behind that."""

from __future__ import annotations

from collections.abc import Sequence

from applicant_helper.packet.model import PacketDocument


def in_order(documents: Sequence[PacketDocument]) -> tuple[PacketDocument, ...]:
    """The papers of an exhibit in the order they are placed; none is lost."""
    here = {d.id for d in documents}
    behind: dict[str, list[PacketDocument]] = {}
    for document in documents:
        if document.translation_of in here and document.translation_of != document.id:
            behind.setdefault(str(document.translation_of), []).append(document)
    ordered: list[PacketDocument] = []
    waiting = [d for d in reversed(documents) if d.translation_of not in here or d.translation_of == d.id]
    while waiting:
        document = waiting.pop()
        ordered.append(document)
        followers = sorted(behind.pop(document.id, []), key=lambda d: d.role == "translation_certificate")
        waiting += reversed(followers)
    return (*ordered, *(d for rest in behind.values() for d in rest))


def family(document: PacketDocument, ordered: Sequence[PacketDocument]) -> tuple[PacketDocument, ...]:
    """A paper with its translation, and the certificate of that; `ordered` as `in_order` gives it."""
    members = [document]
    ids = {document.id}
    for other in ordered:
        if other.translation_of in ids and other.id not in ids:
            members.append(other)
            ids.add(other.id)
    return tuple(members)
