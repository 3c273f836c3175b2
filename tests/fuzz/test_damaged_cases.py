"""Changed bytes in every file of a case, plain and protected: a typed cause or the same content, never another."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from applicant_helper.core.errors import ApplicantHelperError
from applicant_helper.storage.cases import list_cases
from applicant_helper.storage.snapshots import list_snapshots
from applicant_helper.storage.store import CaseStore
from tests.fuzz.effort import fuzz
from tests.fuzz.mutating import SEVERAL, changed
from tests.storage.helpers import NOW, later, make_case, reopen
from tests.storage.protected import make_protected, reopen_protected

PAPER = b"%PDF-1.7 a paper" * 50


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[Path, dict[str, Any], str]]:
    """A plain and a protected case: folder, records, hash of its paper."""
    found = {}
    for kind, make in (("plain", make_case), ("protected", make_protected)):
        with make(tmp_path_factory.mktemp(kind)) as store:
            stored = store.put_bytes(PAPER)
            for number in range(3):
                store.commit({f"documents/{number}": {"sha256": stored.sha256}}, operation="add", now=NOW)
            store.set_summary({"form": "us/n-400"})
            store.snapshot("auto", now=later(1))
            found[kind] = (store.path, dict(store.records), stored.sha256)
    return found


def checked(store: CaseStore, records: dict[str, Any], sha256: str) -> None:
    """Each part is as it was, or its reading raises a typed cause."""
    assert dict(store.records) == records
    for read in (
        lambda: store.history(),
        lambda: store.verify(),
        lambda: _same_paper(store, sha256),
        lambda: _same_copies(store, records),
    ):
        try:
            read()
        except ApplicantHelperError as cause:
            assert cause.sentence()


def _same_paper(store: CaseStore, sha256: str) -> None:
    assert b"".join(store.read_object(sha256)) == PAPER


def _same_copies(store: CaseStore, records: dict[str, Any]) -> None:
    for copy in list_snapshots(store.path):
        assert dict(store.read_snapshot(copy.name)) == records or copy.reason != "auto"


@fuzz(40, whole_case=True)
@given(
    st.sampled_from(["plain", "protected"]),
    st.sampled_from(["header.json", "head", "case.db", "case.db", "objects", "snapshots"]),
    SEVERAL,
)
def test_a_changed_file_of_a_case_is_told_or_changes_nothing(
    samples: dict[str, tuple[Path, dict[str, Any], str]], kind: str, part: str, several: list[Any]
) -> None:
    sample, records, sha256 = samples[kind]
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / sample.name
        shutil.copytree(sample, path)
        target = (
            next(p for p in sorted((path / part).rglob("*")) if p.is_file())
            if "." not in part and part != "head"
            else path / part
        )
        target.write_bytes(changed(target.read_bytes(), several))
        list_cases(Path(name))
        try:
            with (reopen if kind == "plain" else reopen_protected)(path, minutes=2) as store:
                checked(store, records, sha256)
        except ApplicantHelperError as cause:
            assert cause.sentence()
        assert [p.name for p in Path(name).iterdir()] == [sample.name]
