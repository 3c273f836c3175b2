"""What a child may not do: hold too much, work too long, write without end, use the network."""

from __future__ import annotations

import socket
import subprocess
import sys
import time

import pytest

from applicant_helper.guard import child as guard
from applicant_helper.guard.child import Child, ChildGone, ChildTooSlow
from applicant_helper.guard.memory import resident_bytes

CHILD = "tests.guard.misbehaving"
BABBLER = "tests.guard.babbling"
MEGABYTE = 1 << 20


def test_memory_of_a_child_is_seen_from_outside() -> None:
    with Child(CHILD) as child:
        child.ask({"do": "nothing"}, 30)
        assert child._process is not None
        found = resident_bytes(child._process)
        assert found is not None
        assert 4 * MEGABYTE < found < 200 * MEGABYTE
    assert resident_bytes(_ended()) is None


def _ended() -> subprocess.Popen[bytes]:
    process = subprocess.Popen([sys.executable, "-c", ""])
    process.wait()
    return process


def test_a_child_that_holds_too_much_is_ended_at_once_and_replaced() -> None:
    with Child(CHILD) as child:
        began = time.monotonic()
        with pytest.raises(ChildGone):
            child.ask({"do": "hold", "bytes": 300 * MEGABYTE}, 30, most_resident=150 * MEGABYTE)
        assert time.monotonic() - began < 10
        assert child.ask({"do": "nothing"}, 30, most_resident=150 * MEGABYTE) == {"done": True}


@pytest.mark.skipif(sys.platform == "win32", reason="that system has no such limit")
def test_a_child_whose_processor_time_is_up_was_too_slow() -> None:
    with Child(CHILD) as child, pytest.raises(ChildTooSlow):
        child.ask({"do": "burn"}, 30)


def test_what_libraries_print_is_no_answer() -> None:
    with Child(CHILD) as child:
        assert child.ask({"do": "shout"}, 30) == {"done": True}


def test_an_answer_of_any_length_is_cut_off() -> None:
    with Child(CHILD) as child:
        with pytest.raises(ChildGone):
            child.ask({"do": "flood"}, 30)
        assert child.ask({"do": "nothing"}, 30) == {"done": True}


@pytest.mark.parametrize("what", ["broken", "list"])
def test_an_answer_that_makes_no_sense_ends_the_child(what: str) -> None:
    with Child(BABBLER) as child, pytest.raises(ChildGone):
        child.ask({"do": what}, 30)


def test_a_child_that_never_stops_writing_fills_no_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guard, "MAX_TOLD", 1_000_000)
    with Child(BABBLER) as child, pytest.raises(ChildGone):
        for told in child.follow({"do": "endless"}, lambda: 30):
            assert told["step"]


def test_a_child_has_no_network() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server, Child(CHILD) as child:
        port = server.getsockname()[1]
        socket.create_connection(("127.0.0.1", port), 5).close()
        assert child.ask({"do": "call", "port": port}, 30) == {"network": "refused"}


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have no networks of a process")
def test_even_code_inside_libraries_finds_no_network_where_the_system_lets_us() -> None:

    told = subprocess.run(
        [
            sys.executable,
            "-c",
            "from applicant_helper.guard.alone import cut_off; cut_off(); print(open('/proc/self/net/dev').read())",
        ],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    may = subprocess.run(
        [
            sys.executable,
            "-c",
            "import ctypes, sys; s = ctypes.CDLL(None); "
            "sys.exit(1 if s.unshare(0x40000000) and s.unshare(0x50000000) else 0)",
        ],
        check=False,
    )
    names = {line.split(":")[0].strip() for line in told.splitlines() if ":" in line}
    if may.returncode:
        pytest.skip("the system does not let us")
    assert names <= {"lo", "tunl0", "sit0", "ip6tnl0"}
