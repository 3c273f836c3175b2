"""Every field that states a fact, in each of the official forms with a map: filled, read, and fit for a case file."""

from __future__ import annotations

import pytest

from applicant_helper.catalog.pdfmaps import MapRow, text_meanings
from applicant_helper.catalog.pdfpaths import RELATED
from applicant_helper.core.answers import JsonValue
from applicant_helper.core.casefile.problems import Problems
from applicant_helper.core.casefile.values import ValueReader
from applicant_helper.core.vocabulary import FactSpec
from applicant_helper.reading.formfile import form_fields
from applicant_helper.reading.formpropose import fact_of
from applicant_helper.reading.formread import FormResult, read_form
from applicant_helper.reading.gather import fields_from
from tests.reading.formmaps import vocabulary
from tests.reading.official import EDITIONS, filled_by_field, map_of

SAMPLES = {
    "date": "03/04/1999",
    "date_or_ds": "D/S",
    "number": "3",
    "money": "1,250",
    "country": "Mexico",
    "a_number": "123456789",
    "ssn": "123456780",
    "uscis_account": "123456789012",
    "receipt_number": "IOE0123456789",
    "i94_number": "12345678901",
    "passport_number": "X1234567",
    "name": "Ana Reyes",
    "yes_no": "Yes",
}
PARTS = {"ead_category_1": "c", "ead_category_2": "9", "ead_category_3": ""}


def sample(row: MapRow) -> str:
    """What to write at a row."""
    special = row.path.special if row.path else ""
    if special in PARTS:
        return PARTS[special]
    if special.startswith(("height", "weight")):
        return "5"
    if row.leaf is None:
        return ""
    if row.value:
        return next(option for option, meaning in text_meanings(row.value).items() if meaning)
    leaf = row.leaf.item if row.leaf.kind == "list" and row.leaf.item else row.leaf
    return leaf.choices[0] if leaf.kind == "choice" else SAMPLES.get(leaf.kind, "Word")


def answers(form: str) -> dict[str, str]:
    """One tick for each question, a sample in every other field that states a fact."""
    found: dict[str, str] = {}
    ticked: set[str] = set()
    for row in map_of(form).rows:
        if row.kind == "check" and row.fact and row.fact not in ticked:
            ticked.add(row.fact)
            found[row.field] = "on"
        elif row.kind != "check" and row.fact and (text := sample(row)):
            found[row.field] = text
    return found


def read(form: str) -> FormResult:
    file = filled_by_field(form, answers(form))
    return read_form(fields_from(form_fields(file, with_labels=False)["fields"]), map_of(form), {})


@pytest.mark.parametrize("form", sorted(EDITIONS))
def test_every_fact_of_the_map_is_read_and_fits_a_case_file(form: str) -> None:
    result = read(form)
    wanted = {f for r in map_of(form).rows if r.path and (f := fact_of(r.path))}
    assert {p.fact for p in result.proposals} >= {f for f in wanted if f not in _only_not_applicable(form)}
    assert [dict(n.params) for n in result.notes if n.code in {"form.unread", "form.both-ticked"}] == []
    for proposal in result.proposals:
        spec = _spec(proposal.fact)
        for value in (proposal.value, *proposal.candidates):
            assert _problems(spec, value, proposal.fact) == []


def _only_not_applicable(form: str) -> set[str]:
    """Facts whose first box, the one that is ticked here, means "not applicable"."""
    first: dict[str, MapRow] = {}
    for row in map_of(form).rows:
        if row.kind == "check" and row.path and (fact := fact_of(row.path)):
            first.setdefault(fact, row)
    return {f for f, r in first.items() if r.value == "na"}


def _spec(fact: str) -> FactSpec:
    parts = fact.split(".")
    root, before = (p.partition("[")[0] for p in (parts[0], parts[-2]))
    owner = RELATED.get(before, "person")
    spec = vocabulary().fact(root if root in {"filing", "document"} else owner, parts[-1])
    assert spec is not None, fact
    return spec


def _problems(spec: FactSpec, value: JsonValue, fact: str) -> list[str]:
    problems = Problems()
    ValueReader(vocabulary(), problems).value(spec.type, value, fact) if value is not None else None
    return [f"{p.path}: {p.message}" for p in problems.found]
