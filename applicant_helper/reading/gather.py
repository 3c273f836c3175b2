"""Collects what the guarded child sees in one file: words, fields, barcodes. Nothing is interpreted here."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from applicant_helper.catalog.pdfmaps import FormMap
from applicant_helper.core.text import clean_text
from applicant_helper.reading.asking import Asker
from applicant_helper.reading.codetext import box_from, code_from
from applicant_helper.reading.formcells import MOST_OF_PAGE, boxes_to_look_at, codes_of_fields
from applicant_helper.reading.look import PaperLook, look_with
from applicant_helper.reading.shapes import Box, FormCode, FormField, Page
from applicant_helper.reading.text import needs_ocr, pages_from

MOST_PAGES = 200
"""Words are read of so many pages; a longer paper is told by its first ones."""
AT_ONCE = 20
CODES_AT_ONCE = 6
GLANCE, EFFORT = 1.5, 4.0
"""Seconds for one page: to see whether there is a code at all, and when there should be one."""
LIKE_A_FORM = re.compile(
    r"\bForm\s+[A-Z]{1,3}-?\d{1,4}[A-Z]{0,2}\b.*\bEdition\b|\bOMB\s+No\.?", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Gathered:
    """What one file holds. `lost` are texts of the form's data that no field claims.

    `ink` is the share of ink, 0 to 1, by page and by name of a field, of forms that have no fields left.
    `trouble` is `timed-out` or `too-large` when reading went no further than this.
    """

    look: PaperLook
    pages: tuple[Page, ...] = ()
    fields: tuple[FormField, ...] = ()
    lost: tuple[str, ...] = ()
    ink: Mapping[int, Mapping[str, float]] = field(default_factory=dict)
    trouble: str = ""

    def without_text(self) -> tuple[int, ...]:
        """Numbers of the pages that only a picture tells about."""
        return tuple(p.number for p in self.pages if p.words_from != "ocr" and needs_ocr(p))

    def with_pages(self, read: Iterable[Page]) -> Gathered:
        """The same file with the words of some pages read from their pictures; their codes stay."""
        words = {p.number: p for p in read if p.words}
        pages = tuple(
            replace(p, words=words[p.number].words, words_from=words[p.number].words_from)
            if p.number in words
            else p
            for p in self.pages
        )
        return replace(self, pages=pages)


def gather(asker: Asker, path: Path) -> Gathered:
    """One file. Never raises for what the file is; see `look.refusal`. Raises ChildStopped when cancelled."""
    asker.trouble = ""
    look = look_with(asker, path)
    if look.refusal is not None:
        return Gathered(look)
    told = asker.ask(path, "fields", with_labels=False) if "form" in look.notes else {}
    fields = fields_from(told.get("fields"))
    pages = _pages(asker, look)
    pages = _with_codes(asker, look, pages, codes_of_fields(fields))
    lost = tuple(clean_text(str(t)) for t in told.get("lost", ()))
    return Gathered(look, pages, fields, lost, trouble=asker.trouble)


def with_labels(asker: Asker, gathered: Gathered) -> Gathered:
    """The same file with what is printed beside each field, for a form that has no map. Raises ChildStopped."""
    told = asker.ask(gathered.look.path, "fields", with_labels=True)
    fields = fields_from(told.get("fields")) or gathered.fields
    return replace(gathered, fields=fields, trouble=asker.trouble)


def with_ink(asker: Asker, gathered: Gathered, form_map: FormMap) -> Gathered:
    """The same file with the ink in the boxes and places to sign of a flat form. Raises ChildStopped."""
    ink: dict[int, Mapping[str, float]] = {}
    for page in gathered.pages:
        code = page.codes[0] if page.codes else None
        if code is None or code.form != form_map.form:
            continue
        is_scan = page.picture_share > MOST_OF_PAGE
        seen = _signed(asker, gathered, page, form_map) if is_scan else _ink(asker, gathered, page, form_map)
        if seen:
            ink[page.number] = seen
    return replace(gathered, ink=ink, trouble=asker.trouble)


def _ink(asker: Asker, gathered: Gathered, page: Page, form_map: FormMap) -> dict[str, float]:
    boxes = boxes_to_look_at(form_map, page.codes[0])
    told = _boxes_asked(asker, gathered, page, "ink", boxes)
    return {name: float(share) for name, share in zip(boxes, told, strict=True)} if told else {}


def _signed(asker: Asker, gathered: Gathered, page: Page, form_map: FormMap) -> dict[str, float]:
    """On a scan only places to sign are large enough to judge; those that can't be are left out."""
    rows = [r for r in form_map.rows if r.page == page.codes[0].form_page and r.kind == "signature"]
    boxes = {r.field: r.box for r in rows}
    told = _boxes_asked(asker, gathered, page, "signed", boxes)
    shares = {"marked": 1.0, "unsigned": 0.0}
    pairs = zip(boxes, told, strict=True) if told else ()
    return {name: shares[t["how"]] for name, t in pairs if t.get("how") in shares}


