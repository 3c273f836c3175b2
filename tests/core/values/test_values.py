"""Dates, periods, windows, identifiers and money: read, printed, compared, and checked against brute force."""

from __future__ import annotations

import doctest
import importlib
import pkgutil
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

import applicant_helper.core
from applicant_helper.core.values import identifiers
from applicant_helper.core.values.countries import country_name, parse_country
from applicant_helper.core.values.dates import DateMatch, PartialDate, parse_date, same_date
from applicant_helper.core.values.money import Money, parse_money, print_money
from applicant_helper.core.values.periods import (
    Period,
    days_present,
    first_date_with_presence,
    gaps,
    overlaps,
)
from applicant_helper.core.values.refusal import Refusal
from applicant_helper.core.values.windows import add_months, age_on, anniversary

DAYS = st.dates(date(1990, 1, 1), date(2030, 12, 31))
SHORT = st.dates(date(2020, 1, 1), date(2020, 12, 31))


def modules() -> list[str]:
    root = applicant_helper.core
    return sorted(m.name for m in pkgutil.walk_packages(root.__path__, "applicant_helper.core."))


@pytest.mark.parametrize("name", modules())
def test_the_examples_of_core_are_true(name: str) -> None:
    result = doctest.testmod(importlib.import_module(name))
    assert result.failed == 0


@pytest.mark.parametrize(
    ("text", "order", "wanted"),
    [
        ("1991-03-14", "mdy", date(1991, 3, 14)),
        ("03/14/1991", "mdy", date(1991, 3, 14)),
        ("03/04/2020", "mdy", date(2020, 3, 4)),
        ("03/04/2020", "dmy", date(2020, 4, 3)),
        ("10/05/21", "mdy", date(2021, 10, 5)),
        ("30.08.1986", "unknown", date(1986, 8, 30)),
        ("19 JUN 1986", "unknown", date(1986, 6, 19)),
        ("June 19, 1986", "mdy", date(1986, 6, 19)),
        ("14 de marzo de 1991", "unknown", date(1991, 3, 14)),
        ("29/02/2020", "unknown", date(2020, 2, 29)),
    ],
)
def test_a_date_is_read_as_written(text: str, order: str, wanted: date) -> None:
    found = parse_date(text, order)  # type: ignore[arg-type]
    assert isinstance(found, PartialDate)
    assert found.exact() == wanted


@pytest.mark.parametrize(
    "text", ["13/13/2020", "2020-02-30", "1399/05/12", "1 Mar 2563", "hello", "", "31/31/2020"]
)
def test_a_date_that_cannot_be_is_refused(text: str) -> None:
    assert isinstance(parse_date(text), Refusal)


def test_an_unsure_order_keeps_both_readings_and_agrees_with_either() -> None:
    said = parse_date("03/04/2020", "unknown")
    assert isinstance(said, PartialDate)
    for day in (date(2020, 3, 4), date(2020, 4, 3)):
        assert same_date(said, day) in (DateMatch.SAME, DateMatch.COMPATIBLE)
    assert same_date(said, date(2020, 5, 4)) not in (DateMatch.SAME, DateMatch.COMPATIBLE)


def test_swapped_day_and_month_are_told_as_such() -> None:
    assert same_date(date(1994, 2, 11), date(1994, 11, 2)) is DateMatch.SWAPPED_DAY_MONTH


@given(DAYS)
def test_a_printed_iso_date_reads_back(day: date) -> None:
    found = parse_date(day.isoformat())
    assert isinstance(found, PartialDate)
    assert found.exact() == day
    assert found.iso() == day.isoformat()


@given(st.text(max_size=30), st.sampled_from(["ymd", "mdy", "dmy", "unknown"]))
def test_any_text_is_a_date_or_refused(text: str, order: str) -> None:
    assert isinstance(parse_date(text, order), (PartialDate, Refusal))  # type: ignore[arg-type]


def spans(days: st.SearchStrategy[date]) -> st.SearchStrategy[list[Period]]:
    one = st.tuples(days, st.integers(0, 60)).map(lambda p: Period(p[0], p[0] + timedelta(days=p[1])))
    return st.lists(one, max_size=6)


@given(spans(SHORT), SHORT, st.integers(1, 200))
def test_days_present_equal_a_count_day_by_day(trips: list[Period], since: date, length: int) -> None:
    until = since + timedelta(days=length)
    away = {t.start + timedelta(days=i) for t in trips for i in range(1, ((t.end or t.start) - t.start).days)}
    counted = sum(1 for i in range(length) if since + timedelta(days=i) not in away)
    assert days_present(trips, since, until) == counted


