"""Dialogs with secrets: opening a protected case, choosing a passphrase, putting the recovery code on paper."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from applicant_helper.core.errors import ApplicantHelperError
from applicant_helper.i18n import gettext as _
from applicant_helper.i18n import say
from applicant_helper.service import protecting
from applicant_helper.service.protecting import CaseKey, NewProtection, Situation
from applicant_helper.tui.dialogs import CLOSE, Choose
from applicant_helper.tui.shared import sentence

if TYPE_CHECKING:
    from applicant_helper.service.session import Session
    from applicant_helper.tui.app import HelperApp


class AskSecret(ModalScreen[bool]):
    """One hidden line. `take` runs in a thread and raises a refusal, which is shown with the field kept."""

    BINDINGS: ClassVar[list[BindingType]] = CLOSE

    def __init__(self, title: str, hint: str, take: Callable[[str], object]) -> None:
        super().__init__()
        self._title, self._hint, self._take = title, hint, take
        self._is_busy = False

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield Static(Content(self._title), classes="heading")
            yield Static(Content(self._hint), classes="hint")
            yield Input(password=True)
            yield Static("", classes="error")
            yield Static(Content(_("Enter goes on, Esc goes back.")), classes="hint")

    async def on_input_submitted(self, event: Input.Submitted) -> None:
        if self._is_busy or not event.value:
            return
        self._is_busy = True
        shown = self.query_one(".error", Static)
        shown.update(Content(_("One moment. This takes about a second.")))
        try:
            await asyncio.to_thread(self._take, event.value)
        except ApplicantHelperError as refusal:
            shown.update(Content(sentence(refusal)))
        else:
            self.dismiss(True)
        finally:
            self._is_busy = False

    def action_leave(self) -> None:
        """Back without opening."""
        if not self._is_busy:
            self.dismiss(False)


class TypeBack(ModalScreen[bool]):
    """Shows something to put on paper and goes on when it is typed back."""

    BINDINGS: ClassVar[list[BindingType]] = CLOSE

    def __init__(
        self,
        title: str,
        shown: str,
        hint: str,
        is_right: Callable[[str], bool],
        wrong: str,
        *,
        hidden: bool = False,
    ) -> None:
        super().__init__()
        self._title, self._shown, self._hint = title, shown, hint
        self._is_right, self._wrong, self._hidden = is_right, wrong, hidden

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield Static(Content(self._title), classes="heading")
            if self._shown:
                yield Static(Content.styled(self._shown, "bold"), classes="text secret")
            yield Static(Content(self._hint), classes="hint")
            yield Input(password=self._hidden)
            yield Static("", classes="error")
            yield Static(Content(_("Enter goes on, Esc goes back.")), classes="hint")

    def on_input_submitted(self, event: Input.Submitted) -> None:
        if self._is_right(event.value):
            self.dismiss(True)
        else:
            self.query_one(".error", Static).update(Content(self._wrong))

    def action_leave(self) -> None:
        """Back; nothing is protected."""
        self.dismiss(False)


async def open_protected(helper: HelperApp, path: Path, *, read_only: bool = False) -> Session | None:
    """Ask for the secret of a case until it opens or the person goes back. Raises why it does not open."""
    found: list[Session] = []
    held: list[ApplicantHelperError] = []

    def take(typed: str) -> None:
        try:
            found.append(protecting.open_with(helper.desk, path, typed, read_only=read_only))
        except ApplicantHelperError as refusal:
            if protecting.is_mistyped(refusal):
                raise
            held.append(refusal)

    title = say("Open {case}", case=path.stem)
    hint = _("Type the passphrase, or the recovery code from the paper.")
    await helper.push_screen_wait(AskSecret(title, hint, take))
    if held:
        raise held[0]
    return found[0] if found else None


async def ask_key(helper: HelperApp, path: Path) -> CaseKey | None:
    """Ask for the secret of a case that does not open; None when the person goes back."""
    found: list[CaseKey] = []
    hint = _("Type the passphrase, or the recovery code from the paper.")
    title = say("Open {case}", case=path.stem)
    asked = AskSecret(title, hint, lambda typed: found.append(protecting.key_of(path, typed)))
    await helper.push_screen_wait(asked)
    return found[0] if found else None


async def choose_protection(helper: HelperApp, *, with_code: bool = True) -> NewProtection | None:
    """A passphrase, typed twice, and a recovery code on paper; None when the person goes back."""
    proposed = protecting.proposal()
    chosen: list[NewProtection] = []

    def take(typed: str) -> None:
        chosen[:] = [protecting.prepare(typed or proposed)]

    first = TypePassphrase(proposed, take, is_fixed=helper.desk.is_outreach)
    if not await helper.push_screen_wait(first):
        return None
    again = TypeBack(
        _("Type the passphrase again"),
        "",
        _("Write it down first if you do not know it by heart."),
        lambda typed: protecting.is_same(typed, chosen[0]),
        _("That is not the same. Type it once more, letter by letter."),
        hidden=True,
    )
    if not await helper.push_screen_wait(again):
        return None
    return chosen[0] if not with_code or await show_code(helper, chosen[0].code) else None


async def show_code(helper: HelperApp, code: str) -> bool:
    """Show a recovery code until its last group is typed back; False when the person goes back."""
    asked = TypeBack(
        _("Recovery code"),
        _in_lines(code),
        _("Write it on paper and keep it apart from this computer. Then type its last four signs."),
        lambda typed: typed.strip().upper() == code.rpartition("-")[2],
        _("That is not what the last group shows. Compare it with the paper."),
    )
    is_on_paper: bool = await helper.push_screen_wait(asked)
    return is_on_paper


class TypePassphrase(ModalScreen[bool]):
    """A proposed passphrase to take with Enter, or an own one."""

    BINDINGS: ClassVar[list[BindingType]] = CLOSE

    def __init__(self, proposed: str, take: Callable[[str], object], *, is_fixed: bool) -> None:
        super().__init__()
        self._proposed, self._take, self._is_fixed = proposed, take, is_fixed

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield Static(Content(_("Passphrase")), classes="heading")
            yield Static(Content.styled(self._proposed, "bold"), classes="text secret")
            yield Static(Content(self._how()), classes="hint")
            yield Input(password=True, disabled=self._is_fixed)
            yield Static("", classes="error")
            yield Static(Content(_(protecting.WHY_SITUATION)), classes="hint")

    def _how(self) -> str:
        if self._is_fixed:
            return _("Write these words on the applicant's paper, then press Enter.")
        return _("Press Enter to take these words, or type your own.")

    def on_key(self, event: object) -> None:
        if self._is_fixed and getattr(event, "key", "") == "enter":
            self._taken("")

    def on_input_submitted(self, event: Input.Submitted) -> None:
        self._taken(event.value)

    def _taken(self, typed: str) -> None:
        try:
            self._take(typed)
        except ApplicantHelperError as refusal:
            self.query_one(".error", Static).update(Content(sentence(refusal)))
            return
        self.dismiss(True)

    def action_leave(self) -> None:
        """Back; nothing is protected."""
        self.dismiss(False)


def _in_lines(code: str) -> str:
    groups = code.split("-")
    return "\n".join("  ".join(groups[at : at + 3]) for at in range(0, len(groups), 3))


async def ask_for_new_case(helper: HelperApp) -> tuple[bool, NewProtection | None]:
    """Who uses this computer, and what follows from it; False when the person goes back."""
    if helper.desk.is_outreach:
        chosen = await choose_protection(helper)
        return chosen is not None, chosen
    situation = protecting.known_situation(helper.desk) or await ask_situation(helper)
    if situation is None:
        return False, None
    wants = situation is Situation.CLINIC
    if situation is Situation.SHARED:
        answers = [("yes", _("Yes")), ("no", _("No"))]
        answer = await helper.push_screen_wait(Choose(_(protecting.ASK_PROTECT), answers))
        if answer is None:
            return False, None
        wants = answer == "yes"
    if not wants:
        return True, None
    chosen = await choose_protection(helper)
    return chosen is not None, chosen


async def ask_situation(helper: HelperApp) -> Situation | None:
    """Who uses this computer; remembered. None when the person goes back."""
    rows = [(s.value, _(words)) for s, words in protecting.SITUATIONS.items()]
    asked = Choose(_(protecting.ASK_SITUATION), rows, _(protecting.WHY_SITUATION))
    chosen = await helper.push_screen_wait(asked)
    if chosen is None:
        return None
    protecting.keep_situation(helper.desk, Situation(chosen))
    return Situation(chosen)
