"""Judges papers against the ways in which a requirement can be met."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from applicant_helper.catalog.models import Option, Paper, Piece, Requirement
from applicant_helper.core.case import Document
from applicant_helper.core.expr.evaluate import NO_VARIABLES, Bound, Environment, holds
from applicant_helper.core.expr.scope import Scope
from applicant_helper.core.finding import Part
from applicant_helper.core.marks import N_
from applicant_helper.core.values.dates import PartialDate

STILL_NEEDED = N_("Still needed: {paper}")
HERE = N_("Here: {paper}")
TOO_OLD = N_("{document} is dated {date}. It must be from the last {days} days before filing.")
LACKING = N_("{document}: {lacks}")
MORE_NEEDED = N_("{paper}: {count} are asked for.")


@dataclass(frozen=True, slots=True)
class Judged:
    """How far one way of meeting a requirement has come with the papers at hand."""

    is_met: bool
    used: tuple[Document, ...]
    parts: tuple[Part, ...]
    touched: int


def judge(
    requirement: Requirement,
    documents: Sequence[Document],
    scope: Scope,
    variables: Environment = NO_VARIABLES,
) -> Judged:
    """The best way to meet a requirement (for one item) with these papers."""
    judged = [
        _judge_option(requirement, option, documents, scope, variables) for option in requirement.accept
    ]
    met = [j for j in judged if j.is_met]
    if met:
        return met[0]
    return max(judged, key=lambda j: j.touched)


def _judge_option(
    requirement: Requirement,
    option: Option,
    documents: Sequence[Document],
    scope: Scope,
    variables: Environment,
) -> Judged:
    pieces = [p for p in option.pieces if _is_needed(p, scope, variables)]
    if not option.is_all:
        return _any_piece(requirement, pieces, documents, scope)
    free = list(documents)
    used: list[Document] = []
    parts: list[Part] = []
    touched = 0
    for piece in pieces:
        fit, faults = _fitting(requirement, piece.paper, free, scope)
        touched += bool(fit or faults)
        if len(fit) >= piece.paper.count:
            taken = fit[: piece.paper.count]
            used.extend(taken)
            taken_ids = {d.id for d in taken}
            free = [d for d in free if d.id not in taken_ids]
            parts.append(Part(HERE, {"paper": piece.paper.label}, is_met=True))
        elif _is_inside(piece.paper, documents):
            parts.append(Part(HERE, {"paper": piece.paper.label}, is_met=True))
        else:
            parts.extend(faults or [Part(STILL_NEEDED, {"paper": piece.paper.label})])
    return Judged(all(p.is_met for p in parts) and bool(used), tuple(used), tuple(parts), touched)


def _any_piece(
    requirement: Requirement, pieces: Sequence[Piece], documents: Sequence[Document], scope: Scope
) -> Judged:
    used: list[Document] = []
    parts: list[Part] = []
    touched = 0
    for piece in pieces:
        fit, faults = _fitting(requirement, piece.paper, documents, scope)
        touched += bool(fit or faults)
        used.extend(fit)
        parts.extend(Part(HERE, {"paper": piece.paper.label}, is_met=True) for _ in fit[:1])
        parts.extend(faults)
    used = list({d.id: d for d in used}.values())
    if used:
        return Judged(True, tuple(used), tuple(p for p in parts if p.is_met), touched)
    return Judged(False, (), tuple(parts), touched)


def _is_needed(piece: Piece, scope: Scope, variables: Environment) -> bool:
    return piece.when is None or not holds(piece.when, scope, variables).is_false


def _is_inside(paper: Paper, documents: Iterable[Document]) -> bool:
    """Whether another paper says that it contains this one (`has`)."""
    return bool(paper.role) and any(
        word == paper.role or word == paper.id for d in documents for word in d.strings("has")
    )


def _fitting(
    requirement: Requirement, paper: Paper, documents: Iterable[Document], scope: Scope
) -> tuple[list[Document], list[Part]]:
    """Papers of the right kind in order, and what is wrong with the others of that kind."""
    fit: list[Document] = []
    faults: list[Part] = []
    for document in documents:
        if document.kind not in paper.kinds:
            continue
        found = _faults(requirement, paper, document, scope)
        faults.extend(found)
        if not found:
            fit.append(document)
    return fit, faults


def fits(requirement: Requirement, paper: Paper, document: Document, scope: Scope) -> bool:
    """Whether a document is of the right kind for a paper and nothing is wrong with it."""
    return document.kind in paper.kinds and not _faults(requirement, paper, document, scope)


def _faults(requirement: Requirement, paper: Paper, document: Document, scope: Scope) -> list[Part]:
    variables = {"d": Bound(scope.document_record(document), "document")}
    faults = [
        Part(LACKING, {"document": document.title_name, "lacks": where.lacks})
        for where in paper.where
        if holds(where.holds, scope, variables).is_false
    ]
    issued = document.fields.value("issued")
    filing_date = scope.fact("filing", "date").value
    if not isinstance(issued, PartialDate) or not isinstance(filing_date, date):
        return faults
    if requirement.within_days and (filing_date - issued.latest()).days > requirement.within_days:
        params = {"document": document.title_name, "date": issued, "days": str(requirement.within_days)}
        faults.append(Part(TOO_OLD, params))
    return faults
