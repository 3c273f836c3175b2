"""Every fact and every place it stands in, in words and as plain data."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from applicant_helper import i18n
from applicant_helper.catalog.catalogue import Catalog
from applicant_helper.checks.everywhere import ANSWER, Agreement, FactPlaces, Saying, facts_everywhere
from applicant_helper.core.answers import JsonValue
from applicant_helper.core.case import Case
from applicant_helper.core.marks import N_
from applicant_helper.core.text import safe_line
from applicant_helper.core.values.dates import PartialDate
from applicant_helper.i18n import say
from applicant_helper.service import words
from applicant_helper.service.factwords import label_of, resolve

__all__ = ["Agreement", "FactRow", "fact_lines", "fact_rows", "facts_report"]

AGREEMENT_WORDS = {
    Agreement.DIFFERENT: N_("differs"),
    Agreement.SWAPPED: N_("day and month may be swapped"),
    Agreement.VARIANT: N_("written differently"),
    Agreement.SAME: N_("the same everywhere"),
    Agreement.ONE_PLACE: N_("in one place only"),
}
YOU = N_("your answer")


@dataclass(frozen=True, slots=True)
class FactRow:
    """One fact in words: whose, what it is called, how far its places agree, and each place with its value."""

    key: str
    who: str
    fact: str
    agreement: Agreement
    agreement_word: str
    places: tuple[tuple[str, str], ...]


def fact_rows(case: Case, catalog: Catalog) -> tuple[FactRow, ...]:
    """Every fact that a paper states, those that differ first."""
    return tuple(_row(case, catalog, found) for found in facts_everywhere(case))


def _row(case: Case, catalog: Catalog, found: FactPlaces) -> FactRow:
    person = case.people.get(found.subject)
    return FactRow(
        key=f"{found.subject}:{found.owner}.{found.fact}",
        who=words.person_name(person) if person is not None else i18n.gettext("the case"),
        fact=_label(catalog, found),
        agreement=found.agreement,
        agreement_word=i18n.gettext(AGREEMENT_WORDS[found.agreement]),
        places=tuple((_place(s), _value(catalog, found, s)) for s in found.sayings),
    )


def _label(catalog: Catalog, found: FactPlaces) -> str:
    path = found.fact if found.owner == "person" else f"{found.owner}.{found.fact}"
    resolved = resolve(catalog, path)
    return label_of(catalog, *resolved) if resolved is not None else found.fact


def _place(said: Saying) -> str:
    if said.source.kind == ANSWER:
        return i18n.gettext(YOU)
    name = safe_line(said.source.name)
    if said.source.page is None:
        return name
    return say("{name}, page {page}", name=name, page=str(said.source.page))


def _value(catalog: Catalog, found: FactPlaces, said: Saying) -> str:
    fact = found.fact.partition(".")[0]
    text = words.value_text(said.value, catalog)
    if fact in {"ssn", "a_number"}:
        return "*" * max(0, len(text) - 4) + text[-4:]
    written = safe_line(said.source.says)
    if isinstance(said.value, PartialDate) and len(said.value.readings()) > 1:
        return written
    return f"{text} ({written})" if written and said.source.kind != ANSWER and written != text else text


def fact_lines(case: Case, catalog: Catalog) -> Iterator[str]:
    """Every fact with its places, a line each."""
    rows = fact_rows(case, catalog)
    if not rows:
        yield i18n.gettext("No paper states a fact yet. Add papers and accept what was read from them.")
    for row in rows:
        yield say("{who}, {fact}: {state}", who=row.who, fact=row.fact, state=row.agreement_word)
        for place, value in row.places:
            yield f"    {say('{place}: {value}', place=place, value=value)}"


def facts_report(case: Case) -> list[JsonValue]:
    """The same as plain data."""
    return [
        {
            "person": found.subject or None,
            "fact": found.fact if found.owner == "person" else f"{found.owner}.{found.fact}",
            "agreement": found.agreement.name.lower(),
            "places": [
                {
                    "kind": s.source.kind,
                    "id": s.source.id or None,
                    "says": s.source.says or words.value_text(s.value),
                    "page": s.source.page,
                }
                for s in found.sayings
            ],
        }
        for found in facts_everywhere(case)
    ]
