"""Keeping a case safe: protection, earlier copies, the file to hand over, removing for good."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Footer, OptionList, Static

from applicant_helper.core.errors import ApplicantHelperError
from applicant_helper.core.text import safe_text
from applicant_helper.i18n import gettext as _
from applicant_helper.i18n import say
from applicant_helper.service import copies, protecting
from applicant_helper.tui.dialogs import Ask, Choose, Confirm
from applicant_helper.tui.protecting import ask_situation, choose_protection
from applicant_helper.tui.shared import CaseScreen, heading, numbered, sentence, show_options


class SafetyScreen(CaseScreen):
    """What can be done for the safety of the case, one line each; earlier copies below."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", _("Back")),
        Binding("f1", "app.help", _("Help")),
    ]

    def compose(self) -> ComposeResult:
        yield Static("", classes="title", id="title")
        yield OptionList(id="rows", classes="pane fill")
        with VerticalScroll(classes="pane", id="more"):
            yield Static("", id="text")
        yield Static("", classes="status")
        yield Footer(show_command_palette=False)

    def on_mount(self) -> None:
        self._copies: dict[str, copies.Copy] = {}
        self._keys: list[str] = []
        self.refresh_case()
        self.query_one("#rows").focus()

    def refresh_case(self) -> None:
        """Show protection and copies as they are now."""
        is_protected = self.session.store.is_protected
        title = _("This case is protected.") if is_protected else _("This case is not protected.")
        self.query_one("#title", Static).update(Content(title))
        self._copies = {f"copy {c.name}": c for c in copies.copies(self.session)}
        rows = [*self._protection_rows(is_protected=is_protected), ("hand", _("Write the case to one file"))]
        rows.append(("forget", _("Remove for good what is no longer in the case")))
        if not self.helper.desk.is_outreach:
            rows.append(("who", _("Who uses this computer")))
        earlier = [(key, copy.text()) for key, copy in self._copies.items()]
        self._keys = [key for key, _text in (*rows, *earlier)]
        options = numbered(rows)
        if earlier:
            options.append(heading("copies", _("Earlier copies of this case")))
        show_options(self.query_one("#rows", OptionList), options + numbered(earlier, len(rows) + 1))

    def _protection_rows(self, *, is_protected: bool) -> list[tuple[str, str]]:
        if not is_protected:
            return [("protect", _("Protect it with a passphrase"))]
        rows = [("passphrase", _("Change the passphrase")), ("code", _("Make a new recovery code"))]
        return rows if self.helper.desk.is_outreach else [*rows, ("unprotect", _("Take the protection away"))]

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        key = event.option.id or ""
        if key in self._copies:
            self._show_copy(self._copies[key])
        else:
            self.query_one("#text", Static).update(
                Content(_(protecting.ABOUT[key]) if key in protecting.ABOUT else "")
            )

    def _show_copy(self, copy: copies.Copy) -> None:
        try:
            lines = [safe_text(line) for line in copies.look(self.session, copy.name)]
        except ApplicantHelperError as refusal:
            lines = [sentence(refusal)]
        self.query_one("#text", Static).update(Content("\n".join(lines)))

    def on_key(self, event: object) -> None:
        character = getattr(event, "character", None)
        if character and character in "123456789" and int(character) <= len(self._keys):
            self._do(self._keys[int(character) - 1])

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        self._do(event.option.id or "")

    @work(exclusive=True)
    async def _do(self, key: str) -> None:
        doings = {
            "protect": self._protect,
            "unprotect": self._unprotect,
            "passphrase": self._passphrase,
            "code": self._code,
            "hand": self._hand_over,
            "forget": self._forget,
            "who": self._who,
        }
        try:
            if key in self._copies:
                await self._restore(self._copies[key])
            elif key in doings:
                await doings[key]()
        except ApplicantHelperError as refusal:
            self.tell(sentence(refusal))

    async def _protect(self) -> None:
        chosen = await choose_protection(self.helper)
        if chosen is None:
            return
        self.tell(_("Encrypting the case and its papers."))
        await asyncio.to_thread(protecting.protect, self.helper.desk, self.session, chosen)
        self.tell(say("Protected. In the list the case is called {case}.", case=self.session.store.path.stem))

    async def _unprotect(self) -> None:
        text = _("Anybody who uses this computer can read the case then.")
        if await self.app.push_screen_wait(Confirm(text, _("Take the protection away"))):
            await asyncio.to_thread(protecting.unprotect, self.helper.desk, self.session)
            self.tell(_("The case is not protected any more."))

    async def _passphrase(self) -> None:
        chosen = await choose_protection(self.helper, with_code=False)
        if chosen is not None:
            await asyncio.to_thread(protecting.change_passphrase, self.session, chosen.passphrase)
            self.tell(_("The passphrase is changed. The old one opens nothing any more."))

    async def _code(self) -> None:
        from applicant_helper.tui.protecting import show_code

        code = protecting.change_recovery_code(self.session)
        await show_code(self.helper, code)
        self.tell(_("The code on the old paper opens nothing any more."))

    async def _hand_over(self) -> None:
        from applicant_helper.service.handing_over import hand_over

        chosen = None
        if not self.session.store.is_protected:
            rows = [("yes", _("Yes")), ("no", _("No"))]
            asked = Choose(_("Protect the file with a passphrase?"), rows, _(protecting.WHY_FILE))
            answer = await self.app.push_screen_wait(asked)
            chosen = await choose_protection(self.helper) if answer == "yes" else None
            if answer is None or (answer == "yes" and chosen is None):
                return
        typed: list[str] = []
        asked_place = Ask(_("Write the case to one file"), "", typed.append, _("A path, such as a stick."))
        if not await self.app.push_screen_wait(asked_place) or not typed[-1].strip():
            return
        target = Path(typed[-1].strip()).expanduser()
        target = target if target.suffix == ".ahcx" else target.with_name(f"{target.name}.ahcx")
        await asyncio.to_thread(hand_over, self.helper.desk, self.session, target, chosen)
        self.tell(say("Written and read back: {file}", file=str(target)))

    async def _who(self) -> None:
        await ask_situation(self.helper)

    async def _forget(self) -> None:
        agreed = await self.app.push_screen_wait(Confirm(_(copies.ASK_FORGET), _("Remove for good")))
        if agreed:
            self.tell(copies.forgotten_text(copies.forget_removed(self.session)))

    async def _restore(self, copy: copies.Copy) -> None:
        text = say("Bring back the copy of {when}?", when=copy.text())
        if await self.app.push_screen_wait(Confirm(text, _("Bring it back"))):
            copies.restore(self.session, copy.name)
            self.tell(_("It is back. Undo takes you to where you were."))

    def action_leave(self) -> None:
        """Back."""
        self.dismiss()
