"""Cuts the child off: no network, and no picture of its memory on the disk when it breaks down."""

from __future__ import annotations

import ctypes
import os
import sys
from contextlib import suppress
from typing import Any

_NEW_USERS, _NEW_NETWORK = 0x1000_0000, 0x4000_0000
_DUMPABLE = 4


def cut_off() -> None:
    """Leave the network for good. Call it first, while there is one thread.

    Python refuses to open connections on every system. On Linux, where the system lets us, the process also
    gets an empty network of its own, which holds against code inside libraries too.
    """
    sys.addaudithook(_refuse_network)
    if sys.platform == "linux":
        with suppress(OSError, AttributeError):
            system = ctypes.CDLL(None)
            # Without the rights of root a network of one's own needs a set of users of one's own.
            if system.unshare(_NEW_NETWORK) and _may_lose_rights():
                system.unshare(_NEW_USERS | _NEW_NETWORK)
            system.prctl(_DUMPABLE, 0, 0, 0, 0)


def _may_lose_rights() -> bool:
    """Root reads files by a right that a set of users of its own would take away."""
    return sys.platform == "linux" and os.geteuid() != 0


def _refuse_network(event: str, _told: tuple[Any, ...]) -> None:
    if event.startswith("socket."):
        raise PermissionError("this process works without a network")
