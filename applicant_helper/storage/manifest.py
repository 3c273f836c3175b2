"""The list of contents inside a hand-over file:

what each member must hash to, and which state of the case it is.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from applicant_helper.core.answers import JsonValue
from applicant_helper.storage.problems import CaseDamaged
from applicant_helper.storage.textjson import dump, load_object

FORMAT = 1
MAX_BYTES = 2_000_000
_SHA256 = re.compile(r"[0-9a-f]{64}\Z")


@dataclass(frozen=True, slots=True)
class Manifest:
    """Case id, revision, hash of the last log entry, and the SHA-256 of every other member by name."""

    case_id: str
    rev: int
    log_hash: str
    members: Mapping[str, str]


def manifest_bytes(manifest: Manifest) -> bytes:
    """The member's content."""
    fields: dict[str, JsonValue] = {
        "kind": "ahcx",
        "format": FORMAT,
        "case_id": manifest.case_id,
        "rev": manifest.rev,
        "log_hash": manifest.log_hash,
        "members": dict(manifest.members),
    }
    return dump(fields).encode("ascii")


def parse_manifest(data: bytes) -> Manifest:
    """Read it back; raises CaseDamaged for anything this format does not write."""
    fields = load_object(data, "manifest")
    case_id, rev, log_hash, members = (fields.get(name) for name in ("case_id", "rev", "log_hash", "members"))
    if fields.get("kind") != "ahcx" or fields.get("format") != FORMAT:
        raise CaseDamaged("manifest")
    if not isinstance(case_id, str) or not isinstance(rev, int) or not isinstance(log_hash, str):
        raise CaseDamaged("manifest")
    if not isinstance(members, dict):
        raise CaseDamaged("manifest")
    hashes = {name: value for name, value in members.items() if isinstance(value, str)}
    if len(hashes) != len(members) or not all(_SHA256.match(value) for value in hashes.values()):
        raise CaseDamaged("manifest")
    return Manifest(case_id, rev, log_hash, hashes)
