"""Fresh interpreters load only what they need; a static contract cannot see a deferred import."""

from __future__ import annotations

import subprocess
import sys

import pytest

HEAVY = (
    "textual",
    "rich",
    "pydantic",
    "requests",
    "reportlab",
    "pikepdf",
    "pypdfium2",
    "PIL",
    "yaml",
    "fontTools",
)


def loaded(code: str, suspects: tuple[str, ...]) -> list[str]:
    """Which of the suspects a fresh interpreter has loaded after running the code."""
    probe = f"import sys\n{code}\nprint(*[n for n in {suspects!r} if n in sys.modules])"
    done = subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True, check=True)
    return done.stdout.splitlines()[-1].split()


def test_version_loads_nothing_heavy() -> None:
    code = "from applicant_helper.cli import main\nmain(['--version'])"
    assert loaded(code, (*HEAVY, "click", "sqlite3", "dateutil")) == []


def test_help_loads_nothing_heavy() -> None:
    code = "from applicant_helper.cli import main\nmain(['--help'])"
    assert loaded(code, HEAVY) == []


@pytest.mark.parametrize(
    ("module", "suspects"),
    [
        ("applicant_helper.core.case", HEAVY),
        ("applicant_helper.core.expr.library", HEAVY),
        ("applicant_helper.core.casefile", HEAVY),
        (
            "applicant_helper.checks",
            ("textual", "rich", "requests", "reportlab", "pikepdf", "pypdfium2", "PIL", "sqlite3"),
        ),
        (
            "applicant_helper.storage.cases",
            ("textual", "rich", "requests", "reportlab", "pikepdf", "pypdfium2", "PIL", "yaml"),
        ),
        (
            "applicant_helper.service.session",
            ("textual", "rich", "requests", "reportlab", "pikepdf", "pypdfium2", "PIL"),
        ),
        (
            "applicant_helper.plain.face",
            ("textual", "rich", "requests", "reportlab", "pikepdf", "pypdfium2", "PIL"),
        ),
    ],
)
def test_a_room_loads_no_library_of_another(module: str, suspects: tuple[str, ...]) -> None:
    assert loaded(f"import {module}", suspects) == []


@pytest.mark.parametrize("room", ["checks", "storage", "reading", "packet", "sheets"])
def test_rooms_do_not_load_each_other(room: str) -> None:
    rooms = ("checks", "reading", "packet", "sheets", "tui", "plain", "service")
    others = tuple(f"applicant_helper.{r}" for r in rooms if r != room)
    assert loaded(f"import applicant_helper.{room}", others) == []
