"""Prints what guesses of kinds and proposed statements cost, and how often they are right.

`python -m tests.benchmarks.bench_kinds`
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import replace

from applicant_helper.catalog.load import load_catalog
from applicant_helper.catalog.readingdata import load_reading_data
from applicant_helper.reading.kinds import guess_kind
from applicant_helper.reading.kindwords import kind_index
from applicant_helper.reading.statements import propose
from tests.reading.papers import HELD_OUT, TUNING, Made, make_papers

SURE = 0.6


def milliseconds(work: Callable[[], object]) -> float:
    """CPU milliseconds of one run."""
    start = time.process_time()
    work()
    return (time.process_time() - start) * 1000


def two_pages(made: Made) -> Made:
    """The paper with its page filled up to 350 words and a second such page."""
    page = made.evidence.pages[0]
    low = max(w.box[3] for w in page.words) + 20
    filler = [
        replace(w, box=(w.box[0], w.box[1] + low * n, w.box[2], w.box[3] + low * n))
        for n in range(1, 1 + max(1, 350 // len(page.words)))
        for w in page.words
    ]
    full = replace(page, words=(*page.words, *filler))
    return replace(made, evidence=replace(made.evidence, pages=(full, replace(full, number=2))))


def report(name: str, papers: Sequence[Made]) -> None:
    """One line: how often right, and how often a sure guess is wrong."""
    kinds = [[(g.kind, g.score) for g in guess_kind(m.evidence)] for m in papers]
    count = len(papers)
    first = sum(bool(k) and k[0][0] == m.kind for k, m in zip(kinds, papers, strict=True))
    third = sum(m.kind in [kind for kind, _ in k[:3]] for k, m in zip(kinds, papers, strict=True))
    sure = [(k[0][0], m.kind) for k, m in zip(kinds, papers, strict=True) if k and k[0][1] >= SURE]
    wrong = sum(a != b for a, b in sure)
    sys.stdout.write(
        f"{name:24} top-1 {first / count:6.1%}  top-3 {third / count:6.1%}  shown as sure {len(sure) / count:6.1%}"
        f"  wrong among the sure {wrong / max(1, len(sure)):5.1%}"
        f"  ({count} papers, {len({m.kind for m in papers})} kinds)\n"
    )


def main() -> None:
    """Run and print."""
    vocabulary = load_catalog().vocabulary
    sys.stdout.write(f"load the data            {milliseconds(load_reading_data):8.1f} ms, once\n")
    sys.stdout.write(
        f"prepare it               {milliseconds(lambda: kind_index(load_reading_data())):8.1f} ms, once\n"
    )
    for misread in (0.0, 0.02):
        report(f"tuned on, misread {misread:.0%}", make_papers(TUNING, 500, 21, misread))
        report(f"not tuned on, {misread:.0%}", make_papers(HELD_OUT, 320, 22, misread))
    full = [two_pages(m) for m in make_papers(HELD_OUT, 150, 23)]
    words = sum(len(p.words) for m in full for p in m.evidence.pages) / len(full)
    guess = milliseconds(lambda: [guess_kind(m.evidence) for m in full]) / len(full)
    state = milliseconds(lambda: [propose(vocabulary.kinds[m.kind], m.evidence.pages) for m in full]) / len(
        full
    )
    sys.stdout.write(f"guess, 2 pages           {guess:8.1f} ms a paper of {words:.0f} words\n")
    sys.stdout.write(f"statements, 2 pages      {state:8.1f} ms a paper\n")


if __name__ == "__main__":
    main()
