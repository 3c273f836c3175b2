"""Reading maps of the I-485, I-765, I-131 and I-90: sound in themselves, and equal to the official files."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest

from applicant_helper.catalog.load import load_catalog
from applicant_helper.catalog.pdfmaps import FormMap, MapRow, load_map, map_file, read_map
from applicant_helper.catalog.where import data_root
from applicant_helper.core.vocabulary import Vocabulary
from applicant_helper.reading.formfile import form_fields
from applicant_helper.reading.text import text_pages

OFFICIAL = Path(__file__).resolve().parents[2].parent / "shared" / "reference" / "uscis-pdfs"
EDITIONS = {"I-485": "2025-01-20", "I-765": "2025-08-21", "I-131": "2025-01-20", "I-90": "2025-01-20"}
SIZES = {"I-485": (760, 24), "I-765": (161, 7), "I-131": (339, 14), "I-90": (195, 7)}
LETTER = (612.0, 792.0)
# The form has finer boxes than the vocabulary has answers, so several boxes may mean the same.
COARSE = {"filing.i485_category"}
# A conditional resident's reasons are printed again, with item numbers of their own.
PRINTED_TWICE = {("I-90", "filing.card_reason")}
EVERY_FORM = pytest.mark.parametrize("form", sorted(EDITIONS))


@lru_cache(maxsize=1)
def vocabulary() -> Vocabulary:
    return load_catalog(data_root()).vocabulary


@lru_cache(maxsize=8)
def the_map(form: str) -> FormMap:
    found = load_map(data_root(), form, EDITIONS[form], vocabulary())
    assert found is not None
    return found


def checks(form: str) -> list[MapRow]:
    return [r for r in the_map(form).rows if r.kind == "check"]


def row(form: str, end: str) -> MapRow:
    (found,) = [r for r in the_map(form).rows if r.field.endswith("." + end)]
    return found


@lru_cache(maxsize=8)
def official_fields(form: str) -> dict[str, dict[str, Any]]:
    with official(form).open("rb") as file:
        return {f["name"]: f for f in form_fields(file, with_labels=False)["fields"]}


def official(form: str) -> Path:
    path = OFFICIAL / f"{form.lower()}-{EDITIONS[form]}.pdf"
    if not path.is_file():
        pytest.skip(f"The official {form} is not here, so its map is not compared with it.")
    return path


@EVERY_FORM
def test_a_map_loads_without_a_word_of_complaint(form: str) -> None:
    path = map_file(data_root(), form, EDITIONS[form])
    assert path is not None
    read, problems = read_map(path, vocabulary())
    assert problems == []
    assert (len(read.rows), read.pages) == SIZES[form]


@EVERY_FORM
def test_every_row_was_looked_at_and_says_what_is_printed(form: str) -> None:
    assert [r.field for r in the_map(form).rows if not r.is_checked] == []
    assert [r.field for r in the_map(form).rows if not r.label or re.search(r"\s{2}|:$", r.label)] == []


@EVERY_FORM
def test_fields_are_unique_and_boxes_lie_on_the_page(form: str) -> None:
    rows = the_map(form).rows
    assert [n for n, count in Counter(r.field for r in rows).items() if count > 1] == []
    assert [r.field for r in rows if r.box[2] > LETTER[0] or r.box[3] > LETTER[1]] == []


@EVERY_FORM
def test_every_page_has_its_barcode(form: str) -> None:
    barcodes = [r.page for r in the_map(form).rows if r.kind == "barcode"]
    assert sorted(barcodes) == list(range(1, SIZES[form][1] + 1))


@EVERY_FORM
def test_every_check_box_means_something(form: str) -> None:
    assert [r.field for r in checks(form) if not r.meanings] == []


@EVERY_FORM
def test_a_question_has_one_yes_and_one_no(form: str) -> None:
    groups: defaultdict[str, list[str]] = defaultdict(list)
    for r in checks(form):
        if r.fact.startswith("item:") or r.label.endswith((": Yes", ": No")):
            groups[r.fact].append(r.value)
    assert len(groups) > 3
    assert {f: v for f, v in groups.items() if sorted(v) not in (["no", "yes"], ["na", "no", "yes"])} == {}


@EVERY_FORM
def test_boxes_of_one_fact_mean_different_things(form: str) -> None:
    taken: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for r in checks(form):
        if r.fact and r.fact not in COARSE and (form, r.fact) not in PRINTED_TWICE:
            taken[r.fact, r.value].append(r.field)
    assert {k: v for k, v in taken.items() if len(v) > 1} == {}


@EVERY_FORM
def test_boxes_without_a_fact_are_told_apart_by_their_label(form: str) -> None:
    taken = Counter((r.label, r.value) for r in checks(form) if not r.fact)
    assert [k for k, count in taken.items() if count > 1] == []


@EVERY_FORM
def test_the_label_of_a_box_parts_question_and_answer(form: str) -> None:
    assert [r.field for r in checks(form) if r.fact and not all(r.label.rpartition(": "))] == []


@EVERY_FORM
def test_every_place_to_sign_has_its_date(form: str) -> None:
    facts = [r.fact for r in the_map(form).rows]
    for who in ("applicant", "interpreter", "preparer"):
        assert facts.count(f"signature:{who}") == 1
        assert facts.count(f"signed:{who}") == 1
    assert all(r.kind == "signature" for r in the_map(form).rows if r.fact.startswith("signature:"))


@EVERY_FORM
def test_what_identifies_a_person_must_not_be_left_blank(form: str) -> None:
    wanted = {f"applicant.{f}" for f in ("legal_name.family", "date_of_birth", "country_of_birth", "sex")}
    filled = {r.fact for r in the_map(form).rows if r.blank == "fill"}
    assert wanted | {"signature:applicant", "signed:applicant"} <= filled


@EVERY_FORM
def test_a_copy_repeats_a_fact_that_the_form_asks_for(form: str) -> None:
    facts = {r.fact for r in the_map(form).rows}
    copies = {f.removeprefix("repeat:") for f in facts if f.startswith("repeat:")}
    assert copies
    assert copies <= facts


def test_all_86_questions_of_part_9_are_in_the_map() -> None:
    said = " ".join(r.label for r in the_map("I-485").rows)
    assert [n for n in range(1, 87) if not re.search(rf"Part 9 Item {n}\b", said)] == []
    split = [(35, "ab"), (42, "abcd"), (43, "abcdefghi"), (53, "abcd"), (78, "ab"), (84, "abc")]
    facts = {r.fact for r in checks("I-485")}
    assert {f"item:Part 9 Item {n}.{c}" for n, letters in split for c in letters} <= facts


@pytest.mark.parametrize(
    ("form", "field", "fact", "value"),
    [
        ("I-485", "Pt8Line22_YesNo[0]", "item:Part 9 Item 22", "yes"),
        ("I-485", "Pt2Line4_CB[1]", "filing.section_245i", "yes"),
        ("I-485", "Pt8Line24a_YesNo[0]", "applicant.j_two_year", "yes"),
        ("I-485", "Pt8Line20_YesNo[0]", "item:Part 9 Item 16", "yes"),
        ("I-765", "PtLine29_YesNo[0]", "item:Part 2 Item 30", "yes"),
        ("I-765", "PtLine30b_YesNo[1]", "item:Part 2 Item 31.b", "no"),
        ("I-765", "Line9_Checkbox[0]", "applicant.sex", "female"),
        ("I-765", "Pt5Line3b_Unit[1]", "interpreter.mailing_address.unit", "Apt."),
        ("I-131", "Line4c_No[0]", "item:Part 6 Item 4.c", "no"),
        ("I-131", "P4_Line1_YesNo[0]", "item:Part 4 Item 1", "yes"),
        ("I-90", "P1_Line8_female[0]", "applicant.sex", "female"),
        ("I-90", "P3_checkbox5[1]", "applicant.filed_i407", "yes"),
        ("I-90", "P3_checkbox4[0]", "item:Part 3 Item 4", "no"),
    ],
)
def test_boxes_whose_names_or_values_mislead(form: str, field: str, fact: str, value: str) -> None:
    assert (row(form, field).fact, row(form, field).value) == (fact, value)


@EVERY_FORM
def test_the_official_file_has_these_fields_and_no_others(form: str) -> None:
    assert set(the_map(form).by_field()) == set(official_fields(form))


@EVERY_FORM
def test_boxes_and_pages_are_those_of_the_official_file(form: str) -> None:
    fields = official_fields(form)
    wrong = [
        r.field
        for r in the_map(form).rows
        if r.page != fields[r.field]["page"]
        or any(abs(a - b) > 0.51 for a, b in zip(r.box, fields[r.field]["box"], strict=True))
    ]
    assert wrong == []


@EVERY_FORM
def test_the_word_printed_beside_a_box_is_what_its_tick_means(form: str) -> None:
    with official(form).open("rb") as file:
        pages = {p["number"]: p["words"] for p in text_pages(file, 1, SIZES[form][1])}
    wanted = [r for r in checks(form) if r.value in ("yes", "no") and r.label.endswith((": Yes", ": No"))]
    assert len(wanted) >= 6
    assert [r.field for r in wanted if word_beside(r, pages[r.page]).casefold() != r.value] == []


def word_beside(r: MapRow, words: list[list[Any]]) -> str:
    """The first word right of a box on its line, each word being its text and then its box."""
    line = [w for w in words if w[1] > r.box[0] + 4 and w[2] < r.box[3] + 2 and w[4] > r.box[1] - 2]
    return str(min(line, key=lambda w: w[1])[0]) if line else ""
