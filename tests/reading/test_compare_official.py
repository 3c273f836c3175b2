"""One invented couple through the nine official forms: what was planted is found, and nothing else."""

from __future__ import annotations

import random
from collections.abc import Mapping

import pytest

from applicant_helper.catalog.peopledata import load_people_rules
from applicant_helper.reading.compare import Comparison, Difference, Paper, compare_papers
from applicant_helper.reading.compare_values import folded
from tests.reading.compare_family import Facts, family_of, paper
from tests.reading.formmaps import vocabulary
from tests.reading.official import EDITIONS

SHE, HE, MOTHER, CHILD = (
    "María Fernanda Peña Ortiz",
    "Daniel James Wright",
    "Rosa Elena Ortiz Luna",
    "Wright Peña",
)
PLANTED: tuple[tuple[str, str, str, str, str], ...] = (
    ("I-485", "applicant.date_of_birth", "04/03/1991", "date_of_birth", "SWAPPED_DAY_MONTH"),
    ("I-765", "applicant.date_of_birth", "03/04/1992", "date_of_birth", "DIFFERENT"),
    ("I-131", "applicant.a_number", "204113878", "a_number", "DIFFERENT"),
    ("I-90", "applicant.country_of_birth", "Guatemala", "country_of_birth", "DIFFERENT"),
    ("I-90", "applicant.legal_name.middle", "F", "legal_name", "VARIANT"),
    ("I-751", "applicant.legal_name.middle", "", "legal_name", "VARIANT"),
    ("I-765", "applicant.legal_name.family", "Peña Ortega", "legal_name", "DIFFERENT"),
    ("N-400", "applicant.legal_name.family", "Quiroga", "legal_name", "DIFFERENT"),
    ("I-864", "sponsor.date_of_birth", "09/08/1988", "date_of_birth", "SWAPPED_DAY_MONTH"),
    ("I-751", "spouse.ssn", "234567819", "ssn", "DIFFERENT"),
    ("N-400", "marriage.date", "07/05/2018", "date", "DIFFERENT"),
    ("I-130", "petitioner.spouse.legal_name.family", "Pena Ortez", "legal_name", "VARIANT"),
    ("I-485", "prior_marriage[1].ended", "03/04/2015", "ended", "DIFFERENT"),
    ("I-485", "applicant.addresses[2].from", "10/02/2016", "addresses.from", "SWAPPED_DAY_MONTH"),
    ("I-90", "applicant.mailing_address.street", "1421 Magnolia Avenue", "mailing_address", "DIFFERENT"),
    ("I-131", "applicant.addresses[1].unit", "4D", "addresses", "DIFFERENT"),
    ("N-400", "applicant.work_history[1].employer", "Sunset Bakery", "work_history.employer", "DIFFERENT"),
    ("I-485", "applicant.passports[1].expires", "08/07/2027", "passports.expires", "SWAPPED_DAY_MONTH"),
    ("I-765", "applicant.entries[1].i94_number", "123456789B2", "entries.i94_number", "DIFFERENT"),
    ("I-765", "applicant.contact.email", "maria.pina@example.com", "contact.email", "DIFFERENT"),
    ("I-131", "applicant.biographic.eyes", "=Green", "biographic.eyes", "DIFFERENT"),
    ("N-400", "applicant.marital_status", "=divorced", "marital_status", "DIFFERENT"),
)  # fmt: skip


def couple(seed: int) -> tuple[dict[str, Facts], random.Random]:
    style = random.Random(seed)
    return {form: family_of(form, style) for form in EDITIONS}, style


def compared(papers: Mapping[str, Paper]) -> Comparison:
    return compare_papers(tuple(papers.values()), vocabulary(), load_people_rules())


def forms_of(found: Difference) -> set[str]:
    return {s.form for s in found.sources}


@pytest.mark.parametrize("seed", range(2))
def test_forms_that_agree_give_no_difference_however_they_are_written(seed: int) -> None:
    facts, style = couple(seed)
    found = compared({f: paper(f, facts[f], style) for f in EDITIONS})
    assert [(d.person, d.fact, d.kind.name) for d in found.differences] == []
    assert found.agreements > 70
    assert len(found.people) == 7


def test_each_planted_difference_is_found_alone() -> None:
    facts, _style = couple(2)
    papers = {f: paper(f, facts[f], random.Random(0)) for f in EDITIONS}
    missed = []
    for form, fact, text, wanted, kind in PLANTED:
        changed = {**facts[form], fact: text}
        if not text:
            del changed[fact]
        found = compared({**papers, form: paper(form, changed, random.Random(0))}).differences
        told = [(d.fact, d.kind.name) for d in found]
        if told != [(wanted, kind)] or form not in forms_of(found[0]):
            missed.append((form, fact, told))
    assert missed == []


def test_several_planted_differences_are_found_together() -> None:
    facts, style = couple(3)
    chosen = [p for p in PLANTED if p[0] in {"I-485", "I-864", "I-90", "N-400"} and p[3] != "legal_name"]
    for form, fact, text, _wanted, _kind in chosen:
        facts[form][fact] = text
    found = compared({f: paper(f, facts[f], style) for f in EDITIONS}).differences
    assert sorted((d.fact, d.kind.name) for d in found) == sorted((w, k) for *_, w, k in chosen)
    for one in found:
        assert all(s.page >= 1 and s.box and s.as_written for s in one.sources)


def test_the_parents_of_a_green_card_form_are_told_by_whose_they_are() -> None:
    facts, _style = couple(4)
    facts["I-90"]["applicant.parents[1].name.given"] = "Berta"
    found = compared({f: paper(f, facts[f], random.Random(0)) for f in EDITIONS}).differences
    assert [(folded(d.person), d.fact) for d in found] == [(folded(MOTHER), "legal_name")]
    assert "I-90" in forms_of(found[0])


def test_a_child_born_on_two_days_is_told() -> None:
    facts, _style = couple(5)
    facts["I-751"]["applicant.children[1].date_of_birth"] = "01/01/2020"
    (found,) = compared({f: paper(f, facts[f], random.Random(0)) for f in EDITIONS}).differences
    assert folded(found.person).endswith(folded(CHILD))
    assert found.fact == "date_of_birth"
    assert forms_of(found) >= {"I-751", "I-485", "N-400", "I-130"}


def test_forms_of_strangers_are_never_compared() -> None:
    """The same forms of the couple's lawyer's other client stand beside theirs."""
    facts, style = couple(6)
    other = {
        "applicant.legal_name.family": "Okafor",
        "applicant.legal_name.given": "Chidi",
        "applicant.date_of_birth": "01/02/1980",
        "applicant.a_number": "211000111",
        "applicant.ssn": "345678912",
        "applicant.country_of_birth": "Nigeria",
    }
    papers = {f: paper(f, facts[f], style) for f in ("I-130", "I-485", "I-864")}
    papers["stranger"] = paper("I-765", other, style)
    assert compared(papers).differences == ()
