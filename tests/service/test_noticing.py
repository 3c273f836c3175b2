"""What is odd about a case is told once; a case in use can be looked at; earlier states put back are noticed."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from applicant_helper.core.errors import ApplicantHelperError
from applicant_helper.service.copies import forget_removed
from applicant_helper.service.desk import Desk
from applicant_helper.service.noticing import READ_ONLY, can_be_looked_at, fresh_notices, why_not
from applicant_helper.service.protecting import protect, unprotect
from applicant_helper.service.wiping import wipe_lines
from applicant_helper.storage import lastseen
from applicant_helper.storage.notices import head_rebuilt, old_copy_stays
from applicant_helper.storage.opening import open_case
from applicant_helper.storage.problems import CaseInUse, CaseReadOnly
from tests.plain.conversation import make_desk, make_session
from tests.storage.protected import PROTECTION, code_key


def changed(desk: Desk, path: Path, day: str) -> None:
    session = desk.open(path)
    session.answer("applicant.lpr_date", day)
    session.close()


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    make_session(tmp_path).close()
    return make_desk(tmp_path)


def test_a_whole_folder_put_back_from_earlier_is_told_and_only_once(desk: Desk, tmp_path: Path) -> None:
    path = desk.find("test-case")
    changed(desk, path, "02/10/2022")
    shutil.copytree(path, tmp_path / "earlier")
    changed(desk, path, "02/11/2022")
    shutil.rmtree(path)
    shutil.copytree(tmp_path / "earlier", path)
    session = desk.open(path)
    told = fresh_notices(session)
    assert len(told) == 1 and told[0].startswith("This case is older than when it was last closed")
    assert fresh_notices(session) == ()
    session.close()
    session = desk.open(path)
    assert fresh_notices(session) == ()
    session.close()


def test_a_folder_with_another_history_of_the_same_length_is_told(desk: Desk, tmp_path: Path) -> None:
    path = desk.find("test-case")
    shutil.copytree(path, tmp_path / "earlier")
    changed(desk, path, "02/11/2022")
    other = Desk(tmp_path / "elsewhere", desk.now, desk.catalog)
    other.folder.mkdir()
    shutil.copytree(tmp_path / "earlier", other.folder / path.name)
    changed(other, other.folder / path.name, "03/12/2021")
    shutil.rmtree(path)
    shutil.copytree(other.folder / path.name, path)
    session = desk.open(path)
    assert "does not continue from where it was last closed" in fresh_notices(session)[0]
    session.close()


def test_an_untouched_case_has_nothing_odd_and_what_is_remembered_says_nothing(desk: Desk) -> None:
    path = desk.find("test-case")
    for day in ("02/10/2022", "02/11/2022"):
        changed(desk, path, day)
        session = desk.open(path, read_only=True)
        assert fresh_notices(session, tells_read_only=False) == ()
        session.close()
    kept = (desk.folder / lastseen.NAME).read_bytes()
    assert b"test-case" not in kept and session.store.case_id.encode() not in kept


def test_a_wiped_case_is_not_remembered(desk: Desk) -> None:
    path = desk.find("test-case")
    changed(desk, path, "02/10/2022")
    assert len((desk.folder / lastseen.NAME).read_bytes()) > 10
    list(wipe_lines(desk, path))
    assert (desk.folder / lastseen.NAME).read_bytes() == b"{}"


def test_a_broken_memory_is_no_memory(desk: Desk) -> None:
    path = desk.find("test-case")
    for broken in (b"", b"[]", b'{"a": 1, "b": [1], "c": ["x", 2]}', b"\xff" * 50):
        (desk.folder / lastseen.NAME).write_bytes(broken)
        session = desk.open(path)
        assert fresh_notices(session) == ()
        session.close()


def test_removing_for_good_is_no_other_history(desk: Desk) -> None:
    path = desk.find("test-case")
    changed(desk, path, "02/10/2022")
    session = desk.open(path)
    forget_removed(session)
    session.close()
    session = desk.open(path)
    assert fresh_notices(session) == ()
    session.close()


@pytest.mark.parametrize("is_protected", [False, True], ids=["protect", "unprotect"])
def test_another_seal_is_no_other_history(desk: Desk, is_protected: bool) -> None:
    path = desk.find("test-case")
    session = desk.open(path)
    protect(desk, session, PROTECTION)
    if is_protected:
        session.close()
        session = desk.open(session.store.path, key=code_key(session.store.path))
        unprotect(desk, session)
    path, key = session.store.path, session.key
    session.close()
    session = desk.open(path, key=key)
    assert fresh_notices(session) == ()
    session.close()


def test_a_session_that_dies_while_files_are_replaced_raises_no_alarm(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = desk.find("test-case")
    changed(desk, path, "02/10/2022")
    session = desk.open(path)
    monkeypatch.setattr(lastseen, "keep", lambda cases, store: None)
    forget_removed(session)
    session.close()
    session = desk.open(path)
    assert fresh_notices(session) == ()
    session.close()


def test_what_is_odd_about_a_resealed_case_is_told_though_something_was_told_before(desk: Desk) -> None:
    session = desk.open(desk.find("test-case"))
    session.store.add_notice(head_rebuilt())
    assert len(fresh_notices(session)) == 1
    session.close()
    store = open_case(session.store.path, now=desk.now(), session="test")
    store.add_notice(old_copy_stays())
    session.use_store(store, None)
    assert fresh_notices(session) == (old_copy_stays().message,)
    session.close()


def test_a_case_in_use_says_since_when_and_can_be_looked_at(desk: Desk, tmp_path: Path) -> None:
    path = desk.find("test-case")
    holder = desk.open(path)
    with pytest.raises(CaseInUse) as caught:
        make_desk(tmp_path).open(path)
    told = why_not(caught.value, desk.now().tzinfo)
    assert can_be_looked_at(caught.value)
    assert "Open there since 25 November 2026, 09:30; last seen working 25 November 2026, 09:30." in told
    session = make_desk(tmp_path).open(path, read_only=True)
    assert fresh_notices(session) == (READ_ONLY,)
    with pytest.raises(CaseReadOnly):
        session.answer("applicant.lpr_date", "02/11/2022")
    session.close()
    holder.close()


def test_other_refusals_are_no_reason_to_look(desk: Desk) -> None:
    assert not can_be_looked_at(ApplicantHelperError("x", "y"))
