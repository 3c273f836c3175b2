"""Makes each paper ready, once for each content and page range."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from applicant_helper.packet.engine.options import Options
from applicant_helper.packet.engine.trial import is_joinable
from applicant_helper.packet.model import Key, Note, PacketDocument, Progress
from applicant_helper.packet.papers.prepare import BadPaper, prepare_paper
from applicant_helper.packet.prepared import Prepared, SourcePage
from applicant_helper.packet.problems import REASONS

Content = tuple[str, tuple[int, int] | None]


def prepare_all(
    documents: Iterable[PacketDocument], work: Path, told: Callable[[Progress], None], options: Options
) -> tuple[Mapping[Key, Prepared], tuple[Note, ...]]:
    """Prepared papers, and the reasons of those refused. OSError for a disk that cannot be written."""
    rows = list({d.key: d for d in documents}.items())
    ready: dict[Key, Prepared] = {}
    refused: list[Note] = []
    by_content: dict[Content, Prepared] = {}
    for number, (key, document) in enumerate(rows):
        told(Progress(number, len(rows) + 1, document.title))
        try:
            if str(number) in options.bad:
                raise BadPaper(options.bad[str(number)])
            digest = _digest(document.path)
            if document.digest not in {"", digest}:
                raise BadPaper("changed")
            content = (digest, document.page_range)
            if content not in by_content:
                by_content[content] = _prepared(document, digest, work / f"p{number}.pdf", options)
            ready[key] = by_content[content]
        except BadPaper as bad:
            refused.append(reason(bad.code, document))
    return ready, tuple(refused)


def _prepared(document: PacketDocument, digest: str, out: Path, options: Options) -> Prepared:
    path = _reachable(document.path, out)
    try:
        paper = prepare_paper(path, out, document.page_range, look=options.look, rewrite=options.careful)
    except MemoryError as cause:
        raise BadPaper("too-large") from cause
    pages = tuple(SourcePage(p.box, p.rotate, p.unit, p.dpi, p.has_text, p.covered_text) for p in paper.pages)
    found = Prepared(paper.path, pages, tuple(paper.codes), digest, paper.first)
    if options.careful and not is_joinable(found, out.with_suffix(".trial.pdf")):
        raise BadPaper("unusable")
    return found


def _reachable(path: Path, out: Path) -> Path:
    """The same paper under a name that every library takes: names can hold bytes that are no text."""
    try:
        str(path).encode()
    except UnicodeEncodeError:
        link = out.with_suffix(".link")
        link.symlink_to(path.absolute())
        return link
    return path


def reason(code: str, document: PacketDocument) -> Note:
    """Why a paper cannot go in."""
    return Note(code, REASONS.get(code, REASONS["unreadable"]), {"name": document.original_name})


def _digest(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as cause:
        raise BadPaper("unreadable") from cause
