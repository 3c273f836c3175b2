"""The full-screen app: owns the open case, opens screens, tells refusals. Decides nothing about the case."""

from __future__ import annotations

import importlib
import threading
from collections.abc import Sequence
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.app import App
from textual.binding import Binding, BindingType
from textual.events import Event, InputEvent, Paste
from textual.message import Message
from textual.worker import WorkerFailed, get_current_worker

from applicant_helper import i18n
from applicant_helper.core.errors import ApplicantHelperError
from applicant_helper.i18n import gettext as _
from applicant_helper.i18n import say
from applicant_helper.service.desk import Desk
from applicant_helper.service.noticing import fresh_notices
from applicant_helper.service.protecting import CLOSED, locks_after
from applicant_helper.service.session import Session
from applicant_helper.tui.dialogs import Choose
from applicant_helper.tui.screens.home import HomeScreen
from applicant_helper.tui.screens.start import StartScreen, choose_form, tell_notices
from applicant_helper.tui.shared import CaseScreen, sentence
from applicant_helper.tui.themes import CALM, THEMES

WARM_AFTER = 1.0
LOOK_EVERY = 5.0
SIGN_OF_LIFE_EVERY = 60.0
WORKING = frozenset({"building", "reading", "pictures", "adding"})

if TYPE_CHECKING:
    from applicant_helper.core.case import Document
    from applicant_helper.service.papers import PaperReading


