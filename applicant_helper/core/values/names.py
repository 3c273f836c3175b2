"""How far two names agree: exact, trivial, variant or mismatch, and why. Word by word, never by one score.

The levels and their rules are those of the reference on names: nothing here says what an officer will accept.
"""

from __future__ import annotations

import itertools
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from applicant_helper.core.values.name_folding import (
    casefolded,
    joined_spellings,
    meaningful,
    spellings,
    split_words,
    strip_marks,
)
from applicant_helper.core.values.name_words import equal_word, is_respelling, same_word
from applicant_helper.core.values.names_arabic import can_stand_first_or_last, join_articles, same_arabic
from applicant_helper.core.values.names_scripts import matches_latin
from applicant_helper.core.values.names_slavic import from_cyrillic
from applicant_helper.core.values.person_name import (
    PersonName,
    parse_name,
    print_name,
    suffix_of,
    write_name,
)

__all__ = [
    "NameLevel",
    "NameMatch",
    "PersonName",
    "compare_names",
    "form_level",
    "parse_name",
    "print_name",
    "suffix_of",
    "write_name",
]

PARTICLES = frozenset(
    (
        "de",
        "del",
        "la",
        "las",
        "los",
        "y",
        "e",
        "da",
        "das",
        "do",
        "dos",
        "di",
        "du",
        "van",
        "von",
        "der",
        "den",
    )
)
MRZ_LENGTH = 39
Words = tuple[str, ...]


class NameLevel(StrEnum):
    """How far two names agree, best first."""

    EXACT = "exact"
    TRIVIAL = "trivial"
    VARIANT = "variant"
    MISMATCH = "mismatch"


@dataclass(frozen=True, slots=True)
class NameMatch:
    """A level, a stable word for the reason, and the words of both names that differ."""

    level: NameLevel
    because: str
    parts: tuple[tuple[str, str], ...] = ()


@lru_cache(maxsize=4096)
def compare_names(a: PersonName, b: PersonName) -> NameMatch:
    """How far two names agree.

    >>> compare_names(PersonName("Núñez", "María José"), PersonName("NUNEZ", "MARIA JOSE")).level.value
    'trivial'
    """
    if _whole(a) == _whole(b) and _fields(a) == _fields(b):
        return NameMatch(NameLevel.EXACT, "same")
    if a.suffix and b.suffix and a.suffix != b.suffix:
        return NameMatch(NameLevel.MISMATCH, "suffix", ((a.suffix, b.suffix),))
    if _native_agrees(a, b):
        return NameMatch(NameLevel.VARIANT, "native_script")
    match = _across_scripts(a, b) if _script(a) != _script(b) else _same_script(a, b)
    if a.suffix != b.suffix and match.level is not NameLevel.MISMATCH:
        return NameMatch(NameLevel.VARIANT, "suffix_omitted", ((a.suffix, b.suffix),))
    return match


def _native_agrees(a: PersonName, b: PersonName) -> bool:
    """Whether one name is the other's form in its own script, as its owner gave it."""
    if _script(a) == _script(b):
        return False
    pairs = ((a.native, print_name(b)), (b.native, print_name(a)))
    return any(n and _letters(n) == _letters(other) for n, other in pairs)


def _letters(text: str) -> str:
    return "".join(strip_marks(w) for w in split_words(text, hyphens_split=False))


def form_level(match: NameMatch) -> str:
    """The level in the words of the form checks: exact, variant, subset or different."""
    if match.level is NameLevel.EXACT:
        return "exact"
    if match.level is NameLevel.TRIVIAL:
        return "variant"
    if match.level is NameLevel.VARIANT:
        return "subset"
    return "different"


def _whole(name: PersonName) -> str:
    return casefolded(print_name(name))


def _fields(name: PersonName) -> tuple[str, str] | None:
    return (casefolded(name.family), casefolded(name.givens)) if name.is_fielded else None


def _script(name: PersonName) -> str:
    text = print_name(name)
    for c in text:
        if c.isalpha():
            return (
                "latin" if "LATIN" in unicodedata.name(c, "") else unicodedata.name(c, "?").split()[0].lower()
            )
    return "latin"


def _words(name: PersonName, *, hyphens_split: bool) -> Words:
    words = meaningful(split_words(print_name(_without_suffix(name)), hyphens_split=hyphens_split))
    given = split_words(name.givens, hyphens_split=False) if name.is_fielded else ()
    if len(given) == 1 and words[:1] == tuple(given):
        # A whole given name such as Al or Ed is no article of the family name.
        return (*words[:1], *join_articles(words[1:]))
    return join_articles(words)


def _without_suffix(name: PersonName) -> PersonName:
    if not name.suffix:
        return name
    return PersonName(name.family, name.given, name.middle, "", name.native, name.single, name.free)


