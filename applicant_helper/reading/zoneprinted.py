"""Settles what a passport zone leaves open by what is printed elsewhere on the same page."""

from __future__ import annotations

from collections.abc import Sequence

from applicant_helper.core.values.mrz_lines import clean_line
from applicant_helper.core.values.mrz_names import ZoneName


def printed_number(candidates: Sequence[str], printed: Sequence[str]) -> str | None:
    """The only candidate that is printed on the page.

    >>> printed_number(["AB1204567", "AB12O4567"], ["Passport No. AB1204567"])
    'AB1204567'
    """
    words = {clean_line(word) for line in printed for word in line.split()} | set(map(clean_line, printed))
    found = [c for c in candidates if c.strip("<") in words]
    return found[0] if len(found) == 1 else None


def printed_split(names: Sequence[ZoneName], printed: Sequence[str]) -> ZoneName | None:
    """The only reading whose family name and given names are both printed in a line of their own."""
    lines = set(map(clean_line, printed))
    found = [n for n in names if clean_line(n.family) in lines and clean_line(n.given) in lines]
    return found[0] if len(found) == 1 else None
