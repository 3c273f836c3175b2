"""The line at the foot of official pages: `Form N-400   Edition 01/20/25   Page 3 of 14`. Pure.

Older pages leave out `Edition` or put the date in brackets after `Rev.`; some print no page number.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from applicant_helper.reading.shapes import Page

FOOT_OF_PAGE = 0.9
DATE = r"(\d{1,2}/\d{1,2}/(?:20\d{2}|\d{2}))"
LINE = re.compile(
    r"\bForm\s{1,4}([A-Z]{1,3}-\d{1,4}[A-Z]{0,3})(?![\w-])"
    r"(?:\s{1,4}(?:Supplement|Supp\.?)\s{1,2}[A-Z])?"
    r"\s{0,8}(?:Edition|\(?Rev\.?|\()?:?\s{0,8}" + DATE + r"\)?(?:\s{1,2}[A-Z]\b)?"
    r"(?:[^\n]{0,60}?\bPage\s{1,4}(\d{1,3})(?:\s{1,4}of\s{1,4}(\d{1,3}))?)?",
)
PAGE_OF = re.compile(r"\bPage\s{1,4}(\d{1,3})(?:\s{1,4}of\s{1,4}(\d{1,3}))?(?!\d)")


@dataclass(frozen=True, slots=True)
class Footer:
    """What a foot says. `form_page` and `pages` are 0 when not printed; `edition` as printed."""

    form: str
    edition: str
    form_page: int = 0
    pages: int = 0


def footer_in(text: str) -> Footer | None:
    """The footer in a text of the foot of a page; the last one when several stand there."""
    found = list(LINE.finditer(" ".join(text.split())))
    if not found:
        return None
    form, edition, page, pages = found[-1].groups()
    if page is None and (apart := PAGE_OF.search(text)) is not None:
        page, pages = apart.groups()
    return Footer(form, edition, int(page or 0), int(pages or 0))


def footer_of(page: Page) -> Footer | None:
    """The footer of a page with words, read at its foot only."""
    low = [w for w in page.words if w.box[1] > page.height * FOOT_OF_PAGE]
    low.sort(key=lambda w: (round(w.box[1] / 6), w.box[0]))
    return footer_in(" ".join(w.text for w in low))
