"""A destination file with a fault: what is said of it, and where."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from applicant_helper.catalog.destinations import FOLDER, load_destinations
from applicant_helper.catalog.destinations.lint import lint_destinations
from applicant_helper.catalog.problems import CatalogFaulty
from applicant_helper.catalog.where import data_root


@pytest.fixture
def data(tmp_path: Path) -> Path:
    shutil.copytree(data_root() / FOLDER, tmp_path / FOLDER)
    return tmp_path


def change(root: Path, name: str, old: str, new: str) -> Path:
    path = root / FOLDER / f"{name}.yaml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return path


FAULTS = [
    ("uscis_online", "schema: 2", "schema: 1", "schema"),
    ("uscis_online", "medium: upload", "medium: carrier pigeon", "medium"),
    ("uscis_online", "target_bytes: 10000000", "target_bytes: 13000000", "target_bytes is above max_bytes"),
    ("uscis_online", "dpi_target: 300", "dpi_target: 100", "dpi_target is below dpi_floor"),
    ("uscis_online", "  max_bytes: 12000000\n  target_bytes: 10000000\n", "", "needs files.max_bytes"),
    ("uscis_online", "id: uscis_online", "id: uscis_on_line", "The file is called uscis_online"),
    ("uscis_online", "id: uscis_online", "id: uscis_on_line", "no published destination uscis_on_line"),
    ("uscis_online", "id: uscis_online", "id: uscis_paper", "Two destinations are called uscis_paper"),
    ("uscis_online", "{nn}_{slot}", "{nn}_{sloth}", "files.name_template has {sloth}"),
    ("uscis_online", "{nn}_{slot}", "{nn_{slot}", "files.name_template is not a template"),
    ("uscis_online", "'^[A-Za-z0-9_-]{1,56}", "'^[A-Za-z0-9_-{1,56}", "files.name_pattern is not a pattern"),
    ("uscis_online", "'^[A-Za-z0-9_-]{1,56}", "'^[a-z]{1,56}", "files.name_pattern refuses 07_Birth"),
    ("uscis_online", "Page {page} of", "Sheet of", "stamp.template has no {page}"),
    ("uscis_online", "_part{k}of{n}", "_part", "has no {k}"),
    ("uscis_online", "- {slot: toc}\n", "- {slot: toc}\n- {slot: toc}\n", "order names toc 2 times"),
    ("uscis_online", "- {slot: evidence_by_requirement}\n", "", "order has no evidence_by_requirement"),
    (
        "uscis_online",
        "need: only_if, when: If the form asks for photos",
        "need: only_if",
        "photos does not say",
    ),
    ("uscis_online", "dpi: warning, ", "", "how much dpi matters"),
    ("uscis_online", "dpi: warning", "dpi: shouting", "severities.dpi"),
    (
        "uscis_online",
        "  about: [conflicts.1]",
        "  about: [conflicts.9]",
        "about conflicts.9, which is not there",
    ),
    ("uscis_online", "  about: [conflicts.1]\n", "", "does not say what it is about"),
    ("uscis_online", "confidence: U", "confidence: Z", "confidence"),
    (
        "uscis_online",
        "- Some forms also take",
        "- Also this.\n- Some forms also take",
        "No source is about advice.6",
    ),
    ("eoir_paper", "- {slot: toc, need: required}\n", "", "index.mode is required"),
    ("eoir_paper", "- {slot: cover, need: required}\n", "", "order has no cover"),
    ("uscis_paper", "alpha", "beta", "exhibits.scheme"),
]


@pytest.mark.parametrize(("name", "old", "new", "words"), FAULTS, ids=[w for *_, w in FAULTS])
def test_a_fault_is_named_with_its_file(data: Path, name: str, old: str, new: str, words: str) -> None:
    change(data, name, old, new)
    _profiles, problems = lint_destinations(data)
    told = [p for p in problems if words in p.sentence]
    assert told, problems
    assert f"forms/destinations/{name}.yaml" in {p.file for p in told}
    assert all(p.line >= 1 for p in told)


def test_the_shipped_files_have_no_fault() -> None:
    assert lint_destinations(data_root())[1] == ()


def test_a_fault_stops_loading_with_file_and_line(data: Path) -> None:
    path = change(data, "nvc_ceac", "max_bytes: 2000000", "max_bytes: two")
    line = next(i for i, t in enumerate(path.read_text("utf-8").splitlines(), 1) if "max_bytes: two" in t)
    with pytest.raises(CatalogFaulty) as refused:
        load_destinations(data / FOLDER)
    assert f"forms/destinations/nvc_ceac.yaml:{line}: files.max_bytes" in refused.value.sentence()


def test_a_file_that_is_no_yaml_is_told_with_file_and_line_and_the_rest_is_still_read(data: Path) -> None:
    path = data / FOLDER / "nvc_ceac.yaml"
    path.write_text("schema: 2\nid: nvc_ceac\norder: [a, b\n", encoding="utf-8")
    profiles, problems = lint_destinations(data)
    assert len(profiles) == 15
    assert [p.file for p in problems] == ["forms/destinations/nvc_ceac.yaml"]
    assert problems[0].line >= 3
    with pytest.raises(CatalogFaulty):
        load_destinations(data / FOLDER)


def test_an_empty_file_is_told(data: Path) -> None:
    (data / FOLDER / "nvc_ceac.yaml").write_text("", encoding="utf-8")
    _profiles, problems = lint_destinations(data)
    assert [str(p).partition(": ")[0] for p in problems] == ["forms/destinations/nvc_ceac.yaml:1"]


def test_a_corrected_file_is_read_again(data: Path) -> None:
    assert load_destinations(data / FOLDER)["nvc_ceac"].files.max_bytes == 2_000_000
    change(data, "nvc_ceac", "max_bytes: 2000000", "max_bytes: 1960000")
    assert load_destinations(data / FOLDER)["nvc_ceac"].files.max_bytes == 1_960_000
