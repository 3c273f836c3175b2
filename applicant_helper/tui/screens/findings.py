"""What would be sent back, worst first; Enter goes to where it is mended."""

from __future__ import annotations

from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Footer, OptionList, Static

from applicant_helper.core.finding import Standing
from applicant_helper.i18n import gettext as _
from applicant_helper.i18n import say
from applicant_helper.service.lines import HELP
from applicant_helper.service.viewshapes import FindingView
from applicant_helper.tui.dialogs import Ask, Choose
from applicant_helper.tui.shared import CaseScreen, option, show_options

STYLES = ("$text-error", "$text-warning", "$text-primary", "dim")


class FindingsScreen(CaseScreen):
    """A list of findings and the whole of the highlighted one."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", _("Back")),
        Binding("enter", "fix", _("Go and mend it"), priority=False),
        Binding("e", "explain", _("Explain it")),
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
        self._findings: dict[str, FindingView] = {}
        self.refresh_case()
        self.query_one("#rows").focus()

    def refresh_case(self) -> None:
        """Show the findings as they are now."""
        views = self.session.views()
        self._findings = {f.key: f for f in views.findings()}
        explained = sum(1 for f in self._findings.values() if f.standing is Standing.EXPLAINED)
        to_see = str(len(self._findings) - explained)
        title = say("What would be sent back: {n} to look at", n=to_see)
        if explained:
            title = say("{title}, {n} explained", title=title, n=str(explained))
        self.query_one("#title", Static).update(Content(title))
        options = [
            option(f.key, (f"{f.severity_word}: ", STYLES[f.severity.rank]), f.text)
            for f in self._findings.values()
        ]
        show_options(self.query_one("#rows", OptionList), options)
        if not options:
            text = _("No finding. This says what was checked, not how an officer will decide.")
            self.query_one("#text", Static).update(
                Content.assemble(text, "\n\n", self._help(views.referrals()))
            )

    def _help(self, points: tuple[str, ...]) -> Content:
        if not points:
            return Content("")
        parts: list[str | tuple[str, str]] = [(_("Talk to someone authorized first:"), "bold"), "\n"]
        parts += [f"- {p}\n" for p in points]
        return Content.assemble(*parts, _(HELP))

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        finding = self._findings.get(event.option.id or "")
        if finding is None:
            return
        style = STYLES[finding.severity.rank]
        parts: list[str | tuple[str, str] | Content] = [
            (finding.severity_word, style),
            "\n",
            finding.text,
            "\n\n",
        ]
        parts += [(_("What to do"), "bold"), "\n", finding.do, "\n\n"]
        parts += [(say("Source: {source}", source=finding.authority), "dim"), "\n"]
        if finding.warning:
            parts += [(finding.warning, "$text-warning"), "\n"]
        if finding.explanation:
            parts += ["\n", (_("Your words"), "bold"), "\n", finding.explanation, "\n"]
        parts += ["\n", self._help(self.session.views().referrals())]
        self.query_one("#text", Static).update(Content.assemble(*parts))

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        finding = self._findings.get(event.option.id or "")
        if finding is None or finding.fix is None:
            self.tell(_("There is nothing to open for this. What to do stands below."))
        elif finding.fix.kind == "answer":
            self.helper.open_questions((finding.fix.target,))
        else:
            self.helper.show_requirement(finding.fix.target)
            self.dismiss()

    @work
    async def action_explain(self) -> None:
        """Write down in one's own words why it is so."""
        options = self.query_one("#rows", OptionList)
        if options.highlighted is None:
            return
        finding = self._findings.get(options.get_option_at_index(options.highlighted).id or "")
        if finding is None:
            return
        written: list[str] = []
        hint = _("Your own words. An empty line takes the explanation away. Nothing is judged here.")
        dialog = Ask(_("Why is it so?"), finding.explanation, written.append, hint)
        if not await self.app.push_screen_wait(dialog):
            return
        prints = False
        if written[-1].strip():
            rows = [("keep", _("Keep it for me only")), ("print", _("Also print it in the packet"))]
            chosen = await self.app.push_screen_wait(Choose(_("Where should it stand?"), rows))
            prints = chosen == "print"
        self.try_to(lambda: self.session.explain(finding.key, written[-1], prints=prints))

    def action_leave(self) -> None:
        """Back."""
        self.dismiss()
