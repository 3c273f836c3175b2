"""The same person across papers: who is who, which facts disagree, and what is no difference at all."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from applicant_helper.catalog.peopledata import load_people_rules
from applicant_helper.reading.compare import Comparison, Kind, Paper, compare_papers
from applicant_helper.reading.mentions import mentions_of, split_fact
from applicant_helper.reading.samepeople import gather_people
from applicant_helper.reading.shapes import How, Proposal
from tests.reading.formmaps import vocabulary

ANA = {"family": "Reyes Soto", "given": "Ana", "middle": "Luz"}
BORN = "1990-03-04"
DIFFERENT, SWAPPED, VARIANT, NOTE = "DIFFERENT", "SWAPPED_DAY_MONTH", "VARIANT", "NOTE"


def paper(name: str, facts: Mapping[str, Any], form: str = "") -> Paper:
    proposals = [
        Proposal(f, v, str(v), n, None, How.TEXT, 0.9) for n, (f, v) in enumerate(facts.items(), start=1)
    ]
    return Paper(name, proposals, form)


def compared(*papers: Paper | Mapping[str, Any]) -> Comparison:
    whole = [p if isinstance(p, Paper) else paper(f"paper {n}", p) for n, p in enumerate(papers, start=1)]
    return compare_papers(whole, vocabulary(), load_people_rules())


def told(*papers: Paper | Mapping[str, Any]) -> list[tuple[str, str]]:
    return [(d.fact, d.kind.name) for d in compared(*papers).differences]


def form(name: str, role: str = "applicant", **facts: Any) -> Paper:
    return paper(name, person(role, **facts), name)


def person(role: str = "applicant", **facts: Any) -> dict[str, Any]:
    whole = {"legal_name": ANA, "date_of_birth": BORN, **facts}
    return {f"{role}.{k}" if role else k: v for k, v in whole.items() if v is not None}


def test_papers_that_agree_say_nothing_but_are_counted() -> None:
    one = person(country_of_birth="HN", contact={"phone": "(713) 555-0111"})
    passport = person("", legal_name={"family": "REYES SOTO", "given": "ANA LUZ"}, country_of_birth="HN")
    other = person("beneficiary", contact={"phone": "+1 713 555 0111"})
    found = compared(one, passport, other)
    assert found.differences == ()
    assert (found.agreements, found.people) == (4, ("Ana Luz Reyes Soto",))


def test_one_difference_names_every_source_with_its_page_by_what_they_say() -> None:
    (found,) = compared(
        person(country_of_birth="HN"), person(country_of_birth="GT"), person("", country_of_birth="HN")
    ).differences
    assert (found.person, found.fact, found.kind) == (
        "Ana Luz Reyes Soto",
        "country_of_birth",
        Kind.DIFFERENT,
    )
    assert [(s.value, [(o.paper, o.page) for o in s.sources]) for s in found.sayings] == [
        ("HN", [("paper 1", 3), ("paper 3", 3)]),
        ("GT", [("paper 2", 3)]),
    ]
    assert found.is_sure
    assert not found.can_change


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"date_of_birth": "1990-04-03"}, [("date_of_birth", SWAPPED)]),
        ({"date_of_birth": "1991-03-04"}, [("date_of_birth", DIFFERENT)]),
        ({"date_of_birth": "1990"}, []),
        ({"date_of_birth": "1961-03-04"}, []),
        ({"date_of_birth": "1985-11-30"}, []),
        ({"legal_name": {"family": "Lopez", "given": "Eva"}}, []),
        (
            {"legal_name": {"family": "Reyes Sota", "given": "Ana", "middle": "Luz"}},
            [("legal_name", DIFFERENT)],
        ),
        ({"legal_name": {"family": "Reyes Soto", "given": "Ana"}}, [("legal_name", VARIANT)]),
        ({"legal_name": {"family": "Reyes Soto", "given": "Ana", "middle": "L"}}, [("legal_name", VARIANT)]),
        ({"legal_name": {"given": "Ana"}}, []),
        ({"date_of_birth": None}, []),
    ],
)
def test_who_is_taken_for_the_same_person(change: dict[str, Any], expected: list[Any]) -> None:
    """Father and daughter, twins and strangers are other people; one slip is not."""
    assert told(person(), person("", **change)) == expected


def test_a_number_of_ones_own_settles_who_it_is() -> None:
    one = person(a_number="A123456789")
    other = person("", a_number="A123456789", legal_name={"family": "Lopez", "given": "Eva"})
    assert told(one, other) == [("legal_name", DIFFERENT)]


def test_the_same_seat_settles_it_too_unless_everything_speaks_against_it() -> None:
    lopez = {"family": "Lopez", "given": "Eva"}
    petition = form("I-130", "beneficiary", a_number="A123456789")
    assert told(petition, form("I-765", legal_name=lopez)) == [("legal_name", DIFFERENT)]
    other = form("I-765", legal_name=lopez, date_of_birth="1999-09-09", a_number="A987654321")
    assert told(petition, other) == []
    unsure = compared(petition, form("I-765", legal_name=lopez, date_of_birth=None)).differences
    assert [(d.fact, d.is_sure) for d in unsure] == [("legal_name", False)]


def test_a_derivative_takes_the_seat_of_nobody() -> None:
    child: dict[str, Any] = {"legal_name": {"family": "Reyes", "given": "Leo"}, "date_of_birth": None}
    one, other = form("I-130", "beneficiary"), form("I-485", **child)
    assert told(one, other) == [("legal_name", DIFFERENT)]
    derivative = paper("I-485", {**person(**child), "filing.applicant_type": "derivative"}, "I-485")
    assert told(one, derivative) == []


def test_twins_who_file_side_by_side_stay_two_people() -> None:
    max_ = {"legal_name": {"family": "Reyes Soto", "given": "Max"}, "a_number": "A987654321"}
    ours = [form(f, r, a_number="A123456789") for f, r in (("I-130", "beneficiary"), ("I-485", "applicant"))]
    theirs = [form(f, r, **max_) for f, r in (("I-130", "beneficiary"), ("I-765", "applicant"))]
    assert told(*ours, *theirs) == []
    assert (
        told(ours[0], form("I-130", "beneficiary", date_of_birth=None, legal_name=max_["legal_name"])) == []
    )


def test_a_joint_sponsor_is_not_the_petitioner() -> None:
    petition = form("I-130", "petitioner", date_of_birth=None)
    other = person("sponsor", legal_name={"family": "Moore", "given": "Karen"}, date_of_birth="1970-01-01")
    assert told(petition, paper("I-864", {**other, "filing.sponsor_role": "joint"}, "I-864")) == []
    assert told(petition, paper("I-864", {**other, "filing.sponsor_role": "petitioner"}, "I-864")) == [
        ("legal_name", DIFFERENT)
    ]


def test_two_people_of_one_form_are_never_one() -> None:
    one = {**person("applicant"), **person("spouse")}
    people, _marriages = mentions_of([paper("form", one, "N-400")], vocabulary(), load_people_rules())
    assert [len(g) for g in gather_people(people).groups] == [1, 1]


def test_a_number_written_at_the_wrong_person_joins_nobody() -> None:
    john = {"legal_name": {"family": "Reed", "given": "John"}, "date_of_birth": "1985-11-30"}
    both = {**person("beneficiary", a_number="A123456789"), **person("petitioner", **john, ssn="234567891")}
    found = compared(
        paper("I-130", both, "I-130"),
        form("I-765", a_number="A123456789", ssn="234567891"),
        form("I-485", a_number="A123456789", ssn="123456780"),
    )
    assert [(d.person, d.fact) for d in found.differences] == [("Ana Luz Reyes Soto", "ssn")]


def test_whoever_prepares_a_form_is_not_the_applicant() -> None:
    assert told(person(contact={"phone": "1"}), person("preparer", contact={"phone": "2"})) == []


def test_the_spouse_of_a_petition_is_the_other_person_of_it() -> None:
    """The petition names each of them twice, and the affidavit once more."""
    john = {"legal_name": {"family": "Reed", "given": "John"}, "date_of_birth": "1985-11-30"}
    petition = {
        **person("beneficiary"),
        **person("petitioner", **john),
        "petitioner.spouse.legal_name": {"family": "Reyes Sosa", "given": "Ana", "middle": "Luz"},
        "filing.i130_relationship": "spouse",
        "marriage.date": "2016-06-20",
        "beneficiary.marriage.date": "2016-06-21",
    }
    found = compared(paper("I-130", petition, "I-130"), form("N-400"))
    assert [(d.person, d.fact, d.couple) for d in found.differences] == [
        ("Ana Luz Reyes Soto", "legal_name", ""),
        ("John Reed", "date", "Ana Luz Reyes Soto"),
    ]


def test_children_and_parents_are_compared_as_people() -> None:
    child = {"legal_name": "Luz Reed", "date_of_birth": "2015-01-02", "relation": "biological"}
    alone = person("", legal_name={"family": "Reed", "given": "Luz"}, date_of_birth="2015-01-02", sex="male")
    assert told(person(children=[{**child, "sex": "female"}]), alone) == [("sex", DIFFERENT)]


def test_parents_are_never_paired_by_their_place_in_the_list() -> None:
    mother = {"name": {"family": "Soto", "given": "Rosa"}, "date_of_birth": "1960-01-02", "sex": "female"}
    father = {"name": {"family": "Reyes", "given": "Luis"}, "date_of_birth": "1958-03-04", "sex": "male"}
    one = form("I-130", "beneficiary", parents=[father, mother])
    card = form("I-90", parents=[{"name": {"given": "Rosa"}}, {"name": {"given": "Luis"}}])
    assert told(one, form("I-130A", "beneficiary", parents=[mother, father]), card) == []
    wrong = form("I-90", parents=[{"name": {"given": "Berta"}}, {"name": {"given": "Luis"}}])
    (found,) = compared(one, wrong).differences
    assert (found.person, found.fact, found.kind) == ("Rosa Soto", "legal_name", Kind.DIFFERENT)


def test_twins_stay_two_children() -> None:
    twins = [{"legal_name": n, "date_of_birth": "2019-07-04"} for n in ("Luz Reed", "Max Reed")]
    assert told(form("N-400", children=twins), form("I-751", children=twins[::-1])) == []
    assert told(form("N-400", children=twins), form("I-751", children=twins[1:])) == []


PLACE = {"street": "12 Elm Street", "city": "Miami", "state": "FL", "country": "US"}
JOB = {"employer": "Bay Electric", "occupation": "Cook", "from": "2020-01-02"}
ENTRY = {"date": "2016-02-10", "class_of_admission": "B2", "i94_number": "123456789A1"}


@pytest.mark.parametrize(
    ("fact", "one", "other", "expected"),
    [
        ("city_of_birth", "La Ceiba", "LA CEIBA", []),
        ("city_of_birth", "La Ceiba, Atlántida", "La Ceiba", [("city_of_birth", NOTE)]),
        ("city_of_birth", "La Ceiba", "Tela", [("city_of_birth", DIFFERENT)]),
        ("nationalities", ["HN"], ["HN", "MX"], []),
        ("nationalities", ["HN"], ["MX"], [("nationalities", DIFFERENT)]),
        ("country_of_birth", "MX", "Mexico", []),
        ("a_number", "A012345678", "12345678", []),
        ("ssn", "123456780", "123-45-6780", []),
        ("marital_status", "married", "legally_separated", []),
        ("marital_status", "married", "divorced", [("marital_status", DIFFERENT)]),
        ("claimed_us_citizen", True, False, [("claimed_us_citizen", DIFFERENT)]),
        ("lpr_code", "IR-1", "IR1", []),
        ("biographic", {"eyes": "Brown"}, {"eyes": "Black", "hair": "Red"}, [("biographic.eyes", DIFFERENT)]),
        ("biographic", {"height_cm": 163}, {"height_cm": 162}, []),
        ("contact", {"email": "a.b@x.org"}, {"email": "ab@x.org"}, [("contact.email", DIFFERENT)]),
        ("addresses", [{**PLACE, "city": "Miami, FL"}], [{**PLACE, "street": "12 ELM ST."}], []),
        ("addresses", [PLACE], [{**PLACE, "street": "21 Elm Street"}], [("addresses", DIFFERENT)]),
        ("addresses", [{**PLACE, "from": BORN}], [{**PLACE, "from": "1990-04-03"}], [("addresses.from", SWAPPED)]),
        ("addresses", [PLACE, {"street": "1 Old Road", "from": "2010-01-01", "to": "2012-01-01"}], [PLACE], []),
        ("mailing_address", {"street": "12 Elm St"}, {"street": "21 Elm St"}, [("mailing_address", DIFFERENT)]),
        ("work_history", [JOB], [{**JOB, "employer": "BAY ELECTRIC"}], []),
        ("work_history", [JOB], [{**JOB, "employer": "Sun Bakery"}], [("work_history.employer", DIFFERENT)]),
        ("work_history", [JOB], [{**JOB, "from": "2020-02-02"}], [("work_history.from", DIFFERENT)]),
        ("entries", [ENTRY], [{**ENTRY, "date": "2016-02-11"}], [("entries.date", DIFFERENT)]),
        ("entries", [ENTRY], [{"port": "Miami, FL"}], []),
        ("entries", [{**ENTRY, "class_of_admission": "B-2"}], [{**ENTRY, "class_of_admission": "B2 - VISITOR"}], []),
        ("passports", [{"number": "X1", "expires": "2030-01-01"}], [{"number": "X1"}, {"number": "Y2"}], []),
        ("passports", [{"number": "X1"}], [{"number": "Y2"}], []),
        ("trips", [{"left": "2020-01-02"}, {"left": "2021-01-02"}], [{"left": "2021-01-02"}], []),
        (
            "trips",
            [{"left": "2020-01-02", "returned": "2020-02-01"}],
            [{"left": "2020-01-02", "returned": "2020-02-03"}],
            [("trips.returned", DIFFERENT)],
        ),
        ("other_names", [{"name": {"family": "Reed"}}], [{"name": {"family": "REED"}}, {"name": "Mary Lo"}], []),
        ("other_names", [{"name": "Ana Reed"}], [{"name": "Ana Reec"}], [("other_names", DIFFERENT)]),
        ("other_names", [{"name": "Ana Reed"}], [{"name": "Mary Lo"}], [("other_names", NOTE)]),
        ("lpr_date", "2018", "2018-05-06", []),
        ("household_size", 3, 4, []),
    ],
)  # fmt: skip
def test_values_are_compared_by_their_kind(fact: str, one: Any, other: Any, expected: list[Any]) -> None:
    assert told(form("I-485", **{fact: one}), form("I-765", **{fact: other})) == expected


def test_a_list_of_names_may_be_shorter_but_not_another() -> None:
    first, second, third = ({"name": n} for n in ("Ana Reed", "Mary Lo", "Eva Krug"))
    whole = form("I-131", other_names=[first, second, third])
    assert told(form("I-485", other_names=[first, second]), form("I-90", other_names=[third]), whole) == []
    other = form("I-751", other_names=[first, third])
    (found,) = compared(
        form("I-485", other_names=[first, second]), form("I-765", other_names=[first, second]), other
    ).differences
    assert (found.fact, found.kind, [[o.form for o in s.sources] for s in found.sayings]) == (
        "other_names",
        Kind.NOTE,
        [["I-485", "I-765"], ["I-751"]],
    )


def test_where_somebody_lives_now_is_asked_of_forms_only() -> None:
    """An old bill states an old address."""
    assert (
        told(person("", addresses=[PLACE]), person("", addresses=[{**PLACE, "street": "9 Oak Road"}])) == []
    )


def test_marriages_of_the_same_person_are_compared_once() -> None:
    first = paper("I-485", {**person(), "marriage.date": "2016-06-20"}, "I-485")
    second = paper("I-130", {**person("beneficiary"), "beneficiary.marriage.date": "2016-06-20"}, "I-130")
    third = paper("N-400", {**person(), "marriage.date": "2016-06-21"}, "N-400")
    (found,) = compared(first, second, third).differences
    assert (found.fact, [s.paper for s in found.sources]) == ("date", ["I-485", "I-130", "N-400"])


def test_an_ended_marriage_is_another_marriage() -> None:
    first = paper("I-485", {**person(), "marriage.date": "2016-06-20"}, "I-485")
    ended = {**person(), "marriage.date": "2010-01-01", "marriage.ended": "2012-01-01"}
    assert told(first, paper("I-751", ended, "I-751")) == []


def test_what_is_about_a_filing_is_not_compared() -> None:
    assert told({**person(), "filing.channel": "paper"}, {**person(), "filing.channel": "online"}) == []
    assert split_fact("filing.channel", vocabulary()) == (None, "")
    assert split_fact("beneficiary.prior_spouse[1].legal_name", vocabulary()) == (
        "beneficiary.prior_spouse[1]",
        "legal_name",
    )


def test_what_was_read_without_confidence_or_must_be_chosen_is_not_compared() -> None:
    sure = person("", sex="male")
    for found in (
        Proposal("sex", "female", "female", 1, None, How.OCR, 0.5),
        Proposal("sex", "female", "female", 1, None, How.TEXT, 0.9, candidates=("female", "male")),
        Proposal("sex", None, "?", 1, None, How.FORM_FIELD, 0.4, candidates=("female", "male")),
    ):
        other = Paper("scan", [*paper("", person("")).proposals, found])
        assert told(sure, other) == []


FACTS = st.fixed_dictionaries(
    {},
    optional={
        "legal_name": st.sampled_from(
            [ANA, {"family": "Lo", "given": "Eva"}, "Ana Reyes", {}, {"middle": "none"}]
        ),
        "date_of_birth": st.sampled_from([BORN, "1990-04-03", "", "soon"]),
        "a_number": st.sampled_from(["A123456789", "A1"]),
        "addresses": st.sampled_from([[], [{}], [{"street": "1 Elm", "country": "??"}], "x", [{"from": 3}]]),
        "contact": st.sampled_from([{}, {"phone": "1"}, "x", []]),
        "nationalities": st.sampled_from([[], ["MX"], "MX"]),
        "passports": st.sampled_from([[{"number": None}], [{"number": "X1"}], "x"]),
        "children": st.sampled_from([[{}], [{"name": "Luz"}], "x"]),
        "parents": st.sampled_from([[{"name": {"given": "Rosa"}}], [{"name": "Luz"}, {"sex": "male"}]]),
        "other_names": st.sampled_from([[{}], [{"name": {"family": "Lo"}}], "x", ["Lo"]]),
    },
)


@given(FACTS, st.sampled_from(["", "I-485", "I-90"]))
def test_a_paper_agrees_with_itself(facts: dict[str, Any], number: str) -> None:
    whole = paper("one", {f"applicant.{k}": v for k, v in facts.items()}, number)
    assert told(whole, whole) == []


@given(FACTS, FACTS, st.sampled_from(["", "I-485"]))
def test_the_order_of_two_papers_does_not_matter(
    one: dict[str, Any], other: dict[str, Any], number: str
) -> None:
    first, second = (paper("x", {f"applicant.{k}": v for k, v in f.items()}, number) for f in (one, other))
    assert sorted(told(first, second)) == sorted(told(second, first))
