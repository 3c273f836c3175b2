"""The years of one person as lanes: addresses, work, status, trips, marriages and papers, with what is not told.

One picture for the terminal and for the packet; drawing it is left to them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from applicant_helper.core.answers import Record
from applicant_helper.core.case import Case, Document, Filing, Person
from applicant_helper.core.marks import N_
from applicant_helper.core.values import periods
from applicant_helper.core.values.dates import PartialDate
from applicant_helper.core.values.periods import Period

SHORTEST_GAP = 30
NOTHING_TOLD = N_("nothing listed")


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of days, `last` None while it goes on. `is_gap`: nothing is listed for these days."""

    first: date
    last: date | None
    text: str
    is_gap: bool = False


@dataclass(frozen=True, slots=True)
class Lane:
    """One line of the picture. `title` is English text for the message catalogue."""

    title: str
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class _Source:
    """Where a lane comes from: the fact, its dates, the words of a bar, and whether gaps matter."""

    title: str
    fact: str
    first: str
    last: str
    text: Callable[[Record], str]
    has_gaps: bool = False


def _joined(*keys: str) -> Callable[[Record], str]:
    return lambda record: ", ".join(str(v) for k in keys if (v := record.value(k)) is not None)


def _countries(record: Record) -> str:
    found = record.value("to")
    return ", ".join(str(c) for c in found) if isinstance(found, tuple) else ""


def _work(record: Record) -> str:
    named = _joined("employer", "occupation")(record)
    return named or str(record.value("kind") or "").replace("_", " ")


SOURCES = (
    _Source(N_("Addresses"), "addresses", "from", "to", _joined("city", "state", "country"), has_gaps=True),
    _Source(N_("Work and school"), "work_history", "from", "to", _work, has_gaps=True),
    _Source(N_("Status"), "status_history", "from", "to", _joined("status")),
    _Source(N_("Trips"), "trips", "left", "returned", _countries),
)
MARRIAGES = N_("Marriages")
MARRIAGE = N_("Marriage")
PAPERS = N_("Dates on papers")


def people_of(case: Case, filing: Filing) -> tuple[str, ...]:
    """The people of a filing in the order of its roles, the one it is about first."""
    ids = (p for persons in filing.roles.values() for p in persons)
    return tuple(dict.fromkeys(p for p in ids if p in case.people))


def lanes_of(
    case: Case, person_id: str, today: date, name_of: Callable[[Document], str] | None = None
) -> tuple[Lane, ...]:
    """The person's lanes that have a dated stretch; papers only when `name_of` says how they are called."""
    person = case.people[person_id]
    found = [Lane(s.title, tuple(_spans(person, s, today))) for s in SOURCES]
    found.append(Lane(MARRIAGES, tuple(_marriages(case, person_id))))
    if name_of is not None:
        found.append(Lane(PAPERS, tuple(_papers(case, person_id, name_of))))
    return tuple(lane for lane in found if lane.spans)


def _spans(person: Person, source: _Source, today: date) -> Iterator[Span]:
    answer = person.facts.get(source.fact)
    rows = answer.value if answer is not None and answer.has_value else None
    items = [r for r in rows if isinstance(r, Record)] if isinstance(rows, tuple) else []
    spans = [s for r in items if (s := _span(r, source.first, source.last, source.text(r))) is not None]
    gaps = _gaps(spans, today) if source.has_gaps else ()
    yield from sorted((*spans, *gaps), key=lambda s: (s.first, s.last or date.max))


def _gaps(spans: Sequence[Span], today: date) -> tuple[Span, ...]:
    if not spans:
        return ()
    covered = [Period(s.first, s.last) for s in spans]
    found = periods.gaps(covered, min(s.first for s in spans), today, SHORTEST_GAP)
    return tuple(Span(g.start, g.end, NOTHING_TOLD, is_gap=True) for g in found)


def _marriages(case: Case, person: str) -> Iterator[Span]:
    for marriage in case.marriages:
        spouses = marriage.value("spouses")
        if isinstance(spouses, tuple) and person in {str(s) for s in spouses}:
            span = _span(marriage, "date", "ended", MARRIAGE)
            if span is not None:
                yield span


def _papers(case: Case, person: str, name_of: Callable[[Document], str]) -> Iterator[Span]:
    for document in case.documents:
        if person not in document.about:
            continue
        issued = _day(document.fields.value("issued"), is_end=False)
        expires = _day(document.fields.value("expires"), is_end=True)
        if issued is not None and (expires is None or expires >= issued):
            yield Span(issued, expires or issued, name_of(document))


def _span(row: Record, first: str, last: str, text: str) -> Span | None:
    began, ended = _day(row.value(first), is_end=False), _day(row.value(last), is_end=True)
    if began is None or (ended is not None and ended < began):
        return None
    return Span(began, ended, text)


def _day(value: object, *, is_end: bool) -> date | None:
    if isinstance(value, PartialDate):
        return value.latest() if is_end else value.earliest()
    return value if isinstance(value, date) else None
