"""What a build does when its child ends, hangs, or talks nonsense."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from applicant_helper.guard.child import ChildGone, ChildTooSlow
from applicant_helper.packet import build as room
from applicant_helper.packet.problems import PacketDiskFull, PacketFaulty, PacketRefused, PacketTooLarge
from tests.packet import inputs
from tests.packet.test_packets import paper, request

Talk = Callable[[dict[str, Any]], Iterator[dict[str, Any]]]


class Scripted:
    """A child that says what it is told to, one script for each time it is asked."""

    scripts: list[Talk]
    asked: list[dict[str, Any]]

    def __init__(self, module: str) -> None:
        self.module = module

    def __enter__(self) -> Scripted:
        return self

    def __exit__(self, *_: object) -> None:
        return None

    def follow(
        self, wanted: dict[str, Any], seconds: Callable[[], float], stopped: Callable[[], bool]
    ) -> Iterator[dict[str, Any]]:
        self.asked.append({**wanted, "bad": dict(wanted["bad"])})
        yield from self.scripts.pop(0)(wanted)


@pytest.fixture
def child(monkeypatch: pytest.MonkeyPatch) -> type[Scripted]:
    Scripted.scripts, Scripted.asked = [], []
    monkeypatch.setattr(room, "Child", Scripted)
    return Scripted


def step(done: int) -> dict[str, Any]:
    return {"step": True, "done": done, "total": 3, "name": "x", "part": 0.0}


def breaks_at(done: int, error: type[Exception] = ChildGone) -> Talk:
    def talk(_wanted: dict[str, Any]) -> Iterator[dict[str, Any]]:
        yield step(done)
        raise error

    return talk


def ends_with(answer: dict[str, Any]) -> Talk:
    def talk(_wanted: dict[str, Any]) -> Iterator[dict[str, Any]]:
        yield {"last": True, **answer}

    return talk


REFUSED = {"code": "unusable", "message": "{name} can't.", "params": {"name": "b.pdf"}}
NOTHING = {"outcome": {"files": [], "notes": [], "warnings": [], "refused": [REFUSED]}}


def run(tmp_path: Path) -> None:
    papers = [paper(inputs.pages(tmp_path / "a.pdf")), paper(inputs.pages(tmp_path / "b.pdf"))]
    room.build_packet(request(papers), tmp_path / "out.pdf", work=tmp_path / "work", cache=tmp_path / "cache")


@pytest.mark.parametrize(("error", "code"), [(ChildGone, "unusable"), (ChildTooSlow, "timed-out")])
def test_a_paper_that_breaks_the_child_is_refused_and_the_build_begins_again(
    child: type[Scripted], tmp_path: Path, error: type[Exception], code: str
) -> None:
    child.scripts = [breaks_at(1, error), ends_with(NOTHING)]
    with pytest.raises(PacketRefused):
        run(tmp_path)
    assert [a["bad"] for a in child.asked] == [{}, {"1": code}]


def test_a_break_while_joining_is_tried_once_more_with_care(child: type[Scripted], tmp_path: Path) -> None:
    child.scripts = [breaks_at(2), ends_with(NOTHING)]
    with pytest.raises(PacketRefused):
        run(tmp_path)
    assert [a["careful"] for a in child.asked] == [False, True]


def test_a_build_that_breaks_with_care_too_ends_in_a_sentence(child: type[Scripted], tmp_path: Path) -> None:
    child.scripts = [breaks_at(2), breaks_at(2)]
    with pytest.raises(PacketFaulty) as told:
        run(tmp_path)
    assert "nothing was kept" in told.value.sentence()
    assert list((tmp_path / "work").iterdir()) == []
    assert not (tmp_path / "out.pdf").exists()


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        ({"code": "disk-full"}, PacketDiskFull),
        ({"code": "page-too-large", "params": {"name": "a"}}, PacketTooLarge),
        ({"code": "something-new"}, PacketFaulty),
    ],
)
def test_what_the_child_tells_becomes_a_sentence(
    child: type[Scripted], tmp_path: Path, answer: dict[str, Any], error: type[Exception]
) -> None:
    child.scripts = [ends_with(answer)]
    with pytest.raises(error):
        run(tmp_path)


def test_nonsense_from_the_child_is_not_believed(child: type[Scripted], tmp_path: Path) -> None:
    child.scripts = [
        ends_with({"outcome": {"files": 3}}),
        ends_with({"outcome": None}),
        breaks_at(2),
        breaks_at(2),
    ]
    with pytest.raises((PacketFaulty, PacketRefused)):
        run(tmp_path)
    assert not (tmp_path / "out.pdf").exists()


def test_a_listener_that_has_gone_is_not_taken_for_a_full_or_closed_disk(
    child: type[Scripted], tmp_path: Path
) -> None:
    def gone(_step: object) -> None:
        raise BrokenPipeError

    child.scripts = [breaks_at(0)]
    papers = [paper(inputs.pages(tmp_path / "a.pdf"))]
    with pytest.raises(BrokenPipeError):
        room.build_packet(
            request(papers),
            tmp_path / "out.pdf",
            work=tmp_path / "work",
            cache=tmp_path / "cache",
            progress=gone,
        )
    assert list((tmp_path / "work").iterdir()) == []
