"""`case.db`:

a transactional key-value store with a log, over the standard library's SQLite. No SQL over contents.
"""

from __future__ import annotations

import hashlib
import sqlite3
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path

from applicant_helper.storage import fileops, layout
from applicant_helper.storage.problems import CaseDamaged, CaseInUse, from_os_error, from_sqlite_error
from applicant_helper.storage.recordstate import RecordState
from applicant_helper.storage.sealer import LOG_TABLE, RECORD_TABLE, Sealer
from applicant_helper.storage.steps import LogEntry, entry_bytes, parse_entry
from applicant_helper.storage.textjson import dump, load

_SCHEMA = (
    ("log", "CREATE TABLE log(rev INTEGER PRIMARY KEY, v BLOB NOT NULL)"),
    ("rec", "CREATE TABLE rec(k BLOB PRIMARY KEY, rev INTEGER NOT NULL, v BLOB NOT NULL) WITHOUT ROWID"),
)
# EXTRA, not FULL: with a rollback journal FULL leaves the journal's removal unflushed, and a power cut then
# rolls
# the last acknowledged change back.
_PRAGMAS = (
    "journal_mode=DELETE",
    "synchronous=EXTRA",
    "foreign_keys=ON",
    "trusted_schema=OFF",
    "secure_delete=ON",
    "temp_store=MEMORY",
    "mmap_size=0",
    "busy_timeout=5000",
    "cell_size_check=ON",
)
_SQLITE_FLOOR = (3, 35)
_MAX_VALUE_BYTES = 64 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Loaded:
    """Everything a case holds: JSON text by record name, the last revision, and the hash of its log entry."""

    texts: dict[str, str]
    rev: int
    log_hash: str


