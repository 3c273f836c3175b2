"""Every fact and every place where it stands, side by side; those that differ come first."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Footer, OptionList, Static

from applicant_helper.i18n import gettext as _
from applicant_helper.i18n import say
from applicant_helper.service.everywhere import Agreement, FactRow, fact_rows
from applicant_helper.tui.shared import CaseScreen, option, show_options

STYLES = {
    Agreement.DIFFERENT: "$text-error",
    Agreement.SWAPPED: "$text-error",
    Agreement.VARIANT: "$text-warning",
    Agreement.SAME: "$text-success",
    Agreement.ONE_PLACE: "dim",
}


class SourcesScreen(CaseScreen):
    """A list of facts and, for the highlighted one, each place with what it says."""

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
        self._rows: dict[str, FactRow] = {}
        self.refresh_case()
        self.query_one("#rows").focus()

    def refresh_case(self) -> None:
        """Show the facts as they are now."""
        rows = fact_rows(self.session.case, self.session.catalog)
        self._rows = {r.key: r for r in rows}
        differing = sum(1 for r in rows if r.agreement <= Agreement.SWAPPED)
        title = say("Each fact and where it stands: {n} differ", n=str(differing))
        self.query_one("#title", Static).update(Content(title))
        show_options(
            self.query_one("#rows", OptionList),
            [
                option(r.key, (f"{r.agreement_word}: ", STYLES[r.agreement]), f"{r.fact}, {r.who}")
                for r in rows
            ],
        )
        if not rows:
            self.tell(_("No paper states a fact yet. Add papers and accept what was read from them."))

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        row = self._rows.get(event.option.id or "")
        if row is None:
            return
        parts: list[str | tuple[str, str]] = [(f"{row.fact}, {row.who}", "bold"), "\n"]
        parts += [(row.agreement_word, STYLES[row.agreement]), "\n\n"]
        for place, value in row.places:
            parts += [(f"{place}: ", "dim"), f"{value}\n"]
        self.query_one("#text", Static).update(Content.assemble(*parts))

    def action_leave(self) -> None:
        """Back."""
        self.dismiss()
