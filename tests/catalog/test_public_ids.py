"""Every requirement and check that the reference names exists in the data, or is left out with a reason."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from applicant_helper.catalog.load import load_catalog
from applicant_helper.catalog.models import Form
from applicant_helper.catalog.yamlfile import read_yaml

HERE = Path(__file__).parent
LEFT_OUT: Mapping[str, str] = {}
"""Public id to the reason why the data has no such thing."""


def public_ids() -> dict[str, Any]:
    value = read_yaml(HERE / "public_ids.yaml").value
    assert isinstance(value, dict)
    return value


IDS = public_ids()


def form_of(form_id: str) -> Form:
    form = load_catalog().form(form_id)
    assert form is not None, f"there is no {form_id}"
    return form


@pytest.mark.parametrize("form_id", IDS)
def test_every_requirement_is_in_the_data(form_id: str) -> None:
    there = {r.id for r in form_of(form_id).requirements}
    wanted = set(IDS[form_id]["requirements"]) - set(LEFT_OUT)
    assert wanted - there == set()
    assert there - set(IDS[form_id]["requirements"]) == set()


@pytest.mark.parametrize("form_id", IDS)
def test_every_check_is_in_the_data(form_id: str) -> None:
    form = form_of(form_id)
    there = {r.id for r in form.rules} | set(form.silent)
    assert set(IDS[form_id]["checks"]) - there - set(LEFT_OUT) == set()


@pytest.mark.parametrize("form_id", IDS)
def test_what_asks_for_silence_has_no_rule(form_id: str) -> None:
    form = form_of(form_id)
    wanted = set(IDS[form_id].get("silent", ()))
    assert wanted <= set(form.silent)
    assert not wanted & {r.id for r in form.rules}
