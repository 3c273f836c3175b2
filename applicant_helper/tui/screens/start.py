"""The beginning: what the program is and is not, which case, which form."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, cast

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Footer, OptionList, Static

from applicant_helper.core.errors import ApplicantHelperError
from applicant_helper.core.text import safe_text
from applicant_helper.i18n import N_, say, say_many
from applicant_helper.i18n import gettext as _
from applicant_helper.service import mending
from applicant_helper.service.noticing import LOOK_ONLY, can_be_looked_at, fresh_notices, why_not
from applicant_helper.tui.dialogs import Choose
from applicant_helper.tui.screens.forms import ask_for_form
from applicant_helper.tui.shared import BREAKPOINTS, numbered, sentence

if TYPE_CHECKING:
    from applicant_helper.service.session import Session
    from applicant_helper.tui.app import HelperApp

NOTICE = N_(
    "This program gives general information and organizes your own papers. It is not a lawyer, does not give "
    "legal advice, is not part of or approved by USCIS or any government, and cannot tell you whether you "
    "qualify. You are responsible for what you file. Government forms are free from uscis.gov."
)
KEPT = N_("Everything stays on this computer.")


class StartScreen(Screen[None]):
    """Choose or start a case."""

    HORIZONTAL_BREAKPOINTS = BREAKPOINTS
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("L", "app.language", _("Language")),
        Binding("question_mark,f1", "app.help", _("Help"), key_display="?"),
        Binding("q,ctrl+q,escape", "app.quit", _("Leave")),
    ]

    def compose(self) -> ComposeResult:
        yield Static(Content("applicant-helper"), classes="title")
        with VerticalScroll(classes="page", can_focus=False):
            yield Static(Content(_(NOTICE)), classes="text")
            yield Static(Content(_(KEPT)), classes="hint")
            yield Static(Content(_("Which case do you want to work on?")), classes="heading")
            yield OptionList(id="cases", classes="choices")
        yield Static("", classes="status")
        yield Footer(show_command_palette=False)

    def on_mount(self) -> None:
        self._fill()
        self.query_one("#cases").focus()

    def on_screen_resume(self) -> None:
        self._fill()

    def _fill(self) -> None:
        rows = []
        for row in self.app.desk.cases():  # type: ignore[attr-defined]
            papers = say_many("{n} paper", "{n} papers", row.papers)
            label = safe_text(row.label)
            text = f"{label}  {row.condition}" if row.condition else f"{label}  {row.form}  {papers}"
            text = f"{label}  {_('protected')}" if row.is_protected else text
            rows.append((f"open {row.path}", text))
        rows.append(("new", _("Start a new case")))
        if not self.app.desk.is_outreach:  # type: ignore[attr-defined]
            rows.append(("demo", _("Look around in a made-up case")))
        options = self.query_one("#cases", OptionList)
        options.clear_options()
        options.add_options(numbered(rows))
        options.highlighted = 0

    def on_key(self, event: object) -> None:
        character = getattr(event, "character", None)
        options = self.query_one("#cases", OptionList)
        if character and character in "123456789" and int(character) <= options.option_count:
            self._chosen(options.get_option_at_index(int(character) - 1).id or "")

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        self._chosen(event.option.id or "")

    @work
    async def _chosen(self, key: str) -> None:
        helper = self.app
        try:
            if key == "new":
                await self._new(cast("HelperApp", helper))
            elif key == "demo":
                self.query_one(".status", Static).update(
                    Content(_("Drawing the papers of a made-up applicant."))
                )
                await self._demo()
            else:
                await self._open(cast("HelperApp", helper), Path(key.removeprefix("open ")))
        except ApplicantHelperError as refusal:
            self.query_one(".status", Static).update(Content(sentence(refusal)))

    async def _new(self, helper: HelperApp) -> None:
        import asyncio

        from applicant_helper.tui.protecting import ask_for_new_case

        goes_on, protection = await ask_for_new_case(helper)
        if not goes_on:
            return
        if protection is None:
            helper.use(helper.desk.create())
        else:
            helper.use(await asyncio.to_thread(helper.desk.create, None, None, protection))
        await choose_form(helper)

    async def _open(self, helper: HelperApp, path: Path) -> None:
        try:
            session = await self._opened(helper, path)
        except ApplicantHelperError as refusal:
            if mending.is_damaged(refusal):
                if not await mend(helper, path, refusal):
                    raise
                session = await self._opened(helper, path)
            elif can_be_looked_at(refusal) and await _looks_only(helper, refusal):
                session = await self._opened(helper, path, read_only=True)
            else:
                raise
        if session is not None:
            helper.use(session)
            await tell_notices(helper)
            await choose_form(helper)

    async def _opened(self, helper: HelperApp, path: Path, *, read_only: bool = False) -> Session | None:
        from applicant_helper.service.protecting import is_protected
        from applicant_helper.tui.protecting import open_protected

        if is_protected(path):
            return await open_protected(helper, path, read_only=read_only)
        return helper.desk.open(path, read_only=read_only)

    def tell(self, text: str) -> None:
        """Show a sentence on the status line."""
        self.query_one(".status", Static).update(Content(text))

    async def _demo(self) -> None:
        import asyncio

        session = await asyncio.to_thread(self.app.desk.create_demo)  # type: ignore[attr-defined]
        self.app.use(session)  # type: ignore[attr-defined]
        self.app.open_home()  # type: ignore[attr-defined]


async def _looks_only(helper: HelperApp, refusal: ApplicantHelperError) -> bool:
    """Whether the person wants to look at a case that cannot be changed here now."""
    rows = [("look", _(LOOK_ONLY)), ("back", _("Back"))]
    told = why_not(refusal, helper.desk.now().tzinfo)
    return await helper.push_screen_wait(Choose(_("This case cannot be changed now"), rows, told)) == "look"


async def mend(helper: HelperApp, path: Path, refusal: ApplicantHelperError) -> bool:
    """Bring a damaged case back to a copy that the person chooses. Whether that was done."""
    from applicant_helper.service.protecting import needs_key
    from applicant_helper.tui.protecting import ask_key

    key = await ask_key(helper, path) if needs_key(path) else None
    ways = mending.ways_back(helper.desk, path, key)
    told = f"{sentence(refusal)}\n\n{_(mending.ASK if ways else mending.NO_WAY_BACK)}"
    rows = [*ways, ("", _("Back"))]
    chosen = await helper.push_screen_wait(Choose(_("This case is damaged"), rows, told))
    if not chosen:
        return False
    mending.bring_back(helper.desk, path, chosen, key)
    return True


async def tell_notices(helper: HelperApp) -> None:
    """Have the person see what is odd about the case that was opened."""
    told = fresh_notices(helper.session) if helper.session is not None else ()
    if told:
        rows = [("on", _("Go on"))]
        await helper.push_screen_wait(Choose(_("Before you go on"), rows, "\n\n".join(told)))


async def choose_form(helper: object) -> None:
    """Have a form chosen for a case without one, then show the checklist."""
    session = helper.session  # type: ignore[attr-defined]
    if not session.case.filings and not await ask_for_form(cast("HelperApp", helper)):
        helper.release()  # type: ignore[attr-defined]
        return
    helper.open_home()  # type: ignore[attr-defined]


__all__ = ["StartScreen", "choose_form", "say", "tell_notices"]
