"""Decides every page of the packet. Pure: the same papers give the same plan; drawing decides nothing.

Printed number, page label, index entry, bookmark and link all come from here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from applicant_helper.catalog.destinations import PacketProfile
from applicant_helper.packet.model import UNSTAMPED, PacketDocument, PacketRequest, Prepared

LETTER = (612.0, 792.0)
A4 = (595.276, 841.89)
SIDE = 6.0
Key = tuple[str, tuple[int, int] | None]


class Kind(StrEnum):
    """What a page of the packet is."""

    INDEX = "index"
    DIVIDER = "divider"
    EVIDENCE = "evidence"
    FORM = "form"


@dataclass(frozen=True, slots=True)
class PlannedPage:
    """One page. `entry` is the place in `entries` of the paper or exhibit it belongs to."""

    number: int
    kind: Kind
    size: tuple[float, float]
    stamp: str
    entry: int | None = None
    key: Key | None = None
    source_page: int = 0


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the index. `level` 0 = exhibit or form, 1 = a paper inside an exhibit; pages are inclusive."""

    level: int
    label: str
    title: str
    detail: str
    date: str
    first: int
    last: int

    @property
    def pages(self) -> str:
        """The pages as the index prints them."""
        return str(self.first) if self.first == self.last else f"{self.first}–{self.last}"


@dataclass(frozen=True, slots=True)
class PacketPlan:
    """Every page and every line of the index."""

    pages: tuple[PlannedPage, ...]
    entries: tuple[Entry, ...]
    index_first: int
    index_pages: int

    @property
    def total(self) -> int:
        """The number of pages."""
        return len(self.pages)


@dataclass(frozen=True, slots=True)
class Line:
    """An index line before pages are known."""

    level: int
    label: str
    title: str
    detail: str
    date: str


def letters(number: int) -> str:
    """A, B ... Z, AA, AB ... for 0, 1 ... 25, 26, 27 ...

    >>> letters(0), letters(25), letters(26), letters(701), letters(702)
    ('A', 'Z', 'AA', 'ZZ', 'AAA')
    """
    text = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        text = chr(ord("A") + rest) + text
    return text


def index_lines(request: PacketRequest) -> tuple[Line, ...]:
    """The lines of the index in packet order."""
    lines = [Line(0, "", d.title, detail_of(d), d.date_text) for d in front_in_order(request)]
    for place, group in enumerate(request.sections):
        label = letters(place)
        lines.append(Line(0, label, group.title, "", ""))
        for number, document in enumerate(in_order(group.documents), start=1):
            title, detail = document.title, detail_of(document)
            lines.append(Line(1, f"{label}-{number}", title, detail, document.date_text))
    return tuple(lines)


def sheet_of(profile: PacketProfile) -> tuple[float, float]:
    """The upright sheet of a destination."""
    return A4 if profile.page == "a4" else LETTER


def sheet_for(sheet: tuple[float, float], width: float, height: float) -> tuple[float, float]:
    """The sheet under a page: upright, or on its side for a wide page that would have to shrink upright."""
    return (sheet[1], sheet[0]) if width > height and width > sheet[0] - 2 * SIDE else sheet


def is_shrunk(sheet: tuple[float, float], width: float, height: float) -> bool:
    """Whether a page gets clearly smaller than it was, beyond the few percent that make room for the stamp."""
    wide, high = sheet_for(sheet, width, height)
    return width > wide * 1.02 or height > high * 1.02


def in_order(documents: Sequence[PacketDocument]) -> tuple[PacketDocument, ...]:
    """The papers of an exhibit, each translation right behind its original and its certificate behind that."""
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


def front_in_order(request: PacketRequest) -> tuple[PacketDocument, ...]:
    """The papers before the exhibits: payment sheets on top of everything, then the others as given."""
    return tuple(sorted(request.front, key=lambda d: d.role != "payment"))


