"""Prints what a check of a family's forms costs, and reading the forms: `python -m tests.benchmarks.bench_family`."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from datetime import date
from typing import Any

from applicant_helper.catalog.lint import lint
from applicant_helper.catalog.load import load_catalog
from applicant_helper.catalog.where import data_root
from applicant_helper.checks import check_case
from applicant_helper.core.casefile import read_case
from tests.benchmarks.bench_check import cpu_ms
from tests.scenarios.loader import base

PAPERS = 60
DAY = date(2026, 11, 23)


def family_case() -> dict[str, Any]:
    """Six forms of a couple with 60 papers; the further ones are of the kinds that couples have many of."""
    raw = base("family", "marriage")
    rows = raw["documents"]
    kinds = ("bank_statement", "utility_bill", "photo_set", "pay_stub")
    while len(rows) < PAPERS:
        number = len(rows)
        rows.append(
            {
                "id": f"more-{number}",
                "kind": kinds[number % len(kinds)],
                "about": ["ruth", "joao"],
                "covers": {"from": "2026-01-01", "to": "2026-03-31"},
                "meets": ["us/i-130#i130_bona_fide", "us/i-485#i485_bona_fide"],
                "says": {"ruth.legal_name": "RUTH E ABERNATHY", "joao.legal_name": "JOAO TEIXEIRA LOBO"},
            }
        )
    return raw


def figures() -> Mapping[str, tuple[float, float]]:
    """Name to best and median CPU milliseconds."""
    catalog = load_catalog()
    raw = family_case()
    case, problems = read_case(raw, catalog.vocabulary)
    assert not problems
    check_case(case, catalog, DAY)

    def one_form() -> None:
        shelf = load_catalog().forms
        shelf.shared.questions, shelf.shared.checks, shelf.shared.papers, shelf.shared.bodies  # noqa: B018
        shelf.shared.agency("us", "uscis")
        started[0] = cpu_ms(lambda: shelf["us/i-485"], 1)

    started = [(0.0, 0.0)]
    one_form()
    return {
        "check six forms, 60 papers": cpu_ms(lambda: check_case(case, catalog, DAY)),
        "read one form, shared files at hand": started[0],
        "open the catalogue": cpu_ms(load_catalog, 5),
        "open it and read one form": cpu_ms(lambda: load_catalog().form("us/i-485"), 5),
        "lint all forms": cpu_ms(lambda: lint(data_root()), 3),
        "headings of all forms": cpu_ms(lambda: load_catalog().heads(), 5),
    }


def main() -> None:
    """Run and print."""
    sys.stdout.write("CPU ms, best and median\n")
    for name, (best, median) in figures().items():
        sys.stdout.write(f"{name:38} {best:8.1f} {median:8.1f}\n")


if __name__ == "__main__":
    main()
