"""Safety copies: when they are made, which are kept, and bringing one back."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from applicant_helper.storage import layout
from applicant_helper.storage.header import read_header
from applicant_helper.storage.problems import CaseDamaged, CaseInUse, CaseNotFound
from applicant_helper.storage.recovery import mend_header, recover_case, usable_snapshots
from applicant_helper.storage.snapshots import Snapshot, names_to_keep
from tests.storage.helpers import NOW, RECORDS, closed_case, later, make_case, reopen


def test_opening_a_changed_case_keeps_a_copy(tmp_path: Path) -> None:
    path = closed_case(tmp_path)
    with reopen(path) as store:
        store.commit({"a": 1}, operation="answer", now=later(1))
    with reopen(path, minutes=2) as store:
        assert [(kept.rev, kept.reason) for kept in store.snapshots()] == [(2, "open"), (1, "open")]


def test_opening_an_unchanged_case_keeps_no_further_copy(tmp_path: Path) -> None:
    path = closed_case(tmp_path)
    reopen(path).close()
    with reopen(path, minutes=2) as store:
        assert len(store.snapshots()) == 1


def test_fifty_changes_keep_a_copy(tmp_path: Path) -> None:
    with make_case(tmp_path) as store:
        for number in range(50):
            store.commit({"a": number}, operation="answer", now=NOW)
        assert [kept.rev for kept in store.snapshots()] == [51, 1]


def test_ten_minutes_of_work_keep_a_copy(tmp_path: Path) -> None:
    with make_case(tmp_path) as store:
        store.commit({"a": 1}, operation="answer", now=later(9))
        assert len(store.snapshots()) == 1
        store.commit({"a": 2}, operation="answer", now=later(11))
        assert len(store.snapshots()) == 2


def test_a_copy_can_be_looked_at_without_changing_the_case(tmp_path: Path) -> None:
    with make_case(tmp_path) as store:
        kept = store.snapshot("mine", now=NOW)
        store.commit({"a": 1}, operation="answer", now=NOW)
        assert dict(store.read_snapshot(kept.name)) == RECORDS
        assert store.records["a"] == 1


def test_a_restored_copy_is_one_step_that_can_be_undone(tmp_path: Path) -> None:
    with make_case(tmp_path) as store:
        kept = store.snapshot("mine", now=NOW)
        store.commit({"a": 1, "people/maria/lpr_date": None}, operation="answer", now=NOW)
        assert store.restore_snapshot(kept.name, now=later(1)) == 3
        assert dict(store.records) == RECORDS
        store.undo(now=later(2))
        assert store.records["a"] == 1 and "people/maria/lpr_date" not in store.records


def test_the_state_before_a_restore_is_kept_as_a_copy(tmp_path: Path) -> None:
    with make_case(tmp_path) as store:
        kept = store.snapshot("mine", now=NOW)
        store.commit({"a": 1}, operation="answer", now=NOW)
        store.restore_snapshot(kept.name, now=later(1))
        assert "before-restore" in [found.reason for found in store.snapshots()]


@pytest.mark.parametrize("name", ["../case.db", "x.db", "20261125T093000Z-r000009-open.db"])
def test_a_copy_that_is_not_there_is_not_found(tmp_path: Path, name: str) -> None:
    with make_case(tmp_path) as store, pytest.raises(CaseNotFound):
        store.restore_snapshot(name, now=NOW)


def test_a_damaged_copy_is_not_restored(tmp_path: Path) -> None:
    with make_case(tmp_path) as store:
        kept = store.snapshot("mine", now=NOW)
        (store.path / layout.SNAPSHOTS / kept.name).write_bytes(b"nothing")
        with pytest.raises(CaseDamaged):
            store.restore_snapshot(kept.name, now=NOW)
        assert dict(store.records) == RECORDS


def at(minutes: int) -> Snapshot:
    return Snapshot(f"s{minutes:06d}", NOW - timedelta(minutes=minutes), 1, "auto")


def test_the_newest_ten_and_one_per_day_for_fourteen_days_are_kept() -> None:
    every_six_hours = [at(360 * number) for number in range(4 * 30)]
    keep = names_to_keep(every_six_hours, NOW)
    days = {kept.when.date() for kept in every_six_hours if kept.name in keep}
    assert {kept.name for kept in every_six_hours[:10]} <= keep
    assert len(days) == 15  # today and the fourteen days before, the last one in part
    assert len(keep) <= 10 + 15


@given(st.lists(st.integers(min_value=0, max_value=60 * 24 * 40), unique=True, max_size=60))
def test_pruning_twice_keeps_the_same_copies(minutes: list[int]) -> None:
    found = [at(number) for number in minutes]
    keep = names_to_keep(found, NOW)
    assert names_to_keep([kept for kept in found if kept.name in keep], NOW) == keep


def test_a_damaged_case_comes_back_from_its_newest_copy(tmp_path: Path) -> None:
    path = closed_case(tmp_path)
    (path / layout.DATABASE).write_bytes(b"damaged" * 1000)
    kept = usable_snapshots(path)[0]
    recover_case(path, kept.name, now=later(3), session="test")
    with reopen(path, minutes=4) as store:
        assert dict(store.records) == RECORDS
    assert (path / "case.db.damaged-20261125T093300Z").read_bytes() == b"damaged" * 1000


def test_a_damaged_copy_is_not_offered(tmp_path: Path) -> None:
    path = closed_case(tmp_path)
    for copy in (path / layout.SNAPSHOTS).iterdir():
        copy.write_bytes(copy.read_bytes()[:5000])
    assert usable_snapshots(path) == ()


def test_a_case_in_use_is_not_recovered(tmp_path: Path) -> None:
    with make_case(tmp_path) as store, pytest.raises(CaseInUse):
        recover_case(store.path, store.snapshots()[0].name, now=NOW, session="other")


def test_an_old_journal_is_not_played_into_the_recovered_case(tmp_path: Path) -> None:
    path = closed_case(tmp_path)
    (path / "case.db-journal").write_bytes(b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7" + bytes(600))
    recover_case(path, usable_snapshots(path)[0].name, now=later(3), session="test")
    assert not (path / "case.db-journal").exists()


def test_a_damaged_header_is_written_anew_when_the_database_is_whole(tmp_path: Path) -> None:
    path = closed_case(tmp_path)
    (path / layout.HEADER).write_bytes(b"{}")
    mend_header(path, now=later(3), session="test")
    assert read_header(path).protection == "none"
    with reopen(path, minutes=4) as store:
        assert dict(store.records) == RECORDS
