"""The fields of a form as the file holds them: both stores, places as seen, and nothing odd that raises."""

from __future__ import annotations

import io
import json
from typing import Any

import pikepdf
import pytest

from applicant_helper.reading import formfile
from applicant_helper.reading.formfile import form_fields
from tests.reading.hybrid import Field, draw

NAME = Field("form1[0].Page1[0].Family[0]", 1, (60, 100, 260, 118), "Family Name (Last Name)")
REPEAT = Field("form1[0].Page2[0].Family[0]", 2, (60, 100, 260, 118), "Family Name (Last Name)")
YES = Field("form1[0].Page1[0].Question[0]", 1, (60, 200, 70, 210), "Part 1 Item 2: Yes", "check", on="Y")
NO = Field("form1[0].Page1[0].Question[1]", 1, (120, 200, 130, 210), "Part 1 Item 2: No", "check", on="N")
BORN = Field("form1[0].Page1[0].Born[0]", 1, (60, 150, 160, 168), "Date of Birth")
STATE = Field(
    "form1[0].Page1[0].State[0]",
    1,
    (60, 250, 160, 268),
    "State",
    "choice",
    options=((" ", " "), ("IL", "Illinois")),
)
FIELDS = (NAME, YES, NO, BORN, STATE, REPEAT)


def read(file: Any, **options: Any) -> dict[str, dict[str, Any]]:
    """Fields by name, after a trip through JSON as from the child."""
    told = json.loads(json.dumps(form_fields(file, **options)))
    return {f["name"]: f for f in told["fields"]}


def test_every_field_is_told_with_its_full_name_page_box_and_both_stores() -> None:
    values = {NAME.name: "Peña Ortiz", YES.name: "on", STATE.name: "IL"}
    data = [("Family", "Peña"), ("Question", "N"), ("Born", "03/14/1988"), ("Family", "")]
    found = read(draw(FIELDS, values=values, data=data))
    assert set(found) == {f.name for f in FIELDS}
    assert found[NAME.name]["value"] == "Peña Ortiz"
    assert found[NAME.name]["data"] == "Peña"
    assert found[REPEAT.name]["page"] == 2
    assert found[YES.name]["box"] == [60, 200, 70, 210]
    assert (found[YES.name]["on_value"], found[YES.name]["value"]) == ("Y", "Y")
    assert (found[NO.name]["on_value"], found[NO.name]["value"]) == ("N", "")
    assert found[STATE.name]["value"] == "Illinois"
    assert found[BORN.name]["data"] == "03/14/1988"


def test_boxes_that_share_one_leaf_are_on_when_it_holds_their_own_on_value() -> None:
    found = read(draw(FIELDS, data=[("Question", "N")]))
    assert found[YES.name]["data"] == ""
    assert found[NO.name]["data"] == "N"
    assert "data" not in found[BORN.name]


def test_leaves_that_fit_no_field_are_told_apart_and_not_guessed() -> None:
    told = form_fields(draw(FIELDS, data=[("Family", "A"), ("Family", "B"), ("Family", "C"), ("Other", "D")]))
    by_name = {f["name"]: f for f in told["fields"]}
    assert "data" not in by_name[NAME.name]
    assert sorted(told["lost"]) == ["A", "B", "C", "D"]


def test_labels_are_the_nearest_printed_words_and_not_the_tooltip() -> None:
    found = read(draw(FIELDS))
    assert found[NAME.name]["label"] == "Family Name (Last Name)"
    assert found[YES.name]["label"] == "Yes"
    assert found[NO.name]["label"] == "No"
    assert read(draw(FIELDS), with_labels=False)[NAME.name]["label"] == "a tooltip that lies"


