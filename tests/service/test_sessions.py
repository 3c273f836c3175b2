"""The verbs on an open case: every change is saved, can be undone, and survives a restart."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from applicant_helper.core.answers import JsonValue
from applicant_helper.core.casefile import case_to_raw, read_case
from applicant_helper.core.finding import Status
from applicant_helper.service.desk import CaseUnknown, Desk
from applicant_helper.service.edits import Refused
from applicant_helper.service.records import changes, from_records, to_records
from applicant_helper.service.session import NoFiling, Session
from tests.scenarios.loader import base, scenarios


def test_an_answer_is_kept_in_its_plain_form(session: Session) -> None:
    session.answer("applicant.lpr_date", "02/10/2023")
    assert session.store.records["people/applicant/lpr_date"] == "2023-02-10"


def test_a_refused_answer_changes_nothing_and_says_how_to_write_it(session: Session) -> None:
    before = dict(session.store.records)
    with pytest.raises(Refused) as refused:
        session.answer("applicant.a_number", "12")
    assert refused.value.sentence()
    assert dict(session.store.records) == before


@pytest.mark.parametrize("blank", ["", "   ", None])
def test_a_blank_field_never_erases_an_answer(session: Session, blank: str | None) -> None:
    session.answer("applicant.sex", "female")
    session.answer("applicant.sex", blank)
    assert session.views().answer_to("applicant.sex") is not None


def test_undo_takes_back_the_last_step_after_a_restart(desk: Desk) -> None:
    first = desk.create("case-two")
    first.start_filing("us/n-400")
    first.answer("applicant.sex", "female")
    path = first.store.path
    first.close()
    again = desk.open(path)
    assert again.views().answer_words("applicant.sex") == "female"
    again.undo()
    assert again.views().answer_to("applicant.sex") is None
    again.redo()
    assert again.views().answer_words("applicant.sex") == "female"
    again.close()


def test_listeners_hear_of_every_change(session: Session) -> None:
    heard: list[int] = []
    session.listen(lambda: heard.append(session.store.rev))
    session.answer("applicant.sex", "female")
    session.answer("applicant.sex", "female")
    session.undo()
    assert len(heard) == 2


def test_the_spouse_can_be_asked_about_before_a_marriage_is_listed(session: Session) -> None:
    session.answer("filing.eligibility_basis", "spouse_usc_3yr")
    session.answer("marriage.date", "06/18/2022")
    session.answer("spouse.citizen_since", "05/03/2019")
    session.answer("applicant.lpr_date", "02/10/2023")
    views = session.views()
    assert views.answer_words("marriage.date") == "18 June 2022"
    assert views.windows()[0][0] == "When you can file: on or after 12 November 2025."


def test_answers_that_differ_only_in_writing_are_no_new_step(session: Session) -> None:
    session.answer("applicant.lpr_date", "02/10/2023")
    rev = session.store.rev
    session.answer("applicant.lpr_date", "2023-02-10")
    assert session.store.rev == rev


def test_i_dont_know_is_kept_as_such(session: Session) -> None:
    session.dont_know("applicant.trips")
    assert session.views().answer_words("applicant.trips") == "I don't know yet"
    assert "applicant.trips" not in [q.path for q in session.views().open_questions()]


def test_questions_that_do_not_concern_the_person_are_not_asked(session: Session) -> None:
    session.answer("filing.eligibility_basis", "general_5yr")
    asked = {q.path for q in session.views().questions()}
    assert "marriage.date" not in asked
    session.answer("filing.eligibility_basis", "spouse_usc_3yr")
    assert "marriage.date" in {q.path for q in session.views().questions()}


def test_every_view_can_be_told_in_every_scenario(desk: Desk) -> None:
    for number, scenario in enumerate(list(scenarios("us-n-400"))[::9]):
        opened = desk.create(f"s{number}", scenario.raw)
        views = opened.views()
        for finding in views.findings():
            assert "{" not in finding.text + finding.do
        for section in views.sections():
            for requirement in section.requirements:
                assert requirement.because
                assert "{" not in " ".join([*requirement.because, *(t for _, t in requirement.parts)])
        assert views.fee()
        opened.close()


def test_a_case_without_a_form_says_so(desk: Desk) -> None:
    opened = desk.create("empty")
    with pytest.raises(NoFiling):
        opened.views()
    opened.close()


def test_an_unknown_case_is_named(desk: Desk) -> None:
    with pytest.raises(CaseUnknown) as refused:
        desk.find("nowhere")
    assert "nowhere" in refused.value.sentence()


def test_the_list_shows_the_case_changed_last_first(desk: Desk) -> None:
    for label in ("a", "b"):
        desk.create(label).close()
    assert {row.label for row in desk.cases()} == {"a", "b"}


@pytest.mark.parametrize("name", ["base-five-year", "base-three-year"])
def test_a_case_survives_its_records(name: str, session: Session) -> None:
    case, _ = read_case(base("us-n-400", name), session.catalog.vocabulary)
    raw = case_to_raw(case)
    assert from_records(to_records(raw)) == raw


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=30)
@given(
    st.lists(
        st.sampled_from(
            [
                "sex female",
                "sex male",
                "lpr_date 2020-01-02",
                "taxes_overdue yes",
                "undo",
                "redo",
                "clear sex",
            ]
        ),
        max_size=8,
    )
)
def test_any_series_of_steps_can_be_undone_to_the_start(desk: Desk, steps: list[str]) -> None:
    opened = desk.create(None)
    opened.start_filing("us/n-400")
    start = dict(opened.store.records)
    for step in steps:
        verb, _, rest = step.partition(" ")
        if verb == "undo":
            if dict(opened.store.records) != start:
                opened.undo()
        elif verb == "redo":
            opened.redo()
        elif verb == "clear":
            opened.clear_answer(f"applicant.{rest}")
        else:
            opened.answer(f"applicant.{verb}", rest)
    guard = 0
    while dict(opened.store.records) != start and guard < 20:
        opened.undo()
        guard += 1
    assert dict(opened.store.records) == start
    opened.close()


def test_changes_lead_from_one_state_to_the_other() -> None:
    old = {"a": 1, "b": 2}
    new = {"b": 3, "c": 4}
    assert changes(old, new) == {"a": None, "b": 3, "c": 4}


def test_a_paper_is_described_stated_and_put_to_a_requirement(session: Session) -> None:
    from applicant_helper.service import edits

    row: dict[str, JsonValue] = {"id": "card", "kind": "permanent_resident_card", "about": ["applicant"]}
    session.apply(edits.put_document(session.case, session.catalog, row), "add")
    session.meet("card", "n400_green_card")
    session.describe("card", sides="front")
    session.state("card", "a_number", "A204-113-887")
    session.answer("applicant.a_number", "A204113878")
    statuses = {r.id: r.status for r in session.check().requirements}
    assert statuses["n400_green_card"] is Status.INCOMPLETE
    assert "n400_anumber_match" in {f.id for f in session.check().findings}
    session.state("card", "a_number", "")
    session.describe("card", sides="both")
    assert "n400_anumber_match" not in {f.id for f in session.check().findings}
    session.unmeet("card", "n400_green_card")
    assert {r.id: r.status for r in session.check().requirements}["n400_green_card"] is Status.MISSING
    session.remove_document("card")
    session.undo()
    assert session.case.document("card") is not None


@pytest.mark.parametrize(
    "typed", ["Wang Xiaoming", "Peña Ortiz, María Fernanda", "Ahmadullah", "John Smith Jr"]
)
def test_a_name_is_kept_whatever_its_order(session: Session, typed: str) -> None:
    session.answer("applicant.legal_name", typed)
    before = session.case.people["applicant"].facts["legal_name"]
    case, problems = read_case(from_records(session.store.records), session.catalog.vocabulary)
    assert not problems
    assert case.people["applicant"].facts["legal_name"].value == before.value