class HelperApp(App[int]):
    """Holds the desk and the open session; screens watch the session through `refresh_case`."""

    CSS_PATH = Path(__file__).with_name("styles.tcss")
    TITLE = "applicant-helper"
    ENABLE_COMMAND_PALETTE = False
    VERTICAL_BREAKPOINTS = [(0, "-short"), (22, "-tall")]  # noqa: RUF012 - as Textual declares it
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("T", "look", show=False),
        Binding("ctrl+c", "quit", show=False, priority=True),
    ]

    class PictureRead(Message):
        """The pictures of one paper were read in the background."""

        def __init__(
            self, session: Session, document_id: str, reading: PaperReading, done: int, total: int
        ) -> None:
            super().__init__()
            self.session, self.document_id, self.reading = session, document_id, reading
            self.done, self.total = done, total

    def __init__(self, desk: Desk, session: Session | None = None) -> None:
        super().__init__()
        self.desk = desk
        self.session = session
        self.mistake: Exception | None = None
        self._last_seen = monotonic()
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = CALM.name

    def on_mount(self) -> None:
        self.push_screen(StartScreen())
        if self.session is not None:
            self.session.listen(self._changed)
            self._begin()
        self.set_timer(WARM_AFTER, self._warm)
        self.set_interval(LOOK_EVERY, self._lock_when_idle)
        self.set_interval(SIGN_OF_LIFE_EVERY, self._show_life)

    @work(thread=True, group="warming")
    def _warm(self) -> None:
        """Load what reads papers while nothing is asked, so that the first paste finds its screen at once."""
        importlib.import_module("applicant_helper.tui.screens.adding")

    @work
    async def _begin(self) -> None:
        await tell_notices(self)
        await choose_form(self)

    def use(self, session: Session) -> None:
        """Work on this case from now on."""
        self.release()
        self.session = session
        session.listen(self._changed)

    def release(self) -> None:
        """Let go of the case that is open."""
        self.workers.cancel_group(self, "pictures")
        if self.session is not None:
            self.session.close()
            self.session = None

    def _changed(self) -> None:
        if threading.get_ident() == self._thread_id:
            self._refresh_screens()
        else:
            self.call_from_thread(self._refresh_screens)

    def _show_life(self) -> None:
        """Whoever finds the case in use sees that somebody works on it."""
        if self.session is not None:
            self.session.show_life()

    def _tell_fresh(self) -> None:
        for told in fresh_notices(self.session) if self.session is not None else ():
            self.tell(told)

    def _refresh_screens(self) -> None:
        for screen in self.screen_stack:
            if isinstance(screen, CaseScreen) and screen.is_mounted:
                screen.refresh_case()
        self._tell_fresh()

    # screens -----------------------------------------------------------------------------------------

    def open_home(self) -> None:
        """The checklist, over the start screen."""
        self.push_screen(HomeScreen())

    def open_questions(self, paths: Sequence[str]) -> None:
        """Given questions, or all open ones."""
        from applicant_helper.tui.screens.questions import QuestionScreen

        views = self.session.views() if self.session else None
        asked = [p for p in paths if views and views.form.question(_as_question(p))]
        if not asked and views is not None and not views.open_questions():
            self.tell(_("Every question is answered. The list shows what is still missing."))
            return
        self.push_screen(QuestionScreen([_as_question(p) for p in asked]))

    def open_adding(self, requirement: str | None, text: str = "", *, submit: bool = True) -> None:
        """Take papers in, for a requirement or for whatever they are."""
        from applicant_helper.tui.screens.adding import AddScreen

        self.push_screen(AddScreen(requirement, text, submit=submit))

    def view_paper(self, document_id: str) -> None:
        """Show a paper in the system's viewer."""
        from applicant_helper.service.viewing import view

        if self.session is None:
            return
        try:
            view(self.session, document_id)
        except ApplicantHelperError as refusal:
            self.tell(sentence(refusal))

    def accept_readings(self, document_id: str) -> None:
        """Take all that was read from a paper and needs no choice."""
        from applicant_helper.service.proposals import accept_all

        if self.session is None:
            return
        try:
            taken, left = accept_all(self.session, document_id)
        except ApplicantHelperError as refusal:
            self.tell(sentence(refusal))
            return
        self.tell(
            say("Written down: {taken}. Left for you to look at: {left}.", taken=str(taken), left=str(left))
        )

    def read_pictures(self, document_ids: Sequence[str]) -> None:
        """Read the words in pictures and scans in the background, where that can be done here."""
        from applicant_helper.service import pictures

        if self.session is None:
            return
        documents = pictures.waiting(self.session, document_ids)
        if documents and pictures.can_read():
            self._read_pictures(self.session, documents)

    @work(thread=True, group="pictures", exclusive=True)
    def _read_pictures(self, session: Session, documents: Sequence[Document]) -> None:
        from applicant_helper.service.pictures import read_pictures

        worker = get_current_worker()
        found = read_pictures(session, documents, cancelled=lambda: worker.is_cancelled)
        for done, (document_id, reading) in enumerate(found, start=1):
            self.post_message(self.PictureRead(session, document_id, reading, done, len(documents)))

    def on_helper_app_picture_read(self, read: PictureRead) -> None:
        """Keep what a picture says; a paper nobody knew may now be known."""
        from applicant_helper.service.papers import take_reading

        if self.session is not read.session:
            return
        try:
            take_reading(self.session, read.document_id, read.reading)
        except ApplicantHelperError as refusal:
            self.tell(sentence(refusal))
        self._refresh_screens()
        told = say("Pictures read: {done} of {total}.", done=str(read.done), total=str(read.total))
        self.tell(told if read.done < read.total else _("All pictures are read."))

    def open_papers(self) -> None:
        """All papers."""
        from applicant_helper.tui.screens.papers import PapersScreen

        self.push_screen(PapersScreen())

    def open_paper(self, document_id: str) -> None:
        """One paper."""
        from applicant_helper.tui.screens.paper import PaperScreen

        self.push_screen(PaperScreen(document_id))

    def open_findings(self) -> None:
        """What would be sent back."""
        from applicant_helper.tui.screens.findings import FindingsScreen

        self.push_screen(FindingsScreen())

    def open_timeline(self) -> None:
        """The years of a person."""
        from applicant_helper.tui.screens.timeline import TimelineScreen

        self.push_screen(TimelineScreen())

    def open_sources(self) -> None:
        """Every fact and every place where it stands."""
        from applicant_helper.tui.screens.sources import SourcesScreen

        self.push_screen(SourcesScreen())

    def open_packet(self) -> None:
        """Build the packet."""
        from applicant_helper.tui.screens.packet import PacketScreen

        self.push_screen(PacketScreen())

    def open_help(self) -> None:
        """Help."""
        self.action_help()

    def show_requirement(self, requirement_id: str) -> None:
        """Highlight a requirement on the checklist."""
        for screen in self.screen_stack:
            if isinstance(screen, HomeScreen):
                screen.show_requirement(requirement_id)

    def tell(self, text: str) -> None:
        """A sentence on the status line of the screen in front."""
        if isinstance(self.screen, CaseScreen):
            self.screen.tell(text)

    # actions -----------------------------------------------------------------------------------------

    def action_help(self) -> None:
        """Help."""
        from applicant_helper.tui.screens.help import HelpScreen

        self.push_screen(HelpScreen())

    def action_undo(self) -> None:
        """Take back the last change."""
        self._step(undo=True)

    def action_redo(self) -> None:
        """Bring back what was undone."""
        self._step(undo=False)

    def _step(self, *, undo: bool) -> None:
        if self.session is None:
            return
        try:
            step = self.session.undo() if undo else self.session.redo()
        except ApplicantHelperError as refusal:
            self.tell(sentence(refusal))
            return
        if step is None:
            self.tell(_("There is nothing to undo.") if undo else _("There is nothing to bring back."))
        else:
            self.tell(_("The last change is undone. r brings it back.") if undo else _("It is back."))

    def action_safety(self) -> None:
        """Protection, earlier copies, handing over, removing for good."""
        from applicant_helper.tui.screens.safety import SafetyScreen

        if self.session is not None:
            self.push_screen(SafetyScreen())

    # locking -----------------------------------------------------------------------------------------

    async def on_event(self, event: Event) -> None:
        """Every key, paste and mouse move counts as somebody being there."""
        if isinstance(event, InputEvent | Paste):
            self._last_seen = monotonic()
        await super().on_event(event)

    def _lock_when_idle(self) -> None:
        limit = locks_after(self.desk, self.session)
        if limit is None or monotonic() - self._last_seen < limit or self._is_working():
            return
        self.lock()

    def _is_working(self) -> bool:
        """Whether something runs that the person waits for, such as a packet being built."""
        return any(w.is_running and w.group in WORKING for w in self.workers)

    def lock(self) -> None:
        """Close the case and show the choice of cases; everything typed and kept is saved."""
        self.release()
        while len(self.screen_stack) > 2:
            self.pop_screen()
        start = self.screen
        if isinstance(start, StartScreen):
            start.tell(_(CLOSED))

    def copy_to_clipboard(self, text: str) -> None:
        """Copy, but never on a computer that belongs to somebody else."""
        if not self.desk.is_outreach:
            super().copy_to_clipboard(text)

    def action_cases(self) -> None:
        """Back to the choice of cases."""
        self.release()
        while len(self.screen_stack) > 2:
            self.pop_screen()

    @work
    async def action_language(self) -> None:
        """Choose the language of the screens."""
        rows = [(info.code, info.endonym) for info in i18n.available_languages() if info.terminal == "full"]
        chosen = await self.push_screen_wait(Choose(_("Language"), rows))
        if chosen:
            i18n.use_language(chosen)
            self._refresh_screens()
            self.tell(say("Language: {code}. Headings follow on the next screen.", code=chosen))

    @work
    async def action_look(self) -> None:
        """Choose the look of the screens."""
        rows = [
            ("calm", _("Calm")),
            ("high-contrast", _("High contrast")),
            ("blue-orange", _("Blue and orange, light")),
        ]
        chosen = await self.push_screen_wait(Choose(_("Look"), rows))
        if chosen:
            self.theme = chosen

    def _handle_exception(self, error: Exception) -> None:
        """An unexpected mistake ends the screen; the command line tells it in one sentence, without values."""
        self.mistake = _within(error)
        self.exit(70, return_code=70)


def _within(error: Exception) -> Exception:
    """What broke work in the background, which Textual wraps; only the mistake itself knows its place."""
    inner = error.error if isinstance(error, WorkerFailed) else None
    return inner if isinstance(inner, Exception) else error


def _as_question(path: str) -> str:
    """The question that settles a missing fact: `applicant.arrests.date` is settled by `applicant.arrests`."""
    if path in {"marriages", "marriages.ended", "spouse"}:
        return "case.marriages"
    return ".".join(path.split(".")[:2])


def run(desk: Desk, session: Session | None) -> int:
    """Run the screen until the person leaves. Raises what went wrong unexpectedly, for the last door."""
    app = HelperApp(desk, session)
    try:
        app.run()
    finally:
        app.release()
    if app.mistake is not None:
        raise app.mistake
    return app.return_code or 0
