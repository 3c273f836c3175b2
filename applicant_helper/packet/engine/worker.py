"""The guarded child that builds a packet. Run as a module, never imported."""

from __future__ import annotations

import errno
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from applicant_helper.guard.worker import serve_steps
from applicant_helper.packet.engine.options import Options
from applicant_helper.packet.engine.run import run
from applicant_helper.packet.engine.wire import from_json, plain
from applicant_helper.packet.model import Progress
from applicant_helper.packet.problems import PacketFaulty, PacketTooLarge

FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
EVERY = 0.05


def answer(request: dict[str, Any], tell: Callable[[dict[str, Any]], None]) -> dict[str, Any]:
    """`{"outcome": ...}` or `{"code": ...}`; on the way `{"done", "total", "name", "part"}`."""
    order = from_json(Path(request["request"]).read_text(encoding="utf-8"))
    folder, work, cache = (Path(request[key]) for key in ("folder", "work", "cache"))
    try:
        outcome = run(
            order,
            folder,
            work,
            cache,
            _calm(tell),
            Options(skip_refused=request["skip_refused"], bad=request["bad"], careful=request["careful"]),
        )
    except (PacketFaulty, PacketTooLarge) as problem:
        return {"code": problem.code, "params": dict(problem.params)}
    except OSError as cause:
        return {"code": "disk-full" if cause.errno in FULL else "unwritable"}
    except MemoryError:
        return {"code": "too-large"}
    return {"outcome": plain(outcome)}


def _calm(tell: Callable[[dict[str, Any]], None]) -> Callable[[Progress], None]:
    """Every new step, and the share of one at most twenty times a second."""
    last = [-1, 0.0]

    def told(progress: Progress) -> None:
        now = time.monotonic()
        if progress.done != last[0] or now - last[1] > EVERY:
            last[:] = [progress.done, now]
            tell(
                {
                    "done": progress.done,
                    "total": progress.total,
                    "name": progress.name,
                    "part": progress.part,
                }
            )

    return told


if __name__ == "__main__":
    serve_steps(answer)
