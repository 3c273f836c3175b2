"""A computer of its own for one person: home, caches, temporary files; and the program run on it."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from applicant_helper.catalog.load import load_catalog
from applicant_helper.core.errors import ExitCode
from applicant_helper.core.values.date_reading import EXAMPLES
from applicant_helper.guard.quiet import redacted
from tests.leaks.markers import STEM, Marking, draw_papers
from tests.leaks.searching import holders, in_bytes

INJECTED = Path(__file__).with_name("injected")
MEMORY = Path("/dev/shm")
FOLDERS = {
    "HOME": "home",
    "USERPROFILE": "home",
    "TMPDIR": "tmp",
    "TEMP": "tmp",
    "TMP": "tmp",
    "XDG_CACHE_HOME": "cache",
    "XDG_CONFIG_HOME": "config",
    "XDG_DATA_HOME": "data",
    "XDG_STATE_HOME": "state",
    "XDG_RUNTIME_DIR": "run",
}
NUMBERS = ("A123456789", "123-45-6789", "MSC1234567890", "IOE1234567890")
"""Examples of numbers in sentences."""
DOCUMENTED = frozenset(int(code) for code in ExitCode)


class World:
    """Folders of a fresh computer. `asked` is where the person asks for outputs, `given` where their own files lie."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        for name in {*FOLDERS.values(), "asked", "given", "helper"}:
            (folder / name).mkdir(mode=0o700)
        self.asked, self.given, self.helper = (folder / n for n in ("asked", "given", "helper"))
        self.cases = self.helper / "cases"
        self.marking = Marking(load_catalog().vocabulary)
        self.whole = self.folder_of_papers = folder
        self.label = self.code = ""
        self._logs = 0
        self._memory = set(MEMORY.rglob("*")) if MEMORY.is_dir() else set()

    def environ(self, **more: str) -> dict[str, str]:
        """The variables of a process there."""
        own = {name: str(self.folder / place) for name, place in FOLDERS.items()}
        kept = {
            name: value for name, value in os.environ.items() if not name.startswith(("APPLICANT", "TEXTUAL"))
        }
        return {**kept, **own, "APPLICANT_HELPER_HOME": str(self.helper), "LANG": "C.UTF-8", **more}

    def injected(self, **more: str) -> dict[str, str]:
        """The variables of a process with a fault or an ear in it; see `injected/sitecustomize.py`."""
        here = str(Path(__file__).resolve().parents[2])
        return self.environ(PYTHONPATH=os.pathsep.join([str(INJECTED), here]), **more)

    def run(
        self, *args: object, typed: str = "", env: dict[str, str] | None = None, before: Sequence[str] = ()
    ) -> subprocess.CompletedProcess[bytes]:
        """One command in a process of its own, without a terminal."""
        return subprocess.run(
            [*before, sys.executable, "-m", "applicant_helper", *map(str, args)],
            input=typed.encode(),
            capture_output=True,
            env=env or self.environ(),
            cwd=self.asked,
            start_new_session=True,
            check=False,
        )

    def logged(
        self, *args: object, typed: str = "", **more: str
    ) -> tuple[subprocess.CompletedProcess[bytes], Path]:
        """One command with a log; also gives the log."""
        self._logs += 1
        log = self.folder / f"log-{self._logs}"
        return self.run("--log", log, *args, typed=typed, env=self.injected(**more) if more else None), log

    def logged_many(
        self, *commands: Sequence[object]
    ) -> list[tuple[subprocess.CompletedProcess[bytes], Path]]:
        """Commands with a log each, run one after the other in one process."""
        outputs = self.folder / f"outputs-{self._logs}"
        outputs.mkdir()
        logs = [self.folder / f"log-{self._logs + number}" for number, _ in enumerate(commands, start=1)]
        self._logs += len(commands)
        lines = [["--log", str(log), *map(str, command)] for log, command in zip(logs, commands, strict=True)]
        subprocess.run(
            [sys.executable, "-m", "tests.leaks.driver", str(outputs)],
            input=json.dumps(lines).encode(),
            env=self.injected(),
            cwd=self.asked,
            start_new_session=True,
            check=True,
        )

        def done(number: int) -> subprocess.CompletedProcess[bytes]:
            status, out, err = (
                (outputs / f"{number}.{end}").read_bytes() for end in ("status", "out", "err")
            )
            return subprocess.CompletedProcess(lines[number], int(status), out, err)

        return [(done(number), log) for number, log in enumerate(logs)]

    # what is there ------------------------------------------------------------------------------------

    def case_file(self) -> Path:
        """The marked case as a person would hand it over, in the open form."""
        whole = self.given / self.marking.word()
        whole.mkdir()
        path = whole / "case.yaml"
        path.write_text(json.dumps(self.marking.case()), encoding="utf-8")
        return path

    def papers(self) -> Path:
        """A folder of marked papers."""
        return draw_papers(self.given, self.marking)

    def texts(self) -> tuple[str, ...]:
        """The stem of all words, and each number."""
        return (STEM, *self.marking.numbers)

    # where it must not be -----------------------------------------------------------------------------

    def elsewhere(self) -> Iterator[Path]:
        """Every folder besides those that the person named."""
        yield from (self.folder / name for name in sorted(set(FOLDERS.values())))
        yield self.helper / "cache"

    def strays(self, *also: Path) -> list[str]:
        """Files that hold a marker where none may be."""
        left = holders((*self.elsewhere(), *also), self.texts())
        return left + [f"{path} (memory)" for path in self.left_in_memory()]

    def left_in_memory(self) -> list[Path]:
        """What the program left in shared memory; other processes of these tests may be at work there."""
        found = set(MEMORY.rglob("*")) - self._memory if MEMORY.is_dir() else set()
        mine = {path for path in found if path.is_file() and holders([path.parent], self.texts())}
        return sorted(mine)


def names_value(text: bytes) -> bool:
    """Whether a text has the stem, or what looks like a number or date of a person."""
    shown = text.decode("utf-8", "replace")
    for example in (*EXAMPLES.values(), *NUMBERS):
        shown = shown.replace(example, "")
    told = redacted(shown)
    kinds = re.findall(r"\[(?:a-number|ssn|receipt|date|e-mail|phone|number)\]", told)
    return in_bytes(text, (STEM,)) is not None or bool(kinds)


def rows(log: Path) -> list[dict[str, Any]]:
    """The events of a log; it must be lines of words and whole numbers."""
    found = [json.loads(line) for line in log.read_text("ascii").splitlines()]
    for row in found:
        for value in row.values():
            assert isinstance(value, int) or re.fullmatch(r"[A-Za-z][A-Za-z0-9_.-]*", value), row
    return found
