"""Files read one after another by one child: what each is and says; trouble and a stop stay where they are."""

from __future__ import annotations

import time
from datetime import date
from pathlib import Path

import pytest

from applicant_helper.catalog.load import load_catalog
from applicant_helper.reading.kinds import KindGuess
from applicant_helper.reading.paper import Books, PaperReading, as_kind, named, of_gathered, read_many
from tests.packet import inputs
from tests.reading import bombs, formmaps, hybrid, passports
from tests.reading.test_gather import scan
from tests.service.test_intake import drawn

BOOKS = Books(load_catalog(), date(2026, 11, 25), date(2026, 11, 25))


def read(*paths: Path) -> list[PaperReading]:
    return list(read_many(paths, BOOKS))


def test_a_mixed_batch_is_read_in_order(tmp_path: Path) -> None:
    truth = passports.made_up(11)
    drawn(tmp_path / "p.pdf", "PASSPORT", *truth.lines)
    (tmp_path / "f.pdf").write_bytes(hybrid.draw(formmaps.fields(), values=formmaps.values()).getvalue())
    paths = [
        drawn(tmp_path / "l.pdf", "Residential lease agreement", "Landlord and tenant", "monthly rent"),
        tmp_path / "p.pdf",
        inputs.picture(tmp_path / "i.png", size=(900, 200)),
        tmp_path / "f.pdf",
        bombs.cut_short(tmp_path / "x.jpg"),
        scan(tmp_path / "s.png", "N-400|01/20/25|4"),
    ]
    lease, passport, picture, form, broken, page = read(*paths)
    assert lease.guesses[0].kind == "lease"
    assert passport.guesses[0].kind == "passport"
    assert {p.fact: p.value for p in passport.proposals}["date_of_birth"] == truth.birth
    assert (picture.proposals, picture.without_text) == ((), (1,))
    assert form.form is not None and (form.form.form, form.form.has_map) == (formmaps.FORM, False)
    assert broken.look.refusal is not None and broken.pages == ()
    assert page.form is not None and (page.form.form, page.form.edition) == ("N-400", "2025-01-20")
    assert page.guesses[0].kind == "official_form"
    assert [r.look.path for r in (lease, passport, picture, form, broken, page)] == paths


def test_the_same_input_means_the_same(tmp_path: Path) -> None:
    drawn(tmp_path / "p.pdf", "PASSPORT", *passports.made_up(12).lines)
    (reading,) = read(tmp_path / "p.pdf")
    assert of_gathered(reading.gathered, BOOKS) == reading


def test_a_paper_read_in_part_says_so_and_the_next_is_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("applicant_helper.reading.paper.WORKER", "tests.reading.gather_double")
    monkeypatch.setattr("applicant_helper.reading.asking.SECONDS", 2.0)
    bad, refused, good = read(
        inputs.pages(tmp_path / "hang-pages.pdf"),
        inputs.pages(tmp_path / "crash-look.pdf"),
        inputs.pages(tmp_path / "good.pdf"),
    )
    assert [(n.code, dict(n.params)) for n in bad.notes] == [("read-in-part", {"name": "hang-pages.pdf"})]
    assert refused.look.refusal is not None
    assert (good.notes, good.pages[0].text()) == ((), "page 1")


def test_a_stop_between_files_and_within_one_ends_the_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("applicant_helper.reading.paper.WORKER", "tests.reading.gather_double")
    paths = [inputs.pages(tmp_path / "a.pdf"), inputs.pages(tmp_path / "hang-pages.pdf")]
    seen: list[PaperReading] = []
    assert list(read_many(paths, BOOKS, cancelled=lambda: True)) == []
    began: list[float] = []

    def stopped() -> bool:
        return bool(began) and time.monotonic() - began[0] > 0.5

    for reading in read_many(paths, BOOKS, cancelled=stopped):
        seen.append(reading)
        began.append(time.monotonic())
    assert [r.look.path for r in seen] == paths[:1]
    assert time.monotonic() - began[0] < 10


def test_a_kind_the_person_chose_is_read_for(tmp_path: Path) -> None:
    drawn(tmp_path / "x.pdf", "A-Number: A219-555-123", "Resident Since: 02/10/2023")
    (reading,) = read(tmp_path / "x.pdf")
    assert reading.proposals == ()
    chosen = as_kind(reading, "permanent_resident_card", BOOKS)
    assert {p.fact for p in chosen.proposals} >= {"a_number"}
    assert chosen.guesses == reading.guesses
    assert as_kind(reading, "", BOOKS) is reading
    assert as_kind(reading, "no_such_kind", BOOKS).proposals == ()


def test_a_refused_file_means_nothing_whatever_kind_is_chosen(tmp_path: Path) -> None:
    (reading,) = read(bombs.cut_short(tmp_path / "x.jpg"))
    assert as_kind(reading, "passport", BOOKS) == reading
    assert reading.guesses == tuple[KindGuess, ...]()


def test_a_reading_goes_by_the_name_the_person_knows(tmp_path: Path) -> None:
    (reading,) = read(inputs.pages(tmp_path / "x.pdf"))
    known = named(reading, "acta\n\x1bde \u202eAna.pdf")
    assert known.look.original_name == known.gathered.look.original_name == "acta de Ana.pdf"
    assert known.look.path == reading.look.path
