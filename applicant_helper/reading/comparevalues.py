"""Whether two papers say the same about one fact: by its type, and never more strictly than the values allow."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import IntEnum

from applicant_helper.core.answers import JsonValue
from applicant_helper.core.values.addresses import Address, AddressLevel, compare_addresses, parse_address
from applicant_helper.core.values.date_reading import parse_date
from applicant_helper.core.values.names import NameLevel, compare_names, parse_name
from applicant_helper.core.values.partial_date import DateMatch, PartialDate, same_date
from applicant_helper.core.values.person_name import PersonName
from applicant_helper.core.values.refusal import Refusal
from applicant_helper.core.vocabulary import FieldType, RecordSpec, Vocabulary

# What tells items of lists apart, so that only the same trip or passport is compared.
ITEM_KEYS: Mapping[str, tuple[str, ...]] = {
    "passports": ("number",),
    "entries": ("date",),
    "trips": ("left",),
    "tax_returns": ("year",),
    "prior_filings": ("receipt_number",),
    "arrests": ("date",),
}


class Level(IntEnum):
    """How far two values agree."""

    SAME = 0
    NOTE = 1
    DIFFERENT = 2


@dataclass(frozen=True, slots=True)
class Verdict:
    """A level and a stable word for the reason. `part` is the part of a record, such as `phone`."""

    level: Level
    because: str = ""
    part: str = ""


SAME = Verdict(Level.SAME)


def compare_fact(
    fact: str, kind: FieldType, one: JsonValue, other: JsonValue, vocabulary: Vocabulary
) -> Iterator[Verdict]:
    """Verdicts on a fact: one, or one for each part that both papers state."""
    if fact == "addresses":
        yield _addresses(_current(one), _current(other))
    elif kind.kind == "list" and vocabulary.record_of(kind) is not None:
        yield from _items(fact, kind, one, other, vocabulary)
    elif kind.kind == "address":
        yield _addresses(one, other)
    elif (record := vocabulary.record_of(kind)) is not None:
        yield from _parts(record, one, other, vocabulary)
    else:
        yield compare_scalar(kind, one, other)


def compare_scalar(kind: FieldType, one: JsonValue, other: JsonValue) -> Verdict:
    """One verdict on two plain values or lists of them."""
    if kind.kind == "list":
        return _sets(one, other)
    if kind.kind == "name":
        return _names(one, other)
    if kind.kind in {"date", "date_or_ds"}:
        return _dates(one, other)
    if folded(one) == folded(other):
        return SAME
    if kind.kind == "text" and _is_part(one, other):
        return Verdict(Level.NOTE, "partial")
    return Verdict(Level.DIFFERENT, "differs")


def folded(value: JsonValue) -> str:
    """A value without what does not count: capitals, accents, spaces and signs.

    >>> folded("São Paulo"), folded("(212) 555-0100")
    ('saopaulo', '2125550100')
    """
    letters = unicodedata.normalize("NFKD", str(value)).casefold()
    return "".join(c for c in letters if c.isalnum())


def _is_part(one: JsonValue, other: JsonValue) -> bool:
    words = [re.findall(r"\w+", str(v).casefold()) for v in (one, other)]
    short, long = sorted(words, key=len)
    return bool(short) and all(w in long for w in short)


def _sets(one: JsonValue, other: JsonValue) -> Verdict:
    ours, theirs = ({folded(v) for v in (x if isinstance(x, list) else [x])} for x in (one, other))
    if ours == theirs:
        return SAME
    return (
        Verdict(Level.NOTE, "partial")
        if ours <= theirs or theirs <= ours
        else Verdict(Level.DIFFERENT, "differs")
    )


def name_of(value: JsonValue) -> PersonName | None:
    """The name of a value, None when it has none."""
    found = parse_name(value) if isinstance(value, (str, dict)) else None
    return found if isinstance(found, PersonName) else None


def date_of(value: JsonValue) -> PartialDate | None:
    """The date of a value as the case file has it, None when it is none."""
    found = parse_date(value, "mdy") if isinstance(value, str) else None
    return None if found is None or isinstance(found, Refusal) else found


def _names(one: JsonValue, other: JsonValue) -> Verdict:
    ours, theirs = (name_of(v) for v in _as_far_as_both(one, other))
    if ours is None or theirs is None:
        return SAME
    found = compare_names(ours, theirs)
    if found.level in {NameLevel.EXACT, NameLevel.TRIVIAL}:
        return SAME
    level = Level.NOTE if found.level is NameLevel.VARIANT else Level.DIFFERENT
    return Verdict(level, found.because)


def _as_far_as_both(one: JsonValue, other: JsonValue) -> tuple[JsonValue, JsonValue]:
    """Some forms ask only for a parent's given name, or the family name at birth; only what both have counts."""
    if not isinstance(one, dict) or not isinstance(other, dict):
        return one, other
    lacking = {k for k in ("family", "given") if bool(one.get(k)) != bool(other.get(k))}
    if not lacking:
        return one, other
    kept = [{k: v for k, v in name.items() if k not in lacking} for name in (one, other)]
    return kept[0], kept[1]


