"""A made-up form for tests: its fields, its map and how it is read, end to end."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from applicant_helper.catalog.pdfmaps import COLUMNS, FormMap, read_map
from applicant_helper.catalog.problems import DataProblems
from applicant_helper.catalog.vocabulary_file import load_vocabulary
from applicant_helper.catalog.where import data_root
from applicant_helper.core.vocabulary import Vocabulary
from applicant_helper.reading.formfile import form_fields
from applicant_helper.reading.formread import FormResult, read_form
from applicant_helper.reading.gather import fields_from
from applicant_helper.reading.shapes import FormCode
from tests.reading.hybrid import Field

FORM, EDITION, PRINTED = "Z-100", "2025-01-20", "01/20/25"

# name, page, box, kind, fact, value, label, blank
ROWS: Sequence[tuple[str, int, str, str, str, str, str, str]] = (
    ("Code[0]", 1, "192 762 462 780", "barcode", "", "", "Barcode", ""),
    ("Code[1]", 2, "192 762 462 780", "barcode", "", "", "Barcode", ""),
    ("ANumber[0]", 1, "400 40 560 58", "text", "applicant.a_number", "", "A-Number", "fill"),
    (
        "Family[0]",
        1,
        "60 100 250 118",
        "text",
        "applicant.legal_name.family",
        "",
        "Part 1 Item 1 Family Name",
        "fill",
    ),
    (
        "Given[0]",
        1,
        "260 100 400 118",
        "text",
        "applicant.legal_name.given",
        "",
        "Part 1 Item 1 Given Name",
        "fill",
    ),
    (
        "Middle[0]",
        1,
        "410 100 560 118",
        "text",
        "applicant.legal_name.middle",
        "",
        "Part 1 Item 1 Middle Name",
        "na",
    ),
    (
        "Born[0]",
        1,
        "60 150 200 168",
        "text",
        "applicant.date_of_birth",
        "",
        "Part 1 Item 2 Date of Birth",
        "fill",
    ),
    (
        "Country[0]",
        1,
        "260 150 400 168",
        "text",
        "applicant.country_of_birth",
        "",
        "Part 1 Item 3 Country",
        "fill",
    ),
    ("Sex[0]", 1, "60 200 70 210", "check", "applicant.sex", "male", "Part 1 Item 4 Sex: Male", "fill"),
    ("Sex[1]", 1, "160 200 170 210", "check", "applicant.sex", "female", "Part 1 Item 4 Sex: Female", "fill"),
    (
        "Street[0]",
        1,
        "60 250 300 268",
        "text",
        "applicant.addresses[1].street",
        "",
        "Part 2 Item 1 Street",
        "",
    ),
    (
        "Apt[0]",
        1,
        "310 254 320 264",
        "check",
        "applicant.addresses[1].unit",
        "Apt.",
        "Part 2 Item 1 Unit: Apt.",
        "",
    ),
    ("Unit[0]", 1, "360 250 400 268", "text", "applicant.addresses[1].unit", "", "Part 2 Item 1 Number", ""),
    ("City[0]", 1, "410 250 560 268", "text", "applicant.addresses[1].city", "", "Part 2 Item 1 City", ""),
    (
        "Zip[0]",
        1,
        "60 300 160 318",
        "text",
        "applicant.addresses[1].postal_code",
        "",
        "Part 2 Item 1 ZIP Code",
        "",
    ),
    (
        "Postal[0]",
        1,
        "170 300 250 318",
        "text",
        "applicant.addresses[1].postal_code",
        "",
        "Part 2 Postal Code",
        "",
    ),
    ("From[0]", 1, "260 300 350 318", "text", "applicant.addresses[1].from", "", "Part 2 Item 1 From", ""),
    ("To[0]", 1, "360 300 450 318", "text", "applicant.addresses[1].to", "", "Part 2 Item 1 To", ""),
    (
        "Street[1]",
        1,
        "60 350 300 368",
        "text",
        "applicant.addresses[2].street",
        "",
        "Part 2 Item 2 Street",
        "",
    ),
    ("From[1]", 1, "260 400 350 418", "text", "applicant.addresses[2].from", "", "Part 2 Item 2 From", ""),
    ("Trip[0]", 1, "60 450 250 468", "text", "applicant.trips[1].to", "", "Part 3 Item 1 Countries", ""),
    ("Feet[0]", 1, "60 500 100 518", "text", "height_feet:applicant", "", "Part 3 Item 2 Feet", ""),
    ("Inches[0]", 1, "110 500 150 518", "text", "height_inches:applicant", "", "Part 3 Item 2 Inches", ""),
    ("Pound1[0]", 1, "200 500 215 518", "text", "weight_1:applicant", "", "Part 3 Item 3 Pounds", ""),
    ("Pound2[0]", 1, "220 500 235 518", "text", "weight_2:applicant", "", "Part 3 Item 3 Pounds", ""),
    ("Pound3[0]", 1, "240 500 255 518", "text", "weight_3:applicant", "", "Part 3 Item 3 Pounds", ""),
    ("Remark[0]", 1, "60 550 400 568", "text", "", "", "Part 3 Item 4 Remarks", ""),
    ("ANumber[1]", 2, "400 40 560 58", "text", "repeat:applicant.a_number", "", "A-Number on page 2", ""),
    (
        "Voted[0]",
        2,
        "60 100 70 110",
        "check",
        "applicant.voted_or_registered",
        "yes",
        "Part 9 Item 2 Voted: Yes",
        "fill",
    ),
    (
        "Voted[1]",
        2,
        "120 100 130 110",
        "check",
        "applicant.voted_or_registered",
        "no",
        "Part 9 Item 2 Voted: No",
        "fill",
    ),
    (
        "Party[0]",
        2,
        "60 150 70 160",
        "check",
        "item:Part 9 Item 5.a",
        "yes",
        "Part 9 Item 5.a Party: Yes",
        "fill",
    ),
    (
        "Party[1]",
        2,
        "120 150 130 160",
        "check",
        "item:Part 9 Item 5.a",
        "no",
        "Part 9 Item 5.a Party: No",
        "fill",
    ),
    ("Children[0]", 2, "60 200 120 218", "text", "", "", "Part 6 Item 1 Number of children", "none"),
    (
        "Sign[0]",
        2,
        "60 300 350 320",
        "signature",
        "signature:applicant",
        "",
        "Part 11 Item 4 Signature",
        "fill",
    ),
    ("Oath[0]", 2, "60 400 350 420", "text", "", "", "Part 16 Signature (at the interview)", "leave"),
    ("Signed[0]", 2, "400 300 500 320", "text", "signed:applicant", "", "Part 11 Item 4 Date", ""),
)

ANSWERS = {
    "ANumber[0]": "123456789",
    "Family[0]": "Reyes Soto",
    "Given[0]": "Ana",
    "Middle[0]": "Luz",
    "Born[0]": "03/04/1988",
    "Country[0]": "Mexico",
    "Sex[1]": "on",
    "Street[0]": "12 Elm Street",
    "Apt[0]": "on",
    "Unit[0]": "4B",
    "City[0]": "Chicago",
    "Zip[0]": "60601",
    "From[0]": "01/15/2020",
    "Street[1]": "9 Oak Avenue",
    "From[1]": "02/01/2017",
    "Trip[0]": "Mexico and Canada",
    "Feet[0]": "5",
    "Inches[0]": "4",
    "Pound1[0]": "1",
    "Pound2[0]": "3",
    "Pound3[0]": "0",
    "ANumber[1]": "123456789",
    "Voted[1]": "on",
    "Party[1]": "on",
}
FACTS = {
    "applicant.a_number": "A123456789",
    "applicant.legal_name": {"family": "Reyes Soto", "given": "Ana", "middle": "Luz"},
    "applicant.date_of_birth": "1988-03-04",
    "applicant.country_of_birth": "MX",
    "applicant.sex": "female",
    "applicant.addresses": [
        {
            "street": "12 Elm Street",
            "unit": "Apt. 4B",
            "city": "Chicago",
            "postal_code": "60601",
            "from": "2020-01-15",
        },
        {"street": "9 Oak Avenue", "from": "2017-02-01"},
    ],
    "applicant.trips": [{"to": ["MX", "CA"]}],
    "applicant.biographic": {"height_cm": 163, "weight_kg": 59},
    "applicant.voted_or_registered": False,
    "document.form_items": [{"form": "us/z-100", "item": "Part 9 Item 5.a", "answer": "no"}],
}


@lru_cache
def vocabulary() -> Vocabulary:
    """The product's own."""
    return load_vocabulary(data_root() / "forms" / "vocabulary.yaml", DataProblems())[0]


