"""The guarded child: of our own version, ended when it takes too long or nobody waits any more."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from applicant_helper.guard.child import Child, ChildStopped, ChildTooSlow
from applicant_helper.reading import look_at, look_at_many
from tests.packet import inputs

READER = "applicant_helper.reading.worker"


def test_modules_lying_in_the_folder_of_the_person_are_not_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    inputs.pages(tmp_path / "a.pdf")
    for name in ("pikepdf", "json", "resource"):
        (tmp_path / f"{name}.py").write_text("open('was-run', 'w').close()\n")
    monkeypatch.chdir(tmp_path)
    assert look_at(Path("a.pdf")).pages == 1
    assert not (tmp_path / "was-run").exists()


def test_a_child_that_takes_too_long_is_replaced(tmp_path: Path) -> None:
    path = inputs.pages(tmp_path / "a.pdf")
    with Child(READER) as child:
        with pytest.raises(ChildTooSlow):
            child.ask({"source": str(path)}, 0.001)
        assert child.ask({"source": str(path)}, 30)["pages"] == 1


def test_nobody_waits_for_a_child_after_a_stop(tmp_path: Path) -> None:
    path = inputs.pages(tmp_path / "a.pdf")
    began = time.monotonic()
    with Child("tests.guard.sleeper") as child, pytest.raises(ChildStopped):
        child.ask({"source": str(path)}, 60, lambda: time.monotonic() - began > 0.3)
    assert time.monotonic() - began < 10


def test_a_stop_during_a_look_ends_the_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("applicant_helper.reading.look.WORKER", "tests.guard.sleeper")
    path = inputs.pages(tmp_path / "a.pdf")
    began = time.monotonic()
    assert list(look_at_many([path, path], cancelled=lambda: time.monotonic() - began > 0.3)) == []
    assert time.monotonic() - began < 10
