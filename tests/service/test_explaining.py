"""A finding is explained in the person's words, kept, printed when wished, and comes back when facts change."""

from __future__ import annotations

from applicant_helper.core.finding import Finding, Standing
from applicant_helper.service.desk import Desk
from applicant_helper.service.session import Session
from tests.scenarios.loader import base


def with_gap(desk: Desk) -> Session:
    """A five-year case in which no work is listed for a year."""
    raw = base("us-n-400", "base-five-year")
    raw["people"]["amara"]["work_history"][0]["from"] = "2023-01-02"
    raw.pop("today")
    raw["filing"]["date"] = "2026-11-23"
    return desk.create("explained", raw)


def the_gap(session: Session) -> Finding:
    return next(f for f in session.check().findings if f.id == "n400_employment_gap")


def test_an_explanation_is_kept_and_marks_the_finding(desk: Desk) -> None:
    session = with_gap(desk)
    assert the_gap(session).standing is Standing.OPEN
    session.explain(the_gap(session).key, "I cared for my mother.", prints=True)
    found = the_gap(session)
    assert (found.standing, found.explanation) == (Standing.EXPLAINED, "I cared for my mother.")
    path = session.store.path
    session.close()
    again = desk.open(path)
    assert the_gap(again).standing is Standing.EXPLAINED
    again.close()


def test_it_comes_back_when_the_facts_change(desk: Desk) -> None:
    session = with_gap(desk)
    session.explain(the_gap(session).key, "I cared for my mother.", prints=False)
    before = session.case.people["amara"].facts["work_history"].raw
    assert isinstance(before, list) and isinstance(before[0], dict)
    session.answer("applicant.work_history", [{**before[0], "from": "2023-05-02"}])
    gaps = [f for f in session.check().findings if f.id == "n400_employment_gap"]
    assert [f.standing for f in gaps if f.explanation] in ([], [Standing.CHANGED])
    assert any(f.standing is not Standing.EXPLAINED for f in gaps)
    session.close()


def test_an_empty_text_takes_it_away_and_undo_brings_it_back(desk: Desk) -> None:
    session = with_gap(desk)
    session.explain(the_gap(session).key, "I cared for my mother.", prints=False)
    session.explain(the_gap(session).key, " ", prints=False)
    assert the_gap(session).standing is Standing.OPEN
    session.undo()
    assert the_gap(session).standing is Standing.EXPLAINED
    session.close()


def test_an_explanation_never_makes_a_blocking_finding_harmless(desk: Desk) -> None:
    raw = base("us-n-400", "base-five-year")
    raw["people"]["amara"]["lpr_date"] = "2024-08-20"
    raw.pop("today")
    session = desk.create("early", raw)
    early = next(f for f in session.check().findings if f.id == "n400_window_early")
    session.explain(early.key, "I want to file now.", prints=False)
    assert session.check().is_blocked
    session.close()
