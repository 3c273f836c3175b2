"""Cases of every published format open, and migration is forward only, checked, and all or nothing."""

from __future__ import annotations

import json
import shutil
import sqlite3
from pathlib import Path

import pytest

from applicant_helper.storage import layout, migrate
from applicant_helper.storage.cases import open_case
from applicant_helper.storage.database import Database
from applicant_helper.storage.header import read_header
from applicant_helper.storage.intake import import_case
from applicant_helper.storage.keyslots import Passphrase, RecoveryCode, Secret
from applicant_helper.storage.problems import CaseDamaged
from applicant_helper.storage.protection import unlock
from applicant_helper.storage.relocate import copy_case
from applicant_helper.storage.sealer import PlainSealer, Sealer, sealer_for
from applicant_helper.storage.store import CaseStore
from tests.storage.helpers import NOW, RECORDS, closed_case, files_under, later, reopen
from tests.storage.protected import CODE, PASSPHRASE, code_key

SEALED = Path(__file__).parent / "golden" / "sealed-1"
GOLDEN = sorted((Path(__file__).parent / "golden").glob("format-*"))


def check_golden(store: CaseStore, golden: Path) -> None:
    expected = json.loads((golden / "expected.json").read_text(encoding="ascii"))
    assert dict(store.records) == expected["records"]
    assert (store.case_id, list(store.objects())) == (expected["case_id"], expected["objects"])
    assert store.rev == expected["rev"]
    assert store.notices == ()
    store.verify()


def test_there_is_a_golden_case_of_every_format_up_to_ours() -> None:
    assert [path.name for path in GOLDEN] == [f"format-{number + 1}" for number in range(layout.FORMAT)]


@pytest.mark.parametrize("golden", GOLDEN, ids=lambda path: str(path.name))
def test_a_case_of_a_published_format_opens_whole(tmp_path: Path, golden: Path) -> None:
    shutil.copytree(golden / "case.ahcase", tmp_path / "case.ahcase")
    with reopen(tmp_path / "case.ahcase") as store:
        check_golden(store, golden)
        redone = store.redo(now=NOW)
        assert redone and store.records["people/maria/lpr_date"] == "2022-02-11"


@pytest.mark.parametrize("golden", GOLDEN, ids=lambda path: str(path.name))
def test_a_hand_over_file_of_a_published_format_is_taken_in(tmp_path: Path, golden: Path) -> None:
    with import_case(golden / "case.ahcx", tmp_path, now=NOW, session="test") as store:
        check_golden(store, golden)


@pytest.mark.parametrize("golden", GOLDEN, ids=lambda path: str(path.name))
def test_a_case_is_copied_whole_out_of_a_synced_folder(tmp_path: Path, golden: Path) -> None:
    source = tmp_path / "OneDrive" / "case.ahcase"
    shutil.copytree(golden / "case.ahcase", source)
    before = files_under(source)
    with copy_case(source, tmp_path / "cases", now=NOW, session="test") as store:
        check_golden(store, golden)
    assert files_under(source) == before
    assert [path.name for path in (tmp_path / "cases").iterdir()] == ["case.ahcase"]


@pytest.mark.parametrize("secret", [Passphrase(PASSPHRASE), RecoveryCode(CODE)], ids=["passphrase", "code"])
def test_a_protected_case_of_a_published_format_opens_whole(tmp_path: Path, secret: Secret) -> None:
    shutil.copytree(SEALED / "case.ahcase", tmp_path / "case-7f3a.ahcase")
    key = unlock(tmp_path / "case-7f3a.ahcase", secret)
    with open_case(tmp_path / "case-7f3a.ahcase", now=NOW, session="test", key=key) as store:
        check_golden(store, SEALED)
        redone = store.redo(now=NOW)
        assert redone and store.records["people/maria/lpr_date"] == "2022-02-11"
    with import_case(SEALED / "case.ahcx", tmp_path / "other", now=NOW, session="test", key=key) as store:
        check_golden(store, SEALED)


def add_table(db: sqlite3.Connection, sealer: Sealer) -> None:
    db.execute("CREATE TABLE extra(k BLOB PRIMARY KEY) WITHOUT ROWID")


def lose_records(db: sqlite3.Connection, sealer: Sealer) -> None:
    db.execute("DELETE FROM rec")


def break_off(db: sqlite3.Connection, sealer: Sealer) -> None:
    db.execute("CREATE TABLE extra(k)")
    db.execute("SELECT * FROM nothing")


def upgrade(path: Path, step: migrate.MigrationStep) -> None:
    migrate.bring_up_to_date(path, read_header(path), PlainSealer(), now=later(5), steps={1: step}, target=2)


def test_a_migrated_case_has_the_new_format_the_same_records_and_a_copy_of_the_old(tmp_path: Path) -> None:
    path = closed_case(tmp_path)
    upgrade(path, add_table)
    database = Database(path / layout.DATABASE, PlainSealer(), read_only=True)
    assert database.format() == 2
    assert set(database.load().texts) == set(RECORDS)
    database.close()
    assert (read_header(path).format, read_header(path).min_reader) == (2, 2)
    assert [name for name in files_under(path) if name.endswith("before-format-2.db")]


def test_a_protected_case_migrates_sealed_and_keeps_its_ways_in(tmp_path: Path) -> None:
    path = tmp_path / "case-7f3a.ahcase"
    shutil.copytree(SEALED / "case.ahcase", path)
    (path / layout.WORK).mkdir()
    sealer = sealer_for("sealed-1", code_key(path))
    assert sealer is not None
    slots = read_header(path).key_slots
    migrate.bring_up_to_date(path, read_header(path), sealer, now=later(5), steps={1: add_table}, target=2)
    database = Database(path / layout.DATABASE, sealer, read_only=True)
    assert database.format() == 2
    assert database.load().texts["people/maria/lpr_date"] == '"2022-02-10"'
    database.close()
    assert (read_header(path).format, read_header(path).key_slots) == (2, slots)
    assert b"2022-02-10" not in b"".join(files_under(path).values())


def test_a_case_of_the_present_format_is_left_alone(tmp_path: Path) -> None:
    path = closed_case(tmp_path)
    before = files_under(path)
    header = read_header(path)
    assert migrate.bring_up_to_date(path, header, PlainSealer(), now=NOW) == header
    assert files_under(path) == before


@pytest.mark.parametrize("step", [lose_records, break_off])
def test_a_migration_that_does_not_hold_leaves_the_case_as_it_was(
    tmp_path: Path, step: migrate.MigrationStep
) -> None:
    path = closed_case(tmp_path)
    before = (path / layout.DATABASE).read_bytes()
    with pytest.raises(CaseDamaged):
        upgrade(path, step)
    assert (path / layout.DATABASE).read_bytes() == before
    with reopen(path, minutes=6) as store:
        assert dict(store.records) == RECORDS


def test_a_migration_cut_off_before_the_header_is_finished_at_the_next_opening(tmp_path: Path) -> None:
    path = closed_case(tmp_path)
    header = (path / layout.HEADER).read_bytes()
    upgrade(path, add_table)
    (path / layout.HEADER).write_bytes(header)
    upgrade(path, break_off)  # not run again: the database has format 2 already
    assert read_header(path).format == 2
