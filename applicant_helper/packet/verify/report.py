"""What a reading of a finished packet found."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from applicant_helper.core.marks import N_

MESSAGES: Mapping[str, str] = {
    "wrong-number": N_("The page prints number {printed}, but it is page {page}."),
    "wrong-total": N_("The page says there are {printed} pages, but there are {total}."),
    "wrong-label": N_("The page label is {label}, but it should be {page}."),
    "no-number": N_("No page prints a number. This may not be a packet made here."),
    "wrong-index": N_("The contents say page {printed}, but the link leads to page {target}."),
    "dead-link": N_("A link leads nowhere."),
    "outside-link": N_("A link leads outside the file."),
    "no-index": N_("There is no contents page with links."),
    "missing-entry": N_("The contents and the bookmarks do not name the same pages: {pages}."),
    "wrong-bookmark": N_("The bookmark says page {printed}, but it leads to page {target}."),
    "active": N_("The file holds something active or hidden: {what}."),
    "encrypted": N_("The file is encrypted."),
    "camera-data": N_("{count} pictures still hold what a camera or program wrote into them."),
    "machine-path": N_("The description of the file names a folder of a computer: {text}"),
    "too-big": N_("The file has {size} MB; at most {limit} MB are taken there."),
    "bad-name": N_("The file name {name} is not one that this destination takes."),
    "same-name": N_("Two files have the same name but for capitals: {name}."),
    "bad-type": N_("{name} is not a PDF. This destination's packet has PDF files only."),
    "cannot-open": N_("{name} can't be opened as a PDF. It may be damaged or locked."),
    "part-missing": N_("Part {part} of {total} is missing."),
    "one-part": N_(
        "This is one part of several, pages {first} to {last}. To read all parts together, give the folder they are in."
    ),
    "part-twice": N_("The same part is there twice: {name} and {other}."),
    "part-gap": N_("The part begins at page {first}, but the part before it ends at page {last}."),
    "not-indexed": N_("Page {page} begins something in another part that the contents do not name."),
    "not-ours": N_("This PDF was not made by this program, so there is no promise to hold it to."),
    "page-count": N_("The file has {pages} pages; {wanted} were planned."),
    "not-planned": N_("Page {page} does not print what was planned."),
    "no-labels": N_("The file has no page labels, so a reader shows other numbers than the pages print."),
    "number-missing": N_("Page {page} prints no number, but the pages around it do."),
    "row-without-link": N_("The line of the contents for page {page} has no link."),
    "wrong-range": N_("The contents say pages {first} to {last}, which does not fit the lines around it."),
    "not-in-contents": N_("The contents do not name page {page}."),
    "not-named": N_("The contents do not name what the bookmarks show on these pages: {pages}."),
    "note-on-page": N_("A note, a field or something like it lies on the page."),
    "changed-page": N_("The page was turned or cut after the packet was made."),
    "wrong-size": N_("The sheet is {found} points in size. This destination takes {wanted}."),
    "unknown-destination": N_(
        "The file says that it is for {name}, which this program does not know. Say where it goes with --for."
    ),
    "in-band": N_("What is on page {page} reaches into the strip of its number."),
    "no-destination": N_("The file does not say where it is to go. Say it with --for."),
}
# What is worth knowing but makes no packet faulty.
ADVICE = frozenset({"not-ours", "no-destination", "unknown-destination", "one-part"})


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that does not agree; `page` counts from 1 in its file."""

    code: str
    message: str
    params: Mapping[str, str] = field(default_factory=dict)
    page: int | None = None
    file: str = ""

    @property
    def is_fault(self) -> bool:
        """Whether it makes the packet faulty; else it is only told."""
        return self.code not in ADVICE


@dataclass(frozen=True, slots=True)
class FileFacts:
    """One file of a packet: pages, the printed numbers of its first and last, bytes, lines of contents with links."""

    name: str
    pages: int
    first: int
    last: int
    size_bytes: int
    entries: int
    searchable: int
    is_ours: bool


@dataclass(frozen=True, slots=True)
class VerifyReport:
    """What a reading found. `entries` counts lines of contents, `searchable` pages with text that can be searched."""

    ok: bool
    destination: str
    files: tuple[FileFacts, ...]
    problems: tuple[Problem, ...]

    @property
    def pages(self) -> int:
        """Pages of all files."""
        return sum(f.pages for f in self.files)

    @property
    def entries(self) -> int:
        """Lines of contents that lead somewhere."""
        return sum(f.entries for f in self.files)

    @property
    def searchable(self) -> int:
        """Pages with text."""
        return sum(f.searchable for f in self.files)


def problem(code: str, at: int | None = None, **params: object) -> Problem:
    """A problem with its sentence, on the page `at`."""
    return Problem(code, MESSAGES[code], {k: str(v) for k, v in params.items()}, at)
