"""The command line as a person types it: what it prints, its exit status, and no traceback ever."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from applicant_helper.service.interchange import dump_yaml
from tests.command_line import environment
from tests.packet import inputs
from tests.scenarios.loader import base


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("home")


def run(home: Path, *args: str, typed: str = "", **env: str) -> subprocess.CompletedProcess[str]:
    """One command in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "applicant_helper", *args],
        input=typed,
        capture_output=True,
        text=True,
        env=environment(home, **env),
        cwd=home,
        check=False,
    )
    assert "Traceback" not in done.stderr + done.stdout
    return done


def case_file(folder: Path, **change: Any) -> Path:
    raw = base("us-n-400", "base-five-year")
    raw.update(change)
    path = folder / "case.yaml"
    path.write_text(dump_yaml(raw), encoding="utf-8")
    return path


def test_a_whole_case_by_commands(home: Path, tmp_path: Path) -> None:
    assert run(home, "new", "ana", "--form", "us/n-400").returncode == 0
    inputs.pages(tmp_path / "passport.pdf", 2)
    inputs.picture(tmp_path / "lease.png")
    (tmp_path / "letter.docx").write_bytes(b"PK\x03\x04[Content_Types].xml")
    added = run(home, "add", "ana", str(tmp_path / "passport.pdf"), str(tmp_path / "letter.docx"))
    assert added.returncode == 3
    assert "passport.pdf" in added.stdout
    assert "letter.docx looks like" in added.stderr
    assert run(home, "add", "ana", str(tmp_path)).returncode == 0
    listed = run(home, "list")
    assert "ana" in listed.stdout
    checked = run(home, "check", "ana", "--json")
    report = json.loads(checked.stdout)
    assert {"requirements", "findings", "windows", "referrals"} <= set(report)
    packet = tmp_path / "out" / "packet.pdf"
    built = run(home, "build", "ana", "-o", str(packet))
    assert built.returncode in (0, 2), built.stderr
    exported = tmp_path / "export"
    assert run(home, "export", "ana", str(exported)).returncode == 0
    assert run(home, "import", str(exported), "--label", "ana-again").returncode == 0
    assert run(home, "export", "ana", str(tmp_path / "ana.ahcx")).returncode == 0
    assert run(home, "import", str(tmp_path / "ana.ahcx"), "--label", "third").returncode == 0
    assert run(home, "wipe", "third", "--yes").returncode == 0
    assert run(home, "wipe", "ana-again", typed="n\n").returncode == 12
    assert "third" not in run(home, "list").stdout


def test_an_exported_case_says_the_same_as_the_case(home: Path, tmp_path: Path) -> None:
    path = case_file(tmp_path)
    assert run(home, "import", str(path), "--label", "same").returncode == 0
    direct = json.loads(run(home, "check", str(path), "--json").stdout)
    stored = json.loads(run(home, "check", "same", "--json").stdout)
    assert direct == stored


def test_a_blocked_case_has_exit_status_one(home: Path, tmp_path: Path) -> None:
    raw = base("us-n-400", "base-five-year")
    raw["people"]["amara"]["lpr_date"] = "2025-01-01"
    path = tmp_path / "case.yaml"
    path.write_text(dump_yaml(raw), encoding="utf-8")
    blocked = run(home, "check", str(path))
    assert blocked.returncode == 1
    assert "Would be sent back" in blocked.stdout


@pytest.mark.parametrize(
    ("args", "status", "words"),
    [
        (["check", "nobody"], 4, "no case called nobody"),
        (["check", "gone.yaml"], 3, "no file"),
        (["open", "nobody"], 4, "no case"),
        (["frobnicate"], 2, "frobnicate"),
        (["check"], 2, "CASE"),
        (["handout", "us/x-1"], 3, "no form called us/x-1"),
        (["new", "x", "--form", "us/x-1"], 3, "no form called us/x-1"),
        (["verify", "gone.pdf"], 3, "gone.pdf"),
        (["--lang", "xx", "list"], 2, "xx"),
        (["check", "nobody", "--today", "soon"], 4, "no case"),
    ],
)
def test_what_cannot_be_done_is_told_with_its_status(
    home: Path, args: list[str], status: int, words: str
) -> None:
    done = run(home, *args)
    assert done.returncode == status, done.stderr
    assert words in done.stderr


def test_a_faulty_case_file_is_told_with_its_line(home: Path, tmp_path: Path) -> None:
    path = case_file(tmp_path)
    text = path.read_text(encoding="utf-8").replace("sex: female", "sex: femal")
    path.write_text(text, encoding="utf-8")
    line = text.splitlines().index("    sex: femal") + 1
    done = run(home, "check", str(path))
    assert done.returncode == 3
    assert f"line {line}" in done.stderr


def test_forms_lint_doctor_and_version(home: Path) -> None:
    forms = json.loads(run(home, "forms", "--json").stdout)
    rows = {form["id"]: form for form in forms}
    assert len(rows["us/n-400"]["requirements"]) == 24
    assert run(home, "lint").returncode == 0
    assert run(home, "doctor").returncode == 0
    assert run(home, "--version").stdout.startswith("applicant-helper ")


def test_the_handout_is_written_in_both_languages(home: Path, tmp_path: Path) -> None:
    for code in ("en", "es"):
        out = tmp_path / f"{code}.pdf"
        assert run(home, "handout", "us/n-400", "--lang", code, "-o", str(out)).returncode == 0
        assert out.stat().st_size > 5000
        assert run(home, "handout", "us/n-400", "--lang", code, "-o", str(out)).returncode == 10


def test_without_a_terminal_line_mode_opens_by_itself(home: Path) -> None:
    done = run(home, typed="q\n")
    assert done.returncode == 0
    assert "line mode" in done.stdout


def test_spanish_is_spoken_when_asked(home: Path) -> None:
    assert "No hay" in run(home, "--lang", "es", "check", "nobody").stderr


def test_an_unexpected_mistake_is_one_sentence(home: Path, tmp_path: Path) -> None:
    code = (
        "import applicant_helper.commands.frame as f, applicant_helper.cli as c\n"
        "def bad(a): secret = 'CANARY'; raise KeyError(secret)\n"
        "f.run = bad\nraise SystemExit(c.main(['list']))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 70
    assert "CANARY" not in done.stderr
    assert "Traceback" not in done.stderr
    assert "KeyError" in done.stderr
