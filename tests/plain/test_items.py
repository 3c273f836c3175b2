"""List answers item by item, through the service that both faces use."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from applicant_helper.core.casefile.writer import case_to_raw
from applicant_helper.service.edits import Refused
from applicant_helper.service.items import (
    TAKE_AWAY,
    ItemRefused,
    check_field,
    is_list,
    item_fields,
    items,
    remove_item,
    save_item,
    say_none,
    say_some,
    typed_item,
)
from applicant_helper.service.session import Session
from tests.plain.conversation import CATALOG, make_session

TRIPS = "applicant.trips"
MARRIAGES = "case.marriages"
TRIP = {"left": "12/18/2023", "returned": "01/09/2024", "to": "Mexico"}


@pytest.fixture
def session(tmp_path: Path) -> Session:
    return make_session(tmp_path)


def rows(session: Session, path: str) -> object:
    answer = session.views().answer_to(path)
    return answer.raw if answer is not None else None


def test_a_typed_trip_is_kept_in_the_form_of_the_case_file(session: Session) -> None:
    save_item(session, TRIPS, None, TRIP)
    assert rows(session, TRIPS) == [{"left": "2023-12-18", "returned": "2024-01-09", "to": ["MX"]}]


def test_a_trip_to_two_countries_is_typed_with_a_semicolon_or_a_comma(session: Session) -> None:
    save_item(session, TRIPS, None, {**TRIP, "to": "Mexico; Canada"})
    save_item(session, TRIPS, None, {**TRIP, "to": "Mexico, Canada"})
    assert [r.raw["to"] for r in items(session, TRIPS) if isinstance(r.raw, dict)] == [["MX", "CA"]] * 2


def test_a_needed_field_left_empty_is_refused_by_its_name(session: Session) -> None:
    with pytest.raises(ItemRefused) as refused:
        save_item(session, TRIPS, None, {"returned": "01/09/2024", "to": "Mexico"})
    assert (refused.value.field, refused.value.label) == ("left", "Left on")
    assert rows(session, TRIPS) is None


def test_a_date_that_does_not_exist_is_refused_by_its_field(session: Session) -> None:
    with pytest.raises(ItemRefused) as refused:
        check_field(session, TRIPS, "returned", "02/30/2024")
    assert refused.value.field == "returned"


def test_an_empty_field_keeps_what_was_there(session: Session) -> None:
    save_item(session, TRIPS, None, TRIP)
    save_item(session, TRIPS, 0, {"left": "", "purpose": "family"})
    assert rows(session, TRIPS) == [
        {"left": "2023-12-18", "returned": "2024-01-09", "to": ["MX"], "purpose": "family"}
    ]


def test_a_dash_takes_an_optional_field_away(session: Session) -> None:
    save_item(session, TRIPS, None, TRIP)
    save_item(session, TRIPS, 0, {"returned": TAKE_AWAY})
    assert rows(session, TRIPS) == [{"left": "2023-12-18", "to": ["MX"]}]


def test_a_dash_does_not_take_a_needed_field_away(session: Session) -> None:
    save_item(session, TRIPS, None, TRIP)
    with pytest.raises(ItemRefused):
        save_item(session, TRIPS, 0, {"left": TAKE_AWAY})


def test_a_saved_item_is_one_step_to_undo(session: Session) -> None:
    save_item(session, TRIPS, None, TRIP)
    save_item(session, TRIPS, None, {**TRIP, "left": "07/02/2025", "returned": "07/20/2025"})
    session.undo()
    assert len(items(session, TRIPS)) == 1


def test_taking_the_last_item_away_does_not_say_none(session: Session) -> None:
    save_item(session, TRIPS, None, TRIP)
    remove_item(session, TRIPS, 0)
    assert rows(session, TRIPS) is None


def test_an_item_that_is_not_there_is_refused(session: Session) -> None:
    changes: tuple[Callable[[], None], ...] = (
        lambda: remove_item(session, TRIPS, 0),
        lambda: save_item(session, TRIPS, 3, TRIP),
    )
    for change in changes:
        with pytest.raises(Refused, match="no-such-item"):
            change()


def test_none_is_an_answer(session: Session) -> None:
    say_none(session, TRIPS)
    assert rows(session, TRIPS) == []


def test_some_is_an_answer_without_items(session: Session) -> None:
    say_some(session, TRIPS)
    assert rows(session, TRIPS) == "some"
    assert items(session, TRIPS) == ()


def test_an_item_after_some_replaces_it(session: Session) -> None:
    say_some(session, TRIPS)
    save_item(session, TRIPS, None, TRIP)
    assert len(items(session, TRIPS)) == 1


def test_a_typed_word_is_not_taken_for_a_label_of_the_vocabulary(session: Session) -> None:
    save_item(session, TRIPS, None, {**TRIP, "purpose": "family"})
    assert items(session, TRIPS)[0].text == "18 December 2023, 9 January 2024, Mexico, family"


def test_parts_of_an_address_are_fields_of_their_own(session: Session) -> None:
    save_item(
        session, "applicant.arrests", None, {"date": "05/01/2015", "place.city": "Reno", "kind": "arrest"}
    )
    raw = items(session, "applicant.arrests")[0].raw
    assert isinstance(raw, dict) and raw["place"] == {"city": "Reno"}


def test_a_choice_can_be_typed_in_words(session: Session) -> None:
    save_item(session, "applicant.work_history", None, {"from": "07/01/2021", "kind": "self-employed"})
    raw = items(session, "applicant.work_history")[0].raw
    assert isinstance(raw, dict) and raw["kind"] == "self_employed"


def test_a_child_is_typed_by_name(session: Session) -> None:
    save_item(session, "applicant.children", None, {"name": "Brooks, Lucia", "lives_with_me": "yes"})
    raw = items(session, "applicant.children")[0].raw
    assert isinstance(raw, dict) and raw["lives_with_me"] is True and raw["name"]


def test_a_present_spouse_becomes_a_person_of_the_case(session: Session) -> None:
    save_item(session, MARRIAGES, None, {"spouses.2": "Brooks, Daniel", "date": "06/18/2022"})
    row = items(session, MARRIAGES)[0].raw
    assert isinstance(row, dict) and row["spouses"] == ["applicant", "spouse"]
    assert "legal_name" in session.case.people["spouse"].facts


def test_an_earlier_spouse_is_kept_by_name(session: Session) -> None:
    save_item(session, MARRIAGES, None, {"spouses.2": "Brooks, Daniel", "date": "06/18/2022"})
    earlier = {
        "spouses.1": "spouse",
        "spouses.2": "Reed, Carla",
        "ended": "11/30/2020",
        "ended_how": "divorce",
    }
    save_item(session, MARRIAGES, None, earlier)
    row = items(session, MARRIAGES)[1].raw
    assert isinstance(row, dict) and isinstance(row["spouses"], list)
    assert row["spouses"][0] == "spouse" and isinstance(row["spouses"][1], dict)
    assert len(session.case.people) == 2


def test_a_spouse_answered_about_before_gets_the_name_typed_later(session: Session) -> None:
    session.answer("filing.eligibility_basis", "spouse_usc_3yr")
    session.answer("marriage.date", "06/18/2022")
    save_item(session, MARRIAGES, 0, {"spouses.2": "Brooks, Daniel"})
    assert set(session.case.people) == {"applicant", "spouse"}
    assert "legal_name" in session.case.people["spouse"].facts


def test_a_marriage_to_oneself_is_refused(session: Session) -> None:
    session.answer("applicant.legal_name", "Peña Ortiz, María")
    with pytest.raises(ItemRefused) as refused:
        save_item(session, MARRIAGES, None, {"spouses.2": "applicant"})
    assert refused.value.field == "spouses.2"


def test_the_fields_of_an_item_come_back_in_words(session: Session) -> None:
    save_item(session, TRIPS, None, TRIP)
    shown = typed_item(session, TRIPS, 0)
    assert (shown["left"], shown["to"], shown["purpose"]) == ("18 December 2023", "Mexico", "")


def test_what_an_item_shows_can_be_typed_again(session: Session) -> None:
    save_item(session, TRIPS, None, {**TRIP, "to": "Mexico; Canada", "purpose": "family"})
    before = rows(session, TRIPS)
    save_item(session, TRIPS, 0, typed_item(session, TRIPS, 0))
    assert rows(session, TRIPS) == before


def test_every_list_the_form_asks_for_has_fields_with_names(session: Session) -> None:
    form = CATALOG.forms["us/n-400"]
    paths = [q.path for q in form.questions if is_list(session, q.path)]
    assert len(paths) >= 12
    for path in paths:
        fields = item_fields(session, path)
        assert fields and all(f.label and f.kind for f in fields)


def test_a_question_that_is_no_list_has_no_items(session: Session) -> None:
    assert not is_list(session, "applicant.date_of_birth")
    with pytest.raises(Refused):
        item_fields(session, "applicant.date_of_birth")


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(max_size=40), key=st.sampled_from(["left", "returned", "to", "purpose", "permission"]))
def test_any_typed_text_is_taken_or_refused_by_name(session: Session, text: str, key: str) -> None:
    before = case_to_raw(session.case)
    try:
        check_field(session, TRIPS, key, text)
    except ItemRefused as refused:
        assert refused.field == key
    assert case_to_raw(session.case) == before
