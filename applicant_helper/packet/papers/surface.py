"""The state of drawing, and what the surface of a page wants to hear of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Protocol

from pikepdf import Stream

from applicant_helper.packet.papers.content import Matrix, Span
from applicant_helper.packet.papers.texts import Texts, TextState


@dataclass(frozen=True, slots=True)
class Graphics:
    """What `q` keeps: the matrix, the clip, how the fill covers, the state of text."""

    matrix: Matrix
    clip: Span
    alpha: float = 1.0
    is_plain_mix: bool = True
    is_masked: bool = False
    is_plain_color: bool = True
    line: float = 1.0
    text: TextState = field(default_factory=TextState)

    @property
    def mixes_plainly(self) -> bool:
        """Whether nothing shines through what is drawn now."""
        return self.alpha >= 0.99 and self.is_plain_mix and not self.is_masked

    @property
    def covers(self) -> bool:
        """Whether what is filled now hides what is under it."""
        return self.mixes_plainly and self.is_plain_color


class Surface(Protocol):
    """Where things are drawn."""

    texts: Texts

    def box(self, box: Span) -> None:
        """Something opaque was drawn."""

    def picture(self, box: Span) -> None:
        """An opaque picture was drawn."""

    def enter(self, form: Stream, resources: Any, now: Graphics, depth: int) -> None:
        """A form is drawn: its contents follow."""

    def is_hidden(self, layer: Any) -> bool:
        """Whether a layer is not shown."""
