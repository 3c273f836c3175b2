"""Put before the program by tests: a mistake raised at a chosen place, or an ear for the network.

`LEAK_FAULT` is `module:Class.method`, `LEAK_IN` a part of the command line of the process to break,
`LEAK_WORD` what the mistake says and holds. `LEAK_HEARD` is a file for every attempt at the network; attempts fail.
"""

from __future__ import annotations

import importlib
import os
import sys
from typing import Any

NETWORK = frozenset(
    {
        "http.client.connect",
        "socket.bind",
        "socket.connect",
        "socket.getaddrinfo",
        "socket.gethostbyaddr",
        "socket.gethostbyname",
        "socket.getnameinfo",
        "socket.sendmsg",
        "socket.sendto",
        "urllib.Request",
    }
)


def break_it(place: str, word: str) -> None:
    """Make one function raise, with the word in its message, its notes, its cause and its local variables."""
    module, _, path = place.partition(":")
    *owners, name = path.split(".")
    owner: Any = importlib.import_module(module)
    for part in owners:
        owner = getattr(owner, part)

    def broken(*_given: object, **_more: object) -> object:
        held = {"name": word, "number": word}
        try:
            raise KeyError(held["name"])
        except KeyError as cause:
            mistake = ValueError(f"cannot take {held['number']}")
            mistake.add_note(word)
            raise mistake from cause

    setattr(owner, name, broken)


def listen(heard: str) -> None:
    """Write down every attempt at the network and refuse it. A pair of ends inside one process is none."""
    families = {2, 10, 30}

    def ear(event: str, told: tuple[Any, ...]) -> None:
        is_socket = event == "socket.__new__" and int(told[1]) in families
        if event not in NETWORK and not is_socket:
            return
        with open(heard, "a", encoding="utf-8") as file:  # noqa: PTH123
            file.write(f"{event} {' '.join(sys.orig_argv[-4:])}\n")
        raise PermissionError("no network here")

    sys.addaudithook(ear)


if os.environ.get("LEAK_HEARD"):
    listen(os.environ["LEAK_HEARD"])
if os.environ.get("LEAK_FAULT") and os.environ["LEAK_IN"] in " ".join(sys.orig_argv):
    break_it(os.environ["LEAK_FAULT"], os.environ["LEAK_WORD"])
