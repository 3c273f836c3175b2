"""Names in another script held against Latin letters: by reading them, or by their consonants alone."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from functools import lru_cache

from rapidfuzz.distance import Levenshtein

from applicant_helper.core.values.name_folding import spellings
from applicant_helper.core.values.names_east_asian import korean_key, same_korean_family

_ARABIC_LETTERS = "ب=b پ=p ت=t ث=t ج=j چ=S ح=h خ=h د=d ذ=d ر=r ز=z ژ=z س=s ش=S ص=s ض=d ط=t ظ=d غ=g ف=f ڤ=f"
_MORE_ARABIC = "ق=k ك=k گ=g ل=l م=m ن=n ں=n ه=h ٹ=t ڈ=d ڑ=r ھ=h ہ=h"
_ARABIC: Mapping[str, str] = dict(p.split("=") for p in f"{_ARABIC_LETTERS} {_MORE_ARABIC}".split())
_GREEK_LETTERS = (
    "α=a β=v γ=g δ=d ε=e ζ=z η=i θ=th ι=i κ=k λ=l μ=m ν=n ξ=x ο=o π=p ρ=r σ=s ς=s τ=t υ=y φ=f χ=h"
)
_GREEK: Mapping[str, str] = dict(p.split("=") for p in f"{_GREEK_LETTERS} ψ=ps ω=o".split())
_BY_LETTER_NAME = frozenset(
    ("devanagari", "bengali", "gurmukhi", "gujarati", "telugu", "kannada", "malayalam", "ethiopic")
)
READABLE = frozenset(("arabic", "greek", "hangul", "latin", *_BY_LETTER_NAME))
_CLASSES = (
    *(
        ("kh", "h"),
        ("sh|sch|ch|š|č", "S"),
        ("gh", "g"),
        ("th", "t"),
        ("dh|dz", "d"),
        ("ph", "f"),
        ("bh", "b"),
    ),
    *(("q|c", "k"), ("x", "ks"), ("h$", ""), (r"(.)\1+", r"\1"), ("[aeiouywv]", ""), (r"(.)\1+", r"\1")),
)
_TWO_PART_FAMILIES = frozenset(("남궁", "황보", "제갈", "선우", "사공", "서문", "독고"))


def matches_latin(words: Sequence[str], script: str, latin: Sequence[str]) -> bool | None:
    """Whether a name in `script` can be the one in Latin letters; None when it cannot be read."""
    if script not in READABLE:
        return None
    plain = [spellings(w)[0] for w in latin]
    if script == "hangul":
        return _korean(words, plain)
    return _by_consonants([skeleton(w, script) for w in words], [skeleton(w, "latin") for w in plain])


@lru_cache(maxsize=4096)
def skeleton(word: str, script: str) -> str:
    """The consonants of a word in classes that spellings keep apart; vowels, w, v and y left out.

    >>> skeleton("محمد", "arabic"), skeleton("mohammed", "latin")
    ('mhmd', 'mhmd')
    """
    if script == "arabic":
        bare = re.sub(r"^ال(?=..)", "", unicodedata.normalize("NFKC", word))
        return re.sub("h$", "", "".join(_ARABIC.get(c, "") for c in bare))
    if script == "greek":
        word = "".join(_GREEK.get(c, "") for c in word.replace("ου", "υ").replace("μπ", "β"))
    elif script in _BY_LETTER_NAME:
        word = "".join(_letter_sound(c) for c in word)
    else:
        word = re.sub(r"^(al|el)(?=...)", "", word)
    for pattern, replacement in _CLASSES:
        word = re.sub(pattern, replacement, word)
    return word


def _letter_sound(letter: str) -> str:
    name = unicodedata.name(letter, "")
    if any(mark in name for mark in ("ANUSVARA", "BINDI", "TIPPI", "CANDRABINDU")):
        return "n"
    if "LETTER" not in name and "SYLLABLE" not in name:
        return ""
    sound = name.split()[-1].lower()
    return re.sub("^ch?(?=a)", "ch", sound)


def _by_consonants(words: Sequence[str], latin: Sequence[str]) -> bool:
    short, long = sorted((list(words), list(latin)), key=len)
    free = list(long)
    for word in short:
        match = next((w for w in free if w == word), None)
        if match is None:
            match = next((w for w in free if _near(word, w)), None)
        if match is None:
            whole, other = "".join(words), "".join(latin)
            return Levenshtein.distance(whole, other) <= 1 + max(len(whole), len(other)) // 8
        free.remove(match)
    return True


def _near(a: str, b: str) -> bool:
    return max(len(a), len(b)) >= 3 and Levenshtein.distance(a, b, score_cutoff=1) <= 1


def _korean(words: Sequence[str], latin: Sequence[str]) -> bool:
    text = "".join(words)
    cut = 2 if text[:2] in _TWO_PART_FAMILIES and len(text) > 3 else 1
    family, given = _hangul(text[:cut]), korean_key(_hangul(text[cut:]))
    for place, word in enumerate(latin):
        others = [*latin[:place], *latin[place + 1 :]]
        if family == word or same_korean_family(family, word):
            spelled = korean_key("".join(others))
            return not given or Levenshtein.distance(spelled, given) <= len(given) // 4
    return False


def _hangul(text: str) -> str:
    return "".join(_syllable(unicodedata.name(c, "unnamed").split()[-1].lower()) for c in text if c.isalpha())


def _syllable(sound: str) -> str:
    """The official spelling has k, t and p at the end of a syllable (Bak, not Bag)."""
    for letter, final in (("(?<!n)g", "k"), ("d", "t"), ("b", "p")):
        sound = re.sub(f"{letter}$", final, sound)
    return sound