@pytest.mark.parametrize(
    ("rotate", "box"),
    [
        (0, [10, 80, 210, 98]),
        (90, [792 - 20 - 98, 10, 792 - 20 - 80, 210]),
        (180, [552 - 210, 772 - 98, 552 - 10, 772 - 80]),
        (270, [80, 552 - 210, 98, 552 - 10]),
    ],
)
def test_boxes_lie_where_a_reader_sees_them(rotate: int, box: list[float]) -> None:
    """The page is cropped by 50 on the left, 10 on the right and 20 at the top."""
    found = read(draw(FIELDS, rotate=rotate, crop=(50, 0, 602, 772)))
    assert found[NAME.name]["box"] == pytest.approx(box)


def test_a_form_with_an_empty_password_opens_and_one_with_a_real_password_does_not() -> None:
    values = {NAME.name: "Peña"}
    assert read(draw(FIELDS, values=values, encrypt=""))[NAME.name]["value"] == "Peña"
    assert form_fields(draw(FIELDS, values=values, encrypt="secret")) == {"code": "needs-password"}
    assert form_fields(io.BytesIO(b"%PDF-1.7 nothing here")) == {"code": "damaged-pdf"}


def test_a_paper_without_a_form_has_no_fields() -> None:
    out = io.BytesIO()
    pdf = pikepdf.new()
    pdf.add_blank_page()
    pdf.save(out)
    told = form_fields(out)
    assert (told["fields"], told["has_form"]) == ([], False)


def test_fields_have_a_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(formfile, "MAX_FIELDS", 3)
    told = form_fields(draw(FIELDS))
    assert len(told["fields"]) == 3
    assert told["is_cut"] is True


BOMB = b"""<?xml version="1.0"?><!DOCTYPE d [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">
<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY e SYSTEM "file:///etc/hostname">]>
<xfa:datasets xmlns:xfa="http://www.xfa.org/schema/xfa-data/1.0/"><xfa:data><form1>
<Family>&c;</Family><Born>&e;</Born></form1></xfa:data></xfa:datasets>"""


@pytest.mark.parametrize(
    "datasets",
    [
        BOMB,
        b"<xfa:datasets",
        b"\x00\xff\xfe",
        b"<a>" * 5000,
        b"<d><Family>" + b"x" * 9_000_000 + b"</Family></d>",
    ],
)
def test_hostile_datasets_give_no_data_and_the_fields_stay(datasets: bytes) -> None:
    found = read(draw(FIELDS, values={NAME.name: "Peña"}, datasets=datasets))
    assert found[NAME.name]["value"] == "Peña"
    assert not found[NAME.name].get("data")
    assert not found[BORN.name].get("data")


def test_odd_objects_never_raise() -> None:
    """Loops, wrong types and missing parts in the place of every key of a field."""
    odd: list[Any] = [
        None,
        5,
        pikepdf.Name.Odd,
        pikepdf.Array([]),
        pikepdf.Array([1, 2]),
        pikepdf.Dictionary(),
        pikepdf.String("\x00\xd8"),
    ]
    for key in ("/T", "/FT", "/Rect", "/V", "/AS", "/AP", "/Ff", "/Parent", "/TU", "/Opt", "/Subtype"):
        for value in odd:
            pdf = pikepdf.open(
                draw(FIELDS, values={NAME.name: "Peña", YES.name: "on"}, data=[("Family", "")])
            )
            for widget in list(pdf.pages[0].Annots)[:-1]:
                if value is None and key in widget:
                    del widget[key]
                elif value is not None:
                    widget[key] = value
            out = io.BytesIO()
            pdf.save(out)
            told = form_fields(out, with_labels=False)
            assert isinstance(told["fields"], list), (key, value)
            json.dumps(told)


def test_a_parent_that_is_its_own_child_ends() -> None:
    pdf = pikepdf.open(draw(FIELDS))
    widget = pdf.pages[0].Annots[0]
    widget.Parent = widget
    out = io.BytesIO()
    pdf.save(out)
    told = form_fields(out, with_labels=False)
    assert len(told["fields"]) == len(FIELDS)
    assert all(len(f["name"]) <= formfile.MAX_NAME for f in told["fields"])
