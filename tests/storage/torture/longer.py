"""The longer operations: killed at their N-th call to the file system, met by a failing call or a power cut."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.storage.torture import small_disk, tracing
from tests.storage.torture.contract import ROOT, TIMEOUT, Victim
from tests.storage.torture.outcome import Part, Setting
from tests.storage.torture.prepared import Ground, Whole, fresh, prepare
from tests.storage.torture.small_disk import SmallDisk
from tests.storage.torture.verdicts import Scene, faults_after

OPERATIONS = (
    "protect",
    "unprotect",
    "forget",
    "restore",
    "change-passphrase",
    "export",
    "import",
    "copy",
    "wipe",
    "recover",
    "create",
)
_NEEDS_PLAIN = ("protect",)
_NEEDS_PROTECTED = ("unprotect", "change-passphrase")
_ERRORS = ("ENOSPC", "EIO", "EDQUOT")
_TOLD = (0, 28, 74)


@dataclass(frozen=True, slots=True)
class Stage:
    """One operation with the ground it starts from."""

    name: str
    template: Ground
    before: Whole
    copied: Whole
    protected: bool

    def command(self, ground: Ground) -> list[str]:
        """The process that does it."""
        return [sys.executable, "-m", "tests.storage.torture.operations", self.name, str(ground.folder)]

    def environment(self) -> dict[str, str]:
        """Its environment."""
        return Victim(self.template.folder, self.protected).environment()

    def run(self, ground: Ground, prefix: Sequence[str] = ()) -> tuple[int, bool, str]:
        """Do it on `ground`: exit code, whether it was reported done, what it complained."""
        words = [*prefix, *self.command(ground)]
        done = subprocess.run(
            words, cwd=ROOT, env=self.environment(), capture_output=True, text=True, timeout=TIMEOUT
        )
        return done.returncode, done.stdout == "DONE\n", done.stderr[-300:]

    def faults(self, ground: Ground, *, done: bool) -> list[str]:
        """What is wrong afterwards."""
        return faults_after(self.name, Scene(ground, self.before, self.copied, done))


def staged(setting: Setting, names: Sequence[str] = OPERATIONS) -> list[Stage]:
    """Every operation that goes with this kind of case, on a ground of its own."""
    stages = []
    for name in names:
        if setting.protected and name in _NEEDS_PLAIN:
            continue
        protected = setting.protected or name in _NEEDS_PROTECTED
        template = Ground(Path(tempfile.mkdtemp(prefix=name, dir=setting.folder)))
        before, copied = prepare(template, protected=protected)
        stages.append(Stage(name, template, before, copied, protected))
    return stages


def killed_operation(setting: Setting, name: str, *, at_most: int = 0, calls: str = tracing.CHANGING) -> Part:
    """Kill the operation at call 1, 2, 3 ... of each kind, until it gets through."""
    part = Part(f"{name}: kill -9 at its calls", skipped=tracing.why_not())
    stages = [] if part.skipped else staged(setting, (name,))
    for stage in stages:
        found = _spans(setting, stage, calls)
        every = tracing.step(found, setting, at_most or setting.amount(12, 40))
        for span in found:
            for number in (*span.numbers(setting, every), span.last + 1):
                ground = fresh(stage.template, setting.folder / "ground")
                strike = tracing.strike(span.call, "signal=KILL", number)
                code, done, _ = stage.run(ground, strike)
                part.strike(hit=code != 0)
                part.add(f"{span.call} {number}", stage.faults(ground, done=done))
        part.note = f"1 in {every} of {sum(s.last - s.first + 1 for s in found)} calls"
    return _with_reason(part, stages)


def failing_operation(
    setting: Setting, name: str, *, at_most: int = 0, calls: str = tracing.CHANGING
) -> Part:
    """Let one call of the operation fail, or all of its kind from then on."""
    part = Part(f"{name}: a call fails", skipped=tracing.why_not())
    stages = [] if part.skipped else staged(setting, (name,))
    for stage in stages:
        found = _spans(setting, stage, calls)
        every = tracing.step(found, setting, at_most or setting.amount(6, 20))
        for span in found:
            for number in span.numbers(setting, every):
                error = _ERRORS[number % len(_ERRORS)]
                ground = fresh(stage.template, setting.folder / "ground")
                strike = tracing.strike(span.call, f"error={error}", number, onward=number % 2 == 0)
                code, done, problem = stage.run(ground, strike)
                part.strike(hit=code != 0)
                faults = [] if code in _TOLD else [f"ended with {code}: {problem}"]
                part.add(f"{error} at {span.call} {number}", faults + stage.faults(ground, done=done))
    return _with_reason(part, stages)


def _with_reason(part: Part, stages: Sequence[Stage]) -> Part:
    if not stages and not part.skipped:
        part.skipped = "the case is protected already"
    return part


def _spans(setting: Setting, stage: Stage, calls: str) -> tuple[tracing.Span, ...]:
    ground = fresh(stage.template, setting.folder / "ground")
    return tracing.spans(stage.command(ground), stage.environment(), calls, ground.folder)


def cut_operations(setting: Setting, *, names: Sequence[str] = OPERATIONS, runs: int | None = None) -> Part:
    """Cut the power somewhere in each operation, and once at the very moment when it is reported done."""
    part = Part("power cut during the longer operations", skipped=small_disk.why_not())
    if part.skipped:
        return part
    chance = random.Random(setting.seed + 3)
    for stage in staged(setting, names):
        takes = _duration(setting, stage)
        waits = [None, *(chance.uniform(0.1, takes) for _ in range((runs or setting.amount(2, 6)) - 1))]
        for wait in waits:
            _one_cut(part, setting, stage, wait)
    return part


def _duration(setting: Setting, stage: Stage) -> float:
    begin = time.monotonic()
    stage.run(fresh(stage.template, setting.folder / "ground"))
    return time.monotonic() - begin


def _one_cut(part: Part, setting: Setting, stage: Stage, wait: float | None) -> None:
    """Cut after `wait` seconds; None: as soon as it is reported done."""
    with SmallDisk(setting.folder / "power", 200) as disk, tempfile.TemporaryFile() as problem:
        ground = fresh(stage.template, disk.place / "ground")
        os.sync()
        process = subprocess.Popen(
            stage.command(ground),
            cwd=ROOT,
            env=stage.environment(),
            stdout=subprocess.PIPE,
            stderr=problem,
            text=True,
        )
        assert process.stdout is not None
        if wait is None:
            said = process.stdout.readline()
            disk.cut_power()
        else:
            time.sleep(wait)
            disk.cut_power()
            said = ""
        process.kill()
        said += process.stdout.read()
        process.stdout.close()
        process.wait(TIMEOUT)
        disk.start_again()
        when = "at the end" if wait is None else f"after {wait:.3f} s"
        part.add(f"{stage.name} {when}", stage.faults(ground, done=said == "DONE\n"))
