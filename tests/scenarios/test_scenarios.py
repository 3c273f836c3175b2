"""Runs every scenario file: given a case, these findings, statuses, windows, fees and referrals."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache
from typing import Any

import pytest

from applicant_helper.catalog.catalogue import Catalog
from applicant_helper.catalog.load import load_catalog
from applicant_helper.catalog.models import Rule
from applicant_helper.checks import CheckResult, check_case
from applicant_helper.core.casefile import read_case
from applicant_helper.core.finding import Severity, Status
from applicant_helper.service.report import check_report
from tests.scenarios.loader import HERE, Scenario, base, form_of, scenarios

FORMS = tuple(sorted(p.name for p in HERE.iterdir() if p.is_dir() and any(p.glob("base-*.yaml"))))
BASES = [
    pytest.param(form, path.stem, id=f"{form}: {path.stem}")
    for form in FORMS
    for path in sorted((HERE / form).glob("base-*.yaml"))
]
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
        for end in ("opens", "closes"):
            if end in wanted:
                assert row[end] == (str(wanted[end]) if wanted[end] is not None else None), (window_id, end)
        if "arithmetic" in wanted:
            assert row["arithmetic"] == wanted["arithmetic"]
        if "missing" in wanted:
            assert set(wanted["missing"]) <= set(row["missing_answers"])


@pytest.mark.parametrize(("form", "name"), BASES)
def test_a_base_case_is_clean_and_leaves_nothing_undecided(form: str, name: str) -> None:
    result = check(Scenario(name, base(form, name), {}))
    here = {f.form for f in result.fees}
    assert [(f.id, f.message) for f in result.findings if f.severity in REPORTED] == []
    waiting = {r.id: r.missing_answers for r in result.requirements if r.status is Status.ANSWER_FIRST}
    assert waiting == {}
    assert form_of(form) in here


@pytest.mark.parametrize("form", FORMS)
def test_every_check_fires_in_one_scenario_and_stays_silent_in_another(form: str) -> None:
    data = catalog().forms[form_of(form)]
    fires = {r.rule: 0 for r in data.rules if not is_of_agency(r)}
    total = 0
    for scenario in scenarios(form):
        total += 1
        for rule in {f.rule for f in check(scenario).findings if f.form == data.id} & set(fires):
            fires[rule] += 1
    assert [rule for rule, times in fires.items() if times == 0] == []
    assert [rule for rule, times in fires.items() if times == total and total > 1] == []


@pytest.mark.parametrize("form", FORMS)
def test_every_requirement_is_needed_in_one_case(form: str) -> None:
    data = catalog().forms[form_of(form)]
    seen: dict[str, set[Status]] = {r.id: set() for r in data.requirements}
    cases = [*scenarios(form), *(Scenario(n, base(form, n), {}) for n in base_names(form))]
    for scenario in cases:
        for row in check(scenario).requirements:
            if row.form == data.id:
                seen[row.id].add(row.status)
    undecided = {Status.NOT_NEEDED, Status.ANSWER_FIRST}
    assert [r for r, statuses in seen.items() if not statuses - undecided] == []


def base_names(form: str) -> list[str]:
    return sorted(p.stem for p in (HERE / form).glob("base-*.yaml"))


def is_of_agency(rule: Rule) -> bool:
    return re.match(r"common/[a-z]{2}-", rule.words_at) is not None
