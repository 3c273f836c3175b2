"""Noto Sans cut to the characters in use, in two weights, embedded by reportlab. Never a silent blank or box."""

from __future__ import annotations

import hashlib
import importlib.metadata
import os
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from pathlib import Path

from applicant_helper.core.errors import ApplicantHelperError
from applicant_helper.core.marks import N_

PACKAGE = "fontpkg_noto_sans"
DISTRIBUTION = "fontpkg-noto-sans"
SOURCE = "files/NotoSans[wdth,wght].ttf"
WEIGHTS = {"regular": 400, "bold": 700}
# Cut once for nearly every text, so that most runs find the cut font in the cache.
ALWAYS = "".join(map(chr, [*range(0x20, 0x7F), *range(0xA0, 0x180), *map(ord, "–—‘’“”•…·→€™−")]))
MISSING = N_("The font here has no sign for {signs}. Write the text in Latin letters as well.")
ODD_SPACES = {"\t": " ", "\n": " ", "\u00a0": " ", "\u2011": "-"}


class GlyphsMissing(ApplicantHelperError):
    """A text holds characters that the font cannot draw."""


@dataclass(frozen=True, slots=True)
class FontPair:
    """Two registered fonts by the names that reportlab knows them under."""

    regular: str
    bold: str


def register(text: str, cache: Path) -> FontPair:
    """Fonts that hold every character of `text`; cut at first use and kept in `cache`.

    Raises GlyphsMissing. Use `printable` first where the text comes from a person.
    """
    wanted = {ODD_SPACES.get(c, c) for c in text}
    missing = sorted(c for c in wanted if ord(c) not in _covered())
    if missing:
        raise GlyphsMissing(
            "glyphs-missing", MISSING, {"signs": " ".join(f"U+{ord(c):04X}" for c in missing[:8])}
        )
    signs = "".join(sorted(wanted | {c for c in ALWAYS if ord(c) in _covered()}))
    key = hashlib.sha256(f"{importlib.metadata.version(DISTRIBUTION)}|2|{signs}".encode()).hexdigest()[:16]
    names = {weight: _registered(weight, key, signs, cache) for weight in WEIGHTS}
    return FontPair(names["regular"], names["bold"])


def printable(text: str) -> str:
    """The text with each character that the font lacks shown by its code point, such as `[U+4E2D]`."""
    plain = "".join(ODD_SPACES.get(c, c) for c in text)
    return "".join(c if ord(c) in _covered() else f"[U+{ord(c):04X}]" for c in plain)


@lru_cache(maxsize=1)
def _source() -> bytes:
    return files(PACKAGE).joinpath(SOURCE).read_bytes()


@lru_cache(maxsize=1)
def _covered() -> frozenset[int]:
    import io

    from fontTools.ttLib import TTFont

    return frozenset(TTFont(io.BytesIO(_source()), lazy=True).getBestCmap())


def _registered(weight: str, key: str, signs: str, cache: Path) -> str:
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    name = f"NotoSans-{weight}-{key}"
    if name not in pdfmetrics.getRegisteredFontNames():
        path = _cut(cache / "fonts" / f"{name}.ttf", lambda: _cut_bytes(weight, key, signs))
        pdfmetrics.registerFont(TTFont(name, str(path)))
    return name


def _cut(path: Path, make: Callable[[], bytes]) -> Path:
    if not path.is_file():
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=path.parent, suffix=".tmp")
        with os.fdopen(handle, "wb") as file:
            file.write(make())
        Path(temporary).replace(path)
    return path


def _cut_bytes(weight: str, key: str, signs: str) -> bytes:
    """Subset first, then fix the weight: the other way round takes many times longer."""
    import io

    from fontTools import subset
    from fontTools.ttLib import TTFont
    from fontTools.varLib import instancer

    font = TTFont(io.BytesIO(_source()), recalcTimestamp=False)
    options = subset.Options(layout_features=[], notdef_outline=True, name_IDs=["*"], hinting=False)
    cutter = subset.Subsetter(options)
    cutter.populate(text=signs)
    cutter.subset(font)
    fixed = instancer.instantiateVariableFont(font, {"wght": WEIGHTS[weight], "wdth": 100}, inplace=False)
    # reportlab tells embedded fonts apart by these names.
    for record in list(fixed["name"].names):
        if record.nameID in {1, 3, 4, 6, 16}:
            fixed["name"].setName(
                f"NotoSans-{weight}-{key}", record.nameID, record.platformID, record.platEncID, record.langID
            )
    out = io.BytesIO()
    fixed.save(out, reorderTables=None)
    return out.getvalue()
