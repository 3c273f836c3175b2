"""The same person across papers: who is who, which facts disagree, and what is no difference at all."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from applicant_helper.reading.compare import Disagreement, compare_papers
from applicant_helper.reading.comparepeople import Paper, bearers, clusters, split_fact
from applicant_helper.reading.shapes import How, Proposal
from tests.reading.formmaps import vocabulary

ANA = {"family": "Reyes Soto", "given": "Ana", "middle": "Luz"}
BORN = "1990-03-04"


def paper(name: str, facts: Mapping[str, Any]) -> Paper:
    proposals = [
        Proposal(f, v, str(v), n, None, How.TEXT, 0.9) for n, (f, v) in enumerate(facts.items(), start=1)
    ]
    return Paper(name, proposals)


def compared(*facts: Mapping[str, Any]) -> tuple[Disagreement, ...]:
    return compare_papers([paper(f"paper {n}", f) for n, f in enumerate(facts, start=1)], vocabulary())


def told(*facts: Mapping[str, Any]) -> list[tuple[str, str, bool]]:
    return [(d.fact, d.because, d.is_note) for d in compared(*facts)]


def person(role: str = "applicant", **facts: Any) -> dict[str, Any]:
    whole = {"legal_name": ANA, "date_of_birth": BORN, **facts}
    return {f"{role}.{k}" if role else k: v for k, v in whole.items() if v is not None}


def test_papers_that_agree_say_nothing() -> None:
    form = person(country_of_birth="HN", contact={"phone": "(713) 555-0111"})
    passport = person("", legal_name={"family": "REYES SOTO", "given": "ANA LUZ"}, country_of_birth="HN")
    other = person("beneficiary", contact={"phone": "7135550111"})
    assert told(form, passport, other) == []


def test_a_difference_names_every_source_with_its_page() -> None:
    (found,) = compared(
        person(country_of_birth="HN"), person(country_of_birth="GT"), person("", country_of_birth="HN")
    )
    assert (found.who, found.fact, found.can_change) == ("Ana Luz Reyes Soto", "country_of_birth", False)
    assert [(s.paper, s.role, s.value, s.page) for s in found.sources] == [
        ("paper 1", "applicant", "HN", 3),
        ("paper 2", "applicant", "GT", 3),
        ("paper 3", "", "HN", 3),
    ]


def test_a_number_of_ones_own_settles_who_it_is() -> None:
    one = person(a_number="A123456789")
    other = person("principal", a_number="A123456789", legal_name={"family": "Lopez", "given": "Eva"})
    assert (
        told(one, other) == [("legal_name", "words_differ", False)] or told(one, other)[0][0] == "legal_name"
    )


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"date_of_birth": "1990-04-03"}, [("date_of_birth", "swapped_day_month", False)]),
        ({"date_of_birth": "1991-03-04"}, [("date_of_birth", "different", False)]),
        ({"date_of_birth": "1961-03-04"}, []),
        ({"date_of_birth": "1985-11-30"}, []),
        ({"legal_name": {"family": "Lopez", "given": "Eva"}}, []),
        (
            {"legal_name": {"family": "Reyes Sota", "given": "Ana", "middle": "Luz"}},
            [("legal_name", "words_differ", False)],
        ),
        ({"legal_name": {"family": "Reyes Soto", "given": "Ana"}}, [("legal_name", "part_omitted", True)]),
        ({"legal_name": {"given": "Ana"}}, [("legal_name", "part_omitted", True)]),
        ({"date_of_birth": None}, []),
    ],
)
def test_who_is_taken_for_the_same_person(change: dict[str, Any], expected: list[Any]) -> None:
    """Father and daughter, twins and strangers are other people; one slip is not."""
    assert told(person(), person("beneficiary", **change)) == expected


def test_two_people_of_one_form_are_never_one() -> None:
    one = {**person("applicant"), **person("spouse")}
    people, _marriages = bearers([paper("form", one)], vocabulary())
    assert len(clusters(people)) == 2


def test_whoever_prepares_a_form_is_not_the_applicant() -> None:
    assert told(person(contact={"phone": "1"}), person("preparer", contact={"phone": "2"})) == []


def test_children_and_parents_are_compared_as_people() -> None:
    child = {"legal_name": "Luz Reed", "date_of_birth": "2015-01-02", "relation": "biological"}
    alone = person("", legal_name={"family": "Reed", "given": "Luz"}, date_of_birth="2015-02-01")
    assert told(person(children=[child]), alone) == [("date_of_birth", "swapped_day_month", False)]


@pytest.mark.parametrize(
    ("fact", "one", "other", "expected"),
    [
        ("city_of_birth", "La Ceiba", "LA CEIBA", []),
        ("city_of_birth", "La Ceiba, Atlántida", "La Ceiba", [("city_of_birth", "partial", True)]),
        ("city_of_birth", "La Ceiba", "Tela", [("city_of_birth", "differs", False)]),
        ("nationalities", ["HN"], ["HN", "MX"], [("nationalities", "partial", True)]),
        ("nationalities", ["HN"], ["MX"], [("nationalities", "differs", False)]),
        (
            "biographic",
            {"eyes": "Brown"},
            {"eyes": "Black", "hair": "Black"},
            [("biographic.eyes", "differs", False)],
        ),
        (
            "addresses",
            [{"street": "12 Elm St", "city": "Houston", "country": "US", "from": "2020-01-01"}],
            [{"street": "12 Elm Street", "city": "HOUSTON"}, {"street": "1 Old Road", "to": "2019-12-31"}],
            [],
        ),
        (
            "mailing_address",
            {"street": "12 Elm St"},
            {"street": "21 Elm St"},
            [("mailing_address", "differs", False)],
        ),
        (
            "passports",
            [{"number": "X1", "expires": "2030-01-01"}],
            [{"number": "X1", "expires": "2031-01-01"}, {"number": "Y2"}],
            [("passports.expires", "different", False)],
        ),
        ("passports", [{"number": "X1"}], [{"number": "Y2"}], []),
        ("lpr_date", "2018", "2018-05-06", []),
    ],
)
def test_values_are_compared_by_their_kind(fact: str, one: Any, other: Any, expected: list[Any]) -> None:
    assert told(person(**{fact: one}), person("", **{fact: other})) == expected


def test_marriages_of_the_same_person_are_compared_once() -> None:
    first = {**person(), "marriage.date": "2016-06-20"}
    second = {**person("beneficiary"), "beneficiary.marriage.date": "2016-06-20"}
    third = {**person(), "marriage.date": "2016-06-21"}
    (found,) = compared(first, second, third)
    assert (found.fact, [s.paper for s in found.sources]) == ("date", ["paper 1", "paper 2", "paper 3"])
    assert (
        told(first, {**person(legal_name={"family": "Lo", "given": "Eva"}), "marriage.date": "2001-01-01"})
        == []
    )


def test_what_is_about_a_filing_is_not_compared() -> None:
    assert told({**person(), "filing.channel": "paper"}, {**person(), "filing.channel": "online"}) == []
    assert split_fact("filing.channel", vocabulary()) == (None, "")
    assert split_fact("beneficiary.prior_spouse[1].legal_name", vocabulary()) == (
        "beneficiary.prior_spouse[1]",
        "legal_name",
    )


def test_what_must_still_be_chosen_is_not_compared() -> None:
    assert told(person(sex=None), person(sex="male")) == []


FACTS = st.fixed_dictionaries(
    {},
    optional={
        "legal_name": st.sampled_from([ANA, {"family": "Lo", "given": "Eva"}, "Ana Reyes", {}]),
        "date_of_birth": st.sampled_from([BORN, "1990-04-03", "", "soon"]),
        "a_number": st.sampled_from(["A123456789", "A1"]),
        "addresses": st.sampled_from([[], [{}], [{"street": "1 Elm", "country": "??"}], "x"]),
        "contact": st.sampled_from([{}, {"phone": "1"}, "x", []]),
        "nationalities": st.sampled_from([[], ["MX"], "MX"]),
        "passports": st.sampled_from([[{"number": None}], [{"number": "X1"}], "x"]),
        "children": st.sampled_from([[{}], [{"name": "Luz"}], "x"]),
    },
)


@given(FACTS)
def test_a_paper_agrees_with_itself(facts: dict[str, Any]) -> None:
    whole = {f"applicant.{k}": v for k, v in facts.items()}
    assert told(whole, whole) == []


@given(FACTS, FACTS)
def test_the_order_of_two_papers_does_not_matter(one: dict[str, Any], other: dict[str, Any]) -> None:
    first, second = ({f"applicant.{k}": v for k, v in f.items()} for f in (one, other))
    assert sorted(told(first, second)) == sorted(told(second, first))
