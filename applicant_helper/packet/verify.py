"""Reads a finished packet again, without the case: printed numbers, labels, index, links and bookmarks must agree."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pikepdf
import pypdfium2

from applicant_helper.core.marks import N_
from applicant_helper.packet.plan import Kind, PacketPlan
from applicant_helper.packet.problems import NOT_A_PACKET, NotAPacket

STAMP = re.compile(r"Page (\d+) of (\d+)\s*$")
ROW_PAGES = re.compile(r"(\d+)(?:–(\d+))?\s*$")
TITLE_PAGE = re.compile(r"\(p\. (\d+)\)$")
FORBIDDEN_ROOT = ("/OpenAction", "/AA", "/AcroForm", "/Metadata", "/AF", "/Collection")
MESSAGES: Mapping[str, str] = {
    "wrong-number": N_("The page prints number {printed}, but it is page {page}."),
    "wrong-total": N_("The page says there are {printed} pages, but there are {total}."),
    "wrong-label": N_("The page label is {label}, but it is page {page}."),
    "no-number": N_("No page prints a number. This may not be a packet made here."),
    "wrong-index": N_("The contents say page {printed}, but the link leads to page {target}."),
    "dead-link": N_("A link leads nowhere."),
    "outside-link": N_("A link leads outside the file."),
    "no-index": N_("There is no contents page with links."),
    "missing-entry": N_("The contents and the bookmarks do not name the same pages: {pages}."),
    "wrong-bookmark": N_("The bookmark says page {printed}, but it leads to page {target}."),
    "active": N_("The file holds something active or hidden: {what}."),
    "encrypted": N_("The file is encrypted."),
    "page-count": N_("The file has {pages} pages; {wanted} were planned."),
    "not-planned": N_("Page {page} does not print what was planned."),
}


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that does not agree; `page` counts from 1."""

    code: str
    message: str
    params: Mapping[str, str] = field(default_factory=dict)
    page: int | None = None


@dataclass(frozen=True, slots=True)
class VerifyReport:
    """What a reading found. `entries` counts the lines of the index."""

    ok: bool
    pages: int
    entries: int
    problems: tuple[Problem, ...]


def problem(code: str, at: int | None = None, **params: object) -> Problem:
    """A problem with its sentence, on the page `at`."""
    return Problem(code, MESSAGES[code], {k: str(v) for k, v in params.items()}, at)


def verify_packet(path: Path) -> VerifyReport:
    """Read a packet file. Raises NotAPacket when it cannot be opened."""
    try:
        with pikepdf.open(path) as pdf, _text_of(path) as texts:
            reader = _Reader(pdf, texts)
            problems = tuple(reader.problems())
            return VerifyReport(not problems, len(pdf.pages), reader.entries, problems)
    except (pikepdf.PdfError, pypdfium2.PdfiumError, OSError) as cause:
        raise NotAPacket("not-a-packet", NOT_A_PACKET, {"name": path.name}) from cause


def verify_against(path: Path, plan: PacketPlan) -> tuple[Problem, ...]:
    """What a finished file does otherwise than its plan said."""
    report = verify_packet(path)
    found = list(report.problems) if plan.entries else []
    if report.pages != plan.total:
        found.append(problem("page-count", pages=report.pages, wanted=plan.total))
        return tuple(found)
    with _text_of(path) as texts:
        for page in plan.pages:
            printed = texts.own(page.number)
            if not (printed.endswith(page.stamp) if page.stamp else page.kind is Kind.INDEX or not printed):
                found.append(problem("not-planned", page.number, page=page.number))
    return tuple(found)


class _Texts:
    """The text of each page, read once when needed."""

    def __init__(self, path: Path) -> None:
        self._document = pypdfium2.PdfDocument(path)
        self._pages: dict[int, pypdfium2.PdfTextPage] = {}

    def __enter__(self) -> _Texts:
        return self

    def __exit__(self, *_: object) -> None:
        for text in self._pages.values():
            text.close()
        self._document.close()

    def _text(self, number: int) -> pypdfium2.PdfTextPage:
        if number not in self._pages:
            self._pages[number] = self._document[number - 1].get_textpage()
        return self._pages[number]

    def page(self, number: int) -> str:
        return str(self._text(number).get_text_range())

    def within(self, number: int, box: tuple[float, float, float, float]) -> str:
        left, bottom, right, top = box
        return str(self._text(number).get_text_bounded(left, bottom, right, top))

    def own(self, number: int) -> str:
        """What the program itself printed on a page: a paper's own words are one level deeper."""
        texts = self._text(number)
        kinds = [pypdfium2.raw.FPDF_PAGEOBJ_TEXT]
        objects = texts.page.get_objects(filter=kinds, max_depth=1, textpage=texts)
        found = [thing.extract() for thing in objects if isinstance(thing, pypdfium2.PdfTextObj)]
        return " ".join(" ".join(found).split())

    def stamp(self, number: int) -> tuple[int, int] | None:
        """The number and total that the program printed on a page; none on official forms."""
        match = STAMP.search(self.own(number))
        return (int(match[1]), int(match[2])) if match else None


