"""Power cuts: the file system loses every byte that was not pushed to the disk. And the control."""

from __future__ import annotations

import os
import random
import time
from dataclasses import replace

from tests.storage.torture import small_disk
from tests.storage.torture.contract import Victim, Writer, judge
from tests.storage.torture.outcome import Part, Setting
from tests.storage.torture.small_disk import SmallDisk

_FRESH_EVERY = 15
_LONGEST_WAIT = 0.6
_SETTLE = 0.02


def power_cuts(setting: Setting, *, runs: int | None = None, options: str = "") -> Part:
    """Cut the power under the writer, start again, open."""
    name = "power cut" + (f", ext4 {options}" if options else ", ext4")
    return _cuts(Part(name), setting, runs or setting.amount(5, 60), options)


def control_without_flushing(setting: Setting, *, runs: int | None = None) -> Part:
    """The same with a store that pushes nothing to the disk; unless this loses changes, the rest proves nothing."""
    part = Part("control: power cut without fsync", must_fail=True)
    return _cuts(
        part, replace(setting, seed=setting.seed + 1), runs or setting.amount(3, 10), "", no_fsync=True
    )


def _cuts(part: Part, setting: Setting, runs: int, options: str, *, no_fsync: bool = False) -> Part:
    part.skipped = small_disk.why_not()
    if part.skipped:
        return part
    chance, number = random.Random(setting.seed), 0
    # In the control a fresh disk each time: one loss must not hide behind another.
    fresh_every = 1 if no_fsync else _FRESH_EVERY
    while number < runs:
        with SmallDisk(setting.folder / "power", 200, options=options) as disk:
            victim = Victim(disk.place / "case", setting.protected, no_fsync)
            victim.create()
            os.sync()
            for _ in range(min(fresh_every, runs - number)):
                _one_cut(part, disk, victim, chance.uniform(0, _LONGEST_WAIT), number)
                number += 1
    return part


def _one_cut(part: Part, disk: SmallDisk, victim: Victim, wait: float, number: int) -> None:
    writer = Writer(victim, 0)
    writer.wait_for_one()
    time.sleep(wait)
    disk.cut_power()
    time.sleep(_SETTLE)
    writer.kill()
    disk.start_again()
    part.add(f"cut {number}", judge(victim, [writer]), writer.count)
