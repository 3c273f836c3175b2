"""Each fact with every place it stands in, and how far the places agree."""

from __future__ import annotations

from typing import Any

import pytest

from applicant_helper.catalog.load import load_catalog
from applicant_helper.checks.everywhere import Agreement, facts_everywhere
from applicant_helper.core.case import Case
from applicant_helper.core.casefile import read_case
from applicant_helper.service.everywhere import fact_lines, facts_report


def case_of(person: dict[str, Any], *documents: dict[str, Any]) -> Case:
    raw: dict[str, Any] = {
        "schema": 1,
        "filings": [{"form": "us/n-400", "roles": {"applicant": "ana"}}],
        "people": {"ana": person},
        "documents": [{"id": f"d{i}", "about": "ana", **d} for i, d in enumerate(documents)],
    }
    case, problems = read_case(raw, load_catalog().vocabulary)
    assert not problems, problems
    return case


def agreement(case: Case, fact: str) -> Agreement:
    return next(f.agreement for f in facts_everywhere(case) if f.fact == fact)


def passport(**says: Any) -> dict[str, Any]:
    return {"kind": "passport", "says": {k.replace("__", "."): v for k, v in says.items()}}


@pytest.mark.parametrize(
    ("answer", "said", "expected"),
    [
        ("1988-02-11", "1988-02-11", Agreement.SAME),
        ("1988-02-11", "1988-11-02", Agreement.SWAPPED),
        ("1988-02-11", "1989-02-11", Agreement.DIFFERENT),
        ("1988-02-11", "11/02/1988", Agreement.SAME),
        ("1988", "1988-02-11", Agreement.SAME),
    ],
)
def test_dates_are_held_against_each_other(answer: str, said: str, expected: Agreement) -> None:
    assert (
        agreement(case_of({"date_of_birth": answer}, passport(date_of_birth=said)), "date_of_birth")
        is expected
    )


def test_an_item_of_a_list_agrees_with_the_one_that_is_nearest() -> None:
    person = {"passports": [{"number": "A1000001", "country": "MX"}, {"number": "B2000002", "country": "MX"}]}
    assert (
        agreement(case_of(person, passport(passports__number="b2000002")), "passports.number")
        is Agreement.SAME
    )
    other = case_of(person, passport(passports__number="C3000003"))
    assert agreement(other, "passports.number") is Agreement.DIFFERENT


def test_one_row_names_every_place_with_its_page() -> None:
    case = case_of(
        {"date_of_birth": "1988-11-02"},
        passport(date_of_birth={"value": "1988-11-02", "page": 1}),
        {"kind": "birth_certificate", "says": {"date_of_birth": {"value": "1988-02-11", "page": 3}}},
    )
    row = facts_everywhere(case)[0]
    assert [(s.source.kind, s.source.id, s.source.page) for s in row.sayings] == [
        ("answer", "", None),
        ("document", "d0", 1),
        ("document", "d1", 3),
    ]
    lines = list(fact_lines(case, load_catalog()))
    assert "    d1, page 3: 11 February 1988 (1988-02-11)" in lines
    assert [r["agreement"] for r in facts_report(case) if isinstance(r, dict)] == ["swapped"]


def test_differences_come_first_and_numbers_are_masked() -> None:
    case = case_of(
        {"a_number": "A204113887", "country_of_birth": "MX"},
        passport(country_of_birth="MX"),
        {"kind": "permanent_resident_card", "says": {"a_number": "A204113888"}},
    )
    assert [f.fact for f in facts_everywhere(case)] == ["a_number", "country_of_birth"]
    assert not any("204113" in line for line in fact_lines(case, load_catalog()))
