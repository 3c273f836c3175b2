"""Taking papers in: type, paste or drop paths of files or folders; see what each is; correct it with one key."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.events import Key, Paste
from textual.message import Message
from textual.widgets import Footer, Input, OptionList, ProgressBar, Static
from textual.worker import get_current_worker

from applicant_helper.core.errors import ApplicantHelperError
from applicant_helper.core.pasted_paths import join_pasted, split_pasted
from applicant_helper.i18n import gettext as _
from applicant_helper.i18n import say
from applicant_helper.service import intake
from applicant_helper.service.edits import find_document
from applicant_helper.service.papers import AddReport, add_papers, set_kind
from applicant_helper.service.words import refusal_text
from applicant_helper.tui.dialogs import Choose
from applicant_helper.tui.shared import CaseScreen, option, sentence, show_options

LIKELY = 3
LEAST_READINGS = 4
"""So many readings have room below the list on a narrow screen."""


def _at_home(path: Path) -> Path:
    """The path with `~` as the home folder; as it is when nobody has such a home."""
    try:
        return path.expanduser()
    except RuntimeError:
        return path


class PathInput(Input):
    """An input that keeps every line of a paste, not only the first."""

    def _on_paste(self, event: Paste) -> None:
        paths = split_pasted(event.text)
        self.insert_text_at_cursor(join_pasted(paths))
        event.stop()
        event.prevent_default()


class AddScreen(CaseScreen):
    """Adds papers, then lists what each seems to be, the unsure ones on top, and what was not taken in."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", _("Back")),
        Binding("k", "kind", _("Correct the kind")),
        Binding("o", "look", _("Look at it")),
        Binding("A", "accept", _("Accept what was read")),
        Binding("f1", "app.help", _("Help")),
        *(Binding(str(n), f"likely({n})", show=False) for n in range(1, LIKELY + 1)),
    ]

    class Step(Message):
        """A file was read."""

        def __init__(self, done: int, total: int, name: str, row: intake.Row | None) -> None:
            super().__init__()
            self.done, self.total, self.name, self.row = done, total, name, row

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
        self._is_ready = False
        self._early = ""
        self._coming: list[intake.Row] = []
        self._added: list[str] = []
        self._same: dict[str, str] = {}
        self._refused: list[str] = []
        self._passed: list[str] = []

    def compose(self) -> ComposeResult:
        yield Static(Content(_("Add papers")), classes="title")
        with Vertical(classes="intake"):
            yield Static(
                Content(
                    _("Drop, paste or type files or a whole folder. Your files are copied, never changed.")
                ),
                classes="text",
                id="hello",
            )
            yield PathInput(placeholder=_("For example ~/Documents/papers"), id="paths")
            yield ProgressBar(show_eta=False, id="bar")
            with Vertical(id="taken"):
                yield OptionList(id="rows", classes="pane")
                with VerticalScroll(id="about", classes="pane", can_focus=False):
                    yield Static("", id="detail")
        yield Static("", classes="status")
        yield Footer(show_command_palette=False)

    def on_mount(self) -> None:
        field = self.query_one("#paths", Input)
        given = join_pasted(split_pasted(self._text)) if self._submit else self._text
        field.value = given + field.value + self._early
        self.query_one("#bar").display = False
        self.query_one("#taken").display = False
        field.focus()
        field.cursor_position = len(field.value)
        self.refresh_case()
        if self._submit:
            self._start(field.value)

    def early_key(self, character: str) -> None:
        """A path comes as a burst of keys; those that come before the field has the focus belong to it."""
        for field in self.query("#paths").results(Input):
            field.insert_text_at_cursor(character)
            return
        self._early += character

    def on_key(self, event: Key) -> None:
        """Keys that reach this screen before its field does."""
        if not self._is_ready and event.is_printable and event.character is not None:
            event.stop()
            self.early_key(event.character)

    def on_descendant_focus(self) -> None:
        """From the first focus on, keys find their way by themselves."""
        self._is_ready = True

    # showing -----------------------------------------------------------------------------------------

    def refresh_case(self) -> None:
        """Show what was taken in, with its present kind, and what was not."""
        known = [d for d in self._added if self.session.case.document(d) is not None]
        rows = [intake.row(self.session, d, self._same.get(d)) for d in known]
        rows.sort(key=lambda r: r.is_sure)
        options = [self._option(r.key, r) for r in rows]
        coming = sorted(enumerate(self._coming), key=lambda r: r[1].is_sure)
        options += [self._option(f"coming {n}", r) for n, r in coming]
        for number, text in enumerate(self._refused):
            options.append(option(f"refused {number}", ("[!] ", "$text-error"), text))
        for number, text in enumerate(self._passed):
            options.append(option(f"passed {number}", ("[-] ", "dim"), (text, "dim")))
        self.query_one("#hello").display = not options
        self.query_one("#taken").display = bool(options)
        show_options(self.query_one("#rows", OptionList), options)
        self._show_detail()

    def _option(self, key: str, row: intake.Row):  # type: ignore[no-untyped-def]
        mark = "[+] " if row.is_sure else "[?] "
        again = (f"  {say('same as {other}', other=row.same_as)}", "$warning") if row.same_as else ""
        return option(key, mark, row.kind_text, (f"  {row.name}", "dim"), again)

    def _show_detail(self) -> None:
        document_id = self._highlighted()
        detail = self.query_one("#detail", Static)
        if document_id is None:
            detail.update("")
            return
        detail.update(Content("\n").join(self._lines(document_id)))

    def _lines(self, document_id: str) -> Iterator[Content]:
        """What is known about a paper; on a narrow screen so much as fits without scrolling."""
        is_narrow = self.has_class("-narrow")
        told = intake.notes(self.session.readings.of(find_document(self.session.case, document_id)))
        room = max(1, LEAST_READINGS - 2 * len(told)) if is_narrow else None
        paper = intake.details(self.session, document_id, room)
        gap = [] if is_narrow else [Content("")]
        yield Content.assemble((paper.name, "bold"), (f"  {paper.pages}", "dim"))
        if paper.because:
            yield Content(paper.because)
        if paper.likely:
            yield from gap
            yield Content.styled(_("What is it? Press the number, or k for all kinds."), "bold")
            yield from (Content(f"{n}  {label}") for n, (_kind, label) in enumerate(paper.likely, start=1))
        if paper.notes:
            yield from gap
            yield from (Content.styled(n, "$text-warning") for n in paper.notes)
        if paper.readings:
            yield from gap
            yield Content.assemble(
                (_("It seems to say:"), "bold"), (f"  {_('A accepts, Enter shows each')}", "dim")
            )
            yield from map(Content, paper.readings)

    def on_option_list_option_highlighted(self) -> None:
        self._show_detail()

    def _highlighted(self) -> str | None:
        rows = self.query_one("#rows", OptionList)
        if rows.highlighted is None or not rows.option_count:
            return None
        key = rows.get_option_at_index(rows.highlighted).id or ""
        return key if self.session.case.document(key) is not None else None

    # reading -----------------------------------------------------------------------------------------

    def on_input_submitted(self, event: Input.Submitted) -> None:
        if event.value.strip():
            self._start(event.value)

    def _start(self, text: str) -> None:
        paths = [_at_home(Path(p)) for p in split_pasted(text)]
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

    def _stepped(self, done: int, total: int, name: str, row: intake.Row | None) -> None:
        """Called in the worker; only a message reaches the screen."""
        self.post_message(self.Step(done, total, name, row))

    def on_add_screen_step(self, step: Step) -> None:
        self.query_one("#bar", ProgressBar).update(total=step.total, progress=step.done)
        self.tell(
            say("{done} of {total}: {name}", done=str(step.done), total=str(step.total), name=step.name)
        )
        if step.row is not None:
            self._coming.append(step.row)
            self.refresh_case()

    def on_add_screen_done(self, done: Done) -> None:
        self.query_one("#bar").display = False
        self.query_one("#paths", Input).value = ""
        self._coming = []
        if done.report is None:
            self.tell(done.refusal)
            self.refresh_case()
            return
        self._added += [a.document_id for a in done.report.added]
        self._same.update({a.document_id: a.same_as for a in done.report.added if a.same_as})
        self._passed += intake.folder_words(done.report)
        self._refused += [refusal_text(look) for look in done.report.refused]
        if self._requirement is not None:
            self._meet(done.report)
        self.tell(self._told(done.report))
        self.refresh_case()
        if self._added:
            self.query_one("#rows").focus()
        self.helper.read_pictures([a.document_id for a in done.report.added])

    def _told(self, report: AddReport) -> str:
        return say(
            "Taken in: {added}. Not taken: {refused}. Enter on a line says more about it.",
            added=str(len(report.added)),
            refused=str(len(report.refused)),
        )

    def _meet(self, report: AddReport) -> None:
        requirement = self._requirement or ""
        for added in report.added:
            self.try_to(lambda document=added.document_id: self.session.meet(document, requirement))  # type: ignore[misc]

    # doing -------------------------------------------------------------------------------------------

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        key = event.option.id or ""
        if self.session.case.document(key) is not None:
            self.helper.open_paper(key)

    def action_likely(self, number: int) -> None:
        """Take one of the likely kinds."""
        document_id = self._highlighted()
        if document_id is None:
            return
        likely = intake.details(self.session, document_id).likely
        if number <= len(likely):
            self.try_to(lambda: set_kind(self.session, document_id, likely[number - 1][0]))

    @work
    async def action_kind(self) -> None:
        """Correct the kind of the highlighted paper."""
        document_id = self._highlighted()
        if document_id is None:
            return
        kinds = intake.kind_rows(self.session, document_id)
        chosen = await self.app.push_screen_wait(Choose(_("What kind of paper is it?"), kinds))
        if chosen:
            self.try_to(lambda: set_kind(self.session, document_id, chosen))

    def action_look(self) -> None:
        """Show the highlighted paper in the system's viewer."""
        document_id = self._highlighted()
        if document_id is not None:
            self.helper.view_paper(document_id)

    def action_accept(self) -> None:
        """Take all that was read from the highlighted paper and needs no choice."""
        document_id = self._highlighted()
        if document_id is not None:
            self.helper.accept_readings(document_id)

    def action_leave(self) -> None:
        """Stop a run that goes on, else go back."""
        running = [w for w in self.workers if w.group == "adding" and w.is_running]
        if running:
            for worker in running:
                worker.cancel()
            return
        self.dismiss()
