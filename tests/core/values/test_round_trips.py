"""What is printed reads back, and any text at all is a value or a refusal."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from applicant_helper.core.values import identifiers as ids
from applicant_helper.core.values.countries import parse_country
from applicant_helper.core.values.dates import (
    DateMatch,
    PartialDate,
    before,
    parse_date,
    print_date,
    same_date,
)
from applicant_helper.core.values.money import Money, parse_money, print_money
from applicant_helper.core.values.names import NameLevel, PersonName, compare_names, parse_name, write_name
from applicant_helper.core.values.periods import (
    Period,
    days_present,
    first_date_with_presence,
    unbroken_start,
)
from applicant_helper.core.values.refusal import Refusal
from applicant_helper.core.values.simple import parse_number, parse_yes_no, print_number
from applicant_helper.core.values.windows import anniversary

Parse = Callable[[str], object]
IDENTIFIERS: list[tuple[Parse, Callable[[str], str], Callable[[str], str], str]] = [
    (ids.parse_a_number, ids.print_a_number, ids.mask_a_number, r"A[0-8]\d{7}[1-9]"),
    (ids.parse_receipt_number, ids.print_receipt_number, ids.mask_receipt_number, r"[A-Z]{3}[0-9]{10}"),
    (ids.parse_i94_number, ids.print_i94_number, ids.mask_i94_number, r"[0-9]{9}[A-Z0-9][0-9]"),
    (ids.parse_ssn, ids.print_ssn, ids.mask_ssn, r"[1-5][0-9]{2}[1-9][0-9][1-9][0-9]{3}"),
    (ids.parse_passport_number, ids.print_passport_number, ids.mask_passport_number, r"[A-Z][0-9]{8}"),
    (ids.parse_uscis_account, ids.print_uscis_account, ids.mask_uscis_account, r"[0-9]{12}"),
    (ids.parse_uci, ids.print_uci, ids.mask_uci, r"[0-9]{8}([0-9]{2})?"),
    (ids.parse_ead_category, ids.print_ead_category, ids.mask_ead_category, r"[ac][1-9][0-9]?[A-Z]?"),
]
TEXT_PARSERS: list[Parse] = [
    *(row[0] for row in IDENTIFIERS),
    *(parse_country, parse_money, parse_number, parse_yes_no, parse_name, parse_date),
]


@pytest.mark.parametrize(("parse", "show", "mask", "pattern"), IDENTIFIERS)
@given(data=st.data())
def test_an_identifier_reads_back_and_its_mask_hides_most_of_it(
    parse: Parse, show: Callable[[str], str], mask: Callable[[str], str], pattern: str, data: st.DataObject
) -> None:
    value = data.draw(st.from_regex(pattern.replace(r"\d", "[0-9]"), fullmatch=True))
    assert parse(show(value)) == value
    assert parse(value) == value
    if parse is not ids.parse_ead_category:
        assert sum(c.isalnum() for c in mask(value)) <= 4


@pytest.mark.parametrize("parse", TEXT_PARSERS)
@example(text="0//0")
@given(text=st.text(max_size=60))
def test_any_text_is_a_value_or_a_refusal_with_a_sentence(parse: Parse, text: str) -> None:
    found = parse(text)
    assert found is not None
    if isinstance(found, Refusal):
        assert found.message.endswith(".")
        assert hash(found) == hash(found)


@given(st.decimals(-10_000_000, 10_000_000, places=2), st.sampled_from(["USD", "CAD", "MXN"]))
def test_printed_money_reads_back(amount: Decimal, currency: str) -> None:
    assert parse_money(print_money(Money(amount, currency))) == Money(amount, currency)


@given(st.decimals(-10_000_000, 10_000_000, places=3))
def test_a_printed_number_reads_back(number: Decimal) -> None:
    assert parse_number(print_number(number)) == number


@pytest.mark.parametrize("text", ["1.234,56", "1,23", "1.234.567", "12,34,567"])
def test_an_amount_that_can_mean_two_is_asked_about(text: str) -> None:
    found = parse_money(text)
    assert isinstance(found, Refusal)
    assert found.code == "money.ambiguous"


PARTIAL = st.builds(
    lambda day, precision: PartialDate(day.year, *(day.month, day.day)[:precision]),
    st.dates(date(1900, 1, 1), date(2100, 12, 31)),
    st.integers(0, 2),
)


@given(PARTIAL)
def test_a_printed_date_of_any_precision_reads_back(value: PartialDate) -> None:
    assert parse_date(print_date(value)) == value


@given(PARTIAL, PARTIAL)
def test_comparing_dates_does_not_depend_on_order(a: PartialDate, b: PartialDate) -> None:
    assert same_date(a, b) is same_date(b, a)
    if before(a, b):
        assert before(b, a) is False
        assert same_date(a, b) in (DateMatch.DIFFERENT, DateMatch.SWAPPED_DAY_MONTH)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("1399/05/12", "date.persian_or_islamic_year"),
        ("1447-02-01", "date.islamic_year"),
        ("1 Mar 2563", "date.thai_year"),
        ("5784", "date.hebrew_year"),
        ("2020-02-30", "date.no_such_day"),
        ("13/04/2020", "date.no_such_month"),
        ("March 14", "date.no_year"),
    ],
)
def test_a_date_is_refused_for_its_own_reason(text: str, code: str) -> None:
    found = parse_date(text)
    assert isinstance(found, Refusal)
    assert found.code == code


@given(
    st.lists(st.tuples(st.dates(date(2021, 1, 1), date(2024, 1, 1)), st.integers(0, 500)), max_size=4),
    st.integers(300, 913),
)
def test_the_first_date_with_presence_is_the_first(rows: list[tuple[date, int]], needed: int) -> None:
    trips = [Period(left, left + timedelta(days=n)) for left, n in rows]
    start, years = date(2024, 1, 1), 3
    found = first_date_with_presence(trips, start, needed, years)
    day = start
    while days_present(trips, anniversary(day, -years), day) < needed and day < date(2030, 1, 1):
        day += timedelta(days=1)
    assert found == day


def test_a_run_of_homes_starts_after_the_last_day_without_one() -> None:
    homes = [
        Period(date(2020, 1, 1), date(2020, 3, 31)),
        Period(date(2020, 4, 2), date(2021, 1, 1)),
        Period(date(2021, 1, 2)),
    ]
    assert unbroken_start(homes) == date(2020, 4, 2)


@given(
    st.text(alphabet="ABCDEFGHIJKLMNOPQRSTUVWXYZ", min_size=2, max_size=12),
    st.text("abcdefgh", min_size=2, max_size=9),
)
def test_a_written_name_reads_back_as_the_same_person(family: str, given_name: str) -> None:
    name = PersonName(family, given_name)
    found = parse_name(write_name(name))
    assert isinstance(found, PersonName)
    assert compare_names(found, name).level in (NameLevel.EXACT, NameLevel.TRIVIAL)
