"""Line mode goes through what was read: all at once or one by one, and nothing in it acts."""

from __future__ import annotations

from pathlib import Path

import pytest

from applicant_helper.core.answers import JsonValue
from applicant_helper.plain.readings import readings_menu, tell_notes
from applicant_helper.plain.talk import Stop
from applicant_helper.reading.shapes import Note, Proposal
from applicant_helper.service.papers import add_papers
from applicant_helper.service.proposals import proposals
from applicant_helper.service.session import Session
from applicant_helper.service.statements import said_raw
from tests.plain.conversation import Conversation, make_session
from tests.reading import passports
from tests.service.made import says, with_paper
from tests.service.test_intake import drawn

BORN = says("date_of_birth", "1988-03-04", "March 4, 1988")
SEX = says("sex", "female", "F")
CITY = says("city_of_birth", "Oaxaca", confidence=0.4)
EITHER = says("date_of_birth", None, "03/04/1988", choices=("1988-03-04", "1988-04-03"))
HOSTILE = "\x1b]0;t\x07\u202e[bold]x[/bold]\nnext"


@pytest.fixture
def session(tmp_path: Path) -> Session:
    return make_session(tmp_path)


def go(session: Session, *typed: str) -> Conversation:
    """Go through what was read from the paper; every typed line is asked for."""
    talking = Conversation(typed)
    readings_menu(talking.talk, session, "paper")
    assert talking.left() == []
    return talking


def said(session: Session) -> dict[str, JsonValue]:
    document = session.case.document("paper")
    assert document is not None
    return said_raw(document)


def value(session: Session, fact: str) -> JsonValue:
    """The value written down for a fact."""
    kept = said(session).get(fact)
    return kept["value"] if isinstance(kept, dict) else kept


def states(session: Session) -> list[str]:
    return sorted(v.state for v in proposals(session, "paper"))


def test_all_that_is_sure_is_taken_at_once_and_the_rest_is_asked(session: Session) -> None:
    with_paper(session, BORN, SEX, CITY)
    talking = go(session, "1", "1")
    assert "? City or town of birth: Oaxaca (page 1)" in talking.written
    assert "Written down: 2. Left for you to look at: 1." in talking.written
    assert set(said(session)) == {"date_of_birth", "sex", "city_of_birth"}


def test_one_by_one_each_is_taken_corrected_turned_down_or_left(session: Session) -> None:
    found: tuple[Proposal, ...] = (BORN, SEX, says("a_number", "A123456789"), says("country_of_birth", "MX"))
    with_paper(session, *found)
    go(session, "2", "1", "3", "2", "A987654321", "4")
    assert value(session, "date_of_birth") == "1988-03-04"
    assert value(session, "a_number") == "A987654321"
    assert states(session) == ["accepted", "accepted", "dropped", "open"]


def test_what_can_be_read_in_two_ways_is_asked_and_never_chosen(session: Session) -> None:
    with_paper(session, EITHER)
    talking = go(session, "2")
    assert any("It says 3 April 1988" in line for line in talking.written)
    assert value(session, "date_of_birth") == "1988-04-03"


@pytest.mark.parametrize("typed", [(), ("",)])
def test_leaving_changes_nothing(session: Session, typed: tuple[str, ...]) -> None:
    with_paper(session, EITHER)
    rev = session.store.rev
    talking = Conversation(typed)
    try:
        readings_menu(talking.talk, session, "paper")
    except Stop:
        assert typed == ()
    assert session.store.rev == rev


def test_a_correction_that_cannot_be_is_told_and_nothing_is_kept(session: Session) -> None:
    with_paper(session, BORN)
    talking = go(session, "2", "February 30, 1988")
    assert "Saved." not in talking.written
    assert said(session) == {}


def test_a_role_that_nobody_has_is_told(session: Session) -> None:
    with_paper(session, says("preparer.legal_name", "Ana Ruiz"), kind="official_form", form="us/n-400")
    talking = go(session, "1")
    assert any(line.startswith("Nobody in this case is the preparer") for line in talking.written)
    assert said(session) == {}


def test_nothing_to_say_is_said(session: Session) -> None:
    with_paper(session)
    assert go(session).written[-1] == "There is nothing left to confirm."


def test_notes_and_the_number_of_readings_are_told(session: Session) -> None:
    with_paper(session, BORN, notes=(Note("x", "Page {page} is missing.", {"page": "2"}),))
    talking = Conversation(())
    tell_notes(talking.talk, session, "paper")
    assert talking.written == ["Page 2 is missing.", "1 thing was read from it. Say whether it is right."]


def test_a_stored_copy_is_read_when_it_was_not_in_this_sitting(session: Session, tmp_path: Path) -> None:
    path = drawn(tmp_path / "paper.pdf", "PASSPORT", *passports.made_up(5).lines)
    add_papers(session, [path])
    session.readings._by_hash.clear()
    talking = Conversation(("1",))
    readings_menu(talking.talk, session, "paper")
    assert "Reading the stored copy." in talking.written
    assert value(session, "date_of_birth") == passports.made_up(5).birth


def test_signs_that_act_are_only_letters(session: Session) -> None:
    with_paper(
        session,
        says("legal_name", HOSTILE, HOSTILE),
        says("date_of_birth", None, HOSTILE, choices=(HOSTILE, "x")),
        notes=(Note("x", "{name} is odd.", {"name": HOSTILE}),),
    )
    talking = Conversation(("4", "4"))
    tell_notes(talking.talk, session, "paper")
    readings_menu(talking.talk, session, "paper")
    assert "[bold]x[/bold] next" in talking.text()
    assert not {"\x1b", "\x07", "\u202e"} & set(talking.text())
