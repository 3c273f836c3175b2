"""Small questions on top of a screen: choose one, type one line, fill a few fields, say yes."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.events import Key
from textual.screen import ModalScreen
from textual.widgets import Input, OptionList, Static

from applicant_helper.core.errors import ApplicantHelperError
from applicant_helper.i18n import gettext as _
from applicant_helper.service.itemfields import FieldView
from applicant_helper.tui.shared import numbered, option, sentence, show_options

CLOSE: list[BindingType] = [Binding("escape", "leave", show=False)]


class Choose(ModalScreen[str | None]):
    """Choose one of several. Typing narrows a long list."""

    BINDINGS: ClassVar[list[BindingType]] = CLOSE

    def __init__(self, title: str, rows: Sequence[tuple[str, str]], text: str = "") -> None:
        super().__init__()
        self._title = title
        self._rows = list(rows)
        self._text = text
        self._is_long = len(rows) > 9

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield Static(Content(self._title), classes="heading")
            if self._text:
                yield Static(Content(self._text), classes="hint")
            if self._is_long:
                yield Input(placeholder=_("Type a part of the name"), id="narrow")
            yield OptionList(*numbered(self._rows), classes="choices tall" if self._is_long else "choices")
            yield Static(Content(_("Enter chooses, Esc goes back.")), classes="hint")

    def on_input_changed(self, event: Input.Changed) -> None:
        wanted = event.value.casefold()
        rows = [row for row in self._rows if wanted in row[1].casefold()]
        options = self.query_one(OptionList)
        show_options(options, numbered(rows))
        options.highlighted = 0 if rows else None

    def on_input_submitted(self) -> None:
        options = self.query_one(OptionList)
        if options.option_count:
            self.dismiss(options.get_option_at_index(options.highlighted or 0).id)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(event.option.id)

    def on_key(self, event: Key) -> None:
        options = self.query_one(OptionList)
        if event.character and event.character in "123456789" and not isinstance(self.focused, Input):
            place = int(event.character) - 1
            if place < options.option_count:
                self.dismiss(options.get_option_at_index(place).id)
        elif event.key == "down" and isinstance(self.focused, Input):
            options.focus()

    def action_leave(self) -> None:
        """Back without choosing."""
        self.dismiss(None)


class Ask(ModalScreen[bool]):
    """Type one line. `take` raises a refusal, which is shown under the field with the text kept."""

    BINDINGS: ClassVar[list[BindingType]] = CLOSE

    def __init__(self, title: str, value: str, take: Callable[[str], object], hint: str = "") -> None:
        super().__init__()
        self._title, self._value, self._take, self._hint = title, value, take, hint

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield Static(Content(self._title), classes="heading")
            if self._hint:
                yield Static(Content(self._hint), classes="hint")
            yield Input(value=self._value)
            yield Static("", classes="error")
            yield Static(Content(_("Enter keeps it, Esc goes back.")), classes="hint")

    def on_input_submitted(self, event: Input.Submitted) -> None:
        try:
            self._take(event.value)
        except ApplicantHelperError as refusal:
            self.query_one(".error", Static).update(Content(sentence(refusal)))
            return
        self.dismiss(True)

    def action_leave(self) -> None:
        """Back; nothing was changed."""
        self.dismiss(False)


class Fill(ModalScreen[bool]):
    """Fill the fields of one item. `keep` receives what was typed and may refuse, naming the field."""

    BINDINGS: ClassVar[list[BindingType]] = CLOSE

    def __init__(
        self,
        title: str,
        fields: Sequence[FieldView],
        typed: Mapping[str, str],
        keep: Callable[[Mapping[str, str]], object],
    ) -> None:
        super().__init__()
        self._title, self._fields, self._typed, self._keep = title, list(fields), typed, keep

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield Static(Content(self._title), classes="heading")
            with VerticalScroll(classes="fields", can_focus=False):
                for number, field in enumerate(self._fields):
                    line = Input(
                        value=self._typed.get(field.key, ""), placeholder=field.example, id=f"f{number}"
                    )
                    line.border_title = Content(self._label(field)).markup
                    yield line
            yield Static("", classes="error")
            yield Static(
                Content(_("Tab moves, Enter on the last field keeps it, Esc goes back.")), classes="hint"
            )

    def _label(self, field: FieldView) -> str:
        needed = "" if field.required else f" ({_('optional')})"
        words = ", ".join(text for _value, text in field.choices)
        return f"{field.label}{needed}" + (f": {words}" if words else "")

    def on_input_submitted(self, event: Input.Submitted) -> None:
        number = int((event.input.id or "f0")[1:])
        if number + 1 < len(self._fields):
            self.query_one(f"#f{number + 1}", Input).focus()
            return
        inputs = [self.query_one(f"#f{n}", Input) for n in range(len(self._fields))]
        typed = {f.key: i.value for f, i in zip(self._fields, inputs, strict=True)}
        try:
            self._keep(typed)
        except ApplicantHelperError as refusal:
            self._refused(refusal)
            return
        self.dismiss(True)

    def _refused(self, refusal: ApplicantHelperError) -> None:
        key, label = getattr(refusal, "field", ""), getattr(refusal, "label", "")
        text = f"{label}: {sentence(refusal)}" if label else sentence(refusal)
        self.query_one(".error", Static).update(Content(text))
        for number, field in enumerate(self._fields):
            if field.key == key:
                self.query_one(f"#f{number}", Input).focus()

    def action_leave(self) -> None:
        """Back; nothing was kept."""
        self.dismiss(False)


class Confirm(ModalScreen[bool]):
    """Say yes or go back."""

    BINDINGS: ClassVar[list[BindingType]] = CLOSE

    def __init__(self, text: str, agreed: str) -> None:
        super().__init__()
        self._text, self._agreed = text, agreed

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield Static(Content(self._text), classes="text")
            yield OptionList(option("no", _("Go back")), option("yes", self._agreed), classes="choices")

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(event.option.id == "yes")

    def action_leave(self) -> None:
        """Back; nothing happens."""
        self.dismiss(False)
