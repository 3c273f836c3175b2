"""One question at a time: why it is asked, an example, the answer, and always "I don't know yet"."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.events import Key
from textual.widgets import Footer, Input, OptionList, Static

from applicant_helper.i18n import gettext as _
from applicant_helper.i18n import say
from applicant_helper.service import items
from applicant_helper.service.viewshapes import QuestionView
from applicant_helper.tui.dialogs import Fill
from applicant_helper.tui.shared import CaseScreen, numbered, option, show_options


class QuestionScreen(CaseScreen):
    """Asks the given questions, or everything still open."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", _("Back to the list")),
        Binding("pagedown", "move(1)", _("Next question")),
        Binding("pageup", "move(-1)", _("Question before")),
        Binding("f1", "app.help", _("Help")),
    ]

    def __init__(self, paths: Sequence[str]) -> None:
        super().__init__()
        self._paths = list(paths)
        self._place = 0

    def compose(self) -> ComposeResult:
        yield Static("", classes="title", id="title")
        with VerticalScroll(classes="page", can_focus=False):
            yield Static("", classes="heading", id="ask")
            yield Static("", classes="hint", id="why")
            yield Input(id="answer")
            yield Static("", classes="error", id="error")
            yield OptionList(id="choices", classes="choices")
        yield Static("", classes="status")
        yield Footer(show_command_palette=False)

    def on_mount(self) -> None:
        if not self._paths:
            self._paths = [q.path for q in self.session.views().open_questions()]
        self._show()

    def _question(self) -> QuestionView | None:
        views = self.session.views()
        while self._place < len(self._paths):
            data = views.form.question(self._paths[self._place])
            if data is not None:
                return views.question(data)
            del self._paths[self._place]
        return None

    def _show(self) -> None:
        question = self._question()
        if question is None:
            self.dismiss()
            return
        place, total = self._place + 1, len(self._paths)
        head = say("Question {place} of about {total}", place=str(place), total=str(total))
        self.query_one("#title", Static).update(Content(head))
        self.query_one("#ask", Static).update(Content(question.ask))
        self.query_one("#why", Static).update(Content(_why(question)))
        self.query_one("#error", Static).update("")
        field = self.query_one("#answer", Input)
        is_typed = not question.choices and question.kind != "yes_no" and not self._is_list(question)
        field.display = is_typed
        field.value = ""
        field.placeholder = say("For example {example}", example=question.example) if question.example else ""
        show_options(self.query_one("#choices", OptionList), self._options(question))
        (field if is_typed else self.query_one("#choices")).focus()

    def _is_list(self, question: QuestionView) -> bool:
        return question.kind.startswith("list:") and items.is_list(self.session, question.path)

    def _options(self, question: QuestionView) -> list:  # type: ignore[type-arg]
        rows: list[tuple[str, str]] = []
        if question.choices:
            rows = [(f"value {value}", text) for value, text in question.choices]
        elif question.kind == "yes_no":
            rows = [("value yes", _("Yes")), ("value no", _("No"))]
        elif self._is_list(question):
            rows = [(f"item {i.index}", i.text) for i in items.items(self.session, question.path)]
            rows += [("add", _("Add one"))]
            is_empty = not items.items(self.session, question.path)
            if is_empty and items.keeps_states(question.path):
                rows += [("none", _("There is none")), ("some", _("Yes, but I will list them later"))]
            else:
                rows += [("next", _("That is all; go on"))]
        options = numbered(rows)
        if self._is_list(question) and not items.keeps_states(question.path):
            return options
        options.append(option("unknown", ("   ", ""), (_("I don't know yet"), "dim")))
        options.append(option("inapplicable", ("   ", ""), (_("This does not apply to me"), "dim")))
        return options

    def on_input_submitted(self, event: Input.Submitted) -> None:
        question = self._question()
        if question is None:
            return
        if not event.value.strip():
            self._error(_("Write an answer, or choose a line below with the arrow keys."))
            return
        self._take(lambda: self.session.answer(question.path, event.value))

    def on_input_changed(self) -> None:
        self.query_one("#error", Static).update("")

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        self._chosen(event.option.id or "")

    def _chosen(self, key: str) -> None:
        question = self._question()
        if question is None:
            return
        path, session = question.path, self.session
        verb, _gap, rest = key.partition(" ")
        if verb == "value":
            self._take(lambda: session.answer(path, rest))
        elif verb == "unknown":
            self._take(lambda: session.dont_know(path))
        elif verb == "inapplicable":
            self._take(lambda: session.does_not_apply(path))
        elif verb == "none":
            self._take(lambda: items.say_none(session, path))
        elif verb == "some":
            self._take(lambda: items.say_some(session, path))
        elif verb == "next":
            self.action_move(1)
        else:
            self._edit_item(question, int(rest) if verb == "item" else None)

    def _edit_item(self, question: QuestionView, index: int | None) -> None:
        session, path = self.session, question.path
        typed = items.typed_item(session, path, index) if index is not None else {}
        fields = items.item_fields(session, path)
        dialog = Fill(question.ask, fields, typed, lambda t: items.save_item(session, path, index, t))
        self.app.push_screen(dialog, lambda _kept: self._show())

    def _take(self, verb: Callable[[], object]) -> None:
        if self.try_to(verb):
            self.action_move(1)

    def tell(self, text: str) -> None:
        """A refusal stands directly under the field; what was typed stays."""
        self._error(text)

    def _error(self, text: str) -> None:
        self.query_one("#error", Static).update(Content(text))

    def on_key(self, event: Key) -> None:
        """Numbers choose, unless something is being typed; down leaves the field."""
        options = self.query_one("#choices", OptionList)
        if isinstance(self.focused, Input):
            if event.key == "down":
                options.focus()
            return
        if event.character and event.character in "123456789":
            place = int(event.character) - 1
            if place < options.option_count:
                self._chosen(options.get_option_at_index(place).id or "")
        elif event.key in {"delete", "minus"}:
            self._remove_item()

    def _remove_item(self) -> None:
        question, options = self._question(), self.query_one("#choices", OptionList)
        if question is None or options.highlighted is None:
            return
        key = options.get_option_at_index(options.highlighted).id or ""
        if key.startswith("item "):
            index = int(key.removeprefix("item "))
            self.try_to(lambda: items.remove_item(self.session, question.path, index))
            self._show()

    def action_move(self, step: int) -> None:
        """To the next question or the one before; after the last one, back to the list."""
        self._place += step
        if self._place < 0:
            self._place = 0
        if self._place >= len(self._paths):
            self.dismiss()
            return
        self._show()

    def action_leave(self) -> None:
        """Back; every answer given is kept."""
        self.dismiss()


def _why(question: QuestionView) -> str:
    lines = [say("Why: {why}", why=question.why)]
    if question.help:
        lines.append(question.help)
    if question.is_answered:
        lines.append(say("Your answer now: {answer}", answer=question.answer))
    return "\n".join(lines)
