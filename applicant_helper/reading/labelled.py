"""Printed labels on a page and the words that stand where their value should be. Knows nothing of meanings."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from applicant_helper.catalog.readingdata import LabelSchema, ReadingData
from applicant_helper.reading.folding import fold
from applicant_helper.reading.lines import Line, lines_of
from applicant_helper.reading.shapes import Page, Word

BELOW = 2.6
"""A value stands at most so many letter heights below its label."""
LINES_BELOW = 3
MOST_WORDS = 14
DASHES = frozenset("-\u2013\u2014")
BEFORE = 3
"""A label in the middle of a segment has at most so many short tokens before it, such as `4b` or `1.`."""


@dataclass(frozen=True, slots=True)
class Atom:
    """A word, or the part of it before or after a colon, with its folded tokens."""

    raw: str
    tokens: tuple[str, ...]
    word: Word
    segment: int
    ends_label: bool


@dataclass(frozen=True, slots=True)
class LabelHit:
    """A label found in a row of atoms, from `start` to before `end`. `is_clear` = at the start, or with a colon."""

    rows: tuple[LabelSchema, ...]
    start: int
    end: int
    is_clear: bool


@dataclass(frozen=True, slots=True)
class Spot:
    """Words that may be the value of a label. `where` is after, right or below."""

    words: tuple[Word, ...]
    texts: tuple[str, ...]
    where: str


@dataclass(frozen=True, slots=True)
class Labelled:
    """A label with the spots its value may stand at, the likeliest first."""

    rows: tuple[LabelSchema, ...]
    printed: str
    spots: tuple[Spot, ...]
    page: int
    is_clear: bool


Labels = dict[str, list[tuple[tuple[str, ...], tuple[LabelSchema, ...]]]]


@lru_cache(maxsize=2)
def label_index(data: ReadingData) -> Labels:
    """Labels by their first token, the longest first."""
    rows: dict[tuple[str, ...], list[LabelSchema]] = defaultdict(list)
    for row in data.labels:
        for phrase in row.printed:
            rows[tuple(fold(phrase).split())].append(row)
    index: Labels = defaultdict(list)
    for tokens, found in rows.items():
        if tokens:
            index[tokens[0]].append((tokens, tuple(found)))
    for listed in index.values():
        listed.sort(key=lambda r: -len(r[0]))
    return index


def labelled(page: Page, labels: Labels) -> Iterator[Labelled]:
    """Every label of a page with the places of its value, from top to bottom."""
    lines = lines_of(page)
    rows = [_atoms(line) for line in lines]
    hits = [_hits(row, labels) for row in rows]
    for n, row in enumerate(rows):
        for at, hit in enumerate(hits[n]):
            stop = hits[n][at + 1].start if at + 1 < len(hits[n]) else len(row)
            spots = [
                s for s in (*_beside(row, hit, stop), _below(lines, rows, hits, n, hit)) if s is not None
            ]
            printed = " ".join(a.raw for a in row[hit.start : hit.end]).strip(" :")
            yield Labelled(hit.rows, printed, tuple(spots), page.number, hit.is_clear)


def _atoms(line: Line) -> list[Atom]:
    found = []
    for number, segment in enumerate(line.segments):
        for word in segment.words:
            for raw in _parts(word.text):
                tokens = tuple(fold(raw).split())
                found.append(Atom(raw, tokens, word, number, raw.endswith((":", "："))))
    return found


def _parts(text: str) -> Iterator[str]:
    """`DOB:03/14/1988` is a label and a value; `6:05AM` is not."""
    for sign in (":", "："):
        head, found, tail = text.partition(sign)
        if found and tail and any(c.isalpha() for c in head) and not head[-1:].isdigit():
            yield head + sign
            yield tail
            return
    yield text


def _hits(row: Sequence[Atom], labels: Labels) -> list[LabelHit]:
    found: list[LabelHit] = []
    n = 0
    while n < len(row):
        hit = _hit_at(row, n, labels)
        if hit is None:
            n += 1
            continue
        found.append(hit)
        n = hit.end
    return found


def _hit_at(row: Sequence[Atom], start: int, labels: Labels) -> LabelHit | None:
    first = row[start].tokens[:1]
    if not first:
        return None
    for tokens, rows in labels.get(first[0], ()):
        end = _end_of(row, start, tokens)
        if end is not None:
            return LabelHit(rows, start, end, _is_clear(row, start, end))
    return None


def _end_of(row: Sequence[Atom], start: int, wanted: tuple[str, ...]) -> int | None:
    """Where a label that begins at `start` ends, one gap inside it allowed; None when it is not there as a whole."""
    at, n = 0, start
    while at < len(wanted):
        if n >= len(row) or row[n].segment > row[start].segment + 1:
            return None
        tokens = row[n].tokens
        if tokens != wanted[at : at + len(tokens)]:
            return None
        at, n = at + len(tokens), n + 1
        if row[n - 1].ends_label and at < len(wanted):
            return None
    return n


def _is_clear(row: Sequence[Atom], start: int, end: int) -> bool:
    if row[end - 1].ends_label or (end < len(row) and row[end].raw in {":", "："}):
        return True
    before = [a for a in row[:start] if a.segment == row[start].segment and a.tokens]
    return len(before) <= BEFORE and all(len(a.raw) <= 3 for a in before)


def _beside(row: Sequence[Atom], hit: LabelHit, stop: int) -> Iterator[Spot]:
    own = row[hit.end - 1].segment
    after = _written(a for a in row[hit.end : stop] if a.segment == own)
    if after:
        yield _spot(after, "after")
    right = _written(a for a in row[hit.end : stop] if a.segment == own + 1)
    if right and not after:
        yield _spot(right, "right")


def _written(atoms: Iterable[Atom]) -> list[Atom]:
    """Atoms with something to read; a dash stays when it stands between others."""
    found: list[Atom] = []
    for atom in atoms:
        if atom.tokens or (found and atom.raw in DASHES):
            found.append(atom)
    return found


def _below(
    lines: Sequence[Line],
    rows: Sequence[Sequence[Atom]],
    hits: Sequence[Sequence[LabelHit]],
    n: int,
    hit: LabelHit,
) -> Spot | None:
    atoms = rows[n][hit.start : hit.end]
    left, right = min(a.word.box[0] for a in atoms), max(a.word.box[2] for a in atoms)
    bottom = max(a.word.box[3] for a in atoms)
    for m in range(n + 1, min(n + 1 + LINES_BELOW, len(rows))):
        if lines[m].box[1] - bottom > BELOW * max(lines[m].height, lines[n].height):
            return None
        for number, segment in enumerate(lines[m].segments):
            if segment.box[0] > right + 20 or segment.box[2] < left - 8 or segment.box[0] < left - 60:
                continue
            found = _written(a for a in rows[m] if a.segment == number)
            if found and not any(rows[m][h.start] is found[0] for h in hits[m]):
                return _spot(found, "below")
            return None
    return None


def _spot(atoms: Sequence[Atom], where: str) -> Spot:
    kept = atoms[:MOST_WORDS]
    return Spot(tuple(a.word for a in kept), tuple(a.raw for a in kept), where)
