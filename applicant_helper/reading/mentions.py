"""The people and marriages that papers speak of, each by what that one paper says. Pure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from applicant_helper.catalog.pdfpaths import RELATED
from applicant_helper.catalog.peopledata import Answers, PeopleRules
from applicant_helper.core.answers import JsonValue
from applicant_helper.core.values.partial_date import PartialDate
from applicant_helper.core.values.person_name import PersonName
from applicant_helper.core.vocabulary import FieldType, Vocabulary
from applicant_helper.reading.compare_values import date_of, is_empty, name_of
from applicant_helper.reading.shapes import Box, How, Proposal

SURE = 0.8
"""What is read from text or a picture with less confidence is not compared."""
FORM_HOWS = frozenset({How.FORM_FIELD, How.FORM_DATA})
OF_PAPERS = frozenset({"filing", "case", "document"})
RELATIVES: Mapping[str, str] = {"children": "child", "parents": "parent", "siblings": "sibling"}
UNIQUE = frozenset({"spouse"})
SEXES = ("female", "male")
_PART = re.compile(r"^([a-z0-9_]+)(?:\[(\d+)\])?$")


@dataclass(frozen=True, slots=True)
class Paper:
    """One paper by the name the person knows it by, and what was read of it. `form` is I-485, empty for others."""

    name: str
    proposals: Sequence[Proposal]
    form: str = ""


@dataclass(frozen=True, slots=True)
class Said:
    """What one paper says about one fact, and where. `role` is whose fact it is there: `applicant`."""

    paper: int
    role: str
    value: JsonValue
    as_written: str
    page: int
    box: Box | None
    kind: FieldType


@dataclass(frozen=True, slots=True)
class Relation:
    """How somebody is related to another person of the same paper."""

    kind: str
    holder: str


@dataclass(slots=True)
class Mention:
    """One person on one paper. `paper` counts from 0; `seats` are the rows of the rules the role belongs to.

    `sex_hint` is what the form tells by its order; `ended` is when a marriage to the holder ended.
    `is_twin`: somebody else on the paper has the same birth date.
    """

    paper: int
    form: str
    role: str
    facts: dict[str, Said] = field(default_factory=dict)
    seats: frozenset[int] = frozenset()
    relations: tuple[Relation, ...] = ()
    sex_hint: str = ""
    ended: str = ""
    name: PersonName | None = None
    birth: PartialDate | None = None
    is_twin: bool = False

    @property
    def is_relative(self) -> bool:
        """Whether the paper only names this person beside another."""
        return any(r.holder != self.role for r in self.relations) and not self.seats

    def value(self, fact: str) -> JsonValue:
        """What the paper says about a fact of this person, None when nothing."""
        said = self.facts.get(fact)
        return said.value if said is not None else None


@dataclass(slots=True)
class Marriage:
    """One marriage on one paper: whose it is and to whom, by their roles there."""

    paper: int
    owner: str
    partner: str
    is_current: bool
    facts: dict[str, Said] = field(default_factory=dict)


def mentions_of(
    papers: Sequence[Paper], vocabulary: Vocabulary, rules: PeopleRules
) -> tuple[list[Mention], list[Marriage]]:
    """Everyone, and every marriage, on the papers."""
    people: list[Mention] = []
    marriages: list[Marriage] = []
    for number, paper in enumerate(papers):
        one = _OnePaper(number, paper, vocabulary, rules)
        people += one.people.values()
        marriages += one.marriages.values()
    return people, marriages


def split_fact(path: str, vocabulary: Vocabulary) -> tuple[str | None, str]:
    """Whose fact and which: `("applicant", "a_number")`; `("", fact)` for the one a paper is about.

    No holder for what is about a filing, a case or the paper itself.
    """
    parts = path.split(".")
    holder: list[str] = []
    while len(parts) > 1 and (_base(parts[0]) in vocabulary.roles or _base(parts[0]) in RELATED):
        holder.append(parts.pop(0))
    if not holder and parts[0] in OF_PAPERS:
        return None, ""
    return ".".join(holder), ".".join(parts)


def _base(part: str) -> str:
    found = _PART.match(part)
    return found[1] if found else part


class _OnePaper:
    """The people of one paper, gathered fact by fact."""

    def __init__(self, number: int, paper: Paper, vocabulary: Vocabulary, rules: PeopleRules) -> None:
        self.number, self.form = number, paper.form
        self.vocabulary, self.rules = vocabulary, rules
        self.answers = {p.fact: str(p.value) for p in paper.proposals if isinstance(p.value, str)}
        self.main = rules.main.get(paper.form, "applicant") if paper.form else ""
        self.people: dict[str, Mention] = {}
        self.marriages: dict[str, Marriage] = {}
        for proposal in paper.proposals:
            if _counts(proposal):
                self._take(proposal)
        for mention in list(self.people.values()):
            self._add_relatives(mention)
        self._relate()

    def _take(self, found: Proposal) -> None:
        holder, fact = split_fact(found.fact, self.vocabulary)
        if holder is None or not fact or _base(holder.split(".")[0]) in self.rules.left_out:
            return
        last = holder.rpartition(".")[2]
        owner = "marriage" if RELATED.get(_base(last)) == "marriage" else "person"
        spec = self.vocabulary.fact(owner, fact)
        value = found.value
        if spec is None and "." in fact:
            fact, _, key = fact.partition(".")
            spec = self.vocabulary.fact(owner, fact)
            value = [{key: value}] if spec is not None and spec.type.kind == "list" else {key: value}
        if spec is None:
            return
        said = Said(self.number, holder, value, found.as_written, found.page, found.box, spec.type)
        bearer = self._marriage(holder) if owner == "marriage" else self._person(holder)
        known = bearer.facts.get(spec.id)
        bearer.facts[spec.id] = said if known is None else replace(said, value=_both(known.value, value))

    def _person(self, role: str) -> Mention:
        return self.people.setdefault(role, Mention(self.number, self.form, role))

    def _marriage(self, holder: str) -> Marriage:
        owner, _, last = holder.rpartition(".")
        number = _number(last)
        is_prior = last.startswith("prior_")
        wanted = f"prior_spouse[{number}]" if is_prior and number else last.replace("marriage", "spouse")
        partner = f"{owner}.{wanted}" if owner else wanted
        marriage = Marriage(self.number, owner or self.main, partner, not is_prior)
        return self.marriages.setdefault(holder, marriage)

    def _add_relatives(self, bearer: Mention) -> None:
        for key, kind in RELATIVES.items():
            said = bearer.facts.pop(key, None)
            items = said.value if said is not None and isinstance(said.value, list) else []
            rows = [i for i in items if isinstance(i, dict)]
            for index, item in enumerate(rows):
                if said is None:
                    continue
                role = f"{bearer.role}.{key}[{index + 1}]".lstrip(".")
                person = Mention(self.number, self.form, role)
                person.relations = (Relation(kind, bearer.role),)
                person.facts = dict(self._facts_of_item(key, item, replace(said, role=role)))
                if kind == "parent" and self.form in self.rules.mother_first and len(rows) == len(SEXES):
                    person.sex_hint = SEXES[index]
                self.people[role] = person

    def _facts_of_item(
        self, key: str, item: Mapping[str, JsonValue], said: Said
    ) -> Iterator[tuple[str, Said]]:
        spec = self.vocabulary.fact("person", key)
        record = self.vocabulary.record_of(spec.type) if spec is not None else None
        for part, value in item.items():
            fact = "legal_name" if part == "name" else part
            own = record.fields.get(part) if record is not None else None
            of_person = self.vocabulary.fact("person", fact)
            kind = own.type if own is not None else (of_person.type if of_person is not None else None)
            if kind is not None and fact != "person" and not is_empty(value):
                yield fact, replace(said, value=value, kind=kind, as_written="")

    def _relate(self) -> None:
        for mention in self.people.values():
            mention.seats = frozenset(self._seats(mention.role))
            if not mention.relations:
                mention.relations = tuple(self._relations(mention.role))
        for couple in self.rules.couples:
            if couple.form == self.form and self._says(couple.when):
                for one, other in (couple.roles, couple.roles[::-1]):
                    if one in self.people:
                        self.people[one].relations += (Relation("spouse", other),)
        for marriage in self.marriages.values():
            marriage.partner = self._partner(marriage)
            self._end(marriage)
        for mention in self.people.values():
            mention.name = name_of(mention.value("legal_name"))
            mention.birth = date_of(mention.value("date_of_birth"))
        births = Counter(m.birth for m in self.people.values() if m.birth is not None)
        for mention in self.people.values():
            mention.is_twin = mention.birth is not None and births[mention.birth] > 1

    def _seats(self, role: str) -> Iterator[int]:
        for number, row in enumerate(self.rules.seats):
            if any(s.form == self.form and s.role == role and not self._says(s.unless) for s in row.roles):
                yield number

    def _says(self, answers: Answers) -> bool:
        return any(self.answers.get(fact) in wanted for fact, wanted in answers.items())

    def _relations(self, role: str) -> Iterator[Relation]:
        owner, _, last = role.rpartition(".")
        base = _base(last)
        if base in {"spouse", "prior_spouse"}:
            yield Relation(base, owner or self.main)
        for family in self.rules.families:
            if family.form == self.form and base == family.role and not owner:
                yield Relation("family", family.of)
        if base in {"child", "parent"} and not owner and self.form:
            yield Relation(base, self.main)

    def _partner(self, marriage: Marriage) -> str:
        """The role of the other one, however the paper writes it."""
        last = marriage.partner.rpartition(".")[2]
        for role in (
            marriage.partner,
            f"{marriage.owner}.{last}",
            last if marriage.owner == self.main else "",
        ):
            if role in self.people:
                return role
        married = [m.role for m in self.people.values() if Relation("spouse", marriage.owner) in m.relations]
        return married[0] if married and last == "spouse" else marriage.partner

    def _end(self, marriage: Marriage) -> None:
        """A marriage with an end is no longer the present one, and neither is the spouse."""
        ended = marriage.facts.get("ended")
        partner = self.people.get(marriage.partner)
        if ended is None:
            return
        marriage.is_current = False
        if partner is not None:
            partner.ended = str(ended.value)
            partner.relations = tuple(
                replace(r, kind="prior_spouse") if r.kind == "spouse" else r for r in partner.relations
            )


def _number(part: str) -> str:
    found = _PART.match(part)
    return (found[2] or "") if found else ""


def _counts(found: Proposal) -> bool:
    if is_empty(found.value):
        return False
    return found.how in FORM_HOWS or (found.confidence >= SURE and not found.candidates)


def _both(one: JsonValue, other: JsonValue) -> JsonValue:
    """Two statements of a paper about the same fact: parts that belong together."""
    if isinstance(one, list) and isinstance(other, list):
        return [_both(one[0], other[0])] if len(one) == len(other) == 1 else [*one, *other]
    if isinstance(one, dict) and isinstance(other, dict):
        return {**other, **one}
    return one