@given(spans(SHORT), SHORT, st.integers(1, 200), st.integers(0, 40))
def test_gaps_equal_a_count_day_by_day(periods: list[Period], since: date, length: int, longer: int) -> None:
    until = since + timedelta(days=length)
    covered = {
        p.start + timedelta(days=i) for p in periods for i in range(((p.end or until) - p.start).days + 1)
    }
    found = gaps(periods, since, until, longer)
    for gap in found:
        assert gap.end is not None
        assert all(
            gap.start + timedelta(days=i) not in covered for i in range((gap.end - gap.start).days + 1)
        )
        assert (gap.end - gap.start).days + 1 > longer
    if longer == 0:
        inside = {
            g.start + timedelta(days=i) for g in found for i in range(((g.end or until) - g.start).days + 1)
        }
        bare = {since + timedelta(days=i) for i in range(length)} - covered
        assert bare <= inside


@given(spans(SHORT))
def test_overlaps_are_shared_by_two(periods: list[Period]) -> None:
    for shared in overlaps(periods):
        assert shared.end is not None
        for i in range((shared.end - shared.start).days + 1):
            day = shared.start + timedelta(days=i)
            assert sum(1 for p in periods if p.start <= day <= (p.end or day)) >= 2


def test_the_first_date_with_enough_presence() -> None:
    trips = [Period(date(2024, 1, 1), date(2024, 12, 31))]
    found = first_date_with_presence(trips, date(2026, 1, 1), 913, 5)
    assert found is not None
    start = anniversary(found, -5)
    assert days_present(trips, start, found) >= 913


@pytest.mark.parametrize(
    ("start", "years", "wanted"),
    [
        (date(2006, 7, 4), 5, date(2011, 7, 4)),
        (date(2020, 2, 29), 5, date(2025, 3, 1)),
        (date(2020, 2, 29), 4, date(2024, 2, 29)),
    ],
)
def test_anniversaries(start: date, years: int, wanted: date) -> None:
    assert anniversary(start, years) == wanted


def test_months_end_at_the_end_of_a_month() -> None:
    assert add_months(date(2026, 11, 30), 3) == date(2027, 2, 28)


@given(DAYS, DAYS)
def test_age_goes_up_by_one_on_the_birthday(birth: date, on: date) -> None:
    if on >= birth:
        assert age_on(birth, anniversary(birth, age_on(birth, on))) == age_on(birth, on)


@pytest.mark.parametrize(
    ("parse", "text", "wanted"),
    [
        (identifiers.parse_a_number, "231-774-902", "A231774902"),
        (identifiers.parse_a_number, "A1234567", "A001234567"),
        (identifiers.parse_receipt_number, "ioe 012 345 6789", "IOE0123456789"),
        (identifiers.parse_i94_number, "123456789a1", "123456789A1"),
        (identifiers.parse_ssn, "123-45-6789", "123456789"),
    ],
)
def test_numbers_have_one_form(parse: Callable[[str], object], text: str, wanted: str) -> None:
    assert parse(text) == wanted


@pytest.mark.parametrize(
    ("parse", "text"),
    [
        (identifiers.parse_a_number, "12"),
        (identifiers.parse_a_number, "A12345678901"),
        (identifiers.parse_receipt_number, "IO0123456789"),
        (identifiers.parse_ssn, "666-12-3456"),
        (identifiers.parse_ssn, "900-12-3456"),
        (identifiers.parse_uscis_account, "1"),
    ],
)
def test_numbers_that_cannot_be_are_refused_with_a_sentence(
    parse: Callable[[str], object], text: str
) -> None:
    refused = parse(text)
    assert isinstance(refused, Refusal)
    assert refused.message


@pytest.mark.parametrize(("text", "wanted"), [("48,250", "48250"), ("$760", "760"), ("760.50", "760.50")])
def test_money_is_read(text: str, wanted: str) -> None:
    found = parse_money(text)
    assert isinstance(found, Money)
    assert str(found.amount) == wanted
    assert parse_money(print_money(found)) == found


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Mexico", "MX"),
        ("méxico", "MX"),
        ("NO", "NO"),
        ("Noruega", "NO"),
        ("USA", "US"),
        ("Côte d'Ivoire", "CI"),
    ],
)
def test_countries_are_found_by_the_names_people_use(text: str, code: str) -> None:
    assert parse_country(text) == code
    assert country_name(code)


@pytest.mark.parametrize(
    ("written", "unit"), [("A$5", "AUD"), ("R$ 5", "BRL"), ("HK$5", "HKD"), ("US$5", "USD"), ("$5", "USD")]
)
def test_a_dollar_of_another_country_is_known_by_its_letters(written: str, unit: str) -> None:
    found = parse_money(written)
    assert isinstance(found, Money) and found.currency == unit


def test_an_unknown_currency_sign_is_refused() -> None:
    found = parse_money("XY$3")
    assert isinstance(found, Refusal) and found.code == "money.currency"
