"""What opening does: lock, sweep, checks, comparison with the last seen state, read-only, newer formats."""

from __future__ import annotations

import shutil
import sqlite3
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from applicant_helper.core.errors import ApplicantHelperError, ExitCode
from applicant_helper.storage import layout
from applicant_helper.storage.cases import create_case, find_case, open_case
from applicant_helper.storage.header import header_bytes, read_header
from applicant_helper.storage.problems import (
    CaseDamaged,
    CaseExists,
    CaseInUse,
    CaseNotFound,
    CaseTooNew,
    NetworkFolder,
)
from tests.storage.helpers import NOW, RECORDS, closed_case, files_under, later, make_case, reopen


def codes(path: Path) -> list[str]:
    with reopen(path) as store:
        return [notice.code for notice in store.notices]


def test_a_second_opening_is_refused_and_names_the_session_and_the_time(tmp_path: Path) -> None:
    with make_case(tmp_path) as store:
        with pytest.raises(CaseInUse) as caught:
            reopen(store.path)
        moment = "2026-11-25T09:30:00+00:00"
        assert caught.value.params == {"session": "test", "since": moment, "heartbeat": moment}
        assert caught.value.exit_code == ExitCode.CASE_LOCKED


def test_a_case_in_use_can_be_opened_to_read(tmp_path: Path) -> None:
    with make_case(tmp_path) as writer:
        writer.commit({"a": 1}, operation="answer", now=NOW)
        with reopen(writer.path, read_only=True) as reader:
            assert reader.records["a"] == 1


def test_closing_gives_the_case_to_the_next_one(tmp_path: Path) -> None:
    path = closed_case(tmp_path)
    first = reopen(path)
    with pytest.raises(CaseInUse):
        reopen(path)
    first.close()
    with reopen(path) as second:
        assert not second.is_read_only


def test_a_change_made_behind_an_open_case_is_not_overwritten(tmp_path: Path) -> None:
    with make_case(tmp_path) as store:
        other = sqlite3.connect(store.path / layout.DATABASE)
        other.execute("INSERT INTO log(rev, v) VALUES(2, x'00')")
        other.commit()
        other.close()
        with pytest.raises(CaseInUse):
            store.commit({"a": 1}, operation="answer", now=NOW)
        assert "a" not in store.records


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps open files in place")
def test_a_case_removed_while_open_takes_no_more_changes(tmp_path: Path) -> None:
    with make_case(tmp_path) as store:
        store.path.rename(tmp_path / "elsewhere")
        with pytest.raises(CaseNotFound):
            store.commit({"a": 1}, operation="answer", now=NOW)
        (tmp_path / "elsewhere").rename(store.path)


def test_a_closed_case_takes_no_changes(tmp_path: Path) -> None:
    store = make_case(tmp_path)
    store.close()
    with pytest.raises(CaseNotFound):
        store.commit({"a": 1}, operation="answer", now=NOW)


def test_unfinished_writes_are_swept_at_opening(tmp_path: Path) -> None:
    path = closed_case(tmp_path)
    for name in ("head.tmp-1", "objects/incoming.tmp-2", "snapshots/x.db.tmp-3", ".work/left over"):
        (path / name).write_bytes(b"x")
    reopen(path).close()
    assert not [name for name in files_under(path) if "tmp" in name or "left" in name]


def test_unfinished_writes_stay_while_someone_else_has_the_case(tmp_path: Path) -> None:
    with make_case(tmp_path) as store:
        (store.path / "head.tmp-1").write_bytes(b"x")
        with pytest.raises(CaseInUse):
            reopen(store.path)
        assert (store.path / "head.tmp-1").exists()


def test_a_database_newer_than_the_summary_is_normal(tmp_path: Path) -> None:
    path = closed_case(tmp_path)
    head = (path / layout.HEAD).read_bytes()
    with reopen(path) as store:
        store.commit({"a": 1}, operation="answer", now=NOW)
    (path / layout.HEAD).write_bytes(head)
    assert codes(path) == []


def test_an_older_database_put_in_place_is_said(tmp_path: Path) -> None:
    path = closed_case(tmp_path)
    shutil.copy(path / layout.DATABASE, tmp_path / "old.db")
    with reopen(path) as store:
        store.commit({"a": 1}, operation="answer", now=NOW)
    shutil.copy(tmp_path / "old.db", path / layout.DATABASE)
    assert codes(path) == ["older-than-seen"]


def test_another_history_put_in_place_is_said(tmp_path: Path) -> None:
    path, other = closed_case(tmp_path), closed_case(tmp_path, "other")
    for folder, value in ((path, 1), (other, 2)):
        with reopen(folder) as store:
            store.commit({"a": value}, operation="answer", now=NOW)
    shutil.copy(other / layout.DATABASE, path / layout.DATABASE)
    assert codes(path) == ["other-history"]


def test_one_record_put_back_to_an_earlier_value_is_noticed(tmp_path: Path) -> None:
    path = closed_case(tmp_path)
    db = sqlite3.connect(path / layout.DATABASE)
    early = db.execute("SELECT k, rev, v FROM rec LIMIT 1").fetchone()
    db.close()
    with reopen(path) as store:
        store.commit({early[0].decode(): "later"}, operation="answer", now=NOW)
    with sqlite3.connect(path / layout.DATABASE) as db:
        db.execute("REPLACE INTO rec VALUES(?, ?, ?)", early)
    db.close()
    with pytest.raises(CaseDamaged):
        reopen(path)


