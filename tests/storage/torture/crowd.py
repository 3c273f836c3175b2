"""Several writers at once, and a holder of the case that dies."""

from __future__ import annotations

import random
import time

from tests.storage.torture.contract import Victim, Writer, judge
from tests.storage.torture.outcome import Part, Setting

_IN_USE = 75
_CHANGES = 25


def two_writers(setting: Setting) -> Part:
    """Two writers on one case."""
    return _crowd(setting, 2)


def five_writers(setting: Setting) -> Part:
    """Five writers on one case."""
    return _crowd(setting, 5)


def _crowd(setting: Setting, size: int) -> Part:
    """Each is refused, or all its changes are kept, and each change has a revision of its own."""
    part = Part(f"{size} writers at once")
    for number in range(setting.amount(1, 10)):
        victim = _fresh(setting)
        writers = [Writer(victim, _CHANGES) for _ in range(size)]
        codes = [writer.finish() for writer in writers]
        faults = [f"ended with {code}" for code in codes if code not in (0, _IN_USE)]
        if 0 not in codes:
            faults.append("every writer was refused")
        count = sum(writer.count for writer in writers)
        faults += judge(victim, writers)
        if victim.rev != 1 + count:
            faults.append(f"{count} changes were acknowledged, revision {victim.rev} is there")
        part.add(f"round {number}", faults, count)
    return part


def killed_holder(setting: Setting) -> Part:
    """The one who has the case is killed; before, others are refused, after, the next one works at once."""
    part, chance = Part("holder of the case killed"), random.Random(setting.seed + 2)
    victim = _fresh(setting)
    for number in range(setting.amount(2, 20)):
        holder = Writer(victim, 0)
        holder.wait_for_one()
        other = Writer(victim, 1)
        refused = other.finish()
        time.sleep(chance.uniform(0, 0.1))
        holder.kill()
        faults = [] if refused == _IN_USE else [f"a second writer ended with {refused}"]
        faults += judge(victim, [holder])
        after = Writer(victim, 2)
        if after.finish():
            faults.append(f"the case stays shut: {after.problem}")
        faults += judge(victim, [after], slack=0)
        part.add(f"holder {number}", faults, holder.count + after.count)
    return part


def _fresh(setting: Setting) -> Victim:
    victim = Victim(setting.folder / "crowd", setting.protected)
    victim.begin_again()
    return victim
