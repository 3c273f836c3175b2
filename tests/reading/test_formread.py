"""Forms filled in four ways give the same facts; what is doubtful is asked and what is empty is listed."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from applicant_helper.catalog.pdfmaps import FormMap
from applicant_helper.reading.formcells import boxes_to_look_at
from applicant_helper.reading.formink import ink_shares
from applicant_helper.reading.formread import FormResult, edition_to_read_by, read_form
from applicant_helper.reading.render import open_pages
from applicant_helper.reading.shapes import FormCode, FormField, How, Proposal
from applicant_helper.reading.text import pages_from, text_pages
from tests.reading import formmaps
from tests.reading.formmaps import FACTS, codes, facts, fields, leaves, read, values
from tests.reading.hybrid import draw, flattened, typed


@pytest.fixture(scope="module")
def known(tmp_path_factory: pytest.TempPathFactory) -> FormMap:
    return formmaps.form_map(tmp_path_factory.mktemp("map"))


def filled(**changes: str) -> io.BytesIO:
    """The form with AcroForm values only, as a filling program leaves it."""
    return draw(fields(), values=values(**changes), data=leaves({}))


def noted(result: FormResult, code: str) -> list[dict[str, Any]]:
    return [dict(n.params) for n in result.notes if n.code == code]


def of(result: FormResult, fact: str) -> Proposal:
    return next(p for p in result.proposals if p.fact == fact)


def test_values_in_fields_become_facts_with_page_box_and_label(known: FormMap) -> None:
    result = read(filled(), known)
    assert facts(result) == FACTS
    assert (result.reading.form, result.reading.edition) == ("Z-100", "2025-01-20")
    assert (result.reading.has_map, result.reading.is_flat) == (True, False)
    name = of(result, "applicant.legal_name")
    assert (name.page, name.box, name.how) == (1, (60, 100, 250, 118), How.FORM_FIELD)
    assert name.as_written == "Reyes Soto, Ana, Luz"
    assert not noted(result, "form.two-answers")


def test_typing_into_the_form_as_browsers_do_gives_the_same_facts(known: FormMap) -> None:
    result = read(typed(draw(fields(), data=leaves({})), fields(), values()), known)
    assert facts(result) == FACTS


def test_values_only_in_the_datasets_give_the_same_facts(known: FormMap) -> None:
    result = read(draw(fields(), data=leaves(values())), known)
    assert facts(result) == FACTS
    assert {p.how for p in result.proposals} == {How.FORM_DATA}


def test_both_stores_with_the_same_answers_give_the_same_facts_and_no_note(known: FormMap) -> None:
    answers = values()
    data = [(n, "1988-03-04" if n == "Born" else t) for n, t in leaves(answers)]
    result = read(draw(fields(), values=answers, data=data), known)
    assert facts(result) == FACTS
    assert not noted(result, "form.two-answers")


def test_a_flattened_form_is_read_from_its_print(known: FormMap) -> None:
    flat = flattened(filled())
    pages = pages_from(text_pages(flat, 1, 2))
    unseen = read(flat, known, codes=codes(), pages=pages)
    ticked = {"applicant.sex", "applicant.voted_or_registered", "document.form_items"}
    printed = {k: v for k, v in facts(unseen).items() if k != "applicant.addresses"}
    assert printed == {k: v for k, v in FACTS.items() if k not in {*ticked, "applicant.addresses"}}
    assert [n.code for n in unseen.notes[:2]] == ["form.flat", "form.flat-ticks"]
    assert {s.how for s in unseen.reading.signatures} == {"unknown"}
    seen = read(flat, known, codes=codes(), pages=pages, ink=ink_of(flat, known))
    assert facts(seen) == FACTS
    assert {s.how for s in seen.reading.signatures} == {"unsigned"}
    assert all(p.confidence < 0.9 for p in seen.proposals)


def ink_of(file: io.BytesIO, known: FormMap) -> dict[int, dict[str, float]]:
    found = {}
    with open_pages(file, "application/pdf") as pages:
        for number, code in codes().items():
            boxes = boxes_to_look_at(known, code)
            drawn = pages.draw(number, 150)
            shares = ink_shares(drawn.image, drawn.points_per_pixel, list(boxes.values()))
            found[number] = dict(zip(boxes, shares, strict=True))
    return found


def test_a_flattened_form_without_words_says_why_nothing_is_read(known: FormMap) -> None:
    result = read(flattened(filled()), known, codes=codes())
    assert result.proposals == ()
    assert result.reading.is_flat
    assert "can't be read from fields" in next(n.message for n in result.notes if n.code == "form.flat")


def test_two_different_answers_are_both_offered_and_never_chosen(known: FormMap) -> None:
    data = leaves(values(Born="04/03/1988", Sex_0="on", Sex_1=""))
    result = read(draw(fields(), values=values(), data=data), known)
    born = of(result, "applicant.date_of_birth")
    assert (born.value, born.candidates) == (None, ("1988-03-04", "1988-04-03"))
    assert of(result, "applicant.sex").candidates == ("female", "male")
    told = noted(result, "form.two-answers")
    assert [(t["page"], t["label"], t["typed"], t["data"]) for t in told] == [
        ("1", "Part 1 Item 2 Date of Birth", "03/04/1988", "04/03/1988"),
        ("1", "Part 1 Item 4 Sex", "Female", "Male"),
    ]
    others = {k: v for k, v in FACTS.items() if k not in {"applicant.date_of_birth", "applicant.sex"}}
    assert {k: v for k, v in facts(result).items() if v is not None} == others


def test_both_yes_and_no_ticked_gives_a_note_and_no_value(known: FormMap) -> None:
    result = read(filled(Voted_0="on", Party_0="on"), known)
    assert not {"applicant.voted_or_registered", "document.form_items"} & set(facts(result))
    told = noted(result, "form.both-ticked")
    assert [(t["page"], t["label"], t["answers"]) for t in told] == [
        ("2", "Part 9 Item 2 Voted", "Yes, No"),
        ("2", "Part 9 Item 5.a Party", "Yes, No"),
    ]


@pytest.mark.parametrize("default", ["PRESENT", " ", "0.00000000"])
def test_what_the_form_came_with_is_no_answer(known: FormMap, default: str) -> None:
    result = read(filled(To=default, Remark=default), known)
    assert facts(result) == FACTS
    assert not noted(result, "form.value")


def test_what_cannot_be_read_is_kept_as_written_and_told(known: FormMap) -> None:
    result = read(filled(Born="13/45/1988", From_1="long ago"), known)
    born = of(result, "applicant.date_of_birth")
    assert (born.value, born.as_written) == (None, "13/45/1988")
    addresses = of(result, "applicant.addresses")
    assert isinstance(addresses.value, list)
    assert addresses.value[1] == {"street": "9 Oak Avenue"}
    assert addresses.confidence < 0.5
    assert [t["written"] for t in noted(result, "form.unread")] == ["13/45/1988", "long ago"]


def test_repeats_are_told_only_when_they_differ_and_blank_ones_once(known: FormMap) -> None:
    assert not noted(read(filled(), known), "form.repeat-differs")
    differs = noted(read(filled(ANumber_1="123456780"), known), "form.repeat-differs")
    assert [(d["page"], d["value"], d["first"]) for d in differs] == [("2", "123456780", "123456789")]
    assert noted(read(filled(ANumber_1=""), known), "form.repeats-blank") == [{"pages": "2"}]
    assert not noted(read(filled(ANumber="", ANumber_1=""), known), "form.repeats-blank")


def test_places_to_sign_are_listed_with_their_page_and_never_called_signed(known: FormMap) -> None:
    (empty,) = read(filled(), known).reading.signatures
    assert (empty.by, empty.page, empty.box, empty.how) == ("applicant", 2, (60, 300, 350, 320), "unsigned")
    (marked,) = read(filled(Sign="Ana Reyes", Signed="01/02/2026"), known).reading.signatures
    assert (marked.how, marked.date) == ("marked", "01/02/2026")


def test_required_blanks_say_what_to_write(known: FormMap) -> None:
    result = read(filled(Middle="", Given="", Sex_1="", Party_1=""), known)
    assert [(n.code, n.params["label"]) for n in result.reading.blanks] == [
        ("form.blank-fill", "Part 1 Item 1 Given Name"),
        ("form.blank-na", "Part 1 Item 1 Middle Name"),
        ("form.blank-fill", "Part 1 Item 4 Sex"),
        ("form.blank-fill", "Part 9 Item 5.a Party"),
        ("form.blank-none", "Part 6 Item 1 Number of children"),
    ]


def test_not_applicable_is_an_answer_without_a_value(known: FormMap) -> None:
    result = read(filled(Middle="N/A", Children="None"), known)
    assert of(result, "applicant.legal_name").value == {"family": "Reyes Soto", "given": "Ana"}
    assert result.reading.blanks == ()


def test_an_edition_without_a_map_shows_values_with_their_printed_labels() -> None:
    result = read(filled(), None)
    assert result.proposals == ()
    assert result.notes[0].code == "form.no-map"
    assert dict(result.notes[0].params) == {"form": "Z-100", "edition": "2025-01-20"}
    shown = {(t["label"], t["value"]) for t in noted(result, "form.value")}
    assert ("Part 1 Item 1 Family Name", "Reyes Soto") in shown
    assert ("Female", "X") in shown
    assert ("Male", "X") not in shown


def test_an_empty_form_says_so_once(known: FormMap) -> None:
    result = read(draw(fields(), data=leaves({})), known)
    assert result.proposals == ()
    assert [n.code for n in result.notes] == ["form.empty"]


def test_values_without_a_fact_keep_their_printed_label(known: FormMap) -> None:
    told = noted(read(filled(Remark="See page 3"), known), "form.value")
    assert told == [{"label": "Part 3 Item 4 Remarks", "value": "See page 3"}]


def test_answers_of_the_data_that_fit_no_field_are_told(known: FormMap) -> None:
    result = read(filled(), known, lost=("0", "Ana", " ", "PRESENT"))
    assert noted(result, "form.lost-data") == [{"form": "Z-100", "value": "Ana", "count": "1"}]


def test_what_must_wait_for_the_interview_is_told_when_it_is_filled_in(known: FormMap) -> None:
    result = read(filled(Oath="Ana Reyes"), known)
    assert noted(result, "form.too-early") == [{"page": "2", "label": "Part 16 Signature (at the interview)"}]
    assert not noted(result, "form.value")
    assert not noted(read(filled(), known), "form.too-early")


def test_hostile_text_never_leaves_as_it_came(known: FormMap) -> None:
    result = read(filled(Family="Re\u202eyes\x1b[31m", Remark="a\u202eb\x07"), known)
    texts = [str(p.value) + p.as_written for p in result.proposals]
    texts += [v for n in result.notes for v in n.params.values()]
    assert not any(c in t for t in texts for c in "\u202e\x1b\x07")
    assert of(result, "applicant.legal_name").as_written.startswith("Reyes[31m")


def test_a_map_of_rules_only_is_less_sure(tmp_path: Path) -> None:
    path = formmaps.write_map(tmp_path)
    path.write_text(path.read_text().replace(",checked", ",rule"))
    from applicant_helper.catalog.pdfmaps import read_map

    known, problems = read_map(path, formmaps.vocabulary())
    assert not problems
    result = read(filled(), known)
    assert facts(result) == FACTS
    assert {p.confidence for p in result.proposals} == {0.9}


def test_pages_of_another_form_in_the_same_file_do_not_hide_the_edition(known: FormMap) -> None:
    other = {3: FormCode("G-1145", "09/26/14", 1)}
    result = read(filled(), known, codes=other)
    assert (result.reading.form, result.reading.edition) == ("Z-100", "2025-01-20")
    mixed = read(filled(), known, codes={2: FormCode("Z-100", "09/18/26", 2)})
    assert (mixed.reading.edition, mixed.reading.page_editions) == ("", ("2025-01-20", "2026-09-18"))
    assert noted(mixed, "form.other-edition-pages") == [{"form": "Z-100", "pages": "2"}]
    on_page_one = {
        k: v for k, v in FACTS.items() if k not in {"applicant.voted_or_registered", "document.form_items"}
    }
    assert facts(mixed) == on_page_one


def test_mixed_editions_are_read_by_the_one_of_most_pages() -> None:
    pages = {1: FormCode("Z-100", "01/20/25", 1), 2: FormCode("Z-100", "09/18/26", 2)}
    assert edition_to_read_by((), {**pages, 3: FormCode("Z-100", "01/20/25", 3)}) == "2025-01-20"
    assert edition_to_read_by((), {}) == ""


def test_fields_whose_names_were_cut_are_known_by_their_last_part(known: FormMap) -> None:
    cut = [replace(f, name=f.name.removeprefix("form1[0].")) for f in fields()]
    answers = {k.removeprefix("form1[0]."): v for k, v in values().items()}
    assert facts(read(draw(cut, values=answers), known)) == FACTS


TEXTS = st.one_of(
    st.text(max_size=30), st.sampled_from(["Y", "N", "03/04/1988", "N/A", "PRESENT", "123456789", "5"])
)
ANY_FIELD = st.builds(
    FormField,
    name=st.sampled_from([formmaps.full(row[0]) for row in formmaps.ROWS] + ["form1[0].Unknown[0]", ""]),
    kind=st.sampled_from(["text", "check", "choice", "signature", "barcode"]),
    page=st.integers(1, 3),
    box=st.tuples(*[st.floats(-10, 900)] * 4),
    value=TEXTS,
    data=st.one_of(st.none(), TEXTS),
    is_read_only=st.booleans(),
    on_value=TEXTS,
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150)
@given(st.lists(ANY_FIELD, max_size=25), st.booleans())
def test_whatever_the_fields_hold_reading_gives_plain_values(
    known: FormMap, found: list[FormField], has_map: bool
) -> None:
    result = read_form(found, known if has_map else None, {})
    values = [[p.value, list(p.candidates), p.as_written] for p in result.proposals]
    assert json.loads(json.dumps(values)) == values
    assert all(n.message.format(**n.params) for n in (*result.notes, *result.reading.blanks))
    assert all(0 <= p.confidence <= 1 and p.page >= 1 for p in result.proposals)
    assert has_map or not result.proposals
