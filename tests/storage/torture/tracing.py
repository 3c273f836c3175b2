"""strace as the hand that strikes: at the N-th call to the file system it kills, or makes the call fail."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from tests.storage.torture.contract import ROOT
from tests.storage.torture.outcome import Setting

_CALL = re.compile(r"(?:\d+\s+)?(\w+)\(")

CHANGING = "write,pwrite64,fsync,fdatasync,ftruncate,?rename,renameat,renameat2,?unlink,unlinkat,?rmdir,?mkdir,mkdirat"
"""Calls that change files or push them to the disk; `?` marks those that not every processor has."""
WITH_OPENING = f"{CHANGING},openat"


@lru_cache(maxsize=1)
def why_not() -> str:
    """Why calls cannot be intercepted here, or ""."""
    strace = shutil.which("strace")
    if strace is None:
        return "strace is not installed"
    probe = [
        strace,
        "-qq",
        "-o",
        "/dev/null",
        "-e",
        "trace=fsync",
        "-e",
        "inject=fsync:error=EIO:when=9",
        "true",
    ]
    done = subprocess.run(probe, capture_output=True, text=True)
    return f"strace does not work here: {done.stderr.strip()[:200]}" if done.returncode else ""


def strike(call: str, action: str, number: int, *, onward: bool = False) -> list[str]:
    """The words before a command that strike at the `number`-th call of this kind, or from it `onward`.

    One kind only: strace counts each kind of call for itself, so with several the rarer would never be met.
    """
    when = f"{number}+" if onward else str(number)
    watched = ["-e", f"trace={call}", "-e", f"inject={call}:{action}:when={when}"]
    return [str(shutil.which("strace")), "-f", "-qq", "-o", "/dev/null", *watched]


@dataclass(frozen=True, slots=True)
class Span:
    """The calls of one kind that matter: from the first after the case was touched to the last."""

    call: str
    first: int
    last: int

    def numbers(self, setting: Setting, every: int) -> range:
        """Every number of the span, or each `every`-th of them, beginning where the seed says."""
        return range(self.first + setting.seed % min(every, self.last - self.first + 1), self.last + 1, every)


def spans(command: Sequence[str], environment: dict[str, str], calls: str, mark: Path) -> tuple[Span, ...]:
    """The calls of a run that nobody disturbs, beginning where it first touches `mark`.

    What an interpreter does before, to find its modules, is of no interest.
    """
    log = mark.with_name(f"{mark.name}.calls")
    tracing = [str(shutil.which("strace")), "-f", "-qq", "-y", "-o", str(log), "-e", "signal=none", "-e"]
    subprocess.run(
        [*tracing, f"trace={calls}", *command], cwd=ROOT, env=environment, capture_output=True, timeout=120
    )
    lines = log.read_text(errors="replace").splitlines()
    log.unlink()
    counts: dict[str, int] = {}
    firsts: dict[str, int] = {}
    is_reached = False
    for line in lines:
        found = _CALL.match(line)
        if found is None:
            continue
        is_reached = is_reached or str(mark) in line
        counts[found[1]] = counts.get(found[1], 0) + 1
        if is_reached:
            firsts.setdefault(found[1], counts[found[1]])
    return tuple(Span(call, first, counts[call]) for call, first in sorted(firsts.items()))


def step(found: Sequence[Span], setting: Setting, at_most: int) -> int:
    """The step asked for, else the one that keeps the strikes to about `at_most` (0: every call)."""
    total = sum(span.last - span.first + 1 for span in found)
    return setting.every or max(1, total // at_most if at_most else 1)
