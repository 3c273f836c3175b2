"""Reading maps of the I-130, I-130A, I-864 and I-751: sound in themselves, and equal to the official files."""

from __future__ import annotations

import io
from collections import Counter, defaultdict

import pikepdf
import pytest

from applicant_helper.reading.formfile import form_fields
from applicant_helper.reading.formread import FormResult, read_form
from applicant_helper.reading.shapes import FormField
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

FORMS = ("I-130", "I-130A", "I-751", "I-864")
SIGNERS = {
    "I-130": {"petitioner"},
    "I-130A": {"beneficiary"},
    "I-864": {"sponsor"},
    "I-751": {"applicant", "spouse"},
}
PERSON = {"I-130": "petitioner", "I-130A": "beneficiary", "I-864": "sponsor", "I-751": "applicant"}
# Two boxes of Part 1 say joint sponsor and two say relative's employer, which the vocabulary does not tell apart.
COARSE = {"filing.sponsor_role"}
# Statements with a single box: ticked is yes, and nothing says no.
STATEMENTS = {
    ("I-864", f"item:{item}")
    for item in ("Part 4 Item 2", "Part 4 Item 3", "Part 6 Item 13", "Part 6 Item 14")
} | {("I-751", f"item:Part 6 Item 4.{letter}") for letter in "abc"}
ITEMS = {
    "I-130": "Part 1 Item 3, Part 1 Item 4, Part 2 Item 11, Part 2 Item 38, Part 4 Item 10, Part 4 Item 45, "
    "Part 4 Item 53, Part 5 Item 1",
    "I-130A": "",
    "I-864": "Part 2 Item 3, Part 2 Item 12, Part 4 Item 1, Part 4 Item 2, Part 4 Item 3, Part 6 Item 13, "
    "Part 6 Item 14, Part 6 Item 15",
    "I-751": "Part 1 Item 16, Part 1 Item 18, Part 1 Item 19, Part 1 Item 20, Part 1 Item 21, Part 1 Item 22, "
    "Part 1 Item 23, Part 6 Item 1, Part 6 Item 2, Part 6 Item 3, Part 6 Item 4.a, Part 6 Item 4.b, Part 6 Item 4.c",
}
EVERY_FORM = pytest.mark.parametrize("form", FORMS)


def filled_in(form: str, values: dict[str, str]) -> FormResult:
    """The official file with values typed into fields named by their last part; X ticks a box."""
    texts = {row(form, end).field: text for end, text in values.items()}
    with pikepdf.open(official(form)) as pdf:
        for page in pdf.pages:
            for widget in page.obj.get("/Annots", []):
                text = texts.get(_full_name(widget))
                if text == "X":
                    on = next(str(k) for k in widget["/AP"]["/N"] if str(k) != "/Off")
                    widget["/V"] = widget["/AS"] = pikepdf.Name(on)
                elif text is not None:
                    widget["/V"] = pikepdf.String(text)
        out = io.BytesIO()
        pdf.save(out)
    out.seek(0)
    told = form_fields(out, with_labels=False)["fields"]
    fields = [FormField(**{**f, "box": tuple(f["box"])}) for f in told]
    return read_form(fields, the_map(form), {})


def _full_name(widget: pikepdf.Object) -> str:
    parts: list[str] = []
    at: pikepdf.Object | None = widget
    while at is not None:
        parts += [str(at["/T"])] if "/T" in at else []
        at = at.get("/Parent")
    return ".".join(reversed(parts))


def stated(result: FormResult) -> dict[str, object]:
    return {p.fact: p.value if p.value is not None else p.candidates for p in result.proposals}


@EVERY_FORM
def test_boxes_of_one_fact_mean_different_things(form: str) -> None:
    assert [r.field for r in checks(form) if not r.meanings] == []
    taken: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for r in checks(form):
        for meaning in r.meanings if r.fact and r.fact not in COARSE else ():
            taken[r.fact, meaning].append(r.field)
    assert {k: v for k, v in taken.items() if len(v) > 1} == {}


