"""Reads one file of a packet."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import pikepdf
from pikepdf import Array, Pdf

from applicant_helper.packet.engine.identity import MARK
from applicant_helper.packet.problems import LOCKED, NOT_A_PACKET, NotAPacket
from applicant_helper.packet.verify.camera import camera_data
from applicant_helper.packet.verify.marks import Marks
from applicant_helper.packet.verify.pages import page_problems, searchable
from applicant_helper.packet.verify.report import FileFacts, Problem, problem
from applicant_helper.packet.verify.rows import Row
from applicant_helper.packet.verify.tree import forbidden
from applicant_helper.packet.verify.words import Sheet

if TYPE_CHECKING:
    from applicant_helper.catalog.destinations import PacketProfile

ODD = (pikepdf.PdfError, ValueError, TypeError, KeyError, AttributeError, IndexError)
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
    rows: tuple[Row, ...]
    bookmarked: frozenset[int]
    papers: frozenset[int]
    sheets: tuple[Sheet, ...]
    identity: str

    @property
    def is_part(self) -> bool:
        """Whether its numbers say that there is more than this file."""
        return self.facts.first > 1 or max(self.totals, default=0) > self.facts.last


def destination_of(path: Path) -> str:
    """The destination that a packet names in its description; empty when it names none. Raises NotAPacket."""
    try:
        with pikepdf.open(path, suppress_warnings=True) as pdf:
            return str(pdf.docinfo.get("/Keywords", "")) if "/Info" in pdf.trailer else ""
    except pikepdf.PasswordError as cause:
        raise NotAPacket("locked", LOCKED, {"name": path.name}) from cause
    except (*ODD, OSError) as cause:
        raise not_a_packet(path) from cause


def not_a_packet(path: Path) -> NotAPacket:
    """The sentence for a file that cannot be read."""
    return NotAPacket("not-a-packet", NOT_A_PACKET, {"name": path.name})


def read_file(path: Path, profile: PacketProfile | None, *, name: str, counts_text: bool) -> FileReading:
    """Read one file. `counts_text` also counts the pages of papers that can be searched. Raises NotAPacket."""
    try:
        with pikepdf.open(path, suppress_warnings=True) as pdf:
            return _reading(pdf, path, profile, name, counts_text=counts_text)
    except pikepdf.PasswordError as cause:
        raise NotAPacket("locked", LOCKED, {"name": path.name}) from cause
    except (*ODD, OSError) as cause:
        raise not_a_packet(path) from cause


def _reading(
    pdf: Pdf, path: Path, profile: PacketProfile | None, name: str, *, counts_text: bool
) -> FileReading:
    marks = Marks(pdf, profile)
    ours = _identity(pdf).startswith(MARK)
    found: list[Problem] = [problem("encrypted")] if pdf.is_encrypted else []
    # What another program numbered means nothing here.
    found += (*marks.problems(), *page_problems(marks, profile)) if ours else ()
    found += forbidden(pdf)
    found += camera_data(pdf, path)
    found += _expected(marks, profile, is_ours=ours)
    found += _limits(path, profile)
    facts = FileFacts(
        name=name,
        pages=len(marks.pages),
        first=marks.first,
        last=marks.last,
        size_bytes=path.stat().st_size,
        entries=marks.entries,
        searchable=searchable(marks) if counts_text else 0,
        is_ours=ours,
    )
    return FileReading(
        facts,
        tuple(replace(p, file=name) for p in found),
        str(pdf.docinfo.get("/Keywords", "")) if ours else "",
        frozenset(marks.totals),
        tuple(marks.rows),
        frozenset(marks.bookmarked),
        frozenset(marks.papers),
        tuple(marks.sheets),
        _identity(pdf),
    )


def _identity(pdf: Pdf) -> str:
    """What the file was made from, as it says; empty when it says nothing."""
    found = pdf.trailer.get("/ID")
    return bytes(found[0]).hex() if isinstance(found, Array) and len(found) else ""


def _expected(marks: Marks, profile: PacketProfile | None, *, is_ours: bool) -> list[Problem]:
    """What the destination wants to be there at all."""
    found = []
    stamps = profile is None or profile.stamp.mode != "none"
    if stamps and marks.printed == 0 and not _only_papers(marks):
        found.append(problem("no-number"))
    is_whole = profile is None or (profile.index.mode != "none" and profile.files.unit in WHOLE)
    if is_whole and not marks.entries and marks.first == 1 and not _only_papers(marks):
        found.append(problem("no-index"))
    if not is_ours:
        found.append(problem("not-ours"))
    return found


def _only_papers(marks: Marks) -> bool:
    """Whether nothing in the file is numbered by its nature: all pages are of papers, as official forms are."""
    return bool(marks.pages) and all(sheet.holds_paper for sheet in marks.sheets) and marks.printed == 0


def _limits(path: Path, profile: PacketProfile | None) -> list[Problem]:
    limit = profile.files.max_bytes if profile is not None else None
    size = path.stat().st_size
    if limit is None or size <= limit:
        return []
    return [problem("too-big", size=f"{size / MB:.2f}", limit=f"{limit / MB:g}")]