def full(name: str) -> str:
    """The full name of a field of the made-up form."""
    return f"form1[0].{name}"


def write_map(folder: Path, rows: Sequence[Sequence[Any]] | None = None) -> Path:
    """The map as a file; rows as in ROWS."""
    path = folder / f"{FORM.lower()}-{EDITION}.csv"
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        for name, page, box, kind, fact, value, label, blank in rows or ROWS:
            writer.writerow((full(name), page, kind, box, fact, value, label, blank, "checked"))
    return path


def form_map(folder: Path) -> FormMap:
    """The map of the made-up form."""
    found, problems = read_map(write_map(folder), vocabulary())
    assert not problems
    return found


def fields() -> list[Field]:
    """The fields to draw, barcode fields filled in."""
    made = []
    for name, page, box, kind, _fact, _value, label, _blank in ROWS:
        left, top, right, bottom = (float(v) for v in box.split())
        on = "Y" if kind == "check" and label.endswith((": Yes", ": Male", ": Apt.")) else "N"
        value = f"{FORM}|{PRINTED}|{page}" if kind == "barcode" else ""
        shape = "text" if kind in {"barcode", "signature"} else kind
        name = name.replace("Code[", "PDF417BarCode1[") if kind == "barcode" else name
        made.append(Field(full(name), page, (left, top, right, bottom), label, shape, on, value))
    return made