class Database:
    """One open connection. It must not cross a fork; calls from several threads are the caller's to order."""

    def __init__(self, path: Path, sealer: Sealer, *, read_only: bool) -> None:
        """Open an existing database. Raises CaseDamaged, DiskFull or StorageTrouble; never creates a file."""
        if sqlite3.sqlite_version_info < _SQLITE_FLOOR:
            raise CaseDamaged(f"SQLite {sqlite3.sqlite_version} < 3.35")
        self._folder = path.parent
        self._path = path
        self._sealer = sealer
        self._state = RecordState()
        uri = f"{path.absolute().as_uri()}?mode={'ro' if read_only else 'rw'}"
        with self._typed():
            self._db = sqlite3.connect(uri, uri=True, isolation_level=None, check_same_thread=False)
            try:
                self._db.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _MAX_VALUE_BYTES)
                self._set_pragmas(read_only=read_only)
            except BaseException:
                self._db.close()
                raise

    def _set_pragmas(self, *, read_only: bool) -> None:
        for pragma in _PRAGMAS[1:] if read_only else _PRAGMAS:
            self._db.execute(f"PRAGMA {pragma}")
        if sys.platform == "darwin":
            self._db.execute("PRAGMA fullfsync=ON")

    @contextmanager
    def _typed(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as cause:
            raise from_sqlite_error(cause, self._folder) from cause
        except (OverflowError, UnicodeError, MemoryError) as cause:
            raise CaseDamaged("database") from cause

    def close(self) -> None:
        """Close the connection; safe to call twice."""
        with self._typed():
            self._db.close()

    def format(self) -> int:
        """The format number inside the database."""
        with self._typed():
            return int(self._db.execute("PRAGMA user_version").fetchone()[0])

    def check(self, *, known_schema: bool = True) -> None:
        """SQLite's own check, and that there is nothing in the file but our tables. Raises CaseDamaged."""
        with self._typed():
            answer = self._db.execute("PRAGMA quick_check(1)").fetchone()
            tables = tuple(self._db.execute("SELECT name, sql FROM sqlite_master ORDER BY name"))
        if answer != ("ok",) or (known_schema and tables != _SCHEMA):
            raise CaseDamaged("database")

    def load(self) -> Loaded:
        """All records, in one consistent read; raises CaseDamaged when one is missing or out of date."""
        texts: dict[str, str] = {}
        state = RecordState()
        with self._typed():
            self._db.execute("BEGIN")
            try:
                for key, rev, value in self._db.execute("SELECT k, rev, v FROM rec"):
                    name, text = self._open_record(key, rev, value)
                    texts[name] = text
                    state.put(key, value)
                last = self._db.execute("SELECT rev, v FROM log ORDER BY rev DESC LIMIT 1").fetchone()
            finally:
                self._end()
        if last is None:
            raise CaseDamaged("history")
        sealed = _blob(last[1])
        if parse_entry(self._sealer.open_record(LOG_TABLE, b"", last[0], sealed)).state != state.digest():
            raise CaseDamaged("records")
        self._state = state
        return Loaded(texts, last[0], _hash(sealed))

    def _open_record(self, key: object, rev: object, value: object) -> tuple[str, str]:
        stored_key = _blob(key)
        if not isinstance(rev, int) or rev < 0:
            raise CaseDamaged("record")
        pair = load(self._sealer.open_record(RECORD_TABLE, stored_key, rev, _blob(value)), "record")
        if not isinstance(pair, list) or len(pair) != 2 or not isinstance(pair[0], str):
            raise CaseDamaged("record")
        if self._sealer.record_key(pair[0]) != stored_key:
            raise CaseDamaged("record")
        return pair[0], dump(pair[1])

    def write(self, expected_rev: int, texts: Mapping[str, str | None], entry: LogEntry) -> str:
        """One transaction:

        records and the log entry of revision `expected_rev + 1`. Returns the entry's hash.

        `texts` maps record names to JSON text; None removes. Raises CaseInUse when the case moved on
        meanwhile.
        """
        rev = expected_rev + 1
        rows = {self._sealer.record_key(name): self._sealed(name, text, rev) for name, text in texts.items()}
        state = self._state.after(rows)
        plain = entry_bytes(replace(entry, state=state.digest()))
        sealed = self._sealer.seal_record(LOG_TABLE, b"", rev, plain)
        with self._typed():
            self._db.execute("BEGIN IMMEDIATE")
            try:
                if self._last_rev() != expected_rev:
                    raise CaseInUse()
                for key, value in rows.items():
                    self._put(key, value, rev)
                self._db.execute("INSERT INTO log(rev, v) VALUES(?, ?)", (rev, sealed))
                self._db.execute("COMMIT")
            finally:
                self._end()
        self._state = state
        return _hash(sealed)

    def _sealed(self, name: str, text: str | None, rev: int) -> bytes | None:
        if text is None:
            return None
        plain = f"[{dump(name)},{text}]".encode("ascii")
        return self._sealer.seal_record(RECORD_TABLE, self._sealer.record_key(name), rev, plain)

    def _put(self, key: bytes, value: bytes | None, rev: int) -> None:
        if value is None:
            self._db.execute("DELETE FROM rec WHERE k = ?", (key,))
            return
        self._db.execute("INSERT OR REPLACE INTO rec(k, rev, v) VALUES(?, ?, ?)", (key, rev, value))

    def _end(self) -> None:
        """Leave any open transaction without keeping it; after a COMMIT there is none."""
        if self._db.in_transaction:
            # A rollback that cannot finish now leaves a journal, which the next opening plays back.
            with suppress(sqlite3.Error):
                self._db.execute("ROLLBACK")

    def _last_rev(self) -> int:
        return int(self._db.execute("SELECT COALESCE(MAX(rev), 0) FROM log").fetchone()[0])

    def last_rev(self) -> int:
        """The last revision on disk now."""
        with self._typed():
            return self._last_rev()

    def entry(self, rev: int) -> LogEntry:
        """One log entry. Raises CaseDamaged when it is missing or changed."""
        return parse_entry(self._sealer.open_record(LOG_TABLE, b"", rev, self._sealed_entry(rev)))

    def entry_hash(self, rev: int) -> str:
        """The hash of a stored log entry, or "" when there is none of that revision."""
        with self._typed():
            row = self._db.execute("SELECT v FROM log WHERE rev = ?", (rev,)).fetchone()
        return _hash(_blob(row[0])) if row else ""

    def _sealed_entry(self, rev: int) -> bytes:
        with self._typed():
            row = self._db.execute("SELECT v FROM log WHERE rev = ?", (rev,)).fetchone()
        if row is None:
            raise CaseDamaged("history")
        return _blob(row[0])

    def check_log(self) -> None:
        """Read the whole log and check that every entry carries the hash of the one before.

        Raises CaseDamaged.
        """
        for _ in self.entries():
            pass

    def entries(self) -> Iterator[tuple[int, LogEntry]]:
        """Every log entry with its revision, oldest first, the chain of hashes checked on the way."""
        expected, before = 1, ""
        with self._typed():
            for rev, sealed in self._db.execute("SELECT rev, v FROM log ORDER BY rev"):
                entry = parse_entry(self._sealer.open_record(LOG_TABLE, b"", rev, _blob(sealed)))
                if rev != expected or entry.prev != before:
                    raise CaseDamaged("history")
                expected, before = rev + 1, _hash(sealed)
                yield rev, entry

    def rows(self) -> Iterator[tuple[str, str, int]]:
        """Every record: name, JSON text, and the revision that wrote it."""
        with self._typed():
            for key, rev, value in self._db.execute("SELECT k, rev, v FROM rec ORDER BY k"):
                name, text = self._open_record(key, rev, value)
                yield name, text, rev

    def fill(self, rows: Iterable[tuple[str, str, int]], entries: Iterable[tuple[int, LogEntry]]) -> str:
        """Write a whole case into this empty database, in one transaction; returns the last entry's hash.

        The chain of hashes is made anew; the last entry carries the digest of all records.
        """
        state, last_hash = RecordState(), ""
        with self._typed():
            self._db.execute("BEGIN IMMEDIATE")
            try:
                for name, text, rev in rows:
                    key, value = self._sealer.record_key(name), self._sealed(name, text, rev)
                    self._put(key, value, rev)
                    state.put(key, value)
                for rev, entry in entries:
                    told = replace(entry, prev=last_hash, state=state.digest())
                    sealed = self._sealer.seal_record(LOG_TABLE, b"", rev, entry_bytes(told))
                    self._db.execute("INSERT INTO log(rev, v) VALUES(?, ?)", (rev, sealed))
                    last_hash = _hash(sealed)
                self._db.execute("COMMIT")
            finally:
                self._end()
        self._state = state
        return last_hash

    def copy_to(self, target: Path) -> None:
        """Write a compact, consistent copy to `target`, durably; an existing file there is replaced."""
        temp = fileops.temp_name(target)
        try:
            fileops.create_private(temp)
            try:
                with self._typed():
                    self._db.execute("VACUUM INTO ?", (str(temp),))
                fileops.sync_file(temp)
            except BaseException:
                fileops.discard(temp)
                raise
            fileops.put_in_place(temp, target)
        except OSError as cause:
            raise from_os_error(cause) from cause


def create_database(path: Path) -> None:
    """Create an empty database of the present format. Raises DiskFull or StorageTrouble."""
    try:
        fileops.create_private(path)
    except OSError as cause:
        raise from_os_error(cause) from cause
    try:
        db = sqlite3.connect(path, isolation_level=None)
        try:
            for pragma in _PRAGMAS:
                db.execute(f"PRAGMA {pragma}")
            db.execute("BEGIN IMMEDIATE")
            for _, sql in _SCHEMA:
                db.execute(sql)
            db.execute(f"PRAGMA user_version={layout.FORMAT}")
            db.execute("COMMIT")
        finally:
            db.close()
    except sqlite3.Error as cause:
        raise from_sqlite_error(cause, path.parent) from cause


def _blob(value: object) -> bytes:
    if not isinstance(value, bytes):
        raise CaseDamaged("database")
    return value


def _hash(sealed: bytes) -> str:
    return hashlib.sha256(sealed).hexdigest()
