"""Wiping removes all of a case, header first, nothing else, and says what it cannot reach."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from applicant_helper.storage import layout
from applicant_helper.storage.problems import CaseInUse, CaseNotFound
from applicant_helper.storage.wipe import OUT_OF_REACH, wipe_case
from tests.storage.helpers import NOW, closed_case, make_case, make_file


def test_nothing_of_a_wiped_case_is_left(tmp_path: Path) -> None:
    with make_case(tmp_path) as store:
        store.put_bytes(b"a paper")
        store.snapshot("mine", now=NOW)
    wipe_case(store.path, now=NOW, session="test")
    assert list(tmp_path.iterdir()) == []


def test_the_report_counts_what_was_removed_and_names_what_is_out_of_reach(tmp_path: Path) -> None:
    with make_case(tmp_path) as store:
        store.put_bytes(b"a paper")
    report = wipe_case(store.path, now=NOW, session="test")
    counts = {part.what: (part.files, part.size) for part in report.removed}
    assert counts["Copies of your documents"] == (1, 7)
    assert counts["Safety copies"][0] == 1
    assert report.out_of_reach == OUT_OF_REACH
    assert report.left == ()


def test_a_case_in_use_is_not_wiped(tmp_path: Path) -> None:
    with make_case(tmp_path) as store:
        with pytest.raises(CaseInUse):
            wipe_case(store.path, now=NOW, session="other")
        store.verify()


def test_things_that_are_not_ours_stay_and_are_named(tmp_path: Path) -> None:
    path = closed_case(tmp_path)
    make_file(path, name="my letter.pdf")
    report = wipe_case(path, now=NOW, session="test")
    assert report.left == ("my letter.pdf",)
    assert [left.name for left in path.iterdir()] == ["my letter.pdf"]


def test_a_damaged_case_can_be_wiped(tmp_path: Path) -> None:
    path = closed_case(tmp_path)
    (path / layout.HEADER).write_bytes(b"?")
    (path / layout.DATABASE).write_bytes(b"?")
    wipe_case(path, now=NOW, session="test")
    assert not path.exists()


def test_an_interrupted_wipe_can_be_finished(tmp_path: Path) -> None:
    path = closed_case(tmp_path)
    for name in (layout.HEADER, layout.HEAD, layout.DATABASE):
        (path / name).unlink()
    wipe_case(path, now=NOW, session="test")
    assert not path.exists()


def test_a_folder_that_is_no_case_is_not_touched(tmp_path: Path) -> None:
    make_file(tmp_path)
    (tmp_path / "empty.ahcase").mkdir()
    for path in (tmp_path, tmp_path / "empty.ahcase", tmp_path / "none.ahcase"):
        with pytest.raises(CaseNotFound):
            wipe_case(path, now=NOW, session="test")
    assert (tmp_path / "paper.pdf").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights on Windows")
def test_what_a_link_points_to_stays(tmp_path: Path) -> None:
    path = closed_case(tmp_path / "cases")
    (tmp_path / "papers").mkdir()
    paper = make_file(tmp_path / "papers")
    (path / layout.OBJECTS / "ab").symlink_to(tmp_path / "papers")
    (path / layout.WORK / "x").symlink_to(paper)
    wipe_case(path, now=NOW, session="test")
    assert paper.exists() and not path.exists()


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights on Windows")
def test_a_link_to_a_case_is_not_wiped(tmp_path: Path) -> None:
    path = closed_case(tmp_path)
    (tmp_path / "link.ahcase").symlink_to(path)
    with pytest.raises(CaseNotFound):
        wipe_case(tmp_path / "link.ahcase", now=NOW, session="test")
    assert path.exists()
