"""What the barcode of an official form page says, and the edition printed there. Pure; nothing is trusted."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from applicant_helper.core.text import safe_line
from applicant_helper.reading.shapes import Box, FormCode

MOST_PAGES = 200
_CODE = re.compile(r"([A-Z]{1,3}-?\d{1,4}[A-Z0-9 -]{0,12})\|(\d{1,2}/\d{1,2}/(?:\d{4}|\d{2}))\|(\d{1,3})")


def parse_code(text: str) -> FormCode | None:
    """The code of a page, or None when the text is something else.

    >>> parse_code("N-400|01/20/25|4")
    FormCode(form='N-400', edition='01/20/25', form_page=4, box=None)
    """
    found = _CODE.fullmatch(text.strip())
    if found is None or int(found[3]) < 1:
        return None
    return FormCode(found[1].strip(), found[2], int(found[3]))


def code_from(told: object) -> FormCode | None:
    """A code from what the child told of one barcode, cleaned; None when it makes no sense."""
    answer: Mapping[str, Any] = told if isinstance(told, dict) else {}
    form = safe_line(str(answer.get("form", "")))[:20]
    edition = safe_line(str(answer.get("edition", "")))[:10]
    number = answer.get("form_page")
    if not form or not iso_edition(edition) or not isinstance(number, int) or not 1 <= number <= MOST_PAGES:
        return None
    return FormCode(form, edition, number, box_from(answer.get("box")))


def box_from(told: object) -> Box | None:
    """A box from four finite numbers, or None."""
    if not isinstance(told, list | tuple) or len(told) != 4:
        return None
    try:
        left, top, right, bottom = (float(v) for v in told)
    except (TypeError, ValueError, OverflowError):
        return None
    box = left, top, right, bottom
    return box if all(math.isfinite(side) for side in box) else None


def iso_edition(printed: str) -> str:
    """An edition as `YYYY-MM-DD`; empty when it is no date of 1990 to 2089.

    >>> iso_edition("01/20/25"), iso_edition("13/20/25")
    ('2025-01-20', '')
    """
    parts = printed.split("/")
    if len(parts) != 3 or not all(p.isascii() and p.isdigit() and len(p) <= 4 for p in parts):
        return ""
    month, day, year = (int(p) for p in parts)
    if year < 100:
        year += 1900 if year >= 90 else 2000
    try:
        return date(year, month, day).isoformat() if 1990 <= year < 2090 else ""
    except ValueError:
        return ""
