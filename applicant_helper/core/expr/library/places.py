"""Addresses held against each other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

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
    """Whether two addresses can be the same place; unknown while one of them has no street or city."""
    a, b = address_of(one), address_of(other)
    if not (a.street or a.city) or not (b.street or b.city):
        return unknown("addresses")
    return _agree(a, b)


@strict("lived_at")
def lived_at(run: Evaluation, place: Record, addresses: Sequence[object]) -> object:
    """Whether an address is one of a list."""
    wanted = address_of(place)
    return any(_agree(wanted, address_of(a)) for a in addresses if isinstance(a, Record))


def _agree(a: Address, b: Address) -> bool:
    if not a.country or not b.country:
        country = a.country or b.country
        a = Address(**{**{p: getattr(a, p) for p in PARTS}, "country": country})
        b = Address(**{**{p: getattr(b, p) for p in PARTS}, "country": country})
    return compare_addresses(a, b).level is not AddressLevel.DIFFERENT
