"""All papers of the case, and everything a person can say about one."""

from __future__ import annotations

from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Footer, OptionList, Static

from applicant_helper.i18n import gettext as _
from applicant_helper.i18n import say
from applicant_helper.service import paperfields, statements
from applicant_helper.service.papers import set_kind
from applicant_helper.service.stateditems import stated_lists
from applicant_helper.tui.dialogs import Ask, Choose, Confirm, Fill
from applicant_helper.tui.shared import CaseScreen, option, show_options

BACK: list[BindingType] = [
    Binding("escape", "leave", _("Back")),
    Binding("k", "kind", _("Correct the kind")),
    Binding("f1", "app.help", _("Help")),
]


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


class PaperScreen(CaseScreen):
    """One paper: its kind, what it says, what it answers."""

    BINDINGS: ClassVar[list[BindingType]] = BACK

    def __init__(self, document_id: str) -> None:
        super().__init__()
        self._document_id = document_id

    def compose(self) -> ComposeResult:
        yield Static("", classes="title", id="title")
        with Vertical():
            yield OptionList(id="rows", classes="pane fill")
        yield Static("", classes="status")
        yield Footer(show_command_palette=False)

    def on_mount(self) -> None:
        self.refresh_case()
        self.query_one("#rows").focus()

    def refresh_case(self) -> None:
        """Show the paper as it is now; leave when it was removed."""
        document = self.session.case.document(self._document_id)
        if document is None:
            self.dismiss()
            return
        views = self.session.views()
        paper = views.paper(document)
        self.query_one("#title", Static).update(Content(paper.name))
        pages = say("{n} pages", n=str(paper.pages)) if paper.pages else ""
        rows = [
            option("kind", (_("Kind: "), "dim"), paper.kind_label, (f"  {pages}", "dim")),
            option("about", (_("About: "), "dim"), paper.about or _("nobody yet")),
            option("meets", (_("Put to: "), "dim"), self._meets(paper.meets) or _("nothing yet")),
        ]
        for stated in statements.stated_fields(self.session, self._document_id):
            rows.append(
                option(
                    f"says {stated.view.key}",
                    (f"{_('It says')} {stated.view.label}: ", "dim"),
                    stated.said or "-",
                )
            )
        for number, listed in enumerate(stated_lists(self.session, self._document_id)):
            count = say("{n} written down", n=str(len(listed.items())))
            rows.append(option(f"list {number}", (f"{_('It says')} {listed.label}: ", "dim"), count))
        for field in paperfields.paper_fields(self.session, self._document_id):
            rows.append(
                option(f"field {field.view.key}", (f"{field.view.label}: ", "dim"), field.said or "-")
            )
        original = document.text("translation_of")
        rows.append(option("translation", (_("Translation of: "), "dim"), original or "-"))
        rows.append(option("remove", (_("Remove this paper from the case"), "$text-error")))
        show_options(self.query_one("#rows", OptionList), rows)

    def _meets(self, ids: tuple[str, ...]) -> str:
        form = self.session.views().form
        found = [r for r in form.requirements if r.id in ids]
        return ", ".join(self.session.views().text(f"{r.id}.label", r.label) for r in found)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        verb, _gap, rest = (event.option.id or "").partition(" ")
        if verb == "kind":
            self.action_kind()
        elif verb == "about":
            self._about()
        elif verb == "meets":
            self._put()
        elif verb == "says":
            self._say(rest)
        elif verb == "field":
            self._field(rest)
        elif verb == "list":
            self._list(int(rest))
        elif verb == "translation":
            self._translation()
        else:
            self._remove()

    @work
    async def action_kind(self) -> None:
        """Correct the kind."""
        views = self.session.views()
        kinds = [(k.id, views.kind_label(k.id)) for k in self.session.catalog.vocabulary.kinds.values()]
        chosen = await self.app.push_screen_wait(Choose(_("What kind of paper is it?"), kinds))
        if chosen:
            self.try_to(lambda: set_kind(self.session, self._document_id, chosen))

    @work
    async def _about(self) -> None:
        people = paperfields.people(self.session)
        chosen = await self.app.push_screen_wait(Choose(_("Whom is this paper about?"), people))
        if chosen:
            self.try_to(lambda: paperfields.set_about(self.session, self._document_id, chosen))

    @work
    async def _put(self) -> None:
        document = self.session.case.document(self._document_id)
        assert document is not None
        views = self.session.views()
        held = {m.requirement for m in document.meets}
        rows = [
            (r.id, ("[x] " if r.id in held else "[ ] ") + views.text(f"{r.id}.label", r.label))
            for r in views.form.requirements
            if not r.is_translations
        ]
        chosen = await self.app.push_screen_wait(Choose(_("What does this paper answer?"), rows))
        if chosen:
            verb = self.session.unmeet if chosen in held else self.session.meet
            self.try_to(lambda: verb(self._document_id, chosen))

    @work
    async def _say(self, fact: str) -> None:
        stated = next(
            s for s in statements.stated_fields(self.session, self._document_id) if s.view.key == fact
        )
        hint = _("Write it as it stands on the paper. A single - takes it away.")
        title = say("What does the paper say: {fact}?", fact=stated.view.label)
        take = lambda typed: statements.state_typed(self.session, self._document_id, fact, typed)  # noqa: E731
        await self.app.push_screen_wait(Ask(title, stated.said, take, hint))

    @work
    async def _field(self, key: str) -> None:
        field = next(
            f for f in paperfields.paper_fields(self.session, self._document_id) if f.view.key == key
        )
        words = ", ".join(text for _value, text in field.view.choices)
        hint = " ".join(t for t in (words, _("A single - takes it away.")) if t)
        take = lambda typed: paperfields.describe_typed(self.session, self._document_id, key, typed)  # noqa: E731
        await self.app.push_screen_wait(Ask(field.view.label, field.said, take, hint))

    @work
    async def _list(self, number: int) -> None:
        listed = stated_lists(self.session, self._document_id)[number]
        rows = [(f"{i.index}", i.text) for i in listed.items()]
        chosen = await self.app.push_screen_wait(Choose(listed.label, [*rows, ("add", _("Add one"))]))
        if chosen is None:
            return
        index = None if chosen == "add" else int(chosen)
        typed = {} if index is None else listed.typed(index)
        await self.app.push_screen_wait(
            Fill(listed.label, listed.fields(), typed, lambda t: listed.save(index, t))
        )

    @work
    async def _translation(self) -> None:
        views = self.session.views()
        papers = [views.paper(d) for d in self.session.case.documents if d.id != self._document_id]
        rows = [("", _("It is no translation")), *((p.id, f"{p.kind_label}: {p.name}") for p in papers)]
        rows[0] = ("none", rows[0][1])
        chosen = await self.app.push_screen_wait(Choose(_("Which paper is it a translation of?"), rows))
        if chosen:
            target = None if chosen == "none" else chosen
            self.try_to(lambda: paperfields.set_translation_of(self.session, self._document_id, target))

    @work
    async def _remove(self) -> None:
        text = _("Remove this paper from the case? Undo brings it back. Your own file stays where it is.")
        if await self.app.push_screen_wait(Confirm(text, _("Remove it"))):
            self.try_to(lambda: self.session.remove_document(self._document_id))

    def action_leave(self) -> None:
        """Back."""
        self.dismiss()
