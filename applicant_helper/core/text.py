"""Text from outside made safe: cleaned coming in, neutralised when shown, turned into file names going out."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection

MAX_SHOWN = 10_000
NAME_LENGTH = 80
NAME_BYTES = 240
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_HALF_CHARACTERS = re.compile("[\ud800-\udfff]")
_LINE_BREAKS = re.compile("[\u2028\u2029]")
# Marks that show nothing of themselves: bidi controls, zero-width characters, tags, variation fillers.
_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\u3164"
    "\ufeff\uffa0\ufff9-\ufffb\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
_NEEDS_JOINER = "[\u0600-\u08ff\u0900-\u0dff\u0f00-\u109f\u1780-\u18af\ufb50-\ufdff\ufe70-\ufefc]"
_STRAY_JOINER = re.compile(f"(?<!{_NEEDS_JOINER})[\u200c\u200d]|[\u200c\u200d]+(?=[\u200c\u200d])")
_FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f]')
_RESERVED = re.compile(
    r"^(con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])\s*(\..*)?$", re.IGNORECASE
)


def clean_text(raw: str) -> str:
    r"""Text as it is kept: composed (NFC), without control characters; tabs and line ends stay.

    Halves of characters, as file names that are not UTF-8 have them, become the replacement sign, so that
    the text can always be written.

    >>> clean_text("a\x1b[31mb")
    'a[31mb'
    """
    plain = _CONTROLS.sub("", raw.replace("\r\n", "\n").replace("\r", "\n"))
    return unicodedata.normalize("NFC", _HALF_CHARACTERS.sub("\ufffd", plain))


def safe_text(stored: str) -> str:
    """Text as it is shown: nothing in it can turn the line around, hide characters or fill the screen.

    At most 10,000 characters. Joiners stay behind a letter of a script that shapes its letters with them.
    """
    text = _INVISIBLE.sub("", _LINE_BREAKS.sub("\n", clean_text(stored)))
    text = _without_stray_joiners(text)
    return text if len(text) <= MAX_SHOWN else text[: MAX_SHOWN - 1] + "…"


def _without_stray_joiners(text: str) -> str:
    """Repeated, because composing moves marks about and may leave a joiner behind another letter."""
    before = None
    while text != before:
        before, text = text, _STRAY_JOINER.sub("", unicodedata.normalize("NFC", text))
    return text


def safe_line(stored: str) -> str:
    r"""`safe_text` on one line, for names and titles: line ends and tabs become spaces.

    >>> safe_line("card\nof Ana.pdf")
    'card of Ana.pdf'
    """
    return " ".join(safe_text(stored).split())


def export_file_name(title: str, taken: Collection[str] = ()) -> str:
    """A file name that every system takes, unique among `taken` whatever the case of letters.

    At most 80 characters and 240 bytes.

    >>> export_file_name("CON.pdf")
    '_CON.pdf'
    >>> export_file_name("a/b.pdf", {"A b.pdf"})
    'a b (2).pdf'
    """
    name = safe_line(_FORBIDDEN.sub(" ", safe_line(title))).strip(" .") or "paper"
    if _RESERVED.match(name):
        name = "_" + name
    stem, dot, ending = name.rpartition(".")
    stem, ending = (stem, dot + ending) if dot and len(ending) <= 8 else (name, "")
    stem = _shortened(stem, NAME_LENGTH - len(ending) - 6, NAME_BYTES - len(ending.encode()) - 6)
    used = {t.casefold() for t in taken}
    number, candidate = 1, stem + ending
    while candidate.casefold() in used:
        number += 1
        candidate = f"{stem} ({number}){ending}"
    return candidate


def _shortened(stem: str, characters: int, size_bytes: int) -> str:
    cut = stem[:characters].encode()[:size_bytes].decode(errors="ignore")
    return cut.rstrip(" .") or "paper"


class AsWritten(str):
    """Words of a person or a paper, to be shown as they stand and never looked up as a term."""

    __slots__ = ()
