"""Documents go in durably, once, from regular files only, and the originals stay as they are."""

from __future__ import annotations

import hashlib
import os
import sys
from pathlib import Path

import pytest

from applicant_helper.storage import layout
from applicant_helper.storage.objects import StoredObject, read_source
from applicant_helper.storage.problems import CaseDamaged, FileRefused
from tests.storage.helpers import NOW, files_under, make_case, make_file

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="POSIX file kinds")


def test_a_document_reads_back_the_same_and_is_named_by_its_hash(tmp_path: Path) -> None:
    data = os.urandom(200_000)
    with make_case(tmp_path) as store:
        stored = store.add_object(make_file(tmp_path, data))
        assert stored == StoredObject(hashlib.sha256(data).hexdigest(), 200_000)
        assert store.object_path(stored.sha256).read_bytes() == data
        assert b"".join(store.read_object(stored.sha256)) == data


def test_the_original_is_left_as_it_was(tmp_path: Path) -> None:
    source = make_file(tmp_path)
    before = _facts(source)
    with make_case(tmp_path / "cases") as store:
        store.add_object(source)
    assert _facts(source) == before


def _facts(path: Path) -> tuple[int, int, bytes]:
    found = path.stat()
    return found.st_mtime_ns, found.st_mode, path.read_bytes()


def test_the_same_bytes_are_stored_once(tmp_path: Path) -> None:
    with make_case(tmp_path) as store:
        first = store.add_object(make_file(tmp_path, name="a.pdf"))
        second = store.add_object(make_file(tmp_path, name="b.pdf"))
        assert first == second
        assert store.objects() == (first.sha256,)


def test_adding_a_document_again_mends_a_damaged_copy(tmp_path: Path) -> None:
    with make_case(tmp_path) as store:
        stored = store.put_bytes(b"good bytes")
        store.object_path(stored.sha256).write_bytes(b"bad  bytes")
        store.put_bytes(b"good bytes")
        store.verify_object(stored.sha256)


def test_a_changed_document_is_noticed(tmp_path: Path) -> None:
    with make_case(tmp_path) as store:
        stored = store.put_bytes(b"good bytes")
        store.object_path(stored.sha256).write_bytes(b"Good bytes")
        with pytest.raises(CaseDamaged):
            store.verify_object(stored.sha256)
        with pytest.raises(CaseDamaged):
            store.verify()


@pytest.mark.parametrize("sha256", ["0" * 64, "", "../../header.json", "A" * 64, "0" * 63 + "\n"])
def test_a_document_that_is_not_there_is_a_typed_cause(tmp_path: Path, sha256: str) -> None:
    with make_case(tmp_path) as store, pytest.raises(CaseDamaged):
        store.object_path(sha256)


@pytest.mark.parametrize("name", ["[bold]x[bold].pdf", "a{name}b.pdf", "\u202egnp.pdf", "x" * 250])
def test_odd_file_names_do_no_harm(tmp_path: Path, name: str) -> None:
    with make_case(tmp_path / "cases") as store:
        assert store.add_object(make_file(tmp_path, name=name)).size


def refusal(source: Path, limit: int = layout.MAX_FILE_BYTES) -> FileRefused:
    with pytest.raises(FileRefused) as caught:
        list(read_source(source, limit=limit))
    return caught.value


def test_a_folder_is_refused(tmp_path: Path) -> None:
    assert refusal(tmp_path).code == "not-a-regular-file"


def test_an_empty_file_is_refused(tmp_path: Path) -> None:
    assert refusal(make_file(tmp_path, b"")).code == "empty-file"


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    assert refusal(tmp_path / "gone.pdf").code == "unreadable"


def test_a_file_above_the_limit_is_refused(tmp_path: Path) -> None:
    assert refusal(make_file(tmp_path, b"12345"), limit=4).code == "too-large"


def test_a_file_at_the_limit_is_taken(tmp_path: Path) -> None:
    assert b"".join(read_source(make_file(tmp_path, b"1234"), limit=4)) == b"1234"


def test_a_sparse_giant_is_refused_before_it_is_read(tmp_path: Path) -> None:
    source = make_file(tmp_path)
    os.truncate(source, layout.MAX_FILE_BYTES + 1)
    found = refusal(source)
    assert found.code == "too-large"
    assert "200 MB" in found.sentence()


@POSIX
def test_a_link_is_refused(tmp_path: Path) -> None:
    (tmp_path / "link.pdf").symlink_to(make_file(tmp_path))
    assert refusal(tmp_path / "link.pdf").code == "not-a-regular-file"


@POSIX
def test_a_pipe_is_refused_without_waiting(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.pdf")
    assert refusal(tmp_path / "pipe.pdf").code == "not-a-regular-file"


@POSIX
@pytest.mark.skipif(sys.platform != "win32" and os.geteuid() == 0, reason="root may read everything")
def test_a_file_one_may_not_read_is_refused(tmp_path: Path) -> None:
    source = make_file(tmp_path)
    source.chmod(0)
    assert refusal(source).code == "unreadable"


def test_a_name_with_a_nul_is_refused() -> None:
    assert refusal(Path("a\0b.pdf")).code == "unreadable"


def test_a_refused_file_leaves_the_case_as_it_was(tmp_path: Path) -> None:
    with make_case(tmp_path / "cases") as store:
        before = files_under(store.path)
        with pytest.raises(FileRefused):
            store.add_object(make_file(tmp_path, b""))
        assert files_under(store.path) == before


@POSIX
def test_folders_and_files_are_private(tmp_path: Path) -> None:
    with make_case(tmp_path / "cases") as store:
        store.put_bytes(b"x")
        store.commit({"a": 1}, operation="answer", now=NOW)
        modes = {oct(path.stat().st_mode & 0o777) for path in store.path.rglob("*") if path.is_file()}
        folders = {
            oct(path.stat().st_mode & 0o777) for path in [store.path, *store.path.rglob("*")] if path.is_dir()
        }
    assert modes == {"0o600"}
    assert folders == {"0o700"}
