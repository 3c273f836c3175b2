"""A face keeps its memory to itself and shuts what libraries leave open for people who develop screens."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from applicant_helper.guard.hardening import SIDE_DOORS, close_side_doors

HARMLESS = frozenset(
    {
        "TEXTUAL_ALLOW_SIGNALS",
        "TEXTUAL_ANIMATIONS",
        "TEXTUAL_COLOR_SYSTEM",
        "TEXTUAL_DIM_FACTOR",
        "TEXTUAL_DISABLE_KITTY_KEY",
        "TEXTUAL_FILTERS",
        "TEXTUAL_FPS",
        "TEXTUAL_SLOW_THRESHOLD",
        "TEXTUAL_SMOOTH_SCROLL",
        "TEXTUAL_SPEEDUPS",
        "TEXTUAL_THEME",
    }
)
"""Settings of Textual about looks and speed."""
PROBE = """
import ctypes, json, os, resource, sys
from applicant_helper.guard.hardening import harden
before = "textual" in sys.modules
harden()
import textual.constants as found
print(json.dumps({
    "before": before,
    "left": sorted(n for n in os.environ if n in sys.argv),
    "log": found.LOG_FILE,
    "devtools": found.DEVTOOLS_HOST,
    "debug": found.DEBUG,
    "screenshot": found.SCREENSHOT_DELAY,
    "driver": found.DRIVER,
    "press": found.PRESS,
    "core": resource.getrlimit(resource.RLIMIT_CORE)[0],
    "dumpable": ctypes.CDLL(None).prctl(3, 0, 0, 0, 0) if sys.platform == "linux" else 0,
}))
"""


def probed(tmp_path: Path) -> dict[str, object]:
    doors = {
        "TEXTUAL": "debug,devtools",
        "TEXTUAL_LOG": str(tmp_path / "seen"),
        "TEXTUAL_DEBUG": "1",
        "TEXTUAL_SCREENSHOT": "1",
        "TEXTUAL_SCREENSHOT_LOCATION": str(tmp_path),
        "TEXTUAL_DEVTOOLS_HOST": "192.0.2.1",
        "TEXTUAL_DRIVER": "os:path",
        "TEXTUAL_PRESS": "q",
        "TEXTUAL_SHOW_RETURN": "1",
    }
    done = subprocess.run(
        [sys.executable, "-c", PROBE, *doors],
        env={**os.environ, **doors},
        capture_output=True,
        text=True,
        check=True,
    )
    found = json.loads(done.stdout)
    assert isinstance(found, dict)
    return found


@pytest.mark.skipif(sys.platform == "win32", reason="limits and /proc are of POSIX systems")
def test_a_hardened_process_has_no_side_door_no_core_file_and_no_readable_memory(tmp_path: Path) -> None:
    found = probed(tmp_path)
    assert found["before"] is False
    assert found["left"] == []
    assert (found["log"], found["debug"], found["screenshot"]) == (None, False, -1)
    assert (found["driver"], found["press"], found["devtools"]) == (None, "", "127.0.0.1")
    assert found["core"] == 0
    assert found["dumpable"] == 0
    assert not list(tmp_path.iterdir())


def test_every_setting_of_textual_is_known_to_be_harmless_or_closed() -> None:
    spec = find_spec("textual")
    assert spec is not None and spec.origin is not None
    names: set[str] = set()
    for path in Path(spec.origin).parent.rglob("*.py"):
        names.update(re.findall(r'"(TEXTUAL(?:_[A-Z_]+)?)"', path.read_text("utf-8")))
    assert len(names) > 15
    assert names - HARMLESS <= set(SIDE_DOORS)


def test_other_settings_stay(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TEXTUAL_LOG", "x")
    monkeypatch.setenv("TEXTUAL_THEME", "textual-light")
    close_side_doors()
    assert "TEXTUAL_LOG" not in os.environ
    assert os.environ["TEXTUAL_THEME"] == "textual-light"


FACE = """
import sys
import applicant_helper.guard.hardening as hardening
seen = []
hardening.harden = lambda: seen.append("textual" in sys.modules)
import applicant_helper.tui
sys.modules["applicant_helper.tui.app"] = type(sys)("app")
sys.modules["applicant_helper.tui.app"].run = lambda desk, session: 0
import click
click.pause = lambda *a, **k: None
from applicant_helper.commands import frame
frame._wants_plain = lambda: False
from applicant_helper.cli import main
main(["--home", sys.argv[1], *sys.argv[2:]])
print(seen)
"""


@pytest.mark.parametrize("command", [[], ["session"]])
def test_every_face_is_hardened_before_textual_is_loaded(command: list[str], tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", FACE, str(tmp_path / "home"), *command],
        input="y\n",
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout.splitlines()[-1] == "[False]", done.stderr
