"""The sealer of a protected case: names hidden, contents encrypted, each record bound to its place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from applicant_helper.storage import crypto
from applicant_helper.storage.keyslots import CaseKey
from applicant_helper.storage.layout import MAX_HEAD_BYTES
from applicant_helper.storage.problems import CaseDamaged
from applicant_helper.storage.sealer import RECORD_TABLE, SEALED

_RECORDS, _OBJECTS, _HEADS, _READINGS = 1, 2, 3, 4
_NAME_BYTES = 16
_HEAD_MARK = b"H"


class KeySealer:
    """Seals with subkeys of one case key."""

    protection = SEALED
    hides = True

    def __init__(self, key: CaseKey) -> None:
        """Derive the subkeys for records, documents, the summary and what was read from papers."""
        case_key = key.reveal()
        self._records = crypto.subkey(case_key, _RECORDS)
        self._objects = crypto.subkey(case_key, _OBJECTS)
        self._heads = crypto.subkey(case_key, _HEADS)
        self._readings = crypto.subkey(case_key, _READINGS)

    def record_key(self, name: str) -> bytes:
        """A keyed hash of the name, 16 bytes."""
        told = name.encode("utf-8", "surrogatepass")
        return crypto.keyed_hash(self._records, told, size=_NAME_BYTES, purpose=b"ahname")

    def seal_record(self, table: bytes, key: bytes, rev: int, plain: bytes) -> bytes:
        """Encrypted, padded, and bound to table, key and revision."""
        return crypto.seal_padded(self._records, plain, _place(table, key, rev))

    def open_record(self, table: bytes, key: bytes, rev: int, sealed: bytes) -> bytes:
        """The plain bytes, when they were sealed for this place."""
        try:
            return crypto.open_padded(self._records, sealed, _place(table, key, rev))
        except crypto.NotAuthentic as cause:
            raise CaseDamaged("record" if table == RECORD_TABLE else "history") from cause

    def seal_head(self, plain: bytes) -> bytes:
        """Encrypted and padded; no longer than a head may be."""
        return crypto.seal_padded(self._heads, plain, _HEAD_MARK)

    def open_head(self, sealed: bytes) -> bytes:
        """The inverse of `seal_head`."""
        if len(sealed) > MAX_HEAD_BYTES:
            raise CaseDamaged("head")
        try:
            return crypto.open_padded(self._heads, sealed, _HEAD_MARK)
        except crypto.NotAuthentic as cause:
            raise CaseDamaged("head") from cause

    def object_name(self, sha256: str) -> str:
        """A keyed hash of the content hash: who has the same paper cannot see that it is here."""
        return crypto.keyed_hash(self._objects, bytes.fromhex(sha256), size=32, purpose=b"ahdocument").hex()

    def seal_object(self, plain: Iterable[bytes]) -> Iterator[bytes]:
        """An authenticated stream; the caller still compares the content hash."""
        return crypto.seal_stream(self._objects, plain)

    def open_object(self, sealed: Iterable[bytes]) -> Iterator[bytes]:
        """The inverse of `seal_object`."""
        try:
            yield from crypto.open_stream(self._objects, sealed)
        except crypto.NotAuthentic as cause:
            raise CaseDamaged("document") from cause

    def note_name(self, name: str) -> str:
        """A name for a kept reading that says nothing about the paper."""
        return crypto.keyed_hash(self._readings, name.encode("utf-8"), size=32, purpose=b"ahreading").hex()

    def seal_note(self, plain: bytes) -> bytes:
        """What was read from a paper, encrypted."""
        return crypto.seal_padded(self._readings, plain, b"N")

    def open_note(self, sealed: bytes) -> bytes:
        """The inverse of `seal_note`."""
        try:
            return crypto.open_padded(self._readings, sealed, b"N")
        except crypto.NotAuthentic as cause:
            raise CaseDamaged("reading") from cause


def _place(table: bytes, key: bytes, rev: int) -> bytes:
    return table + key.ljust(_NAME_BYTES, b"\0") + rev.to_bytes(8, "big")
