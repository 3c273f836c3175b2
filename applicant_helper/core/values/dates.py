"""Dates: the value, how it is read and how two are compared, gathered under one name."""

from __future__ import annotations

from applicant_helper.core.values.date_reading import Order, parse_date
from applicant_helper.core.values.partial_date import (
    FIRST_YEAR,
    LAST_YEAR,
    DateMatch,
    PartialDate,
    Precision,
    as_partial,
    before,
    print_date,
    same_date,
)

__all__ = [
    "FIRST_YEAR",
    "LAST_YEAR",
    "DateMatch",
    "Order",
    "PartialDate",
    "Precision",
    "as_partial",
    "before",
    "parse_date",
    "print_date",
    "same_date",
]