def test_a_damaged_summary_is_rebuilt_and_said_once(tmp_path: Path) -> None:
    path = closed_case(tmp_path)
    (path / layout.HEAD).write_bytes(b"?")
    assert codes(path) == ["head-rebuilt"]
    assert codes(path) == []


def test_a_folder_that_is_no_case_is_not_found_and_nothing_is_put_into_it(tmp_path: Path) -> None:
    (tmp_path / "empty.ahcase").mkdir()
    for path in (tmp_path / "empty.ahcase", tmp_path / "none.ahcase", tmp_path):
        with pytest.raises(CaseNotFound):
            reopen(path)
    assert files_under(tmp_path) == {}


def test_a_missing_database_is_damage(tmp_path: Path) -> None:
    path = closed_case(tmp_path)
    (path / layout.DATABASE).unlink()
    with pytest.raises(CaseDamaged):
        reopen(path)


def test_a_damaged_case_gives_its_lock_back(tmp_path: Path) -> None:
    path = closed_case(tmp_path)
    (path / layout.DATABASE).write_bytes(b"no database")
    for _ in range(2):
        with pytest.raises(CaseDamaged):
            reopen(path)


def as_format(path: Path, number: int, min_reader: int) -> None:
    header = replace(read_header(path), format=number, min_reader=min_reader)
    (path / layout.HEADER).write_bytes(header_bytes(header))
    db = sqlite3.connect(path / layout.DATABASE)
    db.execute(f"PRAGMA user_version={number}")
    db.close()


def test_a_newer_format_is_refused_for_writing_with_the_version_named(tmp_path: Path) -> None:
    path = closed_case(tmp_path)
    as_format(path, 7, 1)
    with pytest.raises(CaseTooNew) as caught:
        reopen(path)
    assert caught.value.can_read and caught.value.case_format == 7
    assert "7" in caught.value.sentence()


def test_a_newer_format_opens_to_read_when_it_says_so(tmp_path: Path) -> None:
    path = closed_case(tmp_path)
    as_format(path, 7, 1)
    before = files_under(path)
    with reopen(path, read_only=True) as store:
        assert dict(store.records) == RECORDS
        assert store.case_format == 7
    assert files_under(path) == before


def test_a_format_that_needs_a_newer_reader_does_not_open_at_all(tmp_path: Path) -> None:
    path = closed_case(tmp_path)
    as_format(path, 7, 7)
    with pytest.raises(CaseTooNew) as caught:
        reopen(path, read_only=True)
    assert not caught.value.can_read


def test_an_unknown_protection_does_not_open(tmp_path: Path) -> None:
    path = closed_case(tmp_path)
    (path / layout.HEADER).write_bytes(header_bytes(replace(read_header(path), protection="vault")))
    with pytest.raises(CaseTooNew):
        reopen(path)


def test_the_header_leaves_its_place_for_protection_and_holds_no_label(tmp_path: Path) -> None:
    path = closed_case(tmp_path, "maria")
    header = read_header(path)
    assert (header.format, header.min_reader, header.protection, header.key_slots) == (1, 1, "none", [])
    assert b"maria" not in (path / layout.HEADER).read_bytes()


def test_reading_only_changes_no_file(tmp_path: Path) -> None:
    path = closed_case(tmp_path)
    before = files_under(path)
    reopen(path, read_only=True).close()
    assert files_under(path) == before


def test_a_twin_by_letter_case_is_refused(tmp_path: Path) -> None:
    closed_case(tmp_path, "Ana")
    with pytest.raises(CaseExists):
        create_case(tmp_path, "ANA", now=NOW)


def test_an_unfinished_new_case_of_a_dead_session_is_cleared(tmp_path: Path) -> None:
    (tmp_path / ".new.tmp-dead" / "objects").mkdir(parents=True)
    closed_case(tmp_path)
    assert not (tmp_path / ".new.tmp-dead").exists()


def test_a_synced_folder_is_refused_with_an_offer(tmp_path: Path) -> None:
    with pytest.raises(NetworkFolder) as caught:
        create_case(tmp_path / "OneDrive - School" / "cases", "a", now=NOW)
    assert caught.value.code == "synced-folder"
    assert "applicant-helper import" in caught.value.sentence()
    assert not (tmp_path / "OneDrive - School").exists()


def test_a_case_inside_a_synced_folder_opens_only_to_read(tmp_path: Path) -> None:
    path = closed_case(tmp_path / "plain")
    shutil.copytree(path, tmp_path / "Dropbox" / path.name)
    with pytest.raises(NetworkFolder):
        reopen(tmp_path / "Dropbox" / path.name)
    with reopen(tmp_path / "Dropbox" / path.name, read_only=True) as store:
        assert dict(store.records) == RECORDS


def test_a_case_is_found_by_label_folder_name_and_path(tmp_path: Path) -> None:
    path = closed_case(tmp_path, "Ana / Luis")
    for wanted in ("ana / luis", "Ana  Luis.ahcase", "ana  luis", str(path)):
        assert find_case(tmp_path, wanted) == path


def test_a_case_that_is_not_there_is_not_found_by_label(tmp_path: Path) -> None:
    with pytest.raises(CaseNotFound):
        find_case(tmp_path, "nobody")


def test_every_cause_has_a_sentence_without_slots(tmp_path: Path) -> None:
    with pytest.raises(ApplicantHelperError) as caught:
        open_case(tmp_path / "x{case}.ahcase", now=later(1), session="")
    assert "x{case}.ahcase" in caught.value.sentence()
