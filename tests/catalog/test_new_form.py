"""A form is added with two small files and nothing else, as the guide says."""

from __future__ import annotations

import re
import shutil
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from applicant_helper.catalog.lint import lint
from applicant_helper.catalog.load import load_catalog
from applicant_helper.catalog.where import data_root
from applicant_helper.checks import check_case
from applicant_helper.core.casefile import read_case
from applicant_helper.core.expr.signatures import SIGNATURES
from applicant_helper.core.finding import Status

GUIDE = Path(__file__).parents[2] / "docs" / "adding-a-form.md"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    for folder in ("forms", "checklists"):
        shutil.copytree(data_root() / folder, tmp_path / folder)
    return tmp_path


def both_files() -> tuple[str, str]:
    """The form and the checklist that the guide shows."""
    blocks = re.findall(
        r"```yaml\n(# (?:forms|checklists)/us/uscis/x-1.yaml.*?)```", GUIDE.read_text("utf-8"), re.DOTALL
    )
    form, checklist = blocks
    return form, checklist


def test_the_form_of_the_guide_is_added_by_its_two_files(data: Path) -> None:
    form, checklist = both_files()
    (data / "forms/us/uscis/x-1.yaml").write_text(form, "utf-8")
    (data / "checklists/us/uscis/x-1.yaml").write_text(checklist, "utf-8")
    assert [str(p) for p in lint(data)] == []
    catalog = load_catalog(data)
    raw: dict[str, Any] = {
        "schema": 1,
        "filings": [{"form": "us/x-1", "roles": {"applicant": "ana"}}],
        "filing": {"date": "2026-11-23", "fee_route": "full", "fee_claimed": 90},
        "people": {"ana": {"legal_name": {"family": "Ruiz", "given": "Ana"}, "date_of_birth": "1990-02-11"}},
        "documents": [
            {
                "id": "pass",
                "kind": "passport",
                "about": "ana",
                "meets": ["x1_id"],
                "says": {"date_of_birth": "1990-11-02"},
            },
            {
                "id": "form",
                "kind": "official_form",
                "form": "us/x-1",
                "about": "ana",
                "edition": "2020-01-01",
            },
        ],
    }
    case, problems = read_case(raw, catalog.vocabulary)
    assert not problems
    result = check_case(case, catalog, date(2026, 11, 23))
    assert {f.id for f in result.findings} == {"x1_dob", "edition_current", "fee_amount_matches_schedule"}
    assert [r.status for r in result.requirements] == [Status.MET]
    assert [f.amount for f in result.fees] == [100]


def test_a_mistake_in_a_new_form_is_named_with_its_line(data: Path) -> None:
    form, checklist = both_files()
    (data / "forms/us/uscis/x-1.yaml").write_text(
        form.replace("person: applicant", "who: applicant"), "utf-8"
    )
    (data / "checklists/us/uscis/x-1.yaml").write_text(checklist, "utf-8")
    told = [str(p) for p in lint(data)]
    assert any("date_of_birth_differs also needs person" in p and "x-1.yaml:" in p for p in told), told
    assert any("date_of_birth_differs has no who" in p for p in told), told


def test_the_guide_lists_every_function() -> None:
    text = GUIDE.read_text("utf-8")
    assert [n for n, g in SIGNATURES.items() if f"| `{n}` | {g.help} |" not in text] == []
