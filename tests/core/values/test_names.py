"""How far two names agree: the public pairs, our own, and what must hold for all."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from applicant_helper.core.values.names import (
    NameLevel,
    PersonName,
    compare_names,
    form_level,
    parse_name,
    print_name,
)
from applicant_helper.core.values.refusal import Refusal

PUBLIC = [
    ("María José Núñez", "MARIA JOSE NUNEZ", "trivial"),
    ("Jürgen Groß", "JUERGEN GROSS", "trivial"),
    ("Juan Carlos García Márquez", "Juan Carlos García", "variant"),
    ("Juan Garcia Marquez", "Juan Marquez Garcia", "variant"),
    ("Mohammed Al-Sayed", "Muhammad Elsayed", "variant"),
    ("Ahmed Al Hassan", "Ahmed Alhassan", "trivial"),
    ("Wang Xiaoming", "Xiaoming Wang", "trivial"),
    ("Zhang Wei", "Cheung Wai", "variant"),
    ("Zhang Wei", "Zheng Wei", "mismatch"),
    ("Nguyễn Thị Minh Anh", "Minh Anh Thi Nguyen", "trivial"),
    ("Алексей Иванович Петров", "Aleksei Petrov", "variant"),
    ("Aleksei Petrov", "Alexey Petrov", "variant"),
    ("FNU Ahmadullah", "Ahmadullah", "trivial"),
    ("Maria Lopez", "Maria Lopez de Hernandez", "variant"),
    ("Kim Min-su", "Kim Minsoo", "variant"),
    ("Fatima Khan", "Fatima Begum", "mismatch"),
    ("José Luis Pérez", "Jose L. Perez", "variant"),
    ("O'Brien, Sean", "SEAN OBRIEN", "trivial"),
    ("Jonathan Smith", "Jonathon Smith", "variant"),
    ("Ana Silva", "Ana Souza", "mismatch"),
]
OURS = [
    ("Peña Ortiz, María Fernanda", "PENA ORTIZ, MARIA FERNANDA", "trivial"),
    ("Zürn, Ewa", "ZUERN, EWA", "trivial"),
    ("Okafor, Amara", "Adeyemi, Amara", "mismatch"),
    ("Smith Jr, John", "Smith Sr, John", "mismatch"),
    ("Anne-Marie Dupont", "Anne Marie Dupont", "trivial"),
    ("Dupont, Anne", "Dupond, Anne", "variant"),
    ("Li Na", "Lin Na", "mismatch"),
    ("Ana Silva", "Ana Silva", "exact"),
    ("Ivanov, Sergey", "Ivanova, Olga", "mismatch"),
    ("Haidari, Nadia Soraya", "HAIDARI NADIA SORAYA", "trivial"),
]


@pytest.mark.parametrize(("a", "b", "level"), [*PUBLIC, *OURS])
def test_a_pair_has_its_level_in_both_directions(a: str, b: str, level: str) -> None:
    one, other = parse_name(a), parse_name(b)
    assert isinstance(one, PersonName)
    assert isinstance(other, PersonName)
    assert compare_names(one, other).level == level
    assert compare_names(other, one).level == level


def test_swapped_fields_are_never_trivial() -> None:
    match = compare_names(PersonName("Wei", "Zhang"), PersonName("Zhang", "Wei"))
    assert match.level is NameLevel.VARIANT


def test_a_name_cut_by_the_machine_readable_zone_is_the_same_name() -> None:
    long = PersonName("Montgomery Featherstonehaugh", "Alexandrina Wilhelmina Theodora")
    cut = parse_name("MONTGOMERY<FEATHERSTONEHAUGH<<ALEXANDRIN")
    assert isinstance(cut, PersonName)
    assert compare_names(long, cut).level is NameLevel.TRIVIAL
    assert form_level(compare_names(long, cut)) == "variant"


NAME = st.text(st.characters(categories=["L", "Zs", "Pd", "Mn"]), min_size=1, max_size=20).filter(
    lambda t: any(c.isalpha() for c in t)
)


@given(NAME)
def test_a_name_is_exactly_itself(text: str) -> None:
    name = parse_name(text)
    if isinstance(name, PersonName):
        assert compare_names(name, name).level is NameLevel.EXACT
        assert print_name(name)


@given(NAME, NAME)
@example("A", "AAAAA")
@example("A", "\u1100\U00017000")
def test_comparing_never_raises_and_does_not_depend_on_order(a: str, b: str) -> None:
    one, other = parse_name(a), parse_name(b)
    if isinstance(one, PersonName) and isinstance(other, PersonName):
        assert compare_names(one, other).level == compare_names(other, one).level


@given(st.text(max_size=60))
def test_any_text_is_a_name_or_refused(text: str) -> None:
    assert isinstance(parse_name(text), (PersonName, Refusal))


@given(st.fixed_dictionaries({"family": NAME}, optional={"given": NAME, "middle": NAME}))
def test_accents_and_capitals_are_never_more_than_trivial(parts: dict[str, str]) -> None:
    name = parse_name(parts)
    shouted = parse_name({k: v.upper() for k, v in parts.items()})
    if isinstance(name, PersonName) and isinstance(shouted, PersonName) and print_name(name).isascii():
        assert compare_names(name, shouted).level in (NameLevel.EXACT, NameLevel.TRIVIAL)
