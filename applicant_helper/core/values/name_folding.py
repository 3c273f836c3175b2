"""Brings names to letters that can be compared: case, marks, hyphens, fillers, passport spellings."""

from __future__ import annotations

import itertools
import unicodedata
from collections.abc import Mapping, Sequence

FILLERS = frozenset(("fnu", "lnu", "unknown", "xxx", "nfn", "nln"))
HONORIFICS = frozenset(
    (
        *("mr", "mrs", "ms", "miss", "mx", "dr", "prof", "rev", "eng", "engr", "hon", "sir", "dame"),
        *("sr", "sra", "srta", "don", "dona", "daw", "u", "haji", "hajji", "hajj", "alhaji", "hajia"),
        *("shri", "sri", "smt", "kumari", "mme", "mlle", "herr", "frau"),
    )
)
BURMESE_HONORIFICS = frozenset(("ma", "ko", "maung", "mg", "saya"))
_BURMESE = """
khin aung myint thein win htun tun zaw mya san hla than thida su nyunt kyaw soe moe thant lwin naing
oo phyo thu zin nwe ei aye min kyi suu lin htet yu mon thiri sandar swe htoo wai yan mar nu tin myat
noe hnin wint hein thura nay
"""
BURMESE_WORDS = frozenset(_BURMESE.split())
# The spellings of ICAO 9303 after the plain letter, which many papers use instead.
EXPANSIONS: Mapping[str, tuple[str, ...]] = {
    "ä": ("a", "ae"),
    "ö": ("o", "oe"),
    "ü": ("u", "ue"),
    "å": ("a", "aa"),
    "ø": ("o", "oe"),
    "ñ": ("n", "nxx"),
    "æ": ("ae", "a"),
    "œ": ("oe",),
    "ß": ("ss",),
    "ł": ("l",),
    "đ": ("d",),
    "ð": ("d",),
    "þ": ("th",),
    "ı": ("i",),
    "ħ": ("h",),
    "ə": ("e", "a"),
    "ĳ": ("ij",),
}
_SAME_LETTER = str.maketrans({"ة": "ه", "ى": "ي", "ک": "ك", "ی": "ي", "ё": "е", "ٱ": "ا", "ـ": ""})
_HYPHENS = frozenset("-‐‑‒–—־_・·/")
_APOSTROPHES = frozenset("'’‘ʼʻ`´ʹʺ′.ʾʿ\"“”()")
MAX_SPELLINGS = 32


def casefolded(text: str) -> str:
    """Composed, lower case, single spaces: what "exact" compares."""
    return unicodedata.normalize("NFC", " ".join(unicodedata.normalize("NFC", text).casefold().split()))


def _lower(text: str) -> str:
    # str.casefold would turn the sharp s to ss and the dotted capital I to two characters.
    return unicodedata.normalize("NFC", text.replace("İ", "I").lower())


def strip_marks(text: str) -> str:
    """Without accents; vowel signs of Indic scripts stay, being letters there.

    >>> strip_marks("nguyễn")
    'nguyen'
    """
    kept = (c for c in unicodedata.normalize("NFKD", text) if not _is_mark(unicodedata.combining(c)))
    return unicodedata.normalize("NFC", "".join(kept)).translate(_SAME_LETTER)


def _is_mark(combining_class: int) -> bool:
    return combining_class >= 200 or 27 <= combining_class <= 36 or combining_class == 1


def spellings(word: str) -> tuple[str, ...]:
    """The plain spellings a word can have; the first has its marks simply removed.

    >>> spellings("Groß"), spellings("jürgen")
    (('gross',), ('jurgen', 'juergen'))
    """
    choices = [EXPANSIONS.get(c, (c,)) for c in _lower(word)]
    combined = itertools.islice(itertools.product(*choices), MAX_SPELLINGS)
    return tuple(dict.fromkeys(strip_marks("".join(c)) for c in combined))


def split_words(text: str, *, hyphens_split: bool) -> tuple[str, ...]:
    """The words of a name in lower case, apostrophes and points removed; hyphens split words or vanish.

    >>> split_words("O'Brien-Smith, J.", hyphens_split=False)
    ('obriensmith', 'j')
    """
    out = []
    for c in _lower(text):
        if c in _HYPHENS:
            out.append(" " if hyphens_split else "")
        elif c in _APOSTROPHES:
            out.append(" " if c == "." else "")
        else:
            out.append(c if c.isalnum() or unicodedata.category(c).startswith("M") else " ")
    return tuple("".join(out).split())


def meaningful(words: Sequence[str]) -> tuple[str, ...]:
    """The words without fillers such as FNU, and without a form of address in front."""
    kept = [w for w in words if w not in FILLERS] or list(words)
    while len(kept) > 1 and strip_marks(kept[0]) in HONORIFICS:
        kept = kept[1:]
    rest = [strip_marks(w) for w in kept[1:]]
    if len(kept) > 2 and kept[0] in BURMESE_HONORIFICS and all(w in BURMESE_WORDS for w in rest):
        kept = kept[1:]
    return tuple(kept)


def joined_spellings(words: Sequence[str]) -> frozenset[str]:
    """Every plain spelling of the words run together."""
    return frozenset(spellings("".join(words)))
