"""What a session that died leaves beside a case is removed by the next one, and nothing else."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest

from applicant_helper.storage import fileops, layout, reseal, wipe
from applicant_helper.storage.cases import list_cases
from applicant_helper.storage.forgetting import forget
from applicant_helper.storage.handover import export_case
from applicant_helper.storage.lock import take_lock
from applicant_helper.storage.problems import StorageTrouble
from applicant_helper.storage.relocate import copy_case
from tests.storage.helpers import NOW, RECORDS, closed_case, later, make_case, make_file, reopen
from tests.storage.protected import PROTECTION, make_protected, reopen_protected


def die(*_args: object, **_kwargs: object) -> None:
    raise KeyboardInterrupt


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def look(folder: Path) -> int:
    return reseal.finish_resealing(folder, now=later(5), session="next")


def test_an_unfinished_case_of_a_dead_session_goes_one_of_a_living_stays(tmp_path: Path) -> None:
    dead, living = tmp_path / f".new{layout.TEMP_MARK}0a", tmp_path / f".new{layout.TEMP_MARK}0b"
    for folder in (dead, living):
        folder.mkdir()
        make_file(folder)
    lock = take_lock(living, session="other", now=NOW)
    look(tmp_path)
    assert names(tmp_path) == [living.name]
    lock.release()
    look(tmp_path)
    assert names(tmp_path) == []


@pytest.mark.parametrize("part", [layout.HEADER, layout.DATABASE, layout.OBJECTS])
def test_an_old_copy_whose_removal_died_half_way_is_removed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, part: str
) -> None:
    path = closed_case(tmp_path, "Ana")
    with monkeypatch.context() as patch:
        if part == layout.HEADER:
            patch.setattr(wipe, "_parts", die)
        else:
            patch.setattr(wipe, "_remove", _dying_at(part))
        with pytest.raises(KeyboardInterrupt):
            reseal.protect_case(reopen(path), PROTECTION, now=later(2), session="test")
    assert len(names(tmp_path)) == 2 and len(list_cases(tmp_path)) == 1
    assert look(tmp_path) == 1
    (row,) = list_cases(tmp_path)
    assert names(tmp_path) == [row.path.name]
    assert dict(reopen_protected(row.path).records) == RECORDS


def _dying_at(name: str) -> object:
    original = wipe._remove

    def remove(what: str, parts: tuple[Path, ...]) -> wipe.Removed:
        if any(path.name.startswith(name) for path in parts):
            raise KeyboardInterrupt
        return original(what, parts)

    return remove


def test_a_case_that_is_unprotected_lies_under_its_label_only_at_the_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with make_protected(tmp_path, "Ana and Luis") as store:
        path = store.path
    with monkeypatch.context() as patch:
        patch.setattr("applicant_helper.storage.staging._appear", die)
        with pytest.raises(KeyboardInterrupt):
            reseal.unprotect_case(reopen_protected(path), now=later(2), session="test")
    assert not any("Ana" in name for name in names(tmp_path))
    done = reseal.unprotect_case(reopen_protected(path, minutes=3), now=later(3), session="test")
    assert names(tmp_path) == ["Ana and Luis.ahcase"]
    assert dict(reopen(done.path, minutes=4).records) == RECORDS


def test_a_taken_label_leaves_the_unprotected_case_under_its_neutral_name(tmp_path: Path) -> None:
    with make_protected(tmp_path, "Ana") as store:
        path = store.path
    closed_case(tmp_path, "Ana")
    done = reseal.unprotect_case(reopen_protected(path), now=later(2), session="test")
    assert done.path == path and len(list_cases(tmp_path)) == 2


def test_writing_a_handover_again_removes_the_unfinished_one_and_nothing_of_the_person(
    tmp_path: Path,
) -> None:
    path = closed_case(tmp_path)
    target = tmp_path / "given.ahcx"
    mine = make_file(tmp_path, name="given.ahcx.tmp-notes")
    for left in ("given.ahcx", "given.ahcx.db"):
        fileops.temp_name(target.with_name(left)).write_bytes(b"left")
    with reopen(path) as store:
        export_case(store, target)
    assert names(tmp_path) == sorted([path.name, target.name, mine.name])


def test_copying_a_case_that_dies_leaves_nothing_after_the_next_look(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = closed_case(tmp_path)
    there = tmp_path / "there"
    with monkeypatch.context() as patch:
        patch.setattr("applicant_helper.storage.relocate.import_case", die)
        patch.setattr(shutil, "rmtree", lambda *_args, **_kwargs: None)
        with pytest.raises(KeyboardInterrupt):
            copy_case(path, there, now=later(1), session="test")
    assert len(names(there)) == 1
    look(there)
    assert names(there) == []


def test_a_wipe_that_dies_at_its_last_step_leaves_no_damaged_case_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = closed_case(tmp_path)
    with monkeypatch.context() as patch:
        patch.setattr(Path, "rmdir", die)
        with pytest.raises(KeyboardInterrupt):
            wipe.wipe_case(path, now=later(1), session="test")
    assert list_cases(tmp_path) == ()
    look(tmp_path)
    assert names(tmp_path) == []


def test_removing_for_good_that_dies_is_not_told_as_another_history(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with make_case(tmp_path) as store:
        store.commit({"a": 1}, operation="answer", now=NOW)
        path = store.path
    store = reopen(path)
    with monkeypatch.context() as patch:
        patch.setattr(type(store), "flush_head", die)
        with pytest.raises(KeyboardInterrupt):
            forget(store, now=later(1))
    store._database.close()
    assert store.parts.lock is not None
    store.parts.lock.release()
    with reopen(path, minutes=2) as again:
        assert [notice.code for notice in again.notices] == []
        assert again.records["a"] == 1


def test_removed_papers_are_pushed_out_of_their_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with make_case(tmp_path) as store:
        store.put_bytes(b"a paper that no record names")
        synced: list[Path] = []
        original = fileops.sync_folder

        def sync(path: Path) -> None:
            synced.append(path)
            original(path)

        monkeypatch.setattr(fileops, "sync_folder", sync)
        assert forget(store, now=later(1)).documents == 1
        assert store.path / layout.OBJECTS in synced
        assert names(store.path / layout.OBJECTS) == []


def test_an_old_copy_that_cannot_be_removed_is_told_and_removed_later(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = closed_case(tmp_path, "Ana")

    def refuse(*_args: object, **_kwargs: object) -> None:
        raise StorageTrouble("EIO")

    with monkeypatch.context() as patch:
        patch.setattr(reseal, "wipe_case", refuse)
        done = reseal.protect_case(reopen(path), PROTECTION, now=later(2), session="test")
    assert done.old_stays and len(names(tmp_path)) == 2
    assert look(tmp_path) == 1
    assert names(tmp_path) == [done.path.name]
    assert dict(reopen_protected(done.path).records) == RECORDS


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has a folder in memory")
def test_readable_papers_in_memory_go_with_the_next_look(tmp_path: Path) -> None:
    left = Path("/dev/shm/applicant-helper-4194998-abcdef")
    left.mkdir()
    make_file(left)
    look(tmp_path)
    assert not left.exists()
