"""Readings made up for tests: a paper in the case with what was read from it, without a file behind it."""

from __future__ import annotations

from pathlib import Path

from applicant_helper.core.answers import JsonValue
from applicant_helper.reading.gather import Gathered
from applicant_helper.reading.interpret import Meaning
from applicant_helper.reading.kinds import KindGuess
from applicant_helper.reading.look import PaperLook
from applicant_helper.reading.paper import PaperReading
from applicant_helper.reading.shapes import Box, How, Note, Proposal
from applicant_helper.service import edits
from applicant_helper.service.session import Session

BOX: Box = (60.0, 100.04, 250.0, 118.0)
DIGEST = "ab" * 32


def says(
    fact: str,
    value: JsonValue,
    written: str = "",
    *,
    choices: tuple[JsonValue, ...] = (),
    confidence: float = 0.95,
    page: int = 1,
    box: Box | None = BOX,
    how: How = How.TEXT,
) -> Proposal:
    """One reading; what stands on the paper is the value when nothing else is said."""
    return Proposal(fact, value, written or str(value), page, box, how, confidence, choices)


def guess(kind: str, score: float, *words: str) -> KindGuess:
    """A guess of a kind because of some words."""
    return KindGuess(kind, score, tuple(words))


def with_paper(
    session: Session,
    *found: Proposal,
    kind: str = "birth_certificate",
    name: str = "paper.pdf",
    guesses: tuple[KindGuess, ...] = (),
    notes: tuple[Note, ...] = (),
    digest: str = DIGEST,
    document_id: str = "paper",
    **keys: JsonValue,
) -> str:
    """A paper put into the case, about the applicant, with these readings, taken for what it is. Its id."""
    row: dict[str, JsonValue] = {
        "id": document_id,
        "kind": kind,
        "original_name": name,
        "sha256": digest,
        "media_type": "application/pdf",
        "pages": 2,
        "about": ["applicant"],
        **keys,
    }
    session.apply(edits.put_document(session.case, session.catalog, row), "add", {"count": "1"})
    look = PaperLook(Path(name), name, 10, digest, "application/pdf", 2)
    meaning = Meaning(None, guesses or (guess(kind, 0.9),), tuple(found), notes)
    session.readings.keep(PaperReading(look, Gathered(look), meaning))
    return document_id
