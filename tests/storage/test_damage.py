"""Changed bytes anywhere give a typed cause or the same content, never a traceback, never other answers."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from applicant_helper.core.errors import ApplicantHelperError
from applicant_helper.storage import layout
from applicant_helper.storage.head import parse_head
from applicant_helper.storage.header import parse_header
from applicant_helper.storage.problems import CaseDamaged
from applicant_helper.storage.sealer import LOG_TABLE, RECORD_TABLE, PlainSealer
from applicant_helper.storage.steps import parse_entry
from tests.storage.helpers import NOW, make_case, reopen


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    with make_case(tmp_path_factory.mktemp("sample")) as store:
        stored = store.put_bytes(b"a paper" * 100)
        for number in range(12):
            store.commit({f"documents/{number}": {"sha256": stored.sha256}}, operation="add", now=NOW)
        store.undo(now=NOW)
    return store.path


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.sampled_from([layout.HEADER, layout.HEAD, layout.DATABASE, layout.DATABASE]),
    st.floats(0, 1, exclude_max=True),
    st.integers(0, 255),
    st.sampled_from(["set", "cut"]),
)
def test_a_changed_byte_gives_a_typed_cause_or_the_same_records(
    sample: Path, part: str, place: float, byte: int, how: str
) -> None:
    with reopen(sample, read_only=True) as store:
        expected = dict(store.records)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / sample.name
        shutil.copytree(sample, path)
        data = bytearray((path / part).read_bytes())
        at = int(place * len(data))
        data[at:] = data[at:][:0] if how == "cut" else bytes([byte]) + data[at + 1 :]
        (path / part).write_bytes(data)
        try:
            with reopen(path) as store:
                assert dict(store.records) == expected
                store.history()
                store.undo(now=NOW)
        except ApplicantHelperError as cause:
            assert cause.sentence()


@given(st.binary(max_size=400))
def test_any_bytes_as_header_are_refused_with_a_typed_cause(data: bytes) -> None:
    with pytest.raises(CaseDamaged):
        parse_header(data)


@given(st.binary(max_size=400))
def test_any_bytes_as_summary_are_refused_with_a_typed_cause(data: bytes) -> None:
    with pytest.raises(CaseDamaged):
        parse_head(PlainSealer().seal_head(data), PlainSealer())
    with pytest.raises(CaseDamaged):
        parse_head(data, PlainSealer())


@pytest.mark.parametrize(
    "text", ["[" * 100_000, "NaN", "9" * 5000, '{"a":1', "\ufeff{}", "null", '{"kind": []}', "{}"]
)
def test_hostile_json_in_the_log_is_a_typed_cause(text: str) -> None:
    with pytest.raises(CaseDamaged):
        parse_entry(text.encode())


@given(st.binary(max_size=100), st.integers(1, 2**40), st.binary(max_size=20))
def test_a_sealed_record_opens_only_in_its_place(plain: bytes, rev: int, key: bytes) -> None:
    sealer = PlainSealer()
    sealed = sealer.seal_record(RECORD_TABLE, key, rev, plain)
    assert sealer.open_record(RECORD_TABLE, key, rev, sealed) == plain
    for table, other_key, other_rev in (
        (LOG_TABLE, key, rev),
        (RECORD_TABLE, key + b"x", rev),
        (RECORD_TABLE, key, rev + 1),
    ):
        with pytest.raises(CaseDamaged):
            sealer.open_record(table, other_key, other_rev, sealed)


@pytest.mark.parametrize("sealed", [b"", b"short", bytes(16)])
def test_bytes_without_a_seal_do_not_open(sealed: bytes) -> None:
    with pytest.raises(CaseDamaged):
        PlainSealer().open_record(RECORD_TABLE, b"k", 1, sealed)


def test_damage_in_an_old_log_entry_is_found_by_verify(sample: Path, tmp_path: Path) -> None:
    path = tmp_path / sample.name
    shutil.copytree(sample, path)
    data = (path / layout.DATABASE).read_bytes()
    (path / layout.DATABASE).write_bytes(data.replace(b'"op":"create"', b'"op":"crEate"'))
    with reopen(path) as store, pytest.raises(CaseDamaged):
        store.verify()
