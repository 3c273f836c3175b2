"""Packages: forms that are filed together, with the people they share. Read from `forms/packages/`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from pydantic import Field

from applicant_helper.catalog.models import Form
from applicant_helper.catalog.problems import DataProblem
from applicant_helper.catalog.reading import DataFolder
from applicant_helper.catalog.schemas import Sourced, Strict, Text
from applicant_helper.core.vocabulary import Vocabulary

FOLDER = Path("forms/packages")
PackageFact = bool | int | str | tuple[str, ...]


class PackageFiling(Strict):
    """One form of a package: its roles bound to the package's people, and facts that the package settles."""

    form: str
    roles: dict[str, str]
    facts: dict[str, PackageFact] = Field(default_factory=dict)


class Package(Sourced):
    """Forms that are filed together. `people` names everyone in them; `facts` hold for every form."""

    schema_: int = Field(alias="schema")
    id: str
    title: Text
    note: str = ""
    people: dict[str, Text]
    facts: dict[str, PackageFact] = Field(default_factory=dict)
    filings: tuple[PackageFiling, ...]


def load_packages(folder: DataFolder) -> tuple[Package, ...]:
    """Every package, in the order of their ids; problems are noted in the folder's list."""
    found = (folder.read(path, Package) for path in folder.files(FOLDER))
    return tuple(sorted((row[0] for row in found if row is not None), key=lambda p: p.id))


def package_problems(
    packages: tuple[Package, ...], forms: Mapping[str, Form], vocabulary: Vocabulary
) -> Iterator[DataProblem]:
    """What a package says that its forms do not know."""
    for package in packages:
        for filing in package.filings:
            for sentence in _sentences(package, filing, forms.get(filing.form), vocabulary):
                yield DataProblem(package.id, 1, sentence)


def _sentences(
    package: Package, filing: PackageFiling, form: Form | None, vocabulary: Vocabulary
) -> Iterator[str]:
    if form is None:
        yield f"There is no form {filing.form}."
        return
    for role, person in filing.roles.items():
        if role not in form.roles:
            yield f"{filing.form} has no role {role}."
        if person not in package.people:
            yield f"{person} is not among the people of this package."
    for role, is_needed in form.roles.items():
        if is_needed and role not in filing.roles:
            yield f"{filing.form} needs somebody as {role}."
    for fact, value in {**package.facts, **filing.facts}.items():
        spec = vocabulary.fact("filing", fact)
        if spec is None:
            yield f"No filing fact is called {fact}."
        elif spec.type.choices and value not in spec.type.choices:
            yield f"{value} is not an answer of {fact}."
