"""Every fact and every place it appears: what the person says and what each paper, form and translation says."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum

from applicant_helper.core.answers import Answer, Record
from applicant_helper.core.case import Case, Person
from applicant_helper.core.finding import Source
from applicant_helper.core.values.dates import DateMatch, PartialDate, same_date
from applicant_helper.core.values.money import Money
from applicant_helper.core.values.names import NameLevel, PersonName, compare_names

ANSWER = "answer"


class Agreement(IntEnum):
    """How far the places agree, worst first."""

    DIFFERENT = 0
    SWAPPED = 1
    VARIANT = 2
    SAME = 3
    ONE_PLACE = 4


@dataclass(frozen=True, slots=True)
class Saying:
    """One value as it stands in one place."""

    value: object
    source: Source


@dataclass(frozen=True, slots=True)
class FactPlaces:
    """One fact with every place it stands in. `subject` is a person's id, empty for a fact of a couple."""

    subject: str
    owner: str
    fact: str
    agreement: Agreement
    sayings: tuple[Saying, ...]


def facts_everywhere(case: Case) -> tuple[FactPlaces, ...]:
    """Every single fact that at least one paper states, those that differ first."""
    rows: dict[tuple[str, str, str], list[Saying]] = {}
    for document in case.documents:
        for statement in document.statements:
            if statement.value is None or isinstance(statement.value, (tuple, Record)):
                continue
            key = (statement.subject or "", statement.owner, statement.fact)
            source = Source(
                "document",
                document.id,
                statement.fact,
                statement.as_written,
                document.title_name,
                statement.page,
            )
            rows.setdefault(key, []).append(Saying(statement.value, source))
    found = [_places(case, key, said) for key, said in rows.items() if key[1] != "document"]
    return tuple(sorted(found, key=lambda f: (f.agreement, f.subject, f.fact)))


def _places(case: Case, key: tuple[str, str, str], said: Sequence[Saying]) -> FactPlaces:
    subject, owner, fact = key
    answered = [Saying(v, Source(ANSWER, "", fact)) for v in _answers(case, subject, owner, fact)]
    is_list = "." in fact
    agreement = (
        _agreement_with_items(answered, said) if is_list and answered else _agreement([*answered, *said])
    )
    return FactPlaces(subject, owner, fact, agreement, (*answered, *said))


def _answers(case: Case, subject: str, owner: str, fact: str) -> Iterator[object]:
    name, _, key = fact.partition(".")
    answer = _answer(case, subject, owner, name)
    if answer is None or not answer.has_value:
        return
    if not key:
        yield answer.value
        return
    rows = answer.value if isinstance(answer.value, tuple) else (answer.value,)
    for row in rows:
        value = row.value(key) if isinstance(row, Record) else None
        if value is not None:
            yield value


def _answer(case: Case, subject: str, owner: str, name: str) -> Answer | None:
    if owner == "person":
        person: Person | None = case.people.get(subject)
        return person.facts.get(name) if person is not None else None
    if owner == "case":
        return case.case_facts.get(name)
    if owner == "marriage":
        still = [m for m in case.marriages if m.value("ended") is None]
        return still[0].fields.get(name) if len(still) == 1 and name not in {"ended", "ended_how"} else None
    return case.filing_defaults.get(name) or next(
        (f.facts[name] for f in case.filings if name in f.facts), None
    )


def _agreement(rows: Sequence[Saying]) -> Agreement:
    if len(rows) < 2:
        return Agreement.ONE_PLACE
    first = rows[0].value
    return min((how_equal(first, row.value) for row in rows[1:]), default=Agreement.SAME)


def _agreement_with_items(answered: Sequence[Saying], said: Sequence[Saying]) -> Agreement:
    """Papers may state any of the items; each is held against the one nearest to it."""
    best = (max(how_equal(a.value, s.value) for a in answered) for s in said)
    return min(best, default=Agreement.SAME)


def how_equal(one: object, other: object) -> Agreement:
    """How far two values of one fact agree."""
    if isinstance(one, PersonName) and isinstance(other, PersonName):
        level = compare_names(one, other).level
        if level is NameLevel.MISMATCH:
            return Agreement.DIFFERENT
        return Agreement.VARIANT if level is NameLevel.VARIANT else Agreement.SAME
    if isinstance(one, PartialDate) and isinstance(other, PartialDate):
        match = same_date(one, other)
        if match is DateMatch.SWAPPED_DAY_MONTH:
            return Agreement.SWAPPED
        return Agreement.DIFFERENT if match is DateMatch.DIFFERENT else Agreement.SAME
    if isinstance(one, Money) and isinstance(other, Money):
        return Agreement.SAME if one.amount == other.amount else Agreement.DIFFERENT
    if isinstance(one, str) and isinstance(other, str):
        return Agreement.SAME if _letters(one) == _letters(other) else Agreement.DIFFERENT
    return Agreement.SAME if one == other else Agreement.DIFFERENT


def _letters(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalnum())
