"""What was read is offered; the person accepts, chooses, corrects or drops it; it never becomes an answer."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from applicant_helper.core.answers import JsonValue
from applicant_helper.core.casefile import case_to_raw
from applicant_helper.core.errors import ApplicantHelperError
from applicant_helper.reading.shapes import How, Proposal
from applicant_helper.service import edits, proposals
from applicant_helper.service.desk import Desk
from applicant_helper.service.edits import Refused
from applicant_helper.service.paperfields import paper_fields, set_about
from applicant_helper.service.proposals import accept, accept_all, correct, drop
from applicant_helper.service.session import Session
from applicant_helper.service.stateditems import stated_lists
from applicant_helper.service.statements import said_raw, state_typed, stated_fields
from tests.service.made import DIGEST, says, with_paper

BORN = says("date_of_birth", "1988-03-04", "March 4, 1988")
NAME = says("legal_name", {"family": "Peña", "given": "María"}, "María Peña", page=2)
UNSURE = says("city_of_birth", "Oaxaca", confidence=0.4, how=How.OCR)
EITHER = says("date_of_birth", None, "03/04/1988", choices=("1988-03-04", "1988-04-03"))


def said(session: Session, document_id: str = "paper") -> dict[str, JsonValue]:
    """What the paper was written down to say."""
    document = session.case.document(document_id)
    assert document is not None
    return said_raw(document)


def key(fact: str, number: int = 1) -> str:
    """The key of a reading."""
    return f"{fact}#{number}"


def states(session: Session) -> dict[str, str]:
    """State of each reading by key."""
    return {v.key: v.state for v in proposals.proposals(session, "paper")}


def test_a_reading_is_offered_with_its_page_and_where_it_comes_from(session: Session) -> None:
    with_paper(session, BORN, NAME, UNSURE)
    found = {v.key: v for v in proposals.proposals(session, "paper")}
    born = found[key("date_of_birth")]
    assert (born.label, born.text, born.page) == ("Date of birth", "4 March 1988", 1)
    assert (born.how, born.state, born.is_sure) == ("from the text", "open", True)
    assert found[key("legal_name")].text == "Peña, María"
    assert said(session) == {}


def test_unsure_readings_stand_before_sure_ones(session: Session) -> None:
    with_paper(session, BORN, NAME, UNSURE)
    assert [v.is_sure for v in proposals.proposals(session, "paper")] == [False, True, True]


def test_a_paper_that_was_not_read_has_nothing_to_offer(session: Session) -> None:
    with_paper(session, BORN)
    session.readings._by_hash.clear()
    assert proposals.proposals(session, "paper") == ()
    with pytest.raises(Refused, match="no-such-reading"):
        accept(session, "paper", key("date_of_birth"))


def test_an_accepted_reading_is_kept_with_its_page_its_place_and_what_stands_there(session: Session) -> None:
    with_paper(session, BORN)
    accept(session, "paper", key("date_of_birth"))
    kept = said(session)["date_of_birth"]
    assert kept == {
        "value": "1988-03-04",
        "as_written": "March 4, 1988",
        "page": 1,
        "box": [60.0, 100.0, 250.0, 118.0],
    }
    assert states(session) == {key("date_of_birth"): "accepted"}
    document = session.case.document("paper")
    assert document is not None
    (statement,) = document.statements
    assert (statement.page, statement.as_written) == (1, "March 4, 1988")


def test_what_was_accepted_survives_a_restart(desk: Desk, session: Session) -> None:
    with_paper(session, BORN, NAME)
    accept_all(session, "paper")
    before, path = said(session), session.store.path
    session.close()
    again = desk.open(path)
    assert said(again) == before
    again.close()


def test_what_was_accepted_can_be_seen_and_changed_by_hand(session: Session) -> None:
    with_paper(session, BORN)
    accept(session, "paper", key("date_of_birth"))
    shown = {f.view.key: f.said for f in stated_fields(session, "paper")}
    assert shown["date_of_birth"] == "March 4, 1988"
    state_typed(session, "paper", "date_of_birth", "April 4, 1988")
    assert said(session)["date_of_birth"] == "April 4, 1988"


def test_a_fact_that_papers_of_this_kind_do_not_state_can_still_be_changed_once_accepted(
    session: Session,
) -> None:
    with_paper(session, says("a_number", "A123456789"), kind="lease")
    accept(session, "paper", key("a_number"))
    assert "a_number" in {f.view.key for f in stated_fields(session, "paper")}


def test_what_is_accepted_is_no_answer_of_the_person(session: Session) -> None:
    session.answer("applicant.date_of_birth", "03/05/1988")
    with_paper(session, BORN, NAME)
    before = case_to_raw(session.case)
    accept_all(session, "paper")
    after = case_to_raw(session.case)
    assert {k: v for k, v in after.items() if k != "documents"} == {
        k: v for k, v in before.items() if k != "documents"
    }
    assert session.views().answer_words("applicant.date_of_birth") == "5 March 1988"


def test_a_difference_between_paper_and_answer_becomes_a_finding(session: Session) -> None:
    session.answer("applicant.date_of_birth", "03/05/1988")
    with_paper(session, BORN)

    def mentions() -> bool:
        found = session.check().findings
        return any("paper" in str(f) and "1988" in str(f) for f in found)

    assert not mentions()
    accept(session, "paper", key("date_of_birth"))
    assert mentions()
    session.undo()
    assert not mentions()


def test_what_can_be_read_in_two_ways_is_asked_and_never_chosen(session: Session) -> None:
    with_paper(session, EITHER)
    (view,) = proposals.proposals(session, "paper")
    assert view.choices == (("1", "4 March 1988"), ("2", "3 April 1988"))
    assert not view.is_sure
    with pytest.raises(Refused, match="choose-first"):
        accept(session, "paper", view.key)
    assert accept_all(session, "paper") == (0, 1)
    assert said(session) == {}
    accept(session, "paper", view.key, "2")
    kept = said(session)["date_of_birth"]
    assert isinstance(kept, dict)
    assert (kept["value"], kept["as_written"]) == ("1988-04-03", "03/04/1988")


@pytest.mark.parametrize("choice", ["0", "3", "-1", "x", "²", ""])
def test_a_choice_that_was_not_offered_is_refused(session: Session, choice: str) -> None:
    with_paper(session, EITHER)
    with pytest.raises(Refused, match="choose-first"):
        accept(session, "paper", key("date_of_birth"), choice)
    assert said(session) == {}


def test_a_likely_value_with_other_candidates_is_asked_too(session: Session) -> None:
    with_paper(session, says("passports.number", "G1", choices=("6I",)), kind="passport")
    (view,) = proposals.proposals(session, "paper")
    assert view.choices == (("1", "G1"), ("2", "6I"))
    assert accept_all(session, "paper") == (0, 1)
    accept(session, "paper", view.key, "2")
    kept = said(session)["passports.number"]
    assert isinstance(kept, dict) and kept["value"] == "6I"


def test_accepting_all_is_one_step_and_leaves_what_is_unsure(session: Session) -> None:
    with_paper(session, BORN, NAME, UNSURE, says("country_of_birth", None, "x", choices=("MX", "ES")))
    rev = session.store.rev
    assert accept_all(session, "paper") == (2, 2)
    assert session.store.rev == rev + 1
    assert set(said(session)) == {"date_of_birth", "legal_name"}
    session.undo()
    assert said(session) == {}
    session.redo()
    assert set(said(session)) == {"date_of_birth", "legal_name"}


def test_two_different_readings_of_one_fact_are_left_for_the_person(session: Session) -> None:
    with_paper(session, BORN, says("date_of_birth", "1989-03-04", "March 4, 1989", page=2))
    assert accept_all(session, "paper") == (0, 2)
    assert said(session) == {}
    accept(session, "paper", key("date_of_birth", 2))
    kept = said(session)["date_of_birth"]
    assert isinstance(kept, dict) and kept["value"] == "1989-03-04"


def test_equal_readings_of_one_fact_are_taken_once(session: Session) -> None:
    with_paper(session, BORN, says("date_of_birth", "1988-03-04", "4 MAR 1988", page=2))
    assert accept_all(session, "paper")[0] == 1
    kept = said(session)["date_of_birth"]
    assert isinstance(kept, dict) and kept["page"] == 1


def test_accepting_all_of_a_paper_without_readings_changes_nothing(session: Session) -> None:
    with_paper(session)
    rev = session.store.rev
    assert accept_all(session, "paper") == (0, 0)
    assert session.store.rev == rev


def test_a_dropped_reading_is_not_offered_again_until_undo(session: Session) -> None:
    with_paper(session, BORN, NAME)
    drop(session, "paper", key("date_of_birth"))
    assert states(session)[key("date_of_birth")] == "dropped"
    assert accept_all(session, "paper") == (1, 0)
    assert "date_of_birth" not in said(session)
    session.undo()
    session.undo()
    assert states(session) == {key("date_of_birth"): "open", key("legal_name"): "open"}


def test_a_dropped_reading_stays_dropped_after_a_restart(desk: Desk, session: Session) -> None:
    with_paper(session, BORN)
    drop(session, "paper", key("date_of_birth"))
    reading = session.readings._by_hash[DIGEST]
    path = session.store.path
    session.close()
    again = desk.open(path)
    again.readings.keep(reading)
    assert states(again) == {key("date_of_birth"): "dropped"}
    again.close()


def test_another_reading_of_a_dropped_fact_is_still_offered(session: Session) -> None:
    with_paper(session, BORN, says("date_of_birth", "1989-03-04", "March 4, 1989"))
    drop(session, "paper", key("date_of_birth"))
    assert states(session) == {key("date_of_birth"): "dropped", key("date_of_birth", 2): "open"}


def test_a_corrected_reading_says_what_was_typed(session: Session) -> None:
    with_paper(session, BORN)
    correct(session, "paper", key("date_of_birth"), "March 14, 1988")
    assert said(session)["date_of_birth"] == "March 14, 1988"
    document = session.case.document("paper")
    assert document is not None
    assert [(s.fact, s.as_written) for s in document.statements] == [("date_of_birth", "March 14, 1988")]
    assert document.statements[0].value is not None
    assert states(session) == {key("date_of_birth"): "accepted"}


def test_a_correction_that_cannot_be_is_refused_and_changes_nothing(session: Session) -> None:
    with_paper(session, BORN)
    with pytest.raises(ApplicantHelperError) as refused:
        correct(session, "paper", key("date_of_birth"), "February 30, 1988")
    assert refused.value.sentence()
    assert said(session) == {}


def test_a_correction_left_empty_changes_nothing(session: Session) -> None:
    with_paper(session, BORN)
    rev = session.store.rev
    correct(session, "paper", key("date_of_birth"), "   ")
    assert session.store.rev == rev


def test_a_fact_the_kind_does_not_state_can_be_corrected(session: Session) -> None:
    with_paper(session, says("applicant.date_of_birth", "1988-03-04"), kind="official_form", form="us/n-400")
    correct(session, "paper", key("applicant.date_of_birth"), "03/14/1988")
    assert said(session)["date_of_birth"] == "03/14/1988"


def test_a_list_is_corrected_in_its_own_place_and_the_sentence_says_so(session: Session) -> None:
    with_paper(
        session, says("addresses", [{"street": "1 Elm", "city": "Reno"}]), kind="lease", document_id="paper"
    )
    with pytest.raises(Refused) as refused:
        correct(session, "paper", key("addresses"), "2 Elm, Reno")
    assert "accept it" in refused.value.sentence().casefold()
    assert said(session) == {}
    accept(session, "paper", key("addresses"))
    (listed,) = [x for x in stated_lists(session, "paper") if x.fact == "addresses"]
    listed.save(0, {"city": "Sparks"})
    assert said(session)["addresses"] == [{"street": "1 Elm", "city": "Sparks"}]


# whose it is ---------------------------------------------------------------------------------------------


def form_paper(session: Session, *found: Any, form: str = "us/n-400") -> str:
    """An official form with what was read from it."""
    return with_paper(session, *found, kind="official_form", form=form)


def test_what_a_form_says_of_the_applicant_is_of_the_one_the_paper_is_about(session: Session) -> None:
    form_paper(session, says("applicant.date_of_birth", "1988-03-04"))
    (view,) = proposals.proposals(session, "paper")
    assert view.label == "Date of birth"
    accept(session, "paper", view.key)
    assert set(said(session)) == {"date_of_birth"}


def test_what_a_form_says_of_the_spouse_is_of_the_spouse(session: Session) -> None:
    session.answer("marriage.date", "06/18/2022")
    form_paper(session, says("spouse.date_of_birth", "1985-01-02"), says("marriage.date", "2022-06-18"))
    assert accept_all(session, "paper") == (2, 0)
    assert set(said(session)) == {"spouse.date_of_birth", "marriage.date"}
    document = session.case.document("paper")
    assert document is not None
    by_fact = {(s.subject, s.fact) for s in document.statements}
    assert by_fact == {("spouse", "date_of_birth"), (None, "date")}


def test_a_role_that_nobody_has_is_refused_with_a_sentence(session: Session) -> None:
    form_paper(session, says("spouse.date_of_birth", "1985-01-02"), says("preparer.legal_name", "x"))
    for fact in ("spouse.date_of_birth", "preparer.legal_name"):
        for verb in (accept, lambda s, d, k: correct(s, d, k, "x")):
            with pytest.raises(Refused, match="nobody-with-role") as refused:
                verb(session, "paper", key(fact))
            assert fact.partition(".")[0] in refused.value.sentence()
    assert accept_all(session, "paper") == (0, 2)
    assert said(session) == {}


def test_a_paper_about_the_spouse_keeps_what_a_form_says_of_the_applicant_apart(session: Session) -> None:
    session.answer("marriage.date", "06/18/2022")
    form_paper(session, says("applicant.date_of_birth", "1988-03-04"))
    set_about(session, "paper", "spouse")
    accept(session, "paper", key("applicant.date_of_birth"))
    assert set(said(session)) == {"applicant.date_of_birth"}


def test_the_beneficiary_of_a_petition_in_the_case_is_the_one_with_that_role(session: Session) -> None:
    for role, person in (("beneficiary", "applicant"), ("petitioner", "daniel")):
        case = edits.bind_role(session.case, session.filing().id, role, person)
        session.apply(case, "bind", {})
    form_paper(
        session,
        says("beneficiary.date_of_birth", "1990-05-06"),
        says("petitioner.date_of_birth", "1985-01-02"),
    )
    set_about(session, "paper", "daniel")
    assert accept_all(session, "paper") == (2, 0)
    assert set(said(session)) == {"applicant.date_of_birth", "date_of_birth"}


def test_the_beneficiary_of_a_petition_without_filing_is_the_one_the_paper_is_about(session: Session) -> None:
    form_paper(
        session,
        says("beneficiary.date_of_birth", "1990-05-06"),
        says("petitioner.date_of_birth", "1985-01-02"),
        form="us/i-130",
    )
    assert accept_all(session, "paper") == (1, 1)
    assert set(said(session)) == {"date_of_birth"}


def test_a_form_that_nobody_files_here_speaks_of_the_one_it_is_about(session: Session) -> None:
    """An I-485 of the spouse lies in the case: its applicant is not the applicant of this filing."""
    session.answer("spouse.legal_name", "Roe, Daniel")
    with_paper(
        session,
        says("applicant.date_of_birth", "1985-01-02"),
        says("spouse.date_of_birth", "1990-05-06"),
        kind="official_form",
    )
    set_about(session, "paper", "spouse")
    assert accept_all(session, "paper") == (1, 1)
    assert set(said(session)) == {"date_of_birth"}


def test_a_fact_of_no_role_stays_as_it_is(session: Session) -> None:
    with_paper(session, says("filing.date", "2026-11-01"), kind="official_form")
    accept(session, "paper", key("filing.date"))
    assert set(said(session)) == {"filing.date"}


# about the paper itself ----------------------------------------------------------------------------------


def test_edition_and_editions_of_pages_are_kept_as_what_the_paper_is(session: Session) -> None:
    form_paper(
        session,
        says("document.edition", "2025-01-20", "01/20/25", how=How.BARCODE),
        says("document.page_editions", ["2025-01-20", "2024-04-01"], "01/20/25, 04/01/24"),
    )
    assert [v.text for v in proposals.proposals(session, "paper")] == [
        "20 January 2025",
        "01/20/25, 04/01/24",
    ]
    assert accept_all(session, "paper") == (2, 0)
    document = session.case.document("paper")
    assert document is not None
    assert document.raw["edition"] == "2025-01-20"
    assert document.raw["page_editions"] == ["2025-01-20", "2024-04-01"]
    assert said(session) == {}
    assert "2025" in {f.view.key: f.said for f in paper_fields(session, "paper")}["edition"]


def test_an_expiry_of_the_paper_is_accepted_and_corrected(session: Session) -> None:
    with_paper(session, says("document.expires", "2030-05-06", "06 MAY 2030"), kind="passport")
    correct(session, "paper", key("document.expires"), "May 7, 2030")
    document = session.case.document("paper")
    assert document is not None
    assert document.raw["expires"] == "2030-05-07"
    accept(session, "paper", key("document.expires"))
    again = session.case.document("paper")
    assert again is not None
    assert again.raw["expires"] == "2030-05-06"


def test_a_detail_that_nobody_is_asked_about_is_told_when_it_is_corrected(session: Session) -> None:
    form_paper(session, says("document.page_editions", ["2025-01-20"], "01/20/25"))
    with pytest.raises(Refused) as refused:
        correct(session, "paper", key("document.page_editions"), "x")
    assert "page_editions" not in refused.value.sentence()


# what cannot be taken ------------------------------------------------------------------------------------

ODD = (
    says("date_of_birth", "1988-02-30"),
    says("date_of_birth", {"family": "x"}),
    says("country_of_birth", "Atlantis"),
)


@pytest.mark.parametrize("odd", ODD, ids=lambda p: str(p.value))
def test_what_a_paper_says_in_its_own_way_is_kept_as_written(session: Session, odd: Proposal) -> None:
    with_paper(session, odd)
    accept(session, "paper", key(odd.fact))
    document = session.case.document("paper")
    assert document is not None
    assert [(s.value, s.as_written) for s in document.statements] == [(None, odd.as_written)]


@pytest.mark.parametrize(
    "wrong", [says("shoe_size", "42"), says("document.expires", "1988-02-30"), says("", "x")]
)
def test_a_reading_the_case_file_would_not_take_is_refused_with_a_sentence(
    session: Session, wrong: Proposal
) -> None:
    with_paper(session, wrong, NAME)
    found = next(v for v in proposals.proposals(session, "paper") if v.fact != "legal_name")
    with pytest.raises(Refused) as refused:
        accept(session, "paper", found.key)
    assert refused.value.sentence()
    assert accept_all(session, "paper") == (1, 1)
    assert set(said(session)) == {"legal_name"}


HOSTILE = "\x1b[31mred\x1b]0;title\x07 \u202eevil\u2066 [bold]x[/bold]\nnext\u2028line\x00"


def test_signs_that_act_are_not_shown_and_not_kept(session: Session) -> None:
    with_paper(session, says("legal_name", "Ana Ruiz", HOSTILE), says("occupation", HOSTILE, HOSTILE))
    for view in proposals.proposals(session, "paper"):
        assert view.text == "[31mred]0;title evil [bold]x[/bold] next line"
    accept(session, "paper", key("legal_name"))
    kept = said(session)["legal_name"]
    assert isinstance(kept, dict)
    assert kept["as_written"] == "[31mred]0;title evil [bold]x[/bold] next line"


def test_choices_with_signs_that_act_are_shown_safe(session: Session) -> None:
    with_paper(session, says("legal_name", None, "x", choices=(HOSTILE, {"family": HOSTILE})))
    (view,) = proposals.proposals(session, "paper")
    for _key, text in view.choices:
        assert text == "[31mred]0;title evil [bold]x[/bold] next line"


TEXTS = st.text(max_size=20)
VALUES: st.SearchStrategy[JsonValue] = st.recursive(
    st.none() | st.booleans() | st.integers() | TEXTS,
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(TEXTS, inner, max_size=2),
    max_leaves=4,
)
FACTS = st.sampled_from(
    ["date_of_birth", "legal_name", "addresses", "applicant.sex", "spouse.x", "document.edition", "marriage.date"]
) | TEXTS  # fmt: skip


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(found=st.lists(st.builds(says, FACTS, VALUES, TEXTS, choices=st.tuples(VALUES)), max_size=3))
def test_whatever_was_read_each_reading_is_taken_or_refused(session: Session, found: list[Any]) -> None:
    with_paper(session, *found)
    before = {k: v for k, v in case_to_raw(session.case).items() if k != "documents"}
    for view in proposals.proposals(session, "paper"):
        assert view.text == " ".join(view.text.split())
        for choice, _text in view.choices or (("", ""),):
            try:
                accept(session, "paper", view.key, choice)
            except Refused as refusal:
                assert refusal.sentence()
    accept_all(session, "paper")
    assert {k: v for k, v in case_to_raw(session.case).items() if k != "documents"} == before


def test_a_reading_without_a_place_is_kept_without(session: Session) -> None:
    with_paper(session, says("date_of_birth", "1988-03-04", box=None))
    accept(session, "paper", key("date_of_birth"))
    kept = said(session)["date_of_birth"]
    assert isinstance(kept, dict)
    assert set(kept) == {"value", "as_written", "page"}


def test_an_item_that_a_paper_lists_needs_something_written(session: Session) -> None:
    with_paper(session, kind="lease")
    (listed,) = [x for x in stated_lists(session, "paper") if x.fact == "addresses"]
    with pytest.raises(ApplicantHelperError):
        listed.save(None, {})
    listed.save(None, {"street": "1 Elm"})
    assert said(session) == {"addresses": [{"street": "1 Elm"}]}


def test_countries_are_shown_by_name(session: Session) -> None:
    zone = How.PASSPORT_ZONE
    with_paper(
        session,
        says("nationalities", ["MX", "US"], "MEX", how=zone),
        says("passports.country", "MX", "MEX", how=zone),
        says("country_of_birth", "MX", "México"),
        kind="passport",
    )
    shown = {v.fact: v.text for v in proposals.proposals(session, "paper")}
    assert shown == {
        "nationalities": "Mexico, United States",
        "passports.country": "Mexico",
        "country_of_birth": "México",
    }
