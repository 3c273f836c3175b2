"""A whole case as one file (`.ahcx`), verified before it is called done. `intake` takes such a file in."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from applicant_helper.storage import fileops, layout
from applicant_helper.storage.archive import MANIFEST, MAX_BYTES, MAX_MEMBERS, ArchiveReader, ArchiveWriter
from applicant_helper.storage.database import Database
from applicant_helper.storage.head import head_bytes
from applicant_helper.storage.header import header_bytes
from applicant_helper.storage.manifest import MAX_BYTES as MAX_MANIFEST_BYTES
from applicant_helper.storage.manifest import Manifest, manifest_bytes, parse_manifest
from applicant_helper.storage.objects import ObjectStore, open_regular
from applicant_helper.storage.problems import (
    CaseDamaged,
    DiskFull,
    HandoverRefused,
    from_os_error,
)
from applicant_helper.storage.store import CaseStore

_FIXED = (layout.HEADER, layout.HEAD, layout.DATABASE)


@dataclass(frozen=True, slots=True)
class HandoverReport:
    """What a hand-over file holds:

    its path, size in bytes, number of documents, and the revision of the case.
    """

    path: Path
    size: int
    documents: int
    rev: int


def export_case(store: CaseStore, target: Path) -> HandoverReport:
    """Write the case to a new file `target`, read it back in full, and only then give it its name.

    Raises HandoverRefused (exists, too large, not verified), CaseDamaged for a document that no longer
    matches,
    DiskFull, StorageTrouble; then there is no new file.
    """
    if target.exists():
        raise HandoverRefused("handover-exists", target.name)
    temp = fileops.temp_name(target)
    try:
        _sweep(target)
        with _database_copy(store, target) as copy:
            sources = _sources(store, copy)
            _require_size(store, copy, target)
            fileops.create_private(temp)
            manifest = _write_archive(temp, store, sources)
        report = _read_back(temp, target, manifest)
        fileops.put_in_place(temp, target)
    except OSError as cause:
        raise from_os_error(cause) from cause
    finally:
        fileops.discard(temp)
    return report


def _sweep(target: Path) -> None:
    """Remove what an earlier writing of this very file left unfinished when its session died."""
    ours = re.compile(
        re.escape(target.name) + rf"(\.db)?({re.escape(layout.TEMP_MARK)}[0-9a-f]{{12}}){{1,2}}\Z"
    )
    for path in target.parent.iterdir():
        if ours.match(path.name):
            path.unlink(missing_ok=True)


@contextmanager
def _database_copy(store: CaseStore, target: Path) -> Iterator[Path]:
    """A checked copy of the database, inside the case unless that is open only to read."""
    folder = target.parent if store.is_read_only else store.path / layout.WORK
    copy = fileops.temp_name(folder / f"{target.name}.db")
    try:
        store.copy_database(copy)
        database = Database(copy, store.parts.sealer, read_only=True)
        try:
            database.check()
            database.load()
            database.check_log()
        finally:
            database.close()
        yield copy
    finally:
        fileops.discard(copy)


def _sources(store: CaseStore, copy: Path) -> dict[str, Path]:
    """Member name -> file, for the members that are files; each document is checked first."""
    names = store.objects()
    sources = {layout.DATABASE: copy}
    objects = ObjectStore(store.path, store.parts.sealer)
    for name in names:
        objects.verify_stored(name)
        sources[layout.object_place(name)] = objects.stored_place(name)
    return sources


def _require_size(store: CaseStore, copy: Path, target: Path) -> None:
    names = store.objects()
    objects = ObjectStore(store.path, store.parts.sealer)
    total = copy.stat().st_size + sum(objects.stored_place(name).stat().st_size for name in names)
    if len(names) + len(_FIXED) + 1 > MAX_MEMBERS or total > MAX_BYTES - layout.SPARE_BYTES:
        raise HandoverRefused("case-too-large", target.name)
    if shutil.disk_usage(target.parent).free < total + layout.SPARE_BYTES:
        raise DiskFull(total + layout.SPARE_BYTES)


def _write_archive(temp: Path, store: CaseStore, sources: Mapping[str, Path]) -> Manifest:
    hashes: dict[str, str] = {}
    head = store.present_head()
    with temp.open("r+b") as file:
        archive = ArchiveWriter(file)
        small = {
            layout.HEADER: header_bytes(store.parts.header),
            layout.HEAD: head_bytes(head, store.parts.sealer),
        }
        for name, data in small.items():
            archive.add(name, (data,))
            hashes[name] = hashlib.sha256(data).hexdigest()
        for name, path in sources.items():
            digest = hashlib.sha256()
            archive.add(name, _hashing(_file_chunks(path), digest.update))
            hashes[name] = digest.hexdigest()
        manifest = Manifest(store.case_id, head.rev, head.log_hash, hashes)
        archive.add(MANIFEST, (manifest_bytes(manifest),))
        archive.finish()
        file.flush()
        fileops.sync_handle(file.fileno())
    return manifest


def _file_chunks(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while chunk := file.read(layout.CHUNK_BYTES):
            yield chunk


def _hashing(chunks: Iterable[bytes], update: Callable[[bytes], None]) -> Iterator[bytes]:
    for chunk in chunks:
        update(chunk)
        yield chunk


def _read_back(temp: Path, target: Path, expected: Manifest) -> HandoverReport:
    try:
        with temp.open("rb") as file:
            found = verify_members(ArchiveReader(file, target.name), target.name)
    except HandoverRefused as cause:
        raise HandoverRefused("handover-not-verified", target.name) from cause
    if found != expected:
        raise HandoverRefused("handover-not-verified", target.name)
    return _report(target, temp.stat().st_size, found)


def _report(path: Path, size: int, manifest: Manifest) -> HandoverReport:
    documents = sum(name.startswith(f"{layout.OBJECTS}/") for name in manifest.members)
    return HandoverReport(path, size, documents, manifest.rev)


def verify_members(archive: ArchiveReader, name: str) -> Manifest:
    """Check every byte of an opened file against its manifest."""
    manifest = _manifest_of(archive, name)
    for member, wanted in manifest.members.items():
        digest = hashlib.sha256()
        for chunk in archive.chunks(member):
            digest.update(chunk)
        if digest.hexdigest() != wanted:
            raise HandoverRefused("handover-damaged", name, member.partition("/")[0])
    return manifest


def _manifest_of(archive: ArchiveReader, name: str) -> Manifest:
    try:
        manifest = parse_manifest(archive.read(MANIFEST, MAX_MANIFEST_BYTES))
    except CaseDamaged as cause:
        raise HandoverRefused("handover-damaged", name, "manifest") from cause
    if set(manifest.members) | {MANIFEST} != set(archive.members) or not set(_FIXED) <= set(manifest.members):
        raise HandoverRefused("not-a-handover-file", name)
    return manifest


def verify_handover(source: Path) -> HandoverReport:
    """Read a hand-over file in full without taking it in. Raises FileRefused, HandoverRefused."""
    with opened_handover(source) as archive:
        return _report(source, archive.size, verify_members(archive, source.name))


@contextmanager
def opened_handover(source: Path) -> Iterator[ArchiveReader]:
    """The file with its directory read and checked. Raises FileRefused, HandoverRefused."""
    handle = open_regular(source, MAX_BYTES)
    try:
        with os.fdopen(handle, "rb") as file:
            yield ArchiveReader(file, source.name)
    except OSError as cause:
        raise from_os_error(cause) from cause
