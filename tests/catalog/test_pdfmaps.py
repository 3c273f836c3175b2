"""Maps of PDF forms: rows are read once, bad ones are named with their line, the shipped ones hold together."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from applicant_helper.catalog.pdfmaps import (
    COLUMNS,
    known_editions,
    load_map,
    map_problems,
    read_map,
    text_meanings,
)
from applicant_helper.catalog.pdfpaths import PathRefused, leaf_type, parse_path
from applicant_helper.catalog.where import data_root
from tests.reading.formmaps import vocabulary

GOOD = (
    "form1[0].X[0]",
    "1",
    "text",
    "10 10 90 28",
    "applicant.date_of_birth",
    "",
    "Part 1 Item 1",
    "fill",
    "checked",
)


def map_of(folder: Path, *rows: tuple[str, ...], name: str = "z-100-2025-01-20.csv") -> Path:
    path = folder / "forms" / "us" / "uscis" / "pdf" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file, lineterminator="\n").writerows((COLUMNS, *rows))
    return path


def changed(**cells: str) -> tuple[str, ...]:
    return tuple(cells.get(c, v) for c, v in zip(COLUMNS, GOOD, strict=True))


def test_the_shipped_maps_have_no_problems() -> None:
    assert map_problems(data_root(), vocabulary()) == ()
    assert "2025-01-20" in known_editions(data_root(), "N-400")


def test_a_map_is_found_by_form_and_edition(tmp_path: Path) -> None:
    map_of(tmp_path, GOOD)
    found = load_map(tmp_path, "Z-100", "2025-01-20", vocabulary())
    assert found is not None
    assert (found.form, found.edition, found.pages) == ("Z-100", "2025-01-20", 1)
    row = found.by_field()["form1[0].X[0]"]
    assert (row.box, row.is_checked, row.line) == ((10, 10, 90, 28), True, 2)
    assert row.leaf is not None and row.leaf.kind == "date"
    assert load_map(tmp_path, "Z-100", "2020-01-01", vocabulary()) is None
    assert load_map(tmp_path, "Z-100", "2025-01-20", vocabulary()) is found


@pytest.mark.parametrize(
    ("cells", "word"),
    [
        ({"fact": "nobody.legal_name.family"}, "no role nobody"),
        ({"fact": "applicant.shoe_size"}, "no fact shoe_size"),
        ({"fact": "applicant.legal_name.nickname"}, "no part"),
        ({"fact": "applicant.addresses[1]"}, "made of parts"),
        ({"fact": "applicant.addresses"}, "list of records"),
        ({"fact": "applicant.date_of_birth[1]"}, "not a list"),
        ({"fact": "applicant..x"}, "not a path"),
        ({"fact": "copy:applicant.a_number"}, "copy"),
        ({"fact": "item:"}, "number of the question"),
        ({"box": "10 10 90"}, "box"),
        ({"box": "90 10 10 28"}, "box"),
        ({"page": "0"}, "page"),
        ({"kind": "radio"}, "kind"),
        ({"blank": "maybe"}, "blank"),
        ({"status": "seen"}, "status"),
        ({"label": ""}, "label"),
        ({"field": ""}, "name"),
        ({"kind": "check", "fact": "applicant.sex", "value": "woman"}, "woman"),
        ({"kind": "check", "fact": "applicant.sex", "value": ""}, "what a tick means"),
        ({"kind": "check", "fact": "item:Part 1 Item 1", "value": "perhaps"}, "perhaps"),
    ],
)
def test_a_bad_row_is_named_with_its_line_and_left_out(
    tmp_path: Path, cells: dict[str, str], word: str
) -> None:
    path = map_of(tmp_path, GOOD, changed(**{"field": "form1[0].Y[0]", **cells}))
    problems = map_problems(tmp_path, vocabulary())
    assert [p.line for p in problems] == [3] * len(problems)
    assert any(word in p.sentence for p in problems)
    assert [r.field for r in read_map(path, vocabulary())[0].rows] == ["form1[0].X[0]"]


def test_a_field_named_twice_and_an_odd_file_are_problems(tmp_path: Path) -> None:
    map_of(tmp_path, GOOD, GOOD)
    map_of(tmp_path, ("short", "row"), name="z-101-2025-13-40.csv")
    sentences = [str(p) for p in map_problems(tmp_path, vocabulary())]
    assert any("twice" in s for s in sentences)
    assert any("YYYY-MM-DD" in s for s in sentences)
    assert any("as many values" in s for s in sentences)


@pytest.mark.parametrize(
    ("text", "fact", "kind"),
    [
        ("applicant.addresses[2].street", "applicant.addresses", "text"),
        ("applicant.children[1].date_of_birth", "applicant.children", "date"),
        ("applicant.parents[1].name.family", "applicant.parents", "text"),
        ("beneficiary.prior_marriage[1].ended", "beneficiary.prior_marriage[1].ended", "date"),
        ("prior_spouse[1].legal_name.given", "prior_spouse[1].legal_name", "text"),
        ("marriage.place.country", "marriage.place", "country"),
        ("item:Part 9 Item 5.a", "document.form_items", "choice"),
        ("repeat:applicant.a_number", "applicant.a_number", "a_number"),
        ("signed:preparer", "preparer", "date"),
    ],
)
def test_paths(text: str, fact: str, kind: str) -> None:
    path = parse_path(text)
    assert path is not None
    assert path.fact == fact
    found = leaf_type(path, vocabulary())
    assert found is not None and found.kind == kind


def test_a_role_alone_is_no_fact() -> None:
    path = parse_path("applicant")
    assert path is not None
    with pytest.raises(PathRefused):
        leaf_type(path, vocabulary())


def test_printed_options_of_texts() -> None:
    assert text_meanings("lives with me=yes; elsewhere=no") == {"lives with me": "yes", "elsewhere": "no"}
