"""What goes into a packet and what came out. Page numbers count from 1; lengths in points."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Literal

from applicant_helper.catalog.destinations import PacketProfile

Role = Literal["evidence", "official_form", "payment", "translation", "translation_certificate", "photo"]
UNSTAMPED: frozenset[str] = frozenset({"official_form", "payment"})


@dataclass(frozen=True, slots=True)
class PacketDocument:
    """One paper. `path` is read only; `page_range` (first, last) takes part of it; texts are in English."""

    id: str
    path: Path
    title: str
    original_name: str
    date_text: str = ""
    issuer: str = ""
    language: str = ""
    role: Role = "evidence"
    translation_of: str | None = None
    page_range: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class ExhibitGroup:
    """The papers behind one requirement."""

    requirement_id: str
    title: str
    why: str
    documents: tuple[PacketDocument, ...]


@dataclass(frozen=True, slots=True)
class PacketRequest:
    """Everything a packet is made of. `front` papers (payment, forms) come before the index's exhibits."""

    title: str
    applicant_line: str
    form_number: str
    form_title: str
    prepared_on: date | None
    profile: PacketProfile
    sections: tuple[ExhibitGroup, ...] = ()
    front: tuple[PacketDocument, ...] = ()

    def documents(self) -> tuple[PacketDocument, ...]:
        """Every paper in packet order; one put to two requirements appears twice."""
        return (*self.front, *(d for group in self.sections for d in group.documents))


@dataclass(frozen=True, slots=True)
class Note:
    """Something done or to know: a template sentence with its slots."""

    code: str
    message: str
    params: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Prepared:
    """A paper turned into a plain PDF: sizes are width and height of each page as seen, upright."""

    path: Path
    sizes: tuple[tuple[float, float], ...]
    codes: tuple[str, ...]
    digest: str


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a build has come; `name` is the exhibit or step at hand."""

    done: int
    total: int
    name: str


@dataclass(frozen=True, slots=True)
class BuildReport:
    """A finished packet."""

    path: Path
    pages: int
    size_bytes: int
    notes: tuple[Note, ...]
    warnings: tuple[Note, ...]
    left_out: tuple[Note, ...]
