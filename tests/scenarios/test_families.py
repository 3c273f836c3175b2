"""Several forms of one family held against each other: one defect is one finding, told where it stands."""

from __future__ import annotations

from typing import Any

import pytest

from applicant_helper.checks import CheckResult
from applicant_helper.core.finding import Severity, Status
from tests.scenarios.loader import Scenario, base
from tests.scenarios.test_scenarios import check

TO_MEND = {Severity.BLOCKS, Severity.LIKELY_RFE}


def family() -> dict[str, Any]:
    return base("family", "marriage")


def paper(raw: dict[str, Any], name: str) -> dict[str, Any]:
    found = next(d for d in raw["documents"] if d["id"] == name)
    assert isinstance(found, dict)
    return found


def checked(raw: dict[str, Any]) -> CheckResult:
    return check(Scenario("family", raw, {}))


def to_mend(raw: dict[str, Any]) -> set[tuple[str, str]]:
    return {(f.form, f.id) for f in checked(raw).findings if f.severity in TO_MEND}


def test_a_clean_family_has_nothing_to_mend_and_nothing_undecided() -> None:
    result = checked(family())
    assert [(f.form, f.id, f.params) for f in result.findings if f.severity in TO_MEND] == []
    assert [(r.form, r.id) for r in result.requirements if r.status is Status.ANSWER_FIRST] == []
    unmet = [
        (r.form, r.id)
        for r in result.requirements
        if r.status in {Status.MISSING, Status.INCOMPLETE} and not r.is_advice
    ]
    assert unmet == []
    assert {f.form: f.amount for f in result.fees} == {
        "us/i-130": 675,
        "us/i-485": 1440,
        "us/i-864": 0,
        "us/i-765": 260,
        "us/i-131": 630,
    }


def test_a_date_of_birth_swapped_on_one_form_is_told_once_with_that_form() -> None:
    raw = family()
    paper(raw, "form-i485")["says"]["date_of_birth"] = "05/08/1990"
    assert to_mend(raw) == {("us/i-485", "i485_name_dob_passport")}


def test_a_date_of_birth_wrong_on_a_shared_paper_is_told_by_each_form_that_rests_on_it() -> None:
    raw = family()
    paper(raw, "passport")["says"]["date_of_birth"] = "07 AGO/AUG 1990"
    told = to_mend(raw)
    assert ("us/i-485", "i485_name_dob_passport") in told
    finding = next(f for f in checked(raw).findings if f.id == "i485_name_dob_passport")
    assert [s.id for s in finding.sources] == ["passport"]


@pytest.mark.parametrize(
    ("name", "form", "check_id"),
    [
        ("form-i130", "us/i-130", "i130_edition"),
        ("form-i485", "us/i-485", "i485_edition"),
        ("form-i864", "us/i-864", "i864_edition"),
        ("form-i765", "us/i-765", "i765_c1"),
    ],
)
def test_an_old_edition_is_told_in_the_form_it_is_of(name: str, form: str, check_id: str) -> None:
    raw = family()
    paper(raw, name)["edition"] = "2017-01-01"
    assert (form, check_id) in to_mend(raw)
    assert {f for f, _ in to_mend(raw)} <= {form, "us/i-485"}


def test_an_income_below_the_line_is_told_for_the_affidavit_alone() -> None:
    raw = family()
    raw["people"]["ruth"]["annual_income"] = 24000
    raw["people"]["ruth"]["income_sources"][0]["annual"] = 24000
    paper(raw, "form-i864")["says"]["annual_income"] = 24000
    paper(raw, "employer")["says"]["annual_income"] = 24000
    told = to_mend(raw)
    assert ("us/i-864", "i864_threshold") in told
    assert {form for form, _ in told} == {"us/i-864"}


def test_one_check_over_the_line_of_two_people_is_enough() -> None:
    raw = family()
    raw["people"]["ruth"]["annual_income"] = 27050
    raw["people"]["ruth"]["income_sources"][0]["annual"] = 27050
    paper(raw, "form-i864")["says"]["annual_income"] = 27050
    paper(raw, "employer")["says"]["annual_income"] = 27050
    assert "i864_threshold" not in {check_id for _, check_id in to_mend(raw)}


def test_an_earlier_marriage_without_its_end_is_told_by_the_forms_that_ask_for_it() -> None:
    raw = family()
    raw["marriages"].append(
        {
            "id": "before",
            "type": "married",
            "spouses": ["ruth", {"name": {"family": "Calloway", "given": "Dean"}}],
            "date": "2015-06-06",
            "ended": "2019-02-11",
            "ended_how": "divorce",
        }
    )
    told = to_mend(raw)
    assert {("us/i-130", "i130_terminations_count"), ("us/i-485", "i485_terminations_count")} <= told
    raw["marriages"][-1]["ended"] = "2025-11-02"
    assert ("us/i-130", "i130_marriage_before_divorce") in to_mend(raw)
