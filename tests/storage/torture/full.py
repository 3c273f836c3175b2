"""Full disks: the writer works until nothing fits any more; then some room is made."""

from __future__ import annotations

import os
from pathlib import Path

from tests.storage.torture import small_disk
from tests.storage.torture.contract import Victim, Writer, judge
from tests.storage.torture.outcome import Part, Setting
from tests.storage.torture.small_disk import SmallDisk

_MEGABYTES = 20
_FULL = 28


def full_tmpfs(setting: Setting) -> Part:
    """A full file system in memory."""
    return _filled(setting, "tmpfs")


def full_ext4(setting: Setting) -> Part:
    """A full ext4."""
    return _filled(setting, "ext4")


def _filled(setting: Setting, kind: str) -> Part:
    part = Part(f"full disk, {kind}", skipped=small_disk.why_not())
    if part.skipped:
        return part
    rounds = setting.amount(1, 10)
    with SmallDisk(setting.folder / "full", _MEGABYTES, kind=kind) as disk:
        victim = Victim(disk.place / "case", setting.protected)
        victim.create()
        ballast = disk.place / "ballast"
        size = disk.free() - (2 << 20)
        ballast.write_bytes(os.urandom(size))
        step = min(size // (rounds + 1), 1 << 20)
        for number in range(rounds):
            size -= step
            _one_round(part, victim, ballast, size, number)
    return part


def _one_round(part: Part, victim: Victim, ballast: Path, size: int, number: int) -> None:
    writer = Writer(victim, 0)
    code = writer.finish()
    faults = [] if code == _FULL else [f"a full disk was told with {code}: {writer.problem}"]
    faults += judge(victim, [writer])
    os.truncate(ballast, size)
    after = Writer(victim, 3)
    if after.finish():
        faults.append(f"no change is possible with room again: {after.problem}")
    faults += judge(victim, [after], slack=0)
    part.add(f"round {number}", faults, writer.count + after.count)
