"""Writers killed without warning, at random moments."""

from __future__ import annotations

import random
import time

from tests.storage.torture.contract import Victim, Writer, judge
from tests.storage.torture.outcome import Part, Setting

# A fresh case now and then: the young case and the grown one write differently.
_FRESH_EVERY = 20
_LONGEST_WAIT = 0.6


def random_kills(setting: Setting, *, runs: int | None = None, longest: float = _LONGEST_WAIT) -> Part:
    """Kill the writer somewhere after its first change, open, look, go on with the same case."""
    part, chance = Part("kill -9 at random moments"), random.Random(setting.seed)
    victim = Victim(setting.folder / "kills", setting.protected)
    for number in range(runs or setting.amount(20, 200)):
        if number % _FRESH_EVERY == 0:
            victim.begin_again()
        writer = Writer(victim, 0)
        writer.wait_for_one()
        time.sleep(chance.uniform(0, longest))
        code = writer.kill()
        early = [] if code == -9 else [f"ended by itself with {code}: {writer.problem}"]
        part.add(f"kill {number}", early + judge(victim, [writer]), writer.count)
    return part
