"""A paper is shown by the system's own viewer, as a copy whose name cannot act."""

from __future__ import annotations

import stat
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from applicant_helper.service.edits import Refused
from applicant_helper.service.papers import add_papers
from applicant_helper.service.session import Session
from applicant_helper.service.viewing import CannotView, view
from tests.packet import inputs
from tests.service.made import with_paper

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="that system has no opener on the path")


@pytest.fixture
def told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """What a made-up opener was asked to show, a line for each argument."""
    told = tmp_path / "told"
    tools = tmp_path / "tools"
    tools.mkdir()
    opener = tools / ("open" if sys.platform == "darwin" else "xdg-open")
    opener.write_text(f'#!/bin/sh\nprintf "%s\\n" "$@" end > "{told}.part"\nmv "{told}.part" "{told}"\n')
    opener.chmod(0o700)
    monkeypatch.setenv("PATH", f"{tools}:/usr/bin:/bin")
    return told


MAKE: dict[str, Callable[[Path], object]] = {
    ".pdf": inputs.pages,
    ".png": inputs.picture,
    ".tif": inputs.scans,
}


def shown(told: Path) -> list[str]:
    """The arguments, as soon as the opener wrote them down."""
    until = time.monotonic() + 10
    while not told.is_file() and time.monotonic() < until:
        time.sleep(0.02)
    *arguments, end = told.read_text().splitlines()
    assert end == "end"
    return arguments


@pytest.mark.parametrize(
    ("name", "ending"),
    [("a.pdf", ".pdf"), ("-rf --help; $(id).pdf", ".pdf"), ("b.png", ".png"), ("c.tif", ".tif")],
)
def test_a_copy_is_shown_under_a_name_that_cannot_act(
    session: Session, tmp_path: Path, told: Path, name: str, ending: str
) -> None:
    path = tmp_path / name
    MAKE[ending](path)
    (added,) = add_papers(session, [path]).added
    view(session, added.document_id)
    (argument,) = shown(told)
    copy = Path(argument)
    assert copy.read_bytes() == path.read_bytes()
    assert copy.name == added.look.sha256[:16] + ending
    assert copy.is_relative_to(session.work_folder())
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600


def test_what_is_done_to_the_copy_does_not_reach_the_case(
    session: Session, tmp_path: Path, told: Path
) -> None:
    (added,) = add_papers(session, [inputs.pages(tmp_path / "a.pdf")]).added
    view(session, added.document_id)
    Path(shown(told)[0]).write_bytes(b"scribbled")
    stored = session.store.object_path(added.look.sha256)
    assert stored.read_bytes() == (tmp_path / "a.pdf").read_bytes()
    told.unlink()
    view(session, added.document_id)
    assert Path(shown(told)[0]).read_bytes() == stored.read_bytes()


def test_a_paper_without_a_stored_copy_is_told(session: Session, told: Path) -> None:
    with_paper(session, name="gone.pdf")
    with pytest.raises(CannotView, match="no-copy") as refused:
        view(session, "paper")
    assert "gone.pdf" in refused.value.sentence()
    assert not told.exists()


def test_a_paper_known_by_name_only_is_told(session: Session) -> None:
    with_paper(session, name="a.pdf", digest="")
    with pytest.raises(CannotView, match="no-copy"):
        view(session, "paper")


def test_no_such_paper_is_refused(session: Session) -> None:
    with pytest.raises(Refused, match="no-such-document"):
        view(session, "nothing")


def test_a_system_without_a_viewer_is_told(
    session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (added,) = add_papers(session, [inputs.pages(tmp_path / "a.pdf")]).added
    (tmp_path / "empty").mkdir()
    monkeypatch.setenv("PATH", str(tmp_path / "empty"))
    with pytest.raises(CannotView, match="no-viewer") as refused:
        view(session, added.document_id)
    assert "a.pdf" in refused.value.sentence()
