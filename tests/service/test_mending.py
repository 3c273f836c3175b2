"""A damaged case is brought back to a copy, by every face, and what was damaged stays."""

from __future__ import annotations

from pathlib import Path

import pytest

from applicant_helper.service import mending
from applicant_helper.service.desk import Desk
from applicant_helper.service.noticing import fresh_notices
from applicant_helper.storage.problems import CaseDamaged
from tests.commands.test_commands import run
from tests.plain.conversation import converse, make_desk, make_session
from tests.storage.protected import PROTECTION, code_key

JUNK = b"\x5a" * 400


@pytest.fixture
def damaged(tmp_path: Path) -> Path:
    """A case whose database is broken, with a copy of before its last change."""
    session = make_session(tmp_path)
    session.answer("applicant.lpr_date", "02/10/2022")
    session.store.snapshot("auto", now=session.now())
    session.answer("applicant.lpr_date", "02/11/2022")
    session.close()
    break_database(session.store.path)
    return session.store.path


def break_database(path: Path) -> None:
    data = bytearray((path / "case.db").read_bytes())
    data[4096 : 4096 + len(JUNK)] = JUNK
    (path / "case.db").write_bytes(bytes(data))


def day(desk: Desk, path: Path) -> str:
    session = desk.open(path)
    assert fresh_notices(session) == ()
    value = session.case.people["applicant"].facts["lpr_date"].value
    session.close()
    return str(getattr(value, "day", None))


def test_a_damaged_case_goes_back_to_its_newest_whole_copy(damaged: Path, tmp_path: Path) -> None:
    desk = make_desk(tmp_path)
    with pytest.raises(CaseDamaged):
        desk.open(damaged)
    ways = mending.ways_back(desk, damaged)
    assert "25 November 2026" in ways[0][1] and "while working" in ways[0][1]
    mending.bring_back(desk, damaged, ways[0][0])
    assert day(desk, damaged) == "10"
    assert [p.name for p in damaged.iterdir() if ".damaged-" in p.name]


def test_a_case_with_only_its_header_damaged_keeps_everything(tmp_path: Path) -> None:
    session = make_session(tmp_path)
    session.answer("applicant.lpr_date", "02/11/2022")
    session.close()
    (session.store.path / "header.json").write_bytes(b"{}")
    desk = make_desk(tmp_path)
    (name, _words), *_others = mending.ways_back(desk, session.store.path)
    assert name == mending.HEADER_ONLY
    mending.bring_back(desk, session.store.path, name)
    assert day(desk, session.store.path) == "11"


def test_a_damaged_protected_case_needs_its_secret(tmp_path: Path) -> None:
    desk = make_desk(tmp_path)
    session = desk.create("case-7f3a", protection=PROTECTION)
    session.start_filing("us/n-400")
    session.store.snapshot("auto", now=desk.now())
    session.close()
    path = session.store.path
    break_database(path)
    key = code_key(path)
    ways = mending.ways_back(desk, path, key)
    mending.bring_back(desk, path, ways[0][0], key)
    opened = desk.open(path, key=key)
    assert opened.case.filings
    opened.close()


def test_line_mode_offers_the_copies_of_a_damaged_case(damaged: Path, tmp_path: Path) -> None:
    talking = converse(make_desk(tmp_path), None, ["1", "1", "q"])
    assert "A part of this case cannot be read" in talking.text()
    assert "What do you want to go back to?" in talking.text()
    assert mending.KEPT_BESIDE in talking.text()
    assert "Opened: test-case." in talking.text()


def test_a_damaged_case_without_any_copy_says_what_is_left_to_do(damaged: Path, tmp_path: Path) -> None:
    for copy in (damaged / "snapshots").iterdir():
        copy.write_bytes(JUNK)
    talking = converse(make_desk(tmp_path), None, ["1", "q"])
    assert mending.NO_WAY_BACK in talking.text()
    assert (damaged / "case.db").exists()


def test_commands_list_the_copies_of_a_damaged_case_and_bring_one_back(damaged: Path, tmp_path: Path) -> None:
    listed = run(tmp_path, "copies", "test-case")
    assert listed.returncode == 6
    assert listed.stdout.startswith("1. The copy of ") and "cannot be read" in listed.stderr
    assert run(tmp_path, "restore", "test-case", "7", "--yes").returncode == 2
    back = run(tmp_path, "restore", "test-case", "1", "--yes")
    assert back.returncode == 0, back.stderr
    assert day(make_desk(tmp_path), damaged) == "10"


def test_a_case_folder_of_another_place_is_copied_here_with_its_history(tmp_path: Path) -> None:
    session = make_session(tmp_path / "drive")
    session.answer("applicant.lpr_date", "02/11/2022")
    session.close()
    home = tmp_path / "home"
    home.mkdir()
    done = run(home, "import", str(session.store.path))
    assert done.returncode == 0 and "Taken in as test-case." in done.stdout
    desk = Desk(home / "cases", make_desk(tmp_path).now)
    copied = desk.open(desk.find("test-case"))
    assert copied.undo() is not None
    copied.close()
