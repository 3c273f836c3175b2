"""The checklist: sections, requirements with their status, and everything about the highlighted one."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, Horizontal, VerticalScroll
from textual.content import Content
from textual.events import Key, Paste
from textual.widgets import Footer, OptionList, Static

from applicant_helper.core.finding import Status
from applicant_helper.core.pasted_paths import looks_like_path
from applicant_helper.i18n import gettext as _
from applicant_helper.i18n import say
from applicant_helper.service.views import Views
from applicant_helper.service.viewshapes import RequirementView
from applicant_helper.tui.dialogs import Choose
from applicant_helper.tui.screens.forms import forms_of_case
from applicant_helper.tui.shared import CaseScreen, option, show_options

OPEN = (Status.MISSING, Status.INCOMPLETE, Status.ANSWER_FIRST)
STYLES = {
    Status.MISSING: "$text-error",
    Status.INCOMPLETE: "$text-warning",
    Status.ANSWER_FIRST: "$text-primary",
    Status.MET: "$text-success",
    Status.NOT_NEEDED: "dim",
}
ORDER = (*OPEN, Status.MET, Status.NOT_NEEDED)
ALL = "all"


class HomeScreen(CaseScreen):
    """Three panes; at 80 columns the third lies below the second."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("a", "add", _("Add papers")),
        Binding("w", "questions", _("Questions")),
        Binding("f", "findings", _("Findings")),
        Binding("b", "build", _("Packet")),
        Binding("question_mark,f1", "help", _("Help"), key_display="?"),
        Binding("p", "papers", show=False),
        Binding("g", "forms", show=False),
        Binding("t", "timeline", show=False),
        Binding("s", "sources", show=False),
        Binding("k", "app.safety", show=False),
        Binding("n", "next_open(1)", show=False),
        Binding("N", "next_open(-1)", show=False),
        Binding("u", "app.undo", show=False),
        Binding("r", "app.redo", show=False),
        Binding("c", "app.cases", show=False),
        Binding("L", "app.language", show=False),
        Binding("q,ctrl+q", "app.quit", show=False),
    ]

    def compose(self) -> ComposeResult:
        yield Static("", classes="title", id="title")
        yield Static("", classes="counts", id="counts")
        yield Static("", classes="window", id="window")
        with Horizontal(id="body"):
            yield OptionList(id="sections", classes="pane")
            with Container(id="main"):
                yield OptionList(id="requirements", classes="pane")
                with VerticalScroll(id="detail", classes="pane"):
                    yield Static("", id="text")
        yield Static("", classes="status")
        yield Footer(show_command_palette=False)

    def on_mount(self) -> None:
        self._section = ALL
        self._views: Views = self.session.views()
        self._rows: dict[str, RequirementView] = {}
        self.refresh_case()
        self.query_one("#requirements").focus()

    def refresh_case(self) -> None:
        """Show the case as it is now, keeping what is highlighted."""
        self._views = self.session.views()
        sections = self._views.sections()
        self._rows = {r.id: r for s in sections for r in s.requirements}
        self.query_one("#title", Static).update(Content(self._title()))
        self.query_one("#counts", Static).update(self._counts())
        self.query_one("#window", Static).update(Content(self._window()))
        entries = [option(ALL, self._open_mark(self._rows.values()), _("Everything"))]
        for section in sections:
            entries.append(option(section.id, self._open_mark(section.requirements), section.title))
        show_options(self.query_one("#sections", OptionList), entries)
        self._show_requirements()

    def _title(self) -> str:
        """The form and the case; with several forms, first which one this is and how to change it."""
        filings = self.session.case.filings
        title = f"{self._views.title()}   {self.session.case.label}"
        if self.session.store.is_read_only:
            title = f"{_('Only to look at')}   {title}"
        if len(filings) < 2:
            return title
        place = [f.id for f in filings].index(self._views.filing.id) + 1
        return f"{say('{n} of {all}, g changes', n=str(place), all=str(len(filings)))}   {title}"

    def _open_mark(self, rows: Iterable[RequirementView]) -> tuple[str, str]:
        """How many lines are open, in a column of its own."""
        count = sum(1 for r in rows if r.status in OPEN)
        return (f"{count:>2} " if count else "   ", "dim")

    def _counts(self) -> Content:
        """What stands where; nothing is said about what is zero, but for missing and ready."""
        counts = self._views.counts()
        blocking = sum(1 for f in self._views.findings() if f.severity.rank <= 1)
        told = (
            (counts.missing, say("! {n} missing", n=str(counts.missing)), Status.MISSING, True),
            (
                counts.attention,
                say("~ {n} need attention", n=str(counts.attention)),
                Status.INCOMPLETE,
                False,
            ),
            (
                counts.answer_first,
                say("? {n} answer first", n=str(counts.answer_first)),
                Status.ANSWER_FIRST,
                False,
            ),
            (counts.ready, say("+ {n} ready", n=str(counts.ready)), Status.MET, True),
            (blocking, say("{n} to mend", n=str(blocking)), Status.MISSING, False),
        )
        parts = [(text, STYLES[status] if n else "dim") for n, text, status, always in told if n or always]
        spaced = [piece for part in parts for piece in (part, ("   ", ""))]
        return Content.assemble(*spaced[:-1])

    def _window(self) -> str:
        windows = self._views.windows()
        return self._views.notice() or (windows[0][0] if windows else "")

    def _shown(self) -> list[RequirementView]:
        rows = [r for r in self._rows.values() if self._section in (ALL, r.section)]
        if self._section == ALL:
            rows.sort(key=lambda r: ORDER.index(r.status))
        return rows

    def _show_requirements(self) -> None:
        options = []
        for row in self._shown():
            style = STYLES[row.status]
            text_style = "dim" if row.status is Status.NOT_NEEDED else ""
            head = (f"[{row.mark}] {row.short_word}: ", style)
            options.append(option(row.id, head, (row.label, text_style)))
        show_options(self.query_one("#requirements", OptionList), options)
        self._show_detail()

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        if event.option_list.id == "sections" and event.option.id and event.option.id != self._section:
            self._section = event.option.id
            self._show_requirements()
        elif event.option_list.id == "requirements":
            self._show_detail()

    def _current(self) -> RequirementView | None:
        options = self.query_one("#requirements", OptionList)
        if options.highlighted is None or not options.option_count:
            return None
        return self._rows.get(options.get_option_at_index(options.highlighted).id or "")

    def _show_detail(self) -> None:
        row = self._current()
        self.query_one("#text", Static).update(detail(row, self._views) if row else Content(""))
        self.query_one("#detail", VerticalScroll).scroll_home(animate=False)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        if self.app.screen is not self:
            return
        if event.option_list.id == "sections":
            self.query_one("#requirements").focus()
        else:
            self._act()

    @work
    async def _act(self) -> None:
        """What can be done about the highlighted requirement."""
        row = self._current()
        if row is None:
            return
        rows = []
        if row.open_questions:
            rows.append(("ask", _("Answer the question that decides it")))
        rows.append(("add", _("Add a paper for it")))
        if self.session.case.documents:
            rows.append(("choose", _("Choose from the papers already here")))
        rows += [(f"paper {p.id}", say("Look at {name}", name=p.name)) for p in row.papers]
        choice = await self.app.push_screen_wait(Choose(row.label, rows))
        if choice == "ask":
            self.helper.open_questions(row.open_questions)
        elif choice == "add":
            self.helper.open_adding(row.id)
        elif choice == "choose":
            await self._choose_paper(row)
        elif choice:
            self.helper.open_paper(choice.removeprefix("paper "))

    async def _choose_paper(self, row: RequirementView) -> None:
        papers = [self._views.paper(d) for d in self.session.case.documents]
        rows = [(p.id, f"{p.kind_label}: {p.name}") for p in papers]
        chosen = await self.app.push_screen_wait(
            Choose(say("Which paper answers {what}?", what=row.label), rows)
        )
        if chosen:
            self.try_to(lambda: self.session.meet(chosen, row.id))

    def show_requirement(self, requirement_id: str) -> None:
        """Highlight one requirement, whatever section is shown."""
        self._section = ALL
        self.query_one("#sections", OptionList).highlighted = 0
        self._show_requirements()
        ids = [r.id for r in self._shown()]
        if requirement_id in ids:
            options = self.query_one("#requirements", OptionList)
            options.highlighted = ids.index(requirement_id)
            options.focus()

    def action_next_open(self, step: int) -> None:
        """Move to the next or previous requirement that is not ready."""
        options = self.query_one("#requirements", OptionList)
        shown = self._shown()
        start = options.highlighted if options.highlighted is not None else -1
        order = [(start + step * i) % len(shown) for i in range(1, len(shown) + 1)] if shown else []
        for place in order:
            if shown[place].status in OPEN:
                options.highlighted = place
                return
        self.tell(_("Nothing is open here."))

    def action_add(self) -> None:
        """Add papers."""
        self.helper.open_adding(None)

    def action_questions(self) -> None:
        """Answer what is open."""
        self.helper.open_questions(())

    def action_findings(self) -> None:
        """What would be sent back."""
        self.helper.open_findings()

    def action_build(self) -> None:
        """Build the packet."""
        self.helper.open_packet()

    def action_papers(self) -> None:
        """All papers."""
        self.helper.open_papers()

    @work
    async def action_forms(self) -> None:
        """The forms of this case."""
        await forms_of_case(self.helper)

    def action_timeline(self) -> None:
        """The years at a glance."""
        self.helper.open_timeline()

    def action_sources(self) -> None:
        """Every fact and where it stands."""
        self.helper.open_sources()

    def action_help(self) -> None:
        """Help."""
        self.helper.open_help()

    def on_paste(self, event: Paste) -> None:
        """Dropped or pasted paths go straight to adding papers."""
        if looks_like_path(event.text):
            event.stop()
            self.helper.open_adding(None, event.text)

    def on_key(self, event: Key) -> None:
        """A drop without bracketed paste begins with one of these characters; the rest of it follows at once."""
        if self.pass_on(event):
            return
        if event.character and event.character in "/'\"~":
            event.stop()
            self.helper.open_adding(None, event.character, submit=False)


def detail(row: RequirementView, views: Views) -> Content:
    """Everything about one requirement."""
    parts: list[str | tuple[str, str]] = [(row.label, "bold"), "\n"]
    parts += [(f"[{row.mark}] {row.status_word}", STYLES[row.status]), "\n\n", row.why, "\n"]
    still = [text for is_met, text in row.parts if not is_met]
    here = [f"{p.kind_label}: {p.name}" for p in row.papers]
    asked = [views.subject(path) for path in row.open_questions]
    blocks = (
        (_("Still open"), still),
        (_("Questions that decide it"), asked),
        (_("Papers here"), here),
        (_("Because"), list(row.because)),
        (_("What counts"), list(row.counts)),
        (_("What to do"), list(row.steps)),
    )
    for head, lines in blocks:
        if lines:
            parts += ["\n", (head, "bold"), "\n"]
            parts += [f"- {line}\n" for line in lines]
    source = say("Source: {source}", source=row.authority)
    parts += ["\n", (f"{source}. {say('Read on {date}.', date=row.read_on)}", "dim")]
    if row.warning:
        parts += ["\n", (row.warning, "$text-warning")]
    return Content.assemble(*parts)
