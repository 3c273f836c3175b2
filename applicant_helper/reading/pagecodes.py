"""Which official form the pages of one file make, and what is wrong with them: mixed, missing, repeated. Pure.

Codes come from barcodes, from the barcode fields of a form that is not flattened, or from the line at the foot.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Any

from applicant_helper.catalog.editions import WEAK, Editions, State
from applicant_helper.core.marks import N_
from applicant_helper.reading.codetext import MOST_PAGES, iso_edition
from applicant_helper.reading.footers import footer_of
from applicant_helper.reading.shapes import FormCode, FormReading, Note, Page

TWO_FORMS = N_(
    "This file holds pages of more than one form: {forms}. Keep each form in a file of its own, so that each "
    "can be checked."
)
MIXED = N_(
    "The pages of Form {form} come from different editions: {editions}. Print the whole form again from one "
    "edition. The edition date is at the foot of every page."
)
MISSING = N_(
    "Form {form} lacks page {pages} of {total}. Add what is missing; a form with missing pages can be sent back."
)
MISSING_SOME = N_(
    "Form {form} lacks page {pages}. Add what is missing; a form with missing pages can be sent back."
)
MISSING_OR_UNREAD = N_(
    "I did not find page {pages} of Form {form}. Some pages of the file could not be read; look which of these "
    "are really missing."
)
REPEATED = N_(
    "Form {form} has page {pages} more than once. Keep the one you mean to send and take the other out."
)
DISORDERED = N_(
    "The pages of Form {form} are out of order: {order}. Put them in order before you print or send them."
)
UNREAD = N_(
    "I could not read which form page this is, page {page} of the file. Check by eye that it belongs to Form {form} "
    "and to the same edition."
)


@dataclass(frozen=True, slots=True)
class PageCode:
    """The code of one page of the file. `form_page` is 0 when the page does not say; `pages` = "of 14", else 0."""

    page: int
    form: str
    edition: str
    form_page: int
    pages: int = 0
    code: FormCode | None = None


@dataclass(frozen=True, slots=True)
class FormPages:
    """One form found in a file: its codes in the order of the file, and every edition as `YYYY-MM-DD`, sorted."""

    form: str
    codes: tuple[PageCode, ...]
    editions: tuple[str, ...]

    def edition(self) -> str:
        """The edition when all pages agree, else empty."""
        return self.editions[0] if len(self.editions) == 1 else ""

    def reading(self, *, has_map: bool = False, is_flat: bool = True) -> FormReading:
        """The beginning of a `FormReading`: which form, edition and page editions."""
        return FormReading(self.form, self.edition(), self.editions, has_map, is_flat)


def code_of(page: Page) -> PageCode | None:
    """What one page says it is: its barcode when there is one, else the line at its foot."""
    foot = footer_of(page)
    if page.codes:
        code = page.codes[0]
        pages = foot.pages if foot is not None and foot.form == code.form else 0
        return PageCode(page.number, code.form, code.edition, code.form_page, pages, code)
    if foot is None or not iso_edition(foot.edition):
        return None
    return PageCode(page.number, foot.form, foot.edition, foot.form_page, foot.pages)


def forms_in(codes: Sequence[PageCode]) -> tuple[FormPages, ...]:
    """The forms of one file, the one with most pages first."""
    by_form: dict[str, list[PageCode]] = {}
    for code in codes:
        by_form.setdefault(code.form, []).append(code)
    found = []
    for form, rows in by_form.items():
        editions = sorted({iso for c in rows if (iso := iso_edition(c.edition))})
        found.append(FormPages(form, tuple(sorted(rows, key=lambda c: c.page)), tuple(editions)))
    return tuple(sorted(found, key=lambda f: (-len(f.codes), f.codes[0].page)))


def findings(
    forms: Sequence[FormPages],
    pages: int,
    editions: Editions,
    filed: date,
    map_pages: Mapping[str, int] | None = None,
) -> tuple[Note, ...]:
    """What is to be told of the forms in a file of `pages` pages that is filed on a day.

    `map_pages` gives the number of pages by form where a map knows it and the page itself does not say.
    """
    if not forms:
        return ()
    notes: list[Note] = []
    if len(forms) > 1:
        notes.append(Note("forms-mixed-in-file", TWO_FORMS, {"forms": ", ".join(f.form for f in forms)}))
    totals = {f.form: _total(f, editions, map_pages or {}) for f in forms}
    unread = _unread(forms, pages, totals[forms[0].form])
    for form in forms:
        notes += _edition_notes(form, editions, filed)
        notes += _page_notes(form, totals[form.form], len(unread))
    for number in unread:
        params = {"page": str(number), "form": forms[0].form}
        notes.append(Note("form-page-unread", UNREAD, params, number))
    return tuple(notes)


def _edition_notes(form: FormPages, editions: Editions, filed: date) -> list[Note]:
    notes = []
    if len(form.editions) > 1:
        params = {"form": form.form, "editions": ", ".join(_by_edition(form))}
        notes.append(Note("form-pages-mixed-editions", MIXED, params))
    for edition in form.editions:
        found = editions.accepted(form.form, date.fromisoformat(edition), filed)
        first = next(c for c in form.codes if iso_edition(c.edition) == edition)
        box = first.code.box if first.code is not None else None
        if found.state is State.REFUSED:
            notes.append(Note("form-edition-not-accepted", found.message, found.params, first.page, box))
        elif found.state is State.UNKNOWN:
            notes.append(Note("form-edition-unknown", found.message, found.params, first.page, box))
        if found.is_weak and found.state is not State.ACCEPTED:
            notes.append(Note("form-edition-weak-source", WEAK, {}, first.page, box))
    return notes


def _by_edition(form: FormPages) -> list[str]:
    """`01/20/25 (1-3)` for each edition, with the pages of the form that carry it."""
    told = []
    for edition in form.editions:
        rows = [c for c in form.codes if iso_edition(c.edition) == edition]
        told.append(f"{rows[0].edition} ({ranges(c.form_page or c.page for c in rows)})")
    return told


def _page_notes(form: FormPages, total: int, unread: int) -> list[Note]:
    """Missing, repeated and out-of-order pages. Pages without a number of their own prove nothing."""
    notes: list[Note] = []
    numbers = [c.form_page for c in form.codes if c.form_page]
    counts = Counter(numbers)
    doubtful = unread + len(form.codes) - len(numbers)
    lacking = [n for n in range(1, min(total or max(numbers, default=0), MOST_PAGES) + 1) if n not in counts]
    if numbers and len(lacking) > doubtful:
        params = {"form": form.form, "pages": ranges(lacking), "total": str(total)}
        message = MISSING_OR_UNREAD if doubtful else MISSING if total else MISSING_SOME
        notes.append(Note("form-page-missing", message, params))
    repeated = sorted(n for n, count in counts.items() if count > 1)
    if repeated:
        again = [c for c in form.codes if c.form_page == repeated[0]][1]
        params = {"form": form.form, "pages": ranges(repeated)}
        notes.append(Note("form-page-repeated", REPEATED, params, again.page))
    once = {c.form_page: c.page for c in reversed(form.codes) if c.form_page}
    in_file = sorted(once, key=lambda n: once[n])
    if in_file != sorted(once):
        back = next(b for a, b in pairwise(in_file) if b < a)
        params = {"form": form.form, "order": ", ".join(str(n) for n in numbers[:40])}
        notes.append(Note("form-pages-out-of-order", DISORDERED, params, once[back]))
    return notes


def _total(form: FormPages, editions: Editions, map_pages: Mapping[str, int]) -> int:
    """How many pages the form has: as its pages print, as the table knows, as a map knows; 0 = not known."""
    printed = Counter(c.pages for c in form.codes if c.pages)
    if printed:
        return printed.most_common(1)[0][0]
    edition = Counter(iso_edition(c.edition) for c in form.codes).most_common(1)[0][0]
    known = editions.pages(form.form, date.fromisoformat(edition) if edition else None)
    return known or map_pages.get(form.form, 0)


def _unread(forms: Sequence[FormPages], pages: int, total: int) -> list[int]:
    """Pages that should carry a code but gave none. What follows a whole form in a file is other papers."""
    read = {c.page for f in forms for c in f.codes}
    if len(forms) == 1 and total and pages <= total:
        return [n for n in range(1, pages + 1) if n not in read]
    return [n for n in range(min(read), min(max(read), min(read) + MOST_PAGES)) if n not in read]


def ranges(numbers: Any) -> str:
    """`1-3, 7` for 1, 2, 3 and 7."""
    told: list[str] = []
    start = last = None
    for number in [*sorted(set(numbers)), None]:
        if last is not None and number == last + 1:
            last = number
            continue
        if start is not None:
            told.append(str(start) if start == last else f"{start}-{last}")
        start = last = number
    return ", ".join(told)
