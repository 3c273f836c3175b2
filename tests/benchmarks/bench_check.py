"""Prints what a check of a large case costs: `python -m tests.benchmarks.bench_check`."""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable
from datetime import date
from typing import Any

from applicant_helper.catalog.load import load_catalog
from applicant_helper.checks import check_case
from applicant_helper.core.casefile import read_case
from tests.scenarios.loader import base

PAPERS = 500
KINDS = ("bank_statement", "lease", "tax_transcript", "utility_bill", "pay_stub")


def large_case() -> dict[str, Any]:
    """A couple's case with 500 papers that make 1,000 statements."""
    raw = base("us-n-400", "base-three-year")
    rows = raw["documents"]
    number = len(rows)
    while number < PAPERS:
        kind = KINDS[number % len(KINDS)]
        says = {"legal_name": "TRAN, MINH ANH", "date_of_birth": "02/11/1990"}
        rows.append(
            {"id": f"p{number}", "kind": kind, "about": "minh", "meets": ["n400_marital_union"], "says": says}
        )
        number += 1
    return raw


def cpu_ms(work: Callable[[], object], runs: int = 9) -> tuple[float, float]:
    """Best and median CPU milliseconds."""
    times = []
    for _ in range(runs):
        start = time.process_time()
        work()
        times.append((time.process_time() - start) * 1000)
    return min(times), statistics.median(times)


def main() -> None:
    """Run and print."""
    catalog = load_catalog()
    raw = large_case()
    case, problems = read_case(raw, catalog.vocabulary)
    assert not problems
    statements = sum(len(d.statements) for d in case.documents)
    rows = {
        "load the catalogue": cpu_ms(load_catalog, 5),
        "read the case file": cpu_ms(lambda: read_case(raw, catalog.vocabulary)),
        "check": cpu_ms(lambda: check_case(case, catalog, date(2026, 11, 23))),
    }
    sys.stdout.write(f"{len(case.documents)} papers, {statements} statements; CPU ms, best and median\n")
    for name, (best, median) in rows.items():
        sys.stdout.write(f"{name:22} {best:8.1f} {median:8.1f}\n")


if __name__ == "__main__":
    main()
