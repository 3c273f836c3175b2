"""Protected cases: what is on the disk, who gets in, what a changed byte does."""

from __future__ import annotations

import base64
import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from applicant_helper.core.errors import ApplicantHelperError
from applicant_helper.storage import crypto, keyslots, plainroom, protection, reseal
from applicant_helper.storage.cases import Condition, create_case, list_cases, open_case
from applicant_helper.storage.forgetting import forget
from applicant_helper.storage.handover import export_case
from applicant_helper.storage.header import header_bytes, read_header, write_header
from applicant_helper.storage.intake import header_of, import_case
from applicant_helper.storage.keyslots import Passphrase, RecoveryCode
from applicant_helper.storage.problems import (
    CaseDamaged,
    CaseProtected,
    ProtectionRefused,
    WrongSecret,
)
from applicant_helper.storage.recoverycode import RecoveryCodeMistyped
from applicant_helper.storage.wipe import wipe_case
from tests.storage.helpers import NOW, RECORDS, files_under, later, make_case, reopen
from tests.storage.protected import (
    CHEAP,
    CODE,
    PASSPHRASE,
    PROTECTION,
    code_key,
    make_protected,
    reopen_protected,
)

ROOT = Path(__file__).resolve().parents[2]
MARKER = "Zqx7MARKERwv"


def marker_forms(text: str) -> list[bytes]:
    """How a text may stand on a disk: UTF-8, UTF-16, Base64 at each of its three places, hexadecimal."""
    raw = text.encode()
    coded = [base64.b64encode(bytes(shift) + raw)[4:-4] for shift in range(3)]
    return [raw, raw.lower(), text.encode("utf-16-le"), text.encode("utf-16-be"), raw.hex().encode(), *coded]


def assert_unmarked(folder: Path, *texts: str) -> None:
    for name, data in files_under(folder).items():
        for text in texts:
            for form in marker_forms(text):
                assert form not in data, name
                assert form not in name.encode()


def filled(folder: Path, label: str = MARKER) -> Path:
    """A protected case with markers in its label, answers, history, a paper and a safety copy."""
    with make_protected(folder, label) as store:
        stored = store.put_bytes(f"%PDF-1.7 {MARKER}".encode() * 5000)
        store.commit({"documents/d1": {"sha256": stored.sha256}}, operation="add", now=NOW)
        store.commit({f"people/{MARKER}": MARKER}, operation="answer", now=NOW)
        store.commit({f"people/{MARKER}": "other"}, operation="answer", now=NOW)
        store.set_summary({"label": MARKER, "form": MARKER})
        store.snapshot("auto", now=later(1))
        return store.path


def test_no_byte_of_a_protected_case_is_readable(tmp_path: Path) -> None:
    path = filled(tmp_path)
    sha256 = reopen_protected(path).records["documents/d1"]["sha256"]  # type: ignore[index, call-overload]
    assert_unmarked(tmp_path, MARKER, str(sha256))
    assert not any(MARKER in str(p) for p in tmp_path.rglob("*"))


def test_each_way_in_opens_alone_and_a_wrong_one_is_named(tmp_path: Path) -> None:
    path = filled(tmp_path)
    for secret in (Passphrase(f"  {PASSPHRASE} "), RecoveryCode(CODE.lower())):
        assert protection.unlock(path, secret) == code_key(path)
    with pytest.raises(WrongSecret, match="wrong-passphrase"):
        protection.unlock(path, Passphrase(PASSPHRASE.upper()))
    with pytest.raises(WrongSecret, match="wrong-recovery"):
        protection.unlock(path, RecoveryCode("0000-0000-0000-0000-0000-0000-0000-0000-GN2F"))
    with pytest.raises(RecoveryCodeMistyped):
        protection.unlock(path, RecoveryCode(CODE.replace("SB6B", "SB6C")))
    with pytest.raises(CaseProtected):
        open_case(path, now=NOW, session="test")


