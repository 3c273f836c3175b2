"""Numbers that authorities give: read to one normal form, print as papers do, mask for the screen."""

from __future__ import annotations

import re
import unicodedata

from applicant_helper.core.marks import N_
from applicant_helper.core.values.refusal import Refusal, shown

KNOWN_PREFIXES = frozenset(
    ("IOE", "EAC", "VSC", "WAC", "CSC", "LIN", "NSC", "SRC", "TSC", "MSC", "NBC", "YSC")
)

A_NUMBER = N_(
    '"{value}" is not an A-Number. It has the letter A and 7 to 9 digits. Write it like A123456789.'
)
RECEIPT = N_(
    '"{value}" is not a receipt number. It has three letters and ten digits. Write it like IOE0123456789.'
)
I94 = N_('"{value}" is not an I-94 number. It has 11 letters and digits. Write it like 123456789A1.')
SSN = N_('"{value}" is not a Social Security number. It has nine digits. Write it like 123-45-6789.')
ITIN = N_(
    '"{value}" starts with 9, so it is a taxpayer number (ITIN), not a Social Security number. '
    "Leave this empty if you have no Social Security number."
)
SSN_RANGE = N_(
    '"{value}" was never given out as a Social Security number. Compare it with the card. '
    "Write it like 123-45-6789."
)
PASSPORT = N_(
    '"{value}" is not a passport number. It has letters A to Z and digits. Write it as on the passport, '
    "like X00000001."
)
ACCOUNT = N_('"{value}" is not a USCIS online account number. It has 12 digits. Write it like 012345678901.')
UCI = N_('"{value}" is not a UCI. It has 8 or 10 digits. Write it like 0012345678.')
EAD = N_('"{value}" is not a work permit category. Write it like (c)(9), as on the card or in the form.')


def _compact(text: str) -> str:
    plain = unicodedata.normalize("NFKC", text).upper()
    return re.sub(r"[\s\-‐‑–—.#:]+", "", plain)


def _matches(pattern: str, text: str) -> bool:
    return re.fullmatch(pattern, text, re.ASCII) is not None


def _mask(text: str, kept: int) -> str:
    return "*" * max(0, len(text) - kept) + text[-kept:]


def parse_a_number(text: str) -> str | Refusal:
    """`A` and nine digits, leading zeros added.

    >>> parse_a_number("a1234567"), parse_a_number("USCIS# 204-113-887")
    ('A001234567', 'A204113887')
    """
    compact = re.sub(r"^(USCIS|ALIEN)?(NUMBER|NO)?", "", _compact(text)).removeprefix("A")
    if not _matches(r"\d{7,9}", compact) or int(compact) == 0:
        return Refusal("a_number", A_NUMBER, {"value": shown(text)})
    return "A" + compact.zfill(9)


def print_a_number(value: str) -> str:
    """As notices print it: `A204-113-887`."""
    return f"{value[:4]}-{value[4:7]}-{value[7:]}"


def mask_a_number(value: str) -> str:
    """Only the last four digits."""
    return _mask(value, 4)


def parse_receipt_number(text: str) -> str | Refusal:
    """Three letters and ten digits; a prefix that is not known is taken too, see `known_prefix`."""
    compact = _compact(text).replace("*", "")
    if not _matches(r"[A-Z]{3}\d{10}", compact):
        return Refusal("receipt_number", RECEIPT, {"value": shown(text)})
    return compact


def known_prefix(receipt: str) -> bool:
    """Whether the first three letters are those of an office that gives receipts.

    >>> known_prefix("IOE0123456789"), known_prefix("XYZ0123456789")
    (True, False)
    """
    return receipt[:3] in KNOWN_PREFIXES


def print_receipt_number(value: str) -> str:
    """As notices print it, in one piece."""
    return value


def mask_receipt_number(value: str) -> str:
    """Only the last four digits."""
    return _mask(value, 4)


def parse_i94_number(text: str) -> str | Refusal:
    """Eleven characters: nine digits, a digit or letter, a digit."""
    compact = _compact(text)
    if not _matches(r"\d{9}[A-Z0-9]\d", compact):
        return Refusal("i94_number", I94, {"value": shown(text)})
    return compact


