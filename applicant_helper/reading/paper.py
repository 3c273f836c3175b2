"""One paper read whole: what it is, and what it seems to say."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from applicant_helper.catalog.models import Catalog
from applicant_helper.core.text import safe_line
from applicant_helper.reading.kinds import KindGuess, guess_kind
from applicant_helper.reading.look import PaperLook, look_at_many
from applicant_helper.reading.shapes import FormReading, Note, Page, Proposal


@dataclass(frozen=True, slots=True)
class Books:
    """What reading needs to know: the catalogue, and the day on which editions must be accepted."""

    catalog: Catalog
    today: date


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


def named(reading: PaperReading, name: str) -> PaperReading:
    """The reading under the name the person knows the paper by."""
    return replace(reading, look=replace(reading.look, original_name=safe_line(name)))


def read_many(
    paths: Iterable[Path],
    books: Books,
    *,
    with_ocr: bool = False,
    cancelled: Callable[[], bool] = lambda: False,
) -> Iterator[PaperReading]:
    """Each file in turn, read by one guarded child. Never raises for what a file is; see `look.refusal`."""
    words = {k.id: k.words for k in books.catalog.vocabulary.kinds.values()}
    for look in look_at_many(paths, cancelled=cancelled):
        yield PaperReading(look, guesses=guess_kind(look, words) if look.refusal is None else ())
