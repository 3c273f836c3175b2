"""Whether a condition can ever hold: tries the answers its facts may have, other parts left free."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping

from applicant_helper.core.expr.evaluate import compare_values
from applicant_helper.core.expr.explain import parts_of
from applicant_helper.core.expr.nodes import Choose, Compare, Derived, Literal, Logic, Node, Not, Path

MOST_WORLDS = 60_000
World = Mapping[str, object]
OTHER = "something else"


def can_hold(node: Node, derived: Mapping[str, Node]) -> bool:
    """False only when no answers could make the condition true."""
    atoms: dict[str, tuple[object, ...]] = {}
    _collect(node, derived, atoms, frozenset())
    worlds = 1
    for values in atoms.values():
        worlds *= len(values)
    if worlds > MOST_WORLDS:
        return True
    names = list(atoms)
    return any(
        _holds(node, derived, dict(zip(names, choice, strict=True)))
        for choice in itertools.product(*(atoms[n] for n in names))
    )


def _inner(node: Node, derived: Mapping[str, Node]) -> Node | None:
    if isinstance(node, Derived) and node.type.kind == "yes_no":
        return derived.get(node.name)
    return None


def _collect(
    node: Node, derived: Mapping[str, Node], atoms: dict[str, tuple[object, ...]], seen: frozenset[str]
) -> None:
    inner = _inner(node, derived)
    if inner is not None and node.text not in seen:
        _collect(inner, derived, atoms, seen | {node.text})
    elif isinstance(node, (Logic, Not, Choose)):
        for part in parts_of(node):
            _collect(part, derived, atoms, seen)
    elif isinstance(node, Compare) and _is_choice(node.left) and isinstance(node.right, Literal):
        atoms[node.left.text] = (*node.left.type.choices, OTHER) if node.left.type.choices else (True, False)
    elif not isinstance(node, Literal):
        atoms[node.text] = (True, False)


def _is_choice(node: Node) -> bool:
    return (
        isinstance(node, Path)
        and not node.is_variable
        and (bool(node.type.choices) or node.type.kind == "yes_no")
    )


def _holds(node: Node, derived: Mapping[str, Node], world: World) -> bool:
    inner = _inner(node, derived)
    if inner is not None:
        return _holds(inner, derived, world)
    if isinstance(node, Logic):
        parts: Iterable[bool] = (_holds(p, derived, world) for p in node.parts)
        return all(parts) if node.op == "and" else any(parts)
    if isinstance(node, Not):
        return not _holds(node.part, derived, world)
    if isinstance(node, Choose):
        chosen = node.then if _holds(node.condition, derived, world) else node.otherwise
        return _holds(chosen, derived, world)
    if isinstance(node, Literal):
        return bool(node.value)
    if isinstance(node, Compare) and _is_choice(node.left) and isinstance(node.right, Literal):
        return bool(compare_values(node.op, world[node.left.text], node.right.value))
    return bool(world[node.text])
