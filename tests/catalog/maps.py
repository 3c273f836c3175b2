"""Every reading map and, when it is there, the official file it belongs to. Shared by the tests of the maps."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest

from applicant_helper.catalog.load import load_catalog
from applicant_helper.catalog.pdfmaps import FormMap, MapRow, load_map
from applicant_helper.catalog.where import data_root
from applicant_helper.core.vocabulary import Vocabulary
from applicant_helper.reading.formfile import form_fields

OFFICIAL = Path(__file__).resolve().parents[2].parent / "shared" / "reference" / "uscis-pdfs"
EDITIONS = {
    "I-130": "2024-04-01",
    "I-130A": "2024-04-01",
    "I-131": "2025-01-20",
    "I-485": "2025-01-20",
    "I-751": "2024-04-01",
    "I-765": "2025-08-21",
    "I-864": "2024-10-17",
    "I-90": "2025-01-20",
    "N-400": "2025-01-20",
}

SIZES = {
    "I-130": (450, 12),
    "I-130A": (194, 6),
    "I-131": (339, 14),
    "I-485": (760, 24),
    "I-751": (329, 11),
    "I-765": (161, 7),
    "I-864": (219, 12),
    "I-90": (195, 7),
    "N-400": (440, 14),
}
"""Rows and pages."""


@lru_cache(maxsize=1)
def vocabulary() -> Vocabulary:
    return load_catalog(data_root()).vocabulary


@lru_cache(maxsize=16)
def the_map(form: str) -> FormMap:
    found = load_map(data_root(), form, EDITIONS[form], vocabulary())
    assert found is not None
    return found


def checks(form: str) -> list[MapRow]:
    return [r for r in the_map(form).rows if r.kind == "check"]


def row(form: str, end: str) -> MapRow:
    (found,) = [r for r in the_map(form).rows if r.field.endswith("." + end)]
    return found


def official(form: str) -> Path:
    path = OFFICIAL / f"{form.lower()}-{EDITIONS[form]}.pdf"
    if not path.is_file():
        pytest.skip(f"The official {form} is not here, so its map is not compared with it.")
    return path


@lru_cache(maxsize=16)
def official_fields(form: str) -> dict[str, dict[str, Any]]:
    with official(form).open("rb") as file:
        return {f["name"]: f for f in form_fields(file, with_labels=False)["fields"]}


def word_beside(r: MapRow, words: list[list[Any]]) -> str:
    """The first word right of a box on its line, each word being its text and then its box; no comma after it."""
    line = [w for w in words if w[1] > r.box[0] + 4 and w[2] < r.box[3] + 2 and w[4] > r.box[1] - 2]
    return str(min(line, key=lambda w: w[1])[0]).rstrip(",") if line else ""
