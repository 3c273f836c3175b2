"""One digest over all stored records that can be carried forward change by change."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

_SIZE = 1 << 256


class RecordState:
    """The sum of the hashes of all stored rows: a missing, foreign or out-of-date row shows in it."""

    def __init__(self) -> None:
        """Start with no rows."""
        self._rows: dict[bytes, int] = {}
        self._sum = 0

    def put(self, key: bytes, value: bytes | None) -> None:
        """Set or, with None, remove one row."""
        new = 0 if value is None else _row_hash(key, value)
        self._sum = (self._sum - self._rows.pop(key, 0) + new) % _SIZE
        if new:
            self._rows[key] = new

    def after(self, rows: Mapping[bytes, bytes | None]) -> RecordState:
        """The state after a change; this one stays as it is, because the change may yet be refused."""
        later = RecordState()
        later._rows, later._sum = dict(self._rows), self._sum
        for key, value in rows.items():
            later.put(key, value)
        return later

    def digest(self) -> str:
        """64 hex digits.

        >>> RecordState().digest() == "0" * 64
        True
        """
        return f"{self._sum:064x}"


def _row_hash(key: bytes, value: bytes) -> int:
    return int.from_bytes(hashlib.sha256(len(key).to_bytes(4, "big") + key + value).digest(), "big")
