"""Building the packet: where it goes, a live bar, Esc to stop, then where the file is and what comes next."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, Vertical, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widgets import Footer, Input, OptionList, ProgressBar, Static
from textual.worker import get_current_worker

from applicant_helper.core.errors import ApplicantHelperError
from applicant_helper.i18n import gettext as _
from applicant_helper.i18n import say
from applicant_helper.service.destinations import Part, parts_of, profile_of, summary_of, typed_path
from applicant_helper.service.lines import outcome_lines
from applicant_helper.service.outcome import BuildOutcome, BuildStep, Telling, refused_lines
from applicant_helper.service.packets import build, can_show_timeline, default_out, destinations
from applicant_helper.tui.dialogs import Confirm
from applicant_helper.tui.shared import CaseScreen, numbered, sentence
from applicant_helper.tui.texts import Lines, Tick

VIEWS = ("setup", "running", "result")


class PacketScreen(CaseScreen):
    """Choose a destination, watch the packet grow, read what to do next. One of three views is shown."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", _("Back, or stop")),
        Binding("m", "more", _("More about it, or less")),
        Binding("o", "open_file", _("Open the packet")),
        Binding("n", "again", _("Build another")),
        Binding("f1", "app.help", _("Help")),
    ]

    class Step(Message):
        """One more paper, or a part of a step."""

        def __init__(self, step: BuildStep) -> None:
            super().__init__()
            self.step = step

    class Done(Message):
        """The build ended."""

        def __init__(self, outcome: BuildOutcome | None, code: str, text: str) -> None:
            super().__init__()
            self.outcome, self.code, self.text = outcome, code, text

    def compose(self) -> ComposeResult:
        yield Static(Content(_("Build the packet")), classes="title")
        with Vertical(id="setup"):
            with Container(id="where"):
                where = OptionList(*numbered(destinations(self.session)), id="destinations", classes="pane")
                where.border_title = Content(_("Where does it go?")).markup
                yield where
                with VerticalScroll(id="wants", classes="pane"):
                    yield Lines(id="summary")
            yield Tick(_("Put in a page that shows the years at a glance"), id="timeline")
            yield Static("", id="trouble", classes="error")
            out = Input(id="out")
            out.border_title = Content(_("The new file")).markup
            yield out
        with Vertical(id="running"):
            yield ProgressBar(total=100, show_eta=False, id="bar")
            yield Static("", id="step", classes="text")
        with VerticalScroll(id="result"):
            yield Lines(id="text", classes="text")
        yield Static("", classes="status")
        yield Footer(show_command_palette=False)

    def on_mount(self) -> None:
        self._built: Path | None = None
        self._telling = Telling()
        self._shows_all = False
        self._overwrite = False
        self.tell(_("Your original files are not changed."))
        self._show("setup")
        self.query_one("#timeline").display = can_show_timeline(self.session)
        self.query_one("#destinations", OptionList).highlighted = 0
        self.query_one("#destinations").focus()

    def _show(self, view: str) -> None:
        self._view = view
        for name in VIEWS:
            self.query_one(f"#{name}").display = name == view
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Keys that would do nothing are not offered."""
        if action == "more":
            return self._view == "setup"
        return self._view == "result" if action in {"open_file", "again"} else True

    # choosing ----------------------------------------------------------------------------------------

    def _destination(self) -> str:
        options = self.query_one("#destinations", OptionList)
        return options.get_option_at_index(options.highlighted or 0).id or ""

    def on_option_list_option_highlighted(self) -> None:
        destination = self._destination()
        self.query_one("#out", Input).value = str(default_out(self.session, destination, Path.cwd()))
        self._trouble("")
        self._tell_wants()

    def _tell_wants(self) -> None:
        profile, today = profile_of(self._destination()), self.session.now().date()
        pane = self.query_one("#wants", VerticalScroll)
        pane.border_title = Content(_("What it gets")).markup
        parts = parts_of(profile, today) if self._shows_all else summary_of(profile, today)
        self.query_one("#summary", Lines).show(wants(parts))
        pane.scroll_home(animate=False)

    def _trouble(self, text: str) -> None:
        line = self.query_one("#trouble", Static)
        line.update(Content(text))
        line.display = bool(text)

    def action_more(self) -> None:
        """Everything about the destination, or the short form again."""
        self._shows_all = not self._shows_all
        self._tell_wants()

    def action_again(self) -> None:
        """Back to the choice."""
        self._show("setup")
        self.query_one("#destinations").focus()

    # building ----------------------------------------------------------------------------------------

    def on_option_list_option_selected(self) -> None:
        self._start()

    def on_input_submitted(self) -> None:
        self._start()

    def _start(self, *, overwrite: bool = False, skip_refused: bool = False) -> None:
        self._telling = Telling()
        self._overwrite = overwrite
        self.query_one("#bar", ProgressBar).update(progress=0)
        self.query_one("#step", Static).update("")
        self._trouble("")
        self._show("running")
        self.tell(_("Building. Esc stops, and nothing is left behind."))
        timeline = self.query_one("#timeline", Tick)
        self._run(
            self._destination(),
            typed_path(self.query_one("#out", Input).value),
            {
                "overwrite": overwrite,
                "skip_refused": skip_refused,
                "timeline": timeline.display and timeline.value,
            },
        )

    @work(thread=True, exclusive=True, group="building")
    def _run(self, destination: str, out: Path, choices: Mapping[str, bool]) -> None:
        worker = get_current_worker()
        try:
            outcome = build(
                self.session,
                destination,
                out,
                progress=self._stepped,
                cancelled=lambda: worker.is_cancelled,
                **choices,
            )
        except ApplicantHelperError as refusal:
            text = "\n".join((sentence(refusal), *refused_lines(refusal)))
            self.post_message(self.Done(None, refusal.code, text))
            return
        self.post_message(self.Done(outcome, "", ""))

    def _stepped(self, step: BuildStep) -> None:
        """Called in the worker; only a message reaches the screen."""
        self.post_message(self.Step(step))

    def on_packet_screen_step(self, message: Step) -> None:
        line = self._telling.line(message.step)
        self.query_one("#bar", ProgressBar).update(progress=100 * self._telling.share)
        if line:
            self.query_one("#step", Static).update(Content(line))

    def on_packet_screen_done(self, message: Done) -> None:
        if message.outcome is None:
            self.action_again()
            self._trouble(message.text)
            self.tell(_("No packet was written."))
            if message.code == "packet-refused":
                self._offer_without(message.text)
            elif message.code == "packet-exists" and not self._overwrite:
                self._offer_replacing()
            return
        self._built = message.outcome.path
        self.query_one("#text", Lines).show(tuple(outcome_lines(message.outcome)))
        self._show("result")
        self.query_one("#result").focus()
        self.tell(_("The packet is ready. Press o to open it."))

    @work
    async def _offer_without(self, text: str) -> None:
        question = f"{text}\n\n{_('Build without these papers?')}"
        if await self.app.push_screen_wait(Confirm(question, _("Build without them"))):
            self._start(overwrite=self._overwrite, skip_refused=True)

    @work
    async def _offer_replacing(self) -> None:
        """The one step that writes a file outside the case asks first where something would be replaced."""
        name = typed_path(self.query_one("#out", Input).value).name
        question = say("{name} is there already. Replace it?", name=name)
        if await self.app.push_screen_wait(Confirm(question, _("Replace it"))):
            self._start(overwrite=True)

    def action_open_file(self) -> None:
        """Open the packet in the system's viewer."""
        if self._built is None:
            self.tell(_("Build the packet first."))
            return
        try:
            _open(self._built)
        except OSError:
            self.tell(say("I can't open a viewer here. The file is {file}.", file=str(self._built)))

    def action_leave(self) -> None:
        """Stop a build that goes on, else go back."""
        running = [w for w in self.workers if w.group == "building" and w.is_running]
        if running:
            for worker in running:
                worker.cancel()
            return
        self.dismiss()


def wants(parts: Sequence[Part]) -> list[Content]:
    """What a destination wants, under headings; a star marks what only weak sources say."""
    rows: list[Content] = []
    for part in parts:
        rows.append(Content.styled(part.heading, "bold"))
        rows += [Content(f"* {text}" if is_weak else f"  {text}") for text, is_weak in part.lines]
    if any(is_weak for part in parts for _text, is_weak in part.lines):
        rows.append(Content(_("* Only weak sources say so. Check it on the official page.")))
    return rows


def _open(path: Path) -> None:
    if sys.platform == "win32":
        os.startfile(path)  # noqa: S606 - the packet just built
        return
    viewer = "open" if sys.platform == "darwin" else "xdg-open"
    subprocess.Popen(  # noqa: S603 - the packet just built
        [viewer, str(path)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
