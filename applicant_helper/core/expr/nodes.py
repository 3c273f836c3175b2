"""The parts of a checked expression. Each knows its type and how it was written."""

from __future__ import annotations

from dataclasses import dataclass

from applicant_helper.core.vocabulary import FieldType

YES_NO = FieldType("yes_no")
NUMBER = FieldType("number")
DATE = FieldType("date")
TEXT = FieldType("text")
SPAN = FieldType("span")
PERSON = FieldType("person")
NOTHING = FieldType("nothing")
NAME = FieldType("name")


def list_of(record: str) -> FieldType:
    """The type of a list of that record."""
    return FieldType("list", item=FieldType("record", record=record))


@dataclass(frozen=True, slots=True)
class Node:
    """Any part of an expression. `text` is its source, for explanations."""

    type: FieldType
    text: str


@dataclass(frozen=True, slots=True)
class Literal(Node):
    """A constant; tuples are allowed on the right of `in`."""

    value: object


@dataclass(frozen=True, slots=True)
class Path(Node):
    """A fact: `root` is a role, `marriage`, `filing`, `case`, or a variable of a `for`."""

    root: str
    keys: tuple[str, ...]
    is_variable: bool


@dataclass(frozen=True, slots=True)
class Derived(Node):
    """A value that the form computes under a name of its own."""

    name: str


@dataclass(frozen=True, slots=True)
class Logic(Node):
    """`and` or `or` over two or more parts."""

    op: str
    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Not(Node):
    """Logical negation."""

    part: Node


@dataclass(frozen=True, slots=True)
class Compare(Node):
    """One comparison, with `== != < <= > >= in not-in`."""

    op: str
    left: Node
    right: Node


@dataclass(frozen=True, slots=True)
class Arithmetic(Node):
    """`+`, `-` or `*`."""

    op: str
    left: Node
    right: Node


@dataclass(frozen=True, slots=True)
class Choose(Node):
    """`a if condition else b`."""

    condition: Node
    then: Node
    otherwise: Node


@dataclass(frozen=True, slots=True)
class Each(Node):
    """`element for variable in source if conditions`."""

    element: Node
    variable: str
    source: Node
    conditions: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Call(Node):
    """A function with its arguments; a generator argument is an `Each`.

    `is_closed`: nothing in it depends on a variable, so that it is worked out once for a filing.
    """

    name: str
    args: tuple[Node, ...]
    is_closed: bool = False
