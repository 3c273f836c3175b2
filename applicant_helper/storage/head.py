"""`head`:

the small summary that the list of cases shows without opening the database. It can always be rebuilt.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from applicant_helper.core.answers import JsonValue
from applicant_helper.storage import fileops, layout
from applicant_helper.storage.problems import CaseDamaged, from_os_error
from applicant_helper.storage.sealer import Sealer
from applicant_helper.storage.textjson import dump, load_object


@dataclass(frozen=True, slots=True)
class Head:
    """Label as typed, last revision, hash of its log entry, and the caller's words and counts."""

    label: str
    rev: int = 0
    log_hash: str = ""
    summary: Mapping[str, str | int] = field(default_factory=dict)


def head_bytes(head: Head, sealer: Sealer) -> bytes:
    """The stored bytes; a summary that would not fit into 4 KiB is a programming mistake (ValueError)."""
    summary: dict[str, JsonValue] = dict(head.summary)
    plain = dump({"label": head.label, "rev": head.rev, "log_hash": head.log_hash, "summary": summary})
    sealed = sealer.seal_head(plain.encode("ascii"))
    if len(sealed) > layout.MAX_HEAD_BYTES:
        raise ValueError("a head is at most 4096 bytes")
    return sealed


def parse_head(data: bytes, sealer: Sealer) -> Head:
    """Read stored bytes back; raises CaseDamaged."""
    if len(data) > layout.MAX_HEAD_BYTES:
        raise CaseDamaged("head")
    fields = load_object(sealer.open_head(data), "head")
    label, rev, log_hash, summary = (fields.get(name) for name in ("label", "rev", "log_hash", "summary"))
    if not isinstance(label, str) or not isinstance(rev, int) or not isinstance(log_hash, str):
        raise CaseDamaged("head")
    if not isinstance(summary, dict) or not all(isinstance(value, str | int) for value in summary.values()):
        raise CaseDamaged("head")
    words = {name: value for name, value in summary.items() if isinstance(value, str | int)}
    return Head(label=label, rev=rev, log_hash=log_hash, summary=words)


def read_head(folder: Path, sealer: Sealer) -> Head:
    """The head of a case folder; raises CaseDamaged when it is missing or changed."""
    try:
        data = fileops.read_small(folder / layout.HEAD, layout.MAX_HEAD_BYTES)
    except FileNotFoundError as cause:
        raise CaseDamaged("head") from cause
    except OSError as cause:
        raise from_os_error(cause) from cause
    return parse_head(data, sealer)


def write_head(folder: Path, head: Head, sealer: Sealer) -> None:
    """Replace the head atomically."""
    try:
        fileops.write_atomic(folder / layout.HEAD, head_bytes(head, sealer))
    except OSError as cause:
        raise from_os_error(cause) from cause
