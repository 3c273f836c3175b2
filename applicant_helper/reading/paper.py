"""One paper read whole: what it is, and what it seems to say."""

from __future__ import annotations

from dataclasses import dataclass

from applicant_helper.reading.kinds import KindGuess
from applicant_helper.reading.look import PaperLook
from applicant_helper.reading.shapes import FormReading, Note, Page, Proposal


@dataclass(frozen=True, slots=True)
class PaperReading:
    """What one file holds. `guesses` are kinds, the likeliest first; `without_text` pages need OCR to be read."""

    look: PaperLook
    pages: tuple[Page, ...] = ()
    form: FormReading | None = None
    guesses: tuple[KindGuess, ...] = ()
    proposals: tuple[Proposal, ...] = ()
    notes: tuple[Note, ...] = ()
    without_text: tuple[int, ...] = ()
