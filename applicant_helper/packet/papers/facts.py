"""What is seen of each page, without decoding a picture. The usual page of a scan takes some 40 µs."""

from __future__ import annotations

from collections.abc import Sequence

from pikepdf import Array, Object, Page, Stream

from applicant_helper.packet.papers.frame import Frames
from applicant_helper.packet.papers.look import Looker
from applicant_helper.packet.papers.opening import is_silent, notes_of
from applicant_helper.packet.papers.paper import PageFacts


class Surveyor:
    """Gathers the facts of pages. `is_plain` turns false at a page that cannot be taken as it is."""

    def __init__(
        self, *, look: bool, stops: bool = False, hidden: frozenset[tuple[int, int]] = frozenset()
    ) -> None:
        self.is_plain = True
        self._stops = stops
        self.has_links = False
        self.has_damage = False
        self.frames = Frames()
        self._looker = Looker(hidden) if look else None

    def survey(self, pages: Sequence[Page]) -> list[PageFacts]:
        """Facts of each page, in order; stops early where `is_plain` turns false and `stops`."""
        found = []
        for page in pages:
            found.append(self.facts(page.obj))
            if self._stops and not self.is_plain:
                break
        return found

    def facts(self, page: Object) -> PageFacts:
        """Facts of one page."""
        keys = page.keys()
        box, rotate, unit, resources = self.frames.of(page, keys)
        streams = self._streams(page.get("/Contents")) if "/Contents" in keys else []
        if "/Annots" in keys:
            self._see_notes(page)
        if self._looker is None or not streams:
            return PageFacts(box, rotate, unit, len(streams))
        seen = self._looker.look(streams, resources, box, unit)
        if self._looker.has_damage:
            self.is_plain, self.has_damage = False, True
        return PageFacts(box, rotate, unit, len(streams), seen.dpi, seen.has_text, seen.covered_text)

    def _streams(self, contents: Object | None) -> list[Stream]:
        if isinstance(contents, Stream):
            return [contents]
        if not isinstance(contents, Array):
            self.is_plain = False
            return []
        parts = list(contents)
        streams = [part for part in parts if isinstance(part, Stream)]
        if len(streams) != len(parts):
            self.is_plain = False
        return streams

    def _see_notes(self, page: Object) -> None:
        for note in notes_of(page):
            if is_silent(note):
                self.has_links = True
            else:
                self.is_plain = False
                return
