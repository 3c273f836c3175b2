"""One invented couple through the nine official forms: what was planted is found, and nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

import pytest

from applicant_helper.reading.compare import Disagreement, compare_papers
from applicant_helper.reading.comparepeople import Paper
from applicant_helper.reading.formfile import form_fields
from applicant_helper.reading.formread import read_form
from applicant_helper.reading.gather import fields_from
from tests.reading.formmaps import vocabulary
from tests.reading.official import EDITIONS, filled, map_of, pdf_of

ANA = {
    "legal_name.family": "Reyes Soto",
    "legal_name.given": "Ana",
    "legal_name.middle": "Luz",
    "date_of_birth": "03/04/1990",
    "a_number": "123456789",
    "ssn": "123456780",
    "country_of_birth": "Honduras",
    "city_of_birth": "La Ceiba",
    "nationalities[1]": "Honduras",
    "sex": "=female",
    "lpr_date": "05/06/2018",
    "contact.phone": "7135550111",
    "contact.email": "ana.reyes@example.com",
    "mailing_address.street": "12 Elm Street",
    "mailing_address.city": "Houston",
    "mailing_address.country": "United States",
    "addresses[1].street": "12 Elm Street",
    "addresses[1].city": "Houston",
    "addresses[1].country": "United States",
    "parents[1].name.family": "Soto",
    "parents[1].name.given": "Rosa",
    "parents[1].date_of_birth": "01/09/1961",
    "parents[1].country_of_birth": "Honduras",
}
JOHN = {
    "legal_name.family": "Reed",
    "legal_name.given": "John",
    "legal_name.middle": "Paul",
    "date_of_birth": "11/30/1985",
    "ssn": "234567891",
    "country_of_birth": "United States",
    "sex": "=male",
    "contact.phone": "7135550122",
    "mailing_address.street": "12 Elm Street",
    "mailing_address.city": "Houston",
}
ROLES: Mapping[str, Mapping[str, Mapping[str, str]]] = {
    "I-130": {"petitioner": JOHN, "beneficiary": ANA},
    "I-130A": {"beneficiary": ANA},
    "I-485": {"applicant": ANA, "spouse": JOHN},
    "I-765": {"applicant": ANA},
    "I-131": {"applicant": ANA},
    "I-864": {"sponsor": JOHN, "principal": ANA},
    "I-90": {"applicant": ANA},
    "I-751": {"applicant": ANA, "spouse": JOHN},
    "N-400": {"applicant": ANA, "spouse": JOHN},
}
MARRIED = "06/20/2016"
SECOND_PARENT = "parents[2]"


def answers(form: str) -> list[tuple[str, str]]:
    """What this family writes on the form, as far as it asks."""
    facts = {f"{role}.{k}": v for role, person in ROLES[form].items() for k, v in person.items()}
    facts["marriage.date"] = MARRIED
    found = []
    for row in map_of(form).rows:
        text = facts.get(row.fact)
        is_box = row.kind == "check"
        if text is not None and text.startswith("=") == is_box and (not is_box or text[1:] == row.value):
            found.append((row.fact, text))
            del facts[row.fact]
    return found


@lru_cache(maxsize=64)
def paper(form: str, changes: tuple[tuple[str, str], ...] = ()) -> Paper:
    pdf_of(form)
    changed = dict(changes)
    told = [(f, changed.pop(f, a)) for f, a in answers(form)]
    assert not changed
    fields = fields_from(form_fields(filled(form, told), with_labels=False)["fields"])
    return Paper(form, read_form(fields, map_of(form), {}).proposals)


def differences(**changes: tuple[str, str]) -> tuple[Disagreement, ...]:
    """All forms with changes by form: I_485=("applicant.date_of_birth", "04/03/1990")."""
    by_form = {k.replace("_", "-"): v for k, v in changes.items()}
    papers = [paper(f, (by_form[f],) if f in by_form else ()) for f in EDITIONS]
    return compare_papers(papers, vocabulary())


def test_forms_that_agree_give_no_difference_and_no_note() -> None:
    assert [(d.who, d.fact, d.because, [s.paper for s in d.sources]) for d in differences()] == []


PLANTED = [
    (
        "I_485",
        "applicant.date_of_birth",
        "04/03/1990",
        "date_of_birth",
        "swapped_day_month",
        "Ana Luz Reyes Soto",
    ),
    ("I_131", "applicant.a_number", "123456798", "a_number", "differs", "Ana Luz Reyes Soto"),
    ("I_90", "applicant.country_of_birth", "Guatemala", "country_of_birth", "differs", "Ana Luz Reyes Soto"),
    ("I_864", "sponsor.date_of_birth", "11/30/1986", "date_of_birth", "different", "John Paul Reed"),
    ("I_751", "spouse.ssn", "234567819", "ssn", "differs", "John Paul Reed"),
    (
        "I_765",
        "applicant.legal_name.family",
        "Reyes Sota",
        "legal_name",
        "words_differ",
        "Ana Luz Reyes Soto",
    ),
    ("I_864", "sponsor.legal_name.family", "Read", "legal_name", "family_differs", "John Paul Reed"),
    ("N_400", "marriage.date", "06/21/2016", "date", "different", "Ana Luz Reyes Soto"),
    (
        "I_130A",
        "beneficiary.parents[1].date_of_birth",
        "09/01/1961",
        "date_of_birth",
        "swapped_day_month",
        "Rosa",
    ),
    (
        "I_90",
        "applicant.mailing_address.street",
        "21 Elm Street",
        "mailing_address",
        "differs",
        "Ana Luz Reyes Soto",
    ),
]


@pytest.mark.parametrize(("form", "fact", "text", "found", "because", "who"), PLANTED)
def test_a_planted_difference_is_the_only_one_found(
    form: str, fact: str, text: str, found: str, because: str, who: str
) -> None:
    told = [d for d in differences(**{form: (fact, text)}) if not d.is_note]
    assert [(d.fact, d.because) for d in told] == [(found, because)]
    assert told[0].who.startswith(who)
    assert form.replace("_", "-") in {s.paper for s in told[0].sources}
    assert all(s.page >= 1 and s.as_written for s in told[0].sources)


@pytest.mark.parametrize(
    ("text", "because"), [("L", "initial"), ("", "part_omitted")], ids=["initial", "left out"]
)
def test_a_middle_name_left_out_or_shortened_is_only_a_note(text: str, because: str) -> None:
    told = differences(I_765=("applicant.legal_name.middle", text))
    assert [(d.fact, d.because, d.is_note) for d in told] == [("legal_name", because, True)]
