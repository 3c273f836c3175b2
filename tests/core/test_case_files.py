"""`case.yaml` in and out: nothing lost, everything wrong told at once with its place."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from applicant_helper.core.case import Case
from applicant_helper.core.casefile import case_to_raw, read_case
from applicant_helper.core.errors import fill
from tests.core.test_expressions import catalog
from tests.scenarios.loader import base, scenarios


def read(raw: Any) -> tuple[Any, list[str]]:
    case, problems = read_case(raw, catalog().vocabulary)
    return case, [f"{p.path}: {fill(p.message, p.params)}" for p in problems]


def test_every_scenario_survives_a_round_trip() -> None:
    for scenario in scenarios("us-n-400"):
        case, problems = read(scenario.raw)
        assert not problems
        again, more = read(case_to_raw(case))
        assert not more
        assert again == case


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"peeple": {}}, "peeple"),
        ({"people": {"ana": {"lpr_dte": "2020-01-01"}}}, "Did you mean"),
        ({"people": {"ana": {"lpr_date": "2020-13-40"}}}, "people.ana.lpr_date"),
        ({"people": {"ana": {"sex": "mail"}}}, "not one of the answers"),
        ({"people": {"ana": {"sex": True}}}, "quotation marks"),
        ({"people": {"ana": {"country_of_birth": False}}}, "quotation marks"),
        ({"people": {"ana": {"trips": 5}}}, "list is expected"),
        ({"people": {"ana": {"trips": [{"leftt": "2020-01-01"}]}}}, "people.ana.trips[1].leftt"),
        ({"people": {"ana": {"a_number": "12"}}}, "people.ana.a_number"),
        ({"people": {"ana": {"taxes_overdue": {"is": "perhaps"}}}}, "not a state"),
        ({"documents": [{"id": "x", "kind": "pasport"}]}, "Did you mean"),
        ({"documents": [{"kind": "passport"}]}, '"id" is needed'),
        ({"documents": [{"id": "x", "kind": "passport"}, {"id": "x", "kind": "passport"}]}, "used twice"),
        ({"documents": [{"id": "x", "kind": "passport", "says": {"legal_nam": "A"}}]}, "legal_name"),
        ({"filings": [{"form": "us/n-400", "roles": {"applicant": "bob"}}]}, "Nobody"),
        ({"filings": [{"form": "N-400", "roles": {}}]}, "does not name a form"),
        ({"schema": 9}, "newer program"),
        ({"schema": None}, "does not hold a case"),
    ],
)
def test_what_is_wrong_is_named_with_its_place(change: dict[str, Any], words: str) -> None:
    raw = {"schema": 1, "filings": [], "people": {"ana": {}}, **change}
    _case, problems = read(raw)
    assert any(words in p for p in problems), problems


def test_everything_wrong_is_told_at_once_and_the_rest_is_read() -> None:
    raw = base("us-n-400", "base-five-year")
    raw["people"]["amara"]["sex"] = "mail"
    raw["people"]["amara"]["a_number"] = "?"
    case, problems = read(raw)
    assert len(problems) == 2
    assert "lpr_date" in case.people["amara"].facts


def test_a_paper_may_say_a_thing_in_its_own_way() -> None:
    raw = base("us-n-400", "base-five-year")
    raw["documents"][0]["says"]["date_of_birth"] = "the ides of March"
    case, problems = read(raw)
    assert not problems
    statement = next(s for s in case.documents[0].statements if s.fact == "date_of_birth")
    assert statement.value is None
    assert statement.as_written == "the ides of March"


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=12),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)


@pytest.mark.parametrize("state", ["dont_know", "not_applicable"])
def test_a_filing_needs_its_form_whatever_is_said_instead(state: str) -> None:
    case, problems = read({"schema": 1, "people": {"ana": {}}, "filings": [{"form": {"is": state}}]})
    assert case.filings == () and len(problems) == 1 and "form" in problems[0]


def test_a_couple_without_an_id_keeps_the_one_it_is_given() -> None:
    case, problems = read({"schema": 1, "people": {}, "marriages": [{"id": None, "date": "2020-01-01"}]})
    assert not problems
    again, _problems = read(case_to_raw(case))
    assert again.marriages == case.marriages


@given(JSON)
def test_any_value_is_read_or_told_but_never_raises(raw: Any) -> None:
    case, problems = read(raw)
    assert isinstance(case, Case)
    assert problems or isinstance(raw, dict)


@given(
    st.sampled_from(["people", "filings", "documents", "marriages", "filing", "case", "unavailable"]), JSON
)
def test_any_section_is_read_or_told_but_never_raises(section: str, raw: Any) -> None:
    case, problems = read({"schema": 1, "filings": [], "people": {"ana": {}}, section: raw})
    assert isinstance(case, Case)
    assert all(path and sentence for path, _, sentence in (p.partition(": ") for p in problems))


@given(st.sampled_from(sorted(catalog().vocabulary.facts["person"])), JSON)
def test_any_answer_is_read_or_told_but_never_raises(fact: str, raw: Any) -> None:
    case, problems = read({"schema": 1, "filings": [], "people": {"ana": {fact: raw}}})
    if not problems:
        again, more = read(case_to_raw(case))
        assert not more
        assert again == case
