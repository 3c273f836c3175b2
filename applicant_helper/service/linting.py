"""Proving the data files."""

from __future__ import annotations

from pathlib import Path

from applicant_helper.catalog.lint import lint
from applicant_helper.catalog.problems import DataProblem


def lint_data(root: Path) -> tuple[DataProblem, ...]:
    """Every problem of the data below `root`; empty when the data holds together."""
    return lint(root)
