"""The official N-400 filled in four ways, read by its map: the same facts, or a clear word why not."""

from __future__ import annotations

import io
from typing import Any

import pytest

from applicant_helper.reading.formcells import boxes_to_look_at, codes_of_fields
from applicant_helper.reading.formfile import form_fields
from applicant_helper.reading.formink import ink_shares
from applicant_helper.reading.formread import FormResult, read_form
from applicant_helper.reading.gather import fields_from
from applicant_helper.reading.render import open_pages
from applicant_helper.reading.shapes import FormCode
from applicant_helper.reading.text import pages_from, text_pages
from tests.reading import hybrid
from tests.reading.official import Answers, fields_of, filled, in_data_only, map_of, pdf_of, values_by_field

N400: Answers = (
    ("applicant.a_number", "123456789"),
    ("filing.eligibility_basis", "=spouse_usc_3yr"),
    ("applicant.legal_name.family", "Peña Ortiz"),
    ("applicant.legal_name.given", "María"),
    ("applicant.legal_name.middle", "Fernanda"),
    ("applicant.other_names[1].name.family", "Ortiz"),
    ("applicant.date_of_birth", "03/04/1988"),
    ("applicant.sex", "=female"),
    ("applicant.lpr_date", "05/02/2019"),
    ("applicant.country_of_birth", "Mexico"),
    ("applicant.nationalities[1]", "Mexico"),
    ("applicant.parent_usc_before_18", "=no"),
    ("applicant.biographic.race", "=Asian"),
    ("applicant.biographic.race", "=White"),
    ("height_feet:applicant", "5"),
    ("height_inches:applicant", "4"),
    ("weight_1:applicant", "1"),
    ("weight_2:applicant", "3"),
    ("weight_3:applicant", "0"),
    ("applicant.addresses[1].street", "12 Elm Street"),
    ("applicant.addresses[1].unit", "=Apt."),
    ("applicant.addresses[1].unit", "4B"),
    ("applicant.addresses[1].city", "Chicago"),
    ("applicant.addresses[1].postal_code", "60601"),
    ("applicant.addresses[1].country", "USA"),
    ("applicant.addresses[1].from", "01/15/2020"),
    ("applicant.addresses[2].street", "9 Oak Ave"),
    ("applicant.addresses[2].from", "02/01/2017"),
    ("applicant.addresses[2].to", "01/14/2020"),
    ("applicant.marital_status", "=married"),
    ("marriage.date", "06/20/2018"),
    ("spouse.citizen_how", "=birth"),
    ("applicant.children[1].legal_name", "Luz Peña"),
    ("applicant.children[1].date_of_birth", "07/04/2019"),
    ("applicant.children[1].lives_with_me", "resides with me"),
    ("applicant.children[1].supported", "=yes"),
    ("applicant.work_history[1].employer", "unemployed"),
    ("applicant.work_history[1].from", "01/01/2023"),
    ("applicant.trips[1].left", "12/20/2022"),
    ("applicant.trips[1].returned", "01/05/2023"),
    ("applicant.trips[1].to", "Mexico, Guatemala and Belize"),
    ("applicant.claimed_us_citizen", "=no"),
    ("applicant.taxes_overdue", "=no"),
    ("item:Part 9 Item 5.a", "=no"),
    ("item:Part 9 Item 15.b", "=yes"),
    ("applicant.contact.phone", "3125550100"),
)
FACTS: dict[str, Any] = {
    "applicant.a_number": "A123456789",
    "filing.eligibility_basis": "spouse_usc_3yr",
    "applicant.legal_name": {"family": "Peña Ortiz", "given": "María", "middle": "Fernanda"},
    "applicant.other_names": [{"name": {"family": "Ortiz"}}],
    "applicant.date_of_birth": "1988-03-04",
    "applicant.sex": "female",
    "applicant.lpr_date": "2019-05-02",
    "applicant.country_of_birth": "MX",
    "applicant.nationalities": ["MX"],
    "applicant.parent_usc_before_18": False,
    "applicant.biographic": {"race": ["Asian", "White"], "height_cm": 163, "weight_kg": 59},
    "applicant.addresses": [
        {
            "street": "12 Elm Street",
            "unit": "Apt. 4B",
            "city": "Chicago",
            "postal_code": "60601",
            "country": "US",
            "from": "2020-01-15",
        },
        {"street": "9 Oak Ave", "from": "2017-02-01", "to": "2020-01-14"},
    ],
    "applicant.marital_status": "married",
    "marriage.date": "2018-06-20",
    "spouse.citizen_how": "birth",
    "applicant.children": [
        {"legal_name": "Luz Peña", "date_of_birth": "2019-07-04", "lives_with_me": True, "supported": True}
    ],
    "applicant.work_history": [{"from": "2023-01-01", "kind": "unemployed"}],
    "applicant.trips": [{"left": "2022-12-20", "returned": "2023-01-05", "to": ["MX", "GT", "BZ"]}],
    "applicant.claimed_us_citizen": False,
    "applicant.taxes_overdue": False,
    "document.form_items": [
        {"form": "us/n-400", "item": "Part 9 Item 5.a", "answer": "no"},
        {"form": "us/n-400", "item": "Part 9 Item 15.b", "answer": "yes"},
    ],
    "applicant.contact": {"phone": "3125550100"},
}


