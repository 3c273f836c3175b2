"""What one part of the torture found, and the line that tells it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(slots=True)
class Part:
    """Runs, acknowledged changes and faults of one part; a part that cannot run here says why."""

    name: str
    runs: int = 0
    acknowledged: int = 0
    faults: list[str] = field(default_factory=list)
    failed_runs: int = 0
    note: str = ""
    skipped: str = ""
    must_fail: bool = False
    struck: int | None = None
    """How many runs were really met by what was meant for them; None where that is certain."""

    def strike(self, *, hit: bool) -> None:
        """Count a run that was to be met."""
        self.struck = (self.struck or 0) + hit

    def add(self, where: str, faults: Iterable[str], acknowledged: int = 0) -> None:
        """Count one run."""
        found = [f"{where}: {fault}" for fault in faults]
        self.runs += 1
        self.acknowledged += acknowledged
        self.failed_runs += bool(found)
        self.faults += found

    @property
    def is_good(self) -> bool:
        """Nothing went wrong (or, for the control, something did), and the blows were not all in the air."""
        return bool(self.skipped) or (bool(self.faults) == self.must_fail and self.struck != 0)

    def line(self) -> str:
        """One line for people."""
        if self.skipped:
            return f"{self.name}: skipped, {self.skipped}"
        counts = f"{self.runs} runs" + (
            f", {self.acknowledged} acknowledged changes" if self.acknowledged else ""
        )
        counts += "" if self.struck is None else f", {self.struck} struck"
        note = f" ({self.note})" if self.note else ""
        if self.must_fail:
            verdict = "failed as it must" if self.faults else "DID NOT FAIL: this harness sees nothing"
            return f"{self.name}: {counts}, {self.failed_runs} runs with losses: {verdict}{note}"
        return f"{self.name}: {counts}, {self.failed_runs} runs with faults{note}"


@dataclass(frozen=True, slots=True)
class Setting:
    """How much to do, where, and with which seed. `every` 0: each part as dense as it finds right."""

    folder: Path
    seed: int
    protected: bool = False
    long: bool = False
    every: int = 0

    def amount(self, short: int, long: int) -> int:
        """The number for this run."""
        return long if self.long else short


Torture = Callable[[Setting], Part]
