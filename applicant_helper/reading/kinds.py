"""A first guess at what kind of paper a file is, from its name and its first words, with the reason."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from applicant_helper.reading.look import PaperLook

IN_TEXT, IN_NAME, NAME_OF_KIND = 0.45, 0.5, 0.7
FURTHER_WORD = 0.25
LONG_WORD = 7
SMALL_WORDS = frozenset(("of", "or", "and", "to"))
SURE = 0.95
_WITHOUT_SPACES = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")


@dataclass(frozen=True, slots=True)
class KindGuess:
    """A kind with a score from 0 to 1, and the words that speak for it."""

    kind: str
    score: float
    because: tuple[str, ...]


def guess_kind(look: PaperLook, words: Mapping[str, Sequence[str]]) -> tuple[KindGuess, ...]:
    """Kinds that the file may be, the likeliest first. `words` lists telling words for each kind."""
    name = _plain(look.original_name.rsplit(".", 1)[0])
    text = _plain(look.first_text)
    guesses = []
    for kind, telling in words.items():
        score, because = _score(kind, telling, name, text)
        if score > 0:
            guesses.append(KindGuess(kind, round(min(score, SURE), 2), tuple(because)))
    return tuple(sorted(guesses, key=lambda g: (-g.score, -_length(g), g.kind)))


def _length(guess: KindGuess) -> int:
    return max((len(b) for b in guess.because), default=0)


def _score(kind: str, telling: Sequence[str], name: str, text: str) -> tuple[float, list[str]]:
    score = 0.0
    because: list[str] = []
    if _has_all(name, _plain(kind).split()):
        score += NAME_OF_KIND
        because.append(kind.replace("_", " "))
    for word in telling:
        plain = _plain(word)
        weight = 1.0 + FURTHER_WORD * (len(plain.split()) - 1)
        if _has(name, plain):
            score += IN_NAME * weight
            because.append(word)
        elif _has(text, plain):
            score += IN_TEXT * weight
            because.append(word)
    return score, because


def _plain(text: str) -> str:
    folded = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return " ".join(re.sub(r"[^\w<#]+|_", " ", folded.casefold()).split())


def _has_all(text: str, words: Sequence[str]) -> bool:
    """Whether every word that carries meaning is there, in any order: "naturalization certificate"."""
    return all(_has(text, word) for word in words if word not in SMALL_WORDS)


def _has(text: str, word: str) -> bool:
    """Whether a word stands in a text by itself, with at most an ending more when it is a long one.

    In scripts that put no spaces between words it may stand anywhere.
    """
    if not word or word not in text:
        return False
    if _WITHOUT_SPACES.search(word):
        return True
    ending = r"\w{0,3}" if len(word) >= LONG_WORD and word.isalpha() else "s?"
    return re.search(rf"(?<!\w){re.escape(word)}{ending}(?!\w)", text) is not None
