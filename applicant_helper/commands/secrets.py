"""Asking for a passphrase or recovery code on the terminal: hidden, never from arguments or the environment."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import click

from applicant_helper.core.errors import ApplicantHelperError, fill
from applicant_helper.i18n import gettext as _
from applicant_helper.i18n import say
from applicant_helper.service.desk import Desk
from applicant_helper.service.protecting import (
    WHY_SITUATION,
    CaseProtected,
    NewProtection,
    is_mistyped,
    is_same,
    last_group,
    open_with,
    prepare,
    proposal,
)
from applicant_helper.service.session import Session

TRIES = 3
T = TypeVar("T")


def ask_secret() -> str:
    """One hidden line."""
    return str(click.prompt(_("Passphrase or recovery code"), hide_input=True, err=True))


def with_secret(use: Callable[[str], T]) -> T:
    """Ask until `use` accepts what was typed, three times at most; then its refusal is raised."""
    for left in reversed(range(TRIES)):
        try:
            return use(ask_secret())
        except ApplicantHelperError as refusal:
            if not left or not is_mistyped(refusal):
                raise
            click.echo(fill(_(refusal.message), refusal.params), err=True)
    raise AssertionError


def opened(desk: Desk, path: Path, *, read_only: bool = False) -> Session:
    """A case, after its secret was typed when it has one."""
    try:
        return desk.open(path, read_only=read_only)
    except CaseProtected:
        return with_secret(lambda typed: open_with(desk, path, typed, read_only=read_only))


def choose_protection() -> NewProtection:
    """Propose a passphrase, have it or another one typed back, and show the recovery code until it is on paper."""
    click.echo(_(WHY_SITUATION))
    chosen = _passphrase()
    click.echo(say("Recovery code: {code}", code=chosen.code))
    click.echo(_("Write it on paper and keep it apart from this computer."))
    while click.prompt(_("Type its last four signs")).strip().upper() != last_group(chosen):
        click.echo(_("That is not what the last group shows. Compare it with the paper."))
    return chosen


def ask_new_passphrase() -> str:
    """A proposed or own passphrase, typed twice. Raises PassphraseTooShort."""
    return _passphrase().passphrase


def _passphrase() -> NewProtection:
    proposed = proposal()
    click.echo(say("Proposed passphrase: {words}", words=proposed))
    typed = click.prompt(
        _("Press Enter to take it, or type your own"), default=proposed, show_default=False, hide_input=True
    )
    chosen = prepare(str(typed))
    while not is_same(str(click.prompt(_("Type the passphrase again"), hide_input=True)), chosen):
        click.echo(_("That is not the same. Type it once more, letter by letter."))
    return chosen
