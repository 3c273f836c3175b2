"""Follows what a content stream says of text and of layers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, Final

from applicant_helper.packet.papers.content import IDENTITY, Matrix, last_name, numbers, resource, times
from applicant_helper.packet.papers.surface import Graphics, Surface

MOST_MARKS = 500


class TextFollower:
    """The state of text, and whether what is drawn now is on a layer that is shown."""

    def __init__(self, surface: Surface, resources: Any, start: Graphics) -> None:
        self.surface = surface
        self.resources = resources
        self.now = start
        self._marks: list[bool] = []
        self._at: Matrix = IDENTITY
        self._line_at: Matrix = IDENTITY

    @property
    def is_off(self) -> bool:
        """Whether what is drawn now is on a layer that is not shown."""
        return True in self._marks

    def mark(self, operands: bytes) -> None:
        is_off = False
        if operands.lstrip().startswith(b"/OC"):
            is_off = self.surface.is_hidden(resource(self.resources, "/Properties", last_name(operands)))
        if len(self._marks) < MOST_MARKS:
            self._marks.append(is_off)

    def unmark(self, _: bytes) -> None:
        if self._marks:
            self._marks.pop()

    def begin_text(self, _: bytes) -> None:
        self._at = self._line_at = IDENTITY

    def font(self, operands: bytes) -> None:
        values = numbers(operands, 1)
        found = resource(self.resources, "/Font", last_name(operands))
        font = self.surface.texts.font(found)
        size = self.now.text.size if values is None else values[0]
        self.now = replace(self.now, text=replace(self.now.text, font=font, size=size))

    def place_text(self, operands: bytes) -> None:
        values = numbers(operands, 6)
        if values is not None:
            self._at = self._line_at = values  # type: ignore[assignment]

    def move_text(self, operands: bytes) -> None:
        values = numbers(operands, 2)
        if values is not None:
            self._at = self._line_at = times((1, 0, 0, 1, values[0], values[1]), self._line_at)

    def move_text_and_lead(self, operands: bytes) -> None:
        values = numbers(operands, 2)
        if values is not None:
            self.now = replace(self.now, text=replace(self.now.text, lead=-values[1]))
            self.move_text(operands)

    def next_line(self, _: bytes) -> None:
        self._at = self._line_at = times((1, 0, 0, 1, 0, -self.now.text.lead), self._line_at)

    def show(self, operands: bytes) -> None:
        is_seen = self.now.alpha > 0.02 and not self.is_off
        clip = self.now.clip if is_seen else None
        self._at = self.surface.texts.show(operands, self.now.text, self._at, self.now.matrix, clip)

    def show_on_next_line(self, operands: bytes) -> None:
        self.next_line(operands)
        self.show(operands)


def _set(name: str, scale: float = 1.0) -> Callable[[TextFollower, bytes], None]:
    def act(follower: TextFollower, operands: bytes) -> None:
        values = numbers(operands, 1)
        if values is not None:
            value = int(values[0]) if name == "mode" else values[0] * scale
            text = replace(follower.now.text, **{name: value})  # type: ignore[arg-type]
            follower.now = replace(follower.now, text=text)

    return act


TEXT_ACTS: Final[Mapping[bytes, Callable[[TextFollower, bytes], None]]] = {
    **dict.fromkeys((b"BDC", b"BMC"), TextFollower.mark),
    b"EMC": TextFollower.unmark,
    b"BT": TextFollower.begin_text,
    b"Tf": TextFollower.font,
    b"Tm": TextFollower.place_text,
    b"Td": TextFollower.move_text,
    b"TD": TextFollower.move_text_and_lead,
    b"T*": TextFollower.next_line,
    **dict.fromkeys((b"Tj", b"TJ"), TextFollower.show),
    **dict.fromkeys((b"'", b'"'), TextFollower.show_on_next_line),
    b"Tc": _set("between"),
    b"Tw": _set("between_words"),
    b"Tz": _set("stretch", 0.01),
    b"TL": _set("lead"),
    b"Tr": _set("mode"),
    b"Ts": _set("rise"),
}
