"""What a paper seems to state, from its labels and words, for the person to accept, correct or drop.

Nothing is proposed that is not printed; two values for one thing are not chosen between.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from applicant_helper.catalog.readingdata import LabelSchema, ReadingData, load_reading_data
from applicant_helper.core.answers import JsonValue
from applicant_helper.core.values.date_reading import Order
from applicant_helper.core.values.states import STATES
from applicant_helper.core.vocabulary import KindSpec
from applicant_helper.reading.labelled import Labelled, label_index, labelled
from applicant_helper.reading.lines import box_of
from applicant_helper.reading.printedvalues import Reader
from applicant_helper.reading.shapes import How, Page, Proposal
from applicant_helper.reading.statementtext import in_text, made
from applicant_helper.reading.tongue import language_of

PAGES_READ = 6
OF_THE_PAPER = frozenset({"issued", "expires", "issuer", "covers", "address", "language"})
OF_ONE_PERSON = frozenset(
    (
        *(
            "birth_certificate",
            "baptism_certificate",
            "passport",
            "passport_card",
            "national_id",
            "driver_license",
        ),
        *(
            "permanent_resident_card",
            "ead",
            "i94",
            "death_certificate",
            "certificate_of_naturalization",
            "fs240",
        ),
        *(
            "certificate_of_citizenship",
            "visa",
            "i20",
            "military_record",
            "canadian_pr_card",
            "w2",
            "pay_stub",
        ),
        *("transcript_school", "selective_service_letter", "police_certificate"),
    )
)
"""Kinds whose first name or birth date is that of the person the paper is about."""
WITHOUT_NAMES = frozenset({"marriage_certificate", "divorce_decree", "affidavit", "translation", "lease"})
FILLED_IN = frozenset({"official_form", "form_supplement", "i864", "medical_i693", "n648"})
NOT_AMERICAN = frozenset(
    (
        *("copr", "canadian_pr_card", "canadian_proof_of_status", "presence_calculator", "life_in_uk"),
        *("ilr_evidence", "cohabitation_mail", "language_test"),
    )
)
CALENDARS: Mapping[str, tuple[str, ...]] = {
    "fa": ("persian", "islamic"),
    "am": ("ethiopian",),
    "ne": ("nepali",),
    "th": ("thai",),
    "ja": ("japanese",),
}
"""Calendars that papers in a language are dated in besides the Western one."""
_STATES = "|".join(name.upper() for name in STATES.values() if name not in {"Georgia", "American Samoa"})
_AMERICAN = re.compile(
    rf"\b(?:(?:{'|'.join(STATES)}) \d{{5}}(?:-\d{{4}})?|{_STATES}|STATE OF GEORGIA|UNITED STATES OF AMERICA|USCIS|"
    r"U\.?S\.? (?:CITIZENSHIP|DEPARTMENT|CUSTOMS)|COUNTY CLERK|MEMBER FDIC|SOCIAL SECURITY)\b"
)
_FOREIGN = re.compile(
    r"\b(?:REPUBLIC|KINGDOM OF|MINISTRY|GOVERNMENT OF (?!THE UNITED)|EMBASSY|CONSULATE GENERAL OF)\b"
)


def propose(
    kind: KindSpec, pages: Sequence[Page], today: date | None = None, data: ReadingData | None = None
) -> tuple[Proposal, ...]:
    """Statements that the pages seem to make, each fact once; a form filled in by its fields makes none here.

    Facts are those the kind states, and `document.issued`, `.expires`, `.issuer`, `.covers`, `.address`, `.language`.
    A date that can be read in two ways has no value but candidates. Values have the shape of the case file.
    """
    known = data or load_reading_data()
    read = tuple(p for p in pages if p.words)[:PAGES_READ]
    if not read or kind.id in FILLED_IN:
        return ()
    language, sure = language_of(read, known.languages)
    reader = Reader(_order(kind, language, read), CALENDARS.get(language, ()))
    found: dict[str, list[Proposal]] = defaultdict(list)
    for page in read:
        for label in labelled(page, label_index(known)):
            for proposal in _of_label(kind, label, reader, page):
                found[proposal.fact].append(proposal)
    for proposal in (*in_text(kind, read, reader), *_language(read, language, sure)):
        found[proposal.fact].append(proposal)
    chosen = {fact: one for fact, rows in found.items() if (one := _one_of(kind, fact, rows)) is not None}
    return tuple(_finished(kind, chosen, today))


def _order(kind: KindSpec, language: str, pages: Sequence[Page]) -> Order:
    """Month first on papers of United States authorities and firms, not known on others."""
    if kind.id in NOT_AMERICAN:
        return "unknown"
    if kind.is_us_paper and kind.id not in {"translation", "affidavit", "personal_statement"}:
        return "mdy"
    text = " ".join(p.text() for p in pages[:2]).upper()
    is_american = _AMERICAN.search(text) is not None and _FOREIGN.search(text) is None
    return "mdy" if language in {"en", ""} and is_american else "unknown"


def _of_label(kind: KindSpec, label: Labelled, reader: Reader, page: Page) -> Iterator[Proposal]:
    rows = [r for r in label.rows if not r.kinds or kind.id in r.kinds]
    for row in rows:
        facts = tuple(_facts(kind, row))
        if not facts:
            continue
        reads = "countries" if row.fact == "nationalities" else row.reads
        if not label.is_clear and reads in {"name", "text", "place", "country", "sex"}:
            continue
        for spot in label.spots:
            printed = reader.read(reads, spot.texts)
            if printed is None:
                continue
            words = spot.words[: printed.words]
            sure = printed.sure * (1.0 if label.is_clear else 0.85) * (0.95 if spot.where == "below" else 1.0)
            for fact in facts:
                yield made(
                    fact,
                    printed.value,
                    " ".join(spot.texts[: printed.words]),
                    page,
                    words,
                    sure,
                    printed.candidates,
                    label.printed,
                )
            break


def _facts(kind: KindSpec, row: LabelSchema) -> Iterator[str]:
    """The facts a label names on a paper of this kind: only those that the kind states, and the paper's own."""
    root = row.fact.partition(".")[0]
    own = row.of.get(kind.id)
    if own is not None and own in kind.states:
        yield own
    if root in OF_THE_PAPER:
        if root != "expires" or kind.expires:
            yield f"document.{row.fact}"
    elif own is None and (row.fact in kind.states or (root == "legal_name" and root in kind.states)):
        yield row.fact


