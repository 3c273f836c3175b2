"""The people that papers speak of, and which of them are one person."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from applicant_helper.catalog.pdfpaths import RELATED
from applicant_helper.core.answers import JsonValue
from applicant_helper.core.text import safe_line
from applicant_helper.core.values.names import NameLevel, compare_names
from applicant_helper.core.values.partial_date import DateMatch, PartialDate, same_date
from applicant_helper.core.values.person_name import print_name
from applicant_helper.core.vocabulary import Vocabulary
from applicant_helper.reading.comparevalues import date_of, folded, name_of
from applicant_helper.reading.shapes import Proposal

OWN_NUMBERS = ("a_number", "ssn", "uscis_account")
HELPERS = frozenset({"interpreter", "preparer", "representative"})
RELATIVES = ("children", "parents", "siblings", "household_members")
NAMES: Mapping[NameLevel, int] = {NameLevel.EXACT: 3, NameLevel.TRIVIAL: 3, NameLevel.VARIANT: 2}
BIRTHS: Mapping[DateMatch, int] = {
    DateMatch.SAME: 3,
    DateMatch.SWAPPED_DAY_MONTH: 2,
    DateMatch.COMPATIBLE: 1,
}
ENOUGH = 3
SAME_NUMBER = 10
MARRIAGE = "marriage"
GENERATION = 12
NEARLY = 0.9
_PART = re.compile(r"^([a-z0-9_]+)(?:\[\d+\])?$")


@dataclass(frozen=True, slots=True)
class Paper:
    """One paper by the name the person knows it by, and what was read of it."""

    name: str
    proposals: Sequence[Proposal]


@dataclass(frozen=True, slots=True)
class Said:
    """What one paper says about one fact, and where. `role` is whose fact it is there: `applicant`."""

    paper: str
    role: str
    value: JsonValue
    as_written: str
    page: int
    label: str


@dataclass(slots=True)
class Bearer:
    """One person on one paper. `paper` is its place in the list of papers."""

    paper: int
    role: str
    facts: dict[str, Said] = field(default_factory=dict)

    def value(self, fact: str) -> JsonValue:
        """What the paper says about a fact of this person, None when nothing."""
        said = self.facts.get(fact)
        return said.value if said is not None else None


def bearers(papers: Sequence[Paper], vocabulary: Vocabulary) -> tuple[list[Bearer], list[Bearer]]:
    """People, and marriages, on the papers."""
    people: list[Bearer] = []
    marriages: list[Bearer] = []
    for number, paper in enumerate(papers):
        found: dict[str, Bearer] = {}
        for proposal in paper.proposals:
            holder, fact = split_fact(proposal.fact, vocabulary)
            if proposal.value is None or holder is None or not fact:
                continue
            said = Said(
                paper.name, holder, proposal.value, proposal.as_written, proposal.page, proposal.label
            )
            found.setdefault(holder, Bearer(number, holder)).facts[fact] = said
        people += [b for h, b in found.items() if not _is_marriage(h)]
        marriages += [b for h, b in found.items() if _is_marriage(h) and "prior" not in h]
        for bearer in list(found.values()):
            people += _relatives(bearer, vocabulary)
    return people, marriages


def _is_marriage(holder: str) -> bool:
    return RELATED.get(_base(holder.rpartition(".")[2])) == MARRIAGE


def _base(part: str) -> str:
    found = _PART.match(part)
    return found[1] if found else part


def split_fact(path: str, vocabulary: Vocabulary) -> tuple[str | None, str]:
    """Whose fact and which: `("applicant", "a_number")`; `("", fact)` for the one a paper is about.

    No holder for what is about a filing, a case or the paper itself.
    """
    parts = path.split(".")
    holder: list[str] = []
    while len(parts) > 1 and (_base(parts[0]) in vocabulary.roles or _base(parts[0]) in RELATED):
        holder.append(parts.pop(0))
    if not holder and parts[0] in {"filing", "case", "document"}:
        return None, ""
    return ".".join(holder), parts[0] if len(parts) == 1 else ""


def _relatives(bearer: Bearer, vocabulary: Vocabulary) -> Iterator[Bearer]:
    """Children, parents and others that a list of a person names with their own facts."""
    for key in RELATIVES:
        said = bearer.facts.get(key)
        items = said.value if said is not None and isinstance(said.value, list) else []
        for index, item in enumerate(items, start=1):
            if said is None or not isinstance(item, dict):
                continue
            role = f"{bearer.role}.{key}[{index}]".lstrip(".")
            person = Bearer(bearer.paper, role)
            for part, value in item.items():
                fact = "legal_name" if part == "name" else part
                if vocabulary.fact("person", fact) is not None:
                    person.facts[fact] = Said(
                        said.paper, role, value, safe_line(shown(value)), said.page, said.label
                    )
            if "legal_name" in person.facts:
                yield person


def shown(value: JsonValue) -> str:
    """A value on one line, as papers list it."""
    if isinstance(value, dict):
        return " ".join(shown(v) for k in _order(value) if (v := value[k]) not in (None, ""))
    if isinstance(value, list):
        return ", ".join(shown(v) for v in value)
    return {True: "yes", False: "no"}[value] if isinstance(value, bool) else str(value)


def _order(value: Mapping[str, JsonValue]) -> list[str]:
    first = [k for k in ("given", "middle", "family", "suffix") if k in value]
    return first + [k for k in value if k not in first]


def clusters(people: Sequence[Bearer]) -> list[list[Bearer]]:
    """People of different papers who are one, the best match first; two people of one paper never are."""
    found: list[list[Bearer]] = []
    for person in people:
        scored = [
            (max(score(person, other) for other in group), -at)
            for at, group in enumerate(found)
            if all(other.paper != person.paper for other in group)
        ]
        best = max(scored, default=(0, 0))
        if best[0] >= ENOUGH:
            found[-best[1]].append(person)
        else:
            found.append([person])
    return found


def score(one: Bearer, other: Bearer) -> int:
    """How much speaks for two people being one; 0 when something speaks against it.

    The same number of one's own settles it. Otherwise names have to agree and dates of birth must not differ,
    other than by day and month swapped or by one slip; a name that is only alike needs a date of birth beside it,
    and one that is a slip away needs the same one.
    """
    if (one.role in HELPERS or other.role in HELPERS) and one.role != other.role:
        return 0
    if any(_same_number(one, other, n) for n in OWN_NUMBERS):
        return SAME_NUMBER
    name = max((NAMES.get(level, 0) for level in _name_levels(one, other)), default=0)
    births = date_of(one.value("date_of_birth")), date_of(other.value("date_of_birth"))
    if births[0] is None or births[1] is None:
        return name if name >= NAMES[NameLevel.TRIVIAL] else 0
    birth = BIRTHS.get(same_date(births[0], births[1]), 0)
    if name >= NAMES[NameLevel.TRIVIAL] and not birth:
        birth = 1 if _is_a_slip(births[0], births[1]) else 0
    if birth == BIRTHS[DateMatch.SAME] and not name:
        name = 1 if _is_nearly(one, other) else 0
    return name + birth if name and birth else 0


def _is_a_slip(one: PartialDate, other: PartialDate) -> bool:
    """Whether only the day, only the month or only the year differs, the year by less than a generation."""
    ours, theirs = ((d.year, d.month, d.day) for d in (one, other))
    differing = [n for n, (a, b) in enumerate(zip(ours, theirs, strict=True)) if a != b]
    return len(differing) == 1 and abs(one.year - other.year) < GENERATION


def _is_nearly(one: Bearer, other: Bearer) -> bool:
    """Whether two names differ by a letter or two."""
    names = [name_of(b.value("legal_name")) for b in (one, other)]
    texts = [folded(print_name(n)) for n in names if n is not None]
    return len(texts) == 2 and SequenceMatcher(None, texts[0], texts[1]).ratio() >= NEARLY


def _same_number(one: Bearer, other: Bearer, fact: str) -> bool:
    ours, theirs = one.value(fact), other.value(fact)
    return bool(ours) and bool(theirs) and folded(ours) == folded(theirs)


def _name_levels(one: Bearer, other: Bearer) -> Iterator[NameLevel]:
    """Of the legal names; another name of one of them that is the other's legal name makes them alike."""
    ours, theirs = name_of(one.value("legal_name")), name_of(other.value("legal_name"))
    if ours is None or theirs is None:
        return
    yield compare_names(ours, theirs).level
    for person, legal in ((one, theirs), (other, ours)):
        listed = person.value("other_names")
        for item in listed if isinstance(listed, list) else ():
            name = name_of(item.get("name")) if isinstance(item, dict) else None
            if name is not None and compare_names(name, legal).level in {NameLevel.EXACT, NameLevel.TRIVIAL}:
                yield NameLevel.VARIANT
