"""Text from outside made safe: cleaned coming in, neutralised when shown, turned into file names going out."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection

MAX_SHOWN = 10_000
NAME_LENGTH = 80
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_BIDI = re.compile("[\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c]")
_ZERO_WIDTH = re.compile("[\u200b\u2060\ufeff\u00ad]")
_JOINERS = re.compile("[\u200c\u200d]")
_NEEDS_JOINERS = re.compile("[\u0600-\u06ff\u0750-\u077f\u0900-\u0dff\u1000-\u109f\u1780-\u17ff]")
_FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f]')
_RESERVED = re.compile(r"^(con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])(\..*)?$", re.IGNORECASE)


def clean_text(raw: str) -> str:
    r"""Text as it is kept: composed (NFC), without control characters; tabs and line ends stay.

    >>> clean_text("a\x1b[31mb")
    'a[31mb'
    """
    return unicodedata.normalize("NFC", _CONTROLS.sub("", raw.replace("\r\n", "\n").replace("\r", "\n")))


def safe_text(stored: str) -> str:
    """Text as it is shown: nothing in it can turn the line around, hide characters or fill the screen."""
    text = _ZERO_WIDTH.sub("", _BIDI.sub("", clean_text(stored)))
    if _JOINERS.search(text) and not _NEEDS_JOINERS.search(text):
        text = _JOINERS.sub("", text)
    return text if len(text) <= MAX_SHOWN else text[:MAX_SHOWN] + "…"


def export_file_name(title: str, taken: Collection[str] = ()) -> str:
    """A file name that every system takes, unique among `taken` whatever the case of letters.

    >>> export_file_name("CON.pdf")
    '_CON.pdf'
    >>> export_file_name("a/b.pdf", {"A b.pdf"})
    'a b (2).pdf'
    """
    name = " ".join(_FORBIDDEN.sub(" ", safe_text(title)).split()).strip(" .") or "paper"
    if _RESERVED.match(name):
        name = "_" + name
    stem, dot, ending = name.rpartition(".")
    stem, ending = (stem, dot + ending) if dot and len(ending) <= 8 else (name, "")
    stem = stem[: NAME_LENGTH - len(ending) - 6].rstrip(" .") or "paper"
    used = {t.casefold() for t in taken}
    number, candidate = 1, stem + ending
    while candidate.casefold() in used:
        number += 1
        candidate = f"{stem} ({number}){ending}"
    return candidate