def detail_of(document: PacketDocument) -> str:
    """Issuer and language, where they say something; what carries no number of the packet says so."""
    language = f"in {document.language}" if document.language else ""
    unstamped = "page numbers not printed on it" if document.role in UNSTAMPED else ""
    return ", ".join(p for p in (document.issuer, language, unstamped) if p)


def make_plan(request: PacketRequest, prepared: Mapping[Key, Prepared], index_pages: int) -> PacketPlan:
    """The whole packet, given how many pages the index takes. Papers that were not prepared are left out."""
    planner = _Planner(request, prepared)
    return planner.plan(index_pages if request.profile.index else 0)


class _Planner:
    def __init__(self, request: PacketRequest, prepared: Mapping[Key, Prepared]) -> None:
        self.request = request
        self.prepared = prepared
        self.sheet = sheet_of(request.profile)
        self.pages: list[PlannedPage] = []
        self.entries: list[Entry] = []

    def plan(self, index_pages: int) -> PacketPlan:
        front = front_in_order(self.request)
        self._front(d for d in front if d.role == "payment")
        index_first = len(self.pages) + 1
        for _ in range(index_pages):
            self._page(Kind.INDEX, self.sheet, "")
        self._front(d for d in front if d.role != "payment")
        for place, group in enumerate(self.request.sections):
            self._exhibit(letters(place), group.title, in_order(group.documents))
        total = len(self.pages)
        stamped = tuple(self._stamped(page, total) for page in self.pages)
        return PacketPlan(stamped, tuple(self.entries), index_first, index_pages)

    def _page(self, kind: Kind, size: tuple[float, float], stamp: str, **more: object) -> None:
        number = len(self.pages) + 1
        self.pages.append(PlannedPage(number, kind, size, stamp, **more))  # type: ignore[arg-type]

    def _front(self, documents: Iterable[PacketDocument]) -> None:
        for document in documents:
            first = len(self.pages) + 1
            place = len(self.entries)
            self._document(document, "", place)
            self._entry(Line(0, "", document.title, detail_of(document), document.date_text), first)

    def _exhibit(self, label: str, title: str, documents: Sequence[PacketDocument]) -> None:
        first = len(self.pages) + 1
        place = len(self.entries)
        self.entries.append(Entry(0, label, title, "", "", first, first))
        if self.request.profile.dividers:
            self._page(Kind.DIVIDER, self.sheet, f"Exhibit {label}", entry=place)
        for number, document in enumerate(documents, start=1):
            begins = len(self.pages) + 1
            mark = f"{label}-{number}"
            self._document(document, f"Exhibit {mark}", len(self.entries))
            self._entry(Line(1, mark, document.title, detail_of(document), document.date_text), begins)
        self.entries[place] = Entry(0, label, title, "", "", first, len(self.pages))

    def _entry(self, line: Line, first: int) -> None:
        last = max(first, len(self.pages))
        self.entries.append(Entry(line.level, line.label, line.title, line.detail, line.date, first, last))

    def _document(self, document: PacketDocument, stamp: str, place: int) -> None:
        key = (document.id, document.page_range)
        found = self.prepared.get(key)
        kind = Kind.FORM if document.role in UNSTAMPED else Kind.EVIDENCE
        for source_page, (width, height) in enumerate(found.sizes if found else ()):
            size = (width, height) if kind is Kind.FORM else sheet_for(self.sheet, width, height)
            self._page(kind, size, stamp, entry=place, key=key, source_page=source_page)

    def _stamped(self, page: PlannedPage, total: int) -> PlannedPage:
        if page.kind is Kind.FORM or self.request.profile.stamp.mode == "none":
            return PlannedPage(page.number, page.kind, page.size, "", page.entry, page.key, page.source_page)
        count = f"Page {page.number} of {total}"
        text = f"{page.stamp} · {count}" if page.stamp else count
        return PlannedPage(page.number, page.kind, page.size, text, page.entry, page.key, page.source_page)
