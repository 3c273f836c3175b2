"""One paper read whole: gathered by the guarded child, words of pictures added, then interpreted."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from applicant_helper.catalog.catalogue import Catalog
from applicant_helper.core.marks import N_
from applicant_helper.core.text import safe_line
from applicant_helper.guard.child import Child, ChildStopped
from applicant_helper.reading import ocr
from applicant_helper.reading.asking import WORKER, Asker
from applicant_helper.reading.formwhole import forms_of, map_of
from applicant_helper.reading.gather import Gathered, gather, with_ink, with_labels
from applicant_helper.reading.interpret import Meaning, interpret, likeliest
from applicant_helper.reading.kinds import KindGuess
from applicant_helper.reading.look import PaperLook
from applicant_helper.reading.readcache import ReadCache, Veil
from applicant_helper.reading.shapes import FormReading, Note, Page, Proposal

READ_IN_PART = N_(
    "{name} could not be read to its end. Look at it yourself, or print it to PDF again and add that."
)
REQUESTS = 200
"""A child answers several for each file, about 50 files long; then a fresh one takes its place."""
MOST_PICTURES = 40
"""So many pages of one file are read from their pictures; the rest keep their pictures only."""


@dataclass(frozen=True, slots=True)
class Books:
    """What reading needs to know: the catalogue, today, and the day on which editions must be accepted."""

    catalog: Catalog
    today: date
    filed: date


@dataclass(frozen=True, slots=True)
class PaperReading:
    """What one file holds. `guesses` are kinds, the likeliest first; `without_text` pages need OCR to be read."""

    look: PaperLook
    gathered: Gathered
    meaning: Meaning = field(default_factory=Meaning)
    reading_notes: tuple[Note, ...] = ()

    @property
    def pages(self) -> tuple[Page, ...]:
        """The pages with their words and codes."""
        return self.gathered.pages

    @property
    def form(self) -> FormReading | None:
        """Which official form it is, when it is one."""
        return self.meaning.form

    @property
    def guesses(self) -> tuple[KindGuess, ...]:
        """Kinds, the likeliest first."""
        return self.meaning.guesses

    @property
    def proposals(self) -> tuple[Proposal, ...]:
        """What it seems to say."""
        return self.meaning.proposals

    @property
    def notes(self) -> tuple[Note, ...]:
        """What is to be told about it as a whole."""
        return (*self.meaning.notes, *self.reading_notes)

    @property
    def without_text(self) -> tuple[int, ...]:
        """Numbers of pages that only a picture tells about."""
        return self.gathered.without_text()


def named(reading: PaperReading, name: str) -> PaperReading:
    """The reading under the name the person knows the paper by."""
    look = replace(reading.look, original_name=safe_line(name))
    return replace(reading, look=look, gathered=replace(reading.gathered, look=look))


def read_many(
    paths: Iterable[Path],
    books: Books,
    *,
    with_ocr: bool = False,
    cancelled: Callable[[], bool] = lambda: False,
) -> Iterator[PaperReading]:
    """Each file in turn, read by one guarded child. Never raises for what a file is; see `look.refusal`."""
    with Child(WORKER, REQUESTS) as child, ocr.OcrBatch(cancelled) as batch:
        asker = Asker(child, cancelled)
        for path in paths:
            if cancelled():
                return
            try:
                reading = of_gathered(_gathered(asker, path, books), books)
            except ChildStopped:
                return
            if with_ocr and reading.without_text and ocr.is_available():
                reading = with_pictures(reading, path, books, batch)
            yield reading


def _gathered(asker: Asker, path: Path, books: Books) -> Gathered:
    """One file, with what its form needs: printed labels without a map, ink where no fields are left."""
    gathered = gather(asker, path)
    if not forms_of(gathered):
        return gathered
    form_map = map_of(gathered, books.catalog)
    if any(f.kind != "barcode" for f in gathered.fields):
        return gathered if form_map is not None else with_labels(asker, gathered)
    return with_ink(asker, gathered, form_map) if form_map is not None else gathered


def of_gathered(gathered: Gathered, books: Books, notes: tuple[Note, ...] = ()) -> PaperReading:
    """What was gathered, interpreted. Pure."""
    if gathered.look.refusal is not None:
        return PaperReading(gathered.look, gathered)
    if gathered.trouble:
        name = {"name": gathered.look.original_name}
        notes = (Note("read-in-part", READ_IN_PART, name), *notes)
    return PaperReading(
        gathered.look, gathered, interpret(gathered, books.catalog, books.today, books.filed), notes
    )


def as_kind(reading: PaperReading, kind: str, books: Books) -> PaperReading:
    """The reading for the kind that the person chose. Pure."""
    if kind in {"", likeliest(reading.guesses)} or not any(p.words for p in reading.pages):
        return reading
    return replace(
        reading, meaning=interpret(reading.gathered, books.catalog, books.today, books.filed, kind)
    )


def with_pictures(reading: PaperReading, path: Path, books: Books, batch: ocr.OcrBatch) -> PaperReading:
    """The reading with the words of its pictures; a cancelled run keeps what was read so far."""
    read: list[Page] = []
    notes: list[Note] = []
    for number in reading.without_text[:MOST_PICTURES]:
        found = batch.read(path, number, reading.look.sha256)
        if found is None:
            break
        read.append(found.page)
        notes.extend(_named(n, reading.look.original_name) for n in found.notes)
    return of_gathered(reading.gathered.with_pages(read), books, tuple(notes))


def _named(note: Note, name: str) -> Note:
    return replace(note, params={**note.params, "name": name}) if "name" in note.params else note


def picture_cache(folder: Path | None, veil: Veil | None = None) -> ReadCache:
    """Words of pictures kept in a private folder, so that no page is read twice; None keeps nothing.

    With a `veil` what is kept is unreadable without the key of the case.
    """
    return ReadCache(folder, veil)
