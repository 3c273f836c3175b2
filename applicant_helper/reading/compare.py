"""Finds the same person on several papers and names every fact on which the papers disagree. Pure.

Each fact of a person gives one difference at most, with every paper that states it, gathered by what they say.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from applicant_helper.catalog.peopledata import PeopleRules
from applicant_helper.core.answers import JsonValue
from applicant_helper.core.text import safe_line
from applicant_helper.core.values.person_name import PersonName, print_name
from applicant_helper.core.vocabulary import FieldType, Vocabulary
from applicant_helper.reading.compare_items import items_of, parts_of, same_items
from applicant_helper.reading.compare_names import other_names
from applicant_helper.reading.compare_values import SAME, Kind, Verdict, compare, folded, is_empty
from applicant_helper.reading.mentions import Marriage, Mention, Paper, Said, mentions_of
from applicant_helper.reading.paper import PaperReading
from applicant_helper.reading.samepeople import People, gather_people, same_marriages
from applicant_helper.reading.shapes import Box

__all__ = ["Comparison", "Difference", "Kind", "Paper", "Saying", "Source", "compare_papers", "papers_of"]

OF_THE_SAME_LIST = frozenset({"relation", "lives_with_me", "supported", "accompanying"})


@dataclass(frozen=True, slots=True)
class Source:
    """One place that says something: the paper's name, which form it is (empty for others), page and words."""

    paper: str
    form: str
    page: int
    box: Box | None
    as_written: str


@dataclass(frozen=True, slots=True)
class Saying:
    """One value, and everywhere it is said."""

    value: JsonValue
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """One fact of one person, or of a couple, that papers state differently.

    `person` is a name, empty when no paper gives one; `couple` is set when it is about a marriage.
    `role` is whose fact it is on the first paper, `fact` its path (`contact.phone`, `addresses.from`), `item` the
    item of a list that is meant. `kind` and `because` are those of the widest disagreement.
    `can_change`: may only mean that time has passed. `is_sure` is false when it may be about two people.
    """

    person: str
    fact: str
    kind: Kind
    because: str
    sayings: tuple[Saying, ...]
    role: str = ""
    item: str = ""
    couple: str = ""
    can_change: bool = False
    is_sure: bool = True

    @property
    def sources(self) -> tuple[Source, ...]:
        """Everywhere the fact is stated, gathered by value."""
        return tuple(s for saying in self.sayings for s in saying.sources)


@dataclass(frozen=True, slots=True)
class Comparison:
    """What comparing gave. `agreements` counts facts that two papers or more state alike."""

    differences: tuple[Difference, ...] = ()
    agreements: int = 0
    people: tuple[str, ...] = ()


def papers_of(readings: Sequence[PaperReading]) -> tuple[Paper, ...]:
    """Readings as papers to compare; refused files are left out."""
    return tuple(
        Paper(safe_line(r.look.original_name), r.proposals, r.form.form if r.form else "")
        for r in readings
        if r.look.refusal is None
    )


def compare_papers(papers: Sequence[Paper], vocabulary: Vocabulary, rules: PeopleRules) -> Comparison:
    """Every disagreement between papers, the widest first, then in the order of the papers."""
    return _Comparing(papers, vocabulary, rules).run()


class _Comparing:
    """One comparison of one set of papers."""

    def __init__(self, papers: Sequence[Paper], vocabulary: Vocabulary, rules: PeopleRules) -> None:
        self.papers, self.vocabulary, self.rules = papers, vocabulary, rules
        self.found: list[Difference] = []
        self.agreements = 0

    def run(self) -> Comparison:
        mentions, marriages = mentions_of(self.papers, self.vocabulary, self.rules)
        people = gather_people(mentions)
        for number, group in enumerate(people.groups):
            about = Difference(
                _name(group), "", Kind.NONE, "", (), group[0].role, is_sure=number not in people.unsure
            )
            self._facts(group, about, people)
        for same in same_marriages(marriages, people):
            self._facts(same, _about_couple(same[0], people), people)
        order = sorted(self.found, key=lambda d: (-d.kind, not d.is_sure, d.can_change))
        names = tuple(n for g in people.groups if len(g) > 1 and (n := _name(g)))
        return Comparison(tuple(order), self.agreements, names)

    def _facts(self, group: Sequence[Mention | Marriage], about: Difference, people: People) -> None:
        if len(group) < 2:
            return
        for fact in dict.fromkeys(f for m in group for f in m.facts):
            if fact in OF_THE_SAME_LIST:
                for said in _by_list(fact, group, people):
                    self._fact(fact, said, about)
            else:
                self._fact(fact, [m.facts[fact] for m in group if fact in m.facts], about)

    def _fact(self, fact: str, said: Sequence[Said], about: Difference) -> None:
        if len(said) < 2 or fact in self.rules.not_compared:
            return
        about = replace(about, can_change=fact in self.rules.changing)
        kind = said[0].kind
        record = self.vocabulary.record_of(kind)
        if fact == "other_names":
            for verdict, which in other_names(said):
                self._tell(fact, which, verdict, about)
        elif kind.kind == "list" and record is not None:
            items = [
                i for s in said for i in items_of(fact, s, record, is_form=bool(self.papers[s.paper].form))
            ]
            for group in same_items(fact, items):
                self._paths(parts_of(fact, group), replace(about, item=_item_name(group[0].parts)))
        elif record is not None and kind.kind == "record":
            types = {k: f.type for k, f in record.fields.items()}
            self._paths(_parts(fact, said, types), about)
        else:
            self._leaf(fact, said, about)

    def _paths(self, parts: Iterator[tuple[str, Said]], about: Difference) -> None:
        by_path: dict[str, list[Said]] = {}
        for path, said in parts:
            if path.rpartition(".")[2] not in self.rules.not_compared:
                by_path.setdefault(path, []).append(said)
        for path, said_there in by_path.items():
            item = "" if path in {"addresses", "cohabitation"} else about.item
            self._leaf(path, said_there, replace(about, item=item))

    def _leaf(self, fact: str, said: Sequence[Said], about: Difference) -> None:
        if len(said) < 2:
            return
        alike = tuple(frozenset(g) for g in self.rules.same_answers.get(fact, ()))
        groups, verdict = gathered(said, alike)
        if verdict.kind is Kind.NONE:
            self.agreements += len({s.paper for s in said}) > 1
            return
        self._tell(fact, groups, verdict, about)

    def _tell(self, fact: str, groups: Sequence[Sequence[Said]], verdict: Verdict, about: Difference) -> None:
        sayings = tuple(
            Saying(_readable(g), tuple(self._source(s) for s in sorted(g, key=lambda s: s.paper)))
            for g in sorted(groups, key=lambda g: min(s.paper for s in g))
        )
        self.found.append(
            replace(about, fact=fact, kind=verdict.kind, because=verdict.because, sayings=sayings)
        )

    def _source(self, said: Said) -> Source:
        paper = self.papers[said.paper]
        return Source(
            paper.name, paper.form, said.page, said.box, safe_line(said.as_written or shown(said.value))
        )


