"""What was read from the papers of the open case. Derived: it can be read again from the stored copies."""

from __future__ import annotations

from typing import TYPE_CHECKING

from applicant_helper.core.case import Document

if TYPE_CHECKING:
    from applicant_helper.reading.paper import PaperReading


class Readings:
    """Readings by content hash, kept while the case is open."""

    def __init__(self) -> None:
        self._by_hash: dict[str, PaperReading] = {}

    def of(self, document: Document) -> PaperReading | None:
        """The reading of a paper, or None while it was not read in this sitting."""
        return self._by_hash.get(document.text("sha256"))

    def keep(self, reading: PaperReading) -> None:
        """Remember a reading; a later one of the same content takes its place."""
        self._by_hash[reading.look.sha256] = reading
