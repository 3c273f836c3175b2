"""Which editions are accepted on which day, and data that contradicts itself."""

from __future__ import annotations

import shutil
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from applicant_helper.catalog.editions import FILE, State, lint_editions, load_editions
from applicant_helper.catalog.load import load_catalog
from applicant_helper.catalog.where import data_root
from applicant_helper.core.errors import fill

EDITIONS = load_editions()
LISTED = [(f, e) for f in EDITIONS.forms for e in EDITIONS.of(f)]


def test_the_table_holds_together_and_agrees_with_the_form_files() -> None:
    assert lint_editions(data_root(), load_catalog().forms.values()) == ()


@pytest.mark.parametrize(
    ("form", "edition", "on", "state", "words"),
    [
        (
            "N-400",
            "2025-01-20",
            "2026-11-26",
            State.ACCEPTED,
            "was accepted when this was last read, on 2026-10-02",
        ),
        ("I-485", "2025-01-20", "2026-09-17", State.ACCEPTED, "01/20/25"),
        ("I-485", "2025-01-20", "2026-09-18", State.REFUSED, "since 2026-09-18. USCIS moved"),
        ("I-485", "2026-09-04", "2026-09-18", State.REFUSED, "without a grace period"),
        ("I-485", "2026-09-18", "2026-09-18", State.ACCEPTED, "uscis.gov/i-485"),
        ("I-485", "2026-09-18", "2026-09-10", State.REFUSED, "accepted from 2026-09-18"),
        ("I-765", "2026-09-15", "2026-11-26", State.REFUSED, "court order of 14 September 2026"),
        ("I-765", "2025-08-21", "2026-11-26", State.ACCEPTED, "08/21/25"),
        ("I-539", "2026-09-15", "2026-11-26", State.REFUSED, "court order"),
        ("I-864", "2024-10-17", "2026-10-01", State.REFUSED, "counts as missing"),
        ("I-864EZ", "2026-08-24", "2026-11-01", State.ACCEPTED, "08/24/26"),
        ("I-589", "2026-07-28", "2026-11-01", State.ACCEPTED, "07/28/26"),
        ("I-129", "2025-01-20", "2026-10-01", State.UNKNOWN, "I don't know whether"),
        ("I-129", "2025-01-20", "2026-11-09", State.REFUSED, "9 November"),
        ("I-864W", "2019-10-15", "2026-11-01", State.REFUSED, "has not been in use since 2025-02-10"),
        ("N-400", "2027-03-01", "2027-04-01", State.UNKNOWN, "so it may be newer"),
        ("G-28", "2018-09-17", "2026-11-01", State.UNKNOWN, "Look at https://www.uscis.gov/g-28"),
        ("I-999", "2020-01-01", "2026-11-01", State.UNKNOWN, "no list of editions"),
    ],
)
def test_an_edition_is_judged_by_the_day_with_reason_and_source(
    form: str, edition: str, on: str, state: State, words: str
) -> None:
    found = EDITIONS.accepted(form, date.fromisoformat(edition), date.fromisoformat(on))
    sentence = fill(found.message, found.params)
    assert found.state is state
    assert words in sentence
    assert "{" not in sentence


def test_second_hand_knowledge_says_so() -> None:
    assert EDITIONS.accepted("I-765", date(2026, 9, 15), date(2026, 11, 1)).is_weak
    assert not EDITIONS.accepted("N-400", date(2025, 1, 20), date(2026, 11, 1)).is_weak


def test_pages_are_known_by_edition() -> None:
    assert EDITIONS.pages("N-400", date(2025, 1, 20)) == 14
    assert EDITIONS.pages("I-864", date(2026, 8, 24)) is None
    assert EDITIONS.pages("I-999", None) is None


@given(st.sampled_from(LISTED), st.integers(-400, 1200))
def test_an_edition_once_stopped_is_never_accepted_again(row: tuple[str, object], after: int) -> None:
    form, edition = row
    day = edition.date + timedelta(days=after)  # type: ignore[attr-defined]
    found = EDITIONS.accepted(form, edition.date, day)  # type: ignore[attr-defined]
    later = EDITIONS.accepted(form, edition.date, day + timedelta(days=40))  # type: ignore[attr-defined]
    assert found.is_listed
    assert (found.since is not None) == (found.state is not State.UNKNOWN)
    if found.state is State.REFUSED and found.since is not None and found.since <= day:
        assert later.state is State.REFUSED


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("until: 2026-09-17}", "until: 2024-09-17}", "before it is accepted from"),
        ("- date: 2026-09-04", "- date: 2025-01-20", "listed twice"),
        ("- form: I-90\n", "- form: I-131\n", "Form I-131 is listed twice"),
        (
            "    refused: {from: 2026-11-09}\n",
            "    refused: {from: 2026-11-09}\n    accepted: {from: 2025-01-20}\n",
            "either",
        ),
        (
            "    reason: USCIS moved Form I-485 to the 09/18/26 edition without a grace period.\n",
            "",
            "reason",
        ),
        ("pages: 14", "pages: 0", "pages"),
        ("schema: 1", "schema: 2", "schema"),
        ("agency: uscis", "agency: uscis\ncolor: red", "color"),
        (
            "accepted: {from: 2025-01-20}\n    source: Official form page and blank",
            "source: Official form page and blank",
            "N-400 differ",
        ),
    ],
)
def test_a_contradiction_is_named(tmp_path: Path, old: str, new: str, words: str) -> None:
    path = tmp_path / FILE
    path.parent.mkdir(parents=True)
    shutil.copy(data_root() / FILE, path)
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    problems = [str(p) for p in lint_editions(tmp_path, load_catalog().forms.values())]
    assert any(words in p for p in problems), problems
    assert all(p.startswith(FILE.as_posix() + ":") for p in problems)
