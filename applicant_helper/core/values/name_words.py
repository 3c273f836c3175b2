"""Whether two words of names can be the same name: spelled apart, cut short, or mistyped."""

from __future__ import annotations

from collections.abc import Mapping

from rapidfuzz.distance import DamerauLevenshtein

from applicant_helper.core.values.name_folding import spellings, strip_marks
from applicant_helper.core.values.names_arabic import (
    are_known_apart,
    looks_arabic,
    same_arabic,
    without_article,
)
from applicant_helper.core.values.names_east_asian import (
    are_distinct_syllables,
    korean_key,
    same_chinese,
    same_japanese,
    same_korean_family,
)
from applicant_helper.core.values.names_slavic import same_slavic

TYPING_LENGTH = 5
SHORT_FORMS: Mapping[str, str] = {
    "ma": "maria",
    "mª": "maria",
    "gpe": "guadalupe",
    "fco": "francisco",
    "fca": "francisca",
    "jse": "jose",
    "hdez": "hernandez",
    "gzz": "gonzalez",
    "rdz": "rodriguez",
    "mtz": "martinez",
    "fdez": "fernandez",
    "wm": "william",
    "chas": "charles",
    "geo": "george",
    "jas": "james",
    "thos": "thomas",
    "robt": "robert",
    "st": "saint",
    "ste": "sainte",
    "sta": "santa",
    "sto": "santo",
    "abd": "abdul",
    "bte": "binti",
    "sk": "sheikh",
}


def equal_word(a: str, b: str) -> bool:
    """Equal once marks are put aside or spelled out."""
    return bool(set(spellings(a)) & set(spellings(b)))


def same_word(a: str, b: str) -> bool:
    """Whether two words can be spellings of one name, or one a typing error or initial of the other."""
    if equal_word(a, b):
        return True
    one, other = strip_marks(a), strip_marks(b)
    if not one or not other:
        return False
    if len(a) == 1 or len(b) == 1:
        return one[0] == other[0]
    return is_respelling(a, b) or is_typing_error(a, b)


def is_respelling(a: str, b: str) -> bool:
    """Whether a system of spelling or an abbreviation explains the difference."""
    x, y = min(spellings(a)), min(spellings(b))
    if SHORT_FORMS.get(x) == y or SHORT_FORMS.get(y) == x or x.replace("w", "v") == y.replace("w", "v"):
        return True
    if same_chinese(x, y) or same_korean_family(x, y) or same_slavic(x, y) or same_japanese(x, y):
        return True
    if korean_key(x) == korean_key(y) and min(len(x), len(y)) >= TYPING_LENGTH:
        return True
    if x != y and (without_article(x) == y or without_article(y) == x):
        return True
    return (looks_arabic(x) or looks_arabic(y)) and same_arabic(x, y)


def is_typing_error(a: str, b: str) -> bool:
    """One letter between two words of five or more that are not names of their own."""
    x, y = min(spellings(a)), min(spellings(b))
    if min(len(x), len(y)) < TYPING_LENGTH or are_distinct_syllables(x, y) or are_known_apart(x, y):
        return False
    return DamerauLevenshtein.distance(x, y, score_cutoff=1) <= 1
