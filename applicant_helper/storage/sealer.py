"""The layer between what the room stores and the bytes on disk.

Protection replaces `PlainSealer` by the one in `sealed`; tables and the order of bytes around it stay.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Protocol

from applicant_helper.storage.problems import CaseDamaged, CaseProtected

if TYPE_CHECKING:
    from applicant_helper.storage.keyslots import CaseKey

SEALED = "sealed-1"
"""The protection of a case whose records and documents are encrypted."""
RECORD_TABLE = b"R"
LOG_TABLE = b"L"
_CHECK_BYTES = 16


class Sealer(Protocol):
    """Turns plain bytes into stored bytes and back; `open_*` raise CaseDamaged for changed bytes."""

    protection: str

    @property
    def hides(self) -> bool:
        """Whether stored bytes are unreadable without the key."""

    def record_key(self, name: str) -> bytes:
        """The primary key under which a record is stored."""

    def seal_record(self, table: bytes, key: bytes, rev: int, plain: bytes) -> bytes:
        """Stored bytes of a record or log entry, bound to its table, key and revision."""

    def open_record(self, table: bytes, key: bytes, rev: int, sealed: bytes) -> bytes:
        """The inverse of `seal_record`."""

    def seal_head(self, plain: bytes) -> bytes:
        """Stored bytes of the summary for the list of cases."""

    def open_head(self, sealed: bytes) -> bytes:
        """The inverse of `seal_head`."""

    def object_name(self, sha256: str) -> str:
        """64 hex digits under which a document with this content hash is stored."""

    def seal_object(self, plain: Iterable[bytes]) -> Iterator[bytes]:
        """Stored bytes of a document."""

    def open_object(self, sealed: Iterable[bytes]) -> Iterator[bytes]:
        """The inverse of `seal_object`."""

    def note_name(self, name: str) -> str:
        """The file name under which something derived from a document is kept."""

    def seal_note(self, plain: bytes) -> bytes:
        """Stored bytes of something derived from a document."""

    def open_note(self, sealed: bytes) -> bytes:
        """The inverse of `seal_note`."""


class PlainSealer:
    """No protection, but a checksum bound to the place of each record, so that changes are noticed."""

    protection = "none"
    hides = False

    def record_key(self, name: str) -> bytes:
        """The name itself."""
        return name.encode("utf-8", "surrogatepass")

    def seal_record(self, table: bytes, key: bytes, rev: int, plain: bytes) -> bytes:
        """Checksum, then the plain bytes."""
        return _checksum(table, key, rev, plain) + plain

    def open_record(self, table: bytes, key: bytes, rev: int, sealed: bytes) -> bytes:
        """The plain bytes, when the checksum holds."""
        plain = sealed[_CHECK_BYTES:]
        if not hmac.compare_digest(sealed[:_CHECK_BYTES], _checksum(table, key, rev, plain)):
            raise CaseDamaged("record" if table == RECORD_TABLE else "history")
        return plain

    def seal_head(self, plain: bytes) -> bytes:
        """Checksum, then the plain bytes."""
        return _checksum(b"H", b"", 0, plain) + plain

    def open_head(self, sealed: bytes) -> bytes:
        """The plain bytes, when the checksum holds."""
        plain = sealed[_CHECK_BYTES:]
        if not hmac.compare_digest(sealed[:_CHECK_BYTES], _checksum(b"H", b"", 0, plain)):
            raise CaseDamaged("head")
        return plain

    def object_name(self, sha256: str) -> str:
        """The content hash itself."""
        return sha256

    def seal_object(self, plain: Iterable[bytes]) -> Iterator[bytes]:
        """Unchanged."""
        yield from plain

    def open_object(self, sealed: Iterable[bytes]) -> Iterator[bytes]:
        """Unchanged; the caller compares the content hash."""
        yield from sealed

    def note_name(self, name: str) -> str:
        """The name itself."""
        return name

    def seal_note(self, plain: bytes) -> bytes:
        """Unchanged; a broken reading is made again."""
        return plain

    def open_note(self, sealed: bytes) -> bytes:
        """Unchanged."""
        return sealed


def _checksum(table: bytes, key: bytes, rev: int, plain: bytes) -> bytes:
    place = table + len(key).to_bytes(4, "big") + key + rev.to_bytes(8, "big")
    return hashlib.blake2b(place + plain, digest_size=_CHECK_BYTES).digest()


def sealer_for(protection: str, key: CaseKey | None) -> Sealer | None:
    """The sealer a header asks for, or None when this version does not know that protection.

    Raises CaseProtected when a key is needed and none is given.
    """
    if protection == PlainSealer.protection:
        return PlainSealer()
    if protection != SEALED:
        return None
    if key is None:
        raise CaseProtected
    from applicant_helper.storage.sealed import KeySealer

    return KeySealer(key)
