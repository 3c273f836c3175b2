"""The years of an applicant at a glance: addresses, work, trips, statuses and marriages as lanes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from applicant_helper.core.answers import Record
from applicant_helper.core.case import Filing, Person
from applicant_helper.core.values.partial_date import PartialDate
from applicant_helper.packet.model import TimelineLane, TimelineSpan
from applicant_helper.service.session import Session


@dataclass(frozen=True, slots=True)
class _Lane:
    """Where a lane comes from: the fact, its first and last date, and what is written on a bar."""

    title: str
    fact: str
    first: str
    last: str
    text: Callable[[Record], str]


def _joined(*keys: str) -> Callable[[Record], str]:
    return lambda record: ", ".join(str(v) for k in keys if (v := record.value(k)) is not None)


def _countries(record: Record) -> str:
    found = record.value("to")
    return ", ".join(str(c) for c in found) if isinstance(found, tuple) else ""


LANES = (
    _Lane("Addresses", "addresses", "from", "to", _joined("city", "state", "country")),
    _Lane("Work and school", "work_history", "from", "to", _joined("employer", "occupation")),
    _Lane("Status", "status_history", "from", "to", _joined("status")),
    _Lane("Trips", "trips", "left", "returned", _countries),
)


def timeline_of(session: Session, filing: Filing) -> tuple[TimelineLane, ...]:
    """Lanes with at least one dated stretch; a month or year without a day counts from its first day."""
    applicant = next((i for i in filing.roles.get("applicant", ()) if i in session.case.people), None)
    if applicant is None:
        return ()
    person = session.case.people[applicant]
    found = [TimelineLane(lane.title, tuple(_spans(person, lane))) for lane in LANES]
    found.append(TimelineLane("Marriages", tuple(_marriages(session, applicant))))
    return tuple(lane for lane in found if lane.spans)


def _spans(person: Person, lane: _Lane) -> Iterator[TimelineSpan]:
    answer = person.facts.get(lane.fact)
    rows = answer.value if answer is not None and answer.has_value else None
    for row in rows if isinstance(rows, tuple) else ():
        if isinstance(row, Record):
            span = _span(row, lane.first, lane.last, lane.text(row))
            if span is not None:
                yield span


def _marriages(session: Session, person: str) -> Iterator[TimelineSpan]:
    for marriage in session.case.marriages:
        spouses = marriage.value("spouses")
        if isinstance(spouses, tuple) and person in {str(s) for s in spouses}:
            span = _span(marriage, "date", "ended", "Marriage")
            if span is not None:
                yield span


def _span(row: Record, first: str, last: str, text: str) -> TimelineSpan | None:
    began, ended = _day(row.value(first), is_end=False), _day(row.value(last), is_end=True)
    if began is None or (ended is not None and ended < began):
        return None
    return TimelineSpan(began, ended, text)


def _day(value: object, *, is_end: bool) -> date | None:
    if isinstance(value, PartialDate):
        return value.latest() if is_end else value.earliest()
    return value if isinstance(value, date) else None
