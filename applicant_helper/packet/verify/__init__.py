"""Reads a finished packet again, without the case: printed numbers, labels, index, links and bookmarks must agree.

`verify_packet` does so in a guarded child, since the file may come from anywhere.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from applicant_helper.guard.child import Child, ChildGone, ChildTooSlow
from applicant_helper.packet.problems import EMPTY_FOLDER, LOCKED, NOT_A_PACKET, TOO_SLOW, NotAPacket
from applicant_helper.packet.verify.report import MESSAGES, FileFacts, Problem, VerifyReport

if TYPE_CHECKING:
    from applicant_helper.catalog.destinations import PacketProfile

__all__ = ["FileFacts", "Problem", "VerifyReport", "report_of", "verify_packet"]
WORKER = "applicant_helper.packet.verify.worker"
SECONDS = 600.0
SENTENCES = {"empty-folder": EMPTY_FOLDER, "locked": LOCKED}


def verify_packet(
    path: Path,
    profile: PacketProfile | None = None,
    known: Mapping[str, PacketProfile] | None = None,
) -> VerifyReport:
    """Read a packet, one file or a folder. Without `profile` the one that the packet names is taken from `known`,
    which is every destination of this program unless said.

    Raises NotAPacket when it cannot be read.
    """
    with Child(WORKER) as child:
        if profile is None:
            # Here, not above: the child that builds packets reads files too and starts without the catalogue.
            from applicant_helper.catalog.destinations import load_destinations
            from applicant_helper.catalog.where import data_root

            known = known if known is not None else load_destinations(data_root() / "forms" / "destinations")
            named = _ask(child, path, {"what": "destination"})["destination"]
            profile = known.get(str(named))
        rules = profile.model_dump(mode="json") if profile is not None else None
        return report_of(_ask(child, path, {"what": "report", "profile": rules})["report"])


def _ask(child: Child, path: Path, request: Mapping[str, Any]) -> dict[str, Any]:
    try:
        found = child.ask({"path": str(path), **request}, SECONDS)
    except ChildTooSlow as cause:
        raise NotAPacket("too-slow", TOO_SLOW, {"name": path.name}) from cause
    except ChildGone as cause:
        raise NotAPacket("not-a-packet", NOT_A_PACKET, {"name": path.name}) from cause
    if "code" in found:
        code = str(found["code"])
        raise NotAPacket(code, SENTENCES.get(code, NOT_A_PACKET), {"name": path.name})
    return found


def report_of(found: dict[str, Any]) -> VerifyReport:
    """A report as the child gave it; what it says is taken by known codes only. Raises KeyError for nonsense."""
    files = tuple(FileFacts(**row) for row in found["files"])
    problems = tuple(_problem(row) for row in found["problems"] if row.get("code") in MESSAGES)
    return VerifyReport(bool(found["ok"]), str(found["destination"]), files, problems)


def _problem(row: dict[str, Any]) -> Problem:
    code = str(row["code"])
    params = {str(k): str(v) for k, v in row["params"].items()}
    return Problem(code, MESSAGES[code], params, row["page"], str(row["file"]))