def _dates(one: JsonValue, other: JsonValue) -> Verdict:
    ours, theirs = date_of(one), date_of(other)
    if ours is None or theirs is None:
        return SAME if one == other else Verdict(Level.NOTE, "differs")
    found = same_date(ours, theirs)
    if found in {DateMatch.SAME, DateMatch.COMPATIBLE}:
        return SAME
    return Verdict(Level.DIFFERENT, found.value)


def _current(value: JsonValue) -> JsonValue:
    """The address that has no end, when there is exactly one."""
    items = [v for v in value if isinstance(v, dict) and not v.get("to")] if isinstance(value, list) else []
    return items[0] if len(items) == 1 else None


def _addresses(one: JsonValue, other: JsonValue) -> Verdict:
    ours, theirs = _address(one, other), _address(other, one)
    if ours is None or theirs is None:
        return SAME
    found = compare_addresses(ours, theirs)
    return Verdict(Level.DIFFERENT, "differs") if found.level is AddressLevel.DIFFERENT else SAME


def _address(value: JsonValue, other: JsonValue) -> Address | None:
    """An address that names no country is taken to be in the one the other paper names."""
    if not isinstance(value, dict) or not value.get("street"):
        return None
    country = value.get("country") or (other.get("country") if isinstance(other, dict) else None) or "US"
    keys = ("street", "unit", "city", "state", "postal_code")
    found = parse_address({**{k: value.get(k) for k in keys}, "country": country})
    return found if isinstance(found, Address) else None


def _parts(record: RecordSpec, one: JsonValue, other: JsonValue, vocabulary: Vocabulary) -> Iterator[Verdict]:
    if not isinstance(one, dict) or not isinstance(other, dict):
        return
    for key, field in record.fields.items():
        ours, theirs = one.get(key), other.get(key)
        if ours in (None, "", []) or theirs in (None, "", []) or vocabulary.record_of(field.type) is not None:
            continue
        found = compare_scalar(field.type, ours, theirs)
        yield Verdict(found.level, found.because, key)


def _items(
    fact: str, kind: FieldType, one: JsonValue, other: JsonValue, vocabulary: Vocabulary
) -> Iterator[Verdict]:
    record = vocabulary.record_of(kind)
    keys = ITEM_KEYS.get(fact)
    if record is None or keys is None or not isinstance(one, list) or not isinstance(other, list):
        return
    for ours in one:
        for theirs in other:
            if isinstance(ours, dict) and isinstance(theirs, dict) and _is_same_item(ours, theirs, keys):
                yield from _parts(record, ours, theirs, vocabulary)


def _is_same_item(
    one: Mapping[str, JsonValue], other: Mapping[str, JsonValue], keys: tuple[str, ...]
) -> bool:
    return all(one.get(k) and folded(one.get(k)) == folded(other.get(k)) for k in keys)
