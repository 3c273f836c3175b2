"""The one command line. Loads each command only when it is used; the only place that reads the clock."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from applicant_helper import __version__


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit status; see `ExitCode`. Never shows a traceback."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    if given[:1] in (["--version"], ["-V"]):
        sys.stdout.write(f"applicant-helper {__version__}\n")
        return 0
    if arguments is None:
        _take_charge()
    from applicant_helper.commands.frame import run

    try:
        return run(given)
    except Exception as mistake:  # noqa: BLE001 - the last door: one sentence instead of a traceback
        return _tell_mistake(mistake)


def _take_charge() -> None:
    """This process is ours alone: nothing of it prints a traceback, a warning or a log line, or leaves a core file."""
    from applicant_helper.guard.hardening import no_core_files
    from applicant_helper.guard.mistakes import stand_by
    from applicant_helper.guard.quiet import quiet

    stand_by()
    quiet()
    no_core_files()


def _tell_mistake(error: Exception) -> int:
    from applicant_helper.guard.mistakes import noted

    mistake = noted(error)
    sys.stderr.write(mistake.sentence() + "\n")
    if sys.stdin.isatty() and sys.stderr.isatty():
        from applicant_helper.commands.reporting import offer_report

        offer_report(mistake)
    return 70


def script() -> None:
    """Entry point of the installed command."""
    raise SystemExit(main())


if __name__ == "__main__":
    script()
