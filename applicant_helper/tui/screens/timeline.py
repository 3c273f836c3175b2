"""The years of a person at a glance; gaps stand out by their pattern and their words."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.events import Resize
from textual.widgets import Footer, Static

from applicant_helper.core.case import Document
from applicant_helper.i18n import gettext as _
from applicant_helper.i18n import say
from applicant_helper.service import words
from applicant_helper.service.timeline import lanes_of, people_of
from applicant_helper.service.timeline_text import GAP, chart
from applicant_helper.tui.shared import CaseScreen


class TimelineScreen(CaseScreen):
    """One person's lanes; n shows the next person of the form."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", _("Back")),
        Binding("n", "next_person", _("Next person")),
        Binding("f1", "app.help", _("Help")),
    ]

    def compose(self) -> ComposeResult:
        yield Static("", classes="title", id="title")
        yield Static("", classes="counts", id="counts")
        with VerticalScroll(classes="pane fill", id="years"):
            yield Static("", id="text")
        yield Static("", classes="status")
        yield Footer(show_command_palette=False)

    def on_mount(self) -> None:
        self._place = 0
        self.query_one("#years").focus()
        self.refresh_case()

    def on_resize(self, event: Resize) -> None:
        self.call_after_refresh(self.refresh_case)

    def refresh_case(self) -> None:
        """Draw the person's years for the present width."""
        case = self.session.case
        people = people_of(case, self.session.filing())
        if not people:
            return
        person = people[self._place % len(people)]
        today = case.today or self.session.now().date()
        lanes = lanes_of(case, person, today, self._called)
        who = words.person_name(case.people[person])
        self.query_one("#title", Static).update(Content(say("The years at a glance: {who}", who=who)))
        gaps = sum(1 for lane in lanes for span in lane.spans if span.is_gap)
        told = (
            say("{mark} nothing listed: {n}", mark=GAP, n=str(gaps))
            if gaps
            else _("No gap in what is listed.")
        )
        self.query_one("#counts", Static).update(Content(told))
        width = max(40, self.query_one("#years").size.width - 2)
        lines = chart(lanes, today, width) or [_("No dates are listed for this person yet.")]
        parts = [(f"{line}\n", _style(line)) for line in lines]
        self.query_one("#text", Static).update(Content.assemble(*parts))

    def _called(self, document: Document) -> str:
        return self.session.views().kind_label(document.kind)

    def action_next_person(self) -> None:
        """The next person of the form."""
        self._place += 1
        self.refresh_case()

    def action_leave(self) -> None:
        """Back."""
        self.dismiss()


def _style(line: str) -> str:
    if GAP in line:
        return "$text-warning"
    return "" if line.startswith("  ") else "bold"
