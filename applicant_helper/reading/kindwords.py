"""Telling words of all kinds and languages, prepared so that a page is looked through quickly."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from math import sqrt

from applicant_helper.catalog.readingdata import ReadingData
from applicant_helper.reading.folding import fold, is_unspaced, squeezed

SORTS = ("headings", "says", "hints", "against", "files")
SQUEEZED_LENGTH = 10


@dataclass(frozen=True, slots=True)
class Telling:
    """One phrase: folded, as written, and the kinds it speaks for (or against). `share` is less for a
    phrase that several kinds use."""

    folded: str
    written: str
    kinds: tuple[str, ...]
    share: float


@dataclass(frozen=True, slots=True)
class Hit:
    """A phrase found at a place of a folded text."""

    telling: Telling
    start: int
    end: int


@dataclass(slots=True)
class PhraseIndex:
    """Phrases of one sort by their first word; those of scripts without spaces one by one."""

    by_word: dict[str, list[Telling]] = field(default_factory=lambda: defaultdict(list))
    unspaced: list[Telling] = field(default_factory=list)
    squeezed: dict[str, Telling] = field(default_factory=dict)

    def add(self, telling: Telling) -> None:
        """Take in one phrase."""
        if is_unspaced(telling.folded):
            self.unspaced.append(telling)
            return
        self.by_word[telling.folded.split(" ", 1)[0]].append(telling)
        if len(squeezed(telling.folded)) >= SQUEEZED_LENGTH:
            self.squeezed.setdefault(squeezed(telling.folded), telling)

    def hits(self, folded: str) -> Iterator[Hit]:
        """Every phrase that stands in a folded text, at each place; a plural may stand for its singular."""
        padded = f" {folded} "
        words = set(folded.split())
        words |= {w[:-1] for w in words if w.endswith("s")}
        for word in words:
            for telling in self.by_word.get(word, ()):
                yield from _places(telling, padded)
        if is_unspaced(folded):
            yield from self._unspaced_hits(folded)

    def _unspaced_hits(self, folded: str) -> Iterator[Hit]:
        joined = squeezed(folded)
        where = [i for i, c in enumerate(folded) if c != " "]
        for telling in self.unspaced:
            phrase = squeezed(telling.folded)
            at = joined.find(phrase)
            if at >= 0:
                yield Hit(telling, where[at], where[at + len(phrase) - 1] + 1)


def _places(telling: Telling, padded: str) -> Iterator[Hit]:
    wanted = " " + telling.folded
    at = padded.find(wanted)
    while at >= 0:
        end = at + len(wanted)
        if padded[end] == " " or (padded[end] == "s" and padded[end + 1] == " "):
            yield Hit(telling, at, end - 1)
        at = padded.find(wanted, end)


@dataclass(frozen=True, eq=False)
class KindIndex:
    """All phrases by sort, and the data they come from."""

    data: ReadingData
    sorts: dict[str, PhraseIndex]


@lru_cache(maxsize=2)
def kind_index(data: ReadingData) -> KindIndex:
    """The prepared phrases of the data; made once."""
    return KindIndex(data, {sort: _index(data, sort) for sort in SORTS})


def _index(data: ReadingData, sort: str) -> PhraseIndex:
    kinds: dict[str, dict[str, None]] = defaultdict(dict)
    written: dict[str, str] = {}
    for words in data.kinds.values():
        for kind, row in words.items():
            for phrase in getattr(row, sort):
                folded = fold(phrase)
                if folded:
                    kinds[folded][kind] = None
                    written.setdefault(folded, phrase)
    index = PhraseIndex()
    for folded, found in kinds.items():
        share = 1.0 if sort == "against" else 1 / sqrt(len(found))
        index.add(Telling(folded, written[folded], tuple(found), share))
    return index
