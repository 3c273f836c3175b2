"""The language a paper is most likely in, by its script and small words. Nothing is guessed from little text."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence

from applicant_helper.catalog.readingdata import LanguageSchema
from applicant_helper.reading.folding import fold
from applicant_helper.reading.shapes import Page

LEAST_WORDS, LEAST_LETTERS = 12, 6
LEAD = 1.7
MOST_WORDS = 800
_SCRIPTS: Mapping[str, tuple[str, ...]] = {
    "LATIN": (
        "en",
        "es",
        "fr",
        "pt",
        "ht",
        "de",
        "it",
        "pl",
        "tr",
        "vi",
        "tl",
        "ro",
        "id",
        "nl",
        "sq",
        "so",
        "sw",
    ),
    "CYRILLIC": ("ru", "uk"),
    "ARABIC": ("ar", "fa", "ur"),
    "DEVANAGARI": ("hi", "ne"),
    "GURMUKHI": ("pa",),
    "BENGALI": ("bn",),
    "HANGUL": ("ko",),
    "HIRAGANA": ("ja",),
    "KATAKANA": ("ja",),
    "CJK": ("zh",),
    "ETHIOPIC": ("am",),
    "MYANMAR": ("my",),
    "THAI": ("th",),
    "KHMER": ("km",),
    "ARMENIAN": ("hy",),
    "GEORGIAN": ("ka",),
    "GREEK": ("el",),
    "HEBREW": ("he",),
}


def language_of(pages: Sequence[Page], languages: Mapping[str, LanguageSchema]) -> tuple[str, float]:
    """A language code and how sure it is, 0 to 1; an empty code when it cannot be told.

    The script of most letters decides between scripts, small words and letters of its own within one.
    """
    words = [w.text for page in pages[:4] for w in page.words][:MOST_WORDS]
    letters = [c for word in words for c in word if c.isalpha()]
    if not letters:
        return "", 0.0
    counts = Counter(_script(c) for c in _sample(letters))
    script, most = counts.most_common(1)[0]
    if counts["HIRAGANA"] + counts["KATAKANA"] > 0.08 * sum(counts.values()):
        return "ja", 0.9
    share = most / sum(counts.values())
    codes = _SCRIPTS.get(script, ())
    if len(codes) == 1:
        return (codes[0], round(min(0.95, share), 2)) if len(letters) >= LEAST_LETTERS else ("", 0.0)
    return _among(codes, words, letters, languages) if codes else ("", 0.0)


def _sample(letters: Sequence[str]) -> Sequence[str]:
    """Letters enough to tell the script by, from all over the text."""
    step = max(1, len(letters) // 400)
    return letters[::step]


def _script(letter: str) -> str:
    name = unicodedata.name(letter, "")
    return name.split(" ", 1)[0].split("-", 1)[0]


def _among(
    codes: Sequence[str],
    words: Sequence[str],
    letters: Sequence[str],
    languages: Mapping[str, LanguageSchema],
) -> tuple[str, float]:
    folded = [token for word in words for token in fold(word).split()]
    if len(folded) < LEAST_WORDS:
        return "", 0.0
    bag = Counter(folded)
    seen = Counter(c.casefold() for c in letters)
    scores: dict[str, float] = {}
    for code in codes:
        known = languages.get(code)
        if known is None:
            continue
        small = sum(bag[w] for w in {fold(w) for w in known.words})
        own = sum(seen[c] for c in known.letters)
        scores[code] = small + own * 0.5
    ranked = sorted(scores.items(), key=lambda row: -row[1])
    (best, points), (_, second) = ranked[0], ranked[1] if len(ranked) > 1 else ("", 0.0)
    if points < max(3.0, 0.06 * len(folded)) or points < LEAD * second:
        return "", 0.0
    return best, round(min(0.95, 0.6 + 0.35 * (1 - second / points)), 2)
