"""Runs every scenario file: given a case, these findings, statuses, windows, fees and referrals."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import Any

import pytest

from applicant_helper.catalog.catalogue import Catalog
from applicant_helper.catalog.load import load_catalog
from applicant_helper.checks import CheckResult, check_case
from applicant_helper.core.casefile import read_case
from applicant_helper.core.finding import Severity
from applicant_helper.service.report import check_report
from tests.scenarios.loader import Scenario, scenarios

FORMS = ("us-n-400",)
ALL = [pytest.param(f, s, id=f"{f}: {s.name}") for f in FORMS for s in scenarios(f)]
REPORTED = {Severity.BLOCKS, Severity.LIKELY_RFE, Severity.ADVICE}


@lru_cache(maxsize=1)
def catalog() -> Catalog:
    return load_catalog()


def check(scenario: Scenario) -> CheckResult:
    case, problems = read_case(scenario.raw, catalog().vocabulary)
    assert not problems, [f"{p.path}: {p.message} {p.params}" for p in problems]
    return check_case(case, catalog(), date(2026, 11, 23))


@pytest.mark.parametrize(("form", "scenario"), ALL)
def test_scenario_gives_what_it_expects(form: str, scenario: Scenario) -> None:
    result = check(scenario)
    expect = scenario.expect
    found = {f.id for f in result.findings if f.severity in REPORTED}
    if "findings" in expect:
        wanted = set(expect["findings"])
        assert wanted <= found, f"not flagged: {wanted - found}"
        if not wanted:
            assert not found, [f.id for f in result.findings]
    assert not found & set(expect.get("silent", [])), found
    assert set(expect.get("rules", [])) <= {f.rule for f in result.findings}
    for check_id, severity in expect.get("severity", {}).items():
        assert {f.severity.value for f in result.findings if f.id == check_id} == {severity}
    _assert_requirements(result, expect)
    _assert_windows(result, expect)
    if "fee" in expect:
        assert expect["fee"] in [f.amount for f in result.fees]
    if "referrals" in expect:
        assert {r.id for r in result.referrals} == set(expect["referrals"])


def _assert_requirements(result: CheckResult, expect: Any) -> None:
    statuses = {r.id: r.status.value for r in result.requirements}
    for requirement, status in expect.get("requirements", {}).items():
        row = next(r for r in result.requirements if r.id == requirement)
        assert statuses[requirement] == status, (requirement, row.status, row.parts, row.missing_answers)


def _assert_windows(result: CheckResult, expect: Any) -> None:
    report = check_report(result, catalog())
    rows = report["windows"]
    assert isinstance(rows, list)
    for window_id, wanted in expect.get("windows", {}).items():
        row: Any = next(r for r in rows if isinstance(r, dict) and r["id"] == window_id)
        assert row["opens"] == wanted["opens"]
        if "arithmetic" in wanted:
            assert row["arithmetic"] == wanted["arithmetic"]
        if "missing" in wanted:
            assert set(wanted["missing"]) <= set(row["missing_answers"])


@pytest.mark.parametrize("form", FORMS)
def test_every_check_fires_in_one_scenario_and_stays_silent_in_another(form: str) -> None:
    data = catalog().forms["/".join(form.split("-", 1))]
    fires: dict[str, int] = {r.rule: 0 for r in data.rules}
    total = 0
    for scenario in scenarios(form):
        total += 1
        for rule in {f.rule for f in check(scenario).findings}:
            fires[rule] += 1
    assert total >= 25
    assert [rule for rule, times in fires.items() if times == 0] == []
    assert [rule for rule, times in fires.items() if times == total] == []
