"""Everything a person can say about one paper: its kind, what it says, what it answers."""

from __future__ import annotations

from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Footer, OptionList, Static
from textual.widgets.option_list import Option
from textual.worker import get_current_worker

from applicant_helper.i18n import gettext as _
from applicant_helper.i18n import say
from applicant_helper.service import intake, paperfields, proposals, statements
from applicant_helper.service.papers import PaperReading, read_again, set_kind
from applicant_helper.service.stateditems import stated_lists
from applicant_helper.tui.dialogs import Ask, Choose, Confirm, Fill
from applicant_helper.tui.shared import CaseScreen, heading, option, show_options

BACK: list[BindingType] = [
    Binding("escape", "leave", _("Back")),
    Binding("k", "kind", _("Kind")),
    Binding("y", "accept", _("Accept")),
    Binding("x", "drop", _("Not so")),
    Binding("A", "accept_all", _("Accept all")),
    Binding("o", "look", _("Look")),
    Binding("f1", "app.help", _("Help")),
]
READING = "reading "


class PaperScreen(CaseScreen):
    """One paper: its kind, what it says, what it answers."""

    BINDINGS: ClassVar[list[BindingType]] = BACK

    class Read(Message):
        """The stored copy was read."""

        def __init__(self, reading: PaperReading) -> None:
            super().__init__()
            self.reading = reading

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
        document = self.session.case.document(self._document_id)
        if document is not None and self.session.readings.of(document) is None:
            self._read_again()

    @work(thread=True, exclusive=True, group="reading")
    def _read_again(self) -> None:
        """Read the stored copy once more; what it seems to say is not kept between sittings."""
        worker = get_current_worker()
        document = self.session.case.document(self._document_id)
        if document is None:
            return
        for reading in read_again(self.session, [document], cancelled=lambda: worker.is_cancelled):
            self.post_message(self.Read(reading))

    def on_paper_screen_read(self, read: Read) -> None:
        self.session.readings.keep(read.reading)
        self.refresh_case()
        self.helper.read_pictures([self._document_id])

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
        read = self._readings()
        rows += read
        if read:
            rows.append(heading("says", _("Written down")))
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

    def _readings(self) -> list[Option]:
        """What was read and waits for a word of the person; what is to be told comes first."""
        document = self.session.case.document(self._document_id)
        reading = self.session.readings.of(document) if document is not None else None
        rows = [
            option(f"note {n}", ("[!] ", "$text-warning"), text)
            for n, text in enumerate(intake.notes(reading))
        ]
        empty = intake.blank_line(reading)
        if empty:
            rows.append(
                option("blanks", ("[!] ", "$text-warning"), empty, (f"  {_('Enter lists them.')}", "dim"))
            )
        waiting = [v for v in proposals.proposals(self.session, self._document_id) if v.state == "open"]
        if waiting:
            rows.append(heading("read", _("Read from it. Enter or y accepts, x says that it is not so.")))
        for view in waiting:
            mark = "[ ] " if view.is_sure else "[?] "
            where = say("page {page}", page=str(view.page))
            rows.append(
                option(
                    f"{READING}{view.key}",
                    mark,
                    (f"{view.label}: ", "dim"),
                    " / ".join(t for _k, t in view.choices) or view.text,
                    (f"  {where}", "dim"),
                )
            )
        return rows

    def _meets(self, ids: tuple[str, ...]) -> str:
        form = self.session.views().form
        found = [r for r in form.requirements if r.id in ids]
        return ", ".join(self.session.views().text(f"{r.id}.label", r.label) for r in found)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        verb, _gap, rest = (event.option.id or "").partition(" ")
        if verb == "kind":
            self.action_kind()
        elif verb == "reading":
            self._reading(rest)
        elif verb == "blanks":
            self._blanks()
        elif verb == "note":
            return
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

    def _highlighted_reading(self) -> str | None:
        rows = self.query_one("#rows", OptionList)
        if rows.highlighted is None or not rows.option_count:
            return None
        key = rows.get_option_at_index(rows.highlighted).id or ""
        return key.removeprefix(READING) if key.startswith(READING) else None

    @work
    async def _reading(self, key: str) -> None:
        """Accept a reading, choose among its meanings, correct it, or say that it is not so."""
        view = next((v for v in proposals.proposals(self.session, self._document_id) if v.key == key), None)
        if view is None:
            return
        taken = view.choices or (("", view.text),)
        rows = [(f"take {k}", say("It says {value}", value=text)) for k, text in taken]
        rows += [
            ("correct", _("It says something else; I will write it")),
            ("drop", _("It does not say this")),
        ]
        where = say(
            "Page {page}, {how}. Accepting writes down what the paper says.",
            page=str(view.page),
            how=view.how,
        )
        chosen = await self.app.push_screen_wait(Choose(view.label, rows, where))
        if chosen == "correct":
            self._correct(view)
        elif chosen == "drop":
            self.try_to(lambda: proposals.drop(self.session, self._document_id, key))
        elif chosen is not None:
            choice = chosen.removeprefix("take ")
            self.try_to(lambda: proposals.accept(self.session, self._document_id, key, choice))

    @work
    async def _blanks(self) -> None:
        """The places of the form that must not stay empty, to be read."""
        document = self.session.case.document(self._document_id)
        reading = self.session.readings.of(document) if document is not None else None
        rows = [(str(n), text) for n, text in enumerate(intake.blanks(reading))]
        await self.app.push_screen_wait(Choose(_("Empty places that need an answer"), rows))

    @work
    async def _correct(self, view: proposals.ProposalView) -> None:
        take = lambda typed: proposals.correct(self.session, self._document_id, view.key, typed)  # noqa: E731
        title = say("What does the paper say: {fact}?", fact=view.label)
        await self.app.push_screen_wait(Ask(title, view.text, take, _("Write it as it stands on the paper.")))

    def action_accept(self) -> None:
        """Take the highlighted reading; one that has several meanings is asked."""
        key = self._highlighted_reading()
        if key is None:
            return
        view = next((v for v in proposals.proposals(self.session, self._document_id) if v.key == key), None)
        if view is not None and view.choices:
            self._reading(key)
        else:
            self.try_to(lambda: proposals.accept(self.session, self._document_id, key))

    def action_drop(self) -> None:
        """Say that the paper does not say the highlighted reading."""
        key = self._highlighted_reading()
        if key is not None:
            self.try_to(lambda: proposals.drop(self.session, self._document_id, key))

    def action_accept_all(self) -> None:
        """Take all readings that need no choice."""
        self.helper.accept_readings(self._document_id)

    def action_look(self) -> None:
        """Show the paper in the system's viewer."""
        self.helper.view_paper(self._document_id)

    @work
    async def action_kind(self) -> None:
        """Correct the kind."""
        kinds = intake.kind_rows(self.session, self._document_id)
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
