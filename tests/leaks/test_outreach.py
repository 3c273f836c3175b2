"""An outreach session with a marked case: nothing of it stays but the sealed file on the applicant's stick."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.leaks.markers import STEM
from tests.leaks.searching import holders
from tests.leaks.stream import beside_the_picture
from tests.leaks.world import World

if sys.platform == "win32":
    pytest.skip("a terminal of one's own needs POSIX", allow_module_level=True)

from tests.terminal import Terminal

SOON = 60


def begin(terminal: Terminal) -> tuple[str, str]:
    """A new protected case of form N-400 in line mode: its passphrase and its recovery code."""
    terminal.answer("Language", "1")
    terminal.answer("What should the case be called?", "")
    terminal.until("Proposed passphrase: ", SOON)
    words = terminal.until("\r\n").strip()
    terminal.answer("Type the passphrase again", words)
    terminal.until("Recovery code: ", SOON)
    code = terminal.until("\r\n").strip()
    terminal.answer("last four signs", code[-4:])
    terminal.answer("Which form", "us/n-400")
    return words, code


def work(terminal: Terminal, papers: Path) -> None:
    """Add papers and look at them."""
    terminal.answer("13. Language", "3")
    terminal.answer("folder", str(papers))
    terminal.until("papers added.", SOON)
    terminal.answer("What kind of paper is it?", "b")
    terminal.answer("13. Language", "4")
    terminal.until("> ", SOON)
    terminal.enter("b")
    terminal.answer("13. Language", "q")


def test_a_session_leaves_nothing_but_a_sealed_file_on_the_stick(world: World) -> None:
    place, stick, papers = world.folder / "session", world.folder / "stick", world.papers()
    stick.mkdir()
    with Terminal(world.helper, "--plain", "session", "--folder", str(place), **world.environ()) as terminal:
        words, code = begin(terminal)
        work(terminal, papers)
        terminal.prompt = ":"
        terminal.answer("File to save", str(stick / "hers.ahcx"))
        terminal.answer("Passphrase or recovery code", code)
        terminal.until("Written and read back", SOON)
        terminal.answer("Remove every case of this session", "y")
        terminal.until("The session folder is removed.", SOON)
        assert terminal.end(SOON) == 0
    assert STEM in terminal.shown
    assert "\x1b[3J" in terminal.shown and "Out of reach" in terminal.shown
    assert beside_the_picture(terminal.shown) == []
    assert not place.exists()
    assert [path.name for path in stick.iterdir()] == ["hers.ahcx"]
    assert world.strays(world.helper, stick) == []
    assert not holders([world.folder / n for n in ("home", "tmp", "cache", "stick")], (words, code))


def test_a_mistake_in_a_session_offers_no_report_and_leaves_nothing(world: World) -> None:
    place = world.folder / "session"
    env = world.injected(
        LEAK_FAULT="applicant_helper.service.views:Views.open_questions",
        LEAK_IN="session",
        LEAK_WORD=world.marking.word(),
    )
    with Terminal(world.helper, "--plain", "session", "--folder", str(place), **env) as terminal:
        begin(terminal)
        terminal.answer("13. Language", "2")
        assert terminal.end(SOON) == 70
    assert STEM not in terminal.shown and "Traceback" not in terminal.shown
    assert "A report for the people" not in terminal.shown
    assert world.strays(world.helper, place) == []
