"""How each requirement stands. The one place that derives a status; nobody stores one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from applicant_helper.catalog.models import Requirement, TranslationRule
from applicant_helper.checks.evidence import Judged, fits, judge
from applicant_helper.checks.ladder import climb
from applicant_helper.checks.templates import fill_template
from applicant_helper.checks.translations import translation_status
from applicant_helper.core.answers import Record
from applicant_helper.core.case import Document, Person
from applicant_helper.core.expr.evaluate import Bound, Environment, evaluate, holds
from applicant_helper.core.expr.explain import explain
from applicant_helper.core.expr.library.histories import period_of, periods_of
from applicant_helper.core.expr.scope import Scope
from applicant_helper.core.finding import Part, RequirementResult, Status
from applicant_helper.core.marks import N_
from applicant_helper.core.reason import Reason
from applicant_helper.core.values import periods

NOT_AMONG = N_("{document} is not among the papers that count here.")
HOLE = N_("No paper here speaks for {from} to {to}.")
Item = Record | Person | str
FORM_KINDS = frozenset({"official_form", "form_supplement"})
ALWAYS = Reason("always", "", ())


@dataclass(slots=True)
class Standing:
    """One requirement with the papers that count for it."""

    result: RequirementResult
    counting: tuple[Document, ...] = field(default=())


def stand(requirement: Requirement, scope: Scope, rule: TranslationRule | None = None) -> Standing:
    """How a requirement of the scope's filing stands now."""
    blank = RequirementResult(
        id=requirement.id,
        filing=scope.filing.id,
        form=scope.filing.form,
        section=requirement.section,
        status=Status.MISSING,
        group=requirement.group,
        is_advice=requirement.is_advice,
    )
    claimed = claimed_documents(requirement, scope)
    blank = replace(blank, documents=tuple(d.id for d in claimed))
    if requirement.when is not None:
        needed = holds(requirement.when, scope)
        reasons = explain(requirement.when, scope)
        blank = replace(blank, reasons=reasons, because=tuple(str(r) for r in reasons))
        if needed.is_false:
            return Standing(replace(blank, status=Status.NOT_NEEDED))
        if not needed.is_known:
            missing = tuple(sorted(needed.missing))
            return Standing(replace(blank, status=Status.ANSWER_FIRST, missing_answers=missing))
    else:
        blank = replace(blank, reasons=(ALWAYS,), because=("always",))
    if requirement.is_translations:
        return _translations(blank, scope, claimed, rule)
    return _papers(requirement, blank, scope, claimed)


def claimed_documents(requirement: Requirement, scope: Scope) -> tuple[Document, ...]:
    """Papers put to the requirement here, or to one that proves the same in another filing of the case."""
    found = {d.id: d for d in scope.claimed(requirement.id)}
    for where in requirement.also_from:
        form, _, other = where.partition("#")
        for filing in scope.other_filings(form):
            here = {None, filing.id, filing.form}
            for document in scope.case.documents:
                if any(m.requirement == other and m.filing in here for m in document.meets):
                    found.setdefault(document.id, document)
    return tuple(found.values()) or tuple(_own_forms(requirement, scope))


def _own_forms(requirement: Requirement, scope: Scope) -> Iterator[Document]:
    """The filled form itself, for a requirement that asks for it: nobody has to put it there."""
    pieces = [p.paper for option in requirement.accept for p in option.pieces]
    papers = [p for p in pieces if p.kinds <= FORM_KINDS and any("d.form" in w.holds.text for w in p.where)]
    for document in scope.case.documents:
        if document.text("form") in scope.forms and any(
            fits(requirement, p, document, scope) for p in papers
        ):
            yield document


def _translations(
    blank: RequirementResult, scope: Scope, claimed: Sequence[Document], rule: TranslationRule | None
) -> Standing:
    status, used, parts = translation_status(scope, rule)
    ids = dict.fromkeys([*(d.id for d in used), *(d.id for d in claimed)])
    return Standing(replace(blank, status=status, documents=tuple(ids), parts=parts), used)


def _papers(
    requirement: Requirement, blank: RequirementResult, scope: Scope, claimed: Sequence[Document]
) -> Standing:
    items = _items(requirement, scope)
    if items is None:
        return Standing(
            replace(blank, status=Status.ANSWER_FIRST, missing_answers=_list_missing(requirement, scope))
        )
    judged = _judge_items(requirement, items, claimed, scope)
    used = tuple({d.id: d for _, j in judged for d in j.used}.values())
    parts = [part for label, j in judged for part in _labelled(label, j)]
    is_met = all(j.is_met for _, j in judged)
    if not is_met and requirement.ladder:
        ladder = climb(requirement.id, scope.case)
        if ladder is not None:
            is_met, parts, used = ladder.is_met, list(ladder.parts), (*used, *ladder.documents)
    parts.extend(_strays(requirement, claimed))
    holes = _holes(requirement, used, scope) if is_met else []
    parts.extend(holes)
    if is_met and not holes:
        status = Status.MET
    else:
        status = Status.INCOMPLETE if claimed or used else Status.MISSING
    ids = dict.fromkeys([*(d.id for d in claimed), *(d.id for d in used)])
    return Standing(replace(blank, status=status, documents=tuple(ids), parts=tuple(parts)), used)


