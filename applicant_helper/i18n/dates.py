"""Dates, numbers and amounts as a person of a language writes them; months are always words."""

from __future__ import annotations

from decimal import Decimal
from typing import Protocol

from applicant_helper.core.errors import fill
from applicant_helper.i18n.current import current_language
from applicant_helper.i18n.languages import SOURCE, LanguageMeta, fallback_chain, language_meta
from applicant_helper.i18n.pseudo import CODE as PSEUDO
from applicant_helper.i18n.pseudo import pseudo


class DateLike(Protocol):
    """A `datetime.date`, or a date of which only the year or year and month are known."""

    @property
    def year(self) -> int:
        """Four digits."""

    @property
    def month(self) -> int | None:
        """1 to 12, None when not known."""

    @property
    def day(self) -> int | None:
        """1 to 31, None when not known."""


def _meta(language: str | None) -> LanguageMeta:
    code = language or current_language()
    chain = () if code == PSEUDO else fallback_chain(code)
    return language_meta(chain[0] if chain else SOURCE)


def format_date(value: DateLike, language: str | None = None) -> str:
    """`14 March 1991`, `March 1991` or `1991` as far as it is known, in `language` or the one in use."""
    meta = _meta(language)
    month, day = value.month, value.day
    slots = {"year": str(value.year), "month": meta.months[month - 1] if month else "", "day": str(day or "")}
    pattern = meta.dates["year" if month is None else "month" if day is None else "day"]
    text = fill(pattern, slots)
    return pseudo(text) if (language or current_language()) == PSEUDO else text


def format_number(value: int | Decimal, language: str | None = None) -> str:
    """Digits with the group and decimal signs of the language: `1234.5` -> `1,234.5`."""
    meta = _meta(language)
    plain = f"{value:,}"
    return plain.replace(",", "\x00").replace(".", meta.decimal).replace("\x00", meta.group)


def format_money(amount: Decimal | int, currency: str = "USD", language: str | None = None) -> str:
    """`$1,234` for US dollars, `1,234.50 CAD` for others; cents only where there are some."""
    exact = Decimal(amount)
    rounded = (
        exact.quantize(Decimal(1)) if exact == exact.to_integral_value() else exact.quantize(Decimal("0.01"))
    )
    sign, digits = ("-" if rounded < 0 else ""), format_number(abs(rounded), language)
    if currency == "USD":
        return sign + fill(_meta(language).money, {"amount": digits})
    return f"{sign}{digits} {currency}"
