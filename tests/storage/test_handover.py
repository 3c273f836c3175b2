"""The hand-over file: written and read back whole; a hostile or damaged one changes nothing anywhere."""

from __future__ import annotations

import hashlib
import io
import json
import os
import sqlite3
import struct
import tempfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from applicant_helper.core.errors import ApplicantHelperError
from applicant_helper.storage.handover import export_case, verify_handover
from applicant_helper.storage.intake import import_case
from applicant_helper.storage.problems import CaseDamaged, FileRefused, HandoverRefused, StorageTrouble
from tests.storage.helpers import NOW, RECORDS, files_under, make_case, reopen


def exported(folder: Path) -> Path:
    """A hand-over file of a case with one document, one later change and one undo."""
    with make_case(folder / "cases") as store:
        stored = store.put_bytes(b"%PDF-1.7 a paper" * 5000)
        store.commit({"documents/d1": {"sha256": stored.sha256}}, operation="add", now=NOW)
        store.commit({"x": 1}, operation="answer", now=NOW)
        store.undo(now=NOW)
        store.set_summary({"form": "us/n-400", "papers": 1})
        export_case(store, folder / "case.ahcx")
    return folder / "case.ahcx"


def taken_in(source: Path, folder: Path) -> None:
    import_case(source, folder, now=NOW, session="test").close()


def test_a_case_comes_through_whole_with_documents_history_and_label(tmp_path: Path) -> None:
    source = exported(tmp_path)
    with (
        reopen(tmp_path / "cases" / "case-7f3a.ahcase") as before,
        import_case(source, tmp_path / "other", now=NOW, session="test") as after,
    ):
        assert after.path.name == "case-7f3a.ahcase"
        assert dict(after.records) == dict(before.records)
        assert after.history() == before.history()
        assert (after.case_id, after.label) == (before.case_id, before.label)
        assert after.objects() == before.objects()
        assert dict(after.summary) == {"form": "us/n-400", "papers": 1}
        assert after.notices == ()
        after.verify()
        redone = after.redo(now=NOW)
        assert redone and after.records["x"] == 1


def test_the_same_case_gives_the_same_bytes(tmp_path: Path) -> None:
    source = exported(tmp_path)
    with reopen(tmp_path / "cases" / "case-7f3a.ahcase") as store:
        export_case(store, tmp_path / "again.ahcx")
    assert (tmp_path / "again.ahcx").read_bytes() == source.read_bytes()


def test_the_report_counts_documents_and_bytes(tmp_path: Path) -> None:
    source = exported(tmp_path)
    report = verify_handover(source)
    assert (report.documents, report.rev, report.size) == (1, 4, source.stat().st_size)


def test_any_zip_program_can_read_it(tmp_path: Path) -> None:
    with zipfile.ZipFile(exported(tmp_path)) as archive:
        assert archive.testzip() is None
        assert {"header.json", "head", "case.db", "manifest"} <= set(archive.namelist())


def test_a_case_open_to_read_can_be_handed_over(tmp_path: Path) -> None:
    exported(tmp_path)
    with reopen(tmp_path / "cases" / "case-7f3a.ahcase", read_only=True) as store:
        before = files_under(store.path)
        export_case(store, tmp_path / "read-only.ahcx")
        assert files_under(store.path) == before
    assert verify_handover(tmp_path / "read-only.ahcx").rev == 4


def test_exporting_leaves_no_working_files(tmp_path: Path) -> None:
    exported(tmp_path)
    assert not [name for name in files_under(tmp_path) if "tmp-" in name or ".work" in name]


def test_an_existing_file_is_not_replaced(tmp_path: Path) -> None:
    source = exported(tmp_path)
    before = source.read_bytes()
    with reopen(tmp_path / "cases" / "case-7f3a.ahcase") as store, pytest.raises(HandoverRefused) as caught:
        export_case(store, source)
    assert caught.value.code == "handover-exists"
    assert source.read_bytes() == before


def test_a_damaged_document_is_not_handed_over(tmp_path: Path) -> None:
    exported(tmp_path)
    with reopen(tmp_path / "cases" / "case-7f3a.ahcase") as store:
        store.object_path(store.objects()[0]).write_bytes(b"other")
        with pytest.raises(CaseDamaged):
            export_case(store, tmp_path / "new.ahcx")
    assert not (tmp_path / "new.ahcx").exists()


def test_a_target_folder_that_is_not_there_is_a_typed_cause(tmp_path: Path) -> None:
    with make_case(tmp_path) as store, pytest.raises(StorageTrouble):
        export_case(store, tmp_path / "none" / "case.ahcx")


def test_taking_in_twice_gives_a_second_case_with_a_number(tmp_path: Path) -> None:
    source = exported(tmp_path)
    for name in ("case-7f3a 2.ahcase", "case-7f3a 3.ahcase"):
        with import_case(source, tmp_path / "cases", now=NOW, session="test") as store:
            assert store.path.name == name


