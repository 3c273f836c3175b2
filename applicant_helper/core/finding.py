"""What does not hold, as data: no finished sentence, no exception, no decision about the person."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from applicant_helper.core.reason import Reason


class Severity(StrEnum):
    """How much a finding matters; the order of definition is worst first."""

    BLOCKS = "blocks"
    LIKELY_RFE = "likely_rfe"
    ADVICE = "advice"
    INFO = "info"

    @property
    def rank(self) -> int:
        """0 for the worst."""
        return list(Severity).index(self)


class Standing(StrEnum):
    """What the person did about a finding: nothing yet, explained it, or explained it before the facts changed."""

    OPEN = "open"
    EXPLAINED = "explained"
    CHANGED = "explained_before_a_change"


class Status(StrEnum):
    """How far the evidence for one requirement has come."""

    MET = "met"
    MISSING = "missing"
    INCOMPLETE = "incomplete"
    NOT_NEEDED = "not_needed"
    ANSWER_FIRST = "answer_first"


@dataclass(frozen=True, slots=True)
class Source:
    """One place that says something: an answer, or a paper with its page."""

    kind: str
    id: str
    fact: str = ""
    says: str = ""
    name: str = ""
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Fix:
    """Where the person mends it: `answer` a fact, add or look at a `requirement`, open a `document`."""

    kind: str
    target: str


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that does not hold. `message` is an English template, `params` fill its slots."""

    id: str
    rule: str
    severity: Severity
    filing: str
    form: str
    message: str
    params: Mapping[str, object] = field(default_factory=dict)
    about: tuple[str, ...] = ()
    fix: Fix | None = None
    fix_message: str = ""
    authority: str = ""
    group: str = ""
    mark: str = ""
    sources: tuple[Source, ...] = ()
    key: str = ""
    words_at: str = ""
    standing: Standing = Standing.OPEN
    explanation: str = ""

    def fingerprint(self) -> str:
        """A short mark of what the finding says; another one when the facts it rests on change."""
        told = f"{self.key}|{sorted((k, repr(v)) for k, v in self.params.items())}"
        return hashlib.sha256(told.encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Part:
    """One thing a requirement still wants, or has: a template sentence with its slots.

    `template_id` is set when the sentence comes from the form's data and not from the program.
    """

    message: str
    params: Mapping[str, object] = field(default_factory=dict)
    is_met: bool = False
    template_id: str = ""


@dataclass(frozen=True, slots=True)
class RequirementResult:
    """One requirement of one filing, as it stands now."""

    id: str
    filing: str
    form: str
    section: str
    status: Status
    documents: tuple[str, ...] = ()
    because: tuple[str, ...] = ()
    missing_answers: tuple[str, ...] = ()
    parts: tuple[Part, ...] = ()
    reasons: tuple[Reason, ...] = ()
    group: str = ""
    is_advice: bool = False


@dataclass(frozen=True, slots=True)
class WindowResult:
    """When a filing may be sent. `None` means no such day, or not known yet (see `missing_answers`)."""

    id: str
    filing: str
    form: str
    label: str
    opens: date | None
    closes: date | None
    arithmetic: tuple[Part, ...]
    missing_answers: tuple[str, ...] = ()
    authority: str = ""


@dataclass(frozen=True, slots=True)
class Referral:
    """A point at which the program says where help is and does not discuss the merits."""

    id: str
    filing: str
    form: str
    message: str
    because: tuple[str, ...] = ()
