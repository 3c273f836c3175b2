"""Where the letters of a page are, nearly."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from applicant_helper.packet.papers.content import Matrix, Span, common, span, times
from applicant_helper.packet.papers.glyphs import Font, pieces, read_font

BUCKET = 24.0
MOST_BUCKETS = 400
MOST_RUNS = 30_000
MOST_COMPARED = 1_000_000
# A letter is hidden when the part of it that tells it from others is: from its foot to half its size.
BAND = 0.45
HIDDEN = 0.8
INVISIBLE = frozenset({3, 7})


@dataclass(frozen=True, slots=True)
class TextState:
    """What `q` keeps of the state of text; lengths in units of text space."""

    font: Font = field(default_factory=Font)
    size: float = 0.0
    between: float = 0.0
    between_words: float = 0.0
    stretch: float = 1.0
    lead: float = 0.0
    mode: int = 0
    rise: float = 0.0


@dataclass(frozen=True, slots=True)
class Run:
    """Letters in a row: the box of their lower half, and whether they run across."""

    box: Span
    letters: int
    is_level: bool


class Texts:
    """The runs of a page so far, found again by height."""

    def __init__(self, fonts: dict[Any, Font]) -> None:
        self.count = 0
        self._left = MOST_COMPARED
        self._buckets: dict[int, list[Run]] = {}
        self._fonts = fonts

    def font(self, found: Any) -> Font:
        """A font of the document, read once."""
        key = found.objgen if found is not None and getattr(found, "is_indirect", False) else None
        if key is None:
            return read_font(found)
        if key not in self._fonts:
            self._fonts[key] = read_font(found)
        return self._fonts[key]

    def show(
        self, operands: bytes, state: TextState, at: Matrix, matrix: Matrix, clip: Span | None
    ) -> Matrix:
        """Take a text in; returns where the next begins. Without `clip` it is not seen and only moves."""
        for piece in pieces(operands):
            if isinstance(piece, float):
                at = times((1, 0, 0, 1, -piece / 1000 * state.size * state.stretch, 0), at)
                continue
            width, signs, letters = state.font.measure(piece)
            spaces = piece.count(b" ") if state.font.step == 1 else 0
            wide = (width * state.size + signs * state.between + spaces * state.between_words) * state.stretch
            if clip is not None and letters and state.mode not in INVISIBLE:
                self._keep(
                    times(at, matrix), (0.0, state.rise, wide, state.rise + BAND * state.size), letters, clip
                )
            at = times((1, 0, 0, 1, wide, 0), at)
        return at

    def _keep(self, matrix: Matrix, box: Span, letters: int, clip: Span) -> None:
        whole = span(matrix, box)
        seen = common(whole, clip)
        if seen[2] - seen[0] < 0.5 or seen[3] - seen[1] < 0.5 or self.count >= MOST_RUNS:
            return
        self.count += 1
        run = Run(whole, letters, abs(matrix[0]) >= abs(matrix[1]))
        for bucket in _buckets(whole):
            self._buckets.setdefault(bucket, []).append(run)

    def letters_under(self, box: Span) -> int:
        """How many letters a box hides."""
        near = [self._buckets.get(bucket, ()) for bucket in _buckets(box)]
        self._left -= sum(map(len, near))
        if self._left < 0:
            return 0
        runs = {id(run): run for found in near for run in found}
        return sum(_hidden(run, box) for run in runs.values())


def _buckets(box: Span) -> range:
    first = int(box[1] // BUCKET)
    return range(first, min(int(box[3] // BUCKET), first + MOST_BUCKETS) + 1)


def _hidden(run: Run, box: Span) -> int:
    shared = common(run.box, box)
    wide, high = run.box[2] - run.box[0], run.box[3] - run.box[1]
    across, up = shared[2] - shared[0], shared[3] - shared[1]
    length, over, thick, covered = (wide, across, high, up) if run.is_level else (high, up, wide, across)
    if length <= 0 or thick <= 0 or covered < HIDDEN * thick:
        return 0
    return round(run.letters * over / length)
