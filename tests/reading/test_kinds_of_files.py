"""Kinds and statements of real PDF files, through the guarded child and the text layer."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from applicant_helper.catalog.load import load_catalog
from applicant_helper.reading.paper import Books, read_many
from tests.reading.papers import HELD_OUT, make_papers, write_pdf

LATIN = frozenset(("en", "es", "pt", "fr"))


def test_files_are_told_apart_and_their_statements_found(tmp_path: Path) -> None:
    made = [m for m in make_papers(HELD_OUT, 90, seed=31) if m.language in LATIN][:40]
    paths = [write_pdf(m, tmp_path / f"scan{n:03}.pdf") for n, m in enumerate(made)]
    books = Books(load_catalog(), date(2026, 11, 26), date(2026, 11, 26))
    right = found = wanted = 0
    for paper, reading in zip(made, read_many(paths, books), strict=True):
        right += bool(reading.guesses) and reading.guesses[0].kind == paper.kind
        written = {p.fact: p.as_written.strip(" .,") for p in reading.proposals}
        wanted += len(paper.truth)
        found += sum(written.get(fact) == value for fact, value in paper.truth)
    assert right >= 38
    assert found >= 0.8 * wanted
