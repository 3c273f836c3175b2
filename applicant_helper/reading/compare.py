"""Finds the same person on several papers and names every fact on which the papers disagree. Pure.

A value that is only partial, a middle name left out or an initial is a note, never a difference.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from applicant_helper.core.answers import JsonValue
from applicant_helper.core.marks import N_
from applicant_helper.core.values.person_name import print_name
from applicant_helper.core.vocabulary import Vocabulary
from applicant_helper.reading.comparepeople import Bearer, Paper, Said, bearers, clusters, shown
from applicant_helper.reading.comparevalues import Level, Verdict, compare_fact, name_of

# What stays the same whenever a form was filled in. A difference in anything else may only mean time has passed.
LASTING = frozenset(
    {
        "legal_name",
        "date_of_birth",
        "city_of_birth",
        "country_of_birth",
        "sex",
        "a_number",
        "ssn",
        "uscis_account",
        "lpr_date",
        "lpr_code",
        "citizen_since",
        "citizenship_certificate",
        "date",
        "place",
    }
)
# People listed below a person are compared as people, and lists nobody can pair are not compared at all.
NOT_COMPARED = frozenset(
    {"children", "parents", "siblings", "household_members", "other_names", "name_changes", "work_history"}
)
REASONS: Mapping[str, str] = {
    "swapped_day_month": N_("Day and month are the other way round."),
    "partial": N_("One of them says less than the other."),
    "initial": N_("One of them has only an initial."),
    "part_omitted": N_("One of them leaves out a name."),
    "fields_swapped": N_("Family and given name have changed places."),
    "spelling": N_("They are spelled differently."),
}


@dataclass(frozen=True, slots=True)
class Disagreement:
    """One fact of one person on which papers disagree.

    `who` is the name of the person, `fact` the fact with its part (`contact.phone`), `because` a word that REASONS
    may explain. `is_note`: told for completeness, no difference. `can_change`: may only mean time has passed.
    """

    who: str
    fact: str
    because: str
    is_note: bool
    can_change: bool
    sources: tuple[Said, ...]


def compare_papers(papers: Sequence[Paper], vocabulary: Vocabulary) -> tuple[Disagreement, ...]:
    """Every disagreement between papers, differences before notes, in the order of the papers."""
    people, marriages = bearers(papers, vocabulary)
    groups = clusters(people)
    found = [d for g in groups if len(g) > 1 for d in _of_group(g, vocabulary, "person", _who(g))]
    for same in _same_marriages(marriages, groups):
        found += _of_group(same, vocabulary, "marriage", _who(_spouse_group(same[0], groups)))
    return tuple(sorted(found, key=lambda d: (d.is_note, d.can_change)))


def _who(group: Sequence[Bearer]) -> str:
    names = (name_of(b.value("legal_name")) for b in group)
    return next((print_name(n) for n in names if n is not None), "")


def _of_group(
    group: Sequence[Bearer], vocabulary: Vocabulary, owner: str, who: str
) -> Iterator[Disagreement]:
    for fact in dict.fromkeys(f for b in group for f in b.facts if f not in NOT_COMPARED):
        said = [b.facts[fact] for b in group if fact in b.facts]
        spec = vocabulary.fact(owner, fact)
        if spec is None or len(said) < 2:
            continue
        for verdict in _worst(
            v
            for a, b in combinations(said, 2)
            for v in compare_fact(fact, spec.type, a.value, b.value, vocabulary)
        ):
            yield Disagreement(
                who=who,
                fact=f"{fact}.{verdict.part}" if verdict.part else fact,
                because=verdict.because,
                is_note=verdict.level is Level.NOTE,
                can_change=fact not in LASTING,
                sources=tuple(_narrowed(said, verdict.part)),
            )


def _worst(verdicts: Iterable[Verdict]) -> list[Verdict]:
    """For each part the verdict that says most; agreement is not told."""
    worst: dict[str, Verdict] = {}
    for verdict in verdicts:
        known = worst.get(verdict.part)
        if verdict.level is not Level.SAME and (known is None or verdict.level > known.level):
            worst[verdict.part] = verdict
    return list(worst.values())


def _narrowed(said: Sequence[Said], part: str) -> Iterator[Said]:
    """The sources of one part of a record, each with that part alone."""
    for one in said:
        if not part:
            yield one
            continue
        values: list[JsonValue] = [v for v in _values_of(one.value, part) if v not in (None, "")]
        if values:
            told: JsonValue = values[0] if len(values) == 1 else list(values)
            yield replace(one, value=told, as_written=shown(told))


def _values_of(value: JsonValue, part: str) -> list[JsonValue]:
    items = value if isinstance(value, list) else [value]
    return [i.get(part) for i in items if isinstance(i, dict)]


def _same_marriages(marriages: Sequence[Bearer], groups: Sequence[list[Bearer]]) -> Iterator[list[Bearer]]:
    """Current marriages of one person on different papers, one from each paper."""
    of_person: dict[int, dict[int, Bearer]] = {}
    for marriage in marriages:
        of_person.setdefault(id(_spouse_group(marriage, groups)), {}).setdefault(marriage.paper, marriage)
    for by_paper in of_person.values():
        if len(by_paper) > 1:
            yield list(by_paper.values())


def _spouse_group(marriage: Bearer, groups: Sequence[list[Bearer]]) -> list[Bearer]:
    """The group of the person whose marriage a paper speaks of: its holder, or the main person of the form."""
    holder = marriage.role.rpartition(".")[0]
    roles = (holder,) if holder else ("applicant", "petitioner", "sponsor", "")
    for role in roles:
        for group in groups:
            if any(b.paper == marriage.paper and b.role == role for b in group):
                return group
    return [marriage]
