"""`header.json`:

the only part of a case that is always readable. Format, protection and id; no personal data.
"""

from __future__ import annotations

import hashlib
import json
import re
import secrets
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from applicant_helper.core.answers import JsonValue
from applicant_helper.storage import fileops, layout
from applicant_helper.storage.problems import CaseDamaged, CaseNotFound, from_os_error
from applicant_helper.storage.textjson import dump, load_object

_CASE_ID = re.compile(r"[0-9a-f]{32}\Z")
_MAX_SLOTS = 8


@dataclass(frozen=True, slots=True)
class Header:
    """What `header.json` says.

    `min_reader` is the oldest format number whose programs can still read the case.
    """

    case_id: str
    format: int = layout.FORMAT
    min_reader: int = layout.FORMAT
    protection: str = "none"
    key_slots: list[JsonValue] = field(default_factory=list)
    kdf: JsonValue = None


def new_case_id() -> str:
    """32 random hex digits."""
    return secrets.token_hex(16)


def header_bytes(header: Header) -> bytes:
    """The file content, with a checksum line so that a changed byte is noticed."""
    fields = _fields(header)
    fields["check"] = _check(fields)
    return (json.dumps(fields, indent=1, sort_keys=True) + "\n").encode("ascii")


def _fields(header: Header) -> dict[str, JsonValue]:
    return {
        "kind": "ahcase",
        "case_id": header.case_id,
        "format": header.format,
        "min_reader": header.min_reader,
        "protection": header.protection,
        "key_slots": header.key_slots,
        "kdf": header.kdf,
    }


def _check(fields: dict[str, JsonValue]) -> str:
    return hashlib.blake2b(dump(fields).encode("ascii"), digest_size=16).hexdigest()


def parse_header(data: bytes) -> Header:
    """Read a header back; raises CaseDamaged for anything that this format family does not write.

    Fields that a newer format adds are accepted, as long as the checksum covers them.
    """
    if len(data) > layout.MAX_HEADER_BYTES:
        raise CaseDamaged("header")
    fields = load_object(data, "header")
    check = fields.pop("check", None)
    if fields.get("kind") != "ahcase" or check != _check(fields):
        raise CaseDamaged("header")
    slots = fields.get("key_slots")
    if not isinstance(slots, list) or len(slots) > _MAX_SLOTS:
        raise CaseDamaged("header")
    return Header(
        case_id=_text(fields.get("case_id"), _CASE_ID),
        format=_whole(fields.get("format")),
        min_reader=_whole(fields.get("min_reader")),
        protection=_text(fields.get("protection"), re.compile(r"[a-z0-9-]{1,40}\Z")),
        key_slots=slots,
        kdf=fields.get("kdf"),
    )


def _text(value: JsonValue, shape: re.Pattern[str]) -> str:
    if not isinstance(value, str) or not shape.match(value):
        raise CaseDamaged("header")
    return value


def _whole(value: JsonValue) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 1 <= value <= 1_000_000:
        raise CaseDamaged("header")
    return value


def read_header(folder: Path) -> Header:
    """The header of a case folder, or its second copy. Raises CaseNotFound, CaseDamaged or StorageTrouble."""
    try:
        return _read(folder / layout.HEADER, folder)
    except (CaseDamaged, CaseNotFound):
        if not (folder / layout.HEADER_COPY).exists():
            raise
        return _read(folder / layout.HEADER_COPY, folder)


def _read(path: Path, folder: Path) -> Header:
    try:
        data = fileops.read_small(path, layout.MAX_HEADER_BYTES)
    except (FileNotFoundError, NotADirectoryError) as cause:
        if (folder / layout.DATABASE).exists():
            raise CaseDamaged("header") from cause
        raise CaseNotFound(folder.name) from cause
    except OSError as cause:
        raise from_os_error(cause) from cause
    return _parsed(data)


@lru_cache(maxsize=4096)
def _parsed(data: bytes) -> Header:
    """A list of cases is drawn again and again; bytes that were understood once are not parsed anew."""
    return parse_header(data)


def write_header(folder: Path, header: Header) -> None:
    """Replace the header atomically, and the second copy of a protected case after it."""
    try:
        fileops.write_atomic(folder / layout.HEADER, header_bytes(header))
        if header.key_slots:
            fileops.write_atomic(folder / layout.HEADER_COPY, header_bytes(header))
    except OSError as cause:
        raise from_os_error(cause) from cause
