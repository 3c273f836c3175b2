"""Text folded for looking things up: no accents, no case, one space between words. Never shown to people."""

from __future__ import annotations

import re
import unicodedata

_SAME = str.maketrans(
    {
        **dict.fromkeys("ىئي", "ی"),
        "ك": "ک",
        "ة": "ه",
        "ھ": "ه",
        "ı": "i",
        "đ": "d",
        "ł": "l",
        "ø": "o",
        "æ": "ae",
        "œ": "oe",
        "’": "",
        "'": "",
        "ʼ": "",
        "\u200c": " ",
    }
)
# Vowel signs of scripts that are not letters by themselves stay with their letters.
_NOT_WORD = re.compile(r"[^\w\u0900-\u0dff\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff<#]+|_")
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_PLAIN = re.compile(r"[a-z0-9 ]*\Z")


def fold(text: str) -> str:
    """The text to compare with.

    >>> fold("Certidão de  NASCIMENTO."), fold("I-94"), fold("child's")
    ('certidao de nascimento', 'i 94', 'childs')
    """
    lowered = text.casefold()
    if _PLAIN.match(lowered):
        return " ".join(lowered.split())
    parts = unicodedata.normalize("NFKD", lowered.translate(_SAME))
    kept = "".join(c for c in parts if not unicodedata.combining(c)).translate(_SAME)
    return " ".join(unicodedata.normalize("NFC", _NOT_WORD.sub(" ", kept)).split())


def is_unspaced(text: str) -> bool:
    """Whether a text is in a script that puts no spaces between words, or joins endings to them.

    >>> is_unspaced("出生公证书"), is_unspaced("birth")
    (True, False)
    """
    return _UNSPACED.search(text) is not None


def squeezed(folded: str) -> str:
    """Folded text without its spaces: titles are often spaced out, and OCR runs words together."""
    return folded.replace(" ", "")
