"""Checks as data to compiled rules: a form's own, those with a shared body, and those of its agency."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from applicant_helper.catalog.checklists import substitute
from applicant_helper.catalog.compile import Compiler
from applicant_helper.catalog.models import Authority, Rule
from applicant_helper.catalog.schemas import (
    AgencySchema,
    CheckAsSchema,
    FormSchema,
    RuleSchema,
    SharedCheckSchema,
    SharedChecksFile,
)
from applicant_helper.catalog.yamlfile import Place, YamlFile
from applicant_helper.core.expr.nodes import Node
from applicant_helper.core.finding import Severity
from applicant_helper.core.vocabulary import FieldType

ANY = FieldType("any")
FIX_KINDS = ("answer", "paper")
NEEDED = ("severity", "says", "do", "authority", "read_on")


class RuleBuilder:
    """Builds the rules of one form."""

    def __init__(
        self, schema: FormSchema, file: YamlFile, compiler: Compiler, shared: SharedChecksFile
    ) -> None:
        self.schema = schema
        self.file = file
        self.compiler = compiler
        self.shared = shared

    def own(self) -> Iterator[Rule]:
        """The rules written in the form's file."""
        for i, row in enumerate(self.schema.rules):
            place: Place = ("rules", i)
            words_at = f"{self.schema.id}/{row.rule or row.id}"
            if row.use:
                body = self.shared.checks.get(row.use)
                if body is None:
                    self.compiler.problems.add(self.file, (*place, "use"), f"There is no shared {row.use}.")
                    continue
                if not row.says:
                    words_at = f"{self.shared.id}/checks.{row.use}"
                row = self._filled(row, body, place)
            yield build_rule(row, place, self.compiler, self.file, words_at)

    def of_agency(self, agency: AgencySchema, file: YamlFile, own: frozenset[str]) -> Iterator[Rule]:
        """The agency's rules, without those of a group that the form checks itself, under the form's ids."""
        given = {"form": self.schema.id, "forms": self._forms()}
        for i, row in enumerate(agency.rules):
            renamed = self.schema.checks_as.get(row.id)
            if renamed is None and row.group and row.group in own:
                continue
            filled = RuleSchema.model_validate(substitute(_plain(row), given))
            rule = build_rule(filled, ("rules", i), self.compiler, file, f"{agency.id}/{row.rule or row.id}")
            yield _renamed(rule, renamed)
        known = {row.id for row in agency.rules}
        for name in self.schema.checks_as:
            if name not in known:
                self.compiler.problems.add(
                    self.file, ("checks_as", name), f"{agency.id} has no check {name}."
                )

    def _forms(self) -> str:
        return ", ".join(f'"{form}"' for form in (self.schema.id, *self.schema.companions))

    def _filled(self, row: RuleSchema, body: SharedCheckSchema, place: Place) -> RuleSchema:
        given = {"form": self.schema.id, "forms": self._forms()}
        given |= {k: v for k, v in body.parameters.items() if v is not None}
        given |= row.given
        lacking = [p for p in body.parameters if p not in given]
        if lacking:
            self.compiler.problems.add(self.file, (*place, "with"), f"{row.use} also needs {lacking[0]}.")
        for name in row.given:
            if name not in body.parameters:
                self.compiler.problems.add(self.file, (*place, "with"), f"{row.use} has no {name}.")
        filled = substitute({k: v for k, v in _plain(body).items() if k != "parameters"}, given)
        assert isinstance(filled, dict)
        own = {k: v for k, v in _plain(row).items() if k not in {"use", "with"}}
        return RuleSchema.model_validate({**filled, **own})


def _plain(row: RuleSchema | SharedCheckSchema) -> dict[str, object]:
    return row.model_dump(exclude_unset=True, by_alias=True, mode="json")


def _renamed(rule: Rule, renamed: str | CheckAsSchema | None) -> Rule:
    if renamed is None:
        return rule
    if isinstance(renamed, str):
        return replace(rule, id=renamed)
    severity = Severity(renamed.severity) if renamed.severity else rule.severity
    return replace(rule, id=renamed.id, severity=severity)


def build_rule(row: RuleSchema, place: Place, compiler: Compiler, file: YamlFile, words_at: str) -> Rule:
    """One compiled check."""
    for key in NEEDED:
        if not getattr(row, key):
            compiler.problems.add(file, place, f"{row.rule or row.id} has no {key}.")
    each = compiler.expression(row.each, file, (*place, "each"))
    if each is not None:
        if each.type.kind != "list":
            compiler.problems.add(file, (*place, "each"), f"{row.each} is not a list.")
        compiler = compiler.with_variable(row.each_as or "item", each.type.item or ANY)
    if bool(row.holds) == bool(row.flag):
        compiler.problems.add(file, place, f"{row.id} needs either `holds` or `flag`.")
    kind, _, target = row.fix.partition(" ")
    if row.fix and kind not in FIX_KINDS:
        compiler.problems.add(file, (*place, "fix"), "A fix is written `answer PATH` or `paper REQUIREMENT`.")
    return Rule(
        id=row.id,
        rule=row.rule or row.id,
        severity=Severity(row.severity or "info"),
        severities=_severities(row, place, compiler, file),
        group=row.group,
        when=compiler.condition(row.when, file, (*place, "when")),
        each=each,
        variable=row.each_as or "item",
        holds=compiler.condition(row.holds, file, (*place, "holds")),
        flag=compiler.condition(row.flag, file, (*place, "flag")),
        sources=compiler.expression(row.sources, file, (*place, "sources")),
        says=compiler.template(row.says, file, (*place, "says"), row.slots),
        do=compiler.template(row.do, file, (*place, "do"), row.slots),
        fix_kind=kind,
        fix_target=target,
        source=Authority(row.authority, row.read_on, row.url, row.mark),
        words_at=words_at,
    )


def _severities(
    row: RuleSchema, place: Place, compiler: Compiler, file: YamlFile
) -> tuple[tuple[Node, Severity], ...]:
    found = []
    for j, other in enumerate(row.severities):
        when = compiler.condition(other.when, file, (*place, "severities", j, "when"))
        if when is not None:
            found.append((when, Severity(other.severity)))
    return tuple(found)
