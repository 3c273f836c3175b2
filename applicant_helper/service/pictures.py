"""Words in pictures and scans, read after the papers are listed. Needs the `ocr` extra; without it nothing is lost."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from applicant_helper.core.case import Document
from applicant_helper.reading import ocr
from applicant_helper.reading.paper import PaperReading, named, picture_cache, with_pictures
from applicant_helper.service.papers import read_again
from applicant_helper.service.session import Session
from applicant_helper.storage.layout import READINGS


def can_read() -> bool:
    """Whether words in pictures can be read here."""
    return ocr.is_available()


def waiting(session: Session, document_ids: Sequence[str]) -> tuple[Document, ...]:
    """The papers among these that have pages only a picture tells about."""
    found = []
    for document in session.case.documents:
        reading = session.readings.of(document)
        if document.id in document_ids and (reading is None or reading.without_text):
            found.append(document)
    return tuple(found)


def read_pictures(
    session: Session, documents: Sequence[Document], *, cancelled: Callable[[], bool] = lambda: False
) -> Iterator[tuple[str, PaperReading]]:
    """Each paper's id with its reading, as soon as its pictures are read. Keeps only the cache of words."""
    cache = None if session.store.is_read_only else session.store.path / READINGS
    veil = session.store.parts.sealer if session.store.is_protected else None
    with session.papers_out(), ocr.OcrBatch(cancelled, picture_cache(cache, veil)) as batch:
        for document in documents:
            if cancelled():
                return
            reading = session.readings.of(document) or next(
                read_again(session, [document], cancelled=cancelled), None
            )
            if reading is None or reading.look.refusal is not None:
                continue
            path = session.stored_copy(document.text("sha256"))
            if path is None:
                continue
            name = reading.look.original_name
            yield document.id, named(with_pictures(reading, path, session.books(), batch), name)
