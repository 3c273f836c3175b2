"""Amounts of money."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from applicant_helper.core.marks import N_
from applicant_helper.core.values.refusal import Refusal, shown
from applicant_helper.core.values.simple import parse_number

AMOUNT = N_('"{value}" is not an amount of money. Write it like 48250 or 48,250.00.')
AMBIGUOUS = N_(
    '"{value}" can mean two amounts. Use a point for cents and a comma for thousands. Write it like 1,234.56.'
)
CURRENCY = N_('"{value}" is not a currency. Write its three letters, like USD or CAD.')
PARTS = N_("An amount in another currency needs both parts. Write it like amount: 1200, currency: CAD.")

_SIGNS = {
    "$": "USD",
    "A$": "AUD",
    "AU$": "AUD",
    "C$": "CAD",
    "CA$": "CAD",
    "HK$": "HKD",
    "MX$": "MXN",
    "NT$": "TWD",
    "NZ$": "NZD",
    "R$": "BRL",
    "S$": "SGD",
    "US$": "USD",
    "£": "GBP",
    "€": "EUR",
}
_TEXT = re.compile(r"^(-)?\s*([A-Z]{3}|[A-Z]{0,2}\$|[€£])?\s*(-)?\s*([\d.,\s'’]+?)\s*([A-Z]{3}|[€£$])?$")


@dataclass(frozen=True, slots=True)
class Money:
    """An amount in a currency (ISO 4217, three letters)."""

    amount: Decimal
    currency: str = "USD"


def parse_money(raw: str | Mapping[str, object], currency: str = "USD") -> Money | Refusal:
    """The amount of a text or of a mapping of `amount` and `currency`; without a sign it is in `currency`.

    >>> parse_money("$48,250.50")
    Money(amount=Decimal('48250.50'), currency='USD')
    >>> parse_money("1.234,56").code
    'money.ambiguous'
    """
    if isinstance(raw, str):
        return _from_text(raw, currency)
    amount, unit = raw.get("amount"), raw.get("currency", currency)
    if amount is None or isinstance(amount, (bool, list, dict)) or set(raw) - {"amount", "currency"}:
        return Refusal("money.parts", PARTS, {})
    code = str(unit).strip().upper()
    if not re.fullmatch(r"[A-Z]{3}", code, re.ASCII):
        return Refusal("money.currency", CURRENCY, {"value": shown(str(unit))})
    return _from_text(str(amount), code)


def _from_text(text: str, currency: str) -> Money | Refusal:
    plain = unicodedata.normalize("NFKC", text).strip().upper()
    match = _TEXT.match(plain)
    slots = {"value": shown(text)}
    if match is None or (match[2] and match[5]):
        return Refusal("money", AMOUNT, slots)
    sign = match[2] or match[5]
    unit = _SIGNS.get(sign, sign) if sign else currency
    if not re.fullmatch(r"[A-Z]{3}", unit, re.ASCII):
        return Refusal("money.currency", CURRENCY, {"value": shown(sign or unit)})
    found = parse_number(match[4])
    if isinstance(found, Refusal):
        is_ambiguous = found.code == "number.ambiguous"
        return (
            Refusal("money.ambiguous", AMBIGUOUS, slots) if is_ambiguous else Refusal("money", AMOUNT, slots)
        )
    if found.as_tuple().exponent < -2:  # type: ignore[operator]
        return Refusal("money", AMOUNT, slots)
    return Money(-found if match[1] or match[3] else found, unit)


def print_money(value: Money) -> str:
    """As forms write it: `$48,250` or `1,200.50 CAD`; cents only where there are some.

    >>> print_money(Money(Decimal("48250"))), print_money(Money(Decimal("1200.5"), "CAD"))
    ('$48,250', '1,200.50 CAD')
    """
    whole = value.amount == value.amount.to_integral_value()
    digits = f"{abs(value.amount):,.0f}" if whole else f"{abs(value.amount):,.2f}"
    sign = "-" if value.amount < 0 else ""
    return f"{sign}${digits}" if value.currency == "USD" else f"{sign}{digits} {value.currency}"
