"""Reading maps of the I-485, I-765, I-131 and I-90: sound in themselves, and equal to the official files."""

from __future__ import annotations

import re
from collections import Counter, defaultdict

import pytest

from applicant_helper.reading.text import text_pages
from tests.catalog.maps import (
    SIZES,
    checks,
    official,
    official_fields,
    row,
    the_map,
    word_beside,
)

FORMS = ("I-131", "I-485", "I-765", "I-90")
# The form has finer boxes than the vocabulary has answers, so several boxes may mean the same.
COARSE = {"filing.i485_category"}
# A conditional resident's reasons are printed again, with item numbers of their own.
PRINTED_TWICE = {("I-90", "filing.card_reason")}
EVERY_FORM = pytest.mark.parametrize("form", FORMS)


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
