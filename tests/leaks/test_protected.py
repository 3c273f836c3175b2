"""A protected case: nowhere on the computer is one readable byte of it, besides what was asked for."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.leaks.markers import STEM
from tests.leaks.searching import holders
from tests.leaks.stream import beside_the_picture
from tests.leaks.world import World, rows

if sys.platform == "win32":
    pytest.skip("a terminal of one's own needs POSIX", allow_module_level=True)

from tests.terminal import Terminal

OWN = "seven little yellow boats"
OTHER = "nine quiet green houses"
ASKED = "Passphrase or recovery code"
SOON = 30


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> World:
    """A computer whose marked case became protected after it was filled."""
    made = World(tmp_path_factory.mktemp("world"))
    label = made.marking.word()
    whole, papers = made.case_file(), made.papers()
    done = made.logged_many(
        ("import", whole, "--label", label), ("add", label, papers), ("check", label), ("copies", label)
    )
    assert [run.returncode for run, _log in done] == [0, 0, 1, 0]
    assert holders([made.cases], made.texts())
    with typing(made, "protect", label) as terminal:
        made.code = choose(terminal)
        terminal.until("it is called ", SOON)
        made.label = terminal.until(".")
        assert terminal.end(SOON) == 0
    return made


def typing(world: World, *args: object) -> Terminal:
    return Terminal(world.helper, *map(str, args), **world.environ())


def choose(terminal: Terminal, own: str = OWN) -> str:
    """Answer the questions about a new passphrase; gives the recovery code."""
    terminal.answer("type your own", own)
    terminal.answer("Type the passphrase again", own)
    terminal.until("Recovery code: ", SOON)
    code = terminal.until("\r\n").strip()
    terminal.answer("last four signs", code[-4:])
    return code


def by_code(world: World, *args: object, status: int = 0) -> str:
    """A command on the protected case, opened by its recovery code, which takes no second of work."""
    with typing(world, *args) as terminal:
        terminal.answer(ASKED, world.code)
        assert terminal.end(SOON) in {status, 0}, terminal.shown
    assert OWN not in terminal.shown and world.code not in terminal.shown.partition(ASKED)[2]
    return terminal.shown


@pytest.fixture(autouse=True)
def no_readable_byte(world: World) -> Iterator[None]:
    """After each test the whole computer is searched; the case folder too."""
    yield
    assert world.strays(world.helper) == []
    assert not holders([world.helper], (OWN, OTHER, world.code, world.code.replace("-", "")))


def test_a_case_that_becomes_protected_leaves_nothing_of_its_earlier_form(world: World) -> None:
    assert world.label and STEM.lower() not in world.label.lower()
    assert [path.name for path in world.cases.glob("*.ahcase")] == [f"{world.label}.ahcase"]
    assert holders([world.given], world.texts())


def test_looking_at_it_leaves_nothing(world: World) -> None:
    assert STEM in by_code(world, "facts", world.label)
    assert '"findings"' in by_code(world, "check", world.label, "--json", status=1)


def test_a_log_is_silent_about_it(world: World) -> None:
    log = world.asked / "log"
    by_code(world, "--log", log, "copies", world.label)
    assert [row["event"] for row in rows(log)] == ["started", "silent"]


def test_a_packet_of_it_lies_only_where_it_was_asked_for(world: World) -> None:
    out = world.asked / "packet.pdf"
    by_code(world, "build", world.label, "-o", out, "--skip", status=2)
    by_code(world, "export", world.label, world.asked / "hand.ahcx")
    assert not holders([world.asked], world.texts())
    by_code(world, "export", world.label, world.asked / "open")
    assert holders([world.asked / "open"], world.texts())


def test_a_wrong_passphrase_is_not_kept(world: World) -> None:
    with typing(world, "check", world.label) as terminal:
        terminal.answer(ASKED, OTHER)
        terminal.until("This is not the passphrase", SOON)
        terminal.answer(ASKED, world.code)
        terminal.end(SOON)
    assert OTHER not in terminal.shown


def test_a_new_passphrase_is_not_kept(world: World) -> None:
    with typing(world, "passphrase", world.label) as terminal:
        terminal.answer(ASKED, world.code)
        terminal.answer("type your own", OTHER)
        terminal.answer("Type the passphrase again", OTHER)
        assert terminal.end(SOON) == 0
    assert OTHER not in terminal.shown


def test_the_screen_names_nobody_outside_of_it(world: World) -> None:
    with typing(world, "open", world.label) as terminal:
        terminal.answer(ASKED, world.code)
        terminal.until("N-400", SOON)
        for key in ("p", "\x1b", "f", "\x1b", "s", "\x1b", "t", "\x1b", "p", "\r"):
            terminal.press(key)
        terminal.press("\x03")
        assert terminal.end(SOON) == 0
    assert STEM in terminal.shown
    assert beside_the_picture(terminal.shown) == []


def test_line_mode_names_nobody_outside_of_it(world: World) -> None:
    with typing(world, "--plain", "open", world.label) as terminal:
        terminal.prompt = ":"
        terminal.answer(ASKED, world.code)
        terminal.until("What is missing", SOON)
        for line in ("1", "b", "4", "b", "9", "b", "q", "q"):
            terminal.press(f"{line}\r")
        assert terminal.end(SOON) == 0
    assert beside_the_picture(terminal.shown) == []
    assert "\x1b" not in terminal.shown


def test_taking_protection_away_is_what_makes_it_readable(
    world: World, request: pytest.FixtureRequest
) -> None:
    """The last test of this module: the search would find the case if it were readable."""
    with typing(world, "unprotect", world.label) as terminal:
        terminal.answer(ASKED, world.code)
        terminal.answer("Go on?", "y")
        assert terminal.end(SOON) == 0
    found = holders([world.cases], world.texts())
    assert found
    for path in Path(world.cases).glob("*.ahcase"):
        done = world.run("wipe", path, "--yes")
        assert done.returncode == 0, done.stderr


def test_a_case_that_is_protected_from_its_first_moment(world: World) -> None:
    with typing(world, "new", world.marking.word(), "--protect", "--form", "us/n-400") as terminal:
        choose(terminal)
        assert terminal.end(SOON) == 0
