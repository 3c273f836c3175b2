"""Which font package draws which script. All are Noto Sans under the OFL; read in place, never changed."""

from __future__ import annotations

import struct
from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

Ranges = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Source:
    """A variable font in an installed package, and the code points it is used for.

    `shaped` fonts keep their rules for joining and placing; the others stand sign by sign.
    """

    key: str
    package: str
    file: str
    ranges: Ranges = ()
    width_axis: bool = True
    shaped: bool = True


BASE = Source("latin", "fontpkg_noto_sans", "files/NotoSans[wdth,wght].ttf", shaped=False)
HAN: Ranges = (
    (0x1100, 0x11FF),
    (0x2E80, 0x9FFF),
    (0xA960, 0xA97F),
    (0xAC00, 0xD7FF),
    (0xF900, 0xFAFF),
    (0xFE30, 0xFE4F),
    (0xFF00, 0xFFEF),
    (0x20000, 0x3FFFF),
)


def _noto(key: str, package: str, name: str, *ranges: tuple[int, int], shaped: bool = True) -> Source:
    return Source(key, package, f"fonts/ofl/{name.lower()}/{name}[wdth,wght].ttf", ranges, shaped=shaped)


def _han(key: str) -> Source:
    name = f"NotoSans{key.upper()}"
    return Source(key, "justmytype_intl_cjk", f"fonts/ofl/{name.lower()}/{name}[wght].ttf", HAN, False, False)


RTL, SEA, SOUTH = "justmytype_intl_rtl", "justmytype_intl_sea", "justmytype_intl_south_asia"
SCRIPTS = (
    _noto("hebrew", RTL, "NotoSansHebrew", (0x590, 0x5FF), (0xFB1D, 0xFB4F)),
    _noto(
        "arabic",
        RTL,
        "NotoSansArabic",
        (0x600, 0x6FF),
        (0x750, 0x77F),
        (0x870, 0x8FF),
        (0xFB50, 0xFDFF),
        (0xFE70, 0xFEFE),
    ),
    Source("devanagari", BASE.package, BASE.file, ((0x900, 0x97F), (0x1CD0, 0x1CFF), (0xA8E0, 0xA8FF))),
    _noto("bengali", SOUTH, "NotoSansBengali", (0x980, 0x9FF)),
    _noto("tamil", SOUTH, "NotoSansTamil", (0xB80, 0xBFF)),
    _noto("telugu", SOUTH, "NotoSansTelugu", (0xC00, 0xC7F)),
    _noto("thai", SEA, "NotoSansThai", (0xE00, 0xE7F)),
    _noto("lao", SEA, "NotoSansLao", (0xE80, 0xEFF)),
    _noto("myanmar", SEA, "NotoSansMyanmar", (0x1000, 0x109F), (0xA9E0, 0xA9FF), (0xAA60, 0xAA7F)),
    _noto(
        "ethiopic",
        "justmytype_intl_africa",
        "NotoSansEthiopic",
        (0x1200, 0x139F),
        (0x2D80, 0x2DDF),
        shaped=False,
    ),
    _noto("khmer", SEA, "NotoSansKhmer", (0x1780, 0x17FF), (0x19E0, 0x19FF)),
)
CJK = {key: _han(key) for key in ("sc", "tc", "jp", "kr")}


def in_ranges(code: int, ranges: Ranges) -> bool:
    """Whether the code point lies in one of the ranges."""
    return any(low <= code <= high for low, high in ranges)


def sources_for(code: int, han: tuple[str, ...] = ("sc", "tc", "jp", "kr")) -> tuple[Source, ...]:
    """The fonts to ask for a sign of another script, the first choice first."""
    if in_ranges(code, HAN):
        return tuple(CJK[key] for key in han)
    return tuple(s for s in SCRIPTS if in_ranges(code, s.ranges))


@lru_cache(maxsize=32)
def coverage(source: Source) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """First and last code points of the runs that the font has signs for; empty when it is not installed.

    Reads the character map alone: opening the font with fontTools takes fifty milliseconds.
    """
    try:
        path = files(source.package).joinpath(source.file)
        with path.open("rb") as file:
            count = struct.unpack(">4xH6x", file.read(12))[0]
            tables = {t: (at, n) for t, at, n in struct.iter_unpack(">4s4xII", file.read(16 * count))}
            at, length = tables[b"cmap"]
            file.seek(at)
            return _runs(file.read(length))
    except (ModuleNotFoundError, FileNotFoundError):
        return (), ()


def covers(source: Source, code: int) -> bool:
    """Whether the installed font has a sign for this code point."""
    firsts, lasts = coverage(source)
    at = bisect_right(firsts, code) - 1
    return at >= 0 and code <= lasts[at]


def stamp(source: Source) -> str:
    """What tells one release of the font from another: its name and size in bytes."""
    with files(source.package).joinpath(source.file).open("rb") as file:
        return f"{source.key}{file.seek(0, 2)}"


def _runs(cmap: bytes) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Runs of a full Unicode map (format 12), or of one of the first plane (format 4)."""
    count = struct.unpack_from(">2xH", cmap)[0]
    starts = {
        at for p, e, at in struct.iter_unpack(">HHI", cmap[4 : 4 + 8 * count]) if p in {0, 3} and e != 5
    }
    formats = {struct.unpack_from(">H", cmap, at)[0]: at for at in starts}
    if 12 in formats:
        at = formats[12]
        groups = struct.unpack_from(">I", cmap, at + 12)[0]
        runs = [(a, b) for a, b, _ in struct.iter_unpack(">III", cmap[at + 16 : at + 16 + 12 * groups])]
    else:
        at = formats[4]
        size = struct.unpack_from(">H", cmap, at + 6)[0]
        ends = struct.unpack_from(f">{size // 2}H", cmap, at + 14)
        runs = [
            (a, b)
            for a, b in zip(struct.unpack_from(f">{size // 2}H", cmap, at + 16 + size), ends, strict=True)
            if a != 0xFFFF
        ]
    return tuple(a for a, _ in runs), tuple(b for _, b in runs)