def test_a_label_given_at_intake_is_used(tmp_path: Path) -> None:
    with import_case(exported(tmp_path), tmp_path / "b", now=NOW, session="test", label="desk 4") as store:
        assert (store.label, store.path.name) == ("desk 4", "desk 4.ahcase")


def refused(source: Path, folder: Path) -> ApplicantHelperError:
    """Taking `source` in is refused with a typed cause, and nothing appears in `folder`."""
    with pytest.raises(ApplicantHelperError) as caught:
        taken_in(source, folder)
    assert not folder.exists() or list(folder.iterdir()) == []
    return caught.value


def rezipped(source: Path, change: Callable[[dict[str, bytes]], None], *, fix: bool = True) -> Path:
    """The same members after `change`, written by the standard library, with the manifest made to fit."""
    with zipfile.ZipFile(source) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    manifest = json.loads(members.pop("manifest"))
    change(members)
    if fix:
        manifest["members"] = {name: hashlib.sha256(data).hexdigest() for name, data in members.items()}
    target = source.with_name("changed.ahcx")
    with zipfile.ZipFile(target, "w") as archive:
        for name, data in [*members.items(), ("manifest", json.dumps(manifest).encode())]:
            info = zipfile.ZipInfo(name)
            info.external_attr = 0o100600 << 16
            info.create_system = 3
            archive.writestr(info, data)
    return target


def test_a_file_written_by_another_program_in_the_same_shape_is_taken(tmp_path: Path) -> None:
    taken_in(rezipped(exported(tmp_path), lambda members: None), tmp_path / "b")
    assert (tmp_path / "b" / "case-7f3a.ahcase").is_dir()


BAD_NAMES = [
    "../evil",
    "/etc/evil",
    "C:\\evil",
    "objects/../../evil",
    "objects/ab/" + "ab" * 31 + "zz",
    "objects/ab/" + "cd" * 32,
    "objects/AB/" + "AB" * 32,
    "case.db-journal",
    "CON",
    "lock",
    "snapshots/x.db",
    "objects/",
    "head\x00",
    "h\u00e9ad",
]


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize("name", BAD_NAMES)
def test_a_member_with_any_other_name_is_refused(tmp_path: Path, name: str) -> None:
    def add(members: dict[str, bytes]) -> None:
        members[name] = b"evil"

    source = exported(tmp_path)
    refused(rezipped(source, add), tmp_path / "b")
    assert not list(tmp_path.rglob("*evil*"))


@pytest.mark.parametrize("name", ["header.json", "head", "case.db"])
def test_a_missing_member_is_refused(tmp_path: Path, name: str) -> None:
    found = refused(rezipped(exported(tmp_path), lambda members: members.__delitem__(name)), tmp_path / "b")
    assert found.code == "not-a-handover-file"


@pytest.mark.parametrize("name", ["header.json", "head", "case.db"])
def test_other_content_under_a_fitting_manifest_is_refused(tmp_path: Path, name: str) -> None:
    def spoil(members: dict[str, bytes]) -> None:
        members[name] = members[name][:-1] + b"?"

    found = refused(rezipped(exported(tmp_path), spoil), tmp_path / "b")
    assert found.code == "handover-damaged"


def test_a_document_under_a_wrong_hash_is_refused(tmp_path: Path) -> None:
    def add(members: dict[str, bytes]) -> None:
        members["objects/ab/" + "ab" * 32] = b"not that"

    found = refused(rezipped(exported(tmp_path), add), tmp_path / "b")
    assert found.code == "handover-damaged"


def test_content_that_does_not_fit_the_manifest_is_refused(tmp_path: Path) -> None:
    def spoil(members: dict[str, bytes]) -> None:
        members["head"] = b"?" * len(members["head"])

    found = refused(rezipped(exported(tmp_path), spoil, fix=False), tmp_path / "b")
    assert found.code == "handover-damaged"


def test_a_database_with_a_trigger_is_refused(tmp_path: Path) -> None:
    def plant(members: dict[str, bytes]) -> None:
        planted = tmp_path / "planted.db"
        planted.write_bytes(members["case.db"])
        db = sqlite3.connect(planted)
        db.execute("CREATE TRIGGER t AFTER INSERT ON log BEGIN DELETE FROM rec; END")
        db.commit()
        db.close()
        members["case.db"] = planted.read_bytes()

    found = refused(rezipped(exported(tmp_path), plant), tmp_path / "b")
    assert found.code == "handover-damaged"


def repacked(source: Path, pack: Callable[[zipfile.ZipFile, str, bytes], None]) -> Path:
    target = source.with_name("packed.ahcx")
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            pack(new, name, old.read(name))
    return target


def _info(name: str, mode: int = 0o100600) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name)
    info.external_attr = mode << 16
    info.create_system = 3
    return info


