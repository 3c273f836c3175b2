"""Proposals from the machine-readable zone of passports, cards and visas, with the place of each on the page.

Works on words with boxes, whether from a text layer or from text recognition; opens no file.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from applicant_helper.core.answers import JsonValue
from applicant_helper.core.values.mrz import Mrz, find_mrz
from applicant_helper.core.values.mrz_codes import country_of
from applicant_helper.core.values.mrz_layout import LAYOUTS
from applicant_helper.core.values.mrz_lines import UNKNOWN
from applicant_helper.core.values.mrz_names import ZoneName
from applicant_helper.core.values.mrz_repair import full_birth, full_expiry
from applicant_helper.reading.shapes import Box, How, Note, Page, Proposal
from applicant_helper.reading.zonelines import Line, around, lines_of, turned, ways_up
from applicant_helper.reading.zonenotes import zone_notes
from applicant_helper.reading.zoneprinted import printed_number, printed_split

MAX_ZONES = 4
FILLER_SIGNS = "<«‹＜≤"
_SEXES: Mapping[str, str] = {"M": "male", "F": "female"}
_LAYOUTS = {layout.name: layout for layout in LAYOUTS}
AGREED, UNCHECKED, MENDED, DOUBTED = 0.98, 0.9, 0.75, 0.3
"""Trust in a field whose check digit agrees; that has none; that was put right; that does not agree."""


@dataclass(frozen=True, slots=True)
class ZoneReading:
    """One zone on one page. `kind` is a kind of paper of the vocabulary, empty when the zone does not tell."""

    page: int
    kind: str
    zone: Mrz
    box: Box
    proposals: tuple[Proposal, ...]
    notes: tuple[Note, ...]


def read_zones(pages: Sequence[Page], today: date) -> tuple[ZoneReading, ...]:
    """Every zone of the pages, in their order."""
    return tuple(reading for page in pages for reading in _zones_of(page, today))


def _zones_of(page: Page, today: date) -> list[ZoneReading]:
    """The zones of a page, whichever way up it lies: the way that yields most names counts."""
    best: list[ZoneReading] = []
    if not any(sign in word.text for word in page.words for sign in FILLER_SIGNS):
        return best
    for quarters in ways_up(page.words):
        found = [_turned_back(r, page, quarters) for r in _level_zones(_turned(page, quarters), today)]
        if _worth(found) > _worth(best):
            best = found
    return best


def _worth(found: Sequence[ZoneReading]) -> int:
    return sum(20 + 5 * bool(r.zone.name.family) - len(r.zone.failed()) for r in found)


def _turned(page: Page, quarters: int) -> Page:
    words = tuple(replace(w, box=turned(w.box, quarters, page.width, page.height)) for w in page.words)
    return replace(page, words=words)


def _turned_back(reading: ZoneReading, page: Page, quarters: int) -> ZoneReading:
    size = (page.height, page.width) if quarters % 2 else (page.width, page.height)

    def back(box: Box | None) -> Box | None:
        return turned(box, 4 - quarters, *size) if box else None

    return replace(
        reading,
        box=back(reading.box) or reading.box,
        proposals=tuple(replace(p, box=back(p.box)) for p in reading.proposals),
        notes=tuple(replace(n, box=back(n.box)) for n in reading.notes),
    )


def _level_zones(page: Page, today: date) -> Iterator[ZoneReading]:
    left = lines_of(page.words)
    for _ in range(MAX_ZONES):
        zone = find_mrz([line.text for line in left])
        if zone is None:
            return
        of_zone = [left[row] for row in zone.rows]
        left = [line for line in left if line not in of_zone]
        yield _reading(page, zone, of_zone, left, today)


def _reading(
    page: Page, zone: Mrz, of_zone: Sequence[Line], printed: Sequence[Line], today: date
) -> ZoneReading:
    zone = _settled(zone, [line.text for line in printed])
    box = around([line.box for line in of_zone])
    kind = kind_of(zone)
    facts = _Facts(page.number, zone, of_zone, today)
    return ZoneReading(
        page.number, kind, zone, box, tuple(facts.all(kind)), zone_notes(zone, page.number, box)
    )


def _settled(zone: Mrz, printed: Sequence[str]) -> Mrz:
    """What the rest of the page settles: which candidate is the printed number, where the family name ends."""
    number = printed_number(zone.candidates.get("number", ()), printed)
    if number:
        zone = zone.with_number(number)
    split = printed_split(zone.other_names, printed)
    return zone.with_name(split) if split else zone


def kind_of(zone: Mrz) -> str:
    """The kind of paper by the first letters and the issuer.

    United States cards: C1 and C2 are permanent resident cards, IP is a passport card; other ones are left open.
    """
    if zone.layout == "TD3":
        return "passport"
    if zone.layout.startswith("MRV"):
        return "visa"
    if zone.issuer == "USA":
        return {"C1": "permanent_resident_card", "C2": "permanent_resident_card", "IP": "passport_card"}.get(
            zone.code, ""
        )
    return "national_id"


@dataclass(frozen=True, slots=True)
class _Facts:
    page: int
    zone: Mrz
    lines: Sequence[Line]
    today: date

    def all(self, kind: str) -> Iterator[Proposal]:
        if self.zone.name.family:
            yield self._name(kind)
        yield from self._date("date_of_birth", "birth")
        if kind in {"passport", "passport_card"}:
            yield from self._sex()
            yield from self._nationality("nationalities")
            yield from self._number("passports.number")
            yield from self._date("passports.expires", "expiry")
            yield from self._issuer()
        elif kind == "permanent_resident_card":
            yield from self._nationality("country_of_birth")
            yield from self._alien_number()
            yield from self._date("green_card_expiry", "expiry")
        elif kind in {"visa", "national_id"}:
            yield from self._sex()
            yield from self._nationality("nationalities")

    def _made(
        self, fact: str, value: JsonValue, name: str, trust: float, candidates: tuple[JsonValue, ...] = ()
    ) -> Proposal:
        span = _LAYOUTS[self.zone.layout].fields[name]
        line = self.lines[span.line]
        wide = len(self.zone.lines[span.line])
        box = line.part(span.start / wide, span.end / wide)
        sure = trust * min(1.0, 0.5 + line.confidence / 2)
        return Proposal(
            *(fact, value, span.of(self.zone.lines).rstrip("<"), self.page, box, How.PASSPORT_ZONE),
            *(round(sure, 3), candidates),
        )

    def _trust(self, name: str) -> float:
        passed = self.zone.checks.get(name)
        if passed is None:
            return UNCHECKED
        if not passed:
            return DOUBTED
        return MENDED if name in self.zone.repaired else AGREED

    def _name(self, kind: str) -> Proposal:
        names = [self.zone.name]
        if kind == "permanent_resident_card":
            names = _without_initials(self.zone.name)
        names += self.zone.other_names
        is_open = bool(self.zone.other_names)
        trust = UNCHECKED if self.zone.name.given else MENDED
        written = tuple(dict.fromkeys(n.written() for n in names if n.family))
        candidates = written if len(written) > 1 else ()
        value = None if is_open or not written else written[0]
        return self._made("legal_name", value, "names", DOUBTED if is_open else trust, candidates)

    def _date(self, fact: str, name: str) -> Iterator[Proposal]:
        read = self._full(name, self.zone.birth if name == "birth" else self.zone.expiry)
        found = [self._full(name, c) for c in self.zone.candidates.get(name, ())]
        candidates: tuple[JsonValue, ...] = tuple(c for c in found if c)
        if candidates:
            yield self._made(fact, None, name, DOUBTED, candidates)
        elif read:
            yield self._made(fact, read, name, self._trust(name))

    def _full(self, name: str, yymmdd: str) -> str | None:
        day = self.today
        found = full_birth(yymmdd, (day.year, day.month, day.day)) if name == "birth" else full_expiry(yymmdd)
        return found.iso() if found else None

    def _sex(self) -> Iterator[Proposal]:
        value = _SEXES.get(self.zone.sex)
        if value:
            yield self._made("sex", value, "sex", UNCHECKED)

    def _nationality(self, fact: str) -> Iterator[Proposal]:
        code = self.zone.nationality_code()
        if code:
            same = self.zone.nationality == self.zone.issuer
            value: JsonValue = [code] if fact == "nationalities" else code
            yield self._made(fact, value, "nationality", AGREED if same else UNCHECKED)

    def _issuer(self) -> Iterator[Proposal]:
        code = country_of(self.zone.issuer)
        if code:
            same = self.zone.nationality == self.zone.issuer
            yield self._made("passports.country", code, "issuer", AGREED if same else UNCHECKED)

    def _number(self, fact: str) -> Iterator[Proposal]:
        candidates = self.zone.candidates.get("number", ())
        if candidates:
            options: tuple[JsonValue, ...] = tuple(c.strip("<") for c in candidates)
            yield self._made(fact, None, "number", DOUBTED, options)
        elif self.zone.number and UNKNOWN not in self.zone.number:
            yield self._made(fact, self.zone.number, "number", self._trust("number"))

    def _alien_number(self) -> Iterator[Proposal]:
        """The number field of a permanent resident card holds the nine digits of the A-Number."""
        if self.zone.number.isdecimal() and len(self.zone.number) == 9 and self.zone.checks.get("number"):
            yield self._made("a_number", f"A{self.zone.number}", "number", self._trust("number"))


def _without_initials(name: ZoneName) -> list[ZoneName]:
    """Behind the given names of a permanent resident card stand the initials of the parents."""
    words = name.given.split()
    bare = list(words)
    while len(bare) > 1 and len(words) - len(bare) < 2 and len(bare[-1]) == 1:
        bare.pop()
    found = [ZoneName(name.family, " ".join(bare), name.may_be_cut)]
    return found if bare == words else [*found, name]