def _text_of(path: Path) -> _Texts:
    return _Texts(path)


class _Reader:
    def __init__(self, pdf: pikepdf.Pdf, texts: _Texts) -> None:
        self.pdf = pdf
        self.texts = texts
        self.numbers = {page.obj.objgen: i for i, page in enumerate(pdf.pages, start=1)}
        self.entries = 0
        self._index_targets: set[int] = set()

    def problems(self) -> Iterator[Problem]:
        """Everything that does not agree."""
        if self.pdf.is_encrypted:
            yield problem("encrypted")
        yield from self._numbers()
        yield from self._links()
        yield from self._bookmarks()
        yield from self._active()

    def _numbers(self) -> Iterator[Problem]:
        total = len(self.pdf.pages)
        printed = 0
        for number, page in enumerate(self.pdf.pages, start=1):
            if page.label != str(number):
                yield problem("wrong-label", number, label=page.label, page=number)
            stamp = self.texts.stamp(number)
            if stamp is None:
                continue
            printed += 1
            if stamp[0] != number:
                yield problem("wrong-number", number, printed=stamp[0], page=number)
            if stamp[1] != total:
                yield problem("wrong-total", number, printed=stamp[1], total=total)
        if printed == 0:
            yield problem("no-number")

    def _links(self) -> Iterator[Problem]:
        index_targets: set[int] = set()
        for number, page in enumerate(self.pdf.pages, start=1):
            for annotation in page.obj.get("/Annots", []):
                if annotation.get("/Subtype") != pikepdf.Name.Link or "/A" in annotation:
                    yield problem("outside-link", number)
                    continue
                target = self._target(annotation.get("/Dest"))
                if target is None:
                    yield problem("dead-link", number)
                    continue
                yield from self._row(number, annotation, target, index_targets)
        if not index_targets:
            yield problem("no-index")
        self._index_targets = index_targets

    def _row(
        self, number: int, annotation: pikepdf.Object, target: int, index_targets: set[int]
    ) -> Iterator[Problem]:
        left, bottom, right, top = (float(v) for v in annotation.Rect)
        text = " ".join(self.texts.within(number, (left, bottom - 1, right, top + 1)).split())
        match = ROW_PAGES.search(text)
        first_line = self._right_text(number, (left, bottom, right, top))
        printed = ROW_PAGES.search(first_line) or match
        if printed is None:
            return
        if right - left > 400:
            self.entries += 1
            index_targets.add(target)
        if int(printed[1]) != target:
            yield problem("wrong-index", number, printed=printed[1], target=target)

    def _right_text(self, number: int, box: tuple[float, float, float, float]) -> str:
        """The page column of a row: the last stretch of its right end."""
        _left, bottom, right, top = box
        return " ".join(self.texts.within(number, (right - 56, bottom - 1, right + 2, top + 1)).split())

    def _target(self, destination: pikepdf.Object | None) -> int | None:
        if destination is None or not isinstance(destination, pikepdf.Array) or len(destination) == 0:
            return None
        return self.numbers.get(destination[0].objgen)

    def _bookmarks(self) -> Iterator[Problem]:
        seen: set[int] = set()
        with self.pdf.open_outline() as outline:
            waiting = list(outline.root)
            while waiting:
                item = waiting.pop()
                waiting.extend(item.children)
                target = self._target(
                    item.destination if isinstance(item.destination, pikepdf.Array) else None
                )
                match = TITLE_PAGE.search(str(item.title))
                if target is None:
                    yield problem("dead-link")
                elif match is None or int(match[1]) != target:
                    yield problem("wrong-bookmark", target, printed=match[1] if match else "?", target=target)
                else:
                    seen.add(target)
        lacking = self._index_targets - seen
        if lacking:
            yield problem("missing-entry", pages=", ".join(str(n) for n in sorted(lacking)))

    def _active(self) -> Iterator[Problem]:
        for key in FORBIDDEN_ROOT:
            if key in self.pdf.Root:
                yield problem("active", what=key)
        names = self.pdf.Root.get("/Names")
        for key in ("/JavaScript", "/EmbeddedFiles"):
            if names is not None and key in names:
                yield problem("active", what=key)
        for page in self.pdf.pages:
            for key in ("/AA", "/PieceInfo", "/Metadata"):
                if key in page.obj:
                    yield problem("active", self.numbers[page.obj.objgen], what=key)
