"""Reads a packet as the guarded child does, in this process: the same answers, without starting a process each time."""

from __future__ import annotations

import json
from pathlib import Path

from applicant_helper.packet.verify import VerifyReport, report_of
from applicant_helper.packet.verify.worker import answer
from tests.packet.test_packets import PROFILES


def read_here(path: Path) -> VerifyReport:
    """What the child would report of a packet, held to the destination that it names."""
    destination = answer({"what": "destination", "path": str(path)})["destination"]
    profile = PROFILES.get(destination)
    rules = profile.model_dump(mode="json") if profile is not None else None
    found = answer({"what": "report", "path": str(path), "profile": rules})
    return report_of(json.loads(json.dumps(found))["report"])
