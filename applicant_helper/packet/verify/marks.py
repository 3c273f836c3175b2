"""Printed numbers, page labels, contents, links and bookmarks of one file: all must say the same."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from pikepdf import Array, Dictionary, Name, Object, Pdf

from applicant_helper.packet.geometry import Box
from applicant_helper.packet.verify.bookmarks import bookmarks
from applicant_helper.packet.verify.report import Problem, problem
from applicant_helper.packet.verify.rows import Row, not_covered, out_of_order, printed_in, unlinked
from applicant_helper.packet.verify.words import ODD, Sheet, SheetReader, Words

if TYPE_CHECKING:
    from applicant_helper.catalog.destinations import PacketProfile

TITLE_PAGE = re.compile(r"\(p\. (\d+)\)$")
CONTENTS = "Contents"
NUMBER = re.compile(r"(?:^|· )Page (\d+)(?: of (\d+))?$")
# In a file without bookmarks a line of the contents is known by a link as wide as the text of its page.
ROW_WIDTH = 380.0
MOST_LINKS = 5_000
TOUCH = 0.6


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
    """Reads one file. Numbers are printed ones: the first page's label says with which they begin."""

    def __init__(self, pdf: Pdf, profile: PacketProfile | None) -> None:
        self.pdf = pdf
        self.profile = profile
        self.pages = list(pdf.pages)
        self.places = {page.obj.objgen: i for i, page in enumerate(self.pages)}
        reader = SheetReader()
        self.sheets = [reader.read(page) for page in self.pages]
        pattern = number_pattern(profile)
        self.stamps = [_stamp(sheet, pattern) for sheet in self.sheets]
        self.first = self._first()
        self.rows: list[Row] = []
        self.bookmarked: set[int] = set()
        self.contents: int | None = None

    def _first(self) -> int:
        label = self.pages[0].label if self.pages else ""
        return int(label) if label.isdecimal() and len(label) < 8 else 1

    @property
    def last(self) -> int:
        """The number of the last page."""
        return self.first + len(self.pages) - 1

    @property
    def entries(self) -> int:
        """Lines of contents that lead somewhere."""
        return sum(row.target is not None for row in self.rows)

    @property
    def printed(self) -> int:
        """Pages that print a number."""
        return sum(stamp is not None for stamp in self.stamps)

    @property
    def totals(self) -> set[int]:
        """The totals that pages print."""
        return {total for stamp in self.stamps if stamp is not None and (total := stamp[1]) is not None}

    @property
    def papers(self) -> set[int]:
        """Numbers of pages that hold a page of a paper."""
        return {self.first + place for place, sheet in enumerate(self.sheets) if sheet.holds_paper}

    def problems(self) -> Iterator[Problem]:
        """Everything that does not agree; rows and bookmarks are noted on the way."""
        yield from self._bookmarks()
        yield from self._labels()
        yield from self._numbers()
        yield from self._links()
        yield from self._contents()

    def _labels(self) -> Iterator[Problem]:
        if self.pages and not isinstance(self.pdf.Root.get("/PageLabels"), Dictionary):
            yield problem("no-labels")
        for place, page in enumerate(self.pages):
            if page.label != str(self.first + place):
                yield problem("wrong-label", place + 1, label=page.label, page=self.first + place)

    def _numbers(self) -> Iterator[Problem]:
        for place, stamp in enumerate(self.stamps):
            number, sheet = self.first + place, self.sheets[place]
            if stamp is None:
                continue
            if stamp[0] != number:
                yield problem("wrong-number", place + 1, printed=stamp[0], page=number)
            if sheet.placed is not None and _touches(stamp[2], sheet.placed):
                yield problem("in-band", place + 1, page=number)
        if self.printed:
            yield from (
                problem("number-missing", place + 1, page=self.first + place) for place in self._bare()
            )

    def _bare(self) -> Iterator[int]:
        """Places of pages without a number: drawn ones, and those of a paper whose other pages have one."""
        starts = sorted({0, *(n - self.first for n in self.bookmarked)})
        for start, end in zip(starts, [*starts[1:], len(self.pages)], strict=True):
            held = [p for p in range(start, end) if self.sheets[p].holds_paper]
            is_stamped = bool(self.bookmarked) and any(self.stamps[p] is not None for p in held)
            for place in range(start, end):
                if self.stamps[place] is None and (is_stamped or not self.sheets[place].holds_paper):
                    yield place

    def _bookmarks(self) -> Iterator[Problem]:
        for bookmark in bookmarks(self.pdf):
            target = self._target(bookmark.destination)
            match = TITLE_PAGE.search(bookmark.title)
            if bookmark.acts:
                yield problem("active", what="/Outlines /A")
            elif target is None:
                yield problem("dead-link")
            elif match is None or int(match[1]) != target:
                yield problem("wrong-bookmark", printed=match[1] if match else "?", target=target)
            else:
                if bookmark.title.startswith(CONTENTS) and self.contents is None:
                    self.contents = target
                else:
                    self.bookmarked.add(target)

    def _links(self) -> Iterator[Problem]:
        for place, page in enumerate(self.pages):
            found = page.obj.get("/Annots")
            if isinstance(found, Array) and len(found):
                yield from self._links_of(place, found)

    def _links_of(self, place: int, found: Object) -> Iterator[Problem]:
        boxes: list[Box] = []
        rows: list[Row] = []
        sheet = self.sheets[place]
        for one in list(found)[:MOST_LINKS]:
            if not isinstance(one, Dictionary) or one.get("/Subtype") != Name.Link:
                yield problem("note-on-page", place + 1)
                continue
            if "/A" in one or "/PA" in one or "/AA" in one:
                yield problem("outside-link", place + 1)
                continue
            target, box = self._target(one.get("/Dest")), _box(one)
            if target is None or box is None:
                yield problem("dead-link", place + 1)
                continue
            printed = printed_in(sheet, box)
            if printed is None:
                continue
            boxes.append(box)
            rows.append(Row(place, *printed, target))
            if printed[0] != target:
                yield problem("wrong-index", place + 1, printed=printed[0], target=target)
        if self._is_contents(place, boxes):
            rows += [Row(place, *pages, None) for pages in unlinked(sheet, boxes)]
            self.rows += sorted(rows, key=lambda row: (row.first, -row.last))

    def _is_contents(self, place: int, boxes: list[Box]) -> bool:
        if self.sheets[place].holds_paper:
            return False
        if self.contents is None:
            return not self.bookmarked and any(right - left > ROW_WIDTH for left, _, right, _ in boxes)
        number = self.first + place
        ends = [n for n in (*self.bookmarked, *self.papers) if n > self.contents]
        return self.contents <= number < min(ends, default=self.last + 1)

    def _contents(self) -> Iterator[Problem]:
        """What the contents name, against the bookmarks and the pages of this file."""
        if not self.rows:
            return
        for row in self.rows:
            if row.target is None and self.first <= row.first <= self.last:
                yield problem("row-without-link", row.place + 1, page=row.first)
        yield from (
            problem("wrong-range", r.place + 1, first=r.first, last=r.last) for r in out_of_order(self.rows)
        )
        for number in not_covered(self.rows, self.papers):
            yield problem("not-in-contents", number - self.first + 1, page=number)
        here = {row.first for row in self.rows if self.first <= row.first <= self.last}
        if wants_bookmarks(self.profile):
            yield from _lacking("missing-entry", here - self.bookmarked)
        yield from _lacking("not-named", self.bookmarked - here)

    def _target(self, destination: Object | None) -> int | None:
        """The number of the page that a destination leads to."""
        if not isinstance(destination, Array) or len(destination) == 0:
            return None
        place = self.places.get(getattr(destination[0], "objgen", (0, 0)))
        return None if place is None else self.first + place


def wants_bookmarks(profile: PacketProfile | None) -> bool:
    """Whether a packet with contents must have bookmarks too."""
    return profile is None or profile.bookmarks.mode != "none"


def _lacking(code: str, numbers: set[int]) -> Iterator[Problem]:
    if numbers:
        yield problem(code, pages=", ".join(str(n) for n in sorted(numbers)[:20]))


def _stamp(sheet: Sheet, pattern: re.Pattern[str]) -> tuple[int, int | None, Words] | None:
    """Number, total and words of the stamp, which is what was written last."""
    for words in reversed(sheet.words):
        match = pattern.search(" ".join(words.text.split()))
        if match is not None:
            slots = match.groupdict() or {"page": match[1], "total": match[2]}
            total = slots.get("total")
            return int(slots["page"] or 0), int(total) if total else None, words
    return None


def _touches(words: Words, box: Box) -> bool:
    left, bottom, right, top = box
    across = words.x < right - TOUCH and words.right > left + TOUCH
    return across and words.y < top - TOUCH and words.y + words.size * 0.7 > bottom + TOUCH


def _box(annotation: Object) -> Box | None:
    try:
        left, bottom, right, top = (float(v) for v in annotation.Rect)
    except ODD:
        return None
    return left, bottom, right, top
