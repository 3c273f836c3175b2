"""Addresses: read from parts, refused kindly, compared on what tells two places apart."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from applicant_helper.core.values.addresses import (
    PARTS,
    Address,
    AddressLevel,
    compare_addresses,
    parse_address,
    print_address,
)
from applicant_helper.core.values.refusal import Refusal
from applicant_helper.core.values.states import STATES, parse_state, state_name

HOME = Address("US", "2311 SE Alder Street", "Apt 4", "Portland", "OR", "97214")


@pytest.mark.parametrize(
    "other",
    [
        Address("US", "2311 S.E. Alder St.", "#4", "PORTLAND", "OR", "97214-1234"),
        Address("US", "2311 Southeast Alder St Unit 4", "", "Portland", "OR"),
        Address("US", "2311 SE Alder St, Apt. 04", "", "portland", "OR", "97214"),
    ],
)
def test_ways_to_write_one_address_are_the_same(other: Address) -> None:
    assert compare_addresses(HOME, other).level is AddressLevel.SAME
    assert compare_addresses(other, HOME).level is AddressLevel.SAME


@pytest.mark.parametrize(
    ("other", "part"),
    [
        (Address("US", "2313 SE Alder St", "4", "Portland", "OR"), "street"),
        (Address("US", "2311 SE Alder St", "14", "Portland", "OR"), "unit"),
        (Address("US", "2311 SE Alder St", "4", "Salem", "OR"), "city"),
        (Address("US", "2311 SE Alder St", "4", "Portland", "ME"), "state"),
    ],
)
def test_another_place_differs_in_the_part_that_is_named(other: Address, part: str) -> None:
    match = compare_addresses(HOME, other)
    assert match.level is AddressLevel.DIFFERENT
    assert part in match.parts


def test_an_address_without_its_unit_may_be_the_same() -> None:
    match = compare_addresses(HOME, Address("US", "2311 SE Alder St", "", "Portland", "OR"))
    assert (match.level, match.parts) == (AddressLevel.COMPATIBLE, ("unit",))


def test_a_state_is_read_by_name_and_kept_as_two_letters() -> None:
    found = parse_address({"city": "Tucson", "state": "arizona", "country": "United States"})
    assert found == Address("US", city="Tucson", state="AZ")


@pytest.mark.parametrize(
    "raw",
    [
        {"city": "Tucson"},
        {"town": "Tucson", "country": "US"},
        {"country": "US", "state": "Tuscany"},
        {"country": True},
    ],
)
def test_an_address_that_cannot_be_read_is_refused_with_a_sentence(raw: dict[str, object]) -> None:
    found = parse_address(raw)
    assert isinstance(found, Refusal)
    assert found.message


def test_every_state_reads_back_from_its_name_and_code() -> None:
    for code in STATES:
        assert parse_state(code) == code
        assert parse_state(state_name(code)) == code


@given(st.dictionaries(st.sampled_from(PARTS), st.text(max_size=30)))
def test_any_parts_are_an_address_or_refused(raw: dict[str, str]) -> None:
    found = parse_address(raw)
    assert isinstance(found, (Address, Refusal))
    if isinstance(found, Address):
        assert compare_addresses(found, found).level is AddressLevel.SAME
        assert isinstance(print_address(found), str)


PLACES = st.builds(
    Address, st.sampled_from(["US", "MX"]), st.text(max_size=20), st.text(max_size=5), st.text(max_size=8)
)


@given(PLACES, PLACES)
def test_comparing_addresses_does_not_depend_on_order(a: Address, b: Address) -> None:
    assert compare_addresses(a, b).level is compare_addresses(b, a).level
