"""Help: the keys, where things are kept, and where authorised help is."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from applicant_helper.i18n import N_
from applicant_helper.i18n import gettext as _
from applicant_helper.service.lines import HELP
from applicant_helper.tui.screens.start import NOTICE

KEYS = (
    ("a", N_("add papers: type, paste or drop files or a folder")),
    ("w", N_("answer the questions that are open")),
    ("f", N_("what would be sent back, worst first")),
    ("p", N_("all papers")),
    ("b", N_("build the packet")),
    ("g", N_("the forms of this case, and another form")),
    ("t", N_("the years at a glance: homes, work, trips, papers")),
    ("s", N_("each fact and every place where it stands")),
    ("k", N_("keep it safe: passphrase, earlier copies, one file to hand over, removing for good")),
    ("n  N", N_("next or previous line that is open")),
    ("u  r", N_("undo the last change, or bring it back")),
    ("Enter", N_("open or accept")),
    ("Esc", N_("back; always safe")),
    ("Tab", N_("next pane")),
    ("1 - 9", N_("choose that line")),
    ("L", N_("language")),
    ("T", N_("look: calm, high contrast, blue and orange")),
    ("c", N_("another case")),
    ("q", N_("leave; everything is saved")),
)


class HelpScreen(ModalScreen[None]):
    """One page of help."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,question_mark,f1,q,enter", "leave", show=False)]

    def compose(self) -> ComposeResult:
        with VerticalScroll(classes="dialog"):
            yield Static(Content(_("Keys")), classes="heading")
            rows = [part for key, text in KEYS for part in ((f"  {key:8}", "bold"), f"{_(text)}\n")]
            yield Static(Content.assemble(*rows), classes="text")
            yield Static(Content(_("Copying text: hold Shift and drag with the mouse.")), classes="hint")
            yield Static(
                Content(_("Every answer is saved at once. There is nothing to save.")), classes="hint"
            )
            yield Static(Content(_(HELP)), classes="hint")
            yield Static(Content(_(NOTICE)), classes="hint")

    def action_leave(self) -> None:
        """Back."""
        self.dismiss()
