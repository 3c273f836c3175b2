"""What stands in for a record that cannot be had: letter, then secondary evidence, then affidavits.

Source: 8 CFR 103.2(b)(2).
"""

from __future__ import annotations

from dataclasses import dataclass

from applicant_helper.core.answers import JsonValue
from applicant_helper.core.case import Case, Document
from applicant_helper.core.finding import Part
from applicant_helper.core.marks import N_

AFFIDAVITS_NEEDED = 2
NEEDS_LETTER = N_("Still needed: a letter of the civil authority that the record does not exist")
NEEDS_MORE = N_("Still needed: secondary evidence, or {count} sworn statements by people who know the event")
STANDS_IN = N_("Papers stand in for a record that cannot be had")


@dataclass(frozen=True, slots=True)
class Ladder:
    """How far the substitutes for one record have come."""

    is_met: bool
    documents: tuple[Document, ...]
    parts: tuple[Part, ...]


def climb(requirement_id: str, case: Case) -> Ladder | None:
    """The substitutes put to a requirement, or None when the record was not called unavailable."""
    row = case.unavailable().get(requirement_id)
    if row is None:
        return None
    letter = _documents(case, row.get("letter"))
    secondary = _documents(case, row.get("secondary"))
    affidavits = _documents(case, row.get("affidavits"))
    parts = []
    if not letter:
        parts.append(Part(NEEDS_LETTER))
    if not secondary and len(affidavits) < AFFIDAVITS_NEEDED:
        parts.append(Part(NEEDS_MORE, {"count": str(AFFIDAVITS_NEEDED)}))
    is_met = not parts
    if is_met:
        parts.append(Part(STANDS_IN, is_met=True))
    return Ladder(is_met, (*letter, *secondary, *affidavits), tuple(parts))


def _documents(case: Case, ids: JsonValue) -> tuple[Document, ...]:
    rows = ids if isinstance(ids, list) else [ids] if ids else []
    found = [case.document(str(i)) for i in rows]
    return tuple(d for d in found if d is not None)
