"""The records of one open case in memory, and the only way they change: one entry of the log per step."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from types import MappingProxyType

from applicant_helper.core.answers import JsonValue
from applicant_helper.core.errors import ApplicantHelperError
from applicant_helper.storage.database import Database, Loaded
from applicant_helper.storage.problems import DiskFull, StorageTrouble
from applicant_helper.storage.steps import LogEntry, Step, StepKind, step_of
from applicant_helper.storage.textjson import dump, load


@dataclass(frozen=True, slots=True)
class UndoneStep:
    """What an undo or redo did:

    its own revision, the operation it took back or did again, and the names touched.
    """

    rev: int
    operation: str
    params: Mapping[str, str]
    keys: tuple[str, ...]


class Ledger:
    """Records and log over one database. After any method raised, it shows what is on the disk."""

    def __init__(self, database: Database, loaded: Loaded) -> None:
        """Start from what `database.load()` returned."""
        self._database = database
        self.is_lost = False
        self._show(loaded)

    def _show(self, loaded: Loaded) -> None:
        self._texts = loaded.texts
        self._records = {name: load(text, "record") for name, text in loaded.texts.items()}
        self.rev = loaded.rev
        self.log_hash = loaded.log_hash

    @property
    def records(self) -> Mapping[str, JsonValue]:
        """A live view of all records."""
        return MappingProxyType(self._records)

    def commit(
        self,
        changes: Mapping[str, JsonValue | None],
        operation: str,
        params: Mapping[str, str],
        now: datetime,
    ) -> bool:
        """Write changed records as one step; False when nothing differs from what is there."""
        texts = {name: None if value is None else dump(value) for name, value in changes.items()}
        if "" in texts:
            raise ValueError("a record needs a name")
        touched = {name: text for name, text in texts.items() if self._texts.get(name) != text}
        if not touched:
            return False
        self._save(touched, self._entry(StepKind.DO, operation, params, touched, now, self.rev + 1, None))
        return True

    def changes_to(self, wanted: Mapping[str, str]) -> dict[str, JsonValue | None]:
        """The changes that make the records equal to `wanted` (JSON texts by name)."""
        changes: dict[str, JsonValue | None] = {name: None for name in self._texts if name not in wanted}
        return changes | {name: load(text, "record") for name, text in wanted.items()}

    def _entry(
        self,
        kind: StepKind,
        operation: str,
        params: Mapping[str, str],
        touched: Mapping[str, str | None],
        now: datetime,
        undo: int | None,
        redo: int | None,
    ) -> LogEntry:
        old = {name: self._texts.get(name) for name in touched}
        when = now.astimezone(UTC).isoformat(timespec="seconds")
        return LogEntry(kind, operation, dict(params), when, old, self.log_hash, undo, redo)

    def _save(self, touched: Mapping[str, str | None], entry: LogEntry) -> None:
        try:
            self.log_hash = self._database.write(self.rev, touched, entry)
        except (DiskFull, StorageTrouble):
            # A commit that was refused halfway may or may not be on the disk; only the disk knows.
            self._reload()
            raise
        self.rev += 1
        for name, text in touched.items():
            if text is None:
                self._texts.pop(name, None)
                self._records.pop(name, None)
            else:
                self._texts[name] = text
                self._records[name] = load(text, "record")

    def _reload(self) -> None:
        try:
            self._show(self._database.load())
        except ApplicantHelperError:
            # The first cause is raised to the caller; from here on the owner refuses changes.
            self.is_lost = True

    def next_undo(self) -> Step | None:
        """The step that `undo` would take back, or None."""
        return self._step(self._database.entry(self.rev).undo)

    def next_redo(self) -> Step | None:
        """The undo that `redo` would take back, or None; it names the operation that comes back."""
        return self._step(self._database.entry(self.rev).redo)

    def _step(self, rev: int | None) -> Step | None:
        return None if rev is None else step_of(rev, self._database.entry(rev))

    def undo(self, now: datetime) -> UndoneStep | None:
        """Take back the last change that still stands, as a new entry; None when there is none."""
        rev = self._database.entry(self.rev).undo
        if rev is None:
            return None
        below = self._database.entry(rev - 1).undo
        return self._restore(StepKind.UNDO, self._database.entry(rev), now, below, self.rev + 1)

    def redo(self, now: datetime) -> UndoneStep | None:
        """Do again what was last undone, as a new entry; None when there is nothing."""
        rev = self._database.entry(self.rev).redo
        if rev is None:
            return None
        below = self._database.entry(rev - 1).redo
        return self._restore(StepKind.REDO, self._database.entry(rev), now, self.rev + 1, below)

    def _restore(
        self, kind: StepKind, step: LogEntry, now: datetime, undo: int | None, redo: int | None
    ) -> UndoneStep:
        entry = self._entry(kind, step.operation, step.params, step.old, now, undo, redo)
        self._save(step.old, entry)
        return UndoneStep(self.rev, step.operation, step.params, tuple(sorted(step.old)))

    def history(self, limit: int) -> tuple[Step, ...]:
        """The last `limit` steps, newest first."""
        revs = range(self.rev, max(0, self.rev - limit), -1)
        return tuple(step_of(rev, self._database.entry(rev)) for rev in revs)


def first_entry(keys: tuple[str, ...], now: datetime) -> LogEntry:
    """The entry of revision 1: the case came to be, and nothing before it can be brought back."""
    when = now.astimezone(UTC).isoformat(timespec="seconds")
    return LogEntry(StepKind.CREATE, "create", {}, when, dict.fromkeys(keys), "")
