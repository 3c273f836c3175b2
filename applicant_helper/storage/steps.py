"""Log entries and the arithmetic of undo and redo over them. Pure: no disk, no database.

Each entry carries the state of both stacks after it, so neither opening nor undoing reads the whole log:
`undo` is the entry that an undo would take back, `redo` the entry that a redo would take back.
What lies below an entry on its stack is the state just before that entry.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from applicant_helper.core.answers import JsonValue
from applicant_helper.storage.problems import CaseDamaged
from applicant_helper.storage.textjson import dump, load_object


class StepKind(StrEnum):
    """How an entry came to be."""

    CREATE = "create"
    DO = "do"
    UNDO = "undo"
    REDO = "redo"


@dataclass(frozen=True, slots=True)
class LogEntry:
    """One change.

    `old` holds the JSON text of every record it touched before the change; None = was not there.
    `prev` is the hash of the entry before, `state` the digest of all stored records after this change.
    """

    kind: StepKind
    operation: str
    params: Mapping[str, str]
    when: str
    old: Mapping[str, str | None]
    prev: str
    undo: int | None = None
    redo: int | None = None
    state: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """One line of the history:

    revision, what was done, when (ISO 8601, UTC), and the record names it touched.
    """

    rev: int
    kind: StepKind
    operation: str
    params: Mapping[str, str]
    when: str
    keys: tuple[str, ...]


def step_of(rev: int, entry: LogEntry) -> Step:
    """The history line of an entry."""
    return Step(rev, entry.kind, entry.operation, entry.params, entry.when, tuple(sorted(entry.old)))


def entry_bytes(entry: LogEntry) -> bytes:
    """The plain bytes of an entry."""
    fields: dict[str, JsonValue] = {
        "kind": entry.kind.value,
        "op": entry.operation,
        "params": dict(entry.params),
        "when": entry.when,
        "old": dict(entry.old),
        "prev": entry.prev,
        "undo": entry.undo,
        "redo": entry.redo,
        "state": entry.state,
    }
    return dump(fields).encode("ascii")


def parse_entry(data: bytes) -> LogEntry:
    """Read plain bytes back; raises CaseDamaged."""
    fields = load_object(data, "history")
    kind, operation, when, prev, state = (
        fields.get(name) for name in ("kind", "op", "when", "prev", "state")
    )
    if not isinstance(operation, str) or not isinstance(when, str) or not isinstance(prev, str):
        raise CaseDamaged("history")
    if not isinstance(state, str):
        raise CaseDamaged("history")
    if kind not in tuple(StepKind):
        raise CaseDamaged("history")
    params = {name: value for name, value in _texts(fields.get("params")).items() if value is not None}
    return LogEntry(
        kind=StepKind(str(kind)),
        operation=operation,
        params=params,
        when=when,
        old=_texts(fields.get("old")),
        prev=prev,
        undo=_rev(fields.get("undo")),
        redo=_rev(fields.get("redo")),
        state=state,
    )


def _texts(value: JsonValue) -> dict[str, str | None]:
    if not isinstance(value, dict):
        raise CaseDamaged("history")
    found: dict[str, str | None] = {}
    for name, text in value.items():
        if text is not None and not isinstance(text, str):
            raise CaseDamaged("history")
        found[name] = text
    return found


def _rev(value: JsonValue) -> int | None:
    if value is None:
        return None
    if not isinstance(value, int) or isinstance(value, bool) or value < 1:
        raise CaseDamaged("history")
    return value
