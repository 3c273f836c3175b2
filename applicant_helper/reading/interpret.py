"""What the gathered words, fields and codes of one file mean. Pure: the same input gives the same meaning."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from applicant_helper.catalog.models import Catalog
from applicant_helper.reading.gather import Gathered
from applicant_helper.reading.kinds import KindGuess, PaperEvidence, guess_kind
from applicant_helper.reading.passportzone import read_zones
from applicant_helper.reading.shapes import FormReading, Note, Proposal


@dataclass(frozen=True, slots=True)
class Meaning:
    """What one file is and seems to say. `guesses` are kinds, the likeliest first."""

    form: FormReading | None = None
    guesses: tuple[KindGuess, ...] = ()
    proposals: tuple[Proposal, ...] = ()
    notes: tuple[Note, ...] = ()


def interpret(gathered: Gathered, catalog: Catalog, today: date) -> Meaning:
    """The meaning of a file that was not refused. `today` is the day the filing goes out."""
    zones = read_zones(gathered.pages, today)
    guesses = guess_kind(_evidence(gathered, has_zone=bool(zones)), catalog.vocabulary.kinds)
    proposals = [p for z in zones for p in z.proposals]
    notes = [n for z in zones for n in z.notes]
    return Meaning(None, guesses, tuple(proposals), tuple(notes))


def _evidence(gathered: Gathered, *, has_zone: bool) -> PaperEvidence:
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
        form=codes[0].form if codes else "",
    )
