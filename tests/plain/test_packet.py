"""The packet in line mode: what is wanted there, each paper once, what came out, and ways back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from applicant_helper.plain.packet import packet_menu
from applicant_helper.plain.talk import Back
from applicant_helper.service.session import Session
from tests.plain.conversation import Conversation, make_desk


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    """The made-up applicant; building changes nothing in the case."""
    opened = make_desk(tmp_path_factory.mktemp("desk")).create_demo()
    yield opened
    opened.close()


def talk_about(session: Session, folder: Path, *typed: str) -> list[str]:
    talking = Conversation(typed)
    packet_menu(talking.talk, session, folder)
    assert talking.left() == []
    return talking.written


def test_what_is_wanted_is_told_before_and_each_paper_once(session: Session, tmp_path: Path) -> None:
    lines = talk_about(session, tmp_path, "2", "1", str(tmp_path / "upload"))
    assert "Files: Each file under 12 MB." in lines
    assert any(line.endswith("Check this on the official page.") for line in lines)
    papers = [line for line in lines if " of 12: " in line]
    assert [line.partition(" ")[0] for line in papers] == [str(n) for n in range(1, 13)]
    assert lines.count("Putting the pages together") == 1
    built = sorted(path.name for path in (tmp_path / "upload").iterdir())
    assert any("Timeline" in name for name in built)
    assert all(any(name in line for line in lines) for name in built)
    assert lines.index("The packet is ready.") > lines.index(papers[-1])


def test_everything_about_a_place_is_told_when_help_is_asked(session: Session, tmp_path: Path) -> None:
    talking = Conversation(("1", "2", "?", "b"))
    with pytest.raises(Back):
        packet_menu(talking.talk, session, tmp_path)
    assert any("Put one rubber band" in line for line in talking.written)
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_is_there_is_replaced_only_on_demand(session: Session, tmp_path: Path) -> None:
    out = tmp_path / "packet.pdf"
    out.write_text("mine")
    refused = talk_about(session, tmp_path, "1", "2", str(out), "2")
    assert "Write over that file?" in refused
    assert out.read_text() == "mine"
    talk_about(session, tmp_path, "1", "2", str(out), "1")
    assert out.read_bytes().startswith(b"%PDF-")


def test_a_folder_with_other_things_is_not_offered_for_replacing(session: Session, tmp_path: Path) -> None:
    (tmp_path / "upload").mkdir()
    (tmp_path / "upload" / "mine.txt").write_text("mine")
    lines = talk_about(session, tmp_path, "2", "2", str(tmp_path / "upload.pdf"))
    assert "Write over that file?" not in lines
    assert any("holds files that were not made here" in line for line in lines)