def values(**changes: str) -> dict[str, str]:
    """ANSWERS by full name, with changes by last name (Family="X" is Family[0]; Family_1 is Family[1])."""
    found = dict(ANSWERS)
    for key, text in changes.items():
        name, _, index = key.partition("_")
        found[f"{name}[{index or 0}]"] = text
    return {full(k): v for k, v in found.items() if v}


def leaves(answers: Mapping[str, str]) -> list[tuple[str, str]]:
    """The datasets' leaves that hold these answers: one for each field, one for all boxes of a question."""
    found: list[tuple[str, str]] = []
    shared: set[str] = set()
    for field in fields():
        last = field.name.rpartition(".")[2].partition("[")[0]
        text = answers.get(field.name, "")
        if field.kind != "check":
            found.append((last, text))
        elif last not in shared:
            shared.add(last)
            ticked = [f.on for f in fields() if f"form1[0].{last}[" in f.name and answers.get(f.name)]
            found.append((last, ticked[0] if ticked else ""))
    return found


def read(file: io.BytesIO, known: FormMap | None, **more: Any) -> FormResult:
    """The form as the program reads it, with the child's answer through JSON."""
    told = json.loads(json.dumps(form_fields(file)))
    return read_form(fields_from(told["fields"]), known, more.pop("codes", {}), **more)


def codes() -> dict[int, FormCode]:
    """What the barcodes of the printed pages say."""
    return {n: FormCode(FORM, PRINTED, n) for n in (1, 2)}


def facts(result: FormResult) -> dict[str, Any]:
    """Values by fact."""
    return {p.fact: p.value for p in result.proposals}