def test_a_packed_member_is_refused(tmp_path: Path) -> None:
    def pack(new: zipfile.ZipFile, name: str, data: bytes) -> None:
        new.writestr(_info(name), data, zipfile.ZIP_DEFLATED)

    assert refused(repacked(exported(tmp_path), pack), tmp_path / "b").code == "not-a-handover-file"


def test_a_link_member_is_refused(tmp_path: Path) -> None:
    def pack(new: zipfile.ZipFile, name: str, data: bytes) -> None:
        new.writestr(_info(name, 0o120777), data)

    assert refused(repacked(exported(tmp_path), pack), tmp_path / "b").code == "not-a-handover-file"


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_doubled_member_is_refused(tmp_path: Path) -> None:
    def pack(new: zipfile.ZipFile, name: str, data: bytes) -> None:
        new.writestr(_info(name), data)
        if name == "head":
            new.writestr(_info(name), data)

    assert refused(repacked(exported(tmp_path), pack), tmp_path / "b").code == "not-a-handover-file"


def test_a_member_marked_as_encrypted_is_refused(tmp_path: Path) -> None:
    data = bytearray(exported(tmp_path).read_bytes())
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    (tmp_path / "flag.ahcx").write_bytes(data)
    assert refused(tmp_path / "flag.ahcx", tmp_path / "b").code == "not-a-handover-file"


def test_overlapping_members_are_refused(tmp_path: Path) -> None:
    data = bytearray(exported(tmp_path).read_bytes())
    second = data.index(b"PK\x01\x02", data.index(b"PK\x01\x02") + 1)
    data[second + 42 : second + 46] = struct.pack("<I", 0)
    (tmp_path / "overlap.ahcx").write_bytes(data)
    assert refused(tmp_path / "overlap.ahcx", tmp_path / "b").code == "not-a-handover-file"


@pytest.mark.parametrize("extra", [b"x", b"PK\x05\x06" + bytes(18)])
def test_bytes_after_the_end_are_refused(tmp_path: Path, extra: bytes) -> None:
    source = exported(tmp_path)
    source.write_bytes(source.read_bytes() + extra)
    found = refused(source, tmp_path / "b")
    assert found.code == "not-a-handover-file"


def test_a_claim_of_many_members_is_refused_before_they_are_read(tmp_path: Path) -> None:
    end = struct.pack("<4s4H2IH", b"PK\x05\x06", 0, 0, 65000, 65000, 0xFFFFFF00, 0, 0)
    (tmp_path / "many.ahcx").write_bytes(end)
    assert refused(tmp_path / "many.ahcx", tmp_path / "b").code == "not-a-handover-file"


def test_a_file_above_four_gigabytes_is_refused_without_reading_it(tmp_path: Path) -> None:
    (tmp_path / "giant.ahcx").write_bytes(b"PK")
    os.truncate(tmp_path / "giant.ahcx", 5 << 30)
    found = refused(tmp_path / "giant.ahcx", tmp_path / "b")
    assert found.code == "too-large"


@pytest.mark.parametrize("data", [b"", b"PK", b"%PDF-1.7" * 100, b"\0" * 22])
def test_something_else_is_refused_kindly(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "other.ahcx").write_bytes(data)
    found = refused(tmp_path / "other.ahcx", tmp_path / "b")
    assert isinstance(found, FileRefused | HandoverRefused)
    assert "other.ahcx" in found.sentence()


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return exported(tmp_path_factory.mktemp("sample")).read_bytes()


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_any_changed_byte_or_cut_is_refused(sample: bytes, data: st.DataObject) -> None:
    last = len(sample) - 1
    place = data.draw(st.integers(0, last) | st.integers(last - 1200, last))
    changed = bytearray(sample)
    if data.draw(st.booleans()):
        changed[place] ^= data.draw(st.integers(1, 255))
    else:
        del changed[place:]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "x.ahcx").write_bytes(changed)
        with pytest.raises((HandoverRefused, FileRefused)):
            verify_handover(folder / "x.ahcx")
        with pytest.raises((HandoverRefused, FileRefused)):
            import_case(folder / "x.ahcx", folder / "b", now=NOW, session="")
        assert [path.name for path in folder.iterdir()] == ["x.ahcx"]


def test_the_records_of_the_sample_are_those_of_the_case(tmp_path: Path) -> None:
    with import_case(exported(tmp_path), tmp_path / "b", now=NOW, session="test") as store:
        assert RECORDS.items() <= dict(store.records).items()


def test_a_stored_zip_of_nothing_is_refused(tmp_path: Path) -> None:
    empty = io.BytesIO()
    zipfile.ZipFile(empty, "w").close()
    (tmp_path / "empty.ahcx").write_bytes(empty.getvalue())
    assert refused(tmp_path / "empty.ahcx", tmp_path / "b").code == "not-a-handover-file"
