"""Whatever breaks, wherever: one sentence with a class and a place, status 70, and no word of what was at hand."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.leaks.markers import STEM
from tests.leaks.searching import in_bytes
from tests.leaks.world import World, names_value, rows

WORD = f"{STEM}fault 539-28-4017"
SENTENCE = b"Something unexpected stopped this command (ValueError at applicant_helper."


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> World:
    made = World(tmp_path_factory.mktemp("world"))
    made.folder_of_papers = made.papers()
    assert made.run("new", "case-one", "--form", "us/n-400").returncode == 0
    return made


@pytest.fixture(autouse=True)
def nothing_is_left(world: World) -> Iterator[None]:
    yield
    assert world.strays() == []


def fault(place: str, inside: str = "applicant_helper") -> dict[str, str]:
    return {"LEAK_FAULT": place, "LEAK_IN": inside, "LEAK_WORD": WORD}


def told(done: subprocess.CompletedProcess[bytes]) -> None:
    said = done.stdout + done.stderr
    assert not names_value(said), said
    assert b"Traceback" not in said and b'File "' not in said


@pytest.mark.parametrize(
    ("place", "args"),
    [
        ("applicant_helper.service.desk:Desk.cases", ("list",)),
        ("applicant_helper.commands.frame:Frame.desk", ("demo", "--build", "x")),
        ("applicant_helper.storage.database:Database.__init__", ("check", "case-one")),
        ("applicant_helper.core.errors:fill", ("check", "nobody")),
    ],
)
def test_a_command_that_breaks(world: World, place: str, args: tuple[str, ...]) -> None:
    done, log = world.logged(*args, **fault(place))
    assert done.returncode == 70 and SENTENCE in done.stderr, done
    assert done.stderr.count(b"\n") == 1
    told(done)
    assert [row["event"] for row in rows(log)][-1] == "mistake"
    assert not names_value(log.read_bytes())


def test_a_step_of_line_mode_that_breaks(world: World) -> None:
    env = world.injected(**fault("applicant_helper.plain.missing:missing_menu"))
    done = world.run("--plain", "open", "case-one", typed="1\n", env=env)
    assert done.returncode == 70 and SENTENCE not in done.stdout
    assert b"ValueError at applicant_helper.plain.face:" in done.stderr
    told(done)


@pytest.mark.parametrize(
    "place", ["applicant_helper.reading.sniff:media_type_of", "applicant_helper.guard.worker:set_limits"]
)
def test_a_child_that_breaks_says_nothing_and_the_paper_is_refused(world: World, place: str) -> None:
    paper = next(world.folder_of_papers.rglob("*.pdf"))
    copy = world.given / "paper.pdf"
    copy.write_bytes(paper.read_bytes())
    done, log = world.logged("read", "--no-ocr", copy, **fault(place, "applicant_helper.reading."))
    assert done.returncode == 3, done
    assert b"paper.pdf" in done.stderr
    told(done)
    assert not in_bytes(log.read_bytes(), (STEM,))


THREAD = f"""
import threading, weakref
from applicant_helper.cli import main, _take_charge
_take_charge()
class Breaks:
    def __del__(self):
        held = {WORD!r}
        raise ValueError(held)
def work():
    held = {WORD!r}
    raise ValueError(held)
thread = threading.Thread(target=work, name={WORD!r})
thread.start()
thread.join()
Breaks()
import asyncio
async def later():
    async def alone():
        raise ValueError({WORD!r})
    asyncio.get_running_loop().create_task(alone())
    asyncio.get_running_loop().call_soon(work)
    await asyncio.sleep(0.01)
asyncio.run(later())
if True:
    import atexit
    atexit.register(work)
work()
"""


def test_threads_clean_up_and_tasks_that_break_say_nothing_and_the_end_one_sentence() -> None:
    done = subprocess.run([sys.executable, "-c", THREAD], capture_output=True, check=False)
    assert done.returncode == 1
    assert b"Something unexpected" in done.stderr and done.stderr.count(b"\n") == 1
    told(done)


# on a terminal -------------------------------------------------------------------------------------------


def shown_on_terminal(world: World, place: str, *keys: str, report: str = "") -> str:
    """Open the screen, press keys until it breaks, and answer where to put the report."""
    from tests.terminal import Terminal

    env = world.injected(**fault(place))
    with Terminal(world.helper, "open", "case-one", **env) as terminal:
        terminal.until("N-400")
        for key in keys:
            terminal.press(key)
            time.sleep(0.4)
        terminal.until("Something unexpected stopped this command (ValueError at applicant_helper.tui.", 20)
        terminal.until("would say exactly this")
        terminal.until("Enter: write nothing")
        terminal.enter(report)
        assert terminal.end() == 70
    return terminal.shown


@pytest.mark.skipif(sys.platform == "win32", reason="a terminal of one's own needs POSIX")
class TestOnTheScreen:
    """Mistakes while the full screen is open."""

    def test_a_key_that_breaks_and_the_report_of_it(self, world: World) -> None:
        report = world.asked / "report.txt"
        shown = shown_on_terminal(
            world, "applicant_helper.tui.app:HelperApp.action_undo", "u", report=str(report)
        )
        assert STEM not in shown and "Traceback" not in shown and "539-28" not in shown
        text = report.read_bytes()
        assert b"mistake: ValueError" in text and b"applicant_helper.tui.app:" in text
        assert not names_value(text.replace(b"Linux", b"").partition(b"mistake")[2])
        assert not in_bytes(text, (str(world.folder), str(Path.home()) + "/"))

    def test_work_in_the_background_that_breaks(self, world: World) -> None:
        paper = next(world.folder_of_papers.rglob("*.pdf"))
        copy = world.given / "background.pdf"
        copy.write_bytes(paper.read_bytes())
        place = "applicant_helper.service.papers:add_papers"
        shown = shown_on_terminal(world, place, "a", str(copy), "\r")
        assert STEM not in shown and "Traceback" not in shown and "539-28" not in shown
