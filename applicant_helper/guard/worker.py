"""The child's side: no network, limits on memory, time and core files, then one answer for each request."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from typing import IO, Any

from applicant_helper.guard.alone import cut_off

ADDRESS_SPACE = 2_000_000_000
CPU_SECONDS = 240
# A whole packet of thousands of pages.
LONG_SPACE = 3_000_000_000
LONG_SECONDS = 3600


def serve(answer: Callable[[dict[str, Any]], dict[str, Any]]) -> None:
    """Answer requests from standard input until it ends. Anything printed by libraries goes nowhere."""
    set_limits()
    cut_off()
    out = _own_output()
    for line in sys.stdin:
        found = answer(json.loads(line))
        out.write(json.dumps(found) + "\n")
        out.flush()


def serve_steps(answer: Callable[[dict[str, Any], Callable[[dict[str, Any]], None]], dict[str, Any]]) -> None:
    """Like `serve`, for long work: `answer` also gets a function that tells of a step on the way."""
    set_limits(LONG_SPACE, LONG_SECONDS)
    cut_off()
    out = _own_output()

    def tell(step: dict[str, Any]) -> None:
        out.write(json.dumps({"step": True, **step}) + "\n")
        out.flush()

    for line in sys.stdin:
        found = answer(json.loads(line), tell)
        out.write(json.dumps({"last": True, **found}) + "\n")
        out.flush()


def _own_output() -> IO[str]:
    """The pipe to the parent, for answers alone: what libraries print, also those in C, goes nowhere."""
    out = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    sys.stdout = sys.stderr
    return out


def set_limits(space: int = ADDRESS_SPACE, seconds: int = CPU_SECONDS) -> None:
    """Bound what this process may take, where the system knows how."""
    try:
        import resource
    except ImportError:
        return
    for kind, most in ((resource.RLIMIT_AS, space), (resource.RLIMIT_CPU, seconds)):
        _lower(resource, kind, most)
    _lower(resource, resource.RLIMIT_CORE, 0)


def _lower(resource: Any, kind: int, most: int) -> None:
    _soft, hard = resource.getrlimit(kind)
    limit = most if hard == resource.RLIM_INFINITY else min(most, hard)
    try:
        resource.setrlimit(kind, (limit, hard))
    except (ValueError, OSError):
        return
