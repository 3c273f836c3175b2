"""The guarded child that reads a finished packet. Run as a module, never imported."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from typing import Any

from applicant_helper.guard.worker import serve
from applicant_helper.packet.engine.wire import attributes
from applicant_helper.packet.problems import NotAPacket
from applicant_helper.packet.verify.file import destination_of
from applicant_helper.packet.verify.read import packet_files, read_packet


def answer(request: dict[str, Any]) -> dict[str, Any]:
    """`{"destination"}` of a packet, or `{"report"}`, or `{"code", "params"}` for what is none."""
    path = Path(request["path"])
    try:
        if request["what"] == "destination":
            return {"destination": _destination(packet_files(path))}
        profile = attributes(request["profile"]) if request["profile"] else None
        return {"report": asdict(read_packet(path, profile))}
    except NotAPacket as none:
        return {"code": none.code, "params": none.params}
    except (MemoryError, RecursionError):
        return {"code": "not-a-packet", "params": {"name": path.name}}


def _destination(files: Sequence[Path]) -> str:
    """What the first file says that can be opened. Raises NotAPacket when none can."""
    for file in files[:-1]:
        with suppress(NotAPacket):
            return destination_of(file)
    return destination_of(files[-1])


if __name__ == "__main__":
    serve(answer)
