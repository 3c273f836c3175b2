"""Turns the validated text of expressions and templates into checked nodes, noting problems by line."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from applicant_helper.catalog.models import Template
from applicant_helper.catalog.problems import DataProblems
from applicant_helper.catalog.yamlfile import Place, YamlFile
from applicant_helper.core.expr.nodes import TEXT, YES_NO, Literal, Node
from applicant_helper.core.expr.parse import (
    ExpressionProblem,
    Names,
    parse_condition,
    parse_expression,
)
from applicant_helper.core.vocabulary import FieldType, Vocabulary

SLOT = re.compile(r"\{([^{}]+)\}")
NEVER = Literal(YES_NO, "false", False)


@dataclass(slots=True)
class Compiler:
    """Compiles the expressions of one form and its checklist.

    Derived values are compiled on demand, so they may be written in any order.
    """

    vocabulary: Vocabulary
    roles: frozenset[str]
    problems: DataProblems
    derived_texts: Mapping[str, str] = field(default_factory=dict)
    derived_file: YamlFile | None = None
    derived_nodes: dict[str, Node] = field(default_factory=dict)
    variables: Mapping[str, FieldType] = field(default_factory=dict)
    _open: set[str] = field(default_factory=set)

    def names(self) -> Names:
        """What expressions may refer to here."""
        return Names(
            self.vocabulary,
            self.roles,
            derived=self._derived_type,
            derived_names=frozenset(self.derived_texts),
            variables=self.variables,
        )

    def with_variable(self, name: str, found: FieldType) -> Compiler:
        """The same compiler where `name` stands for an item."""
        return replace(self, variables={**self.variables, name: found})

    def expression(self, text: str, file: YamlFile, place: Place) -> Node | None:
        """A checked expression, or None after noting why not. An empty text is no expression."""
        return self._parse(parse_expression, text, file, place)

    def condition(self, text: str, file: YamlFile, place: Place) -> Node | None:
        """A checked condition, or None after noting why not."""
        return self._parse(parse_condition, text, file, place)

    def template(
        self, text: str, file: YamlFile, place: Place, named: Mapping[str, str] | None = None
    ) -> Template:
        """A sentence whose slots are checked expressions, or names of `named` ones.

        `{sources}` is filled by the check itself.
        """
        slots = {}
        for written in SLOT.findall(text):
            if written == "sources":
                continue
            node = self.expression((named or {}).get(written, written), file, place)
            if node is not None:
                slots[written] = node
        return Template(text, slots)

    def _parse(self, parser: object, text: str, file: YamlFile, place: Place) -> Node | None:
        if not text:
            return None
        try:
            found = parser(text, self.names())  # type: ignore[operator]
        except ExpressionProblem as problem:
            self.problems.add(file, place, f"{problem.sentence} In: {text}")
            return None
        assert isinstance(found, Node)
        return found

    def _derived_type(self, name: str) -> FieldType | None:
        if name in self.derived_nodes:
            return self.derived_nodes[name].type
        if name in self._open or self.derived_file is None:
            return None
        self._open.add(name)
        plain = replace(self, variables={})
        node = plain.expression(self.derived_texts[name], self.derived_file, ("derived", name))
        self._open.discard(name)
        self.derived_nodes[name] = node if node is not None else Literal(TEXT, '""', "")
        return self.derived_nodes[name].type

    def compile_derived(self) -> None:
        """Compile every derived value, used or not."""
        for name in self.derived_texts:
            self._derived_type(name)
