"""Plain values: numbers, yes or no, a choice out of a list."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from decimal import Decimal

from applicant_helper.core.marks import N_
from applicant_helper.core.values.refusal import Refusal, shown

NUMBER = N_('"{value}" is not a number. Write it with digits, like 12 or 3.5.')
AMBIGUOUS = N_(
    '"{value}" can mean two numbers. Use a point for decimals and a comma for thousands. '
    "Write it like 1,234.56."
)
YES_NO = N_('"{value}" is not yes or no. Write yes or no.')
CHOICE = N_('"{value}" is not one of the answers. Use one of: {choices}.')

_PLAIN = re.compile(r"^[+-]?\d{1,18}(\.\d{1,9})?$", re.ASCII)
_GROUPED = re.compile(r"^[+-]?\d{1,3}([,\s'’]\d{3})(\1\d{3}|[,\s'’]\d{3})*(\.\d{1,9})?$", re.ASCII)
_OTHER_STYLE = re.compile(r"^[+-]?\d[\d.,]*$", re.ASCII)
_YES = frozenset({"yes", "y", "true", "1", "si", "sí", "sim", "oui", "ja", "wi"})
_NO = frozenset({"no", "n", "false", "0", "não", "nao", "non", "nein"})


def parse_number(text: str) -> Decimal | Refusal:
    """A number with a decimal point and, if any, commas between thousands.

    >>> parse_number("48,250.5"), parse_number("1.234,56").code
    (Decimal('48250.5'), 'number.ambiguous')
    """
    plain = unicodedata.normalize("NFKC", text).strip()
    plain = "".join(str(unicodedata.decimal(c)) if c.isdecimal() else c for c in plain)
    if _PLAIN.match(plain):
        return Decimal(plain)
    if _GROUPED.match(plain):
        return Decimal(re.sub(r"[,\s'’]", "", plain))
    slots = {"value": shown(text)}
    if _OTHER_STYLE.match(plain):
        return Refusal("number.ambiguous", AMBIGUOUS, slots)
    return Refusal("number", NUMBER, slots)


def print_number(value: Decimal) -> str:
    """Digits with commas between thousands and no needless zeros.

    >>> print_number(Decimal("48250.50"))
    '48,250.5'
    """
    text = f"{value:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def parse_yes_no(text: str) -> bool | Refusal:
    """Yes or no in English, Spanish, French, Portuguese, German or Haitian Creole.

    >>> parse_yes_no("Sí"), parse_yes_no("n")
    (True, False)
    """
    word = unicodedata.normalize("NFC", text).strip().rstrip(".").casefold()
    if word in _YES:
        return True
    return False if word in _NO else Refusal("yes_no", YES_NO, {"value": shown(text)})


def print_yes_no(value: object) -> str:
    """`yes` or `no`."""
    return "yes" if value else "no"


def parse_choice(text: str, choices: Sequence[str]) -> str | Refusal:
    """One of `choices`, case and spaces forgiven.

    >>> parse_choice("Spouse USC 3yr", ["general_5yr", "spouse_usc_3yr"])
    'spouse_usc_3yr'
    """
    wanted = "_".join(text.replace("_", " ").replace("-", " ").split()).casefold()
    for choice in choices:
        if "_".join(choice.replace("_", " ").replace("-", " ").split()).casefold() == wanted:
            return choice
    return Refusal("choice", CHOICE, {"value": shown(text), "choices": ", ".join(choices)})
