"""What was read from the papers of the open case. Derived: it can be read again from the stored copies."""

from __future__ import annotations

from typing import TYPE_CHECKING

from applicant_helper.core.case import Document

if TYPE_CHECKING:
    from applicant_helper.reading.paper import Books, PaperReading

UNKNOWN = "folder_other"
"""The kind of a paper that nobody has named yet."""


class Readings:
    """Readings by content hash, kept while the case is open."""

    def __init__(self) -> None:
        self._by_hash: dict[str, PaperReading] = {}
        self._as_kind: dict[tuple[str, str], PaperReading] = {}

    def of(self, document: Document) -> PaperReading | None:
        """The reading of a paper, or None while it was not read in this sitting."""
        return self._by_hash.get(document.text("sha256"))

    def meant(self, document: Document, books: Books) -> PaperReading | None:
        """The reading of a paper for its present kind, which the person may have corrected."""
        from applicant_helper.reading.paper import as_kind

        reading = self.of(document)
        if reading is None or document.kind == UNKNOWN:
            return reading
        key = (document.text("sha256"), document.kind)
        if key not in self._as_kind:
            self._as_kind[key] = as_kind(reading, document.kind, books)
        return self._as_kind[key]

    def keep(self, reading: PaperReading) -> None:
        """Remember a reading; a later one of the same content takes its place."""
        self._by_hash[reading.look.sha256] = reading
        self._as_kind = {k: r for k, r in self._as_kind.items() if k[0] != reading.look.sha256}
