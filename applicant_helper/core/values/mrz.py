"""Finds and reads the machine-readable zone of passports, cards and visas in noisy text (ICAO Doc 9303 parts 3 to 7).

Nothing is decided where two readings fit: the field then has no value but candidates.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from applicant_helper.core.values.mrz_codes import country_of, is_known
from applicant_helper.core.values.mrz_layout import (
    FILLER,
    LAYOUTS,
    Layout,
    composite_passes,
    document_number,
    field_passes,
)
from applicant_helper.core.values.mrz_lines import (
    TO_LETTER,
    UNKNOWN,
    by_position,
    clean_line,
    dates_are_digits,
    fillers_restored,
    lengths_tried,
)
from applicant_helper.core.values.mrz_names import ZoneName, other_names, read_names
from applicant_helper.core.values.mrz_repair import full_birth, full_expiry, is_sound, repair
from applicant_helper.core.values.partial_date import PartialDate

MAX_LINES = 4000
MAX_ANCHORS = 80
"""Lines with dates that are looked at closely, those of the right length first."""
SHIFTED = 6
_REACH = 3
"""A noise line or two may stand between the lines of a zone."""


@dataclass(frozen=True, slots=True)
class Mrz:
    """What a zone says.

    `rows` are the positions of its lines in the text that was searched; a first line that could not be read is
    empty and has the position of the second. `checks` tells for each field with a
    check digit, and for `composite`, whether they agree; `repaired` lists fields put right because only one
    reading fitted; `candidates` holds the readings, as the zone writes them, of fields that are still open.
    """

    layout: str
    lines: tuple[str, ...]
    rows: tuple[int, ...]
    code: str
    issuer: str
    nationality: str
    name: ZoneName
    number: str
    birth: str
    sex: str
    expiry: str
    optional: tuple[str, ...] = ()
    checks: Mapping[str, bool] = field(default_factory=dict)
    repaired: frozenset[str] = frozenset()
    candidates: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    other_names: tuple[ZoneName, ...] = ()

    def birth_date(self, today: date) -> PartialDate | None:
        """The date of birth, None when it can not be read."""
        return full_birth(self.birth, (today.year, today.month, today.day))

    def expiry_date(self) -> PartialDate | None:
        """The last day of validity, None when there is none or it can not be read."""
        return full_expiry(self.expiry)

    def failed(self) -> tuple[str, ...]:
        """Fields whose check digit does not agree with them, `composite` included."""
        return tuple(name for name, passed in self.checks.items() if not passed)

    def nationality_code(self) -> str | None:
        """The two-letter code of the nationality, None for the stateless, organisations and unknown codes."""
        return country_of(self.nationality)

    def with_number(self, number: str) -> Mrz:
        """The zone with one of the candidates of the number chosen."""
        left = {k: v for k, v in self.candidates.items() if k != "number"}
        checks = {**self.checks, "number": True}
        repaired = self.repaired | {"number"}
        return replace(self, number=number.strip(FILLER), candidates=left, checks=checks, repaired=repaired)

    def with_name(self, name: ZoneName) -> Mrz:
        """The zone with one reading of the name chosen."""
        return replace(self, name=name, other_names=())

    @property
    def is_sure(self) -> bool:
        """Whether every check digit agrees as it was read."""
        return all(self.checks.values()) and not self.repaired and not self.candidates


@dataclass(frozen=True, slots=True)
class _Found:
    score: int
    layout: Layout
    lines: tuple[str, ...]
    rows: tuple[int, ...]


def find_mrz(lines: Sequence[str]) -> Mrz | None:
    """The zone in the lines of a page, or None when there is none.

    Lines may have spaces, lower case, misread fillers, a few fillers too many or too few, and other text.

    >>> names = "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<"
    >>> zone = find_mrz([names, "L898902C36UTO7408122F1204159ZE184226B<<<<<10"])
    >>> zone.name.family, zone.number, zone.is_sure
    ('ERIKSSON', 'L898902C3', True)
    """
    cleaned = [clean_line(line) for line in lines[:MAX_LINES]]
    best: _Found | None = None
    for found in _all_found(cleaned):
        if best is None or found.score > best.score:
            best = found
    return _read(best) if best else None


def _all_found(cleaned: Sequence[str]) -> Iterator[_Found]:
    rows = [i for i, line in enumerate(cleaned) if 20 <= len(line) <= 60 and _digits(line) >= 7]
    for row in sorted(rows, key=lambda i: _apart(cleaned[i]))[:MAX_ANCHORS]:
        for layout in LAYOUTS:
            anchor = _anchor(layout, cleaned[row])
            if anchor is not None:
                found = _with_other_lines(layout, cleaned, row, anchor)
                if found:
                    yield found


def _digits(line: str) -> int:
    return sum(c.isdigit() for c in line)


def _apart(line: str) -> int:
    return min(abs(len(line) - layout.length) for layout in LAYOUTS)


def _anchor(layout: Layout, line: str) -> str | None:
    """The line with the dates in its right length, None when it is none."""
    best, best_score = None, 0
    for tried in lengths_tried(line, layout.length):
        if not dates_are_digits(layout, by_position(layout, tried, layout.anchor)):
            continue
        put_right = by_position(layout, tried, layout.anchor)
        score = _anchor_score(layout, put_right) - min(4, abs(len(line) - layout.length))
        if score > best_score:
            best, best_score = put_right, score
    return best


def _anchor_score(layout: Layout, line: str) -> int:
    """At least one check digit agrees and the parts around look right, else 0."""
    rows = (
        (FILLER * layout.length,) * layout.anchor
        + (line,)
        + (FILLER * layout.length,) * (layout.rows - layout.anchor - 1)
    )
    here = [name for name, at in layout.checks.items() if at.line == layout.anchor]
    passed = [n for n in here if is_sound(layout, rows, n) and layout.fields[n].of(rows).strip(FILLER)]
    known = is_known(layout.fields["nationality"].of(rows))
    sex = layout.fields["sex"].of(rows) in {"M", "F", FILLER}
    whole = layout.rows == 2 and bool(composite_passes(layout, rows))
    if not passed or (len(passed) == 1 and not (known and sex)):
        return 0
    return 10 * len(passed) + 8 * whole + 5 * known + 3 * sex


def _with_other_lines(layout: Layout, cleaned: Sequence[str], row: int, anchor: str) -> _Found | None:
    before = _best_first_line(layout, cleaned, row, anchor)
    if before is None and layout.rows == 2 and composite_passes(layout, (anchor, anchor)):
        before = (-10, layout.default_start + FILLER * (layout.length - 1), row)
    if before is None:
        return None
    score, first, first_row = before
    if layout.rows == 2:
        lines: tuple[str, ...] = (first, anchor)
        rows: tuple[int, ...] = (first_row, row)
    else:
        names_row = _names_row(cleaned, row)
        if names_row is None:
            return None
        names = fillers_restored(cleaned[names_row].replace(UNKNOWN, ""))[: layout.length].ljust(
            layout.length, FILLER
        )
        lines, rows = (first, anchor, by_position(layout, names, 2)), (first_row, row, names_row)
    apart = min(4, abs(len(cleaned[row]) - layout.length))
    total = (
        score
        + _anchor_score(layout, anchor)
        - apart
        + 8 * (layout.rows == 3 and bool(composite_passes(layout, lines)))
    )
    return _Found(total, layout, lines, rows)


def _names_row(cleaned: Sequence[str], row: int) -> int | None:
    for i in range(row + 1, min(len(cleaned), row + 1 + _REACH)):
        line = cleaned[i]
        if FILLER in line and len(line) >= 5 and line[0] != FILLER and sum(c.isdigit() for c in line) <= 3:
            return i
    return None


def _best_first_line(
    layout: Layout, cleaned: Sequence[str], row: int, anchor: str
) -> tuple[int, str, int] | None:
    best: tuple[int, str, int] | None = None
    for i in range(max(0, row - _REACH), row):
        for line, cost in _first_lines(layout, cleaned[i]):
            score = _first_score(layout, line, anchor) - cost
            if cost >= SHIFTED and not is_known(line[2:5]):
                continue
            if score > 0 and (best is None or (score, i) > (best[0], best[2])):
                best = (score, line, i)
    return best


def _first_lines(layout: Layout, line: str) -> Iterator[tuple[str, int]]:
    """The first line in its right length and what speaks against it; a sign may be lost or added in front."""
    if not 8 <= len(line) <= 60:
        return
    shifts = [
        (line, 0),
        (line[1:], 6),
        (line[2:], 7),
        *((start + line, 6) for start in sorted(layout.starts)),
    ]
    for shifted, cost in shifts:
        shifted = shifted[:1].translate(TO_LETTER) + shifted[1:]
        if not shifted or shifted[0] not in layout.starts:
            continue
        if layout.names_line == 0:
            yield _named(layout, shifted), cost
            yield _named(layout, shifted[0] + FILLER + shifted[1:]), cost + 2
            continue
        apart = min(4, abs(len(line) - layout.length))
        for tried in lengths_tried(shifted, layout.length):
            yield by_position(layout, tried, 0), cost + apart


def _named(layout: Layout, line: str) -> str:
    put_right = by_position(
        layout, line.replace(UNKNOWN, "")[: layout.length].ljust(layout.length, FILLER), 0
    )
    head, names = put_right[:5], fillers_restored(put_right[5:])
    if head[1] in "KCSLEX" and is_known(head[2:]):
        head = head[0] + FILLER + head[2:]
    return head + names


def _first_score(layout: Layout, line: str, anchor: str) -> int:
    issuer = line[2:5]
    known = is_known(issuer)
    if layout.names_line != 0:
        rows = (line, anchor, FILLER * layout.length)
        passed = bool(field_passes(layout, rows, "number"))
        whole = bool(composite_passes(layout, rows))
        return 10 * passed + 5 * known + 8 * whole
    names = line[5:].strip(FILLER)
    if not names or not names[0].isalpha() or not (known or "<<" in names):
        return 0
    return (
        5 * known + 3 * ("<<" in names) + 2 * (FILLER in line) + (line[1] == FILLER) - 3 * (line[5] == FILLER)
    )


def _read(found: _Found) -> Mrz:
    layout = found.layout
    mended = repair(layout, found.lines)
    lines = _nationality_mended(layout, mended.lines)
    more = {"nationality"} if lines != mended.lines else set()
    fields = {name: span.of(lines) for name, span in layout.fields.items()}
    checks = {name: is_sound(layout, lines, name) for name in layout.checks}
    whole = composite_passes(layout, lines)
    if whole is not None:
        checks["composite"] = whole
    return Mrz(
        layout=layout.name,
        lines=lines,
        rows=found.rows,
        code=fields["code"].strip(FILLER),
        issuer=fields["issuer"].strip(FILLER),
        nationality=fields["nationality"].strip(FILLER),
        name=read_names(fields["names"]),
        number=document_number(layout, lines),
        birth=fields["birth"],
        sex=fields["sex"],
        expiry=fields["expiry"],
        optional=tuple(fields[n].strip(FILLER) for n in ("optional", "optional_2") if n in fields),
        checks=checks,
        repaired=mended.repaired | more,
        candidates=mended.candidates,
        other_names=other_names(fields["names"]),
    )


def _nationality_mended(layout: Layout, lines: tuple[str, ...]) -> tuple[str, ...]:
    """A nationality that is no code and differs by one letter from the state that issued the paper is that state."""
    span, issuer = layout.fields["nationality"], layout.fields["issuer"].of(lines)
    read = span.of(lines)
    alike = sum(a == b for a, b in zip(read, issuer, strict=True)) == 2
    return span.put(lines, issuer) if alike and not is_known(read) and is_known(issuer) else lines