def read(file: io.BytesIO, **more: Any) -> FormResult:
    fields = fields_from(form_fields(file, with_labels=False)["fields"])
    return read_form(fields, map_of("N-400"), more.pop("codes", {}), **more)


def facts(result: FormResult) -> dict[str, Any]:
    return {p.fact: p.value for p in result.proposals}


def test_filled_by_a_program() -> None:
    result = read(filled("N-400", N400))
    assert facts(result) == FACTS
    assert (result.reading.form, result.reading.edition) == ("N-400", "2025-01-20")
    assert result.reading.page_editions == ("2025-01-20",) * 14
    assert [n.code for n in result.notes] == ["form.repeats-blank"]
    assert [(s.by, s.page, s.how) for s in result.reading.signatures] == [
        ("applicant", 11, "unsigned"),
        ("interpreter", 12, "unsigned"),
        ("preparer", 12, "unsigned"),
    ]


def test_typed_as_in_a_browser() -> None:
    """Lists to choose from and the apartment number, which only Adobe's programs open, are left out."""
    answers = [a for a in N400 if a not in {("applicant.addresses[1].unit", "4B")} and "height" not in a[0]]
    file = io.BytesIO(pdf_of("N-400").read_bytes())
    result = read(hybrid.typed(file, fields_of("N-400"), values_by_field("N-400", answers)))
    first, second = FACTS["applicant.addresses"]
    expected = FACTS | {
        "applicant.addresses": [{**first, "unit": "Apt."}, second],
        "applicant.biographic": {"race": ["Asian", "White"], "weight_kg": 59},
    }
    assert facts(result) == expected


def test_values_only_in_the_datasets() -> None:
    file, missing = in_data_only("N-400", N400)
    assert facts(read(file)) == {k: v for k, v in FACTS.items() if not any(m.startswith(k) for m in missing)}
    assert len(missing) <= 2


def test_flattened() -> None:
    whole = filled("N-400", N400)
    codes = codes_of_fields(fields_from(form_fields(whole, with_labels=False)["fields"]))
    flat = hybrid.flattened(whole)
    pages = pages_from(text_pages(flat, 1, 14))
    result = read(flat, codes=codes, pages=pages, ink=_ink(flat, codes))
    assert result.reading.is_flat
    assert facts(result) == FACTS
    assert result.notes[0].code == "form.flat"


def _ink(file: io.BytesIO, codes: dict[int, FormCode]) -> dict[int, dict[str, float]]:
    found = {}
    with open_pages(file, "application/pdf") as pages:
        for number, code in codes.items():
            boxes = boxes_to_look_at(map_of("N-400"), code)
            drawn = pages.draw(number, 150)
            shares = ink_shares(drawn.image, drawn.points_per_pixel, list(boxes.values()))
            found[number] = dict(zip(boxes, shares, strict=True))
    return found


def test_the_official_form_as_published_states_nothing() -> None:
    result = read(io.BytesIO(pdf_of("N-400").read_bytes()))
    assert result.proposals == ()
    assert [n.code for n in result.notes] == ["form.empty"]


def test_the_map_is_of_the_official_form() -> None:
    there = {f.name: f for f in fields_of("N-400")}
    rows = map_of("N-400").rows
    assert {r.field for r in rows} == set(there)
    assert [r.field for r in rows if r.page != there[r.field].page] == []
    for row in rows:
        assert row.box == pytest.approx(there[row.field].box, abs=0.51)
    assert all(r.is_checked for r in rows)
