"""Postal addresses: read from their parts, compared on what tells two places apart, printed on one line."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from applicant_helper.core.marks import N_
from applicant_helper.core.values.countries import country_name, parse_country
from applicant_helper.core.values.months import plain_word
from applicant_helper.core.values.refusal import Refusal
from applicant_helper.core.values.states import parse_state

NO_COUNTRY = N_("An address needs its country. Write its name or two letters, like Mexico or MX.")
NOT_A_PART = N_(
    '"{key}" is not a part of an address. Use street, unit, city, state, postal_code, country or in_care_of.'
)
PART_IS_NOT_TEXT = N_('The part "{key}" of an address needs a word. Put it in quotation marks.')

PARTS = ("street", "unit", "city", "state", "postal_code", "country", "in_care_of")
# Abbreviations of the United States Postal Service, publication 28; the short form is what is compared.
_STREET_WORDS = """
street=st str=st avenue=ave av=ave boulevard=blvd boul=blvd drive=dr road=rd lane=ln court=ct place=pl square=sq
terrace=ter trail=trl parkway=pkwy pky=pkwy highway=hwy circle=cir way=wy crossing=xing expressway=expy
freeway=fwy heights=hts junction=jct mount=mt mountain=mtn plaza=plz point=pt ridge=rdg route=rte turnpike=tpke
alley=aly bend=bnd bridge=brg causeway=cswy center=ctr centre=ctr cove=cv creek=crk estates=ests extension=ext
garden=gdn gardens=gdns glen=gln green=grn grove=grv harbor=hbr hill=hl hills=hls hollow=holw island=is
knoll=knl lake=lk landing=lndg loop=lp manor=mnr meadow=mdw meadows=mdws mill=ml park=pk pass=ps path=pth pike=pke
spring=spg springs=spgs station=sta summit=smt valley=vly view=vw village=vlg vista=vis
north=n south=s east=e west=w northeast=ne northwest=nw southeast=se southwest=sw saint=st
first=1st second=2nd third=3rd fourth=4th fifth=5th sixth=6th seventh=7th eighth=8th ninth=9th tenth=10th
"""
STREET_WORDS: Mapping[str, str] = dict(pair.split("=") for pair in _STREET_WORDS.split())
_UNIT_WORD = r"apartment|apt|unit|suite|ste|room|rm|floor|fl|no|number|lot|trlr|trailer|space|spc"
_UNIT = re.compile(rf"(?:[,\s]+(?:{_UNIT_WORD})\b\.?\s*#?|[,\s]*#)\s*([\w-]+)\s*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Address:
    """A place where mail arrives. `country` is a two-letter code; a US `state` is its two letters."""

    country: str
    street: str = ""
    unit: str = ""
    city: str = ""
    state: str = ""
    postal_code: str = ""
    in_care_of: str = ""


class AddressLevel(StrEnum):
    """How far two addresses agree."""

    SAME = "same"
    COMPATIBLE = "compatible"
    DIFFERENT = "different"


@dataclass(frozen=True, slots=True)
class AddressMatch:
    """A level and the parts that differ (different) or that one of them lacks (compatible)."""

    level: AddressLevel
    parts: tuple[str, ...] = ()


def parse_address(raw: Mapping[str, object]) -> Address | Refusal:
    """The address of a mapping of its parts. Only the country is needed.

    >>> parse_address({"street": "9 Quince Rd", "city": "Tucson", "state": "Arizona", "country": "US"}).state
    'AZ'
    """
    for key, value in raw.items():
        if key not in PARTS:
            return Refusal("address.part", NOT_A_PART, {"key": str(key)[:40]})
        if value is not None and (isinstance(value, bool) or not isinstance(value, (str, int))):
            return Refusal("address.part_text", PART_IS_NOT_TEXT, {"key": key})
    parts = {key: _tidy(raw.get(key)) for key in PARTS}
    if not parts["country"]:
        return Refusal("address.country", NO_COUNTRY, {})
    country = parse_country(parts["country"])
    if isinstance(country, Refusal):
        return country
    if country == "US" and parts["state"]:
        state = parse_state(parts["state"])
        if isinstance(state, Refusal):
            return state
        parts["state"] = state
    return Address(**{**parts, "country": country})


def _tidy(value: object) -> str:
    text = unicodedata.normalize("NFC", "" if value is None else str(value))
    return " ".join(c for c in "".join(c if c.isprintable() else " " for c in text).split())


def compare_addresses(a: Address, b: Address) -> AddressMatch:
    """How far two addresses agree on street, unit, city, state and country; postal codes only break a doubt.

    >>> first = Address("US", "2311 SE Alder Street Apt 4", "", "Portland", "OR")
    >>> compare_addresses(first, Address("US", "2311 SE Alder St.", "#4", "PORTLAND", "OR")).level.value
    'same'
    """
    one, other = _keys(a), _keys(b)
    differing = tuple(k for k in one if one[k] and other[k] and one[k] != other[k])
    if differing:
        return AddressMatch(AddressLevel.DIFFERENT, differing)
    lacking = tuple(k for k in one if bool(one[k]) != bool(other[k]) and k != "postal_code")
    return AddressMatch(AddressLevel.COMPATIBLE if lacking else AddressLevel.SAME, lacking)


def _keys(address: Address) -> dict[str, tuple[str, ...]]:
    street, unit = address.street, address.unit
    inside = None if unit else _UNIT.search(street)
    if inside:
        street, unit = street[: inside.start()], inside[1]
    unit = re.sub(rf"^(?:{_UNIT_WORD})\b\.?\s*#?|^#", "", unit.strip(), flags=re.IGNORECASE)
    return {
        "street": _words(street),
        "unit": tuple("".join(_words(unit)).lstrip("0")),
        "city": _words(address.city),
        "state": _words(address.state),
        "postal_code": tuple(_words(address.postal_code)[:1]),
        "country": (address.country,),
    }


def _words(text: str) -> tuple[str, ...]:
    words = re.findall(r"\w+", plain_word(re.sub(r"(?<=\w)[.'’](?=\w)|[.'’]", "", text)))
    return tuple(STREET_WORDS.get(w, w) for w in words)


def print_address(address: Address) -> str:
    """On one line; the country's name ends it outside the United States.

    >>> print_address(Address("US", "9 Quince Rd", "Apt 2", "Tucson", "AZ", "85701"))
    '9 Quince Rd, Apt 2, Tucson, AZ 85701'
    """
    care = f"c/o {address.in_care_of}" if address.in_care_of else ""
    region = " ".join(p for p in (address.state, address.postal_code) if p)
    country = "" if address.country == "US" else country_name(address.country)
    return ", ".join(p for p in (care, address.street, address.unit, address.city, region, country) if p)
