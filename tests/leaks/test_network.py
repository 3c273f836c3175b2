"""No session asks for the network: with every attempt heard and refused all works the same, and none is heard."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.leaks.world import World

INTERNET = re.compile(r"\b(AF_INET6?|AF_PACKET)\b")


def session(world: World) -> list[tuple[object, ...]]:
    """A case from its first moment to the file that is handed over."""
    label, out = "case-one", world.asked / "packet.pdf"
    return [
        ("new", label, "--form", "us/n-400"),
        ("add", label, world.papers()),
        ("read", world.given, "--json"),
        ("check", label, "--json"),
        ("facts", label),
        ("timeline", label),
        ("demo", "--build", world.asked / "demo"),
        ("bundle", world.given, "--for", "uscis_paper", "-o", out),
        ("verify", out),
        ("build", label, "-o", world.asked / "built.pdf", "--skip"),
        ("handout", "us/n-400", "-o", world.asked / "handout.pdf"),
        ("export", label, world.asked / "hand.ahcx", "--no-passphrase"),
        ("import", world.asked / "hand.ahcx", "--label", "case-two"),
        ("forms",),
        ("destinations",),
        ("lint",),
        ("doctor",),
        ("wipe", "case-two", "--yes"),
    ]


def test_every_verb_works_without_a_network_and_asks_for_none(world: World) -> None:
    heard = world.folder / "heard"
    for command in session(world):
        done = world.run(*command, env=world.injected(LEAK_HEARD=str(heard)))
        assert done.returncode in {0, 1, 2}, (command, done.stderr)
        assert b"unexpected" not in done.stderr
    assert not heard.exists(), heard.read_text()
    assert list((world.asked / "demo").glob("*.pdf"))


def test_line_mode_asks_for_none(world: World) -> None:
    heard = world.folder / "heard"
    typed = "\n".join(["1", "", "1", "1", "b", "2", "b", "8", "b", "9", "b", "q", ""])
    done = world.run("--plain", typed=typed, env=world.injected(LEAK_HEARD=str(heard)))
    assert done.returncode == 0 and b"Goodbye" in done.stdout
    assert not heard.exists(), heard.read_text()


def test_the_ear_hears_and_refuses(world: World) -> None:
    """Without this the other tests would say nothing."""
    heard = world.folder / "heard"
    code = "import socket; socket.create_connection(('127.0.0.1', 9))"
    done = subprocess.run(
        [sys.executable, "-c", code],
        env=world.injected(LEAK_HEARD=str(heard)),
        capture_output=True,
        check=False,
    )
    assert b"no network here" in done.stderr
    assert "socket" in heard.read_text()


def traced(world: World, trace: Path, *command: object) -> str:
    """The calls of the network that a command and all its children make of the system."""
    strace = shutil.which("strace")
    if strace is None:
        pytest.skip("the calls of a program are seen by strace, which is not here")
    before: Sequence[str] = (strace, "-f", "-qq", "-e", "trace=network", "-o", str(trace))
    done = world.run(*command, before=before)
    if b"not permitted" in done.stderr:
        pytest.skip("this system lets nobody look at the calls of a program")
    assert done.returncode in {0, 1}, done.stderr
    return trace.read_text("utf-8", "replace")


@pytest.mark.skipif(sys.platform != "linux", reason="strace is of Linux")
def test_no_library_in_any_language_opens_a_way_to_the_internet(world: World) -> None:
    assert not INTERNET.findall(traced(world, world.folder / "t1", "demo", "--build", world.asked / "demo"))
    papers = world.papers()
    assert world.run("new", "case-one", "--form", "us/n-400").returncode == 0
    assert not INTERNET.findall(traced(world, world.folder / "t2", "add", "case-one", papers))
