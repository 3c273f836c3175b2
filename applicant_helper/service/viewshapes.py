"""What a view of the case consists of: papers, requirements, findings, questions and counts, ready in words."""

from __future__ import annotations

from dataclasses import dataclass

from applicant_helper.core.finding import Fix, Severity, Standing, Status


@dataclass(frozen=True, slots=True)
class PaperView:
    """One paper as lists show it."""

    id: str
    name: str
    kind: str
    kind_label: str
    pages: int | None
    meets: tuple[str, ...]
    about: str


@dataclass(frozen=True, slots=True)
class RequirementView:
    """One requirement with everything the detail pane says."""

    id: str
    filing: str
    section: str
    label: str
    status: Status
    status_word: str
    short_word: str
    mark: str
    why: str
    because: tuple[str, ...]
    counts: tuple[str, ...]
    steps: tuple[str, ...]
    parts: tuple[tuple[bool, str], ...]
    papers: tuple[PaperView, ...]
    open_questions: tuple[str, ...]
    authority: str
    read_on: str
    url: str
    warning: str
    is_advice: bool


@dataclass(frozen=True, slots=True)
class SectionView:
    """One heading with its requirements."""

    id: str
    title: str
    requirements: tuple[RequirementView, ...]


@dataclass(frozen=True, slots=True)
class FindingView:
    """One finding in words. `key` identifies it across checks."""

    key: str
    id: str
    severity: Severity
    severity_word: str
    text: str
    do: str
    authority: str
    warning: str
    fix: Fix | None
    standing: Standing = Standing.OPEN
    explanation: str = ""


@dataclass(frozen=True, slots=True)
class QuestionView:
    """One question with its present answer in words. `kind` is the type the answer must have."""

    path: str
    ask: str
    why: str
    help: str
    example: str
    topic: str
    kind: str
    choices: tuple[tuple[str, str], ...]
    answer: str
    is_answered: bool
    is_sensitive: bool


@dataclass(frozen=True, slots=True)
class Counts:
    """How many requirements stand where."""

    missing: int
    attention: int
    answer_first: int
    ready: int
    not_needed: int
