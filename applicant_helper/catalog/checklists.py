"""A validated checklist file to compiled requirements, shared bodies filled in."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from applicant_helper.catalog.compile import Compiler
from applicant_helper.catalog.models import (
    Authority,
    Covers,
    Option,
    Paper,
    Piece,
    Requirement,
    Section,
    Where,
)
from applicant_helper.catalog.problems import DataProblems
from applicant_helper.catalog.schemas import (
    ChecklistSchema,
    OptionSchema,
    PaperSchema,
    PartSchema,
    RequirementSchema,
    SharedSchema,
)
from applicant_helper.catalog.yamlfile import Place, YamlFile
from applicant_helper.core.expr.nodes import Node
from applicant_helper.core.vocabulary import FieldType, Vocabulary

DOCUMENT = FieldType("record", record="document")
ANY = FieldType("any")
Shared = Mapping[str, SharedSchema]
PARAMETER = re.compile(r"\$([a-z_]+)")


def build_papers(
    schemas: Mapping[str, PaperSchema],
    file: YamlFile,
    vocabulary: Vocabulary,
    problems: DataProblems,
    of_form: Compiler | None = None,
) -> dict[str, Paper]:
    """The papers that checklists name, compiled; those of one form may use what that form computes."""
    compiler = of_form or Compiler(vocabulary, frozenset(vocabulary.roles), problems)
    compiler = compiler.with_variable("d", DOCUMENT)
    papers = {}
    for paper_id, row in schemas.items():
        place: Place = ("papers", paper_id)
        for kind in row.kinds:
            if kind not in vocabulary.kinds:
                problems.add(file, (*place, "kinds"), f"{kind} is not a kind of paper.")
        where = []
        for i, condition in enumerate(row.where):
            node = compiler.condition(condition.holds, file, (*place, "where", i, "holds"))
            if node is not None:
                where.append(Where(node, condition.lacks))
        papers[paper_id] = Paper(paper_id, row.label, frozenset(row.kinds), tuple(where), row.count, row.role)
    return papers


def build_sections(schema: ChecklistSchema) -> tuple[Section, ...]:
    """The checklist's headings."""
    return tuple(Section(s.id, s.title) for s in schema.sections)


class ChecklistBuilder:
    """Compiles the requirements of one checklist."""

    def __init__(
        self, file: YamlFile, compiler: Compiler, papers: Mapping[str, Paper], shared: Shared
    ) -> None:
        self.file = file
        self.compiler = compiler
        self.problems = compiler.problems
        self.papers = papers
        self.shared = shared

    def build(self, schema: ChecklistSchema) -> tuple[Requirement, ...]:
        """Every requirement in the order of the file."""
        sections = {s.id for s in schema.sections}
        rows = []
        for i, row in enumerate(schema.requirements):
            if row.section not in sections:
                self.problems.add(self.file, ("requirements", i), f"No section is called {row.section}.")
            rows.append(self._requirement(self._filled(row, i), ("requirements", i)))
        return tuple(rows)

    def _filled(self, row: RequirementSchema, i: int) -> RequirementSchema:
        if not row.use:
            return row
        shared = self.shared.get(row.use)
        if shared is None:
            self.problems.add(self.file, ("requirements", i, "use"), f"There is no shared {row.use}.")
            return row
        lacking = [p for p in shared.parameters if p not in row.given]
        if lacking:
            self.problems.add(self.file, ("requirements", i, "with"), f"{row.use} also needs {lacking[0]}.")
            return row
        body = shared.requirement.model_dump(exclude_unset=True, by_alias=True, mode="json")
        filled = substitute(body, row.given)
        assert isinstance(filled, dict)
        own = row.model_dump(exclude_unset=True, by_alias=True, mode="json")
        return RequirementSchema.model_validate({**filled, **own})

    def _requirement(self, row: RequirementSchema, place: Place) -> Requirement:
        each = self.compiler.expression(row.each, self.file, (*place, "each"))
        inner = self.compiler
        if each is not None:
            inner = inner.with_variable(row.each_as or "item", each.type.item or ANY)
        self._check_texts(row, place)
        source = Authority(row.authority, row.read_on or date.min, row.url, row.mark)
        return Requirement(
            id=row.id,
            section=row.section,
            label=row.label,
            why=row.why,
            steps=row.steps,
            group=row.group,
            when=self.compiler.condition(row.when, self.file, (*place, "when")),
            each=each,
            variable=row.each_as or "item",
            item=inner.template(row.item, self.file, (*place, "item")) if row.item else None,
            accept=tuple(self._option(o, inner, (*place, "accept", i)) for i, o in enumerate(row.accept)),
            is_translations=row.kind == "translations",
            covers=self._covers(row, place),
            within_days=row.within_days,
            ladder=row.ladder,
            is_advice=row.advice,
            source=source,
            shared=row.use,
            only_if=row.only_if,
            exhibit=row.exhibit or row.label,
            also_from=row.also_from,
        )

    def _check_texts(self, row: RequirementSchema, place: Place) -> None:
        for key in ("label", "why", "authority", "read_on"):
            if not getattr(row, key):
                self.problems.add(self.file, place, f"{row.id} has no {key}.")
        if row.kind == "papers" and not row.accept:
            self.problems.add(self.file, place, f"{row.id} accepts no paper at all.")

    def _covers(self, row: RequirementSchema, place: Place) -> Covers | None:
        if row.covers is None:
            return None
        since = self.compiler.expression(row.covers.since, self.file, (*place, "covers", "since"))
        until = self.compiler.expression(row.covers.until, self.file, (*place, "covers", "until"))
        if since is None or until is None:
            return None
        return Covers(since, until, row.covers.hole_days)

    def _option(self, row: OptionSchema, compiler: Compiler, place: Place) -> Option:
        if bool(row.all_of) == bool(row.any_of):
            self.problems.add(self.file, place, "Each way to meet a requirement has either `all` or `any`.")
        pieces = []
        for entry in row.all_of or row.any_of:
            part = entry if isinstance(entry, PartSchema) else PartSchema(paper=entry)
            paper = self.papers.get(part.paper)
            if paper is None:
                self.problems.add(self.file, place, f"No paper is called {part.paper}.")
                continue
            when: Node | None = compiler.condition(part.when, self.file, place)
            pieces.append(Piece(paper, when))
        return Option(tuple(pieces), bool(row.all_of), row.note)


def substitute(value: object, given: Mapping[str, str]) -> object:
    """Every text in `value` with `$name` parameters filled."""
    if isinstance(value, str):
        return PARAMETER.sub(lambda m: given.get(m[1], m[0]), value)
    if isinstance(value, list):
        return [substitute(v, given) for v in value]
    if isinstance(value, dict):
        return {k: substitute(v, given) for k, v in value.items()}
    return value