def _across_scripts(a: PersonName, b: PersonName) -> NameMatch:
    """Another script is never better than a variant; what is compared is the spelling in Latin letters."""
    one, other = _romanised(a), _romanised(b)
    for left in one:
        for right in other:
            if _pairs_up(left, right, loose=True) is not None:
                return NameMatch(NameLevel.VARIANT, "script")
    if not {_script(a), _script(b)} & {"latin", "cyrillic"}:
        return NameMatch(NameLevel.VARIANT, "script_unread")
    foreign, latin = (a, b) if _script(b) in {"latin", "cyrillic"} else (b, a)
    readings = [
        matches_latin(_words(foreign, hyphens_split=True), _script(foreign), words)
        for words in _romanised(latin)
    ]
    if _script(foreign) not in {"latin", "cyrillic"}:
        if None in readings:
            return NameMatch(NameLevel.VARIANT, "script_unread")
        if any(readings):
            return NameMatch(NameLevel.VARIANT, "script")
    return NameMatch(NameLevel.MISMATCH, "script_differs", ((print_name(a), print_name(b)),))


def _romanised(name: PersonName) -> list[Words]:
    words = _words(name, hyphens_split=True)
    if _script(name) != "cyrillic":
        return [tuple(strip_marks(w) for w in words)]
    choices = [from_cyrillic(w) for w in words]
    return [tuple(c) for c in itertools.islice(itertools.product(*choices), 64)]


def _same_script(a: PersonName, b: PersonName) -> NameMatch:
    if _same_letters(a, b):
        if _fields_swapped(a, b):
            return NameMatch(NameLevel.VARIANT, "fields_swapped")
        return NameMatch(NameLevel.TRIVIAL, "writing")
    one, other = _words(a, hyphens_split=True), _words(b, hyphens_split=True)
    if _is_reordered(one, other):
        return _reordered(a, b, one)
    if _is_truncated(a, b):
        return NameMatch(NameLevel.TRIVIAL, "mrz_truncation")
    return _by_words(a, b)


def _same_letters(a: PersonName, b: PersonName) -> bool:
    """Equal once marks, hyphens, apostrophes, spaces and machine-readable spellings are put aside."""
    for split in (True, False):
        one, other = _words(a, hyphens_split=split), _words(b, hyphens_split=split)
        if joined_spellings(one) & joined_spellings(other):
            return True
    family_first = (_family_first(a), _family_first(b))
    straight = (_words(a, hyphens_split=False), _words(b, hyphens_split=False))
    return bool(
        joined_spellings(family_first[0]) & joined_spellings(straight[1])
        or joined_spellings(straight[0]) & joined_spellings(family_first[1])
    )


def _family_first(name: PersonName) -> Words:
    if not name.is_fielded:
        return _words(name, hyphens_split=False)
    text = f"{name.family} {name.givens}"
    return join_articles(meaningful(split_words(text, hyphens_split=False)))


def _fields_swapped(a: PersonName, b: PersonName) -> bool:
    if not (a.is_fielded and b.is_fielded and a.givens and b.givens and a.family and b.family):
        return False
    families = joined_spellings(split_words(a.family, hyphens_split=False))
    others = joined_spellings(split_words(b.family, hyphens_split=False))
    return not families & others and bool(
        families & joined_spellings(split_words(b.givens, hyphens_split=False))
    )


def _is_reordered(one: Words, other: Words) -> bool:
    if len(one) != len(other) or one == other:
        return False
    left = sorted(min(spellings(w)) for w in one)
    right = sorted(min(spellings(w)) for w in other)
    return left == right


def _reordered(a: PersonName, b: PersonName, words: Words) -> NameMatch:
    """Family-first order of a whole name is harmless; two surnames or fields that change places are not."""
    if a.is_fielded and b.is_fielded and _fields_agree_in_any_order(a, b):
        return NameMatch(NameLevel.VARIANT, "surname_order")
    if a.is_fielded and b.is_fielded:
        return NameMatch(NameLevel.VARIANT, "fields_swapped")
    one, other = _words(a, hyphens_split=True), _words(b, hyphens_split=True)
    if _rotated(one, other) and not _ambiguous_order(words):
        return NameMatch(NameLevel.TRIVIAL, "family_first")
    return NameMatch(NameLevel.VARIANT, "order")


def _fields_agree_in_any_order(a: PersonName, b: PersonName) -> bool:
    return sorted(split_words(a.family, hyphens_split=True)) == sorted(
        split_words(b.family, hyphens_split=True)
    )


def _rotated(one: Words, other: Words) -> bool:
    """Whether one order is the other with its first word (the family name) moved to the end, or reversed."""
    left, right = tuple(map(strip_marks, one)), tuple(map(strip_marks, other))
    if left[1:] + left[:1] == right or right[1:] + right[:1] == left:
        return True
    return left[0] == right[-1] or right[0] == left[-1]


def _ambiguous_order(words: Words) -> bool:
    return len(words) == 2 and all(can_stand_first_or_last(w) for w in words)


