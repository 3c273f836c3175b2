"""Works out an expression in a scope, three-valued: unknown says which answers would settle it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from applicant_helper.core.answers import SOME, Record
from applicant_helper.core.case import Person
from applicant_helper.core.expr.nodes import (
    Arithmetic,
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
from applicant_helper.core.expr.result import (
    NO_FACTS,
    NOT_APPLICABLE,
    UNKNOWN,
    DateRange,
    Result,
    all_of,
    any_of,
    known,
    negate,
    unknown,
)
from applicant_helper.core.expr.scope import Scope, from_answer
from applicant_helper.core.expr.spans import Span, add_span


@dataclass(frozen=True, slots=True)
class Bound:
    """A variable of a `for`: the item and the list it came from, to name what is missing."""

    item: object
    source: str


Environment = Mapping[str, Bound]
NO_VARIABLES: Environment = {}
Function = Callable[["Evaluation", Call], Result]
FUNCTIONS: dict[str, Function] = {}


class Evaluation:
    """One expression being worked out. Functions in `library` receive it to evaluate their arguments."""

    def __init__(self, scope: Scope, variables: Environment = NO_VARIABLES) -> None:
        self.scope = scope
        self.variables = variables

    def with_variable(self, name: str, item: object, source: str) -> Evaluation:
        """The same evaluation where `name` stands for one item."""
        return Evaluation(self.scope, {**self.variables, name: Bound(item, source)})

    def result(self, node: Node) -> Result:
        """The result of any node."""
        return _HANDLERS[type(node)](self, node)

    def asked(self, node: Node) -> Result:
        """The result of a node as a condition: a list is true when it is not empty."""
        found = self.result(node)
        if node.type.kind != "list" or not found.is_known:
            return _as_condition(found)
        if found.value is SOME:
            return Result(True, provisional=found.provisional)
        return Result(bool(found.value), provisional=found.provisional) if found.value else Result(False)

    def each(self, node: Each) -> Iterator[tuple[Result, Result, Evaluation]] | None:
        """For every item: whether the conditions hold, the element, and the inner evaluation.

        None when the list itself is not known.
        """
        source = self.result(node.source)
        if not source.is_known or source.value is SOME:
            return None
        return self._items(node, source.value)

    def _items(self, node: Each, items: object) -> Iterator[tuple[Result, Result, Evaluation]]:
        for item in items if isinstance(items, tuple) else ():
            inner = self.with_variable(node.variable, item, node.source.text)
            holds = all_of([inner.asked(c) for c in node.conditions])
            if holds.is_false:
                continue
            condition_like = node.element.type.kind in {"yes_no"}
            element = inner.asked(node.element) if condition_like else inner.result(node.element)
            yield holds, element, inner

    def missing_of(self, node: Each) -> frozenset[str]:
        """The facts that would make the list of an `Each` known."""
        source = self.result(node.source)
        return source.missing or frozenset({node.source.text})


def evaluate(node: Node, scope: Scope, variables: Environment = NO_VARIABLES) -> Result:
    """The result of an expression."""
    return Evaluation(scope, variables).result(node)


def holds(node: Node, scope: Scope, variables: Environment = NO_VARIABLES) -> Result:
    """The result of an expression as a condition."""
    return Evaluation(scope, variables).asked(node)


def _as_condition(found: Result) -> Result:
    if found.value is NOT_APPLICABLE:
        return Result(False, provisional=found.provisional)
    return found


def _literal(run: Evaluation, node: Literal) -> Result:
    return known(node.value)


def _path(run: Evaluation, node: Path) -> Result:
    if node.is_variable:
        bound = run.variables[node.root]
        return follow(run.scope, known(bound.item), node.keys, bound.source)
    if not node.keys:
        person = run.scope.person_of(node.root)
        return known(person) if person is not None else unknown(node.root)
    first = run.scope.fact(node.root, node.keys[0])
    return follow(run.scope, first, node.keys[1:], f"{node.root}.{node.keys[0]}")


def follow(scope: Scope, found: Result, keys: tuple[str, ...], label: str) -> Result:
    """The value reached from `found` through `keys`; `label` names where it lies."""
    for key in keys:
        if not found.is_known or found.value is NOT_APPLICABLE:
            return found
        label = f"{label}.{key}"
        inner = _step(scope, found.value, key, label)
        found = Result(inner.value, inner.missing, inner.provisional or found.provisional)
    return found


def _step(scope: Scope, value: object, key: str, label: str) -> Result:
    if isinstance(value, str) and value in scope.case.people:
        value = scope.case.people[value]
    if isinstance(value, Person):
        return from_answer(value.facts.get(key), f"{value.id}.{key}")
    if not isinstance(value, Record):
        return unknown(label)
    answer = value.fields.get(key)
    record = scope.vocabulary.records.get(value.kind)
    if answer is None and record is not None and record.inline_person:
        person = scope.case.people.get(str(value.value("person")))
        if person is not None:
            return from_answer(person.facts.get(key), f"{person.id}.{key}")
    return from_answer(answer, label)


def _derived(run: Evaluation, node: Derived) -> Result:
    memo = run.scope.memo
    if node.name not in memo:
        memo[node.name] = unknown()
        inner = Evaluation(run.scope)
        target = run.scope.derived[node.name]
        memo[node.name] = inner.asked(target) if target.type.kind == "yes_no" else inner.result(target)
    return memo[node.name]


def _logic(run: Evaluation, node: Logic) -> Result:
    results = [run.asked(part) for part in node.parts]
    return all_of(results) if node.op == "and" else any_of(results)


def _not(run: Evaluation, node: Not) -> Result:
    return negate(run.asked(node.part))


def _choose(run: Evaluation, node: Choose) -> Result:
    condition = run.asked(node.condition)
    if not condition.is_known:
        then, otherwise = run.result(node.then), run.result(node.otherwise)
        if then.is_known and then.value == otherwise.value:
            return then
        return Result(UNKNOWN, condition.missing)
    chosen = run.result(node.then if condition.value else node.otherwise)
    return Result(chosen.value, chosen.missing, chosen.provisional or condition.provisional)


def _compare(run: Evaluation, node: Compare) -> Result:
    left, right = run.result(node.left), run.result(node.right)
    missing = NO_FACTS.union(*(r.missing for r in (left, right) if not r.is_known))
    provisional = left.provisional or right.provisional
    if not left.is_known or not right.is_known:
        return Result(UNKNOWN, missing, provisional)
    outcome = compare_values(node.op, left.value, right.value)
    if outcome is None:
        return Result(UNKNOWN, left.missing | right.missing, provisional)
    return Result(outcome, left.missing | right.missing if provisional else NO_FACTS, provisional)


def compare_values(op: str, left: object, right: object) -> bool | None:
    """One comparison of two known values; None when imprecise dates leave it open."""
    if op in {"in", "not in"}:
        if right is SOME:
            return None
        found = left in right if isinstance(right, tuple) else False
        return found if op == "in" else not found
    if left is NOT_APPLICABLE or right is NOT_APPLICABLE:
        return op == "!=" and left is not right
    if isinstance(left, DateRange) or isinstance(right, DateRange):
        return _compare_ranges(op, left, right)
    if op == "==":
        return left == right
    if op == "!=":
        return left != right
    return _order(op, left, right)


def _order(op: str, left: object, right: object) -> bool | None:
    pairs = {
        "<": lambda a, b: a < b,
        "<=": lambda a, b: a <= b,
        ">": lambda a, b: a > b,
        ">=": lambda a, b: a >= b,
    }
    both_dates = isinstance(left, date) and isinstance(right, date)
    both_numbers = isinstance(left, (int, Decimal)) and isinstance(right, (int, Decimal))
    return bool(pairs[op](left, right)) if both_dates or both_numbers else None


def _compare_ranges(op: str, left: object, right: object) -> bool | None:
    if not isinstance(left, (date, DateRange)) or not isinstance(right, (date, DateRange)):
        return None
    a1, a2 = (left.earliest, left.latest) if isinstance(left, DateRange) else (left, left)
    b1, b2 = (right.earliest, right.latest) if isinstance(right, DateRange) else (right, right)
    outcomes = {compare_values(op, a, b) for a in (a1, a2) for b in (b1, b2)}
    if op in {"==", "!="} and a1 <= b2 and b1 <= a2:
        return None
    return outcomes.pop() if len(outcomes) == 1 else None


def _arithmetic(run: Evaluation, node: Arithmetic) -> Result:
    left, right = run.result(node.left), run.result(node.right)
    if not left.is_known or not right.is_known:
        missing = NO_FACTS.union(*(r.missing for r in (left, right) if not r.is_known))
        return Result(UNKNOWN, missing)
    provisional = left.provisional or right.provisional
    return Result(_combined(node.op, left.value, right.value), left.missing | right.missing, provisional)


def _combined(op: str, left: object, right: object) -> object:
    if isinstance(right, Span):
        span = right if op == "+" else right.reversed()
        if isinstance(left, DateRange):
            return DateRange(add_span(left.earliest, span), add_span(left.latest, span))
        return add_span(left, span) if isinstance(left, date) else NOT_APPLICABLE
    if isinstance(left, Decimal | int) and isinstance(right, Decimal | int):
        a, b = Decimal(left), Decimal(right)
        return a + b if op == "+" else a - b if op == "-" else a * b
    return NOT_APPLICABLE


def _each(run: Evaluation, node: Each) -> Result:
    items = run.each(node)
    if items is None:
        return Result(UNKNOWN, run.missing_of(node))
    values, missing, open_ended, provisional = [], NO_FACTS, False, False
    for condition, element, _ in items:
        if not condition.is_known or not element.is_known:
            open_ended = True
            missing |= condition.missing | element.missing
        provisional = provisional or condition.provisional or element.provisional
        values.append(element.value)
    if open_ended:
        return Result(UNKNOWN, missing)
    return Result(tuple(values), provisional=provisional)


def _call(run: Evaluation, node: Call) -> Result:
    if not node.is_closed:
        return FUNCTIONS[node.name](run, node)
    memo = run.scope.calls
    found = memo.get(node.text)
    if found is None:
        found = memo[node.text] = FUNCTIONS[node.name](run, node)
    return found


_HANDLERS: dict[type[Node], Callable[..., Result]] = {
    Literal: _literal,
    Path: _path,
    Derived: _derived,
    Logic: _logic,
    Not: _not,
    Compare: _compare,
    Arithmetic: _arithmetic,
    Choose: _choose,
    Each: _each,
    Call: _call,
}

__all__ = ["FUNCTIONS", "Bound", "Evaluation", "evaluate", "follow", "holds"]
