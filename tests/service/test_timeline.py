"""The years as one picture: every stretch at its place, and what is not told seen as a gap."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from applicant_helper.catalog.load import load_catalog
from applicant_helper.core.case import Case
from applicant_helper.core.casefile import read_case
from applicant_helper.service.timeline import Lane, lanes_of, people_of
from applicant_helper.service.timeline_text import BAR, BEFORE, GAP, POINT, chart, told

TODAY = date(2026, 11, 23)
PERSON: dict[str, Any] = {
    "addresses": [
        {"from": "2012-01-01", "to": "2013-05-31", "city": "Lima", "country": "PE"},
        {"from": "2022-01-01", "to": "2024-03-31", "city": "Tucson", "state": "AZ", "country": "US"},
        {"from": "2024-06-15", "city": "Mesa", "state": "AZ", "country": "US"},
    ],
    "work_history": [{"from": "2022-02-01", "kind": "employed", "employer": "Rosefield Millwork"}],
    "trips": [{"left": "2023-12-18", "returned": "2024-01-09", "to": ["MX"]}],
}


def case_of() -> Case:
    raw: dict[str, Any] = {
        "schema": 1,
        "filings": [{"form": "us/n-400", "roles": {"applicant": "ana"}}],
        "people": {"ana": PERSON},
        "documents": [
            {"id": "card", "kind": "permanent_resident_card", "about": "ana", "issued": "2022-01-20"}
        ],
    }
    case, problems = read_case(raw, load_catalog().vocabulary)
    assert not problems
    return case


def lanes() -> tuple[Lane, ...]:
    return lanes_of(case_of(), "ana", TODAY, lambda d: d.kind)


def test_gaps_stand_between_what_is_listed() -> None:
    addresses = next(lane for lane in lanes() if lane.title == "Addresses")
    gaps = [(s.first, s.last) for s in addresses.spans if s.is_gap]
    assert gaps == [(date(2013, 6, 1), date(2021, 12, 31)), (date(2024, 4, 1), date(2024, 6, 14))]
    trips = next(lane for lane in lanes() if lane.title == "Trips")
    assert not any(s.is_gap for s in trips.spans)


@pytest.mark.parametrize("width", [40, 60, 80, 100, 140, 200])
def test_the_chart_keeps_to_its_width_and_says_what_it_draws(width: int) -> None:
    lines = chart(lanes(), TODAY, width)
    assert max(len(line) for line in lines) <= width
    text = "\n".join(lines)
    assert BAR in text and GAP in text and POINT in text and BEFORE in text
    if width >= 80:
        assert "nothing listed, 75 days" in text


def test_the_sentences_tell_the_same(width: int = 80) -> None:
    text = "\n".join(told(lanes()))
    assert "1 April 2024 to 14 June 2024: nothing listed, 75 days." in text
    assert "since 15 June 2024: Mesa, AZ, US." in text


def test_the_person_the_form_is_about_comes_first() -> None:
    case = case_of()
    assert people_of(case, case.filings[0]) == ("ana",)
