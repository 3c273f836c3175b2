"""The shape of a destination file, `forms/destinations/<id>.yaml`: what can be said about a place papers go to."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date as Day
from typing import Literal

from pydantic import Field

from applicant_helper.catalog.destinations.rules import (
    BookmarkRules,
    CheckId,
    CheckSeverity,
    CoverRules,
    Deadline,
    ExhibitRules,
    FileRules,
    IndexRules,
    OrderSlot,
    PageRules,
    RasterRules,
    SplitRules,
    StampRules,
    TranslationRules,
)
from applicant_helper.catalog.schemas import Strict, Text

Confidence = Literal["A", "B", "C", "U"]
FIRM: frozenset[str] = frozenset({"A", "B"})


class ProfileSource(Strict):
    """What one source supports. A and B are firm; C and U are shown as "check this on the official page".

    `about` names the fields it speaks of, such as `files.max_bytes` or `paper_rules.2` (counted from 1).
    `read_on` of U is the day on which it was written down, as nothing was read.
    """

    url: str = ""
    read_on: Day
    confidence: Confidence
    supports: Text
    about: tuple[str, ...] = ()


class PacketProfile(Strict):
    """One destination. `official_page` is where its rules can be looked up.

    `severities`: blocking = do not send the packet as it is; warning = look at it; off = does not matter here.
    """

    schema_: Literal[2] = Field(alias="schema")
    id: str
    aliases: tuple[str, ...] = ()
    title: Text
    jurisdiction: Literal["US", "CA", "UK"]
    destination: Text
    official_page: str = ""
    medium: Literal["paper", "upload", "pdf"]
    language: str = "en-US"
    valid_from: Day | None = None
    review_by: Day
    page: PageRules = PageRules()
    stamp: StampRules = StampRules()
    exhibits: ExhibitRules = ExhibitRules()
    index: IndexRules = IndexRules()
    bookmarks: BookmarkRules = BookmarkRules()
    cover: CoverRules = CoverRules()
    order: tuple[OrderSlot, ...]
    translation: TranslationRules = TranslationRules()
    files: FileRules = FileRules()
    raster: RasterRules = RasterRules()
    split: SplitRules = SplitRules()
    notice: Text | None = None
    paper_rules: tuple[Text, ...] = ()
    advice: tuple[Text, ...] = ()
    deadlines: tuple[Deadline, ...] = ()
    conflicts: tuple[Text, ...] = ()
    severities: Mapping[CheckId, CheckSeverity] = Field(default_factory=dict)
    private_outputs: tuple[Literal["check_sheet", "reader_copy", "hash_list"], ...] = ()
    sources: tuple[ProfileSource, ...]

    def to_check(self) -> tuple[str, ...]:
        """What rests on a weak source."""
        return tuple(s.supports for s in self.sources if s.confidence not in FIRM)

    def is_weak(self, field: str) -> bool:
        """Whether all is weak that speaks of a field, such as `files.max_bytes`. What is most exact counts."""
        found = [(len(a), s.confidence) for s in self.sources for a in s.about if covers(a, field)]
        exact = max((length for length, _ in found), default=0)
        return bool(found) and not any(c in FIRM for length, c in found if length == exact)

    def answers_notice(self) -> bool:
        """Whether it is for a reply to a notice, exhibit by exhibit as its items."""
        return self.exhibits.scheme == "by_request_item"

    def is_overdue(self, today: Day) -> bool:
        """Whether the rules should have been looked at again."""
        return today > self.review_by


def covers(about: str, field: str) -> bool:
    """Whether what a source is about takes in a field: the field itself or what it is a part of.

    >>> covers("files", "files.max_bytes"), covers("paper_rules.1", "paper_rules.10")
    (True, False)
    """
    return field == about or field.startswith(f"{about}.")
