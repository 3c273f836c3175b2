"""Building the packet: where it goes, a live bar, Esc to stop, then where the file is and what comes next."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widgets import Footer, Input, OptionList, ProgressBar, Static
from textual.worker import get_current_worker

from applicant_helper.core.errors import ApplicantHelperError
from applicant_helper.i18n import gettext as _
from applicant_helper.i18n import say
from applicant_helper.service.lines import outcome_lines
from applicant_helper.service.packets import BuildOutcome, BuildStep, build, default_out, destinations
from applicant_helper.tui.dialogs import Confirm
from applicant_helper.tui.shared import CaseScreen, numbered, sentence


class PacketScreen(CaseScreen):
    """Choose a destination, watch it grow, read what to do next."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", _("Back, or stop")),
        Binding("o", "open_file", _("Open the packet")),
        Binding("f1", "app.help", _("Help")),
    ]

    class Step(Message):
        """One more exhibit."""

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
        with VerticalScroll(classes="page"):
            yield Static(
                Content(_("Your original files are not changed. The packet is a new file.")), classes="text"
            )
            yield Static(Content(_("Where does it go?")), classes="heading")
            yield OptionList(*numbered(destinations(self.session)), id="destinations", classes="choices")
            yield Static(Content(_("The new file")), classes="heading")
            yield Input(id="out")
            yield ProgressBar(show_eta=False, id="bar")
            yield Static("", id="text", classes="text")
        yield Static("", classes="status")
        yield Footer(show_command_palette=False)

    def on_mount(self) -> None:
        self._built: Path | None = None
        self.query_one("#bar").display = False
        self.query_one("#destinations", OptionList).highlighted = 0
        self.query_one("#destinations").focus()

    def _destination(self) -> str:
        options = self.query_one("#destinations", OptionList)
        return options.get_option_at_index(options.highlighted or 0).id or ""

    def on_option_list_option_highlighted(self) -> None:
        out = default_out(self.session, self._destination(), Path.cwd())
        self.query_one("#out", Input).value = str(out)

    def on_option_list_option_selected(self) -> None:
        self._ask()

    def on_input_submitted(self) -> None:
        self._ask()

    @work
    async def _ask(self) -> None:
        """The one step that writes a file outside the case asks first where something would be replaced."""
        out = Path(self.query_one("#out", Input).value.strip()).expanduser()
        if out.exists():
            text = say("{name} is there already. Replace it?", name=out.name)
            if not await self.app.push_screen_wait(Confirm(text, _("Replace it"))):
                return
        self._start(out, skip_refused=False)

    def _start(self, out: Path, *, skip_refused: bool) -> None:
        bar = self.query_one("#bar", ProgressBar)
        bar.update(total=None, progress=0)
        bar.display = True
        self.query_one("#text", Static).update("")
        self.tell(_("Building. Esc stops, and nothing is left behind."))
        self._run(self._destination(), out, skip_refused)

    @work(thread=True, exclusive=True, group="building")
    def _run(self, destination: str, out: Path, skip_refused: bool) -> None:  # noqa: FBT001
        worker = get_current_worker()
        try:
            outcome = build(
                self.session,
                destination,
                out,
                progress=self._stepped,
                cancelled=lambda: worker.is_cancelled,
                overwrite=True,
                skip_refused=skip_refused,
            )
        except ApplicantHelperError as refusal:
            self.post_message(self.Done(None, refusal.code, sentence(refusal)))
            return
        self.post_message(self.Done(outcome, "", ""))

    def _stepped(self, step: BuildStep) -> None:
        """Called in the worker; only a message reaches the screen."""
        self.post_message(self.Step(step))

    def on_packet_screen_step(self, message: Step) -> None:
        step = message.step
        self.query_one("#bar", ProgressBar).update(total=max(step.total, 1), progress=step.done)
        self.tell(
            say("Step {done} of {total}: {name}", done=str(step.done), total=str(step.total), name=step.name)
        )

    def on_packet_screen_done(self, message: Done) -> None:
        self.query_one("#bar").display = False
        if message.outcome is None:
            self.tell(message.text)
            self.query_one("#text", Static).update(Content(message.text))
            if message.code == "packet-refused":
                self._offer_without(message.text)
            return
        self._built = message.outcome.path
        self.query_one("#text", Static).update(Content("\n".join(outcome_lines(message.outcome))))
        self.tell(_("The packet is ready. Press o to open it."))

    @work
    async def _offer_without(self, text: str) -> None:
        question = f"{text}\n\n{_('Build without these papers?')}"
        if await self.app.push_screen_wait(Confirm(question, _("Build without them"))):
            out = Path(self.query_one("#out", Input).value.strip()).expanduser()
            self._start(out, skip_refused=True)

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


def _open(path: Path) -> None:
    if sys.platform == "win32":
        os.startfile(path)  # noqa: S606 - the packet just built
        return
    viewer = "open" if sys.platform == "darwin" else "xdg-open"
    subprocess.Popen(  # noqa: S603 - the packet just built
        [viewer, str(path)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