@EVERY_FORM
def test_boxes_without_a_fact_are_told_apart_and_never_asked_for(form: str) -> None:
    loose = [r for r in checks(form) if not r.fact]
    assert [k for k, count in Counter(r.label for r in loose).items() if count > 1] == []
    assert [r.field for r in loose if r.blank] == []


@EVERY_FORM
def test_a_question_has_one_yes_and_one_no(form: str) -> None:
    groups: defaultdict[str, list[str]] = defaultdict(list)
    for r in checks(form):
        if r.fact.startswith("item:") or r.label.endswith((": Yes", ": No")):
            groups[r.fact].append(r.value)
    two = {f: sorted(v) for f, v in groups.items() if (form, f) not in STATEMENTS}
    assert {f: v for f, v in two.items() if v not in (["no", "yes"], ["no", "unsure", "yes"])} == {}
    assert {f: v for f, v in groups.items() if (form, f) in STATEMENTS and v != ["yes"]} == {}


@EVERY_FORM
def test_the_questions_that_decide_are_there(form: str) -> None:
    there = {r.fact.removeprefix("item:") for r in checks(form) if r.fact.startswith("item:")}
    assert there == set(filter(None, ITEMS[form].split(", ")))
    assert all(
        r.label.startswith(r.fact.removeprefix("item:") + " ") for r in checks(form) if "item:" in r.fact
    )


@EVERY_FORM
def test_every_place_to_sign_has_its_date(form: str) -> None:
    facts = Counter(r.fact for r in the_map(form).rows)
    signers = {f.removeprefix("signature:") for f in facts if f.startswith("signature:")}
    assert signers == SIGNERS[form] | {"interpreter", "preparer"}
    assert {facts[f"{kind}:{who}"] for who in signers for kind in ("signature", "signed")} == {1}
    assert all(r.kind == "signature" for r in the_map(form).rows if r.fact.startswith("signature:"))


@EVERY_FORM
def test_what_identifies_a_person_must_not_be_left_blank(form: str) -> None:
    wanted = {f"{PERSON[form]}.legal_name.{part}" for part in ("family", "given")}
    if form != "I-130A":
        wanted |= {f"{PERSON[form]}.{f}" for f in ("date_of_birth", "country_of_birth")}
        wanted |= {f"{kind}:{PERSON[form]}" for kind in ("signature", "signed")}
    assert wanted <= {r.fact for r in the_map(form).rows if r.blank == "fill"}


@EVERY_FORM
def test_a_copy_repeats_a_fact_that_the_form_asks_for(form: str) -> None:
    facts = {r.fact for r in the_map(form).rows}
    copies = {f.removeprefix("repeat:") for f in facts if f.startswith("repeat:")}
    assert {f"{PERSON[form]}.a_number", f"{PERSON[form]}.legal_name.family"} <= copies <= facts


@pytest.mark.parametrize("form", ["I-130", "I-751"])
def test_digits_of_the_weight_run_from_the_left(form: str) -> None:
    rows = sorted((r for r in the_map(form).rows if r.fact.startswith("weight_")), key=lambda r: r.box[0])
    assert [r.fact.partition(":")[0] for r in rows] == ["weight_1", "weight_2", "weight_3"]


