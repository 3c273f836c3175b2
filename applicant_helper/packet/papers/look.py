"""Looks into the contents of a page: the dpi of pictures, whether there is text, whether something covers text."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from typing import Any, NamedTuple

from pikepdf import Dictionary, Name, Stream

from applicant_helper.packet.papers.content import (
    IDENTITY,
    STRINGS,
    Matrix,
    as_matrix,
    last_name,
    numbers,
    read_modest,
    resource,
    times,
)
from applicant_helper.packet.papers.glyphs import Font
from applicant_helper.packet.papers.opening import ODD
from applicant_helper.packet.papers.paper import Box
from applicant_helper.packet.papers.redaction import CoveredText

SHOWS = re.compile(rb"[)\]>]\s*(?:T[jJ]|['\"])(?![A-Za-z0-9])")
# What can lie over text: a filled rectangle of some size, a thick line, a picture or form.
FILLED = re.compile(rb"\sre\b(?!\s*+(?:W|n|S|s)\b)")
POLYGON = re.compile(rb"\sl\s++(?:h\s++)?[fFBb]\b")
THICK = re.compile(rb"\sw\b")
BEFORE = 60
PLACED = re.compile(
    rb"((?:[-+.\d]++\s++){6})cm\b|(?<![^\s\x00\])>])(q|Q)(?![^\s\x00\[(</])|(/[^\s\x00()<>\[\]{}/%]++)\s++Do\b"
)
# All that the usual page of a scan has.
SCAN = re.compile(
    rb"\s*+(?:q\s++)?+((?:[-+.\d]++\s++){6})cm\s*+(/[^\s\x00()<>\[\]{}/%]++)\s++Do\s*+(?:Q\s*+)?+"
)
LEAST = 3.0
SHORT, MOST_SCANS = 400, 1000
MOST_SAVED = 500
# Statements of one paper that are followed for what covers text: some fifteen seconds.
MOST_FOLLOWED = 1_500_000
DEEPEST = 5
# Smaller pictures are signs and lines.
SMALL = 0.01


class Seen(NamedTuple):
    """What a look found."""

    dpi: float | None = None
    has_text: bool = False
    covered_text: bool = False


class Looker:
    """Looks at pages of one document; its fonts are read once. `has_damage`: contents could not be read whole."""

    def __init__(self, hidden: frozenset[tuple[int, int]]) -> None:
        self._hidden = hidden
        self._fonts: dict[Any, Font] = {}
        self.has_damage = False
        self._budget = MOST_FOLLOWED
        self._scans: dict[bytes, tuple[Matrix, str] | None] = {}

    def look(self, streams: Sequence[Stream], resources: Any, box: Box, unit: float) -> Seen:
        """What the page shows; nothing of contents that are large or cannot be read."""
        try:
            scan = self._scan(streams[0]) if len(streams) == 1 else None
            if scan is not None:
                image = resource(resources, "/XObject", scan[1])
                if isinstance(image, Stream) and image.get("/Subtype") == Name.Image:
                    sight = _Sight((box[2] - box[0]) * (box[3] - box[1]), unit)
                    sight.picture(image, scan[0])
                    return Seen(sight.dpi[0] if sight.dpi else None)
            parts = [self._read(stream) for stream in streams]
            if None in parts:
                return Seen()
            content = parts[0] or b"" if len(parts) == 1 else b"\n".join(part or b"" for part in parts)
            return self._look(content, resources, box, unit)
        except ODD:
            return Seen()

    def _scan(self, stream: Stream) -> tuple[Matrix, str] | None:
        """Where the one picture of a scanned page is, and its name; pages of one scanner are written alike."""
        length = stream.get("/Length")
        if not isinstance(length, int) or length > SHORT:
            return None
        raw = stream.read_raw_bytes()
        if raw not in self._scans:
            found = SCAN.fullmatch(self._read(stream) or b"")
            name = None if found is None else last_name(found[2])
            if len(self._scans) > MOST_SCANS:
                self._scans.clear()
            self._scans[raw] = None if found is None or name is None else (as_matrix(found[1].split()), name)
        return self._scans[raw]

    def _read(self, stream: Stream) -> bytes | None:
        found = read_modest(stream)
        self.has_damage |= not found.is_whole
        return found.data

    def _look(self, content: bytes, resources: Any, box: Box, unit: float) -> Seen:
        sight = _Sight((box[2] - box[0]) * (box[3] - box[1]), unit)
        shows = SHOWS.search(content) is not None
        forms = b"Do" in content and self._pictures(content, resources, IDENTITY, sight, 0)
        covered = (shows or forms) and self._may_cover(content, forms=forms)
        return Seen(
            dpi=max(sight.dpi, default=None),
            has_text=shows or forms,
            covered_text=covered and self._covers(content, resources, box),
        )

    def _covers(self, content: bytes, resources: Any, box: Box) -> bool:
        if self._budget <= 0:
            return False
        follower = CoveredText(box, self._hidden, self._fonts)
        found = follower.found(content, resources)
        self._budget -= follower.taken
        return found

    def _may_cover(self, content: bytes, *, forms: bool) -> bool:
        if forms:
            return True
        first = SHOWS.search(content)
        rest = content[first.start() :] if first is not None else b""
        if b"Do" in rest or POLYGON.search(rest):
            return True
        boxes = (_numbers_before(rest, found.start(), 2) for found in FILLED.finditer(rest))
        lines = (_numbers_before(rest, found.start(), 1) for found in THICK.finditer(rest))
        return any(map(_is_large, boxes)) or any(map(_is_large, lines))

    def _pictures(self, content: bytes, resources: Any, start: Matrix, sight: _Sight, depth: int) -> bool:
        """Gather the dpi of pictures; returns whether a form shows text."""
        shows = False
        matrix = start
        saved: list[Matrix] = []
        bare = STRINGS.sub(b"()", content)
        for axes, keep, name in PLACED.findall(bare):
            if axes:
                values = numbers(axes, 6)
                matrix = matrix if values is None else times(values, matrix)  # type: ignore[arg-type]
            elif keep == b"q":
                saved = [*saved, matrix] if len(saved) < MOST_SAVED else saved
            elif keep:
                matrix = saved.pop() if saved else matrix
            else:
                thing = resource(resources, "/XObject", last_name(name))
                if isinstance(thing, Stream):
                    shows |= self._painted(thing, resources, matrix, sight, depth)
        return shows

    def _painted(self, thing: Stream, resources: Any, matrix: Matrix, sight: _Sight, depth: int) -> bool:
        if thing.get("/Subtype") != Name.Form:
            sight.picture(thing, matrix)
            return False
        sight.forms -= 1
        content = self._read(thing) if depth < DEEPEST and sight.forms > 0 else None
        if content is None:
            return False
        own = thing.get("/Resources")
        inner = own if isinstance(own, Dictionary) else resources
        matrix = times(as_matrix(thing.get("/Matrix", ())), matrix)
        deeper = b"Do" in content and self._pictures(content, inner, matrix, sight, depth + 1)
        return SHOWS.search(content) is not None or deeper


class _Sight:
    """The page that pictures are seen on."""

    def __init__(self, page: float, unit: float) -> None:
        self.page = page
        self.unit = unit
        self.dpi: list[float] = []
        self.forms = 200

    def picture(self, image: Stream, matrix: Matrix) -> None:
        a, b, c, d, *_ = matrix
        width, height = math.hypot(a, b), math.hypot(c, d)
        if width * height < SMALL * self.page or not width or not height:
            return
        across, up = image.get("/Width"), image.get("/Height")
        if isinstance(across, int) and isinstance(up, int):
            self.dpi.append(round(72 * max(across / width, up / height) / self.unit, 1))


def _numbers_before(content: bytes, place: int, count: int) -> tuple[float, ...]:
    return numbers(content[max(place - BEFORE, 0) : place], count) or ()


def _is_large(lengths: tuple[float, ...]) -> bool:
    return bool(lengths) and min(map(abs, lengths)) >= LEAST
