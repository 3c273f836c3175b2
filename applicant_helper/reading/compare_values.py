"""Two values of one fact compared by their type: the same, another spelling, swapped, or different. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache

from applicant_helper.core.answers import JsonValue
from applicant_helper.core.values.addresses import Address, AddressLevel, compare_addresses
from applicant_helper.core.values.countries import country_name, parse_country
from applicant_helper.core.values.date_reading import parse_date
from applicant_helper.core.values.identifiers import parse_a_number
from applicant_helper.core.values.names import NameLevel, NameMatch, compare_names, parse_name
from applicant_helper.core.values.partial_date import DateMatch, PartialDate, same_date
from applicant_helper.core.values.person_name import PersonName, suffix_of
from applicant_helper.core.values.refusal import Refusal
from applicant_helper.core.values.states import parse_state, state_name
from applicant_helper.core.vocabulary import FieldType

NO_MIDDLE_NAME = frozenset({"none", "na", "n/a", "nmn", "nmi", "-", "--"})
PLACE = FieldType("place")
ADDRESS = FieldType("address")
NUMBER_SLACK = 1
"""Centimetres and kilograms are rounded from inches and pounds."""


class Kind(IntEnum):
    """How two values disagree, the least first."""

    NONE = 0
    NOTE = 1
    VARIANT = 2
    SWAPPED_DAY_MONTH = 3
    DIFFERENT = 4


@dataclass(frozen=True, slots=True)
class Verdict:
    """How two values disagree, and a stable word for the reason."""

    kind: Kind
    because: str = ""


SAME = Verdict(Kind.NONE)
DIFFERS = Verdict(Kind.DIFFERENT, "differs")


def compare(
    kind: FieldType, one: JsonValue, other: JsonValue, alike: tuple[frozenset[str], ...] = ()
) -> Verdict:
    """How two values of a type stand to each other. `alike` are answers that may stand for one another."""
    if one == other or is_empty(one) or is_empty(other):
        return SAME
    if kind.kind == "list" or kind.kind == "choices":
        return _sets(kind, one, other)
    if kind.kind == "name":
        return _names(one, other)
    if kind.kind in {"date", "date_or_ds"}:
        return _dates(one, other)
    if kind.kind in {"address", "place"}:
        return compare_places(one, other)
    if kind.kind == "number":
        return _numbers(one, other)
    if kind.kind == "a_number":
        return SAME if _a_number(one) == _a_number(other) else DIFFERS
    if kind.kind == "country":
        return SAME if country_code(one) == country_code(other) else DIFFERS
    if kind.kind == "phone":
        return SAME if phone_digits(one) == phone_digits(other) else DIFFERS
    if kind.kind == "email":
        return SAME if str(one).strip().casefold() == str(other).strip().casefold() else DIFFERS
    if any({str(one), str(other)} <= answers for answers in alike):
        return SAME
    if folded(one) == folded(other):
        return SAME
    return _texts(one, other) if kind.kind == "text" else DIFFERS


def is_empty(value: JsonValue) -> bool:
    """Whether a value says nothing. No is an answer.

    >>> is_empty({"city": ""}), is_empty(False)
    (True, False)
    """
    if isinstance(value, dict):
        return all(is_empty(v) for v in value.values())
    return value is None or value == "" or value == []


def folded(value: JsonValue) -> str:
    """A value without what does not count: capitals, accents, spaces and signs.

    >>> folded("São Paulo"), folded("(212) 555-0100")
    ('saopaulo', '2125550100')
    """
    letters = unicodedata.normalize("NFKD", str(value)).casefold()
    return "".join(c for c in letters if c.isalnum())


def phone_digits(value: JsonValue) -> str:
    """A telephone number without its signs and the country code of the United States."""
    digits = "".join(c for c in str(value) if c.isdecimal())
    return digits[1:] if len(digits) == 11 and digits.startswith("1") else digits.removeprefix("00")


def _words(value: JsonValue) -> tuple[str, ...]:
    plain = unicodedata.normalize("NFKD", str(value)).casefold()
    return tuple(re.findall(r"\w+", "".join(c for c in plain if not unicodedata.combining(c))))


def _texts(one: JsonValue, other: JsonValue) -> Verdict:
    """One text may say more than the other: Guadalajara, Jalisco. Lists write "B2 - Temporary visitor" for B2."""
    heads = [folded(str(v).split(" - ")[0]) for v in (one, other)]
    if heads[0] == heads[1]:
        return SAME
    short, long = sorted((_words(one), _words(other)), key=len)
    is_part = bool(short) and long[: len(short)] == short and len(short) < len(long)
    return Verdict(Kind.NOTE, "partial") if is_part else DIFFERS


def _sets(kind: FieldType, one: JsonValue, other: JsonValue) -> Verdict:
    item = kind.item or FieldType("text")
    ours, theirs = ({_key(item, v) for v in (x if isinstance(x, list) else [x])} for x in (one, other))
    if ours == theirs:
        return SAME
    if item.kind == "country" and (ours <= theirs or theirs <= ours):
        return SAME
    return DIFFERS


def _key(kind: FieldType, value: JsonValue) -> str:
    return country_code(value) if kind.kind == "country" else folded(value)


@lru_cache(maxsize=2_000)
def _country(text: str) -> str:
    found = parse_country(text)
    return text if isinstance(found, Refusal) else found


def country_code(value: JsonValue) -> str:
    """The code of a country, the folded text when it is none."""
    found = _country(str(value))
    return found if len(found) == 2 else folded(found)


def _a_number(value: JsonValue) -> str:
    found = parse_a_number(str(value))
    return str(value) if isinstance(found, Refusal) else found


def name_of(value: JsonValue) -> PersonName | None:
    """The name of a value, None when it has none. "None" in the place of a middle name is no name."""
    if isinstance(value, dict):
        middle = str(value.get("middle") or "").strip()
        value = {k: v for k, v in value.items() if k != "middle" or middle.casefold() not in NO_MIDDLE_NAME}
        family = str(value.get("family") or "").split()
        suffix = suffix_of(family[-1]) if len(family) > 1 else None
        if suffix and not value.get("suffix"):
            value = {**value, "family": " ".join(family[:-1]), "suffix": suffix}
    found = parse_name(value) if isinstance(value, (str, dict)) and value else None
    return found if isinstance(found, PersonName) else None


@lru_cache(maxsize=20_000)
def match_names(one: PersonName, other: PersonName) -> NameMatch:
    """`compare_names`, remembered. Only what both have counts: some forms ask for a given name alone."""
    if one.is_fielded and other.is_fielded:
        for part in ("family", "given"):
            if bool(getattr(one, part)) != bool(getattr(other, part)):
                one, other = _without(one, part), _without(other, part)
                if not (one.middle and other.middle):
                    one, other = _without(one, "middle"), _without(other, "middle")
    if not (one.family or one.given or one.free) or not (other.family or other.given or other.free):
        return NameMatch(NameLevel.EXACT, "nothing_shared")
    return compare_names(one, other)


def _without(name: PersonName, part: str) -> PersonName:
    given = "" if part == "given" else name.given
    middle = "" if part == "middle" or not given else name.middle
    family = "" if part == "family" else name.family
    return PersonName(family, given, middle, name.suffix)


def names_share(one: PersonName, other: PersonName) -> bool:
    """Whether two names have a part in common that can be compared."""
    if one.is_fielded and other.is_fielded:
        return bool((one.family and other.family) or (one.given and other.given))
    return True


def _names(one: JsonValue, other: JsonValue) -> Verdict:
    ours, theirs = name_of(one), name_of(other)
    if ours is None or theirs is None:
        return SAME
    found = match_names(ours, theirs)
    if found.level in {NameLevel.EXACT, NameLevel.TRIVIAL}:
        return SAME
    return Verdict(Kind.VARIANT if found.level is NameLevel.VARIANT else Kind.DIFFERENT, found.because)


@lru_cache(maxsize=5_000)
def _date(text: str) -> PartialDate | None:
    found = parse_date(text, "mdy")
    return None if isinstance(found, Refusal) else found


def date_of(value: JsonValue) -> PartialDate | None:
    """The date of a value as the case file has it, None when it is none."""
    return _date(value) if isinstance(value, str) and value else None


def _dates(one: JsonValue, other: JsonValue) -> Verdict:
    ours, theirs = date_of(one), date_of(other)
    if ours is None or theirs is None:
        return SAME if folded(one) == folded(other) else DIFFERS
    found = same_date(ours, theirs)
    if found is DateMatch.SWAPPED_DAY_MONTH:
        return Verdict(Kind.SWAPPED_DAY_MONTH, found.value)
    return DIFFERS if found is DateMatch.DIFFERENT else SAME


def _numbers(one: JsonValue, other: JsonValue) -> Verdict:
    try:
        near = abs(float(str(one)) - float(str(other))) <= NUMBER_SLACK
    except ValueError:
        near = folded(one) == folded(other)
    return SAME if near else DIFFERS


def compare_places(one: JsonValue, other: JsonValue) -> Verdict:
    """Two addresses or places by the parts that both have. A state written behind the city is no other city."""
    if not isinstance(one, dict) or not isinstance(other, dict):
        return SAME
    ours, theirs = address_of(one), address_of(other)
    if not ours.country or not theirs.country:
        shared = ours.country or theirs.country or "ZZ"
        ours, theirs = (_in(a, shared) for a in (ours, theirs))
    found = compare_addresses(ours, theirs)
    return Verdict(Kind.DIFFERENT, " ".join(found.parts)) if found.level is AddressLevel.DIFFERENT else SAME


def _in(address: Address, country: str) -> Address:
    a = address
    return Address(country, a.street, a.unit, a.city, a.state, a.postal_code)


def address_of(value: Mapping[str, JsonValue]) -> Address:
    """The address of a mapping, country empty when nothing tells it."""
    text = {k: str(value.get(k) or "") for k in ("street", "unit", "city", "state", "postal_code", "country")}
    state = parse_state(text["state"]) if text["state"] else ""
    code = country_code(text["country"]) if text["country"] else ""
    if not isinstance(state, Refusal) and (not code or code == "US"):
        text["state"] = state
        code = code or ("US" if state else "")
    return Address(
        code,
        text["street"],
        text["unit"],
        _plain_city(text["city"], text["state"], code),
        text["state"],
        text["postal_code"],
    )


def _plain_city(city: str, state: str, country: str) -> str:
    """Miami for "Miami, FL" and "Mérida" for "Mérida, México": what has its own place is taken off the end."""
    words = [w for w in re.split(r"[,\s]+", city) if w]
    tails = [t for t in (state, state_name(state), country_name(country) if country else "", "USA") if t]
    for tail in tails:
        size = len(tail.split())
        if len(words) > size and folded(" ".join(words[-size:])) == folded(tail) and "," in city:
            return " ".join(words[:-size])
    return " ".join(words)
