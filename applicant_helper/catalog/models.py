"""The catalogue in memory: compiled, frozen, ready to be asked. Built by `load`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date as Day
from decimal import Decimal

from applicant_helper.core.expr.nodes import Node
from applicant_helper.core.finding import Severity


@dataclass(frozen=True, slots=True)
class Authority:
    """What a statement rests on and when that was read. `mark` set = weak source, tell the person."""

    text: str
    read_on: Day | None
    url: str = ""
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Template:
    """A sentence with `{slots}`; each slot is a checked expression."""

    text: str
    slots: Mapping[str, Node] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Edition:
    """One edition of the official form and when it is accepted."""

    date: Day
    accepted_from: Day
    accepted_until: Day | None
    reason: str
    source: Authority


@dataclass(frozen=True, slots=True)
class Fee:
    """One line of the fee schedule. The first line that holds in each `part` counts; parts add up.

    `amount` None = no source confirms it.
    """

    id: str
    amount: Decimal | None
    part: str
    currency: str
    when: Node
    label: str
    source: Authority


@dataclass(frozen=True, slots=True)
class Channel:
    """One way to file."""

    id: str
    label: str
    note: str


@dataclass(frozen=True, slots=True)
class Question:
    """One question and the fact it answers. `root` and `fact` split the path.

    `ask_other` is how somebody else's fact is asked; `words_at` is where in the data its words stand.
    """

    path: str
    root: str
    fact: str
    ask: str
    why: str
    example: str
    help: str
    when: Node | None
    topic: str
    ask_other: str = ""
    words_at: str = ""


@dataclass(frozen=True, slots=True)
class DerivedValue:
    """A value that the form computes."""

    name: str
    node: Node
    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Window:
    """When the form may be filed."""

    id: str
    opens: Node | None
    closes: Node | None
    arithmetic: Template
    also: tuple[tuple[Node, Template], ...]
    label: str
    source: Authority


@dataclass(frozen=True, slots=True)
class Rule:
    """One check. `rule` is its own name; `id` is public and may be shared by several.

    `words_at` is where in the data its words stand.
    """

    id: str
    rule: str
    severity: Severity
    severities: tuple[tuple[Node, Severity], ...]
    group: str
    when: Node | None
    each: Node | None
    variable: str
    holds: Node | None
    flag: Node | None
    sources: Node | None
    says: Template
    do: Template
    fix_kind: str
    fix_target: str
    source: Authority
    words_at: str = ""


@dataclass(frozen=True, slots=True)
class Discontinued:
    """Since when a form no longer exists, the form that took its place, and what to do."""

    since: Day
    instead: str
    says: str
    source: Authority


@dataclass(frozen=True, slots=True)
class TranslationRule:
    """What the authority asks of a translation. `items` are those of the translator's certificate."""

    items: tuple[str, ...]
    affidavit: bool = False
    certified_copy: bool = False


@dataclass(frozen=True, slots=True)
class Refer:
    """When to point to authorised help."""

    id: str
    when: Node
    says: str
    source: Authority


@dataclass(frozen=True, slots=True)
class Where:
    """One condition on a paper `d` and the sentence for when it does not hold."""

    holds: Node
    lacks: str


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper that can count towards a requirement."""

    id: str
    label: str
    kinds: frozenset[str]
    where: tuple[Where, ...]
    count: int
    role: str


@dataclass(frozen=True, slots=True)
class Piece:
    """A paper of a set, needed only `when` its condition holds."""

    paper: Paper
    when: Node | None


@dataclass(frozen=True, slots=True)
class Option:
    """One way to meet a requirement. `is_all`: every piece is needed, else any one."""

    pieces: tuple[Piece, ...]
    is_all: bool
    note: str


@dataclass(frozen=True, slots=True)
class Covers:
    """The time that papers together should speak for."""

    since: Node
    until: Node
    hole_days: int


@dataclass(frozen=True, slots=True)
class Requirement:
    """One requirement of a checklist."""

    id: str
    section: str
    label: str
    why: str
    steps: tuple[str, ...]
    group: str
    when: Node | None
    each: Node | None
    variable: str
    item: Template | None
    accept: tuple[Option, ...]
    is_translations: bool
    covers: Covers | None
    within_days: int | None
    ladder: bool
    is_advice: bool
    source: Authority
    shared: str = ""
    only_if: str = ""
    exhibit: str = ""
    also_from: tuple[str, ...] = ()

    def kinds(self) -> frozenset[str]:
        """Every kind of paper that can count here."""
        return frozenset(k for o in self.accept for p in o.pieces for k in p.paper.kinds)


@dataclass(frozen=True, slots=True)
class Section:
    """A heading of the checklist."""

    id: str
    title: str


@dataclass(frozen=True, slots=True)
class Topic:
    """A heading of the questions; `words_at` is where in the data its title stands."""

    id: str
    title: str
    words_at: str = ""


@dataclass(frozen=True, slots=True)
class Form:
    """One form with its checklist.

    `roles` says of each role whether somebody must be in it; `several` holds those that more than one person
    can be in; `couples` the pairs of roles that `marriage` may be about, first found wins; `companions` the
    forms that ride along and share its editions.
    """

    id: str
    number: str
    title: str
    agency: str
    country: str
    language: str
    page: str
    instructions: str
    roles: Mapping[str, bool]
    editions: tuple[Edition, ...]
    fees: tuple[Fee, ...]
    channels: tuple[Channel, ...]
    destinations: tuple[str, ...]
    topics: tuple[Topic, ...]
    questions: tuple[Question, ...]
    derived: Mapping[str, DerivedValue]
    windows: tuple[Window, ...]
    rules: tuple[Rule, ...]
    silent: tuple[str, ...]
    refer: tuple[Refer, ...]
    not_asked_for: tuple[str, ...]
    after: tuple[str, ...]
    sections: tuple[Section, ...] = ()
    requirements: tuple[Requirement, ...] = ()
    several: frozenset[str] = frozenset()
    couples: tuple[tuple[str, str], ...] = (("applicant", "spouse"),)
    companions: tuple[str, ...] = ()
    languages: frozenset[str] = frozenset({"en"})
    translation: TranslationRule | None = None
    has_edition: bool = True
    discontinued: Discontinued | None = None
    papers: Mapping[str, Paper] = field(default_factory=dict)

    def requirement(self, requirement_id: str) -> Requirement | None:
        """The requirement with that id."""
        return next((r for r in self.requirements if r.id == requirement_id), None)

    def question(self, path: str) -> Question | None:
        """The question that answers a path such as `applicant.trips`."""
        return next((q for q in self.questions if q.path == path), None)


@dataclass(frozen=True, slots=True)
class PovertyTable:
    """Poverty guidelines by day: rows of (from, first person by state group, step by state group)."""

    rows: tuple[tuple[Day, Mapping[str, int], Mapping[str, int]], ...]
    authority: str

    def amount(self, size: int, state: str, on: Day) -> int | None:
        """The yearly guideline in US dollars, or None when no row holds on that day."""
        holding = [r for r in self.rows if r[0] <= on]
        if not holding or size < 1:
            return None
        _, first, step = holding[-1]
        group = state if state in first else "contiguous"
        return first[group] + (size - 1) * step[group]