def _one_of(kind: KindSpec, fact: str, rows: list[Proposal]) -> Proposal | None:
    """The one reading of a fact. Two different ones: the first of a one-person paper, less sure; else none."""
    first = rows[0]
    if all(_same(r, first) for r in rows):
        return max(rows, key=lambda r: r.confidence)
    if fact.startswith("document.") and not fact.endswith(
        ("issued", "balance", "period_income", "fee_amount")
    ):
        return None
    if kind.id in OF_ONE_PERSON or fact in {"document.issued", "prior_filings.received"}:
        return replace(first, confidence=round(min(first.confidence, 0.55), 2))
    return None


def _same(a: Proposal, b: Proposal) -> bool:
    if a.value is None or b.value is None:
        return set(a.candidates) == set(b.candidates) or a.value in b.candidates or b.value in a.candidates
    if isinstance(a.value, str) and isinstance(b.value, str):
        return a.value.casefold() == b.value.casefold()
    return a.value == b.value


def _finished(kind: KindSpec, chosen: dict[str, Proposal], today: date | None) -> Iterator[Proposal]:
    """Name parts joined, the two ends of a period joined, and what cannot be left out."""
    parts = chosen.pop("legal_name.family", None), chosen.pop("legal_name.given", None)
    if kind.id in WITHOUT_NAMES:
        chosen.pop("legal_name", None)
    elif parts[0] is not None and parts[1] is not None:
        chosen["legal_name"] = _joined_name(parts[0], parts[1])
    ends = chosen.pop("document.covers.from", None), chosen.pop("document.covers.to", None)
    if ends[0] and ends[1] and "document.covers" not in chosen and _in_order(ends[0], ends[1]):
        chosen["document.covers"] = _span(ends[0], ends[1])
    for fact, found in chosen.items():
        if today is not None and fact in {"date_of_birth", "document.issued"} and _later(found, today):
            continue
        yield found


def _joined_name(family: Proposal, given: Proposal) -> Proposal:
    value: JsonValue = {"family": family.value, "given": given.value}
    box = box_of([b for b in (family.box, given.box) if b is not None])
    return replace(
        family,
        fact="legal_name",
        value=value,
        as_written=f"{family.as_written}, {given.as_written}",
        box=box if family.page == given.page else family.box,
        confidence=min(family.confidence, given.confidence),
    )


def _in_order(start: Proposal, end: Proposal) -> bool:
    return isinstance(start.value, str) and isinstance(end.value, str) and start.value <= end.value


def _span(start: Proposal, end: Proposal) -> Proposal:
    value: JsonValue = [{"from": start.value, "to": end.value}]
    written = f"{start.as_written} - {end.as_written}"
    return replace(start, fact="document.covers", value=value, as_written=written)


def _later(found: Proposal, today: date) -> bool:
    return isinstance(found.value, str) and found.value > today.isoformat()


def _language(pages: Sequence[Page], language: str, sure: float) -> Iterator[Proposal]:
    if language:
        how = How.OCR if pages[0].words_from == "ocr" else How.TEXT
        yield Proposal("document.language", language, "", pages[0].number, None, how, sure)
