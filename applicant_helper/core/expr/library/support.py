"""How library functions are declared: by name, with unknown arguments handled in one place."""

from __future__ import annotations

from collections.abc import Callable

from applicant_helper.core.answers import SOME
from applicant_helper.core.expr.evaluate import FUNCTIONS, Evaluation
from applicant_helper.core.expr.nodes import Call
from applicant_helper.core.expr.result import (
    NO_FACTS,
    NOT_APPLICABLE,
    UNKNOWN,
    DateRange,
    Result,
    known,
)

NO_LAST_DAY = "D/S"
"""How an I-94 says that a stay has no last day: no date, so nothing can be reckoned from it."""

Lazy = Callable[[Evaluation, Call], Result]
Strict = Callable[..., object]


def lazy(name: str) -> Callable[[Lazy], Lazy]:
    """Declare a function that evaluates its own arguments."""

    def declare(function: Lazy) -> Lazy:
        FUNCTIONS[name] = function
        return function

    return declare


def strict(name: str) -> Callable[[Strict], Strict]:
    """Declare a function of plain values. Any unknown or imprecise argument makes the result unknown."""

    def declare(function: Strict) -> Strict:
        def call(run: Evaluation, node: Call) -> Result:
            return apply(function, run, [run.result(arg) for arg in node.args], [a.text for a in node.args])

        FUNCTIONS[name] = call
        return function

    return declare


def apply(function: Strict, run: Evaluation, results: list[Result], texts: list[str]) -> Result:
    """Call `function` with the values of `results`, three-valued."""
    missing = NO_FACTS
    for result, text in zip(results, texts, strict=True):
        if not result.is_known:
            missing |= result.missing
        elif isinstance(result.value, DateRange) or result.value is SOME:
            missing |= result.missing or frozenset({text})
    if missing or any(not r.is_known for r in results):
        return Result(UNKNOWN, missing)
    if any(r.value is NOT_APPLICABLE or r.value == NO_LAST_DAY for r in results):
        return known(NOT_APPLICABLE)
    found = function(run, *(r.value for r in results))
    if isinstance(found, Result):
        return found
    provisional = any(r.provisional for r in results)
    return Result(
        found, NO_FACTS.union(*(r.missing for r in results)) if provisional else NO_FACTS, provisional
    )