def _boxes_asked(
    asker: Asker, gathered: Gathered, page: Page, op: str, boxes: Mapping[str, Box]
) -> list[Any]:
    if not boxes:
        return []
    rows = [list(b) for b in boxes.values()]
    told = asker.ask(gathered.look.path, op, number=page.number, boxes=rows).get(op)
    return told if isinstance(told, list) and len(told) == len(rows) else []


def _pages(asker: Asker, look: PaperLook) -> tuple[Page, ...]:
    is_pdf = look.media_type == "application/pdf"
    share = 0.0 if is_pdf else 1.0
    bare = [Page(n, w, h, picture_share=share) for n, (w, h) in enumerate(look.page_sizes, start=1)]
    if not is_pdf:
        return tuple(bare)
    found: dict[int, Page] = {}
    first, last = 1, min(look.pages, MOST_PAGES)
    while first <= last and not asker.trouble:
        answer = asker.ask(look.path, "pages", first=first, last=min(last, first + AT_ONCE - 1))
        read = pages_from(answer.get("pages"))
        if not read:
            break
        found.update({p.number: p for p in read})
        first = read[-1].number + 1
    numbers = sorted({*found, *(p.number for p in bare)})
    by_size = {p.number: p for p in bare}
    return tuple(found.get(n) or by_size[n] for n in numbers)


def _with_codes(
    asker: Asker, look: PaperLook, pages: tuple[Page, ...], known: Mapping[int, FormCode]
) -> tuple[Page, ...]:
    """The pages with their codes: a glance at those without words, an effort where a form shows itself."""
    codes: dict[int, tuple[FormCode, ...]] = {n: (c,) for n, c in known.items()}
    open_pages = [p for p in pages if p.number not in codes]
    likely = [p.number for p in open_pages if LIKE_A_FORM.search(p.text())]
    glance = [p.number for p in open_pages if needs_ocr(p) and p.number not in likely]
    codes.update(_asked(asker, look, glance, GLANCE))
    codes.update(_asked(asker, look, likely, EFFORT))
    if codes and not known:
        codes.update(_asked(asker, look, [n for n in glance if n not in codes], EFFORT))
    return tuple(replace(p, codes=codes[p.number]) if p.number in codes else p for p in pages)


def _asked(
    asker: Asker, look: PaperLook, numbers: Sequence[int], seconds: float
) -> dict[int, tuple[FormCode, ...]]:
    found: dict[int, tuple[FormCode, ...]] = {}
    for start in range(0, len(numbers), CODES_AT_ONCE):
        if asker.trouble:
            break
        some = list(numbers[start : start + CODES_AT_ONCE])
        told = asker.ask(look.path, "codes", numbers=some, seconds=seconds).get("codes")
        for number in some:
            rows = told.get(str(number)) if isinstance(told, dict) else None
            codes = tuple(c for c in map(code_from, rows) if c) if isinstance(rows, list) else ()
            if codes:
                found[number] = codes
    return found


def fields_from(told: object) -> tuple[FormField, ...]:
    """The fields of a child's answer, with safe texts; what has not the shape of a field is left out."""
    rows = told if isinstance(told, list) else []
    return tuple(f for f in (_field(r) for r in rows if isinstance(r, dict)) if f is not None)


def _field(row: Mapping[str, Any]) -> FormField | None:
    name, page, box, data = row.get("name"), row.get("page"), box_from(row.get("box")), row.get("data")
    if not isinstance(name, str) or not isinstance(page, int) or box is None:
        return None
    return FormField(
        name=clean_text(name),
        kind=str(row.get("kind", "")),
        page=page,
        box=box,
        value=clean_text(str(row.get("value", ""))),
        data=clean_text(str(data)) if data is not None else None,
        label=clean_text(str(row.get("label", ""))),
        is_read_only=bool(row.get("is_read_only")),
        on_value=clean_text(str(row.get("on_value", ""))),
    )
