"""The list of cases, labels and folder names, where cases may live, and the folders of the program."""

from __future__ import annotations

import re
import time
from pathlib import Path, PurePosixPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from applicant_helper.storage import layout
from applicant_helper.storage.cases import Condition, create_case, list_cases, neutral_label
from applicant_helper.storage.folders import folders_for
from applicant_helper.storage.labels import clean_label, folder_name
from applicant_helper.storage.places import mount_type, synced_word
from applicant_helper.storage.problems import LabelRefused
from tests.storage.helpers import NOW, closed_case, make_case


def test_the_list_shows_label_revision_and_summary_without_opening(tmp_path: Path) -> None:
    with make_case(tmp_path, "Ana / Luis") as store:
        store.commit({"a": 1}, operation="answer", now=NOW)
        store.set_summary({"form": "us/n-400", "papers": 3})
    (store.path / layout.DATABASE).unlink()
    (found,) = list_cases(tmp_path)
    assert (found.label, found.rev, found.condition) == ("Ana / Luis", 2, Condition.READY)
    assert dict(found.summary) == {"form": "us/n-400", "papers": 3}


def test_the_list_is_sorted_by_label(tmp_path: Path) -> None:
    for label in ("b", "A", "c"):
        closed_case(tmp_path, label)
    assert [case.label for case in list_cases(tmp_path)] == ["A", "b", "c"]


@pytest.mark.parametrize("part", [layout.HEADER, layout.HEAD])
def test_a_damaged_case_is_listed_with_its_condition(tmp_path: Path, part: str) -> None:
    (closed_case(tmp_path) / part).write_bytes(b"\xff\x00")
    (found,) = list_cases(tmp_path)
    assert found.condition == Condition.DAMAGED
    assert found.label == "case-7f3a"
    assert found.problem and found.problem.sentence()


def test_an_empty_case_folder_and_a_stray_file_do_not_stop_the_list(tmp_path: Path) -> None:
    closed_case(tmp_path)
    (tmp_path / "empty.ahcase").mkdir()
    (tmp_path / "file.ahcase").write_bytes(b"x")
    assert [case.condition for case in list_cases(tmp_path)] == [Condition.READY, Condition.DAMAGED]


def test_a_missing_folder_holds_no_cases(tmp_path: Path) -> None:
    assert list_cases(tmp_path / "none") == ()


def test_a_summary_that_is_too_large_is_refused_at_once(tmp_path: Path) -> None:
    with make_case(tmp_path) as store, pytest.raises(ValueError):
        store.set_summary({"x": "y" * 5000})


def test_a_new_label_shows_in_the_list_after_closing(tmp_path: Path) -> None:
    with make_case(tmp_path) as store:
        store.set_summary({}, label="desk 4")
    assert [case.label for case in list_cases(tmp_path)] == ["desk 4"]


def test_a_neutral_label_is_short_plain_and_not_taken() -> None:
    taken = {f"case-{number:04x}" for number in range(0x10000)} - {"case-7f3a"}
    for _ in range(20):
        assert re.fullmatch(r"case-[0-9a-f]{4,}", label := neutral_label(taken)) and label not in taken


@pytest.mark.parametrize(
    ("label", "name"),
    [
        ("Ana", "Ana.ahcase"),
        ("a/b\\c:d*e?f", "abcdef.ahcase"),
        ("..", None),
        ("", None),
        (" \t\n", None),
        ("\x1b[31m", "[31m.ahcase"),
        ("\u202egnp", "gnp.ahcase"),
        ("con", "con_.ahcase"),
        ("LPT1.txt", "LPT1_.txt.ahcase"),
        ("COM²", "COM²_.ahcase"),
        ("trailing. ", "trailing.ahcase"),
        ("../../etc", "etc.ahcase"),
        ("José", "José.ahcase"),
        ("Jose\u0301", "José.ahcase"),
        ("陳大文", "陳大文.ahcase"),
        ("[b]x[/b]", "[b]x[b].ahcase"),
        ("\ud800", None),
    ],
)
def test_a_label_becomes_a_folder_name_that_is_safe_everywhere(label: str, name: str | None) -> None:
    if name is None:
        with pytest.raises(LabelRefused):
            folder_name(label)
    else:
        assert folder_name(label) == name


@given(st.text(max_size=300))
def test_any_text_is_a_safe_folder_name_or_refused(label: str) -> None:
    try:
        name = folder_name(label)
    except LabelRefused:
        return
    assert len(name.encode()) <= 240
    assert PurePosixPath(name).name == name
    assert not re.search(r'[<>:"/\\|?*\x00-\x1f]', name)
    assert clean_label(clean_label(label)) == clean_label(label)


@pytest.mark.parametrize("label", ["a" * 300, "é" * 300, "陳" * 300, "🙂" * 80, ".hidden"])
def test_long_and_odd_labels_make_a_case_that_opens(tmp_path: Path, label: str) -> None:
    with create_case(tmp_path, label, now=NOW) as store:
        assert store.path.is_dir()


@pytest.mark.parametrize(
    ("path", "word"),
    [
        ("/home/a/Dropbox/cases", "Dropbox"),
        ("/Users/a/Library/Mobile Documents/x", "Mobile Documents"),
        ("/Users/a/Library/CloudStorage/GoogleDrive-a@b.c/x", "CloudStorage"),
        ("/c/Users/a/OneDrive/x", "OneDrive"),
        ("/home/a/OneDriver notes/x", ""),
        ("/home/a/cases", ""),
    ],
)
def test_folders_of_sync_clients_are_known_by_name(path: str, word: str) -> None:
    assert synced_word(PurePosixPath(path).parts) == word


TABLE = "/dev/sda / ext4 rw 0 0\nsrv:/e /mnt/desk nfs4 rw 0 0\nx /mnt/desk/own ext4 rw 0 0\nbroken line\n"


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/home/a", "ext4"),
        ("/mnt/desk/b", "nfs4"),
        ("/mnt/desk/own/c", "ext4"),
        ("/mnt/desks", "ext4"),
    ],
)
def test_the_deepest_mount_tells_the_kind_of_a_folder(path: str, kind: str) -> None:
    assert mount_type(Path(path), TABLE) == kind


def test_the_home_variable_moves_cases_and_cache(tmp_path: Path) -> None:
    found = folders_for({"APPLICANT_HELPER_HOME": str(tmp_path)})
    assert (found.cases, found.cache) == (tmp_path / "cases", tmp_path / "cache")


@pytest.mark.parametrize("environ", [{}, {"APPLICANT_HELPER_HOME": "  "}])
def test_without_it_the_folders_of_the_system_are_used(environ: dict[str, str]) -> None:
    found = folders_for(environ)
    assert "applicant-helper" in str(found.cases) and found.cases != found.cache


def test_two_hundred_cases_are_listed_quickly(tmp_path: Path) -> None:
    source = closed_case(tmp_path / "one")
    for number in range(200):
        folder = tmp_path / "many" / f"c{number}.ahcase"
        folder.mkdir(parents=True)
        for part in (layout.HEADER, layout.HEAD):
            (folder / part).write_bytes((source / part).read_bytes())
    started = time.process_time()
    assert len(list_cases(tmp_path / "many")) == 200
    assert time.process_time() - started < 0.2
