"""Points from something other than telling words: form numbers, passport zones, shapes, translator's statements."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from applicant_helper.catalog.readingdata import SignsFile
from applicant_helper.reading.points import PaperEvidence, Points
from applicant_helper.reading.shapes import Page

CODED, FOOTED, FIELDS, ZONE, HAS_ZONE, SECOND = 16.0, 14.0, 15.0, 8.0, 7.0, 3.0
CARD, CARD_ASPECT = 1.0, (1.5, 1.68)
_PREFIXES = r"(?:I|N|G|AR|DS|EOIR|CIT|IMM|FS|SS)"
_NUMBER = rf"({_PREFIXES})\s?[-\u2010-\u2015 ]\s?(\d{{1,4}})\s?((?:WS|EZ|[A-Z])?)\b"
_SUPPLEMENT = r"(?:,?\s*(SUPPLEMENT [A-Z]))?"
_FOOTER = re.compile(
    rf"FORM {_NUMBER}{_SUPPLEMENT}(?:,? (?:INSTRUCTIONS|WORKSHEET))?,?\s*\(?(?:EDIT\w{{2,4}}|REV\.?)?\s*\d\d/\d\d/\d\d"
)
_HEADER = re.compile(rf"FORM {_NUMBER}{_SUPPLEMENT}[^.]{{0,60}}?OMB (?:CONTROL )?(?:NO|NUMBER)")
_PART = re.compile(r"OMB (?:CONTROL )?(?:NO\.?|NUMBER)\s*(?:1615|1405|1125)")
_FORM = re.compile(rf"\bFORM {_NUMBER}{_SUPPLEMENT}")
_MISREAD_FORM = re.compile(r"\bF[O0](?:RM|RRN|RN)\s+[I1L|!]\s?-\s?(?=\d)")
_MRZ = re.compile(r"[A-Z0-9<]{28,46}")
ENOUGH_WORDS = 45


def add_signs(points: Points, evidence: PaperEvidence, signs: SignsFile) -> None:
    """Points from everything that is not a telling word. It comes last: it weighs what is there already."""
    number = form_number(evidence, signs)
    if number:
        _add_form(points, evidence, signs, number)
    _add_zone(points, evidence, signs.zones)
    _add_shape(points, evidence, signs)
    _weigh_translation(points, evidence)


def form_number(evidence: PaperEvidence, signs: SignsFile) -> str:
    """The official form whose pages these are, such as `I-485`; empty when nothing printed settles it."""
    known = [
        evidence.form,
        *(c.form for c in evidence.codes),
        *(c.form for p in evidence.pages for c in p.codes),
    ]
    found = next((k.upper() for k in known if k), "") or next(_printed_numbers(evidence.pages[:3]), "")
    return "" if found in signs.not_forms else found


def _printed_numbers(pages: tuple[Page, ...]) -> Iterator[str]:
    for page in pages:
        text = _MISREAD_FORM.sub("FORM I-", page.text().upper().replace("\u2013", "-").replace("\u2014", "-"))
        match = _FOOTER.search(text) or _HEADER.search(text)
        if match is None and _PART.search(text):
            match = _FORM.search(text)
        if match:
            prefix, digits, letter, more = match.groups()
            joint = " " if prefix in {"CIT", "IMM"} else "-"
            yield f"{prefix}{joint}{digits}{letter or ''}{' ' + more if more else ''}"


def _add_form(points: Points, evidence: PaperEvidence, signs: SignsFile, number: str) -> None:
    kind = signs.forms.get(number) or signs.forms.get(number.split(" SUPPLEMENT")[0], "official_form")
    if " SUPPLEMENT" in number and number not in signs.forms:
        kind = "form_supplement"
    value = CODED if evidence.codes else FIELDS if evidence.form else FOOTED
    points.add(kind, value, "form", number)
    if kind != "official_form":
        points.add("official_form", value - SECOND, "form", number)


def _add_zone(points: Points, evidence: PaperEvidence, zones: Mapping[str, str]) -> None:
    begins = sorted(zones, key=lambda z: -len(z))
    for page in evidence.pages[:4]:
        for word in page.words:
            line = word.text.upper().replace(" ", "").replace("«", "<<")
            if "<" not in line or not _MRZ.fullmatch(line):
                continue
            start = next((b for b in begins if line.startswith(b)), "")
            if start:
                points.add(zones[start], ZONE, "zone", "<<<")
                return
    if evidence.has_passport_zone:
        points.add("passport", HAS_ZONE if points.total("visa") < HAS_ZONE else 1.0, "zone", "<<<")


def _add_shape(points: Points, evidence: PaperEvidence, signs: SignsFile) -> None:
    size = evidence.image_size or (evidence.page_sizes[0] if evidence.page_sizes else None)
    if size is None or min(size) <= 0:
        return
    aspect = max(size) / min(size)
    if CARD_ASPECT[0] <= aspect <= CARD_ASPECT[1]:
        for kind in signs.cards:
            if points.total(kind) > 0:
                points.add(kind, CARD, "sign")
    has_words = sum(len(p.words) for p in evidence.pages) > 3
    if aspect > 2.4 and size[1] > size[0] and has_words:
        points.add("receipt_payment", 1.0, "sign")
    if evidence.media_type.startswith("image/") and not has_words:
        _add_photo(points, evidence, aspect)


def _add_photo(points: Points, evidence: PaperEvidence, aspect: float) -> None:
    """A picture without words is most likely a photo; surer when OCR has looked for words."""
    was_read = any(p.words_from == "ocr" for p in evidence.pages)
    points.add("photo_set", 2.4 if was_read else 1.4, "sign")
    if aspect < 1.04:
        points.add("photo_2x2", 3.2 if was_read else 2.2, "sign")


def _weigh_translation(points: Points, evidence: PaperEvidence) -> None:
    """A translator's statement alone is a certificate; with the translated paper before it, a translation."""
    statement = points.of("translation_certificate", "text")
    if statement < 4.0 and points.of("translation", "text") < 4.0:
        return
    others = {k: t for k, t in points.totals().items() if not k.startswith("translation")}
    strongest = max(others, key=lambda k: others[k], default="")
    words = sum(len(p.words) for p in evidence.pages)
    if statement >= 4.0 and (words > 220 or (strongest and others[strongest] > 4.5 and words > ENOUGH_WORDS)):
        points.add("translation", max(others.get(strongest, 0.0), statement) + 1.5, "sign")
    elif points.of("translation", "text") >= 4.0 and strongest:
        points.add("translation", 0.6 * others[strongest], "sign")
