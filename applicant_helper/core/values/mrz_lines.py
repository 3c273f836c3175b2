"""Makes lines of a machine-readable zone from noisy text: characters, length and the usual misreadings."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import product

from applicant_helper.core.values.mrz_layout import FILLER, Layout

_FILLER_LIKE = str.maketrans(
    {"«": "<<", "‹": "<", "〈": "<", "《": "<<", "≪": "<<", "＜": "<", "⟨": "<", "≤": "<"}
)
# Greek and Cyrillic capitals that text recognition writes for Latin ones.
_LATIN = str.maketrans("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧАВЕКМНОРСТУХЅІЈ", "ABEZHIKMNOPTYXABEKMHOPCTYXSIJ")
TO_DIGIT = str.maketrans("OQDUILJZSGBATY", "00001112568477")
TO_LETTER = str.maketrans("01245678", "OIZASGTB")
# Letters that text recognition takes fillers for.
_LIKE_FILLER = "KCSEXLG"
_ROW = re.compile(f"(?<=<)[{_LIKE_FILLER}]{{1,3}}(?=<|$)")
UNKNOWN = "?"
MAX_VARIANTS = 160


def clean_line(text: str) -> str:
    """Upper case, spaces and other signs left out, look-alikes of the filler made fillers.

    A letter that no zone has keeps its place as `UNKNOWN`.

    >>> clean_line("p‹uto eriksson«anna")
    'P<UTOERIKSSON<<ANNA'
    """
    plain = (
        unicodedata.normalize("NFKC", text.translate(_FILLER_LIKE))
        .upper()
        .translate(_FILLER_LIKE)
        .translate(_LATIN)
    )
    return "".join(map(_sign, plain))


def _sign(sign: str) -> str:
    if sign == FILLER or "A" <= sign <= "Z" or "0" <= sign <= "9":
        return sign
    return UNKNOWN if sign.isalpha() else ""


def fillers_restored(line: str) -> str:
    """Short groups of letters that stand alone among fillers made fillers again.

    >>> fillers_restored("ANNA<<<<K<<<CC<<<")
    'ANNA<<<<<<<<<<<<<'
    """
    cut = re.search("<<<|<<[KCSEXLG]<<", line)
    if cut is None:
        return line
    tail, before = line[cut.start() :], ""
    while tail != before:
        before, tail = tail, _ROW.sub(lambda m: FILLER * len(m[0]), tail)
    return line[: cut.start()] + tail


def lengths_tried(line: str, length: int) -> Iterator[str]:
    """The line in the given length: as it is, or with fillers added to or taken from its runs of fillers.

    At most `MAX_VARIANTS`, the likeliest first. Nothing is yielded when more than text recognition loses is amiss.
    """
    missing = length - len(line)
    if missing == 0:
        yield line
        return
    runs = [m.span() for m in re.finditer("<+", line)]
    if -3 <= missing < 0:
        yield from (line[start : len(line) + missing + start] for start in range(-missing + 1))
    if missing > 0 and not runs:
        yield from _doubled(line, missing)
        return
    changes = _shares(missing, [end - start for start, end in runs])
    for done, share in enumerate(changes):
        if done >= MAX_VARIANTS:
            return
        yield _changed(line, runs, share)
    if missing == 1:
        yield from _doubled(line, missing)
        yield from (line[:i] + FILLER + line[i:] for i in range(len(line) + 1))


def _doubled(line: str, missing: int) -> Iterator[str]:
    """Text recognition reads two equal signs as one; each is tried."""
    if missing == 1:
        yield from (line[:i] + line[i] + line[i:] for i in range(len(line)))


def _shares(missing: int, runs: Sequence[int]) -> Iterator[tuple[int, ...]]:
    """How `missing` fillers (negative: too many) may be shared by the runs, the longest run first."""
    if not runs or abs(missing) > 24:
        return
    longest = max(range(len(runs)), key=lambda i: runs[i])
    small = range(min(missing, 3) + 1) if missing > 0 else range(max(missing, -3), 1)
    others = [i for i in range(len(runs)) if i != longest][:4]
    choices = sorted(
        product(small, repeat=len(others)), key=lambda c: (sum(map(abs, c)), max(map(abs, c), default=0))
    )
    for choice in choices:
        rest = missing - sum(choice)
        share = [0] * len(runs)
        for i, change in zip(others, choice, strict=True):
            share[i] = change
        share[longest] = rest
        if all(runs[i] + s >= 0 for i, s in enumerate(share)):
            yield tuple(share)


def _changed(line: str, runs: Sequence[tuple[int, int]], share: Sequence[int]) -> str:
    parts, at = [], 0
    for (start, end), change in zip(runs, share, strict=True):
        parts += [line[at:start], FILLER * (end - start + change)]
        at = end
    return "".join(parts) + line[at:]


def by_position(layout: Layout, line: str, row: int) -> str:
    """Letters read as digits and digits read as letters put right where only the other kind can stand."""
    for name, kind in (
        ("birth", TO_DIGIT),
        ("expiry", TO_DIGIT),
        ("nationality", TO_LETTER),
        ("issuer", TO_LETTER),
    ):
        span = layout.fields[name]
        if span.line == row:
            line = line[: span.start] + span.of((line,) * layout.rows).translate(kind) + line[span.end :]
    spans = [*layout.checks.values(), *((layout.composite_at,) if layout.composite_at else ())]
    for span in spans:
        if span.line == row:
            line = line[: span.start] + line[span.start : span.end].translate(TO_DIGIT) + line[span.end :]
    sex = layout.fields["sex"]
    if sex.line == row and line[sex.start] not in "MF<":
        found = {"N": "M", "H": "M", "W": "M", "P": "F", "E": "F", "X": FILLER, "K": FILLER, "C": FILLER}
        line = line[: sex.start] + found.get(line[sex.start], line[sex.start]) + line[sex.end :]
    names = layout.fields["names"]
    if names.line == row:
        line = line[: names.start] + line[names.start :].translate(TO_LETTER)
    return line


def dates_are_digits(layout: Layout, line: str) -> bool:
    """Whether the dates of the anchor line were read as digits, or nearly so."""
    spans = (layout.fields["birth"], layout.checks["birth"], layout.fields["expiry"], layout.checks["expiry"])
    signs = "".join(line[s.start : s.end] for s in spans)
    return sum(c.isdigit() or c == FILLER for c in signs) >= 10 and sum(c.isdigit() for c in signs) >= 7
