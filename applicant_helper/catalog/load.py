"""The catalogue below one root: the vocabulary and the tables at once, each form when it is asked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from pydantic import BaseModel

from applicant_helper.catalog.catalogue import Catalog
from applicant_helper.catalog.models import Form, PovertyTable
from applicant_helper.catalog.problems import DATA_FAULTY, CatalogFaulty, DataProblem, DataProblems
from applicant_helper.catalog.reading import DataFolder
from applicant_helper.catalog.schemas import PostsSchema, PovertySchema, TpsSchema
from applicant_helper.catalog.shared import SharedData
from applicant_helper.catalog.shelf import FormShelf
from applicant_helper.catalog.vocabulary_file import load_vocabulary
from applicant_helper.catalog.where import data_root
from applicant_helper.catalog.yamlfile import YamlRefused
from applicant_helper.core.errors import fill

TABLES: Mapping[str, tuple[Path, type[BaseModel], str]] = {
    "posts": (Path("forms/us/tables/visa-posts.yaml"), PostsSchema, "posts"),
    "tps": (Path("forms/us/tables/tps.yaml"), TpsSchema, "designations"),
}
POVERTY = Path("forms/us/tables/poverty-guidelines.yaml")


def load_catalog(root: Path | None = None) -> Catalog:
    """The whole catalogue. Raises CatalogFaulty when the vocabulary or a table has a problem."""
    problems = DataProblems()
    catalog, _ = _open(root or data_root(), problems)
    if problems.found:
        params = {"count": str(len(problems.found)), "first": str(problems.found[0])}
        raise CatalogFaulty("catalog", DATA_FAULTY, params)
    return catalog


def examine(root: Path) -> tuple[Catalog | None, Mapping[str, Form], tuple[DataProblem, ...]]:
    """The catalogue, every form as far as it could be built, and every problem found."""
    problems = DataProblems()
    try:
        catalog, shelf = _open(root, problems)
        forms = shelf.examined()
    except YamlRefused as refused:
        line = int(refused.params.get("line", "1"))
        sentence = fill(refused.message, refused.params)
        found = DataProblem(refused.params.get("name", ""), line, sentence)
        return None, {}, (*problems.found, found)
    return catalog, forms, tuple(problems.found)


def _open(root: Path, problems: DataProblems) -> tuple[Catalog, FormShelf]:
    folder = DataFolder(root, problems)
    vocabulary, _ = load_vocabulary(root / "forms" / "vocabulary.yaml", problems)
    shared = SharedData(folder, vocabulary)
    shelf = FormShelf(folder, shared)
    return Catalog(vocabulary, shelf, shared, _poverty(folder), Tables(folder)), shelf


class Tables(Mapping[str, object]):
    """Official tables by name, each read when a condition first looks into it."""

    def __init__(self, folder: DataFolder) -> None:
        self.folder = folder
        self._read: dict[str, object] = {}

    def __getitem__(self, name: str) -> object:
        if name not in self._read:
            path, shape, key = TABLES[name]
            found = self.folder.read(path, shape) if self.folder.has(path) else None
            self._read[name] = getattr(found[0], key) if found is not None else None
        return self._read[name]

    def __iter__(self) -> Iterator[str]:
        return iter(TABLES)

    def __len__(self) -> int:
        return len(TABLES)


def _poverty(folder: DataFolder) -> PovertyTable | None:
    read = folder.read(POVERTY, PovertySchema) if folder.has(POVERTY) else None
    if read is None:
        return None
    rows = sorted((r.since, r.first, r.step) for r in read[0].rows)
    return PovertyTable(tuple(rows), read[0].authority)
