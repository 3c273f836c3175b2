"""Reads one file of a packet."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import pikepdf
import pypdfium2
from pikepdf import Dictionary, Name, Page, Pdf, Stream

from applicant_helper.packet.engine.identity import is_ours
from applicant_helper.packet.problems import NOT_A_PACKET, NotAPacket
from applicant_helper.packet.verify.marks import Marks, number_pattern
from applicant_helper.packet.verify.report import FileFacts, Problem, problem
from applicant_helper.packet.verify.tree import camera_data, forbidden

if TYPE_CHECKING:
    from applicant_helper.catalog.destinations import PacketProfile

ODD = (pikepdf.PdfError, pypdfium2.PdfiumError, ValueError, TypeError, KeyError, AttributeError, IndexError)
MB = 1_000_000
# Files that have the contents of everything in them.
WHOLE = frozenset({"whole", "per_form"})


@dataclass(frozen=True, slots=True)
class FileReading:
    """One file: its facts, what does not agree, and what other parts must agree with."""

    facts: FileFacts
    problems: tuple[Problem, ...]
    destination: str
    totals: frozenset[int]
    named: frozenset[int]
    bookmarked: frozenset[int]
    printed: int


def destination_of(path: Path) -> str:
    """The destination that a packet names in its description; empty when it names none. Raises NotAPacket."""
    try:
        with pikepdf.open(path, suppress_warnings=True) as pdf:
            return str(pdf.docinfo.get("/Keywords", ""))
    except (*ODD, OSError) as cause:
        raise not_a_packet(path) from cause


def not_a_packet(path: Path) -> NotAPacket:
    """The sentence for a file that cannot be read."""
    return NotAPacket("not-a-packet", NOT_A_PACKET, {"name": path.name})


def read_file(path: Path, profile: PacketProfile | None, *, name: str, counts_text: bool) -> FileReading:
    """Read one file. `counts_text` also counts searchable pages and looks into pictures. Raises NotAPacket."""
    try:
        with pikepdf.open(path, suppress_warnings=True) as pdf, _pdfium(path) as texts:
            return _reading(pdf, texts.document, path, profile, name, counts_text=counts_text)
    except (*ODD, OSError) as cause:
        raise not_a_packet(path) from cause


class _pdfium:
    """A file as pdfium reads it, closed at the end."""

    def __init__(self, path: Path) -> None:
        self.document = pypdfium2.PdfDocument(path)

    def __enter__(self) -> _pdfium:
        return self

    def __exit__(self, *_: object) -> None:
        self.document.close()


def _reading(
    pdf: Pdf,
    texts: pypdfium2.PdfDocument,
    path: Path,
    profile: PacketProfile | None,
    name: str,
    *,
    counts_text: bool,
) -> FileReading:
    marks = Marks(pdf, texts, number_pattern(profile))
    ours = is_ours(path)
    found: list[Problem] = [problem("encrypted")] if pdf.is_encrypted else []
    found += marks.problems() if ours or marks.pages else ()
    found += forbidden(pdf)
    found += camera_data(pdf) if counts_text else ()
    found += _expected(marks, profile, is_ours=ours)
    found += _limits(path, profile)
    facts = FileFacts(
        name=name,
        pages=len(marks.pages),
        first=marks.first,
        last=marks.first + len(marks.pages) - 1,
        size_bytes=path.stat().st_size,
        entries=marks.entries,
        searchable=_searchable(marks, texts) if counts_text else 0,
        is_ours=ours,
    )
    return FileReading(
        facts,
        tuple(replace(p, file=name) for p in found),
        str(pdf.docinfo.get("/Keywords", "")) if ours else "",
        frozenset(marks.totals),
        frozenset(marks.named),
        frozenset(marks.bookmarked),
        marks.printed,
    )


def _expected(marks: Marks, profile: PacketProfile | None, *, is_ours: bool) -> list[Problem]:
    """What the destination wants to be there at all."""
    found = []
    stamps = profile is None or profile.stamp.mode != "none"
    if stamps and marks.printed == 0 and not _only_forms(marks):
        found.append(problem("no-number"))
    is_whole = profile is None or (profile.index.mode != "none" and profile.files.unit in WHOLE)
    if is_whole and not marks.targets and marks.first == 1 and not _only_forms(marks):
        found.append(problem("no-index"))
    if not is_ours:
        found.append(problem("not-ours"))
    return found


def _only_forms(marks: Marks) -> bool:
    """Whether nothing in the file is numbered by its nature: every page was placed, and none has a number."""
    return bool(marks.pages) and all("/Ev" in _placed(page) for page in marks.pages) and marks.printed == 0


def _placed(page: Page) -> Dictionary:
    resources = page.obj.get("/Resources")
    found = resources.get("/XObject") if isinstance(resources, Dictionary) else None
    return found if isinstance(found, Dictionary) else Dictionary()


def _limits(path: Path, profile: PacketProfile | None) -> list[Problem]:
    limit = profile.files.max_bytes if profile is not None else None
    size = path.stat().st_size
    if limit is None or size <= limit:
        return []
    return [problem("too-big", size=f"{size / MB:.2f}", limit=f"{limit / MB:g}")]


def _searchable(marks: Marks, texts: pypdfium2.PdfDocument) -> int:
    """Pages with text besides what the program printed on them."""
    count = 0
    for place, page in enumerate(marks.pages):
        placed = _placed(page).get("/Ev")
        if placed is None:
            count += 1
        elif isinstance(placed, Stream) and _has_font(placed, 0):
            count += _has_text(texts, place, len(marks.own.last_line(page)))
    return count


def _has_font(form: Stream, depth: int) -> bool:
    resources = form.get("/Resources")
    if not isinstance(resources, Dictionary):
        return False
    if "/Font" in resources:
        return True
    inner = resources.get("/XObject")
    rows = inner.values() if isinstance(inner, Dictionary) and depth < 4 else ()
    return any(
        isinstance(x, Stream) and x.get("/Subtype") == Name.Form and _has_font(x, depth + 1) for x in rows
    )


def _has_text(texts: pypdfium2.PdfDocument, place: int, printed: int) -> bool:
    """Whether there are more signs than the `printed` ones of the stamp."""
    page = texts[place]
    text = page.get_textpage()
    try:
        return int(text.count_chars()) > printed + 3
    finally:
        text.close()
        page.close()
