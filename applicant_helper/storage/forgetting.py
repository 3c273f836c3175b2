"""Removing for good: the history forgets old values, safety copies go, and documents nothing names are deleted."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from applicant_helper.storage import fileops, layout, snapshots
from applicant_helper.storage.database import Database, create_database
from applicant_helper.storage.objects import ObjectStore
from applicant_helper.storage.problems import from_os_error
from applicant_helper.storage.steps import LogEntry
from applicant_helper.storage.store import CaseStore
from applicant_helper.storage.textjson import dump


@dataclass(frozen=True, slots=True)
class Forgotten:
    """How many earlier values, safety copies and documents were removed."""

    values: int
    copies: int
    documents: int


def forget(store: CaseStore, *, now: datetime, names: Collection[str] | None = None) -> Forgotten:
    """Remove for good what is no longer in the case: the old values of records `names`, or of all.

    The list of what was done stays, without values; undo ends here, because it could bring values back. Safety
    copies go, one of the present is made; then documents that no record names are deleted. A session that dies on
    the way leaves the case whole, before or after. Raises CaseReadOnly, DiskFull, StorageTrouble.
    """
    before = snapshots.list_snapshots(store.path)
    counted = [0]
    store.replace_database(lambda target: _rewrite(store, target, names, counted))
    removed = _remove_copies(store, before)
    store.snapshot("after-forget", now=now)
    return Forgotten(counted[0], removed, _remove_unnamed(store))


def _rewrite(store: CaseStore, target: Path, names: Collection[str] | None, counted: list[int]) -> None:
    source = Database(store.path / layout.DATABASE, store.parts.sealer, read_only=True)
    try:
        create_database(target)
        made = Database(target, store.parts.sealer, read_only=False)
        try:
            made.fill(source.rows(), _without_values(source.entries(), names, counted))
        finally:
            made.close()
        fileops.sync_file(target)
    finally:
        source.close()


def _without_values(
    entries: Iterator[tuple[int, LogEntry]], names: Collection[str] | None, counted: list[int]
) -> Iterator[tuple[int, LogEntry]]:
    for rev, entry in entries:
        old = {n: None if names is None or n in names else text for n, text in entry.old.items()}
        counted[0] += sum(entry.old[n] is not None and old[n] is None for n in old)
        yield rev, replace(entry, old=old, undo=None, redo=None)


def _remove_copies(store: CaseStore, copies: Collection[snapshots.Snapshot]) -> int:
    try:
        for kept in copies:
            (store.path / layout.SNAPSHOTS / kept.name).unlink(missing_ok=True)
        for path in store.path.glob(f"{layout.DATABASE}*.damaged-*"):
            path.unlink(missing_ok=True)
        fileops.sync_folder(store.path / layout.SNAPSHOTS)
        fileops.sync_folder(store.path)
    except OSError as cause:
        raise from_os_error(cause) from cause
    return len(copies)


def _remove_unnamed(store: CaseStore) -> int:
    """Delete documents whose hash stands in no record, nor in a value that the history still keeps."""
    sealer = store.parts.sealer
    objects = ObjectStore(store.path, sealer)
    named = set(_hashes(dump(value) for value in store.records.values()))
    named |= set(_hashes(store.remembered()))
    keep = {sealer.object_name(sha256) for sha256 in named}
    gone = [name for name in objects.names() if name not in keep]
    try:
        for name in gone:
            objects.stored_place(name).unlink(missing_ok=True)
            with suppress(OSError):
                objects.stored_place(name).parent.rmdir()
        for path in (store.path / layout.READINGS).glob("*"):
            path.unlink(missing_ok=True)
        # Without this a power cut brings back what was just reported as removed.
        for part in (layout.OBJECTS, layout.READINGS):
            if (store.path / part).is_dir():
                fileops.sync_tree(store.path / part)
    except OSError as cause:
        raise from_os_error(cause) from cause
    return len(gone)


def _hashes(texts: Iterator[str]) -> Iterator[str]:
    """Every SHA-256 in hex that stands as a text anywhere in JSON texts."""
    for text in texts:
        waiting = [json.loads(text)]
        while waiting:
            value = waiting.pop()
            if isinstance(value, dict):
                waiting += list(value.values())
            elif isinstance(value, list):
                waiting += value
            elif isinstance(value, str) and len(value) == 64 and set(value) <= set("0123456789abcdef"):
                yield value
