"""Entry and exit stamps held against the trips a person lists."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal

from applicant_helper.core.answers import Record
from applicant_helper.core.case import Person
from applicant_helper.core.expr.evaluate import Evaluation
from applicant_helper.core.expr.library.histories import period_of
from applicant_helper.core.expr.library.support import lazy, strict
from applicant_helper.core.expr.nodes import Call, Node, Path
from applicant_helper.core.expr.result import UNKNOWN, Result, known
from applicant_helper.core.values.dates import PartialDate


@strict("stamps_of")
def stamps_of(run: Evaluation, person: Person) -> object:
    """Every entry and exit stamp on papers about a person."""
    return stamps_about(run, person)


def stamps_about(run: Evaluation, person: Person | None) -> tuple[Record, ...]:
    """The stamps on papers about a person, or about nobody in particular."""
    return tuple(
        stamp
        for document, statement in run.scope.statements(None, "document.stamps")
        if person is None or not document.about or person.id in document.about
        for stamp in (statement.value if isinstance(statement.value, tuple) else ())
        if isinstance(stamp, Record)
    )


@lazy("unmatched_stamps")
def unmatched_stamps(run: Evaluation, node: Call) -> Result:
    """Stamps that lie outside every listed trip, by more than the tolerance in days."""
    trips, slack = run.result(node.args[0]), _slack(run, node)
    if not trips.is_known or not isinstance(trips.value, tuple):
        return Result(UNKNOWN, trips.missing)
    spans = [p for t in trips.value if isinstance(t, Record) and (p := period_of(t)) is not None]
    loose = []
    for stamp in stamps_about(run, _whose(run, node.args[0])):
        day = _day(stamp)
        if day is not None and not any(
            p.start - slack <= day <= (p.end or run.scope.today) + slack for p in spans
        ):
            loose.append(stamp)
    return known(tuple(loose))


@lazy("unstamped_trips")
def unstamped_trips(run: Evaluation, node: Call) -> Result:
    """Trips on whose first and last days no stamp falls; none while no stamps were read at all."""
    trips, slack = run.result(node.args[0]), _slack(run, node)
    if not trips.is_known or not isinstance(trips.value, tuple):
        return Result(UNKNOWN, trips.missing)
    days = [d for s in stamps_about(run, _whose(run, node.args[0])) if (d := _day(s)) is not None]
    if not days:
        return known(())
    return known(tuple(t for t in trips.value if isinstance(t, Record) and _is_bare(t, days, slack)))


def _is_bare(trip: Record, days: Sequence[date], slack: timedelta) -> bool:
    span = period_of(trip)
    return span is not None and not any(_near(day, span.start, span.end, slack) for day in days)


def _near(day: date, start: date, end: date | None, slack: timedelta) -> bool:
    at_ends = abs(day - start) <= slack or (end is not None and abs(day - end) <= slack)
    return at_ends or start <= day <= (end or start)


def _slack(run: Evaluation, node: Call) -> timedelta:
    value = run.result(node.args[1]).value
    return timedelta(days=int(value)) if isinstance(value, (int, Decimal)) else timedelta()


def _whose(run: Evaluation, node: Node) -> Person | None:
    return run.scope.person_of(node.root) if isinstance(node, Path) else run.scope.person_of("applicant")


def _day(stamp: Record) -> date | None:
    value = stamp.value("date")
    return value.exact() if isinstance(value, PartialDate) else None
