"""The one command line. Loads each command only when it is used; the only place that reads the clock."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from applicant_helper import __version__

if TYPE_CHECKING:
    from types import TracebackType

MISTAKE = (
    "Something unexpected stopped this command ({kind} at {place}). What was saved is safe. "
    "Please report these words; they hold nothing about you."
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit status; see `ExitCode`. Never shows a traceback."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    if given[:1] in (["--version"], ["-V"]):
        sys.stdout.write(f"applicant-helper {__version__}\n")
        return 0
    from applicant_helper.commands.frame import run

    try:
        return run(given)
    except Exception as mistake:  # noqa: BLE001 - the last door: one sentence instead of a traceback
        return _tell_mistake(mistake)


def _tell_mistake(mistake: Exception) -> int:
    place = _place(mistake.__traceback__)
    sys.stderr.write(MISTAKE.format(kind=type(mistake).__name__, place=place) + "\n")
    return 70


def _place(trace: TracebackType | None) -> str:
    """Module and line of our own code nearest to the mistake; no values, no paths of this machine."""
    place = "unknown"
    while trace is not None:
        module = str(trace.tb_frame.f_globals.get("__name__", ""))
        if module.startswith("applicant_helper"):
            place = f"{module}:{trace.tb_lineno}"
        trace = trace.tb_next
    return place


def script() -> None:
    """Entry point of the installed command."""
    raise SystemExit(main())


if __name__ == "__main__":
    script()
