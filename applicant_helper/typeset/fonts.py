"""Noto Sans cut to the characters in use, in two weights, embedded by reportlab. Never a silent blank or box."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

from applicant_helper.core.errors import ApplicantHelperError
from applicant_helper.core.marks import N_
from applicant_helper.typeset import let_shaper_load
from applicant_helper.typeset.cut import WEIGHTS, cut_font
from applicant_helper.typeset.sources import (
    BASE,
    CJK,
    SCRIPTS,
    Source,
    coverage,
    covers,
    in_ranges,
    sources_for,
    stamp,
)

# Cut once for nearly every text, so that most runs find the cut font in the cache.
ALWAYS = "".join(map(chr, [*range(0x20, 0x7F), *range(0xA0, 0x180), *map(ord, "–—‘’“”•…·→€™−")]))
MISSING = N_("The font here has no sign for {signs}. Write the text in Latin letters as well.")
ODD_SPACES = {"\t": " ", "\n": " ", "\u00a0": " ", "\u2011": "-", "\u3000": " "}
# Signs that steer joining and direction and are never drawn themselves.
UNSEEN = frozenset(
    "\u200b\u200c\u200d\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
)
# Texts with none of these are drawn and measured as they always were, with the base font alone.
OTHER_SCRIPT = re.compile(
    "[\u0590-\u1dbf\u200b-\u200f\u202a-\u202e\u2066-\u2069\u2d80-\uffef\U00010000-\U0010ffff]"
)


class GlyphsMissing(ApplicantHelperError):
    """A text holds characters that the font cannot draw."""


@dataclass(frozen=True, slots=True)
class FontPair:
    """Two registered fonts by the names that reportlab knows them under."""

    regular: str
    bold: str


@dataclass(frozen=True, slots=True)
class Helper:
    """A registered font of another script, the signs it was cut to, and the file it was read from."""

    name: str
    signs: frozenset[str]
    path: Path


_helpers: dict[str, tuple[Helper, ...]] = {}


def helpers(font: str) -> tuple[Helper, ...]:
    """The fonts that draw what the base font of this name does not, the first choice first."""
    return _helpers.get(font, ())


def register(text: str, cache: Path) -> FontPair:
    """Fonts that hold every character of `text`; cut at first use and kept in `cache`.

    Raises GlyphsMissing. Use `printable` first where the text comes from a person.
    """
    wanted = {ODD_SPACES.get(c, c) for c in text} - UNSEEN
    missing = sorted(c for c in wanted if _source_of(c) is None)
    if missing:
        raise GlyphsMissing(
            "glyphs-missing", MISSING, {"signs": " ".join(f"U+{ord(c):04X}" for c in missing[:8])}
        )
    han = _han_order(text)
    others: dict[Source, set[str]] = {}
    for sign in sorted(wanted):
        source = _source_of(sign, han)
        if source is not None and source is not BASE:
            others.setdefault(source, set()).add(sign)
    plain = wanted - {c for signs in others.values() for c in signs}
    signs = "".join(sorted(plain | {c for c in ALWAYS if covers(BASE, ord(c))}))
    # The name also tells which other fonts stand behind this one.
    behind = "".join(f"|{stamp(s)}|{''.join(sorted(own))}" for s, own in others.items())
    key = _key(f"{stamp(BASE)}|7|{signs}{behind}")
    names = {}
    for weight in WEIGHTS:
        names[weight] = _registered(BASE, weight, key, signs, cache).name
        _helpers[names[weight]] = tuple(
            _registered(s, weight, _key(f"{stamp(s)}|7|{''.join(sorted(own))}"), "".join(sorted(own)), cache)
            for s, own in others.items()
        )
    return FontPair(names["regular"], names["bold"])


def printable(text: str) -> str:
    """The text with each character that no font here has shown by its code point, such as `[U+4E2D]`."""
    if text.isascii() and text.isprintable():
        return text
    plain = "".join(ODD_SPACES.get(c, c) for c in text)
    return "".join(c if c in UNSEEN or _source_of(c) else f"[U+{ord(c):04X}]" for c in plain)


def lacks_fonts(text: str) -> bool:
    """Whether a sign is missing here only because the fonts of its script are not installed."""
    sources = {s for c in set(text) if _source_of(c) is None for s in sources_for(ord(c))}
    return bool(sources) and (not can_shape() or any(not coverage(s)[0] for s in sources))


def can_shape() -> bool:
    """Whether the library that joins and places letters is installed."""
    return _shaper()


@lru_cache(maxsize=1)
def _shaper() -> bool:
    let_shaper_load()
    return find_spec("uharfbuzz") is not None


def _source_of(sign: str, han: tuple[str, ...] = tuple(CJK)) -> Source | None:
    code = ord(sign)
    if OTHER_SCRIPT.match(sign):
        for source in sources_for(code, han) if can_shape() else ():
            if covers(source, code):
                return source
        if any(in_ranges(code, s.ranges) for s in SCRIPTS):
            return None  # The base font has signs of some scripts but cannot join them by itself.
    return BASE if covers(BASE, code) else None


def _han_order(text: str) -> tuple[str, ...]:
    """Han signs look different by country: the language of the whole text decides which font draws them."""
    if re.search("[\u3040-\u30ff]", text):
        return ("jp", "sc", "tc", "kr")
    han = {c for c in text if "\u3400" <= c <= "\u9fff"}
    if re.search("[\uac00-\ud7a3]", text) and not han:
        return ("kr", "sc", "tc", "jp")
    traditional = sum(_fits(c, "big5") and not _fits(c, "gb2312") for c in han)
    simplified = sum(_fits(c, "gb2312") and not _fits(c, "big5") for c in han)
    return ("tc", "sc", "jp", "kr") if traditional > simplified else ("sc", "tc", "jp", "kr")


def _fits(sign: str, encoding: str) -> bool:
    try:
        sign.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


def _key(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _registered(source: Source, weight: str, key: str, signs: str, cache: Path) -> Helper:
    from reportlab.pdfbase import pdfmetrics

    name = f"NotoSans-{weight}-{key}" if source is BASE else f"NotoSans-{source.key}-{weight}-{key}"
    path = cache / "fonts" / f"{name}.ttf"
    if name not in pdfmetrics.getRegisteredFontNames():
        cut_font(path, source, weight, signs)
        if source is BASE:
            from reportlab.pdfbase.ttfonts import TTFont

            pdfmetrics.registerFont(TTFont(name, str(path), shapable=False))
        else:
            from applicant_helper.typeset.glyphs import GlyphFont

            pdfmetrics.registerFont(GlyphFont(name, str(path), shapable=False))
    return Helper(name, frozenset(signs), path)
