"""Why an expression came out as it did: only the answers that decide the result now."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal

from applicant_helper.core.answers import SOME, Record
from applicant_helper.core.case import Person
from applicant_helper.core.expr.evaluate import Evaluation
from applicant_helper.core.expr.nodes import (
    Call,
    Choose,
    Compare,
    Derived,
    Each,
    Literal,
    Logic,
    Node,
    Not,
    Path,
)
from applicant_helper.core.expr.result import NOT_APPLICABLE, DateRange
from applicant_helper.core.expr.scope import Scope
from applicant_helper.core.expr.signatures import SIGNATURES
from applicant_helper.core.reason import Reason


def explain(node: Node, scope: Scope) -> tuple[Reason, ...]:
    """The parts that decide the present result of a condition; the open ones while it is unknown.

    Each subject is named once.
    """
    seen: dict[str, Reason] = {}
    for reason in _explain(Evaluation(scope), node):
        seen.setdefault(reason.subject, reason)
    return tuple(seen.values())


def _explain(run: Evaluation, node: Node) -> Iterator[Reason]:
    if isinstance(node, Logic):
        yield from _explain_logic(run, node)
    elif isinstance(node, Not):
        yield from _explain(run, node.part)
    elif isinstance(node, Choose):
        yield from _explain(run, node.condition)
        condition = run.asked(node.condition)
        if condition.is_known:
            yield from _explain(run, node.then if condition.value else node.otherwise)
    elif isinstance(node, Compare):
        for side in (node.left, node.right):
            if not isinstance(side, Literal):
                yield _reason(run, side)
    elif isinstance(node, Derived) and (inner := plain_inside(run.scope, node)) is not None:
        yield from _explain(run, inner)
    elif not isinstance(node, Literal):
        yield _reason(run, node)


def plain_inside(scope: Scope, node: Derived) -> Node | None:
    """What a derived condition stands for when it only compares facts; None when it computes something."""
    inner = scope.derived.get(node.name)
    return inner if inner is not None and inner.type.kind == "yes_no" and not _computes(inner) else None


def _computes(node: Node) -> bool:
    return isinstance(node, (Call, Derived)) or any(_computes(part) for part in parts_of(node))


def _explain_logic(run: Evaluation, node: Logic) -> Iterator[Reason]:
    results = [run.asked(part) for part in node.parts]
    whole = run.asked(node)
    deciding = whole.value is (node.op == "or")
    for part, result in zip(node.parts, results, strict=True):
        if not whole.is_known:
            if not result.is_known:
                yield from _explain(run, part)
        elif not deciding:
            yield from _explain(run, part)
        elif result.value is whole.value:
            yield from _explain(run, part)
            return


def _reason(run: Evaluation, node: Node) -> Reason:
    if isinstance(node, Call) and node.args:
        first = node.args[0]
        if node.name == "known":
            return _reason(run, first)
        if node.name in {"any", "all"} and isinstance(first, Each):
            return _reason_of_items(run, node, first)
    as_list = node.type.kind == "list"
    result = run.result(node)
    if not result.is_known:
        return _open(node.text, result.missing)
    value = _list_words(result.value) if as_list else words(result.value)
    subject = SIGNATURES[node.name].label if isinstance(node, Call) and node.name in SIGNATURES else ""
    return Reason(subject or node.text, value, tuple(sorted(facts_in(run.scope, node))))


def _reason_of_items(run: Evaluation, node: Call, each: Each) -> Reason:
    """An `any` or `all` over a list is told about the list, not about its formula."""
    source, result = run.result(each.source), run.asked(node)
    if not source.is_known or not result.is_known:
        return _reason(run, each.source) if not source.is_known else _open(node.text, result.missing)
    facts = tuple(sorted(facts_in(run.scope, each.source)))
    if not source.value:
        return Reason(each.source.text, "empty", facts)
    return Reason(
        each.source.text, "with one that counts" if result.value else "without one that counts", facts
    )


def _open(text: str, missing: Iterable[str]) -> Reason:
    named = tuple(sorted(missing)) or (text,)
    return Reason(named[0], "not answered", named)


def _list_words(value: object) -> str:
    return "not empty" if value is SOME or value else "empty"


def words(value: object) -> str:
    """A computed value in plain words, for explanations and machine-readable output."""
    if isinstance(value, bool):
        return str(value).lower()
    if value is NOT_APPLICABLE or value is None:
        return "not applicable"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, DateRange):
        return f"between {value.earliest.isoformat()} and {value.latest.isoformat()}"
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, Person):
        return value.id
    if isinstance(value, Record):
        return "given"
    if isinstance(value, tuple):
        return ", ".join(words(v) for v in value)
    return str(value)


def facts_in(scope: Scope, node: Node) -> frozenset[str]:
    """The facts an expression rests on, through derived values, as `role.fact`."""
    return frozenset(_facts(scope, node, frozenset()))


def _facts(scope: Scope, node: Node, seen: frozenset[str]) -> Iterator[str]:
    if isinstance(node, Path):
        if not node.is_variable:
            yield f"{node.root}.{node.keys[0]}" if node.keys else node.root
    elif isinstance(node, Derived):
        if node.name not in seen and node.name in scope.derived:
            yield from _facts(scope, scope.derived[node.name], seen | {node.name})
    else:
        for part in parts_of(node):
            yield from _facts(scope, part, seen)


def parts_of(node: Node) -> Iterable[Node]:
    """The nodes directly below one."""
    if isinstance(node, Logic):
        return node.parts
    if isinstance(node, Not):
        return (node.part,)
    if isinstance(node, Choose):
        return (node.condition, node.then, node.otherwise)
    if isinstance(node, Each):
        return (node.source, node.element, *node.conditions)
    if isinstance(node, Call):
        return node.args
    left = getattr(node, "left", None)
    right = getattr(node, "right", None)
    return tuple(n for n in (left, right) if isinstance(n, Node))
