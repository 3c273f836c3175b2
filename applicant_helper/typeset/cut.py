"""Variable fonts cut to the signs in use and fixed at one weight. Kept in a folder; cut again when it is empty."""

from __future__ import annotations

import os
import tempfile
import unicodedata
from importlib.resources import files
from pathlib import Path

from applicant_helper.typeset.sources import Source

WEIGHTS = {"regular": 400, "bold": 700}
UNREAD = ("HVAR", "VVAR", "vhea", "vmtx", "VORG", "meta")
JOINING = ("GSUB", "GPOS", "GDEF", "BASE")


def cut_font(path: Path, source: Source, weight: str, signs: str) -> Path:
    """The font at `path`, made first when it is not there."""
    if not path.is_file():
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=path.parent, suffix=".tmp")
        with os.fdopen(handle, "wb") as file:
            file.write(_cut_bytes(path.stem, source, weight, signs))
        Path(temporary).replace(path)
    return path


def _cut_bytes(name: str, source: Source, weight: str, signs: str) -> bytes:
    """Subset first, then fix the weight: the other way round takes many times longer."""
    import io

    from fontTools import subset
    from fontTools.ttLib import TTFont
    from fontTools.varLib import instancer

    data = files(source.package).joinpath(source.file).read_bytes()
    font = TTFont(io.BytesIO(data), recalcTimestamp=False)
    # Reading these takes most of the time. Widths come from the outlines' own variations, nothing is set upright.
    for table in UNREAD if source.shaped else UNREAD + JOINING:
        if table in font:
            del font[table]
    options = subset.Options(notdef_outline=True, name_IDs=["*"], hinting=False)
    cutter = subset.Subsetter(options)
    # Some letters are taken apart when they are joined, such as the Thai vowel am.
    cutter.populate(text=signs + unicodedata.normalize("NFKD", signs) if source.shaped else signs)
    cutter.subset(font)
    place = {"wght": WEIGHTS[weight]} | ({"wdth": 100} if source.width_axis else {})
    instancer.instantiateVariableFont(font, place, inplace=True)
    # reportlab tells embedded fonts apart by these names.
    for record in list(font["name"].names):
        if record.nameID in {1, 3, 4, 6, 16}:
            font["name"].setName(name, record.nameID, record.platformID, record.platEncID, record.langID)
    out = io.BytesIO()
    font.save(out, reorderTables=None)
    return out.getvalue()
