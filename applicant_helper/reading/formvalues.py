"""Texts of form fields turned into values in the shape of a case file, each by the type its map row names."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal

from applicant_helper.catalog.pdfmaps import text_meanings
from applicant_helper.core.answers import JsonValue
from applicant_helper.core.casefile.values import TEXT_PARSERS
from applicant_helper.core.text import safe_line
from applicant_helper.core.values.countries import parse_country
from applicant_helper.core.values.date_reading import parse_date
from applicant_helper.core.values.money import Money
from applicant_helper.core.values.refusal import Refusal
from applicant_helper.core.values.simple import parse_number, parse_yes_no
from applicant_helper.core.vocabulary import FieldType

DAYS_OF_STAY = "D/S"
CM_PER_INCH, KG_PER_POUND = 2.54, 0.45359237
_FACTORY = re.compile(r"^(PRESENT|0\.0{4,})$")
_NOTHING = frozenset({"n/a", "n.a.", "none", "not applicable", "nothing", "nil", "n / a"})
_BETWEEN = re.compile(r"\s*[,;/\n]\s*")
_AND = re.compile(r"\s*(?:&|\band\b)\s*", re.IGNORECASE)
_LONG_ZEROS = re.compile(r"^(\d+)\.0{3,}$")
_WORK_KINDS = {
    "self-employed": "self_employed",
    "self employed": "self_employed",
    "unemployed": "unemployed",
    "retired": "retired",
    "homemaker": "homemaker",
    "student": "student",
}


class Unread(Exception):
    """A text that its type cannot take. The text stays as written."""


def plain(text: str) -> str:
    """One line of safe text; empty for what the form came with from the factory.

    >>> plain(" PRESENT "), plain("0.00000000"), plain(" Ana ")
    ('', '', 'Ana')
    """
    line = safe_line(text)
    return "" if _FACTORY.match(line) else line


def states_nothing(text: str) -> bool:
    """Whether a text says that there is nothing to say, as instructions ask for: N/A, None."""
    return text.casefold() in _NOTHING


def same_text(one: str, other: str) -> bool:
    """Whether two stores mean the same: capitals, spaces and punctuation apart.

    >>> same_text("(212) 555-0100", "2125550100")
    True
    """
    letters = ["".join(c for c in t.casefold() if c.isalnum()) for t in (one, other)]
    return letters[0] == letters[1] and (letters[0] != "" or one == other)


def value_of(text: str, leaf: FieldType, options: str = "") -> JsonValue:
    """The value a text states. `options` are printed options with what each means. Raises Unread."""
    if options:
        return _option(text, leaf, options)
    if leaf.kind == "list":
        return _several(text, leaf)
    if leaf.kind == "date" or (leaf.kind == "date_or_ds" and text.upper() != DAYS_OF_STAY):
        return _date(text)
    if leaf.kind == "number":
        return _number(parse_number(_LONG_ZEROS.sub(r"\1", text)))
    if leaf.kind == "money":
        return _money(_LONG_ZEROS.sub(r"\1", text))
    if leaf.kind == "country":
        return _country(text)
    if leaf.kind == "yes_no":
        return bool(_taken(parse_yes_no(text)))
    if leaf.kind in {"choice", "choices"}:
        return _choice(text, leaf)
    parser = TEXT_PARSERS.get(leaf.kind)
    return str(_taken(parser(text))) if parser else text


def _taken(found: object) -> object:
    if isinstance(found, Refusal):
        raise Unread(found.code)
    return found


def _date(text: str) -> str:
    found = parse_date(text, "mdy")
    if isinstance(found, Refusal) or found.others:
        raise Unread("date")
    return found.iso()


def _number(found: Decimal | Refusal) -> JsonValue:
    if isinstance(found, Refusal):
        raise Unread(found.code)
    return int(found) if found == found.to_integral_value() else f"{found.normalize():f}"


def _money(text: str) -> JsonValue:
    found = _taken(TEXT_PARSERS["money"](text))
    return _number(found.amount) if isinstance(found, Money) and found.currency == "USD" else text


def _choice(text: str, leaf: FieldType) -> str:
    wanted = "_".join(re.findall(r"\w+", text.casefold()))
    if wanted not in leaf.choices:
        raise Unread("choice")
    return wanted


def _option(text: str, leaf: FieldType, options: str) -> JsonValue:
    """The meaning of the first option whose words the text has."""
    plain_text = " ".join(text.casefold().split())
    for option, meaning in text_meanings(options).items():
        if option in plain_text and meaning:
            return meaning == "yes" if leaf.kind == "yes_no" else meaning
    raise Unread("option")


def _several(text: str, leaf: FieldType) -> list[JsonValue]:
    item = leaf.item or FieldType("text")
    if item.kind != "country":
        return [value_of(text, item)]
    try:
        return [_country(text)]
    except Unread:
        parts = [p for p in _BETWEEN.split(text) if p]
    found: list[JsonValue] = []
    for part in parts:
        try:
            found.append(_country(part))
        except Unread:
            found += [_country(p) for p in _AND.split(part) if p]
    return found


def _country(text: str) -> str:
    """The code of a country, whose name may have an "and" that lists write as "&"."""
    found = parse_country(text)
    if isinstance(found, Refusal):
        found = parse_country(_AND.sub(" & ", text))
    return str(_taken(found))


def meaning_of(word: str, leaf: FieldType) -> JsonValue:
    """What a tick states."""
    return word == "yes" if leaf.kind == "yes_no" else word


def height_cm(feet: str, inches: str) -> JsonValue:
    """Centimetres to the full one. Raises Unread."""
    try:
        return round((int(feet or "0") * 12 + float(inches or "0")) * CM_PER_INCH)
    except ValueError:
        raise Unread("height") from None


def weight_kg(digits: str) -> JsonValue:
    """Kilograms to the full one. Raises Unread."""
    if not digits.isdecimal():
        raise Unread("weight")
    return round(int(digits) * KG_PER_POUND)


def with_work_kind(item: Mapping[str, JsonValue]) -> dict[str, JsonValue]:
    """A work period whose employer is one of the words that forms ask for in its place."""
    told = dict(item)
    kind = _WORK_KINDS.get(str(told.get("employer", "")).casefold())
    if kind is not None:
        told["kind"] = kind
        if kind != "self_employed":
            told.pop("employer")
    return told