def _items(requirement: Requirement, scope: Scope) -> list[tuple[Environment, Item | None]] | None:
    if requirement.each is None:
        return [({}, None)]
    found = evaluate(requirement.each, scope)
    if not found.is_known or not isinstance(found.value, tuple):
        return None
    rows = [item for item in found.value if isinstance(item, (Record, Person, str))]
    return [({requirement.variable: Bound(item, requirement.each.text)}, item) for item in rows]


def _list_missing(requirement: Requirement, scope: Scope) -> tuple[str, ...]:
    assert requirement.each is not None
    missing = evaluate(requirement.each, scope).missing
    return tuple(sorted(missing or {requirement.each.text}))


def _judge_items(
    requirement: Requirement,
    items: Sequence[tuple[Environment, Item | None]],
    claimed: Sequence[Document],
    scope: Scope,
) -> list[tuple[Part | None, Judged]]:
    free = list(claimed)
    judged: list[tuple[Part | None, Judged]] = []
    owned = [[d for d in claimed if item is not None and belongs_to(d, item)] for _, item in items]
    spoken_for = {d.id for rows in owned for d in rows}
    for (variables, item), own in zip(items, owned, strict=True):
        pool = free
        if item is not None:
            pool = [*own, *(d for d in free if d.id not in spoken_for and not _is_of_others(d, item))]
        found = judge(requirement, pool, scope, variables)
        if item is not None:
            found = replace(found, used=_least(requirement, found, variables, scope))
            used_ids = {d.id for d in found.used}
            is_shared = bool(_person_of(item))
            free = [d for d in free if d.id not in used_ids or (is_shared and len(d.about) > 1)]
        label = None
        if requirement.item is not None and item is not None:
            label = fill_template(requirement.item, scope, variables, f"{requirement.id}.item")
        judged.append((label, found))
    return judged


def _least(
    requirement: Requirement, found: Judged, variables: Environment, scope: Scope
) -> tuple[Document, ...]:
    """The fewest papers that still meet the requirement, so that one incident does not use up another's."""
    if not found.is_met:
        return found.used
    kept = list(found.used)
    for document in reversed(found.used):
        rest = [d for d in kept if d is not document]
        if rest and judge(requirement, rest, scope, variables).is_met:
            kept = rest
    return tuple(kept)


def belongs_to(document: Document, item: Item) -> bool:
    """Whether a paper is about the person that an item is, or speaks of what only this item has."""
    person = _person_of(item)
    if person and person in document.about:
        return True
    return isinstance(item, Record) and (speaks_of(document, item) or _is_of_country(document, item))


def _is_of_country(document: Document, item: Record) -> bool:
    """Whether a paper is about the country that an item is, such as a police certificate."""
    country = document.text("covers_country")
    return bool(country) and country == item.value("country")


def _is_of_others(document: Document, item: Item) -> bool:
    person = _person_of(item)
    if isinstance(item, Record) and document.text("covers_country") and item.value("country"):
        return not _is_of_country(document, item)
    return bool(person) and bool(document.about) and person not in document.about


def _person_of(item: Item) -> str:
    if isinstance(item, Person):
        return item.id
    if isinstance(item, str):
        return item
    person = item.value("person")
    return person if isinstance(person, str) else ""


def speaks_of(document: Document, item: Record) -> bool:
    """Whether a paper states something that only this item of the list has, such as its date."""
    for statement in document.statements:
        key = statement.path[-1]
        value = item.value(key)
        if key not in {"date", "ended", "charge"} or value is None:
            continue
        if statement.value == value or _same_day(statement.value, value):
            return True
    return False


def _same_day(one: object, other: object) -> bool:
    exact_one = one.exact() if hasattr(one, "exact") else None
    exact_other = other.exact() if hasattr(other, "exact") else None
    return exact_one is not None and exact_one == exact_other


def _labelled(label: Part | None, judged: Judged) -> Iterable[Part]:
    if label is not None and judged.parts:
        yield replace(label, is_met=judged.is_met)
    yield from judged.parts


def _strays(requirement: Requirement, claimed: Sequence[Document]) -> list[Part]:
    kinds = requirement.kinds()
    strays = [
        d for d in claimed if d.kind not in kinds and d.kind not in {"translation", "translation_certificate"}
    ]
    return [Part(NOT_AMONG, {"document": d.title_name}) for d in strays]


def _holes(requirement: Requirement, used: Sequence[Document], scope: Scope) -> list[Part]:
    """Times the papers leave open; none while no paper says what time it speaks for."""
    if requirement.covers is None:
        return []
    since = evaluate(requirement.covers.since, scope).value
    until = evaluate(requirement.covers.until, scope).value
    spans = [p for d in used for p in _covered(d)]
    if not spans or not isinstance(since, date) or not isinstance(until, date):
        return []
    found = periods.gaps(spans, since, until, requirement.covers.hole_days)
    return [Part(HOLE, {"from": p.start, "to": p.end or until}) for p in found]


def _covered(document: Document) -> list[periods.Period]:
    covers = document.fields.value("covers")
    if isinstance(covers, tuple):
        return periods_of(covers)
    one = period_of(covers) if isinstance(covers, Record) else None
    return [one] if one else []
