"""`python -m tests.storage.torture [--long] [--protected] [--seed N]`: every part, one line each."""

from __future__ import annotations

import argparse
import platform
import random
import sqlite3
import sys
import tempfile
import time
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from tests.storage.torture import crowd, full, kills, longer, power, sweeps
from tests.storage.torture.outcome import Part, Setting, Torture

PARTS: dict[str, Torture] = {
    "kills": kills.random_kills,
    "killed-calls": sweeps.killed_calls,
    "failing-calls": sweeps.failing_calls,
    "power": power.power_cuts,
    "power-writeback": lambda setting: power.power_cuts(setting, options="data=writeback"),
    "control": power.control_without_flushing,
    "full-tmpfs": full.full_tmpfs,
    "full-ext4": full.full_ext4,
    "two-writers": crowd.two_writers,
    "five-writers": crowd.five_writers,
    "killed-holder": crowd.killed_holder,
    "operations-power": longer.cut_operations,
    **{f"{name}-killed": partial(longer.killed_operation, name=name) for name in longer.OPERATIONS},
    **{f"{name}-failing": partial(longer.failing_operation, name=name) for name in longer.OPERATIONS},
}
_MOST_FAULTS_SHOWN = 12


def main(words: list[str]) -> int:
    """Run the wanted parts; 1 when any of them found a fault."""
    asked = _arguments(words)
    seed = asked.seed if asked.seed is not None else random.SystemRandom().randrange(1_000_000)
    with tempfile.TemporaryDirectory(prefix="torture-", dir=asked.folder) as name:
        setting = Setting(Path(name), seed, asked.protected, asked.long, asked.every)
        print(_headline(setting), flush=True)
        parts = [_run(torture, setting) for title, torture in PARTS.items() if title in (asked.only or PARTS)]
    bad = [part for part in parts if not part.is_good]
    print("no faults" if not bad else f"FAULTS in {len(bad)} parts", flush=True)
    return 1 if bad else 0


def _arguments(words: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.storage.torture", description=__doc__)
    parser.add_argument("--long", action="store_true", help="the full amounts; takes a while")
    parser.add_argument("--protected", action="store_true", help="with protected cases")
    parser.add_argument("--seed", type=int, help="repeat a run; a new seed is chosen and printed otherwise")
    parser.add_argument("--every", type=int, default=0, metavar="K", help="sweep each K-th call (1: all)")
    parser.add_argument("--only", nargs="+", choices=list(PARTS), help="these parts only")
    parser.add_argument("--folder", type=Path, help="where to torture; the temporary folder otherwise")
    return parser.parse_args(words)


def _headline(setting: Setting) -> str:
    kind = "protected" if setting.protected else "plain"
    system = f"{platform.system()} {platform.release()}, {_file_system(setting.folder)}"
    versions = f"SQLite {sqlite3.sqlite_version}, Python {platform.python_version()}"
    return f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC, {kind} cases, seed {setting.seed}, {system}, {versions}"


def _file_system(folder: Path) -> str:
    try:
        mounts = [line.split()[1:3] for line in Path("/proc/mounts").read_text().splitlines()]
    except OSError:
        return "file system unknown"
    above = [(place, kind) for place, kind in mounts if folder.resolve().is_relative_to(place)]
    return max(above, key=lambda mount: len(mount[0]))[1]


def _run(torture: Torture, setting: Setting) -> Part:
    begin = time.monotonic()
    part = torture(setting)
    print(f"{part.line()} [{time.monotonic() - begin:.0f} s]", flush=True)
    for fault in [] if part.must_fail else part.faults[:_MOST_FAULTS_SHOWN]:
        print(f"  {fault}", flush=True)
    return part


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
