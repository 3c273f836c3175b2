"""What the gathered words, fields and codes of one file mean. Pure: the same input gives the same meaning."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from applicant_helper.catalog.catalogue import Catalog
from applicant_helper.core.answers import JsonValue
from applicant_helper.reading.formread import FormResult
from applicant_helper.reading.formwhole import form_of
from applicant_helper.reading.gather import Gathered
from applicant_helper.reading.kinds import KindGuess, PaperEvidence, guess_kind
from applicant_helper.reading.passportzone import read_zones
from applicant_helper.reading.shapes import FormReading, Note, Proposal
from applicant_helper.reading.statements import propose

LIKELY = 0.4
"""With less than that the kind is a guess among many, and labels would be read for the wrong kind."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """What one file is and seems to say. `guesses` are kinds, the likeliest first."""

    form: FormReading | None = None
    guesses: tuple[KindGuess, ...] = ()
    proposals: tuple[Proposal, ...] = ()
    notes: tuple[Note, ...] = ()


def interpret(gathered: Gathered, catalog: Catalog, today: date, filed: date, kind: str = "") -> Meaning:
    """The meaning of a file that was not refused. Editions are judged for the day it is `filed`.

    `kind` is the kind of paper the person chose; without one, labels are read for the likeliest kind.
    """
    form = form_of(gathered, catalog, filed)
    zones = read_zones(gathered.pages, today) if form is None else ()
    has_zone = any(z.kind == "passport" for z in zones)
    guesses = guess_kind(_evidence(gathered, form, has_zone=has_zone), catalog.vocabulary.kinds)
    if form is not None:
        return Meaning(form.reading, guesses, form.proposals, form.notes)
    said = [p for z in zones for p in z.proposals]
    said += _printed(
        gathered, kind or likeliest(guesses), catalog, today, {p.fact for p in said}, _expiry(said)
    )
    return Meaning(None, guesses, tuple(said), tuple(n for z in zones for n in z.notes))


def _printed(
    gathered: Gathered,
    kind_id: str,
    catalog: Catalog,
    today: date,
    known: Collection[str],
    expiry: JsonValue,
) -> Iterator[Proposal]:
    """What the printed labels of such a paper say; what the passport lines say goes first."""
    kind = catalog.vocabulary.kinds.get(kind_id)
    if kind is not None:
        found = [p for p in propose(kind, gathered.pages, today) if p.fact not in known]
        yield from settle_order(found, expiry)


def likeliest(guesses: Sequence[KindGuess]) -> str:
    """The kind that labels are read for when the person chose none; empty when nothing is likely enough."""
    return guesses[0].kind if guesses and guesses[0].score >= LIKELY else ""


def _expiry(said: Sequence[Proposal]) -> JsonValue:
    """The expiry date that the passport lines give, which no order of day and month can blur."""
    return next((p.value for p in said if p.fact.endswith(".expires")), None)


def settle_order(found: Sequence[Proposal], expiry: JsonValue) -> Iterator[Proposal]:
    """A paper writes all its dates in one order: where one reading of its expiry is the known one, so are the rest.

    Readings of one paper list the same order first.
    """
    asked = next((p for p in found if p.fact.endswith("expires") and expiry in p.candidates), None)
    order = asked.candidates.index(expiry) if asked is not None else None
    for one in found:
        if order is None or one.value is not None or order >= len(one.candidates):
            yield one
        else:
            yield replace(one, value=one.candidates[order], candidates=())


def _evidence(gathered: Gathered, form: FormResult | None, *, has_zone: bool) -> PaperEvidence:
    look = gathered.look
    codes = tuple(c for p in gathered.pages for c in p.codes)
    return PaperEvidence(
        original_name=look.original_name,
        pages=gathered.pages,
        media_type=look.media_type,
        page_count=look.pages,
        page_sizes=look.page_sizes,
        image_size=look.image_size,
        codes=codes,
        has_passport_zone=has_zone,
        form=form.reading.form if form is not None else "",
    )