def _is_truncated(a: PersonName, b: PersonName) -> bool:
    one = "".join(strip_marks(w) for w in _family_first(a))
    other = "".join(strip_marks(w) for w in _family_first(b))
    short, long = sorted((one, other), key=len)
    return len(short) >= MRZ_LENGTH - 6 and long.startswith(short)


def _by_words(a: PersonName, b: PersonName) -> NameMatch:
    conflict = _field_conflict(a, b)
    if conflict is not None:
        return conflict
    for split in (True, False):
        one, other = _words(a, hyphens_split=split), _words(b, hyphens_split=split)
        pairs = _pairs_up(one, other, loose=False)
        if pairs is not None:
            return NameMatch(NameLevel.VARIANT, _reason(one, other, pairs), pairs)
    if _is_married_form(one, other) or _is_married_form(other, one):
        return NameMatch(NameLevel.VARIANT, "married_form")
    if any(w.startswith("abd") for w in (*one, *other)) and same_arabic(
        _run_together(one), _run_together(other)
    ):
        return NameMatch(NameLevel.VARIANT, "spelling")
    return NameMatch(NameLevel.MISMATCH, "words_differ", ((print_name(a), print_name(b)),))


def _run_together(words: Words) -> str:
    return "".join(strip_marks(w) for w in words)


def _is_married_form(birth: Words, married: Words) -> bool:
    """Whether the second name ends in "de" and a husband's name, put in place of the mother's surname."""
    if len(married) < 4 or married[-2] != "de" or len(birth) < 3:
        return False
    kept = married[:-2]
    return len(kept) >= 2 and all(any(equal_word(w, b) for b in birth) for w in kept)


def _field_conflict(a: PersonName, b: PersonName) -> NameMatch | None:
    """Two different family names are a mismatch even when given names would pair up with them."""
    if not (a.is_fielded and b.is_fielded and a.family and b.family):
        return None
    one = _significant(split_words(a.family, hyphens_split=True))
    other = _significant(split_words(b.family, hyphens_split=True))
    if any(same_word(x, y) for x in one for y in other) or "".join(one) == "".join(other):
        return None
    if any(same_word(x, y) for x in one for y in split_words(b.givens, hyphens_split=True)):
        return None
    return NameMatch(NameLevel.MISMATCH, "family_differs", ((a.family, b.family),))


def _significant(words: Iterable[str]) -> list[str]:
    found = list(words)
    return [w for w in found if w not in PARTICLES] or found


def _reason(one: Words, other: Words, pairs: tuple[tuple[str, str], ...]) -> str:
    if any(len(x) == 1 or len(y) == 1 for x, y in pairs):
        return "initial"
    if pairs:
        return "spelling"
    return "part_omitted" if len(one) != len(other) else "spelling"


def _pairs_up(one: Words, other: Words, *, loose: bool) -> tuple[tuple[str, str], ...] | None:
    """The differing pairs when every word of the shorter name has its own match in the longer, else None."""
    left, right = _significant(one), _significant(other)
    short, long = (left, right) if len(left) <= len(right) else (right, left)
    if not short:
        return None
    assigned = _assign(short, long)
    if assigned is None:
        return None
    pairs = [(x, y) for x, y in assigned if min(spellings(x)) != min(spellings(y))]
    if len(pairs) == len(short) and not all(is_respelling(x, y) for x, y in pairs):
        return None
    if _swaps_ends(assigned, short, long) and pairs:
        return None
    return tuple(pairs)


def _assign(short: Sequence[str], long: Sequence[str]) -> list[tuple[str, str]] | None:
    """Each word of the shorter name with a word of its own in the longer one, exact matches first."""
    free = list(long)
    found: dict[int, str] = {}
    for test in (equal_word, same_word):
        for i, word in enumerate(short):
            if i in found:
                continue
            match = next((w for w in free if test(word, w)), None)
            if match is not None:
                found[i] = match
                free.remove(match)
    if len(found) == len(short):
        return [(short[i], found[i]) for i in range(len(short))]
    return _joined_assign(short, long)


def _joined_assign(short: Sequence[str], long: Sequence[str]) -> list[tuple[str, str]] | None:
    """As `_assign`, with two neighbouring words of the longer name read as one (Min su, Minsu)."""
    for i in range(len(long) - 1):
        merged = [*long[:i], long[i] + long[i + 1], *long[i + 2 :]]
        if len(merged) < len(short):
            continue
        free = list(merged)
        rows = []
        for word in short:
            match = next((w for w in free if equal_word(word, w)), None) or next(
                (w for w in free if same_word(word, w)), None
            )
            if match is None:
                break
            free.remove(match)
            rows.append((word, match))
        if len(rows) == len(short):
            return rows
    return None


def _swaps_ends(assigned: Sequence[tuple[str, str]], short: Sequence[str], long: Sequence[str]) -> bool:
    return len(short) == len(long) == 2 and assigned[0][1] == long[1] and len(set(long)) == 2