def test_the_list_shows_a_protected_case_by_a_name_that_tells_nothing(tmp_path: Path) -> None:
    path = filled(tmp_path)
    (row,) = list_cases(tmp_path)
    assert row.condition is Condition.PROTECTED and row.label == path.stem
    assert path.stem.startswith("case-") and not row.summary
    with reopen_protected(path) as store:
        assert store.label == MARKER


def test_secrets_do_not_print_themselves(tmp_path: Path) -> None:
    shown = repr([code_key(filled(tmp_path)), Passphrase(PASSPHRASE), RecoveryCode(CODE), PROTECTION])
    assert PASSPHRASE not in shown and CODE not in shown


def test_a_new_passphrase_takes_the_place_of_the_old(tmp_path: Path) -> None:
    path = filled(tmp_path)
    with reopen_protected(path) as store:
        protection.change_passphrase(store, code_key(path), "another good one", cost=CHEAP)
    assert protection.unlock(path, Passphrase("another good one")) == code_key(path)
    with pytest.raises(WrongSecret):
        protection.unlock(path, Passphrase(PASSPHRASE))
    for name in ("header.json", "header.copy"):
        assert len(json.loads((path / name).read_text())["key_slots"]) == 2


def test_a_change_of_passphrase_cut_short_leaves_both_and_is_finished_by_the_next_opening(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = filled(tmp_path)
    key = code_key(path)
    with reopen_protected(path) as store:
        monkeypatch.setattr(protection, "read_header", _die)
        with pytest.raises(KeyboardInterrupt):
            protection.change_passphrase(store, key, "another good one", cost=CHEAP)
        monkeypatch.undo()
    for text in (PASSPHRASE, "another good one"):
        assert protection.unlock(path, Passphrase(text)) == key
    with reopen_protected(path) as store:
        protection.finish_change(store, Passphrase("another good one"))
    with pytest.raises(WrongSecret):
        protection.unlock(path, Passphrase(PASSPHRASE))
    assert protection.unlock(path, Passphrase("another good one"))


def _die(*_args: object, **_kwargs: object) -> None:
    raise KeyboardInterrupt


def test_a_new_recovery_code_takes_the_place_of_the_old(tmp_path: Path) -> None:
    path = filled(tmp_path)
    with reopen_protected(path) as store:
        code = protection.change_recovery_code(store, code_key(path))
    assert protection.unlock(path, RecoveryCode(code))
    with pytest.raises(WrongSecret):
        protection.unlock(path, RecoveryCode(CODE))


def test_the_last_way_in_stays(tmp_path: Path) -> None:
    with reopen_protected(filled(tmp_path)) as store:
        first, second = protection.ways_in(store)
        protection.remove_way_in(store, first.id)
        with pytest.raises(ProtectionRefused, match="last-slot"):
            protection.remove_way_in(store, second.id)
        assert [way.id for way in protection.ways_in(store)] == [second.id]


@pytest.mark.parametrize(
    ("field", "value"),
    [("memory", 1 << 40), ("memory", 1 << 20), ("passes", 11), ("passes", 1), ("lanes", 2), ("memory", "x")],
)
def test_a_header_that_asks_for_too_much_is_refused_before_anything_is_allocated(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, field: str, value: object
) -> None:
    path = filled(tmp_path)
    header = read_header(path)
    slots = json.loads(json.dumps(header.key_slots))
    slots[0]["kdf"][field] = value
    write_header(path, replace(header, key_slots=slots))
    monkeypatch.setattr(crypto, "slow_key", _die)
    with pytest.raises(CaseDamaged):
        protection.unlock(path, Passphrase(PASSPHRASE))


def test_a_changed_byte_in_any_file_is_noticed_or_changes_nothing(tmp_path: Path) -> None:
    path = filled(tmp_path)
    key = code_key(path)
    before = files_under(path)
    with open_case(path, now=later(1), session="test", key=key) as store:
        expected = dict(store.records)
    for name, data in before.items():
        for place in {0, len(data) // 3, len(data) // 2, len(data) - 1} if data else set():
            _put_back(path, before)
            changed = bytearray(data)
            changed[place] ^= 0x41
            (path / name).write_bytes(changed)
            try:
                with open_case(path, now=later(2), session="test", key=key) as store:
                    assert dict(store.records) == expected
                    store.verify()
                    if name.startswith("snapshots/"):
                        store.read_snapshot(Path(name).name)
            except ApplicantHelperError:
                continue


def _put_back(folder: Path, files: dict[str, bytes]) -> None:
    for name, data in files.items():
        (folder / name).write_bytes(data)


def test_the_header_of_a_protected_case_survives_in_its_second_copy(tmp_path: Path) -> None:
    path = filled(tmp_path)
    good = header_bytes(read_header(path))
    (path / "header.json").write_bytes(b"{}")
    with reopen_protected(path):
        pass
    assert (path / "header.json").read_bytes() == good
    (path / "header.copy").unlink()
    with reopen_protected(path):
        pass
    assert (path / "header.copy").read_bytes() == good


def test_papers_that_changed_places_are_refused(tmp_path: Path) -> None:
    with make_protected(tmp_path) as store:
        first, second = store.put_bytes(b"first paper"), store.put_bytes(b"other paper")
        one, two = (store._objects.place(s.sha256) for s in (first, second))
        a, b = one.read_bytes(), two.read_bytes()
        one.write_bytes(b)
        two.write_bytes(a)
        with pytest.raises(CaseDamaged):
            store.object_path(first.sha256)
        with pytest.raises(CaseDamaged):
            store.verify()


def test_an_older_database_put_back_is_told(tmp_path: Path) -> None:
    path = filled(tmp_path)
    old = (path / "case.db").read_bytes()
    with reopen_protected(path) as store:
        store.commit({"a": 1}, operation="answer", now=later(3))
    (path / "case.db").write_bytes(old)
    with reopen_protected(path, minutes=4) as store:
        assert [notice.code for notice in store.notices] == ["older-than-seen"]


def test_readable_papers_are_gone_after_use(tmp_path: Path) -> None:
    with make_protected(tmp_path) as store:
        stored = store.put_bytes(b"a paper")
        with store.papers_out():
            with store.papers_out():
                copy = store.object_path(stored.sha256)
            assert copy.read_bytes() == b"a paper"
            assert copy.stat().st_mode & 0o077 == 0
        assert not copy.exists()
        left = store.object_path(stored.sha256)
    assert not left.exists()


def test_without_memory_to_use_papers_lie_in_the_case_and_are_swept_after_a_crash(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(plainroom, "_memory_folder", lambda: None)
    store = make_protected(tmp_path)
    stored = store.put_bytes(b"a paper")
    copy = store.object_path(stored.sha256)
    assert store.path in copy.parents
    store._database.close()
    assert store.parts.lock is not None
    store.parts.lock.release()
    with reopen_protected(store.path):
        assert not copy.exists()


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has a folder in memory")
def test_what_a_dead_session_left_in_memory_is_removed() -> None:
    dead = Path("/dev/shm/applicant-helper-4194999-abcdef")
    dead.mkdir()
    (dead / "x").write_bytes(b"x")
    assert plainroom.remove_leftovers() >= 1
    assert not dead.exists()


def open_plain(folder: Path) -> Path:
    with make_case(folder, "Ana and Luis") as store:
        stored = store.put_bytes(f"paper {MARKER}".encode())
        store.commit({"documents/d1": {"sha256": stored.sha256, "name": MARKER}}, operation="add", now=NOW)
        store.commit({"documents/d1": {"sha256": stored.sha256}}, operation="describe", now=NOW)
        store.snapshot("auto", now=later(1))
        return store.path


def test_protecting_and_unprotecting_keeps_everything(tmp_path: Path) -> None:
    path = open_plain(tmp_path)
    with reopen(path) as store:
        records, history, copies = dict(store.records), store.history(), store.snapshots()
        done = reseal.protect_case(store, PROTECTION, now=later(2), session="test")
    assert [p.name for p in tmp_path.iterdir()] == [done.path.name]
    assert "Ana" not in done.path.name
    assert_unmarked(tmp_path, MARKER, "Ana and Luis")
    with open_case(done.path, now=later(3), session="test", key=done.key) as store:
        assert (dict(store.records), store.history(), store.label) == (records, history, "Ana and Luis")
        assert {c.name for c in copies} <= {c.name for c in store.snapshots()}
        assert store.read_snapshot(copies[0].name) == records
        store.verify()
        assert store.undo(now=later(4))
        assert store.records["documents/d1"]["name"] == MARKER  # type: ignore[index, call-overload]
        back = reseal.unprotect_case(store, now=later(5), session="test")
    assert back.path.name == "Ana and Luis.ahcase"
    with reopen(back.path) as store:
        store.verify()
        assert store.redo(now=later(6))
        assert dict(store.records) == records


@pytest.mark.parametrize("step", ["_write", "_check", "wipe_case", "appear"])
def test_protecting_that_dies_on_the_way_leaves_a_case_that_opens(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    path = open_plain(tmp_path)
    with reopen(path) as store:
        records = dict(store.records)
        if step == "appear":
            monkeypatch.setattr("applicant_helper.storage.staging._appear", _die)
        else:
            monkeypatch.setattr(reseal, step, _die)
        with pytest.raises(KeyboardInterrupt):
            reseal.protect_case(store, PROTECTION, now=later(2), session="test")
    monkeypatch.undo()
    reseal.finish_resealing(tmp_path, now=later(3), session="test")
    (row,) = list_cases(tmp_path)
    if row.condition is Condition.PROTECTED:
        assert_unmarked(tmp_path, MARKER)
        assert dict(reopen_protected(row.path).records) == records
    else:
        assert dict(reopen(row.path).records) == records


def test_forgetting_leaves_no_trace_of_a_value_or_a_paper(tmp_path: Path) -> None:
    path = open_plain(tmp_path)
    with reopen(path) as store:
        store.commit({"documents/d1": None}, operation="remove", now=later(2))
        done = forget(store, now=later(3))
        assert (done.documents, store.objects(), store.undo(now=later(4))) == (1, (), None)
        assert [step.operation for step in store.history()] == ["remove", "describe", "add", "create"]
        store.commit({"a": 1}, operation="answer", now=later(5))
        assert store.undo(now=later(6))
        store.verify()
    assert_unmarked(tmp_path, MARKER)
    with reopen(path, minutes=7) as store:
        assert not store.notices
        store.verify()


def test_forgetting_one_record_keeps_the_others_in_the_history(tmp_path: Path) -> None:
    path = open_plain(tmp_path)
    with reopen(path) as store:
        store.commit({"a": "first"}, operation="answer", now=later(2))
        store.commit({"a": "second"}, operation="answer", now=later(3))
        forget(store, now=later(4), names={"documents/d1"})
        assert '"first"' in set(store.remembered())
        assert store.objects()
    assert_unmarked(path / "case.db", MARKER)


def test_forgetting_that_dies_on_the_way_leaves_the_case_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = open_plain(tmp_path)
    with reopen(path) as store:
        records = dict(store.records)
        monkeypatch.setattr("applicant_helper.storage.fileops.put_in_place", _die)
        with pytest.raises(KeyboardInterrupt):
            forget(store, now=later(2))
        monkeypatch.undo()
        assert dict(store.records) == records
        assert store.undo(now=later(3))


def test_a_protected_case_travels_and_opens_only_with_its_secret(tmp_path: Path) -> None:
    path = filled(tmp_path / "here")
    file = tmp_path / "case.ahcx"
    with reopen_protected(path) as store:
        export_case(store, file)
    assert_unmarked(tmp_path, MARKER)
    with pytest.raises(CaseProtected):
        import_case(file, tmp_path / "there", now=later(2), session="test")
    key = protection.unlock_header(header_of(file), RecoveryCode(CODE))
    with import_case(file, tmp_path / "there", now=later(2), session="test", key=key) as store:
        store.verify()
        assert store.label == MARKER and MARKER not in store.path.name
    assert_unmarked(tmp_path, MARKER)


def test_an_unprotected_case_can_travel_protected(tmp_path: Path) -> None:
    path = open_plain(tmp_path / "here")
    file = tmp_path / "case.ahcx"
    with reopen(path) as store:
        reseal.export_protected(store, file, PROTECTION, now=later(2), session="test")
        assert not list((path / ".work").iterdir())
        records = dict(store.records)
    assert b"MARKER" not in file.read_bytes()
    key = protection.unlock_header(header_of(file), RecoveryCode(CODE))
    with import_case(file, tmp_path / "there", now=later(3), session="test", key=key) as store:
        assert dict(store.records) == records
        store.verify()


def test_the_script_without_the_program_opens_every_kind_of_case(tmp_path: Path) -> None:
    plain, sealed = open_plain(tmp_path / "a"), filled(tmp_path / "b")
    with reopen_protected(sealed) as store:
        export_case(store, tmp_path / "case.ahcx")
    for number, (source, secret) in enumerate(
        [(plain, ""), (sealed, PASSPHRASE), (sealed, CODE), (tmp_path / "case.ahcx", CODE.lower())]
    ):
        out = tmp_path / f"out{number}"
        done = subprocess.run(
            [sys.executable, "-c", WITHOUT_US, str(ROOT / "docs" / "open_case.py"), str(source), str(out)],
            input=secret,
            capture_output=True,
            text=True,
        )
        assert done.returncode == 0, done.stderr
        answers = json.loads((out / "answers.json").read_text())
        assert answers["people/maria/lpr_date"] == RECORDS["people/maria/lpr_date"]
        assert any(MARKER.encode() in p.read_bytes() for p in out.iterdir() if p.name != "answers.json")


WITHOUT_US = """
import getpass, runpy, sys
getpass.getpass = lambda prompt: sys.stdin.read()
sys.modules["applicant_helper"] = None
sys.argv = sys.argv[1:]
runpy.run_path(sys.argv[0], run_name="__main__")
"""


def test_after_a_wipe_no_key_is_left_and_saved_papers_open_nothing(tmp_path: Path) -> None:
    path = filled(tmp_path)
    saved = {name: data for name, data in files_under(path).items() if not name.startswith("header")}
    wipe_case(path, now=later(1), session="test")
    assert not list(tmp_path.iterdir())
    path.mkdir()
    for name, data in saved.items():
        (path / name).parent.mkdir(parents=True, exist_ok=True)
        (path / name).write_bytes(data)
    with pytest.raises(CaseDamaged):
        open_case(path, now=later(2), session="test", key=keyslots.CaseKey(bytes(32)))
    assert_unmarked(tmp_path, MARKER)


def test_a_protected_case_opens_read_only_beside_its_writer(tmp_path: Path) -> None:
    with make_protected(tmp_path) as writer, reopen_protected(writer.path, read_only=True) as reader:
        assert reader.is_read_only and dict(reader.records) == RECORDS


def test_creating_a_protected_case_leaves_nothing_when_it_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("applicant_helper.storage.cases.write_header", _die)
    with pytest.raises(KeyboardInterrupt):
        create_case(tmp_path, MARKER, now=NOW, records=RECORDS, protection=PROTECTION)
    assert not list(tmp_path.iterdir())
