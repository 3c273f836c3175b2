"""`read`: what papers are and state, without a case; its JSON has always the same keys."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from tests.commands.test_commands import run
from tests.packet import inputs
from tests.reading import bombs, formmaps, hybrid, passports
from tests.service.test_intake import drawn

KEYS = {
    "path",
    "sha256",
    "kind",
    "confidence",
    "kinds",
    "pages",
    "form",
    "edition",
    "barcodes",
    "signatures",
    "blanks",
    "statements",
    "notes",
    "pages_without_text",
}
STATEMENT = {"fact", "value", "as_written", "page", "box", "how", "confidence", "candidates", "label"}
HOSTILE = "\x1b[31mred \u202eevil\u2066 [bold]x[/bold]"


@pytest.fixture(scope="module")
def box(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A passport with its lines as text, a form with fields, a lease with odd signs in its name, a broken file."""
    folder = tmp_path_factory.mktemp("box")
    lines = passports.made_up(7).lines
    drawn(folder / "a passport.pdf", "PASSPORT", "Republic of Nowhere", *lines)
    (folder / "b form.pdf").write_bytes(hybrid.draw(formmaps.fields(), values=formmaps.values()).getvalue())
    drawn(
        folder / "c lease [bold]x \u202efdp.pdf",
        f"Residential lease agreement {HOSTILE}",
        "Tenant: Ana",
    )
    bombs.cut_short(folder / "d broken.jpg")
    (folder / "notes.txt").write_text("not a paper")
    return folder


def read(home: Path, *args: str) -> tuple[int, list[dict[str, Any]], str]:
    """Exit status, the rows, and the whole output."""
    done = run(home, "read", "--json", "--no-ocr", *args)
    return done.returncode, json.loads(done.stdout), done.stdout


def test_each_file_has_the_same_keys(tmp_path: Path, box: Path) -> None:
    status, rows, raw = read(tmp_path, str(box))
    assert status == 3
    assert [Path(r["path"]).name[0] for r in rows] == ["a", "b", "c", "d"]
    for row in rows[:3]:
        assert set(row) == KEYS
        assert all(set(s) == STATEMENT for s in row["statements"])
    assert set(rows[3]) == {"path", "refused"}
    assert rows[3]["refused"]["code"] == "damaged-image"
    assert not set("\x1b\u202e\u2066") & set(raw)


def test_statements_say_what_where_and_how(tmp_path: Path, box: Path) -> None:
    _status, (row,), _raw = read(tmp_path, str(box / "a passport.pdf"))
    truth = passports.made_up(7)
    assert row["kind"] == "passport"
    said = {s["fact"]: s for s in row["statements"]}
    assert said["date_of_birth"]["value"] == truth.birth
    assert said["date_of_birth"]["how"] == "passport_zone"
    assert said["date_of_birth"]["page"] == 1
    left, top, right, bottom = said["date_of_birth"]["box"]
    assert 0 < left < right < 612 and 0 < top < bottom < 792
    assert (row["pages"], row["pages_without_text"], row["form"]) == (1, [], None)
    assert len(row["sha256"]) == 64


def test_a_form_without_a_map_states_its_form_and_edition_only(tmp_path: Path, box: Path) -> None:
    _status, (row,), _raw = read(tmp_path, str(box / "b form.pdf"))
    assert (row["form"], row["edition"]) == (formmaps.FORM, formmaps.EDITION)
    assert [(b["page"], b["form"], b["form_page"]) for b in row["barcodes"]] == [
        (1, formmaps.FORM, 1),
        (2, formmaps.FORM, 2),
    ]
    assert {s["fact"] for s in row["statements"]} <= {"document.edition", "document.page_editions"}
    assert row["notes"]
    assert all(set(n) == {"code", "message", "page"} for n in row["notes"])


def test_without_json_it_says_so_in_lines_where_nothing_acts(tmp_path: Path, box: Path) -> None:
    done = run(tmp_path, "read", "--no-ocr", str(box))
    assert done.returncode == 3
    assert "a passport.pdf, 1 page: Passport" in done.stdout
    assert re.search(r"Date of birth: \d+ \w+ \d{4} \(page 1\)", done.stdout)
    assert "c lease [bold]x fdp.pdf" in done.stdout
    assert not set("\x1b\u202e\u2066") & set(done.stdout + done.stderr)
    assert "d broken.jpg" in done.stderr


def test_all_well_is_exit_status_zero_and_nothing_is_kept(tmp_path: Path, box: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    before = {p: p.read_bytes() for p in box.iterdir()}
    assert run(home, "read", "--no-ocr", str(box / "a passport.pdf")).returncode == 0
    assert [p for p in home.rglob("*") if p.is_file()] == []
    assert {p: p.read_bytes() for p in box.iterdir()} == before


@pytest.mark.parametrize(
    ("args", "status", "words"),
    [
        ([], 2, "PATH"),
        (["gone.pdf"], 3, "There is no file at gone.pdf"),
        (["~nobody-of-that-name/x.pdf"], 3, "There is no file at"),
    ],
)
def test_what_cannot_be_read_is_told_with_its_status(
    tmp_path: Path, args: list[str], status: int, words: str
) -> None:
    done = run(tmp_path, "read", *args)
    assert done.returncode == status
    assert words in done.stderr


def test_an_empty_folder_is_an_empty_list(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    assert read(tmp_path, str(tmp_path / "empty"))[:2] == (0, [])


def test_a_name_that_is_not_unicode_is_printed(tmp_path: Path) -> None:
    import os
    import sys

    if sys.platform != "linux":
        pytest.skip("other systems keep file names as Unicode")
    inputs.pages(tmp_path / os.fsdecode(b"acta\xff.pdf"))
    status, (row,), _raw = read(tmp_path, str(tmp_path))
    assert status == 0
    assert row["path"].endswith("acta\ufffd.pdf")


def test_json_is_english_in_every_language(tmp_path: Path, box: Path) -> None:
    english = run(tmp_path, "read", "--json", "--no-ocr", str(box / "b form.pdf")).stdout
    other = run(tmp_path, "--lang", "es", "read", "--json", "--no-ocr", str(box / "b form.pdf")).stdout
    assert json.loads(english) == json.loads(other)


def test_differences_are_told_beside_the_papers(tmp_path: Path) -> None:
    lines = passports.made_up(7).lines
    drawn(tmp_path / "a.pdf", "PASSPORT", *lines)
    drawn(tmp_path / "b \u202e.pdf", "PASSPORT", *lines)
    done = run(tmp_path, "read", "--json", "--no-ocr", "--compare", str(tmp_path))
    whole = json.loads(done.stdout)
    assert set(whole) == {"papers", "differences", "agreements"}
    assert (len(whole["papers"]), whole["differences"]) == (2, [])
    assert whole["agreements"] > 0
    assert "\u202e" not in done.stdout
