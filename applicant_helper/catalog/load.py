"""Loads every data file once, validated and compiled; `load_catalog` is the only way in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from applicant_helper.catalog.checklists import ChecklistBuilder, build_papers, build_sections, substitute
from applicant_helper.catalog.compile import Compiler
from applicant_helper.catalog.forms import build_form, build_rule
from applicant_helper.catalog.models import Catalog, Form, Paper, PovertyTable, Rule
from applicant_helper.catalog.problems import DATA_FAULTY, CatalogFaulty, DataProblem, DataProblems
from applicant_helper.catalog.schemas import (
    AgencySchema,
    ChecklistSchema,
    EvidenceFile,
    FormSchema,
    PovertySchema,
    RuleSchema,
    SharedSchema,
)
from applicant_helper.catalog.vocabulary_file import load_vocabulary
from applicant_helper.catalog.where import data_root
from applicant_helper.catalog.yamlfile import YamlFile, YamlRefused, read_yaml
from applicant_helper.core.errors import fill

Shape = TypeVar("Shape", bound=BaseModel)


def load_catalog(root: Path | None = None) -> Catalog:
    """The whole catalogue. Raises CatalogFaulty when any data file has a problem."""
    catalog, problems = examine(root or data_root())
    if problems or catalog is None:
        first = str(problems[0]) if problems else ""
        raise CatalogFaulty("catalog", DATA_FAULTY, {"count": str(len(problems)), "first": first})
    return catalog


def examine(root: Path) -> tuple[Catalog | None, tuple[DataProblem, ...]]:
    """The catalogue as far as it could be built, and every problem found."""
    loader = _Loader(root)
    try:
        catalog = loader.load()
    except YamlRefused as refused:
        line = int(refused.params.get("line", "1"))
        sentence = fill(refused.message, refused.params)
        found = DataProblem(refused.params.get("name", ""), line, sentence)
        return None, (*loader.problems.found, found)
    return catalog, tuple(loader.problems.found)


class _Loader:
    def __init__(self, root: Path) -> None:
        self.root = root
        self.problems = DataProblems()

    def load(self) -> Catalog:
        """Everything below `forms/` and `checklists/`."""
        vocabulary, _ = load_vocabulary(self.root / "forms" / "vocabulary.yaml", self.problems)
        papers: dict[str, Paper] = {}
        evidence = self.root / "checklists" / "common" / "evidence.yaml"
        found = self._read(evidence, EvidenceFile)
        if found is not None:
            papers = build_papers(found[0].papers, found[1], vocabulary, self.problems)
        shared = {}
        for path in self._files(self.root / "checklists" / "common"):
            if path != evidence and (body := self._read(path, SharedSchema)) is not None:
                shared[body[0].id] = body[0]
        checklists = self._checklists()
        forms: dict[str, Form] = {}
        for path in self._form_files():
            read = self._read(path, FormSchema)
            if read is None:
                continue
            form, compiler = build_form(read[0], read[1], vocabulary, self.problems)
            form = replace(form, rules=(*form.rules, *self._agency_rules(form, compiler)))
            if form.id in checklists:
                schema, file = checklists.pop(form.id)
                builder = ChecklistBuilder(file, compiler, papers, shared)
                form = replace(form, sections=build_sections(schema), requirements=builder.build(schema))
            forms[form.id] = form
        for schema, file in checklists.values():
            self.problems.add(file, ("form",), f"There is no form {schema.form}.")
        return Catalog(vocabulary, forms, papers, self._poverty(), _contexts(papers))

    def _agency_rules(self, form: Form, compiler: Compiler) -> Iterable[Rule]:
        """The rules of the form's agency, but those of a group that the form checks itself."""
        own = {r.group for r in form.rules if r.group}
        for path in self._files(self.root / "forms" / "common"):
            read = self._read(path, AgencySchema)
            if read is None or read[0].agency != form.agency:
                continue
            for i, row in enumerate(read[0].rules):
                if row.group not in own:
                    filled = RuleSchema.model_validate(
                        substitute(
                            row.model_dump(exclude_unset=True, by_alias=True, mode="json"), {"form": form.id}
                        )
                    )
                    yield build_rule(filled, ("rules", i), compiler, read[1], read[0].id)

    def _checklists(self) -> dict[str, tuple[ChecklistSchema, YamlFile]]:
        found = {}
        common = self.root / "checklists" / "common"
        for path in self._files(self.root / "checklists"):
            if common in path.parents:
                continue
            read = self._read(path, ChecklistSchema)
            if read is not None:
                found[read[0].form] = read
        return found

    def _form_files(self) -> Iterable[Path]:
        forms = self.root / "forms"
        skip = {forms / "destinations", forms / "common", forms / "reading"}
        for path in self._files(forms):
            is_table = path.parent.name == "tables"
            if path.name != "vocabulary.yaml" and not is_table and not skip.intersection(path.parents):
                yield path

    def _files(self, folder: Path) -> list[Path]:
        return sorted(folder.rglob("*.yaml"))

    def _poverty(self) -> PovertyTable | None:
        read = self._read(self.root / "forms" / "us" / "tables" / "poverty-guidelines.yaml", PovertySchema)
        if read is None:
            return None
        rows = sorted((r.since, r.first, r.step) for r in read[0].rows)
        return PovertyTable(tuple(rows), read[0].authority)

    def _read(self, path: Path, shape: type[Shape]) -> tuple[Shape, YamlFile] | None:
        file = read_yaml(path)
        file = YamlFile(path.relative_to(self.root).as_posix(), file.value, file.lines)
        try:
            return shape.model_validate(file.value), file
        except ValidationError as refused:
            for error in refused.errors():
                place = tuple(p for p in error["loc"] if isinstance(p, (str, int)))
                where = ".".join(str(p) for p in place)
                self.problems.add(file, place, f"{where}: {error['msg']}.")
            return None


def _contexts(papers: Mapping[str, Paper]) -> dict[str, str]:
    """Where each text of the evidence list stands, for its translation."""
    contexts = {}
    for paper in papers.values():
        contexts[paper.label] = f"common/evidence/papers.{paper.id}.label"
        for i, where in enumerate(paper.where, start=1):
            contexts[where.lacks] = f"common/evidence/papers.{paper.id}.where.{i}.lacks"
    return contexts
