"""One open case: its records in memory, each change one durable transaction, undo over the log."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import RLock
from types import TracebackType
from typing import Self

from applicant_helper.core.answers import JsonValue
from applicant_helper.storage import fileops, layout, notices, snapshots
from applicant_helper.storage.database import Database, Loaded
from applicant_helper.storage.head import Head, head_bytes, write_head
from applicant_helper.storage.header import Header, write_header
from applicant_helper.storage.keyslots import CaseKey
from applicant_helper.storage.ledger import Ledger, UndoneStep
from applicant_helper.storage.lock import CaseLock
from applicant_helper.storage.notices import Notice
from applicant_helper.storage.objects import ObjectStore, StoredObject, read_source
from applicant_helper.storage.plainroom import PlainRoom
from applicant_helper.storage.problems import (
    CaseDamaged,
    CaseNotFound,
    CaseReadOnly,
    DiskFull,
    StorageTrouble,
    from_os_error,
)
from applicant_helper.storage.sealer import Sealer
from applicant_helper.storage.snapshots import Snapshot
from applicant_helper.storage.steps import Step

_HEAD_EVERY = 25
_SNAPSHOT_EVERY = 50
_SNAPSHOT_AFTER = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Parts:
    """What opening a case puts together; `lock` is None for read-only use."""

    folder: Path
    header: Header
    head: Head
    database: Database
    sealer: Sealer
    lock: CaseLock | None
    notices: tuple[Notice, ...]
    key: CaseKey | None = field(default=None, repr=False)


class CaseStore:
    """An open case. All methods may be called from any thread; close it, or use it with `with`.

    After any method raised, the store still shows what is on disk and can be used on.
    """

    def __init__(self, parts: Parts, loaded: Loaded) -> None:
        """Only `cases.open_case` makes one."""
        self._parts = parts
        self._database = parts.database
        self._head = parts.head
        self._ledger = Ledger(parts.database, loaded)
        self._objects = ObjectStore(parts.folder, parts.sealer)
        self._plain = PlainRoom(parts.folder, self._objects) if parts.sealer.hides else None
        self._notices = list(parts.notices)
        self._guard = RLock()
        self._closed = False
        self._identity = self._file_identity()
        kept = snapshots.list_snapshots(parts.folder)
        self._snapshot_rev = kept[0].rev if kept else 0
        self._snapshot_when = kept[0].when if kept else datetime.fromtimestamp(0, UTC)

    @property
    def path(self) -> Path:
        """The case folder."""
        return self._parts.folder

    @property
    def label(self) -> str:
        """The label as the person typed it."""
        return self._head.label

    @property
    def case_id(self) -> str:
        """32 hex digits; a copy or a hand-over of the case keeps it."""
        return self._parts.header.case_id

    @property
    def case_format(self) -> int:
        """The format number of the case; larger than ours only when open read-only."""
        return self._parts.header.format

    def log_hash_at(self, rev: int) -> str:
        """The hash of the log entry of a revision; "" when there is none."""
        with self._guard:
            return self._database.entry_hash(rev)

    @property
    def is_read_only(self) -> bool:
        """Whether changes are refused."""
        return self._parts.lock is None

    @property
    def records(self) -> Mapping[str, JsonValue]:
        """All records by name, a live view. Do not change the values in it; `commit` new ones."""
        return self._ledger.records

    @property
    def rev(self) -> int:
        """The revision: 1 for a new case, then one more with each change, undo and redo."""
        return self._ledger.rev

    @property
    def notices(self) -> tuple[Notice, ...]:
        """What was noticed at opening and since, oldest first."""
        return tuple(self._notices)

    def add_notice(self, notice: Notice) -> None:
        """Add one more notice, for the other modules of this room."""
        self._notices.append(notice)

    @property
    def summary(self) -> Mapping[str, str | int]:
        """The summary for the list of cases, as last set."""
        return self._head.summary

    def commit(
        self,
        changes: Mapping[str, JsonValue | None],
        *,
        operation: str,
        now: datetime,
        params: Mapping[str, str] | None = None,
    ) -> int:
        """Save changed records as one undoable step, durable on return; a value of None removes the record.

        Changes that change nothing are not a step: the present revision is returned. Raises DiskFull,
        StorageTrouble,
        CaseReadOnly, CaseInUse, CaseNotFound; ValueError for values JSON does not have.
        """
        with self._guard:
            self.require_writable()
            if self._ledger.commit(changes, operation, params or {}, now):
                self._after_save(now)
            return self._ledger.rev

    def next_undo(self) -> Step | None:
        """The step that `undo` would take back, or None."""
        with self._guard:
            return self._ledger.next_undo()

    def next_redo(self) -> Step | None:
        """The undo that `redo` would take back, or None; it names the operation that comes back."""
        with self._guard:
            return self._ledger.next_redo()

    def undo(self, *, now: datetime) -> UndoneStep | None:
        """Take back the last change that still stands, as a new change; None when there is none.

        Raises as `commit`.
        """
        with self._guard:
            self.require_writable()
            step = self._ledger.undo(now)
            if step:
                self._after_save(now)
            return step

    def redo(self, *, now: datetime) -> UndoneStep | None:
        """Do again what was last undone, as a new change; None when there is nothing. Raises as `commit`."""
        with self._guard:
            self.require_writable()
            step = self._ledger.redo(now)
            if step:
                self._after_save(now)
            return step

    def history(self, limit: int = 100) -> tuple[Step, ...]:
        """The last `limit` steps, newest first."""
        with self._guard:
            return self._ledger.history(limit)

    def remembered(self) -> Iterator[str]:
        """Every earlier value that undo could bring back, as JSON text, for the other modules of this room."""
        with self._guard:
            for _, entry in self._database.entries():
                yield from (text for text in entry.old.values() if text is not None)

    def require_writable(self) -> None:
        """Raise CaseReadOnly or CaseNotFound when changes cannot be kept."""
        if self._closed or self._ledger.is_lost:
            raise CaseNotFound(self.path.name)
        if self._parts.lock is None:
            raise CaseReadOnly()
        if self._file_identity() != self._identity:
            raise CaseNotFound(self.path.name)

    def _file_identity(self) -> tuple[int, int]:
        """Which file the name `case.db` stands for now:

        a removed one would take changes without keeping them.
        """
        try:
            found = (self.path / layout.DATABASE).stat()
        except FileNotFoundError as cause:
            raise CaseNotFound(self.path.name) from cause
        except OSError as cause:
            raise from_os_error(cause) from cause
        return found.st_dev, found.st_ino

    def _after_save(self, now: datetime) -> None:
        """Housekeeping after a saved change; trouble here is a notice, because the change itself is safe."""
        due = self.rev - self._snapshot_rev >= _SNAPSHOT_EVERY or now - self._snapshot_when >= _SNAPSHOT_AFTER
        try:
            if due:
                self.snapshot("auto", now=now)
            elif self.rev - self._head.rev >= _HEAD_EVERY:
                self.flush_head()
        except (DiskFull, StorageTrouble) as cause:
            self._notices.append(notices.snapshot_skipped(cause))

    def add_object(self, source: Path) -> StoredObject:
        """Copy a file into the case, durable on return; the source is only read.

        Raises FileRefused, DiskFull.

        Commit the record that names it afterwards: a document without a record is harmless, the reverse is
        not.
        """
        self.require_writable()
        return self._objects.add(read_source(source))

    def put_bytes(self, data: bytes) -> StoredObject:
        """Keep bytes the program made itself as a document, durable on return."""
        self.require_writable()
        return self._objects.add((data,))

    def object_path(self, sha256: str) -> Path:
        """A path where the bytes of a document can be read while the case is open, or inside `papers_out`.

        For a protected case that is a readable copy, in memory where the system offers that. Raises CaseDamaged if
        missing or changed, DiskFull, StorageTrouble.
        """
        path = self._objects.place(sha256)
        if not path.is_file():
            raise CaseDamaged("document")
        return self._plain.copy_of(sha256) if self._plain else path

    @contextmanager
    def papers_out(self) -> Iterator[None]:
        """Readable copies of a protected case's documents made inside are gone when the last user leaves."""
        if self._plain is None:
            yield
            return
        with self._plain.in_use():
            yield

    def work_folder(self, size: int = 0) -> Path:
        """Where unfinished files of about `size` bytes may lie; emptied when the case is closed or opened."""
        return self._plain.folder(size) if self._plain else self.path / layout.WORK

    def read_object(self, sha256: str) -> Iterator[bytes]:
        """The bytes of a document in chunks; raises CaseDamaged at the end when they are not the ones meant."""
        return self._objects.read_checked(sha256)

    def verify_object(self, sha256: str) -> None:
        """Read a document again and compare its hash; raises CaseDamaged."""
        self._objects.verify(sha256)

    def objects(self) -> tuple[str, ...]:
        """The stored names of all documents, sorted, also of those only the history names."""
        return self._objects.names()

    def verify(self) -> None:
        """Check everything: database, the whole log, and every stored document. Raises CaseDamaged."""
        with self._guard:
            self._database.check()
            self._database.load()
            self._database.check_log()
        for name in self._objects.names():
            self._objects.verify_stored(name)

    def set_summary(self, summary: Mapping[str, str | int], *, label: str | None = None) -> None:
        """Set words and counts for the list of cases; written with the next head, at the latest at close."""
        head = replace(self._head, summary=dict(summary), label=label or self._head.label)
        head_bytes(head, self._parts.sealer)
        with self._guard:
            self.require_writable()
            if head != self._head:
                self._head = replace(head, rev=-1)

    def flush_head(self) -> None:
        """Write the summary for the list of cases now, if anything changed since it was written."""
        with self._guard:
            if self._parts.lock is None or self._head.rev == self.rev:
                return
            head = self.present_head()
            write_head(self.path, head, self._parts.sealer)
            self._head = head

    def present_head(self) -> Head:
        """The summary as it would be written now."""
        return replace(self._head, rev=self.rev, log_hash=self._ledger.log_hash)

    def heartbeat(self, *, now: datetime) -> None:
        """Tell others that this session is alive; call it about once a minute."""
        if self._parts.lock is not None:
            self._parts.lock.heartbeat(now)

    def snapshot(self, reason: str, *, now: datetime) -> Snapshot:
        """Keep a safety copy of the records and the log; `reason` is one lower-case word. Raises DiskFull."""
        with self._guard:
            self.require_writable()
            # Set first: a disk without room must not be asked again after every change.
            self._snapshot_rev, self._snapshot_when = self.rev, now.astimezone(UTC)
            kept = snapshots.take_snapshot(self.path, self._database, rev=self.rev, reason=reason, now=now)
            snapshots.prune_snapshots(self.path, now)
            self.flush_head()
            return kept

    def has_changed_since_snapshot(self) -> bool:
        """Whether the newest safety copy is older than the present revision."""
        return self._snapshot_rev != self.rev

    def snapshots(self) -> tuple[Snapshot, ...]:
        """The kept safety copies, newest first."""
        return snapshots.list_snapshots(self.path)

    def read_snapshot(self, name: str) -> Mapping[str, JsonValue]:
        """The records of a safety copy, to look at. Raises CaseNotFound, CaseDamaged."""
        copied = snapshots.load_snapshot(self.path, name, self._parts.sealer)
        return Ledger(self._database, copied).records

    def restore_snapshot(self, name: str, *, now: datetime) -> int:
        """Bring back the records of a safety copy as one undoable step; the present is copied first."""
        with self._guard:
            self.require_writable()
            wanted = snapshots.load_snapshot(self.path, name, self._parts.sealer).texts
            self.snapshot("before-restore", now=now)
            changes = self._ledger.changes_to(wanted)
            return self.commit(changes, operation="restore-snapshot", params={"snapshot": name}, now=now)

    def copy_database(self, target: Path) -> None:
        """Write a consistent, compact copy of the database to `target`, for a hand-over file."""
        with self._guard:
            self._database.copy_to(target)

    @property
    def parts(self) -> Parts:
        """Folder, header, sealer and the like, for the other modules of this room."""
        return self._parts

    @property
    def is_protected(self) -> bool:
        """Whether the case is encrypted on the disk."""
        return self._parts.sealer.hides

    def replace_header(self, header: Header) -> None:
        """Write changed key slots, for the other modules of this room."""
        with self._guard:
            self.require_writable()
            write_header(self.path, header)
            self._parts = replace(self._parts, header=header)

    def replace_database(self, make: Callable[[Path], None]) -> None:
        """Put another database of the same revision in the place of the present one, atomically.

        `make` writes it, durable, to the path it is given. For the other modules of this room.
        """
        with self._guard:
            self.require_writable()
            # A head that names no revision: dying on the way must not look like a case from elsewhere.
            self._head = replace(self._head, rev=-1)
            write_head(self.path, replace(self._head, rev=0, log_hash=""), self._parts.sealer)
            temp = fileops.temp_name(self.path / layout.DATABASE)
            try:
                make(temp)
                checked = Database(temp, self._parts.sealer, read_only=True)
                try:
                    checked.check()
                    loaded = checked.load()
                    checked.check_log()
                finally:
                    checked.close()
                if loaded.rev != self.rev:
                    raise CaseDamaged("history")
                self._database.close()
                fileops.put_in_place(temp, self.path / layout.DATABASE)
            except OSError as cause:
                raise from_os_error(cause) from cause
            finally:
                fileops.discard(temp)
                self._reopen()
            self.flush_head()

    def _reopen(self) -> None:
        self._database.close()
        self._database = Database(self.path / layout.DATABASE, self._parts.sealer, read_only=False)
        self._ledger = Ledger(self._database, self._database.load())
        self._identity = self._file_identity()

    def close(self) -> None:
        """Write the summary, close the database and give the lock back. Safe to call twice.

        Never raises for a full disk: every change is saved already, and the summary is rebuilt at the next
        opening.
        """
        with self._guard:
            if self._closed:
                return
            self._closed = True
            try:
                self.flush_head()
            except (DiskFull, StorageTrouble) as cause:
                self._notices.append(notices.snapshot_skipped(cause))
            finally:
                if self._plain is not None:
                    self._plain.empty()
                try:
                    self._database.close()
                finally:
                    if self._parts.lock is not None:
                        self._parts.lock.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
