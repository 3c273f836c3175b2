"""What is known of a paper when its kind is guessed, and the points that speak for each kind."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from applicant_helper.reading.shapes import FormCode, Page


@dataclass(frozen=True, slots=True)
class PaperEvidence:
    """Everything a guess may rest on; whatever is not known stays empty.

    `page_sizes` are points, `image_size` pixels. `codes` are barcodes of official pages. `form` is the number
    of the form whose fields the file holds, such as `I-485`.
    """

    original_name: str
    pages: tuple[Page, ...] = ()
    media_type: str = ""
    page_count: int = 0
    page_sizes: tuple[tuple[float, float], ...] = ()
    image_size: tuple[int, int] | None = None
    codes: tuple[FormCode, ...] = ()
    has_passport_zone: bool = False
    form: str = ""


@dataclass(slots=True)
class Points:
    """Points for each kind, with the words they come from. `how` is text, name, form, zone or sign."""

    _found: dict[str, list[tuple[float, str, str]]] = field(default_factory=lambda: defaultdict(list))

    def add(self, kind: str, points: float, how: str, phrase: str = "") -> None:
        """Count points, less than zero when they speak against the kind."""
        self._found[kind].append((points, how, phrase))

    def total(self, kind: str) -> float:
        """The sum for one kind."""
        return sum(p for p, _, _ in self._found.get(kind, ()))

    def totals(self) -> dict[str, float]:
        """The sum for every kind that has any."""
        return {kind: self.total(kind) for kind in self._found}

    def of(self, kind: str, how: str) -> float:
        """The sum of one sort for one kind."""
        return sum(p for p, h, _ in self._found.get(kind, ()) if h == how)

    def phrases(self, kind: str, how: str) -> tuple[str, ...]:
        """The words that speak for a kind, the strongest first, each once."""
        rows = sorted(
            (r for r in self._found.get(kind, ()) if r[1] == how and r[0] > 0 and r[2]), reverse=True
        )
        return tuple(dict.fromkeys(phrase for _, _, phrase in rows))
