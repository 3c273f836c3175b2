"""Dates, numbers and amounts in words people use."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from applicant_helper.i18n import format_date, format_money, format_number


@dataclass(frozen=True)
class Known:
    """A date as far as it is known."""

    year: int
    month: int | None = None
    day: int | None = None


@pytest.mark.parametrize(
    ("language", "value", "text"),
    [
        ("en", date(1991, 3, 14), "14 March 1991"),
        ("es", date(1991, 3, 14), "14 de marzo de 1991"),
        ("es_MX", date(2026, 1, 1), "1 de enero de 2026"),
        ("en", Known(1991, 3), "March 1991"),
        ("es", Known(1991, 3), "marzo de 1991"),
        ("es", Known(1991), "1991"),
    ],
)
def test_a_date_has_its_month_in_words(language: str, value: date | Known, text: str) -> None:
    assert format_date(value, language) == text


@given(st.dates(), st.sampled_from(["en", "es"]))
def test_no_two_dates_look_alike(value: date, language: str) -> None:
    text = format_date(value, language)
    assert str(value.year) in text
    other = value.replace(year=value.year % 9999 + 1, day=min(value.day, 28))
    assert format_date(other, language) != text


@pytest.mark.parametrize(
    ("amount", "currency", "text"),
    [
        (760, "USD", "$760"),
        (Decimal("1234.5"), "USD", "$1,234.50"),
        (Decimal("-3.00"), "USD", "-$3"),
        (109280, "CAD", "109,280 CAD"),
    ],
)
def test_amounts_show_cents_only_when_there_are_some(amount: Decimal | int, currency: str, text: str) -> None:
    assert format_money(amount, currency, "es") == text


@given(st.integers(min_value=-(10**12), max_value=10**12))
def test_a_number_keeps_its_digits(number: int) -> None:
    assert int(format_number(number, "en").replace(",", "")) == number
