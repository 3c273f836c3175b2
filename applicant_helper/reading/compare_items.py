"""Items of lists on several papers: which are the same trip, job, address or passport, and what each says. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from applicant_helper.core.answers import JsonValue
from applicant_helper.core.vocabulary import FieldType, RecordSpec
from applicant_helper.reading.compare_grouping import Groups
from applicant_helper.reading.compare_values import ADDRESS, Kind, compare, compare_places, is_empty
from applicant_helper.reading.mentions import Said

PLACE_PARTS = ("street", "unit", "city", "state", "postal_code", "country")
PLACE, NOW = "place", "now"
ENOUGH = 3


@dataclass(frozen=True, slots=True)
class Weight:
    """What it adds when two items agree on a part, and when they disagree."""

    same: int
    differs: int


# What tells items apart. An item may disagree on one part and still be the same by the others.
WEIGHTS: Mapping[str, Mapping[str, Weight]] = {
    "addresses": {PLACE: Weight(4, -1), "from": Weight(4, -1), "to": Weight(1, -1), NOW: Weight(6, 0)},
    "cohabitation": {PLACE: Weight(4, -1), "from": Weight(4, -1), "to": Weight(1, -1)},
    "work_history": {
        "employer": Weight(4, -1),
        "from": Weight(3, -1),
        "to": Weight(1, -1),
        "occupation": Weight(1, -1),
        PLACE: Weight(1, -1),
        NOW: Weight(4, 0),
    },
    "entries": {
        "i94_number": Weight(4, -1),
        "date": Weight(3, -1),
        "visa_number": Weight(3, -1),
        "admitted_until": Weight(3, -1),
        "class_of_admission": Weight(1, -1),
        "port": Weight(1, 0),
    },
    "passports": {"number": Weight(4, -1), "expires": Weight(3, -1), "country": Weight(1, -2)},
    "travel_documents": {"number": Weight(4, -4)},
    "trips": {"left": Weight(4, -1), "returned": Weight(4, -1), "to": Weight(1, -1)},
    "arrests": {"date": Weight(3, -1), "charge": Weight(2, -2)},
    "tax_returns": {"year": Weight(4, -4)},
}


@dataclass(frozen=True, slots=True)
class Item:
    """One item of a list on one paper, its parts typed. `is_now`: the present one of a form, without an end."""

    said: Said
    parts: Mapping[str, tuple[FieldType, JsonValue]]
    is_now: bool = False


def items_of(fact: str, said: Said, record: RecordSpec, *, is_form: bool) -> Iterator[Item]:
    """The items of a list; an address is one part."""
    rows = said.value if isinstance(said.value, list) else []
    for index, row in enumerate(rows):
        if not isinstance(row, dict) or is_empty(row):
            continue
        parts = {
            k: (record.fields[k].type, v)
            for k, v in row.items()
            if k in record.fields and not is_empty(v) and not ("street" in record.fields and k in PLACE_PARTS)
        }
        place: dict[str, JsonValue] = {k: v for k in PLACE_PARTS if not is_empty(v := row.get(k))}
        if "street" in record.fields and place:
            parts[PLACE] = (ADDRESS, place)
        is_now = is_form and index == 0 and "to" not in row and row.get("kind") != "us_intended"
        yield Item(said, parts, is_now and ("street" in place or "employer" in parts))


def same_items(fact: str, items: Sequence[Item]) -> list[list[Item]]:
    """Items of different papers that are one; lists whose items cannot be told apart are not grouped."""
    weights = WEIGHTS.get(fact)
    if weights is None:
        return []
    groups = Groups(items, lambda one, other: _place_of(one) != _place_of(other))
    scored = []
    for a, b in combinations(range(len(items)), 2):
        if _place_of(items[a]) != _place_of(items[b]):
            points = _points(items[a], items[b], weights)
            if points >= ENOUGH:
                scored.append((points, a, b))
    groups.join(scored)
    return groups.lists()


def _place_of(item: Item) -> tuple[int, str]:
    return item.said.paper, item.said.role


def _points(one: Item, other: Item, weights: Mapping[str, Weight]) -> int:
    points = weights[NOW].same if NOW in weights and one.is_now and other.is_now else 0
    for key in weights.keys() & one.parts.keys() & other.parts.keys():
        kind, ours = one.parts[key]
        theirs = other.parts[key][1]
        if key == PLACE:
            points += _place_points(ours, theirs, weights[key])
        else:
            agrees = compare(kind, ours, theirs).kind <= Kind.NOTE
            points += weights[key].same if agrees else weights[key].differs
    return points


def _place_points(one: JsonValue, other: JsonValue, weight: Weight) -> int:
    if compare_places(one, other).kind is not Kind.NONE:
        return weight.differs
    has_street = all(isinstance(v, dict) and v.get("street") for v in (one, other))
    return weight.same if has_street or weight.same == 1 else 0


def parts_of(fact: str, group: Iterable[Item]) -> Iterator[tuple[str, Said]]:
    """Every part that the items state, each under its own path: `addresses.from`, the address as `addresses`."""
    for item in group:
        for key, (kind, value) in item.parts.items():
            path = fact if key == PLACE and fact in {"addresses", "cohabitation"} else f"{fact}.{key}"
            yield path, replace(item.said, value=value, kind=kind, as_written="")
