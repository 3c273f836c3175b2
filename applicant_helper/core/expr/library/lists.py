"""Counting and choosing items of lists."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from applicant_helper.core.answers import Record
from applicant_helper.core.expr.evaluate import Evaluation, follow
from applicant_helper.core.expr.library.support import lazy, strict
from applicant_helper.core.expr.nodes import Call, Each, Literal
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


@lazy("any")
def any_item(run: Evaluation, node: Call) -> Result:
    """True as soon as one item is; unknown only when the rest leaves it open."""
    source = node.args[0]
    if not isinstance(source, Each):
        return run.asked(source)
    items = run.each(source)
    if items is None:
        return Result(UNKNOWN, run.missing_of(source))
    return any_of([all_of([condition, element]) for condition, element, _ in items])


@lazy("all")
def all_items(run: Evaluation, node: Call) -> Result:
    """False as soon as one item is; true for an empty list."""
    source = node.args[0]
    if not isinstance(source, Each):
        return run.asked(source)
    items = run.each(source)
    if items is None:
        return Result(UNKNOWN, run.missing_of(source))
    return all_of([any_of([negate(condition), element]) for condition, element, _ in items])


@lazy("count")
def count(run: Evaluation, node: Call) -> Result:
    """How many items; "yes, not listed yet" is not a number."""
    found = _items(run, node)
    if not found.is_known or not isinstance(found.value, tuple):
        return Result(UNKNOWN, found.missing or frozenset({node.args[0].text}))
    return Result(Decimal(len(found.value)), provisional=found.provisional)


def _items(run: Evaluation, node: Call) -> Result:
    source = node.args[0]
    if not isinstance(source, Each):
        return run.result(source)
    items = run.each(source)
    if items is None:
        return Result(UNKNOWN, run.missing_of(source))
    rows = list(items)
    missing = NO_FACTS.union(*(c.missing for c, _, _ in rows if not c.is_known))
    if any(not condition.is_known for condition, _, _ in rows):
        return Result(UNKNOWN, missing)
    return Result(
        tuple(element.value for _, element, _ in rows), provisional=any(c.provisional for c, _, _ in rows)
    )


@strict("sum")
def total(run: Evaluation, items: Sequence[object]) -> object:
    """The numbers added up."""
    return sum((Decimal(str(i)) for i in items if isinstance(i, (int, Decimal))), Decimal(0))


@lazy("select")
def select(run: Evaluation, node: Call) -> Result:
    """The items themselves, as a list."""
    return _items(run, node)


@strict("joined_lists")
def joined_lists(run: Evaluation, one: tuple[object, ...], other: tuple[object, ...]) -> object:
    """Both lists; an item of both is counted once."""
    return (*one, *(item for item in other if not any(item is seen for seen in one)))


@lazy("first")
def first(run: Evaluation, node: Call) -> Result:
    """The first item; "does not apply" when there is none."""
    found = _items(run, node)
    if not found.is_known or not isinstance(found.value, tuple):
        return Result(UNKNOWN, found.missing)
    return Result(found.value[0] if found.value else NOT_APPLICABLE, provisional=found.provisional)


@lazy("or_none")
def or_none(run: Evaluation, node: Call) -> Result:
    """The list, or an empty one when nobody answered."""
    found = run.result(node.args[0])
    return found if isinstance(found.value, tuple) else known(())


@strict("newest")
def newest(run: Evaluation, items: Sequence[object]) -> object:
    """The latest date of a list."""
    return _extreme(items, latest=True)


@strict("oldest")
def oldest(run: Evaluation, items: Sequence[object]) -> object:
    """The earliest date of a list."""
    return _extreme(items, latest=False)


def _extreme(items: Sequence[object], *, latest: bool) -> object:
    days = [(i.latest if latest else i.earliest) if isinstance(i, DateRange) else i for i in items]
    days = [d for d in days if d is not NOT_APPLICABLE]
    if not days:
        return NOT_APPLICABLE
    return max(days) if latest else min(days)  # type: ignore[type-var]


@lazy("known")
def is_known(run: Evaluation, node: Call) -> Result:
    """Whether a value was given; never unknown itself."""
    found = run.result(node.args[0])
    return known(found.is_known and found.value is not NOT_APPLICABLE)


@lazy("key of")
def key_of(run: Evaluation, node: Call) -> Result:
    """`call(...).key`: a part of a computed record."""
    base = run.result(node.args[0])
    if not base.is_known:
        return base
    if not isinstance(base.value, (Record, str)):
        return known(NOT_APPLICABLE) if base.value is NOT_APPLICABLE else unknown(node.text)
    keys = tuple(str(a.value) for a in node.args[1:] if isinstance(a, Literal))
    return follow(run.scope, base, keys, node.args[0].text)