def _readable(said: Sequence[Said]) -> JsonValue:
    """The value as it is shown: the fullest, and a name not in capitals when a paper writes it otherwise."""
    if said[0].kind.kind != "name":
        return said[0].value
    return max((s.value for s in said), key=lambda v: sum(c.islower() for c in shown(v)))


def gathered(
    said: Sequence[Said], alike: tuple[frozenset[str], ...] = ()
) -> tuple[list[list[Said]], Verdict]:
    """What papers say, gathered by value, and the widest disagreement. The fullest values come first."""
    groups: list[list[Said]] = []
    for one in sorted(said, key=lambda s: -len(shown(s.value))):
        home = next((g for g in groups if all(_verdict(one, o, alike).kind is Kind.NONE for o in g)), None)
        if home is None:
            groups.append([one])
        else:
            home.append(one)
    verdicts = [_verdict(a, b, alike) for a, b in combinations([g[0] for g in groups], 2)]
    return groups, max(verdicts, key=lambda v: v.kind, default=SAME)


def _verdict(one: Said, other: Said, alike: tuple[frozenset[str], ...]) -> Verdict:
    return compare(one.kind, one.value, other.value, alike)


def _by_list(fact: str, group: Sequence[Mention | Marriage], people: People) -> Iterator[list[Said]]:
    """Sayings about a child, apart for each parent: a stepchild of one is a child of another."""
    by_holder: dict[int | None, list[Said]] = {}
    for one in group:
        if isinstance(one, Mention) and fact in one.facts:
            holder = one.relations[0].holder if one.relations else ""
            by_holder.setdefault(people.of.get((one.paper, holder)), []).append(one.facts[fact])
    yield from by_holder.values()


def _parts(fact: str, said: Sequence[Said], types: dict[str, FieldType]) -> Iterator[tuple[str, Said]]:
    for one in said:
        value = one.value if isinstance(one.value, dict) else {}
        for key, part in value.items():
            if key in types and not is_empty(part):
                kind = FieldType("phone") if key in {"phone", "mobile"} else types[key]
                kind = FieldType("email") if key == "email" else kind
                yield f"{fact}.{key}", replace(one, value=part, kind=kind, as_written="")


def _item_name(parts: object) -> str:
    """What tells an item of a list from others, as a person would name it."""
    if not isinstance(parts, dict):
        return ""
    for key in ("employer", "number", "place", "left", "date", "year", "i94_number"):
        if key in parts:
            return safe_line(shown(parts[key][1]))
    return ""


def _name(group: Sequence[Mention]) -> str:
    """The whole name that most papers give, in capitals only where all of them are."""
    names = [m.name for m in group if m.name is not None]
    counts = Counter(folded(print_name(n)) for n in names)

    def fullness(name: PersonName) -> tuple[bool, int, int]:
        text = print_name(name)
        is_whole = not name.is_fielded or bool(name.family and name.given)
        return is_whole, counts[folded(text)], sum(c.islower() for c in text)

    best = max(names, key=fullness, default=None)
    return safe_line(print_name(best)) if best is not None else ""


def _about_couple(marriage: Marriage, people: People) -> Difference:
    names = []
    for role in (marriage.owner, marriage.partner):
        at = people.of.get((marriage.paper, role))
        names.append(_name(people.groups[at]) if at is not None else "")
    return Difference(names[0], "", Kind.NONE, "", (), marriage.owner, couple=names[1] or marriage.partner)


def shown(value: JsonValue) -> str:
    """A value on one line, as papers list it."""
    if isinstance(value, dict):
        return (
            ", ".join(t for k in _order(value) if (t := shown(value[k])))
            if "given" not in value
            else (" ".join(str(value[k]) for k in _order(value) if value[k]))
        )
    if isinstance(value, list):
        return ", ".join(shown(v) for v in value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else str(value)


def _order(value: dict[str, JsonValue]) -> list[str]:
    first = [k for k in ("given", "middle", "family", "suffix", "street", "unit", "city") if k in value]
    return first + [k for k in value if k not in first]
