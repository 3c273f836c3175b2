"""Texts of fields to values: each type reads what people write there, and nothing makes it fail in another way."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from applicant_helper.core.vocabulary import FieldType
from applicant_helper.reading.formvalues import (
    Unread,
    height_cm,
    plain,
    same_text,
    states_nothing,
    value_of,
    weight_kg,
    with_work_kind,
)

COUNTRIES = FieldType("list", item=FieldType("country"))


@pytest.mark.parametrize(
    ("text", "leaf", "value"),
    [
        ("03/04/1988", FieldType("date"), "1988-03-04"),
        ("1988-03-04", FieldType("date"), "1988-03-04"),
        ("D/S", FieldType("date_or_ds"), "D/S"),
        ("1 2 3 4 5 6 7 8 9", FieldType("a_number"), "A123456789"),
        ("52,000", FieldType("money"), 52000),
        ("52000.00000000", FieldType("money"), 52000),
        ("$1,250.50", FieldType("money"), "1250.5"),
        ("4", FieldType("number"), 4),
        ("UNITED STATES", FieldType("country"), "US"),
        ("Mexico, Guatemala and Belize", COUNTRIES, ["MX", "GT", "BZ"]),
        ("Bosnia and Herzegovina", COUNTRIES, ["BA"]),
        ("Never Married", FieldType("choice", choices=("never_married",)), "never_married"),
        ("Yes", FieldType("yes_no"), True),
    ],
)
def test_values_of_each_type(text: str, leaf: FieldType, value: object) -> None:
    assert value_of(text, leaf) == value


@pytest.mark.parametrize(
    ("text", "kind"), [("13/45/1988", "date"), ("abc", "number"), ("Atlantis", "country"), ("12", "a_number")]
)
def test_what_a_type_cannot_take_is_refused(text: str, kind: str) -> None:
    with pytest.raises(Unread):
        value_of(text, FieldType(kind))


def test_printed_options_are_found_in_what_was_typed() -> None:
    options = "does not reside with me=no; resides with me=yes; unknown="
    assert value_of("Does  not reside with me", FieldType("yes_no"), options) is False
    assert value_of("resides with me", FieldType("yes_no"), options) is True
    with pytest.raises(Unread):
        value_of("unknown/missing", FieldType("yes_no"), options)


def test_words_that_forms_ask_for_in_place_of_an_employer() -> None:
    assert with_work_kind({"employer": "Unemployed", "from": "2020"}) == {
        "from": "2020",
        "kind": "unemployed",
    }
    assert with_work_kind({"employer": "Self-employed"})["kind"] == "self_employed"
    assert with_work_kind({"employer": "Acme"}) == {"employer": "Acme"}


def test_height_and_weight_are_put_together() -> None:
    assert (height_cm("5", "4"), height_cm("6", ""), weight_kg("130")) == (163, 183, 59)
    for wrong in ("a", "1 0"):
        with pytest.raises(Unread):
            weight_kg(wrong)
    with pytest.raises(Unread):
        height_cm("five", "")


def test_factory_defaults_and_nothing() -> None:
    assert [plain(t) for t in ("PRESENT", " ", "0.00000000", "0", "Present day")] == [
        "",
        "",
        "",
        "0",
        "Present day",
    ]
    assert states_nothing("N/A")
    assert not states_nothing("Na")
    assert same_text("(212) 555-0100", "2125550100")
    assert not same_text("", "1")


KINDS = (
    "text",
    "date",
    "date_or_ds",
    "number",
    "money",
    "country",
    "a_number",
    "ssn",
    "yes_no",
    "name",
    "place",
)


@given(st.text(max_size=60), st.sampled_from(KINDS))
def test_any_text_gives_a_plain_value_or_is_refused(text: str, kind: str) -> None:
    try:
        value = value_of(plain(text), FieldType(kind))
    except Unread:
        return
    assert json.loads(json.dumps(value)) == value


@given(st.text(max_size=40))
def test_same_text_is_the_same_both_ways(text: str) -> None:
    assert same_text(text, text)
    assert same_text(text, "x") == same_text("x", text)
