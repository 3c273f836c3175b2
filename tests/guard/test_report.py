"""The report for those who mend the program: versions and places, shown first, written only where it is wanted."""

from __future__ import annotations

import getpass
import platform
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from applicant_helper.commands import reporting
from applicant_helper.guard import events
from applicant_helper.guard.mistakes import Mistake, mistake_of
from applicant_helper.guard.quiet import redacted
from applicant_helper.guard.report import FRAMES, ReportRefused, report_lines, save_report
from tests.guard.speech import heard_anew
from tests.guard.test_mistakes import SECRET, ours

A_LINE = re.compile(
    r"(mistake: \w+|  applicant_helper[\w.]*:\d+|[\w-]+: [\w .()+-]*|applicant-helper [\w.+-]+)"
)


@pytest.fixture(autouse=True)
def anew() -> Iterator[None]:
    with heard_anew():
        yield


def test_every_line_is_a_name_and_a_version_or_a_place() -> None:
    lines = report_lines(mistake_of(ours()))
    assert lines[0].startswith("applicant-helper ") and len(lines) > 12
    for line in lines:
        assert A_LINE.fullmatch(line), line
        assert "/" not in line and "\\" not in line


def test_no_line_holds_a_value_or_a_name_of_this_computer() -> None:
    text = "\n".join(report_lines(mistake_of(ours())))
    assert SECRET not in text
    assert str(Path.home()) not in text and sys.prefix not in text
    assert platform.node() not in text or len(platform.node()) < 3
    user = getpass.getuser()
    assert re.search(rf"\b{re.escape(user)}\b", text) is None
    assert "[home]" not in redacted(text)


def test_without_a_mistake_only_versions_are_told() -> None:
    assert not any(line.startswith(("mistake", " ")) for line in report_lines())


def test_a_long_way_to_a_mistake_is_cut_at_the_far_end() -> None:
    frames = tuple(("applicant_helper.core.case", number) for number in range(1, 200))
    told = [line for line in report_lines(Mistake("RecursionError", frames)) if line.startswith(" ")]
    assert len(told) == FRAMES and told[-1].endswith(":199")


def test_a_report_is_a_new_private_file_of_what_was_shown(tmp_path: Path) -> None:
    lines = report_lines(mistake_of(ours()))
    save_report(tmp_path / "report.txt", lines)
    assert (tmp_path / "report.txt").read_text("ascii").splitlines() == list(lines)
    if sys.platform != "win32":
        assert (tmp_path / "report.txt").stat().st_mode & 0o777 == 0o600
    for path in (tmp_path / "report.txt", tmp_path / "gone" / "report.txt"):
        with pytest.raises(ReportRefused) as refused:
            save_report(path, lines)
        assert refused.value.exit_code == 10


def typing(monkeypatch: pytest.MonkeyPatch, *answers: str) -> list[str]:
    """Answers the question for a file; gives the list of those not asked for."""
    left = list(answers)

    def prompt(text: str, **_how: object) -> str:
        if not left:
            raise click.Abort
        return left.pop(0)

    monkeypatch.setattr(click, "prompt", prompt)
    return left


def test_the_report_is_shown_in_full_before_a_file_is_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    mistake = mistake_of(ours())
    typing(monkeypatch, str(tmp_path / "report.txt"))
    reporting.offer_report(mistake)
    shown = capsys.readouterr()
    assert shown.out == ""
    for line in report_lines(mistake):
        assert f"  {line}\n" in shown.err
    assert (tmp_path / "report.txt").is_file()


@pytest.mark.parametrize("answers", [("",), ()])
def test_nothing_is_written_for_enter_or_a_stop(
    answers: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    typing(monkeypatch, *answers)
    reporting.offer_report(mistake_of(ours()))
    assert not list(tmp_path.iterdir())


def test_a_file_that_is_there_is_asked_for_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "mine").write_text("kept")
    left = typing(monkeypatch, str(tmp_path / "mine"), str(tmp_path / "new"))
    reporting.offer_report(mistake_of(ours()))
    assert not left and (tmp_path / "mine").read_text() == "kept" and (tmp_path / "new").is_file()
    assert "cannot be written" in capsys.readouterr().err


def test_nothing_is_offered_where_no_trace_may_stay(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    events.be_silent()
    left = typing(monkeypatch, "never")
    reporting.offer_report(mistake_of(ours()))
    assert left == ["never"] and capsys.readouterr() == ("", "")
