"""Papers read without a case: what each is and what it states, for the command line."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path

from applicant_helper import i18n
from applicant_helper.catalog.catalogue import Catalog
from applicant_helper.core.answers import JsonValue
from applicant_helper.core.errors import fill
from applicant_helper.core.text import safe_line, safe_text
from applicant_helper.i18n import say, say_many
from applicant_helper.reading.paper import Books, PaperReading, read_many
from applicant_helper.reading.shapes import Proposal
from applicant_helper.service import intake
from applicant_helper.service.factwords import fact_label
from applicant_helper.service.intake import guess_reason, notes
from applicant_helper.service.papers import SURE, expand
from applicant_helper.service.proposals import shown

ON_PAGE = 20
BLANKS_SHOWN = 5


def read_loose(
    catalog: Catalog,
    paths: Sequence[Path],
    today: date,
    *,
    with_ocr: bool = True,
    cancelled: Callable[[], bool] = lambda: False,
) -> Iterator[PaperReading]:
    """Files, and folders with everything in them, one after another. Nothing is kept."""
    yield from read_many(
        expand(paths).papers, Books(catalog, today, today), with_ocr=with_ocr, cancelled=cancelled
    )


def as_json(reading: PaperReading) -> dict[str, JsonValue]:
    """A reading as `read --json` prints it; see docs/reading.md. Nothing in it acts on a terminal."""
    return {key: safe_json(value) for key, value in _as_json(reading).items()}


def safe_json(value: JsonValue) -> JsonValue:
    """The same with every text made safe to print."""
    if isinstance(value, str):
        return safe_text(value)
    if isinstance(value, list):
        return [safe_json(v) for v in value]
    if isinstance(value, dict):
        return {safe_text(k): safe_json(v) for k, v in value.items()}
    return value


def _as_json(reading: PaperReading) -> dict[str, JsonValue]:
    refusal = reading.look.refusal
    if refusal is not None:
        return {"path": str(reading.look.path), "refused": {"code": refusal.code, **refusal.params}}
    best = reading.guesses[0] if reading.guesses else None
    form = reading.form
    return {
        "path": str(reading.look.path),
        "sha256": reading.look.sha256,
        "kind": best.kind if best else None,
        "confidence": best.score if best else 0.0,
        "kinds": [{"kind": g.kind, "confidence": g.score} for g in reading.guesses[:3]],
        "pages": reading.look.pages,
        "form": form.form if form else None,
        "edition": (form.edition or None) if form else None,
        "barcodes": [
            {"page": p.number, "form": c.form, "edition": c.edition, "form_page": c.form_page}
            for p in reading.pages
            for c in p.codes
        ],
        "signatures": [
            {"by": s.by, "page": s.page, "box": list(s.box), "how": s.how, "label": s.label}
            for s in (form.signatures if form else ())
        ],
        "blanks": [
            {"message": fill(n.message, n.params), "page": n.page} for n in (form.blanks if form else ())
        ],
        "statements": [_statement(p) for p in reading.proposals],
        "notes": [
            {"code": n.code, "message": fill(n.message, n.params), "page": n.page} for n in reading.notes
        ],
        "pages_without_text": list(reading.without_text),
    }


def _statement(found: Proposal) -> JsonValue:
    return {
        "fact": found.fact,
        "value": found.value,
        "as_written": found.as_written,
        "page": found.page,
        "box": [round(v, 1) for v in found.box] if found.box else None,
        "how": found.how.value,
        "confidence": round(found.confidence, 2),
        "candidates": list(found.candidates),
        "label": found.label,
    }


def lines(catalog: Catalog, reading: PaperReading) -> Iterator[str]:
    """A reading in sentences, one to a line."""
    name = safe_line(reading.look.original_name)
    pages = say_many("{n} page", "{n} pages", reading.look.pages)
    best = reading.guesses[0] if reading.guesses else None
    kind = _kind(catalog, best.kind) if best is not None and best.score >= SURE else ""
    yield say("{name}, {pages}: {kind}", name=name, pages=pages, kind=kind or i18n.gettext("kind not known"))
    if best is not None:
        yield f"  {guess_reason(best)}"
    if not kind and len(reading.guesses) > 0:
        likely = ", ".join(_kind(catalog, g.kind) for g in reading.guesses[:3])
        yield "  " + say("It may be: {kinds}", kinds=likely)
    for note in notes(reading):
        yield f"  ! {note}"
    yield from _blanks(reading)
    for found in reading.proposals[:ON_PAGE]:
        yield "  " + _said(catalog, found)
    more = len(reading.proposals) - ON_PAGE
    if more > 0:
        yield "  " + say_many("and {n} more; --json shows all", "and {n} more; --json shows all", more)
    if reading.without_text:
        yield "  " + say_many(
            "{n} page has no text that can be read.",
            "{n} pages have no text that can be read.",
            len(reading.without_text),
        )


def _blanks(reading: PaperReading) -> Iterator[str]:
    """The empty places of a form that must not stay so, the first ones in full."""
    line = intake.blank_line(reading)
    if line:
        yield f"  ! {line}"
        yield from (f"    {text}" for text in intake.blanks(reading)[:BLANKS_SHOWN])


def _said(catalog: Catalog, found: Proposal) -> str:
    label = fact_label(catalog, found.fact)
    return say(
        "{label}: {value} (page {page})", label=label, value=safe_line(shown(found)), page=str(found.page)
    )


def _kind(catalog: Catalog, kind: str) -> str:
    return i18n.data_text(f"vocabulary/document_kinds.{kind}.label", catalog.vocabulary.kinds[kind].label)
