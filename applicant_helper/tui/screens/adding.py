"""Taking papers in: type, paste or drop paths of files or folders; then correct what was guessed."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.events import Paste
from textual.message import Message
from textual.widgets import Footer, Input, OptionList, ProgressBar, Static
from textual.worker import get_current_worker

from applicant_helper.core.errors import ApplicantHelperError
from applicant_helper.core.pasted_paths import join_pasted, split_pasted
from applicant_helper.i18n import gettext as _
from applicant_helper.i18n import say
from applicant_helper.service.papers import AddReport, add_papers
from applicant_helper.service.words import refusal_text
from applicant_helper.tui.shared import CaseScreen, option, sentence, show_options


class PathInput(Input):
    """An input that keeps every line of a paste, not only the first."""

    def _on_paste(self, event: Paste) -> None:
        paths = split_pasted(event.text)
        self.insert_text_at_cursor(join_pasted(paths))
        event.stop()
        event.prevent_default()


class AddScreen(CaseScreen):
    """Adds papers, then lists what was taken in and what was not."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", _("Back")),
        Binding("f1", "app.help", _("Help")),
    ]

    class Step(Message):
        """A file is being looked at."""

        def __init__(self, done: int, total: int, name: str) -> None:
            super().__init__()
            self.done, self.total, self.name = done, total, name

    class Done(Message):
        """The run ended."""

        def __init__(self, report: AddReport | None, refusal: str) -> None:
            super().__init__()
            self.report, self.refusal = report, refusal

    def __init__(self, requirement: str | None, text: str = "", *, submit: bool = True) -> None:
        super().__init__()
        self._requirement = requirement
        self._text = text
        self._submit = submit and bool(text)
        self._added: list[str] = []
        self._refused: list[str] = []

    def compose(self) -> ComposeResult:
        yield Static(Content(_("Add papers")), classes="title")
        with Vertical(classes="page"):
            yield Static(
                Content(
                    _("Drop, paste or type files or a whole folder. Your files are copied, never changed.")
                ),
                classes="text",
            )
            yield PathInput(placeholder=_("For example ~/Documents/papers"), id="paths")
            yield ProgressBar(show_eta=False, id="bar")
            yield OptionList(id="rows", classes="pane fill")
        yield Static("", classes="status")
        yield Footer(show_command_palette=False)

    def on_mount(self) -> None:
        field = self.query_one("#paths", Input)
        field.value = join_pasted(split_pasted(self._text)) if self._submit else self._text
        self.query_one("#bar").display = False
        field.focus()
        field.cursor_position = len(field.value)
        self.refresh_case()
        if self._submit:
            self._start(field.value)

    def refresh_case(self) -> None:
        """Show what was taken in, with its present kind, and what was not."""
        views = self.session.views()
        options = []
        for document_id in self._added:
            document = self.session.case.document(document_id)
            if document is None:
                continue
            paper = views.paper(document)
            unknown = paper.kind == "folder_other" and not paper.meets
            kind = _("What is this? Press Enter") if unknown else paper.kind_label
            options.append(
                option(document_id, ("[?] " if unknown else "[+] ", ""), paper.name, (f"  {kind}", "dim"))
            )
        for number, text in enumerate(self._refused):
            options.append(option(f"refused {number}", ("[!] ", "$text-error"), text))
        show_options(self.query_one("#rows", OptionList), options)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        if event.value.strip():
            self._start(event.value)

    def _start(self, text: str) -> None:
        paths = [Path(p).expanduser() for p in split_pasted(text)]
        bar = self.query_one("#bar", ProgressBar)
        bar.update(total=None, progress=0)
        bar.display = True
        self.tell(_("Looking at your papers. Esc stops."))
        self._run(paths)

    @work(thread=True, exclusive=True, group="adding")
    def _run(self, paths: list[Path]) -> None:
        worker = get_current_worker()
        try:
            report = add_papers(
                self.session,
                paths,
                progress=self._stepped,
                cancelled=lambda: worker.is_cancelled,
            )
        except ApplicantHelperError as refusal:
            self.post_message(self.Done(None, sentence(refusal)))
            return
        self.post_message(self.Done(report, ""))

    def _stepped(self, done: int, total: int, name: str) -> None:
        """Called in the worker; only a message reaches the screen."""
        self.post_message(self.Step(done, total, name))

    def on_add_screen_step(self, step: Step) -> None:
        self.query_one("#bar", ProgressBar).update(total=step.total, progress=step.done)
        self.tell(
            say("{done} of {total}: {name}", done=str(step.done), total=str(step.total), name=step.name)
        )

    def on_add_screen_done(self, done: Done) -> None:
        self.query_one("#bar").display = False
        self.query_one("#paths", Input).value = ""
        if done.report is None:
            self.tell(done.refusal)
            return
        self._added += [a.document_id for a in done.report.added]
        self._refused += [refusal_text(look) for look in done.report.refused]
        if self._requirement is not None:
            self._meet(done.report)
        added, refused = str(len(done.report.added)), str(len(done.report.refused))
        self.tell(
            say(
                "Taken in: {added}. Not taken: {refused}. Enter on a line says more about it.",
                added=added,
                refused=refused,
            )
        )
        self.refresh_case()
        if self._added:
            self.query_one("#rows").focus()

    def _meet(self, report: AddReport) -> None:
        requirement = self._requirement or ""
        for added in report.added:
            self.try_to(lambda document=added.document_id: self.session.meet(document, requirement))  # type: ignore[misc]

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        key = event.option.id or ""
        if not key.startswith("refused"):
            self.helper.open_paper(key)

    def action_leave(self) -> None:
        """Stop a run that goes on, else go back."""
        running = [w for w in self.workers if w.group == "adding" and w.is_running]
        if running:
            for worker in running:
                worker.cancel()
            return
        self.dismiss()
