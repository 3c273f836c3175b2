"""The writer as seen from outside: started, listened to, killed; and the verdict on what it left."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from tests.storage.torture.modes import NO_FSYNC, PROTECTED

ROOT = Path(__file__).resolve().parents[3]
DRIVER = (sys.executable, "-m", "tests.storage.torture_driver")
TIMEOUT = 120.0


@dataclass(slots=True)
class Victim:
    """A case under torture: its folder, how it is made, and what has to be in it by now."""

    folder: Path
    protected: bool = False
    no_fsync: bool = False
    rev: int = 1
    docs: set[str] = field(default_factory=set)

    def environment(self) -> dict[str, str]:
        """The environment of the driver; the same start-up whenever it runs, so that calls can be counted."""
        modes = {PROTECTED: str(int(self.protected)), NO_FSYNC: str(int(self.no_fsync))}
        return {**os.environ, **modes, "PYTHONDONTWRITEBYTECODE": "1", "PYTHONHASHSEED": "0"}

    def run(self, command: str, *rest: str) -> subprocess.CompletedProcess[str]:
        """One command of the driver, to its end."""
        words = [*DRIVER, command, str(self.folder), *rest]
        return subprocess.run(
            words, cwd=ROOT, env=self.environment(), capture_output=True, text=True, timeout=TIMEOUT
        )

    def create(self) -> None:
        """Make the case, empty."""
        done = self.run("init")
        if done.returncode:
            raise RuntimeError(f"no case to torture: {done.stderr}")
        self.rev, self.docs = 1, set()

    def begin_again(self) -> None:
        """The empty case again; made once, then copied."""
        template = self.folder.with_name(f"{self.folder.name}-empty")
        if not template.exists():
            replace(self, folder=template).create()
        shutil.rmtree(self.folder, ignore_errors=True)
        shutil.copytree(template, self.folder)
        self.rev, self.docs = 1, set()


class Writer:
    """One writing process. Only whole lines count as acknowledged."""

    def __init__(
        self, victim: Victim, operations: int, prefix: Sequence[str] = (), command: Sequence[str] = DRIVER
    ) -> None:
        """Start it, behind the words of `prefix`."""
        self._problem = tempfile.TemporaryFile("w+")  # noqa: SIM115 - closed by finish
        self._process = subprocess.Popen(
            [*prefix, *command, "write", str(victim.folder), str(operations)],
            cwd=ROOT,
            env=victim.environment(),
            stdout=subprocess.PIPE,
            stderr=self._problem,
            text=True,
        )
        assert self._process.stdout is not None
        self._output = self._process.stdout
        self._lines: list[str] = []
        self.problem = ""

    def wait_for_one(self) -> bool:
        """Wait until the first change is acknowledged; False when the writer ended before."""
        self._lines.append(self._output.readline())
        return bool(self._lines[0])

    def send(self, number: int) -> None:
        """Send it a signal."""
        self._process.send_signal(number)

    def kill(self) -> int:
        """Kill it without warning, and hear what it had said."""
        self._process.kill()
        return self.finish()

    def finish(self) -> int:
        """Wait for its end; returns the exit code."""
        self._lines += self._output.readlines()
        self._output.close()
        code = self._process.wait(TIMEOUT)
        self._problem.seek(0)
        self.problem = self._problem.read()[-300:]
        self._problem.close()
        return code

    @property
    def _acknowledged(self) -> list[list[str]]:
        whole = (line for line in self._lines if line.startswith("ACK ") and line.endswith("\n"))
        return [line.split()[1:] for line in whole]

    @property
    def count(self) -> int:
        """How many changes were acknowledged."""
        return len(self._acknowledged)

    @property
    def rev(self) -> int:
        """The last acknowledged revision, 0 when there is none."""
        return max((int(words[0]) for words in self._acknowledged), default=0)

    @property
    def docs(self) -> set[str]:
        """The acknowledged documents."""
        return {words[1] for words in self._acknowledged if len(words) > 1}


def judge(victim: Victim, writers: Sequence[Writer], *, slack: int = 1) -> list[str]:
    """What is wrong with the case after these writers; afterwards `victim` expects what was found."""
    done = victim.run("verify")
    try:
        found = json.loads(done.stdout)
        rev, docs, left = int(found["last"]), set(found["docs"]), int(found["leftovers"])
    except (ValueError, KeyError):
        return [f"the case does not open: {done.stdout}{done.stderr[-300:]}"]
    least = max(victim.rev, *(writer.rev for writer in writers))
    wanted = victim.docs.union(*(writer.docs for writer in writers))
    faults = [] if found["ok"] else ["the case does not verify"]
    if rev < least:
        faults.append(f"lost: revision {least} was acknowledged, {rev} is there")
    if rev > least + slack:
        faults.append(f"revision {rev} is there, more than {slack} beyond the acknowledged {least}")
    if not wanted <= docs:
        faults.append(f"lost: {len(wanted - docs)} acknowledged documents")
    if left:
        faults.append(f"{left} unfinished files stay")
    victim.rev, victim.docs = rev, wanted & docs
    return faults
