"""Prints start and key-to-paint times on a real pseudo-terminal: `python -m tests.benchmarks.bench_start`.

Asserts on no clock; run it on a quiet machine.
"""

from __future__ import annotations

import fcntl
import os
import pty
import select
import statistics
import struct
import subprocess
import sys
import tempfile
import termios
import time
from datetime import UTC, datetime
from pathlib import Path

from applicant_helper.service.desk import Desk
from tests.scenarios.loader import base

RUNS = 5


def command_seconds(*args: str) -> list[float]:
    """Wall seconds of whole runs of a command."""
    times = []
    for _ in range(RUNS):
        start = time.perf_counter()
        subprocess.run([sys.executable, "-m", "applicant_helper", *args], check=True, capture_output=True)
        times.append(time.perf_counter() - start)
    return times


def read_until(master: int, mark: bytes, seconds: float = 15.0) -> bytes:
    """What the program wrote until the mark appeared."""
    seen = b""
    end = time.perf_counter() + seconds
    while mark not in seen and time.perf_counter() < end:
        if select.select([master], [], [], 0.02)[0]:
            seen += os.read(master, 65536)
    return seen


def drain(master: int, quiet: float = 0.4) -> None:
    """Read until nothing comes for a while."""
    while select.select([master], [], [], quiet)[0]:
        os.read(master, 65536)


def screen_times(home: Path, case: Path, rows: int, columns: int) -> tuple[float, list[float]]:
    """Seconds to the first painted checklist, and milliseconds from each key to the first byte after it."""
    master, slave = pty.openpty()
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
    environ = {**os.environ, "APPLICANT_HELPER_HOME": str(home), "TERM": "xterm-256color"}
    start = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-m", "applicant_helper", "open", str(case)],
        stdin=slave,
        stdout=slave,
        stderr=slave,
        env=environ,
        close_fds=True,
    )
    read_until(master, b"Green card")
    first = time.perf_counter() - start
    drain(master, 1.0)
    keys = []
    for _ in range(15):
        begin = time.perf_counter()
        os.write(master, b"\x1b[B")
        select.select([master], [], [], 2.0)
        keys.append((time.perf_counter() - begin) * 1000)
        drain(master, 0.1)
    process.kill()
    process.wait()
    os.close(master)
    os.close(slave)
    return first, keys


def main() -> None:
    """Run and print."""
    times = command_seconds("--version")
    sys.stdout.write(
        f"--version            {min(times):.3f} s best, {statistics.median(times):.3f} s median\n"
    )
    times = command_seconds("--help")
    sys.stdout.write(
        f"--help               {min(times):.3f} s best, {statistics.median(times):.3f} s median\n"
    )
    with tempfile.TemporaryDirectory() as name:
        home = Path(name)
        desk = Desk(home / "cases", lambda: datetime.now(UTC), cache=home / "cache")
        session = desk.create("bench", base("us-n-400", "base-three-year"))
        case = session.store.path
        session.close()
        for rows, columns in ((24, 80), (45, 140)):
            runs = [screen_times(home, case, rows, columns) for _ in range(RUNS)]
            firsts = [first for first, _ in runs]
            keys = [k for _, row in runs for k in row]
            sys.stdout.write(
                f"first paint {columns}x{rows}   {min(firsts):.2f} s best, {statistics.median(firsts):.2f} s median; "
                f"key to paint {min(keys):.0f} ms best, {statistics.median(keys):.0f} ms median\n"
            )


if __name__ == "__main__":
    main()
