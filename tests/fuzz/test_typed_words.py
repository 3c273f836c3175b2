"""Words of every kind that a person or a paper may hand over: a value, a refusal, or a typed cause."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from applicant_helper.core.pasted_paths import join_pasted, looks_like_path, spellings, split_pasted
from applicant_helper.core.text import clean_text, export_file_name, safe_line, safe_text
from applicant_helper.core.values import identifiers as ids
from applicant_helper.core.values.addresses import AddressLevel, compare_addresses, parse_address
from applicant_helper.core.values.calendars import CALENDARS
from applicant_helper.core.values.countries import parse_country
from applicant_helper.core.values.date_reading import parse_date, readings_of
from applicant_helper.core.values.money import Money, parse_money, print_money
from applicant_helper.core.values.mrz import find_mrz
from applicant_helper.core.values.names import (
    NameLevel,
    PersonName,
    compare_names,
    parse_name,
    print_name,
    write_name,
)
from applicant_helper.core.values.refusal import Refusal
from applicant_helper.core.values.simple import parse_number, parse_yes_no
from applicant_helper.reading.codetext import box_from, code_from, iso_edition, parse_code
from applicant_helper.reading.passportzone import read_zones
from applicant_helper.reading.shapes import Page, Word
from tests.fuzz.effort import fuzz
from tests.fuzz.test_sealed_bytes import JSON

TODAY = date(2026, 11, 27)
PIECES = [
    "/",
    "\\",
    "C:\\",
    "~",
    "..",
    "'",
    '"',
    " ",
    "\n",
    "file://",
    "%20",
    "%zz",
    ".pdf",
    "&",
    "é",
    "\u202e",
    "a",
]
PATHS = st.lists(st.sampled_from(PIECES) | st.text(max_size=4), max_size=14).map("".join)
DATE_PIECES = [
    "1",
    "31",
    "13",
    "2024",
    "2567",
    "１２",
    "३",
    "/",
    "-",
    ".",
    " ",
    "de",
    "enero",
    "Mar",
    "اسفند",
    "令和",
    "年",
]
DATES = st.lists(st.sampled_from(DATE_PIECES) | st.text(max_size=3), max_size=8).map("".join)
ANY = st.text(max_size=80)
PARSERS: list[Callable[[str], object]] = [
    ids.parse_a_number,
    ids.parse_receipt_number,
    ids.parse_i94_number,
    ids.parse_ssn,
    ids.parse_passport_number,
    ids.parse_uscis_account,
    ids.parse_uci,
    ids.parse_ead_category,
    parse_country,
    parse_number,
    parse_yes_no,
    parse_code,
]
ZONE_SIGNS = "<KC0O1I8BPMFUTOXAEVD2345679 «"
ZONE = st.lists(st.text(alphabet=ZONE_SIGNS, min_size=20, max_size=50) | ANY, max_size=6)
SPECIMEN = ["P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<", "L898902C36UTO7408122F1204159ZE184226B<<<<<10"]


@fuzz(200)
@given(PATHS)
@example("'" * 300)
@example("\\" * 300)
def test_any_paste_is_split_into_paths_that_go_back_into_one_line(text: str) -> None:
    looks_like_path(text)
    found = split_pasted(text)
    assert all(found)
    for path in found:
        assert path in spellings(path)
    assert split_pasted(join_pasted(found)) is not None


@fuzz(200)
@given(
    ANY | st.text(alphabet="\x1b[]\u202e\u2066\u200d\u200c\u0085\n\t;0mx/\\:CONPRNAUX.1²\ud800", max_size=60)
)
@example("CON")
@example("com¹.pdf")
@example("a" * 400)
@example("..")
def test_any_text_is_shown_and_written_as_a_harmless_name(text: str) -> None:
    for shown in (safe_text(clean_text(text)), safe_text(text)):
        assert not any(c in shown for c in "\x1b\x9b\x07\u202e\u2066\x85")
    assert "\n" not in safe_line(text)
    name = export_file_name(text)
    assert name and name == name.strip(". ") and len(name) <= 80
    assert not set(name) & set('<>:"/\\|?*\x1b\n\0')
    assert name.split(".")[0].strip().casefold() not in {"con", "prn", "aux", "nul", "com1", "com¹", "conin$"}
    assert export_file_name(text, {name}).casefold() != name.casefold()


@fuzz(300)
@given(DATES | ANY, st.sampled_from(["ymd", "mdy", "dmy", "unknown"]), st.sampled_from([*CALENDARS, ""]))
def test_any_date_is_read_or_refused(text: str, order: Any, calendar: str) -> None:
    found = parse_date(text, order=order, calendar=calendar) if calendar else parse_date(text, order=order)
    if isinstance(found, Refusal):
        assert found.message
    readings_of(text)


@fuzz(200)
@given(ANY, ANY)
def test_any_two_names_are_read_compared_and_written(one: str, other: str) -> None:
    a, b = parse_name(one), parse_name(other)
    if isinstance(a, PersonName) and isinstance(b, PersonName):
        assert compare_names(a, a).level is NameLevel.EXACT
        assert compare_names(a, b).level is compare_names(b, a).level
        assert print_name(a).strip() and write_name(b).strip()


@fuzz(200)
@given(
    st.dictionaries(st.sampled_from(["family", "given", "middle", "suffix", "native", "single", "x"]), JSON)
)
def test_any_parts_of_a_name_or_an_address_are_read_or_refused(parts: dict[str, Any]) -> None:
    parse_name(parts)
    rows = [
        parse_address({**parts, "street": value, "city": value, "zip": value}) for value in parts.values()
    ]
    found = [row for row in rows if not isinstance(row, Refusal)]
    for row in found:
        assert compare_addresses(row, row).level is AddressLevel.SAME
        assert compare_addresses(row, found[0]).level is compare_addresses(found[0], row).level


@pytest.mark.parametrize("parse", PARSERS)
@fuzz(60)
@given(text=ANY | st.text("0123456789-,. ABCMSLIN|/", max_size=30))
@example(text="9" * 5000)
@example(text="٣" * 9)
@example(text="1e999999")
@example(text="N-400|01/20/25|²")
def test_any_text_is_a_value_or_is_refused(parse: Callable[[str], object], text: str) -> None:
    found = parse(text)
    if isinstance(found, Refusal):
        assert found.message.endswith(".")


@fuzz(200)
@given(ANY | st.text("0123456789-,.eE $€USDM", max_size=30))
@example("9" * 5000)
@example("1e999999999")
@example("NaN")
def test_any_amount_is_read_and_printed_or_refused(text: str) -> None:
    found = parse_money(text)
    if not isinstance(found, Refusal):
        again = parse_money(print_money(found), found.currency)
        assert isinstance(again, Money) and again.currency == found.currency
        assert abs(again.amount - found.amount) < 1


@fuzz(120)
@given(ZONE, st.integers(0, 43), st.sampled_from(ZONE_SIGNS))
def test_any_lines_are_a_passport_zone_or_none(lines: list[str], at: int, sign: str) -> None:
    zone = find_mrz(lines)
    assert zone is None or all(0 <= row < len(lines) for row in zone.rows)
    changed = [line[:at] + sign + line[at + 1 :] for line in SPECIMEN]
    for given_lines in (changed, [*lines[:2], *changed], [SPECIMEN[0], changed[1]]):
        words = tuple(
            Word(text, (20.0, 700.0 + 14 * n, 560.0, 711.0 + 14 * n)) for n, text in enumerate(given_lines)
        )
        for reading in read_zones([Page(1, 612.0, 792.0, words, "text")], TODAY):
            assert reading.page == 1 and len(reading.zone.lines) == len(reading.zone.rows)


@fuzz(300)
@given(JSON, JSON | ANY, JSON | st.lists(JSON | st.integers(-(10**400), 10**400), min_size=4, max_size=4))
@example(1, "9" * 5000 + "/1/25", [10**400] * 4)
@example(1, "1/²/2020", [float("nan")] * 4)
def test_anything_told_of_a_barcode_is_a_code_or_none(number: Any, text: Any, box: Any) -> None:
    sides = box_from(box)
    assert sides is None or all(math.isfinite(side) for side in sides)
    for form, edition in ((text, text), ("N-400", text), ("N-400", "01/20/25")):
        code = code_from({"form": form, "edition": edition, "form_page": number, "box": box})
        assert code is None or (code.form and code.form_page >= 1 and code.box == sides)
    assert code_from(number) is None
    assert re.fullmatch(r"(\d{4}-\d\d-\d\d)?", iso_edition(str(text)))
