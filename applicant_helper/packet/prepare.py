"""Has each paper turned into a plain PDF by the guarded child, once for each content."""

from __future__ import annotations

import errno
import hashlib
import os
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from applicant_helper.guard.child import Child, ChildGone, ChildTooSlow
from applicant_helper.packet.model import Note, PacketDocument, Prepared, Progress
from applicant_helper.packet.problems import CANCELLED, REASONS, PacketCancelled

WORKER = "applicant_helper.packet.worker"
SECONDS = 60.0
Key = tuple[str, tuple[int, int] | None]


def prepare_all(
    documents: Iterable[PacketDocument],
    work: Path,
    progress: Callable[[Progress], None],
    cancelled: Callable[[], bool],
) -> tuple[Mapping[Key, Prepared], tuple[Note, ...]]:
    """Prepared papers by (document id, page range), and the reasons of those refused. Raises PacketCancelled."""
    rows = list({(d.id, d.page_range): d for d in documents}.items())
    ready: dict[Key, Prepared] = {}
    refused: list[Note] = []
    by_content: dict[tuple[str, tuple[int, int] | None], Prepared] = {}
    with Child(WORKER) as child:
        for number, (key, document) in enumerate(rows):
            if cancelled():
                raise PacketCancelled("cancelled", CANCELLED)
            progress(Progress(number, len(rows), document.title))
            try:
                digest = _digest(document.path)
            except OSError:
                refused.append(reason("unreadable", document))
                continue
            known = by_content.get((digest, document.page_range))
            found = known or _prepare(child, document, digest, work / f"p{number}.pdf")
            if isinstance(found, Note):
                refused.append(found)
                continue
            ready[key] = by_content[(digest, document.page_range)] = found
    return ready, tuple(refused)


def _prepare(child: Child, document: PacketDocument, digest: str, out: Path) -> Prepared | Note:
    request = {"source": str(document.path), "out": str(out), "pages": document.page_range}
    try:
        answer = child.ask(request, SECONDS)
    except ChildTooSlow:
        return reason("timed-out", document)
    except ChildGone:
        return reason("unusable", document)
    if answer.get("code") == "disk-full":
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
    if "code" in answer:
        return reason(str(answer["code"]), document)
    sizes = tuple((float(w), float(h)) for w, h in answer["sizes"])
    return Prepared(out, sizes, tuple(answer["codes"]), digest)


def reason(code: str, document: PacketDocument) -> Note:
    """Why a paper cannot go in."""
    return Note(code, REASONS.get(code, REASONS["unreadable"]), {"name": document.original_name})


def _digest(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(1 << 20):
            digest.update(chunk)
    return digest.hexdigest()