@pytest.mark.parametrize(
    ("form", "field", "fact", "value"),
    [
        ("I-130", "Pt4Line20_No[0]", "item:Part 4 Item 45", "no"),
        ("I-130", "Pt4Line28_No[0]", "item:Part 4 Item 53", "no"),
        ("I-130", "Pt2Line36_LPR[0]", "petitioner.us_status", "lpr"),
        ("I-130", "Pt2Line36_No[0]", "item:Part 2 Item 38", "no"),
        ("I-130", "Pt2Line23b_checkbox[0]", "petitioner.citizen_how", "naturalization"),
        ("I-130", "Part4Line1_Yes[0]", "item:Part 5 Item 1", "yes"),
        ("I-130", "Pt2Line11_SSN[0]", "petitioner.ssn", ""),
        ("I-130", "Pt4Line17_DateMarriageEnded[1]", "beneficiary.prior_marriage[1].ended", ""),
        ("I-130A", "Pt1Line14_CountryofBirth[0]", "beneficiary.parents[1].addresses[1].city", ""),
        ("I-130A", "Pt1Line10_FamilyName[0]", "beneficiary.parents[1].other_names[1].name.family", ""),
        ("I-130A", "Pt4Line1Checkbox[0]", "beneficiary.interpreter_needed", "yes"),
        ("I-864", "P4_Line1a_FamilyName[0]", "sponsor.legal_name.family", ""),
        ("I-864", "P4_Line7_CityofBirth[0]", "sponsor.country_of_birth", ""),
        ("I-864", "P2_Line5_AlienNumber[1]", "derivative[1].a_number", ""),
        ("I-864", "P2_Line5_AlienNumber[2]", "derivative[3].a_number", ""),
        ("I-864", "Override[0]", "sponsor.household_size", ""),
        ("I-864", "P6_Line17_IWasNotReq[0]", "sponsor.tax_returns[1].required", "no"),
        ("I-751", "Line17_Checkbox[0]", "item:Part 1 Item 18", "yes"),
        ("I-751", "Line18_Checkbox[0]", "item:Part 1 Item 19", "no"),
        ("I-751", "Part5Line6[0]", "applicant.children[1].accompanying", "yes"),
        ("I-751", "P3_Line9_HeightInches1[0]", "weight_1:applicant", ""),
        ("I-751", "P5_Line6a_SignatureofSpouse[0]", "signature:spouse", ""),
    ],
)
def test_fields_whose_names_or_values_mislead(form: str, field: str, fact: str, value: str) -> None:
    assert (row(form, field).fact, row(form, field).value) == (fact, value)


@EVERY_FORM
def test_the_official_file_has_these_fields_on_these_places_and_no_others(form: str) -> None:
    fields = official_fields(form)
    assert set(the_map(form).by_field()) == set(fields)
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
    answers = ("yes", "no", "male", "female", "Apt.", "Ste.", "Flr.")
    wanted = [r for r in checks(form) if r.label.endswith(tuple(f": {a.capitalize()}" for a in answers))]
    beside = [
        r for r in wanted if form != "I-864" or not r.label.endswith(".")
    ]  # its Apt. stands above the box
    assert len(beside) >= 6
    assert [r.field for r in beside if word_beside(r, pages[r.page]).casefold() != r.value.casefold()] == []


def test_a_filled_i130_says_no_although_its_boxes_hold_y() -> None:
    values = {
        "Pt4Line20_No[0]": "X",
        "Pt4Line28_No[0]": "X",
        "Pt1Line1_Child[0]": "X",
        "Part4Line1_Yes[0]": "X",
    }
    facts = stated(filled_in("I-130", values))
    items = facts.pop("document.form_items")
    assert isinstance(items, list)
    assert {(i["item"], i["answer"]) for i in items} == {
        ("Part 4 Item 45", "no"),
        ("Part 4 Item 53", "no"),
        ("Part 5 Item 1", "yes"),
    }
    assert facts == {"filing.i130_relationship": ("child_under21", "son_daughter")}


def test_a_filled_i864_tells_sponsor_and_immigrant_apart() -> None:
    values = {
        "P4_Line1a_FamilyName[0]": "Brooks",
        "P2_Line1a_FamilyName[0]": "Osei",
        "P6_Line2_TotalIncome[0]": "52,300",
    }
    values |= {"P4_Line2b_StreetNumberName[0]": "12 Elm Street", "P4_Line2c_Unit[0]": "X"}
    values |= {
        "P4_Line2d_AptSteFlrNumber[0]": "4B",
        "P6_Line4_Checkbox[0]": "X",
        "P6_Line4a_SelfEmployedAs[0]": "baker",
    }
    assert stated(filled_in("I-864", values)) == {
        "sponsor.legal_name": {"family": "Brooks"},
        "principal.legal_name": {"family": "Osei"},
        "sponsor.annual_income": 52300,
        "sponsor.mailing_address": {"street": "12 Elm Street", "unit": "Apt. 4B"},
        "sponsor.work_history": [{"kind": "self_employed", "occupation": "baker"}],
    }
