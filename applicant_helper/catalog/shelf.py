"""The forms of the catalogue: which there are is known at once, each is read and compiled when first asked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from applicant_helper.catalog.checklists import ChecklistBuilder, build_papers, build_sections
from applicant_helper.catalog.forms import build_form
from applicant_helper.catalog.models import Form
from applicant_helper.catalog.problems import DATA_FAULTY, CatalogFaulty, DataProblems
from applicant_helper.catalog.reading import DataFolder
from applicant_helper.catalog.rules import RuleBuilder
from applicant_helper.catalog.schemas import ChecklistSchema, FormSchema
from applicant_helper.catalog.shared import SharedData
from applicant_helper.catalog.yamlfile import parse_yaml

FORMS = Path("forms")
CHECKLISTS = Path("checklists")
NOT_FORMS = frozenset({"common", "destinations", "reading", "packages"})
HEAD_ENDS = "\nroles:"
FIRST = ("us/uscis", "us/state", "us/cbp", "ca/ircc", "uk/ukvi")
"""Whose forms are listed first; others follow."""


@dataclass(frozen=True, slots=True)
class FormHead:
    """What a form is called, without the rest of it."""

    id: str
    number: str
    title: str
    agency: str


class FormShelf(Mapping[str, Form]):
    """Forms by id, in the order of their ids. Raises CatalogFaulty for a form whose data has a problem."""

    def __init__(self, folder: DataFolder, shared: SharedData) -> None:
        self.folder = folder
        self.shared = shared
        self.problems: DataProblems = folder.problems
        self._paths = {_form_id(p): p for p in _form_files(folder)}
        self._built: dict[str, Form] = {}
        self._heads: tuple[FormHead, ...] = ()

    def __getitem__(self, form_id: str) -> Form:
        if form_id not in self._built:
            path = self._paths[form_id]
            before = len(self.problems.found)
            form = self._build(path)
            found = self.problems.found[before:]
            if form is None or found:
                first = str(found[0]) if found else form_id
                raise CatalogFaulty("catalog", DATA_FAULTY, {"count": str(len(found)), "first": first})
            self._built[form_id] = form
        return self._built[form_id]

    def __iter__(self) -> Iterator[str]:
        return iter(self._paths)

    def __len__(self) -> int:
        return len(self._paths)

    def __contains__(self, form_id: object) -> bool:
        return form_id in self._paths

    def examined(self) -> Mapping[str, Form]:
        """Every form as far as it could be built; problems are noted, nothing is raised."""
        found = {}
        for form_id, path in self._paths.items():
            form = self._built.get(form_id) or self._build(path)
            if form is not None:
                found[form_id] = form
        for path in self.folder.files(CHECKLISTS):
            if _is_form_data(path) and path not in self._checklist_paths():
                file = parse_yaml("", path.as_posix())
                self.problems.add(file, (), "There is no form file of the same name for this checklist.")
        return found

    def heads(self) -> tuple[FormHead, ...]:
        """What each form is called, those of one agency together; reads no more than the top of each file."""
        if not self._heads:
            paths = sorted(self._paths.values(), key=_order)
            self._heads = tuple(self._head(p) for p in paths)
        return self._heads

    def _checklist_paths(self) -> set[Path]:
        return {CHECKLISTS / p.relative_to(FORMS) for p in self._paths.values()}

    def _head(self, path: Path) -> FormHead:
        text = (self.folder.root / path).read_text(encoding="utf-8")
        value = parse_yaml(text.partition(HEAD_ENDS)[0], path.as_posix()).value
        row = value if isinstance(value, dict) else {}
        return FormHead(*(str(row.get(key) or "") for key in ("id", "number", "title", "agency")))

    def _build(self, path: Path) -> Form | None:
        read = self.folder.read(path, FormSchema)
        if read is None:
            return None
        schema, file = read
        if schema.id != _form_id(path):
            self.problems.add(file, ("id",), f"The id of this file must be {_form_id(path)}.")
        form, compiler = build_form(
            schema, file, self.shared.vocabulary, self.problems, self.shared.questions
        )
        builder = RuleBuilder(schema, file, compiler, self.shared.checks)
        rules = tuple(builder.own())
        groups = frozenset(r.group for r in rules if r.group)
        agency = self.shared.agency(path.parts[1], schema.agency)
        if agency is not None:
            rules = (*rules, *builder.of_agency(*agency, groups))
        checklist = CHECKLISTS / path.relative_to(FORMS)
        if not self.folder.has(checklist):
            return replace(form, rules=rules)
        listed = self.folder.read(checklist, ChecklistSchema)
        if listed is None:
            return None
        papers = dict(self.shared.papers)
        own = build_papers(listed[0].papers, listed[1], self.shared.vocabulary, self.problems, compiler)
        papers.update(own)
        lists = ChecklistBuilder(listed[1], compiler, papers, self.shared.bodies)
        requirements = lists.build(listed[0])
        if listed[0].form != schema.id:
            self.problems.add(
                listed[1], ("form",), f"There is no form {listed[0].form} beside this checklist."
            )
        return replace(
            form, rules=rules, sections=build_sections(listed[0]), requirements=requirements, papers=own
        )


def _order(path: Path) -> tuple[int, str]:
    place = "/".join(path.parts[1:3])
    return (FIRST.index(place) if place in FIRST else len(FIRST), path.stem)


def _is_form_data(path: Path) -> bool:
    return len(path.parts) == 4 and path.parts[1] not in NOT_FORMS and path.parts[2] not in {"tables", "pdf"}


def _form_files(folder: DataFolder) -> list[Path]:
    return [p for p in folder.files(FORMS) if _is_form_data(p)]


def _form_id(path: Path) -> str:
    return f"{path.parts[1]}/{path.stem}"
