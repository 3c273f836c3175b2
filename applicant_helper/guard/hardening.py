"""Keeps the memory of this process private: no core file, no debugger from outside, no side doors of libraries.

Python's `faulthandler` stays off: what it prints when the process breaks down holds paths of this computer, and
nothing can take them out at that moment.
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress

SIDE_DOORS = (
    "TEXTUAL",
    "TEXTUAL_DEBUG",
    "TEXTUAL_DEVTOOLS_HOST",
    "TEXTUAL_DEVTOOLS_PORT",
    "TEXTUAL_DRIVER",
    "TEXTUAL_LOG",
    "TEXTUAL_PRESS",
    "TEXTUAL_SCREENSHOT",
    "TEXTUAL_SCREENSHOT_FILENAME",
    "TEXTUAL_SCREENSHOT_LOCATION",
    "TEXTUAL_SHOW_RETURN",
)
"""Settings for people who develop screens: they write pictures and logs of what is shown, send them elsewhere, press
keys, or put code of others in the place of the terminal.
"""
_DUMPABLE = 4
_DENY_ATTACH = 31


def no_core_files() -> None:
    """A breakdown leaves no picture of the memory on the disk; where the system cannot say so, nothing happens."""
    with suppress(ImportError, OSError, ValueError):
        import resource

        _soft, hard = resource.getrlimit(resource.RLIMIT_CORE)
        resource.setrlimit(resource.RLIMIT_CORE, (0, hard))


def close_side_doors() -> None:
    """Call before Textual is loaded: it reads these once."""
    for name in SIDE_DOORS:
        os.environ.pop(name, None)


def keep_others_out() -> None:
    """Programs of the same person cannot read this process's memory, as far as Linux and macOS let us."""
    if sys.platform not in {"linux", "darwin"}:
        return
    with suppress(ImportError, OSError, AttributeError):
        # Only for a face that stays open: loading it takes longer than a short command may.
        import ctypes

        system = ctypes.CDLL(None)
        if sys.platform == "linux":
            system.prctl(_DUMPABLE, 0, 0, 0, 0)
        else:
            system.ptrace(_DENY_ATTACH, 0, None, 0)


def harden() -> None:
    """All of it, for a face that opens."""
    no_core_files()
    close_side_doors()
    keep_others_out()
