"""What goes into a packet and what came out. Page numbers count from 1; lengths in points."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from applicant_helper.catalog.destinations import PacketProfile


Role = Literal[
    "evidence",
    "official_form",
    "supplement",
    "payment",
    "notification_form",
    "representative_form",
    "request_notice",
    "translation",
    "translation_certificate",
    "photo",
    "proposed_order",
    "proof_of_service",
]
# Government pages carry their own footers and barcodes; they are placed as they are and never stamped.
UNSTAMPED: frozenset[str] = frozenset(
    {"official_form", "supplement", "payment", "notification_form", "representative_form", "request_notice"}
)
Key = tuple[str, tuple[int, int] | None]


@dataclass(frozen=True, slots=True)
class PacketDocument:
    """One paper. `path` is read only; `page_range` (first, last) takes part of it; texts are in English.

    `digest` is the SHA-256 of the file in hex where it is known from intake. `person` and `category` sort
    papers into files where a destination wants one file for each. `editions` are the edition dates that are
    accepted of an official form, as printed (MM/DD/YY); empty when not known.
    """

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
    digest: str = ""
    person: str = ""
    category: str = ""
    editions: tuple[str, ...] = ()

    @property
    def key(self) -> Key:
        """The paper and the pages taken of it."""
        return self.id, self.page_range


@dataclass(frozen=True, slots=True)
class ExhibitGroup:
    """The papers behind one requirement. `item_ref` is the item of the notice or of the form's instructions."""

    requirement_id: str
    title: str
    why: str
    documents: tuple[PacketDocument, ...]
    item_ref: str = ""
    status: str = ""
    category: str = ""


@dataclass(frozen=True, slots=True)
class Statement:
    """An explanation in the person's own words that goes into the packet; `signed_by` gets a line to sign on."""

    title: str
    paragraphs: tuple[str, ...]
    signed_by: str = ""


@dataclass(frozen=True, slots=True)
class TimelineSpan:
    """A stretch of time on one line of the timeline; `last` None = until today, equal to `first` = one day.

    `is_gap`: nothing is listed for these days.
    """

    first: date
    last: date | None
    text: str
    is_gap: bool = False


@dataclass(frozen=True, slots=True)
class TimelineLane:
    """One line of the timeline, such as addresses or trips."""

    title: str
    spans: tuple[TimelineSpan, ...]


@dataclass(frozen=True, slots=True)
class FormPackage:
    """One form with its papers. `front` papers come before the exhibits, in the order of the destination."""

    form_number: str
    form_title: str
    front: tuple[PacketDocument, ...] = ()
    sections: tuple[ExhibitGroup, ...] = ()
    statements: tuple[Statement, ...] = ()
    timeline: tuple[TimelineLane, ...] = ()

    def documents(self) -> tuple[PacketDocument, ...]:
        """Every paper; one put to two requirements appears twice."""
        return (*self.front, *(d for group in self.sections for d in group.documents))


@dataclass(frozen=True, slots=True)
class PacketRequest:
    """Everything a packet is made of: one package for each form, in filing order.

    `caption` fills the cover: filer, address, phone, email, eoir_id, court, city, matter, a_number, judge,
    hearing, detained, filing, to, re; what is missing becomes a line to fill in by hand.
    """

    title: str
    applicant_line: str
    prepared_on: date | None
    profile: PacketProfile
    packages: tuple[FormPackage, ...]
    surname: str = ""
    caption: Mapping[str, str] = field(default_factory=dict)

    def documents(self) -> tuple[PacketDocument, ...]:
        """Every paper in packet order."""
        return tuple(d for package in self.packages for d in package.documents())

    def groups(self) -> Iterator[ExhibitGroup]:
        """Every exhibit in packet order."""
        for package in self.packages:
            yield from package.sections


@dataclass(frozen=True, slots=True)
class Note:
    """Something done or to know: a template sentence with its slots."""

    code: str
    message: str
    params: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a build has come: step `done` of `total`, `part` (0 to 1) of that step; `name` says what it is."""

    done: int
    total: int
    name: str
    part: float = 0.0


@dataclass(frozen=True, slots=True)
class BuiltFile:
    """One finished file with the numbers printed on its first and last page."""

    path: Path
    title: str
    pages: int
    first: int
    last: int
    size_bytes: int


@dataclass(frozen=True, slots=True)
class BuildReport:
    """A finished packet: `path` is the file, or the folder when there are several files."""

    path: Path
    files: tuple[BuiltFile, ...]
    notes: tuple[Note, ...]
    warnings: tuple[Note, ...]
    left_out: tuple[Note, ...]

    @property
    def pages(self) -> int:
        """Pages of all files."""
        return sum(f.pages for f in self.files)

    @property
    def size_bytes(self) -> int:
        """Bytes of all files."""
        return sum(f.size_bytes for f in self.files)
