"""A child that does what it should not, as the request says."""

from __future__ import annotations

import os
import socket
import sys
import time
from typing import Any

from applicant_helper.guard.worker import serve

HELD: list[bytes] = []


def answer(request: dict[str, Any]) -> dict[str, Any]:
    match request["do"]:
        case "hold":
            HELD.append(b"x" * int(request["bytes"]))
            time.sleep(30)
        case "burn":
            import resource

            used = resource.getrusage(resource.RUSAGE_SELF)
            resource.setrlimit(
                resource.RLIMIT_CPU, (int(used.ru_utime + used.ru_stime) + 1, resource.RLIM_INFINITY)
            )
            while True:
                pass
        case "shout":
            print("not an answer")
            sys.stdout.flush()
            os.write(1, b"from a library in C\n")
        case "flood":
            return {"much": "x" * 5_000_000}
        case "call":
            return {"network": _network(int(request["port"]))}
    return {"done": True}


def _network(port: int) -> str:
    try:
        socket.create_connection(("127.0.0.1", port), 1).close()
    except PermissionError:
        return "refused"
    except OSError as cause:
        return type(cause).__name__
    return "open"


if __name__ == "__main__":
    serve(answer)
