"""Addresses held against each other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from applicant_helper.core.answers import Record
from applicant_helper.core.expr.evaluate import Evaluation
from applicant_helper.core.expr.library.support import strict
from applicant_helper.core.expr.result import unknown
from applicant_helper.core.values.addresses import PARTS, Address, AddressLevel, compare_addresses


def address_of(item: Record) -> Address:
    """The address in a record that has the parts of one."""
    parts: Mapping[str, str] = {p: str(v) for p in PARTS if (v := item.value(p)) is not None}
    return Address(**{"country": "", **parts})


@strict("same_address")
def same_address(run: Evaluation, one: Record, other: Record) -> object:
    """Whether two addresses are one place; unknown while nothing tells them apart and one has no street."""
    a, b = address_of(one), address_of(other)
    level = _level(a, b)
    if level is AddressLevel.DIFFERENT:
        return False
    return True if a.street and b.street else unknown("addresses")


@strict("lived_at")
def lived_at(run: Evaluation, place: Record, addresses: Sequence[object]) -> object:
    """Whether an address can be one of a list."""
    wanted = address_of(place)
    rows = [address_of(a) for a in addresses if isinstance(a, Record)]
    return any(_level(wanted, row) is not AddressLevel.DIFFERENT for row in rows)


def _level(a: Address, b: Address) -> AddressLevel:
    if not a.country or not b.country:
        a, b = (replace(x, country=a.country or b.country) for x in (a, b))
    return compare_addresses(a, b).level
