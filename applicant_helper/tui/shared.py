"""What all screens share: the app behind them, one way to tell refusals, plain text that is never markup."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, cast

from textual.content import Content
from textual.events import Key
from textual.screen import Screen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from applicant_helper.core.errors import ApplicantHelperError, fill
from applicant_helper.guard import events
from applicant_helper.i18n import gettext as _

if TYPE_CHECKING:
    from applicant_helper.service.session import Session
    from applicant_helper.tui.app import HelperApp

BREAKPOINTS = [(0, "-narrow"), (100, "-wide")]


class CaseScreen(Screen[None]):
    """A screen over the open case. `refresh_case` is called after every change."""

    HORIZONTAL_BREAKPOINTS = BREAKPOINTS

    @property
    def helper(self) -> HelperApp:
        """The app with the desk and the session."""
        return cast("HelperApp", self.app)

    @property
    def session(self) -> Session:
        """The open case."""
        session = self.helper.session
        assert session is not None
        return session

    def refresh_case(self) -> None:
        """Show the case as it is now."""

    def early_key(self, character: str) -> None:
        """A character typed for this screen before it had the focus. Most screens have no use for it."""

    def pass_on(self, event: Key) -> bool:
        """Hand a key that came too late for this screen to the one in front. Whether this was one."""
        front = self.app.screen
        if front is self or not isinstance(front, CaseScreen):
            return False
        event.stop()
        if event.is_printable and event.character is not None:
            front.early_key(event.character)
        return True

    def tell(self, text: str) -> None:
        """Show a sentence on the status line."""
        for line in self.query(".status").results(Static):
            line.update(Content(text))

    def try_to(self, verb: Callable[[], object]) -> bool:
        """Do something; a refusal becomes its sentence on the status line. Whether it was done."""
        try:
            verb()
        except ApplicantHelperError as refusal:
            self.tell(sentence(refusal))
            return False
        return True


def sentence(refusal: ApplicantHelperError) -> str:
    """A refusal in the language in use; a log, when one is written, gets its code."""
    events.refused(refusal.code)
    return fill(_(refusal.message), refusal.params)


def option(key: str, *parts: str | tuple[str, str]) -> Option:
    """An entry of a list; parts are texts or (text, style). Brackets in texts stay brackets."""
    return Option(Content.assemble(*parts), id=key)


def heading(key: str, text: str) -> Option:
    """A line over entries that cannot be chosen itself."""
    return Option(Content(text), id=f"heading {key}", disabled=True)


def numbered(rows: Sequence[tuple[str, str]], first: int = 1) -> list[Option]:
    """Entries that the keys 1 to 9 choose."""
    return [
        option(key, (f"{n}  " if n <= 9 else "   ", "dim"), text) for n, (key, text) in enumerate(rows, first)
    ]


def show_options(target: OptionList, options: Sequence[Option]) -> None:
    """Replace the entries of a list, keeping the highlighted one where it still exists."""
    held = None
    if target.highlighted is not None and target.option_count:
        held = target.get_option_at_index(target.highlighted).id
    target.clear_options()
    target.add_options(options)
    ids = [o.id for o in options]
    if held in ids:
        target.highlighted = ids.index(held)
    elif options:
        target.highlighted = 0
