"""A stored paper that changed on the disk never goes into a packet or an export without a word."""

from __future__ import annotations

from pathlib import Path

import pytest

from applicant_helper.packet.problems import PacketRefused
from applicant_helper.service.interchange import export_case
from applicant_helper.service.packets import build
from applicant_helper.service.session import PaperChanged, Session
from tests.plain.conversation import make_desk


@pytest.fixture
def session(tmp_path: Path) -> Session:
    return make_desk(tmp_path).create_demo()


def spoil(session: Session) -> str:
    """Change one byte of a stored paper that is in the packet; gives its name."""
    paper = next(d for d in session.case.documents if d.meets and d.text("sha256"))
    path = session.store.object_path(paper.text("sha256"))
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(bytes(data))
    return paper.title_name


def test_a_packet_is_not_built_from_a_changed_paper(session: Session, tmp_path: Path) -> None:
    name = spoil(session)
    with pytest.raises(PacketRefused) as caught:
        build(session, "uscis_paper", tmp_path / "packet.pdf")
    assert [(note.code, note.params["name"]) for note in caught.value.reasons] == [("changed", name)]
    assert not (tmp_path / "packet.pdf").exists()
    done = build(session, "uscis_paper", tmp_path / "packet.pdf", skip_refused=True)
    assert any(name in text for text in done.refused)


def test_an_export_is_not_called_done_with_a_changed_paper(session: Session, tmp_path: Path) -> None:
    spoil(session)
    with pytest.raises(PaperChanged):
        export_case(session, tmp_path / "out")


def test_a_missing_paper_is_named(session: Session, tmp_path: Path) -> None:
    paper = next(d for d in session.case.documents if d.text("sha256"))
    session.store.object_path(paper.text("sha256")).unlink()
    with pytest.raises(PaperChanged) as caught:
        export_case(session, tmp_path / "out")
    assert caught.value.params["paper"]
