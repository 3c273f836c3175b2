"""The frame of the command line: options all commands share, and one way to tell refusals."""

from __future__ import annotations

import importlib
import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from applicant_helper import i18n
from applicant_helper.core.errors import ApplicantHelperError, ExitCode, fill
from applicant_helper.guard import events

if TYPE_CHECKING:
    from applicant_helper.service.desk import Desk
    from applicant_helper.service.session import Session

MODULES = {
    "new": "cases",
    "open": "cases",
    "list": "cases",
    "add": "papers",
    "read": "papers",
    "check": "checking",
    "facts": "overview",
    "timeline": "overview",
    "build": "packets",
    "bundle": "bundle",
    "destinations": "destinations",
    "verify": "verify",
    "export": "exchange",
    "import": "exchange",
    "protect": "protecting",
    "unprotect": "protecting",
    "passphrase": "protecting",
    "copies": "copies",
    "restore": "copies",
    "forget": "copies",
    "wipe": "cases",
    "session": "session",
    "forms": "data",
    "handout": "data",
    "lint": "data",
    "doctor": "doctor",
    "demo": "demo",
}


@dataclass(slots=True)
class Frame:
    """What every command gets: where cases are kept, whether to speak in lines only."""

    home: Path | None
    plain: bool
    language: str

    def now(self) -> datetime:
        """The local time; the only place besides the tests that knows it."""
        return datetime.now().astimezone()

    def desk(self) -> Desk:
        """The cases of this person."""
        from applicant_helper.service.desk import Desk
        from applicant_helper.service.folders import cache_folder, cases_folder

        return Desk(cases_folder(self.home), self.now, cache=cache_folder(self.home))

    def open_case(self, desk: Desk, reference: str, *, read_only: bool = False) -> Session:
        """The case named by label, folder name or path; a protected one after its secret was typed."""
        from applicant_helper.commands.secrets import opened
        from applicant_helper.service.noticing import fresh_notices

        session = opened(desk, desk.find(reference), read_only=read_only)
        for notice in fresh_notices(session, tells_read_only=False):
            click.echo(notice, err=True)
        return session

    def say(self, text: str) -> None:
        """One line to the person."""
        click.echo(text)


class Commands(click.Group):
    """Finds commands by name and imports only the module of the one that runs."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """In the order of a session."""
        return list(MODULES)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command, imported now."""
        module_name = MODULES.get(cmd_name)
        if module_name is None:
            return None
        module = importlib.import_module(f"applicant_helper.commands.{module_name}")
        found = getattr(module, f"{cmd_name}_command")
        assert isinstance(found, click.Command)
        return found


@click.command(
    cls=Commands,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.option(
    "--plain", is_flag=True, help="Line mode: numbered choices, no full screen. Good for screen readers."
)
@click.option(
    "--lang", metavar="CODE", default=None, help="Language of screens and printed sheets, such as en or es."
)
@click.option(
    "--home",
    type=click.Path(path_type=Path, file_okay=False),
    default=None,
    help="Folder that cases are kept in. Also APPLICANT_HELPER_HOME.",
)
@click.option(
    "--log",
    type=click.Path(path_type=Path, dir_okay=False),
    default=None,
    metavar="FILE",
    help="Write counts and times of the work to a new FILE, nothing about a person. Not for protected cases.",
)
@click.option("--version", is_flag=True, help="Show the version and stop.")
@click.pass_context
def root(
    ctx: click.Context, *, plain: bool, lang: str | None, home: Path | None, log: Path | None, version: bool
) -> None:
    """Prepare an immigration filing on your own computer: checklist, checks, and an indexed packet.

    Gives information, never legal advice. Nothing leaves this computer. Without a command it opens the
    screen for the case used last.

    \b
    Exit status: 0 done and nothing blocks; 1 something would be sent back; 2 the command was not
    understood; 3 a file was not taken; 4 no such case; 5 the case is open elsewhere; 6 the case is
    damaged; 7 the case is from a newer version; 8 the packet was refused; 9 a packet has a fault;
    10 the output exists already; 11 the data has a fault; 12 stopped by you; 13 the case is
    protected and was not opened; 28 the disk is full;
    70 an unexpected mistake of the program; 74 the disk could not be read or written.
    """
    language = i18n.pick_language(os.environ, lang)
    i18n.use_language(language)
    ctx.obj = Frame(home, plain or _wants_plain(), language)
    _begin_log(log, ctx.invoked_subcommand or "open")
    if version:
        from applicant_helper import __version__

        click.echo(f"applicant-helper {__version__}")
    elif ctx.invoked_subcommand is None:
        from applicant_helper.commands.cases import open_face

        ctx.exit(open_face(ctx.obj, None))


def _begin_log(log: Path | None, command: str) -> None:
    if log is None:
        return
    if command == "session":
        raise click.UsageError(i18n.gettext("An outreach session writes no log."))
    events.write_to(log)
    events.started(command)


def _wants_plain() -> bool:
    return os.environ.get("TERM") == "dumb" or not (sys.stdin.isatty() and sys.stdout.isatty())


def run(arguments: Sequence[str]) -> int:
    """Run one command; every refusal becomes its sentence on standard error and its exit status."""
    status = _run(arguments)
    events.ended(status)
    events.stop()
    return status


def _run(arguments: Sequence[str]) -> int:
    try:
        result = root.main(args=list(arguments), prog_name="applicant-helper", standalone_mode=False)
    except click.exceptions.Exit as stop:
        return stop.exit_code
    except click.Abort:
        click.echo(i18n.gettext("Stopped. What was saved is safe."), err=True)
        return ExitCode.CANCELLED
    except click.ClickException as refusal:
        refusal.show()
        return ExitCode.USAGE
    except ApplicantHelperError as refusal:
        events.refused(refusal.code)
        click.echo(fill(i18n.gettext(refusal.message), refusal.params), err=True)
        for reason in getattr(refusal, "reasons", ())[1:]:
            click.echo(fill(i18n.gettext(reason.message), reason.params), err=True)
        return int(refusal.exit_code)
    except BrokenPipeError:
        return ExitCode.OK
    return int(result) if isinstance(result, int) else ExitCode.OK
