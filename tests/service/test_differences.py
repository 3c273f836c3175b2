"""What papers state differently, told in sentences that name every paper, page and value."""

from __future__ import annotations

import json
from functools import lru_cache
from typing import Any

import pytest

from applicant_helper.catalog.catalogue import Catalog
from applicant_helper.catalog.load import load_catalog
from applicant_helper.catalog.peopledata import load_people_rules
from applicant_helper.reading.compare import Comparison, Paper, compare_papers
from applicant_helper.reading.shapes import How, Proposal
from applicant_helper.service import differences

MARIA = {"family": "Peña Ortiz", "given": "María"}


@lru_cache
def catalog() -> Catalog:
    return load_catalog()


def paper(form: str, name: str, **facts: Any) -> Paper:
    role = {"I-130": "beneficiary", "": ""}.get(form, "applicant")
    told = {"legal_name": MARIA, "date_of_birth": "1991-03-04", **facts}
    proposals = [
        Proposal(f"{role}.{k}".strip("."), v, str(v), n, (1.0, 2.04, 3.0, 4.0), How.FORM_FIELD, 1.0)
        for n, (k, v) in enumerate(told.items(), start=1)
    ]
    return Paper(name, proposals, form)


def compared(*papers: Paper) -> Comparison:
    return compare_papers(papers, catalog().vocabulary, load_people_rules())


def told(*papers: Paper) -> list[str]:
    return list(differences.lines(catalog(), compared(*papers)))


def test_one_sentence_names_every_paper_with_its_page_and_value() -> None:
    one = paper("I-485", "a.pdf", date_of_birth="1991-04-03")
    assert told(one, paper("I-130", "b.pdf"), paper("I-765", "c.pdf")) == [
        "The papers state 1 fact differently:",
        "  María Peña Ortiz, Date of birth: the I-485, page 2, says 3 April 1991; the I-130, page 2, and the I-765, "
        "page 2, say 4 March 1991. Day and month may be swapped. Which is right?",
    ]


def test_no_difference_is_told_as_well() -> None:
    assert told(paper("I-485", "a.pdf"), paper("I-130", "b.pdf")) == [
        "2 facts stand on more than one paper, and nowhere differently."
    ]


@pytest.mark.parametrize(
    ("fact", "one", "other", "expected"),
    [
        ("country_of_birth", "MX", "GT", "the I-485, page 3, says Mexico; passport.jpg, page 3, says Guatemala."),
        ("nationalities", ["MX"], ["GT", "US"], "says Mexico; passport.jpg, page 3, says Guatemala, United States."),
        ("a_number", "A204113887", "A204113878", "says A204-113-887; passport.jpg, page 3, says A204-113-878"),
        ("sex", "female", "male", "says female; passport.jpg, page 3, says male. Which is right?"),
        ("claimed_us_citizen", True, False, "says yes; passport.jpg, page 3, says no."),
        ("marital_status", "married", "divorced", "divorced. Both can be right if it has changed in between. Which is"),
        ("contact", {"phone": "8135550101"}, {"phone": "8135550199"}, "Phone and email: phone: the I-485"),
        (
            "work_history",
            [{"employer": "Bay Electric", "from": "2020-01-02"}],
            [{"employer": "Bay Electric", "from": "2020-03-04"}],
            "(Bay Electric): the I-485, page 3, says 2 January 2020; passport.jpg",
        ),
        (
            "mailing_address",
            {"street": "1 Elm", "city": "Tampa", "state": "FL", "country": "US"},
            {"street": "2 Elm", "city": "Tampa", "state": "FL"},
            "says 1 Elm, Tampa, FL, United States; passport.jpg, page 3, says 2 Elm, Tampa, FL.",
        ),
    ],
)  # fmt: skip
def test_values_are_told_as_people_read_them(fact: str, one: Any, other: Any, expected: str) -> None:
    (_head, line) = told(paper("I-485", "a.pdf", **{fact: one}), paper("", "passport.jpg", **{fact: other}))
    assert expected in line


def test_two_papers_of_one_form_are_told_apart_by_their_names() -> None:
    (_head, line) = told(paper("I-485", "old.pdf"), paper("I-485", "new.pdf", date_of_birth="1991-03-05"))
    assert "the I-485 in old.pdf, page 2, says 4 March 1991; the I-485 in new.pdf, page 2, says 5" in line


def test_a_name_that_lacks_a_part_is_only_mentioned() -> None:
    (_head, line) = told(
        paper("I-485", "a.pdf", legal_name={**MARIA, "middle": "Fernanda"}), paper("I-130", "b.pdf")
    )
    assert line.endswith(
        "A part of the name is left out on one of them. If both mean the same, write it the same way on all of them."
    )


def test_a_doubtful_link_is_told_as_such() -> None:
    eva = {"family": "Lopez", "given": "Eva"}
    one = paper("I-485", "a.pdf", legal_name=eva, date_of_birth="")
    (_head, line) = told(one, paper("I-130", "b.pdf"))
    assert "The papers may be about two people; then nothing is wrong." in line


def test_text_of_papers_cannot_act_on_the_screen() -> None:
    one = paper("", "a\x1b[31m\u202e.pdf", city_of_birth="La \u202eCeiba\nx")
    line = told(one, paper("I-130", "b.pdf", city_of_birth="Tela"))[-1]
    assert not set(line) & {"\x1b", "\u202e", "\n"}


def test_as_json_is_plain_data_with_every_source() -> None:
    found = compared(paper("I-485", "a.pdf", sex="male"), paper("I-130", "b.pdf", sex="female"))
    (one,) = json.loads(json.dumps(differences.as_json(found)))["differences"]
    assert (one["person"], one["fact"], one["kind"]) == ("María Peña Ortiz", "sex", "different")
    assert [(v["value"], v["sources"][0]["paper"], v["sources"][0]["box"]) for v in one["values"]] == [
        ("male", "a.pdf", [1.0, 2.0, 3.0, 4.0]),
        ("female", "b.pdf", [1.0, 2.0, 3.0, 4.0]),
    ]
