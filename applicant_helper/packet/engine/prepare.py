"""Makes each paper ready, once for each content and page range."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from applicant_helper.packet.model import Key, Note, PacketDocument, Progress
from applicant_helper.packet.papers.prepare import BadPaper, prepare_paper
from applicant_helper.packet.prepared import Prepared, SourcePage
from applicant_helper.packet.problems import REASONS

Content = tuple[str, tuple[int, int] | None]


def prepare_all(
    documents: Iterable[PacketDocument],
    work: Path,
    told: Callable[[Progress], None],
    known_bad: Mapping[str, str],
) -> tuple[Mapping[Key, Prepared], tuple[Note, ...]]:
    """Prepared papers, and the reasons of those refused. `known_bad` has a code for papers that broke a build."""
    rows = list({d.key: d for d in documents}.items())
    ready: dict[Key, Prepared] = {}
    refused: list[Note] = []
    by_content: dict[Content, Prepared] = {}
    for number, (key, document) in enumerate(rows):
        told(Progress(number, len(rows) + 1, document.title))
        code = known_bad.get(str(number))
        if code is not None:
            refused.append(reason(code, document))
            continue
        try:
            digest = document.digest or _digest(document.path)
            content = (digest, document.page_range)
            if content not in by_content:
                by_content[content] = _prepared(document, digest, work / f"p{number}.pdf")
            ready[key] = by_content[content]
        except BadPaper as bad:
            refused.append(reason(bad.code, document))
    return ready, tuple(refused)


def _prepared(document: PacketDocument, digest: str, out: Path) -> Prepared:
    paper = prepare_paper(document.path, out, document.page_range)
    pages = tuple(SourcePage(p.box, p.rotate, p.unit, p.dpi, p.has_text, p.covered_text) for p in paper.pages)
    return Prepared(paper.path, pages, tuple(paper.codes), digest, paper.first)


def reason(code: str, document: PacketDocument) -> Note:
    """Why a paper cannot go in."""
    return Note(code, REASONS.get(code, REASONS["unreadable"]), {"name": document.original_name})


def _digest(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as cause:
        raise BadPaper("unreadable") from cause
