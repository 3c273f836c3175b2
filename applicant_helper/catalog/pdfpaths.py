"""Paths of facts in the maps of forms: `applicant.addresses[1].street`, `repeat:applicant.a_number`."""

from __future__ import annotations

import re
from dataclasses import dataclass

from applicant_helper.core.vocabulary import FieldType, Vocabulary

REPEAT, SIGNATURE, SIGNED, ITEM = "repeat", "signature", "signed", "item"
PARTS_OF_ONE = ("height_feet", "height_inches", "weight_1", "weight_2", "weight_3")
PARTS_OF_CATEGORY = ("ead_category_1", "ead_category_2", "ead_category_3")
SPECIALS = frozenset({REPEAT, SIGNATURE, SIGNED, ITEM, *PARTS_OF_ONE, *PARTS_OF_CATEGORY})
# Whose they are stands before them when it is not the applicant: beneficiary.prior_marriage[1].ended.
RELATED = {"spouse": "person", "prior_spouse": "person", "marriage": "marriage", "prior_marriage": "marriage"}
OWN_ROOTS = ("marriage", "filing", "case", "document")
_STEP = re.compile(r"^([a-z0-9_]+)(?:\[([1-9]\d?)\])?$")


class PathRefused(ValueError):
    """A path names nothing known; the text says what."""


@dataclass(frozen=True, slots=True)
class Step:
    """One part of a path. `index` counts from 1, 0 = none."""

    name: str
    index: int = 0

    def __str__(self) -> str:
        return f"{self.name}[{self.index}]" if self.index else self.name


@dataclass(frozen=True, slots=True)
class FactPath:
    """A path in its parts. `special` is one of SPECIALS or empty; `item` is the rest of an `item:` path.

    `via` is a spouse or marriage of the root: the prior_marriage[1] in beneficiary.prior_marriage[1].ended.
    """

    root: Step
    steps: tuple[Step, ...] = ()
    special: str = ""
    item: str = ""
    via: Step | None = None

    @property
    def holder(self) -> str:
        """Whose fact it is: `applicant`, `beneficiary.prior_marriage[1]`."""
        return f"{self.root}.{self.via}" if self.via else str(self.root)

    @property
    def fact(self) -> str:
        """The fact that holds the value: holder and first step without index, `applicant.addresses`."""
        return f"{self.holder}.{self.steps[0].name}" if self.steps else self.holder

    @property
    def plain(self) -> str:
        """The path without what is special."""
        return ".".join((self.holder, *map(str, self.steps)))


def parse_path(text: str) -> FactPath | None:
    """The path of a row, None when it states nothing. Raises PathRefused.

    >>> parse_path("applicant.addresses[2].street").fact
    'applicant.addresses'
    """
    if not text:
        return None
    special, colon, rest = text.partition(":")
    if not colon:
        special, rest = "", text
    elif special not in SPECIALS:
        raise PathRefused(
            f"{special}: is not known before a path. Use one of: {', '.join(sorted(SPECIALS))}."
        )
    if special == ITEM:
        if not rest.strip():
            raise PathRefused("item: needs the number of the question behind it.")
        return FactPath(Step("document"), (Step("form_items"),), ITEM, rest.strip())
    root, *steps = (_step(part, text) for part in rest.split("."))
    if len(steps) > 1 and steps[0].name in RELATED:
        return FactPath(root, tuple(steps[1:]), special, via=steps[0])
    return FactPath(root, tuple(steps), special)


def _step(part: str, whole: str) -> Step:
    found = _STEP.match(part)
    if found is None:
        raise PathRefused(f"{whole} is not a path. Write it like applicant.addresses[1].street.")
    return Step(found[1], int(found[2] or 0))


def leaf_type(path: FactPath, vocabulary: Vocabulary) -> FieldType | None:
    """The type of the value a path leads to; None for places to sign and parts of one value. Raises PathRefused."""
    if path.special == ITEM:
        return FieldType("choice", choices=("yes", "no", "unsure"))
    owner = _owner(path, vocabulary)
    if path.special in {SIGNATURE, SIGNED}:
        return FieldType("date") if path.special == SIGNED else None
    if path.special in {*PARTS_OF_ONE, *PARTS_OF_CATEGORY}:
        return None
    if not path.steps:
        raise PathRefused(f"{path.plain} names nobody's fact. Add one, like {path.plain}.legal_name.family.")
    first = path.steps[0]
    spec = vocabulary.fact(owner, first.name)
    if spec is None or spec.id != first.name:
        raise PathRefused(f"There is no fact {first.name} of a {owner} in the vocabulary.")
    return _below(_item(spec.type, first, path), path.steps[1:], path, vocabulary)


def _owner(path: FactPath, vocabulary: Vocabulary) -> str:
    name = path.root.name
    if name in OWN_ROOTS:
        return name
    if name in vocabulary.roles or name in RELATED:
        return RELATED[path.via.name] if path.via else RELATED.get(name, "person")
    raise PathRefused(f"There is no role {path.root.name} in the vocabulary.")


def _item(found: FieldType, step: Step, path: FactPath) -> FieldType:
    if step.index and found.kind != "list":
        raise PathRefused(f"{step.name} is not a list in {path.plain}.")
    return found.item if step.index and found.item is not None else found


def _below(found: FieldType, steps: tuple[Step, ...], path: FactPath, vocabulary: Vocabulary) -> FieldType:
    for step in steps:
        found = _item(_part(found, step, path, vocabulary), step, path)
    if found.kind == "record" or found.kind in {"address", "place"}:
        raise PathRefused(f"{path.plain} is made of parts. Name one of them.")
    if found.kind == "list" and (found.item is None or vocabulary.record_of(found) is not None):
        raise PathRefused(f"{path.plain} is a list of records. Write which item, like [1], and a part of it.")
    return found


def _part(found: FieldType, step: Step, path: FactPath, vocabulary: Vocabulary) -> FieldType:
    if found.kind == "person_ref" and step.name == "name":
        return FieldType("name")
    if found.kind == "name":
        record = vocabulary.records.get("name")
    else:
        record = vocabulary.record_of(found) if found.kind != "list" else None
    if record is not None:
        if step.name in record.fields:
            return record.fields[step.name].type
        if record.inline_person:
            fact = vocabulary.fact("person", "legal_name" if step.name == "name" else step.name)
            if fact is not None:
                return fact.type
    raise PathRefused(f"{step.name} is no part of {found.describe()} in {path.plain}.")
