"""Two small widgets: lines whose wrapped rest stands under their text, and a choice that is plain without colour."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.reactive import reactive
from textual.widgets import Static

MARK = re.compile(r"\s*(\* |\d+\. )?")
NARROWEST = 20


class Lines(Static):
    """Lines of text. Spaces, a star or a number before a line stay before its wrapped rest."""

    def __init__(self, *, id: str, classes: str | None = None) -> None:
        super().__init__("", id=id, classes=classes)
        self._lines: tuple[Content, ...] = ()

    def show(self, lines: Sequence[str | Content]) -> None:
        """Show these lines instead."""
        self._lines = tuple(Content(line) if isinstance(line, str) else line for line in lines)
        self._wrap()

    def on_resize(self) -> None:
        self._wrap()

    def _wrap(self) -> None:
        width = max(self.content_size.width, NARROWEST)
        rows = [row for line in self._lines for row in hanging(line, width)]
        self.update(Content("\n").join(rows))


def hanging(line: Content, width: int) -> list[Content]:
    """A line in rows of at most `width` cells, its mark once and the rest below its text."""
    mark = MARK.match(line.plain)
    size = len(mark.group()) if mark else 0
    text = line[size:]
    if not text.plain:
        return [line]
    first, *rest = text.wrap(max(width - size, NARROWEST // 2))
    return [Content(line.plain[:size]) + first, *(Content(" " * size) + row for row in rest)]


class Tick(Static, can_focus=True):
    """Something to put in or leave out; Space and Enter change it."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("space,enter", "change", show=False)]
    value: reactive[bool] = reactive(False)

    def __init__(self, label: str, *, id: str) -> None:
        super().__init__("", id=id, classes="tick")
        self._label = label

    def on_mount(self) -> None:
        self.watch_value()

    def watch_value(self) -> None:
        self.update(Content(f"[{'x' if self.value else ' '}] {self._label}"))

    def on_click(self) -> None:
        self.action_change()

    def action_change(self) -> None:
        """Put it in, or leave it out again."""
        self.value = not self.value
