"""All papers of the case; those put to nothing stand out."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Footer, OptionList, Static

from applicant_helper.i18n import gettext as _
from applicant_helper.tui.shared import CaseScreen, option, show_options


class PapersScreen(CaseScreen):
    """Every paper; those put to nothing stand out."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", _("Back")),
        Binding("a", "add", _("Add papers")),
        Binding("f1", "app.help", _("Help")),
    ]

    def compose(self) -> ComposeResult:
        yield Static(Content(_("Papers in this case")), classes="title")
        yield OptionList(id="rows", classes="pane fill")
        yield Static("", classes="status")
        yield Footer(show_command_palette=False)

    def on_mount(self) -> None:
        self.refresh_case()
        if not self.session.case.documents:
            self.tell(_("There are no papers in this case yet. Press a to add some."))

    def refresh_case(self) -> None:
        """Show the papers as they are now."""
        views = self.session.views()
        options = []
        for document in self.session.case.documents:
            paper = views.paper(document)
            is_used = bool(paper.meets) or bool(document.text("translation_of"))
            mark = "[+] " if is_used else "[?] "
            options.append(option(paper.id, mark, paper.kind_label, (f"  {paper.name}", "dim")))
        show_options(self.query_one("#rows", OptionList), options)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        self.helper.open_paper(event.option.id or "")

    def action_add(self) -> None:
        """Add papers."""
        self.helper.open_adding(None)

    def action_leave(self) -> None:
        """Back."""
        self.dismiss()
