"""What to tell about the places to sign of a form: where they are, and which look empty on a printed form."""

from __future__ import annotations

from collections.abc import Iterator

from applicant_helper.core.answers import JsonValue
from applicant_helper.core.marks import N_
from applicant_helper.reading.shapes import FormReading, How, Note, Proposal, Signature

HELPERS = frozenset({"interpreter", "preparer", "representative", "attorney"})
"""They sign only when somebody helped, so an empty place of theirs is no fault."""

WHERE = N_("Places to sign on Form {form}: {places}. Sign by hand after you print it.")
LOOKS_UNSIGNED = N_("Page {page}: the place for the {role} to sign looks empty. Look at it yourself.")
NOT_SEEN = N_("Page {page}: I can't tell whether the {role} signed. Look at it yourself.")


def sign_notes(form: FormReading) -> Iterator[Note]:
    """Where to sign; on a printed or scanned form, which places look empty. Nothing is ever called signed."""
    if not form.signatures:
        return
    if not form.is_flat:
        yield Note("sign-here", WHERE, {"form": form.form, "places": _places(form.signatures)})
        return
    for place in form.signatures:
        params = {"page": str(place.page), "role": place.by}
        if place.by in HELPERS:
            continue
        if place.how == "unsigned":
            yield Note("looks-unsigned", LOOKS_UNSIGNED, params, place.page, place.box)
        elif place.how == "unknown":
            yield Note("sign-unknown", NOT_SEEN, params, place.page, place.box)


def sign_proposals(form: FormReading) -> Iterator[Proposal]:
    """Empty places of those who must sign, as `document.signatures`; only a printed form can show that."""
    empty = [s for s in form.signatures if s.how == "unsigned" and s.by not in HELPERS]
    if not form.is_flat or not empty:
        return
    rows: list[JsonValue] = [{"by": s.by, "how": "unsigned"} for s in empty]
    written = _places(empty)
    yield Proposal("document.signatures", rows, written, empty[0].page, empty[0].box, How.BARCODE, 0.7)


def _places(signatures: tuple[Signature, ...] | list[Signature]) -> str:
    return "; ".join(f"{s.by}, page {s.page}" for s in signatures)
