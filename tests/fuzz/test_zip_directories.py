"""ZIP files with changed bytes: what comes out is as it was put in, or the file is refused; nothing lies outside."""

from __future__ import annotations

import tempfile
import zipfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from applicant_helper.core.errors import ApplicantHelperError
from applicant_helper.reading.look import REASONS
from applicant_helper.reading.zipdirectory import ZipRefused, read_directory
from applicant_helper.reading.zipunpack import unpack_zip
from applicant_helper.storage.handover import export_case, verify_handover
from applicant_helper.storage.intake import import_case
from tests.fuzz.effort import fuzz
from tests.fuzz.mutating import SEVERAL, changed
from tests.storage.helpers import NOW, make_case

PAPERS = {"a/one.pdf": b"%PDF-1.7 " + b"one " * 400, "two.pdf": b"%PDF-1.7 two", "é.pdf": b"%PDF-1.7 three"}


def zipped() -> bytes:
    with tempfile.TemporaryFile() as file:
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, data in PAPERS.items():
                archive.writestr(name, data)
        file.seek(0)
        return file.read()


WHOLE = zipped()
DIRECTORY = len(WHOLE) - 250


@fuzz(300)
@given(SEVERAL, st.booleans())
def test_papers_of_a_changed_zip_file_are_whole_or_not_taken(several: list[Any], at_the_end: bool) -> None:
    data = WHOLE[:DIRECTORY] + changed(WHOLE[DIRECTORY:], several) if at_the_end else changed(WHOLE, several)
    with tempfile.TemporaryDirectory() as name:
        into = Path(name) / "into"
        into.mkdir()
        (Path(name) / "p.zip").write_bytes(data)
        with (Path(name) / "p.zip").open("rb") as file:
            told = unpack_zip(file, into)
        if "code" in told:
            assert told["code"] in REASONS
        else:
            for _inside, own, code in told["members"]:
                assert code in REASONS or (into / own).read_bytes() in PAPERS.values()
        assert {p.name for p in Path(name).iterdir()} == {"into", "p.zip"}
        assert all(p.is_file() and not p.is_symlink() for p in into.iterdir())


@fuzz(150)
@given(st.binary(max_size=300), st.binary(max_size=60))
def test_any_bytes_as_a_zip_file_are_a_directory_or_refused(data: bytes, tail: bytes) -> None:
    for whole in (data, WHOLE[:60] + data, data + b"PK\x05\x06" + tail, data + WHOLE[-22:]):
        with tempfile.TemporaryFile() as file:
            file.write(whole)
            file.seek(0)
            try:
                read_directory(file)
            except ZipRefused as refused:
                assert refused.code in REASONS


@pytest.fixture(scope="module")
def handed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, Any]]:
    folder = tmp_path_factory.mktemp("handed")
    with make_case(folder / "cases") as store:
        stored = store.put_bytes(b"%PDF-1.7 a paper" * 50)
        store.commit({"documents/d1": {"sha256": stored.sha256}}, operation="add", now=NOW)
        export_case(store, folder / "case.ahcx")
        return folder / "case.ahcx", dict(store.records)


@fuzz(25, whole_case=True)
@given(SEVERAL, st.sampled_from(["anywhere", "end", "start"]))
def test_a_changed_hand_over_file_is_refused_or_gives_the_same_case(
    handed: tuple[Path, dict[str, Any]], several: list[Any], where: str
) -> None:
    source, records = handed
    whole = source.read_bytes()
    cut = {"anywhere": 0, "end": len(whole) - 600, "start": 0}[where]
    stop = 2000 if where == "start" else len(whole)
    with tempfile.TemporaryDirectory() as name:
        copy = Path(name) / "x.ahcx"
        copy.write_bytes(whole[:cut] + changed(whole[cut:stop], several) + whole[stop:])
        cases = Path(name) / "cases"
        try:
            verify_handover(copy)
            with import_case(copy, cases, now=NOW, session="test") as store:
                assert dict(store.records) == records
                store.verify()
        except ApplicantHelperError as cause:
            assert cause.sentence()
            assert not [p for p in cases.rglob("*") if p.is_file()]
        assert {p.name for p in Path(name).iterdir()} <= {"x.ahcx", "cases"}
