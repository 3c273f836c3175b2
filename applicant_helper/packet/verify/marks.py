"""Printed numbers, page labels, contents, links and bookmarks of one file: all must say the same."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pypdfium2
from pikepdf import Array, Name, Object, OutlineItem, Pdf

from applicant_helper.packet.verify.owntext import OwnText
from applicant_helper.packet.verify.report import Problem, problem

if TYPE_CHECKING:
    from applicant_helper.catalog.destinations import PacketProfile

ROW_PAGES = re.compile(r"(\d+)(?:–(\d+))?\s*$")
TITLE_PAGE = re.compile(r"\(p\. (\d+)\)$")
NUMBER = re.compile(r"(?:^|· )Page (\d+)(?: of (\d+))?$")
# A line of the contents is a link as wide as the text of its page; links on dividers are narrower.
ROW_WIDTH = 380.0
RIGHT = 58.0
MOST_BOOKMARKS = 100_000


def number_pattern(profile: PacketProfile | None) -> re.Pattern[str]:
    """How a destination's stamp shows page and total."""
    if profile is None:
        return NUMBER
    text = re.escape(profile.stamp.template)
    for slot, pattern in (("page", r"(?P<page>\d+)"), ("total", r"(?P<total>\d+)"), ("tab", r".*?")):
        text = text.replace(re.escape("{" + slot + "}"), pattern)
    separator = re.match(r"\.\*\?((?:\\.|[^\w(])+)", text)
    if separator:
        text = f"(?:.*?{separator[1]})?{text[separator.end() :]}"
    return re.compile(f"{text}$")


class Marks:
    """Reads one file. `texts` is the same file as pdfium reads it."""

    def __init__(self, pdf: Pdf, texts: pypdfium2.PdfDocument, pattern: re.Pattern[str]) -> None:
        self.pdf = pdf
        self.texts = texts
        self.pattern = pattern
        self.pages = list(pdf.pages)
        self.places = {page.obj.objgen: i for i, page in enumerate(self.pages)}
        self.first = self._first()
        self.own = OwnText()
        self.entries = 0
        self.totals: set[int] = set()
        self.printed = 0
        self.targets: set[int] = set()
        self.bookmarked: set[int] = set()
        self.named: set[int] = set()

    def _first(self) -> int:
        """The number that the first page's label stands for; 1 where it is none."""
        label = self.pages[0].label if self.pages else ""
        return int(label) if label.isdecimal() and len(label) < 8 else 1

    def problems(self) -> Iterator[Problem]:
        """Everything that does not agree, and what else the contents lead to is noted on the way."""
        yield from self._numbers()
        yield from self._links()
        yield from self._bookmarks()
        lacking = self.targets - self.bookmarked
        if lacking and self.bookmarked:
            yield problem("missing-entry", pages=", ".join(str(n) for n in sorted(lacking)))

    def _numbers(self) -> Iterator[Problem]:
        for place, page in enumerate(self.pages):
            number = self.first + place
            if page.label != str(number):
                yield problem("wrong-label", place + 1, label=page.label, page=number)
            match = self.pattern.search(self.own.last_line(page))
            if match is None:
                continue
            self.printed += 1
            if int(match[1]) != number:
                yield problem("wrong-number", place + 1, printed=match[1], page=number)
            if match.re.groups > 1 and match[2]:
                self.totals.add(int(match[2]))

    def _links(self) -> Iterator[Problem]:
        for place, page in enumerate(self.pages):
            rows = page.obj.get("/Annots")
            if not isinstance(rows, Array) or not len(rows):
                continue
            text = self.texts[place].get_textpage()
            try:
                for row in rows:
                    yield from self._link(place, row, text)
                self._note_numbers(text, rows)
            finally:
                text.close()

    def _link(self, place: int, row: Object, text: pypdfium2.PdfTextPage) -> Iterator[Problem]:
        if row.get("/Subtype") != Name.Link or "/A" in row:
            yield problem("outside-link", place + 1)
            return
        target = self._target(row.get("/Dest"))
        if target is None:
            yield problem("dead-link", place + 1)
            return
        left, bottom, right, top = (float(v) for v in row.Rect)
        printed = ROW_PAGES.search(_within(text, (right - RIGHT, bottom - 1, right + 2, top + 1)))
        printed = printed or ROW_PAGES.search(_within(text, (left, bottom - 1, right, top + 1)))
        if printed is None:
            return
        if right - left > ROW_WIDTH:
            self.entries += 1
            self.targets.add(target)
        if int(printed[1]) != target:
            yield problem("wrong-index", place + 1, printed=printed[1], target=target)

    def _note_numbers(self, text: pypdfium2.PdfTextPage, rows: Object) -> None:
        """Every number at the end of a line of a page with links: lines of other parts have no link."""
        lines = str(text.get_text_range()).splitlines() if len(rows) else []
        for line in lines:
            if (match := ROW_PAGES.search(line)) is not None:
                self.named.add(int(match[1]))

    def _target(self, destination: Object | None) -> int | None:
        """The number of the page that a destination leads to."""
        if not isinstance(destination, Array) or len(destination) == 0:
            return None
        place = self.places.get(getattr(destination[0], "objgen", (0, 0)))
        return None if place is None else self.first + place

    def _bookmarks(self) -> Iterator[Problem]:
        with self.pdf.open_outline() as outline:
            waiting: list[OutlineItem] = list(outline.root)
            for _ in range(MOST_BOOKMARKS):
                if not waiting:
                    break
                item = waiting.pop()
                waiting.extend(item.children)
                destination = item.destination if isinstance(item.destination, Array) else None
                target = self._target(destination)
                match = TITLE_PAGE.search(str(item.title))
                if target is None:
                    yield problem("dead-link")
                elif match is None or int(match[1]) != target:
                    yield problem("wrong-bookmark", printed=match[1] if match else "?", target=target)
                else:
                    self.bookmarked.add(target)


def _within(text: pypdfium2.PdfTextPage, box: tuple[float, float, float, float]) -> str:
    left, bottom, right, top = box
    return " ".join(str(text.get_text_bounded(left, bottom, right, top)).split())
