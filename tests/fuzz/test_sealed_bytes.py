"""Small sealed parts with changed bytes: header, key slots, head, records, documents, safety of what opens."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from applicant_helper.core.errors import ApplicantHelperError
from applicant_helper.storage import crypto, keyslots
from applicant_helper.storage.head import Head, head_bytes, parse_head
from applicant_helper.storage.header import Header, _check, header_bytes, parse_header
from applicant_helper.storage.keyslots import (
    CaseKey,
    Passphrase,
    RecoveryCode,
    new_slot,
    open_slots,
    parse_slots,
)
from applicant_helper.storage.manifest import Manifest, manifest_bytes, parse_manifest
from applicant_helper.storage.problems import CaseDamaged
from applicant_helper.storage.sealed import KeySealer
from applicant_helper.storage.sealer import LOG_TABLE, RECORD_TABLE, PlainSealer, Sealer
from applicant_helper.storage.steps import parse_entry
from tests.fuzz.effort import fuzz
from tests.fuzz.mutating import SEVERAL, changed
from tests.storage.protected import CHEAP, CODE, PASSPHRASE

KEY = CaseKey(bytes(range(32)))
CASE_ID = "ab" * 16
SEALERS: tuple[Sealer, ...] = (PlainSealer(), KeySealer(KEY))
JSON: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=8,
)


@pytest.fixture(scope="module", autouse=True)
def quick_key() -> Iterator[None]:
    """The slow key derivation with its checks of bounds, without the time and the memory."""

    def derived(secret: bytes, salt: bytes, *, memory_bytes: int, passes: int) -> bytes:
        assert keyslots.LEAST_MEMORY <= memory_bytes <= keyslots.MOST_MEMORY
        assert keyslots.LEAST_PASSES <= passes <= keyslots.MOST_PASSES
        assert len(salt) == crypto.SALT_BYTES
        return crypto.keyed_hash(secret[:32] or b"x", salt, size=32, purpose=b"test")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(crypto, "slow_key", derived)
        yield


def header() -> Header:
    slots = [
        new_slot(Passphrase(PASSPHRASE), KEY, CASE_ID, cost=CHEAP),
        new_slot(RecoveryCode(CODE), KEY, CASE_ID),
    ]
    rows = [keyslots.slot_fields(slot) for slot in slots]
    return Header(CASE_ID, protection=KeySealer.protection, key_slots=[*rows])


def checked(fields: dict[str, Any]) -> bytes:
    """A header with a checksum that fits, so that what is behind it is reached."""
    fields.pop("check", None)
    try:
        fields["check"] = _check(fields)
    except ValueError:
        fields["check"] = ""
    return json.dumps(fields).encode()


@fuzz(150)
@given(SEVERAL)
def test_a_changed_header_is_refused_or_says_the_same(several: list[Any]) -> None:
    data = header_bytes(header())
    try:
        found = parse_header(changed(data, several))
    except CaseDamaged as cause:
        assert cause.sentence()
        return
    assert found.case_id == CASE_ID and header_bytes(found).split() == data.split()


@fuzz(200)
@given(
    st.sampled_from(["case_id", "format", "min_reader", "protection", "key_slots", "kdf", "kind", "new"]),
    JSON,
)
@example("format", float("inf"))
@example("kdf", float("inf"))
@example("case_id", "\ud800")
def test_a_header_with_any_value_in_a_field_is_refused_or_read(field: str, value: Any) -> None:
    fields = json.loads(header_bytes(header()))
    fields[field] = value
    data = checked(fields)
    try:
        parse_slots(parse_header(data).key_slots)
    except CaseDamaged as cause:
        assert cause.sentence()


@pytest.mark.parametrize(
    "raw",
    [
        '{"kind":"ahcase","kdf":1e999}',
        '{"kind":"ahcase","kdf":' + "9" * 5000 + "}",
        '{"kind":"ahcase","kdf":' + "[" * 3000 + "]" * 3000 + "}",
    ],
)
def test_numbers_and_depths_that_json_should_not_have_are_a_typed_cause(raw: str) -> None:
    for padding in range(0, 2000, 250):
        with pytest.raises(CaseDamaged):
            parse_header(raw.encode() + b" " * padding)


@pytest.mark.parametrize("depth", [*range(100, 940, 60), *range(940, 1010), *range(1010, 2400, 200)])
def test_a_header_of_any_depth_is_a_typed_cause(depth: int) -> None:
    with pytest.raises(CaseDamaged):
        parse_header(b'{"kind":"ahcase","check":"x","kdf":' + b"[" * depth + b"]" * depth + b"}")


@fuzz(200)
@given(
    st.sampled_from([0, 1]),
    st.sampled_from(
        ["id", "kind", "salt", "sealed", "replaces", "kdf", "kdf.name", "kdf.memory", "kdf.passes"]
    ),
    JSON
    | st.integers(0, 2**70)
    | st.text(" 0aé", min_size=32, max_size=32)
    | st.text(" 0f", min_size=144, max_size=144),
)
@example(0, "salt", "ab " * 10 + "  ")
@example(1, "salt", "ab " * 10 + "  ")
@example(1, "sealed", "ab " * 48)
@example(0, "kdf.memory", 2**62)
def test_a_slot_with_any_value_opens_with_the_right_key_or_not_at_all(
    slot: int, field: str, value: Any
) -> None:
    rows: list[Any] = json.loads(header_bytes(header()))["key_slots"]
    name, _, inner = field.partition(".")
    holder = rows[slot] if not inner else (rows[slot].get(name) or {})
    holder[inner or name] = value
    for secret in (Passphrase(PASSPHRASE), RecoveryCode(CODE)):
        try:
            key, _slot = open_slots(parse_slots(rows), secret, CASE_ID)
        except ApplicantHelperError as cause:
            assert cause.sentence()
        else:
            assert key == KEY


@fuzz(150)
@given(st.sampled_from(SEALERS), SEVERAL)
def test_a_changed_head_is_refused_or_says_the_same(sealer: Sealer, several: list[Any]) -> None:
    head = Head("Ana 7", 4, "ab" * 16, {"form": "us/n-400", "papers": 3})
    try:
        assert parse_head(changed(head_bytes(head, sealer), several), sealer) == head
    except CaseDamaged as cause:
        assert cause.params["what"] == "head"


@fuzz(150)
@given(JSON)
def test_a_head_that_says_anything_is_refused_or_read(value: Any) -> None:
    sealer = PlainSealer()
    fields = {"label": "x", "rev": 1, "log_hash": "", "summary": {}}
    for name in fields:
        data = json.dumps({**fields, name: value}).encode()
        if len(data) < 3000:
            try:
                parse_head(sealer.seal_head(data), sealer)
            except CaseDamaged as cause:
                assert cause.sentence()


@fuzz(200)
@given(st.sampled_from(SEALERS), st.sampled_from([RECORD_TABLE, LOG_TABLE]), st.binary(max_size=600), SEVERAL)
def test_a_changed_record_is_refused_or_the_same(
    sealer: Sealer, table: bytes, plain: bytes, several: list[Any]
) -> None:
    sealed = sealer.seal_record(table, b"k" * 16, 7, plain)
    try:
        assert sealer.open_record(table, b"k" * 16, 7, changed(sealed, several)) == plain
    except CaseDamaged as cause:
        assert cause.sentence()


@fuzz(150)
@given(st.integers(0, 3).map(lambda n: n * crypto.STREAM_CHUNK), st.integers(0, 100), SEVERAL)
def test_a_changed_document_is_refused_or_the_same(chunks: int, more: int, several: list[Any]) -> None:
    sealer = SEALERS[1]
    plain = b"page " * ((chunks + more) // 5) + b"."
    sealed = b"".join(sealer.seal_object([plain]))
    try:
        assert b"".join(sealer.open_object([changed(sealed, several)])) == plain
    except CaseDamaged as cause:
        assert cause.params["what"] == "document"


@fuzz(60)
@given(st.lists(st.sampled_from(range(4)), max_size=6))
def test_chunks_of_a_document_in_another_order_are_refused(order: list[int]) -> None:
    sealer = SEALERS[1]
    plain = bytes(3 * crypto.STREAM_CHUNK + 9)
    sealed = b"".join(sealer.seal_object([plain]))
    start, body = sealed[: crypto.STREAM_START], sealed[crypto.STREAM_START :]
    pieces = [body[n : n + crypto.SEALED_CHUNK] for n in range(0, len(body), crypto.SEALED_CHUNK)]
    data = start + b"".join(pieces[n] for n in order)
    if order == [0, 1, 2, 3]:
        assert b"".join(sealer.open_object([data])) == plain
        return
    with pytest.raises(CaseDamaged):
        b"".join(sealer.open_object([data]))


@fuzz(150)
@given(SEVERAL)
def test_a_changed_list_of_contents_is_refused_or_read(several: list[Any]) -> None:
    manifest = Manifest(CASE_ID, 4, "cd" * 16, {"head": "ef" * 32, "case.db": "01" * 32})
    try:
        parse_manifest(changed(manifest_bytes(manifest), several))
    except CaseDamaged as cause:
        assert cause.params["what"] == "manifest"


@fuzz(150)
@given(JSON)
def test_an_entry_of_the_history_that_says_anything_is_refused_or_read(value: Any) -> None:
    for fields in (value, {"op": value}, {"op": "answer", "changes": value}):
        try:
            parse_entry(json.dumps(fields).encode())
        except CaseDamaged as cause:
            assert cause.sentence()
