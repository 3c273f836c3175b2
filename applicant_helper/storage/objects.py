"""The documents of a case:

immutable files named by their content hash. A source file is read once and never touched.
"""

from __future__ import annotations

import hashlib
import os
import re
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from applicant_helper.storage import fileops, layout
from applicant_helper.storage.problems import CaseDamaged, FileRefused, from_os_error
from applicant_helper.storage.sealer import Sealer

_SHA256 = re.compile(r"[0-9a-f]{64}\Z")
_OPEN_FLAGS = os.O_RDONLY
for _flag in ("O_NOFOLLOW", "O_NONBLOCK", "O_CLOEXEC", "O_BINARY"):
    _OPEN_FLAGS |= getattr(os, _flag, 0)


@dataclass(frozen=True, slots=True)
class StoredObject:
    """A document in the case: SHA-256 of its bytes (hex) and its size in bytes."""

    sha256: str
    size: int


class ObjectStore:
    """The `objects/` folder of one case."""

    def __init__(self, case_folder: Path, sealer: Sealer) -> None:
        self._case = case_folder
        self._sealer = sealer

    def place(self, sha256: str) -> Path:
        """Where the document with this hash is stored. Raises CaseDamaged when the hash is not one."""
        if not _SHA256.match(sha256):
            raise CaseDamaged("document")
        return self._case / layout.object_place(self._sealer.object_name(sha256))

    def add(self, chunks: Iterable[bytes]) -> StoredObject:
        """Store bytes durably.

        The same bytes are stored once. Raises what reading `chunks` raises, and DiskFull.
        """
        digest = _Digest()
        folder = self._case / layout.OBJECTS
        try:
            temp = fileops.temp_name(folder / "incoming")
            fileops.write_new(temp, self._sealer.seal_object(digest.pass_through(chunks)))
            return self._keep(temp, digest)
        except OSError as cause:
            raise from_os_error(cause) from cause

    def _keep(self, temp: Path, digest: _Digest) -> StoredObject:
        stored = StoredObject(digest.hex(), digest.size)
        target = self.place(stored.sha256)
        try:
            fileops.make_folder(target.parent)
            if target.exists() and self._is_intact(stored.sha256):
                temp.unlink()
                # The earlier copy may have been renamed by a session that died before
                # making the name durable.
                fileops.sync_folder(target.parent)
                return stored
        except BaseException:
            fileops.discard(temp)
            raise
        fileops.put_in_place(temp, target)
        return stored

    def stored_place(self, name: str) -> Path:
        """Where the document with this stored name lies. Raises CaseDamaged when it is no such name."""
        if not _SHA256.match(name):
            raise CaseDamaged("document")
        return self._case / layout.object_place(name)

    def read(self, sha256: str) -> Iterator[bytes]:
        """The bytes of a document in chunks; raises CaseDamaged when it is missing."""
        return self._read(self.place(sha256))

    def read_stored(self, name: str) -> Iterator[bytes]:
        """The bytes of the document with this stored name."""
        return self._read(self.stored_place(name))

    def _read(self, path: Path) -> Iterator[bytes]:
        try:
            with path.open("rb") as file:
                yield from self._sealer.open_object(iter(lambda: file.read(layout.CHUNK_BYTES), b""))
        except FileNotFoundError as cause:
            raise CaseDamaged("document") from cause
        except OSError as cause:
            raise from_os_error(cause) from cause

    def read_checked(self, sha256: str) -> Iterator[bytes]:
        """The bytes of a document in chunks; raises CaseDamaged at the end when they are not the ones meant."""
        digest = hashlib.sha256()
        for chunk in self.read(sha256):
            digest.update(chunk)
            yield chunk
        if digest.hexdigest() != sha256:
            raise CaseDamaged("document")

    def verify(self, sha256: str) -> None:
        """Read a document again and compare its hash; raises CaseDamaged when it is missing or changed."""
        for _ in self.read_checked(sha256):
            pass

    def verify_stored(self, name: str) -> str:
        """Read the document with this stored name and check that it is the one; returns its SHA-256 (hex).

        Raises CaseDamaged.
        """
        digest = hashlib.sha256()
        for chunk in self.read_stored(name):
            digest.update(chunk)
        if self._sealer.object_name(digest.hexdigest()) != name:
            raise CaseDamaged("document")
        return digest.hexdigest()

    def _is_intact(self, sha256: str) -> bool:
        try:
            self.verify(sha256)
        except CaseDamaged:
            return False
        return True

    def names(self) -> tuple[str, ...]:
        """The stored names of all documents, sorted; other files in the folder are left out."""
        try:
            found = [path.name for path in (self._case / layout.OBJECTS).glob("[0-9a-f][0-9a-f]/*")]
        except OSError as cause:
            raise from_os_error(cause) from cause
        return tuple(sorted(name for name in found if _SHA256.match(name)))


class _Digest:
    """Hashes and counts bytes on their way to the disk."""

    def __init__(self) -> None:
        self.size = 0
        self._hash = hashlib.sha256()

    def pass_through(self, chunks: Iterable[bytes]) -> Iterator[bytes]:
        for chunk in chunks:
            self.size += len(chunk)
            self._hash.update(chunk)
            yield chunk

    def hex(self) -> str:
        return self._hash.hexdigest()


def read_source(source: Path, *, limit: int = layout.MAX_FILE_BYTES) -> Iterator[bytes]:
    """The bytes of a file outside the case, in chunks.

    Raises FileRefused for links, folders, devices, pipes, unreadable, empty and too large files (`limit` in
    bytes).
    """
    handle = open_regular(source, limit)
    size = 0
    with os.fdopen(handle, "rb") as file:
        while True:
            try:
                chunk = file.read(layout.CHUNK_BYTES)
            except OSError as cause:
                raise FileRefused("unreadable", source.name) from cause
            if not chunk:
                break
            size += len(chunk)
            if size > limit:
                raise FileRefused("too-large", source.name, limit)
            yield chunk
    if not size:
        raise FileRefused("empty-file", source.name)


def open_regular(source: Path, limit: int) -> int:
    """A handle on a regular, non-empty file of at most `limit` bytes, never through a link.

    Raises FileRefused.
    """
    try:
        seen = source.lstat()
        if not stat.S_ISREG(seen.st_mode):
            raise FileRefused("not-a-regular-file", source.name)
        handle = os.open(source, _OPEN_FLAGS)
    except (OSError, ValueError) as cause:
        raise FileRefused("unreadable", source.name) from cause
    try:
        opened = os.fstat(handle)
        if not stat.S_ISREG(opened.st_mode) or not os.path.samestat(seen, opened):
            raise FileRefused("not-a-regular-file", source.name)
        if opened.st_size > limit:
            raise FileRefused("too-large", source.name, limit)
        if not opened.st_size:
            raise FileRefused("empty-file", source.name)
    except BaseException:
        os.close(handle)
        raise
    return handle
