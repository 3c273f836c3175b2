"""What this computer remembers of each case: how far its history had come when it was last closed here.

A whole case folder that somebody put back from an earlier time holds together in itself; only this can show it.
The file holds no label and no personal data: hashes, and numbers of steps. It may be lost without harm.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from applicant_helper.core.answers import JsonValue
from applicant_helper.core.errors import ApplicantHelperError
from applicant_helper.storage import fileops, notices
from applicant_helper.storage.header import read_header
from applicant_helper.storage.notices import Notice
from applicant_helper.storage.problems import CaseDamaged, from_os_error
from applicant_helper.storage.store import CaseStore
from applicant_helper.storage.textjson import dump, load_object

NAME = "seen.json"
_MOST_BYTES = 1_000_000
_MOST_CASES = 5000


@dataclass(frozen=True, slots=True)
class Seen:
    """The last step of a case, and the hash of its log entry."""

    rev: int
    log_hash: str


def compare(cases: Path, store: CaseStore) -> Notice | None:
    """What is odd about a case that was just opened; None when it goes on from where it was."""
    seen = _read(cases).get(_name(store.case_id, store.path))
    if seen is None:
        return None
    if store.rev < seen.rev:
        return notices.older_than_seen(store.rev, seen.rev)
    return notices.other_history() if store.log_hash_at(seen.rev) != seen.log_hash else None


def keep(cases: Path, store: CaseStore) -> None:
    """Remember where a case stands. Raises DiskFull, StorageTrouble."""
    known = dict(_read(cases))
    name, now = _name(store.case_id, store.path), Seen(store.rev, store.log_hash_at(store.rev))
    if known.get(name) == now:
        return
    known.pop(name, None)
    while len(known) >= _MOST_CASES:
        known.pop(next(iter(known)))
    known[name] = now
    _write(cases, known)


def forget(cases: Path, case_id: str, path: Path) -> None:
    """Remember nothing of a case any more. Raises DiskFull, StorageTrouble."""
    known = dict(_read(cases))
    if known.pop(_name(case_id, path), None) is not None:
        _write(cases, known)


def forget_case(cases: Path, path: Path) -> None:
    """`forget` for a case that is not open. Never raises: the case is being removed or replaced, memory or not."""
    with suppress(ApplicantHelperError):
        forget(cases, read_header(path).case_id, path)


def _name(case_id: str, path: Path) -> str:
    """Which case in which folder; a copy taken in under another name has a history of its own."""
    return hashlib.blake2b(
        f"{case_id}:{path.name}".encode("utf-8", "surrogatepass"), digest_size=16
    ).hexdigest()


def _read(cases: Path) -> Mapping[str, Seen]:
    try:
        fields = load_object(fileops.read_small(cases / NAME, _MOST_BYTES), NAME)
    except (OSError, CaseDamaged):
        return {}
    return {name: seen for name, row in fields.items() if (seen := _seen(row)) is not None}


def _seen(row: JsonValue) -> Seen | None:
    match row:
        case [int(rev), str(log_hash)]:
            return Seen(rev, log_hash)
    return None


def _write(cases: Path, known: Mapping[str, Seen]) -> None:
    rows: dict[str, JsonValue] = {name: [seen.rev, seen.log_hash] for name, seen in known.items()}
    try:
        with suppress(FileNotFoundError):
            fileops.write_atomic(cases / NAME, dump(rows).encode("ascii"))
    except OSError as cause:
        raise from_os_error(cause) from cause
