"""The catalogue below one root: the vocabulary and the tables at once, each form when it is asked for."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from applicant_helper.catalog.catalogue import Catalog
from applicant_helper.catalog.models import Form, PovertyTable
from applicant_helper.catalog.problems import DATA_FAULTY, CatalogFaulty, DataProblem, DataProblems
from applicant_helper.catalog.reading import DataFolder
from applicant_helper.catalog.schemas import PovertySchema
from applicant_helper.catalog.shared import SharedData
from applicant_helper.catalog.shelf import FormShelf
from applicant_helper.catalog.vocabulary_file import load_vocabulary
from applicant_helper.catalog.where import data_root
from applicant_helper.catalog.yamlfile import YamlRefused
from applicant_helper.core.errors import fill

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
    return Catalog(vocabulary, shelf, shared, _poverty(folder)), shelf


def _poverty(folder: DataFolder) -> PovertyTable | None:
    read = folder.read(POVERTY, PovertySchema) if folder.has(POVERTY) else None
    if read is None:
        return None
    rows = sorted((r.since, r.first, r.step) for r in read[0].rows)
    return PovertyTable(tuple(rows), read[0].authority)