def print_i94_number(value: str) -> str:
    """In one piece."""
    return value


def mask_i94_number(value: str) -> str:
    """Only the last three characters."""
    return _mask(value, 3)


def parse_ssn(text: str) -> str | Refusal:
    """Nine digits of a Social Security number that can have been given out; the text is not quoted in full.

    >>> parse_ssn("123-45-6789")
    '123456789'
    """
    compact = _compact(text)
    slots = {"value": _mask(shown(text), 4)}
    if not _matches(r"\d{9}", compact):
        return Refusal("ssn", SSN, slots)
    if compact.startswith("9"):
        return Refusal("ssn.itin", ITIN, slots)
    if compact[:3] in {"000", "666"} or compact[3:5] == "00" or compact[5:] == "0000":
        return Refusal("ssn.range", SSN_RANGE, slots)
    return compact


def print_ssn(value: str) -> str:
    """With hyphens, for the form itself only: elsewhere use `mask_ssn`."""
    return f"{value[:3]}-{value[3:5]}-{value[5:]}"


def mask_ssn(value: str) -> str:
    """`***-**-6789`."""
    return f"***-**-{value[-4:]}"


def parse_passport_number(text: str) -> str | Refusal:
    """Letters A to Z and digits in upper case, without spaces, hyphens or fillers."""
    compact = _compact(text).replace("<", "")
    if not _matches(r"[A-Z0-9]{4,20}", compact) or not any(c.isdigit() for c in compact):
        return Refusal("passport_number", PASSPORT, {"value": shown(text)})
    return compact


def print_passport_number(value: str) -> str:
    """In one piece."""
    return value


def mask_passport_number(value: str) -> str:
    """Only the last three characters."""
    return _mask(value, 3)


def parse_uscis_account(text: str) -> str | Refusal:
    """Twelve digits."""
    compact = _compact(text)
    if not _matches(r"\d{12}", compact):
        return Refusal("uscis_account", ACCOUNT, {"value": shown(text)})
    return compact


def print_uscis_account(value: str) -> str:
    """In groups of four: `0123-4567-8901`."""
    return f"{value[:4]}-{value[4:8]}-{value[8:]}"


def mask_uscis_account(value: str) -> str:
    """Only the last four digits."""
    return _mask(value, 4)


def parse_uci(text: str) -> str | Refusal:
    """Eight or ten digits of the Canadian client number."""
    compact = _compact(text)
    if not _matches(r"\d{8}(\d{2})?", compact):
        return Refusal("uci", UCI, {"value": shown(text)})
    return compact


def print_uci(value: str) -> str:
    """As IRCC prints it: `0000-0000` or `00-0000-0000`."""
    head, tail = value[:-4], value[-4:]
    return f"{head}-{tail}" if len(head) == 4 else f"{head[:2]}-{head[2:]}-{tail}"


def mask_uci(value: str) -> str:
    """Only the last four digits."""
    return _mask(value, 4)


OTHER = "other"


def parse_ead_category(text: str) -> str | Refusal:
    """Class letter, paragraph and sub-paragraph without brackets or leading zero.

    >>> parse_ead_category("(c)(3)(B)"), parse_ead_category("C09")
    ('c3B', 'c9')
    """
    if text.strip().casefold() == OTHER:
        return OTHER
    compact = re.sub(r"[()\[\]]", "", _compact(text)).lower()
    match = re.fullmatch(r"([acg])0*([1-9]\d?)([a-z]{0,4})", compact, re.ASCII)
    if match is None:
        return Refusal("ead_category", EAD, {"value": shown(text)})
    last = match[3].upper() if len(match[3]) == 1 else match[3]
    return match[1] + match[2] + last


def print_ead_category(value: str) -> str:
    """With brackets: `(c)(3)(B)`."""
    match = re.fullmatch(r"([a-z])(\d+)([a-zA-Z]*)", value)
    if match is None:
        return value
    return f"({match[1]})({match[2]})" + (f"({match[3]})" if match[3] else "")


def mask_ead_category(value: str) -> str:
    """Shown in full: a category names no person."""
    return print_ead_category(value)
