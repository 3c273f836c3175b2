"""What kind of paper a file most likely is: a scored guess with its reason. It decides nothing by itself."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from math import exp

from applicant_helper.catalog.readingdata import load_reading_data
from applicant_helper.core.marks import N_
from applicant_helper.core.text import safe_line
from applicant_helper.reading.kindrules import add_signs
from applicant_helper.reading.kindtext import add_file_name, add_text
from applicant_helper.reading.kindwords import KindIndex, kind_index
from applicant_helper.reading.points import PaperEvidence, Points

__all__ = ["KindGuess", "PaperEvidence", "guess_kind"]

NOTHING = 2.0
"""Points that "none of these" has: weak signs alone never make a sure guess."""
HEAT = 1.1
SURE = 0.97
LEAST = 0.02
MOST_SHOWN = 8

SAYS = N_('It says "{phrase}".')
SAYS_BOTH = N_('It says "{phrase}" and "{other}".')
NAMED = N_('The file is called "{name}".')
SAYS_AND_NAMED = N_('It says "{phrase}", and the file is called "{name}".')
FORM = N_("Its pages are those of Form {form}.")
ZONE = N_("It has the machine-readable lines of such a paper.")
SHAPE = N_("It is a picture without words to read.")


@dataclass(frozen=True, slots=True)
class KindGuess:
    """A kind with a score from 0 to 1, and the words that speak for it.

    `message` is an English template with the values of its slots, for the translator.
    """

    kind: str
    score: float
    because: tuple[str, ...]
    message: str = ""
    params: Mapping[str, str] = field(default_factory=dict)


def guess_kind(
    evidence: PaperEvidence, kinds: Collection[str] | None = None, index: KindIndex | None = None
) -> tuple[KindGuess, ...]:
    """Kinds that the paper may be, the likeliest first; only those of `kinds` when given.

    Scores are shares that leave room for "none of these": 0.6 and more may be shown as the kind.
    """
    prepared = index or kind_index(load_reading_data())
    points = Points()
    add_text(points, evidence, prepared)
    add_file_name(points, evidence, prepared)
    add_signs(points, evidence, prepared.data.signs)
    totals = {k: p for k, p in points.totals().items() if p > 0 and (kinds is None or k in kinds)}
    return _guesses(totals, points, safe_line(evidence.original_name))


def _guesses(totals: Mapping[str, float], points: Points, name: str) -> tuple[KindGuess, ...]:
    weights = {k: exp(min(p, 30.0) / HEAT) for k, p in totals.items()}
    whole = sum(weights.values()) + exp(NOTHING / HEAT)
    ranked = sorted(weights, key=lambda k: (-weights[k], k))
    guesses: list[KindGuess] = []
    for kind in ranked[:MOST_SHOWN]:
        score = round(min(weights[kind] / whole, SURE), 2)
        if score >= LEAST or not guesses:
            guesses.append(_explained(kind, score, points, name))
    return tuple(guesses)


def _explained(kind: str, score: float, points: Points, name: str) -> KindGuess:
    said = points.phrases(kind, "text") or points.phrases(kind, "hint")
    named = points.phrases(kind, "name")
    because = (*points.phrases(kind, "sign"), *said[:3], *named[:1])
    form = points.phrases(kind, "form")
    if form:
        return KindGuess(kind, score, (*form, *because), FORM, {"form": form[0]})
    if points.phrases(kind, "zone"):
        return KindGuess(kind, score, ("<<<", *because), ZONE, {})
    if said and named:
        return KindGuess(kind, score, because, SAYS_AND_NAMED, {"phrase": said[0], "name": name})
    if len(said) > 1:
        return KindGuess(kind, score, because, SAYS_BOTH, {"phrase": said[0], "other": said[1]})
    if said:
        return KindGuess(kind, score, because, SAYS, {"phrase": said[0]})
    if named:
        return KindGuess(kind, score, because, NAMED, {"name": name})
    return KindGuess(kind, score, because, SHAPE, {})
