"""How exhibits and their papers are named: letters, numbers, or the items of a notice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from applicant_helper.packet.model import ExhibitGroup

if TYPE_CHECKING:
    from applicant_helper.catalog.destinations import ExhibitRules


def letters(number: int) -> str:
    """A, B ... Z, AA, AB ... for 0, 1 ... 25, 26, 27 ...

    >>> letters(0), letters(25), letters(26), letters(701), letters(702)
    ('A', 'Z', 'AA', 'ZZ', 'AAA')
    """
    text = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        text = chr(ord("A") + rest) + text
    return text


class Labels:
    """Labels in the order they are asked for; they go on from one form's papers to the next."""

    def __init__(self, rules: ExhibitRules) -> None:
        self.rules = rules
        self._groups = 0

    def next_group(self, group: ExhibitGroup) -> str:
        """The label of one more exhibit, empty where the destination has none."""
        number, self._groups = self._groups, self._groups + 1
        match self.rules.scheme:
            case "alpha":
                return letters(number)
            case "numeric":
                return str(number + 1)
            case "by_request_item":
                return group.item_ref or str(number + 1)
            case _:
                return ""

    def paper(self, label: str, number: int) -> str:
        """The label of a paper inside an exhibit; `number` counts from 0."""
        if not label or self.rules.sub_scheme == "none":
            return ""
        if self.rules.scheme == "by_request_item":
            return f"{label}-{letters(number)}"
        separator = "." if self.rules.sub_scheme == "A.1" else "-"
        return f"{label}{separator}{number + 1}"

    def tab(self, label: str) -> str:
        """The label as it is printed on dividers and stamps, such as "Exhibit B-2"."""
        return f"{self.rules.noun} {label}".strip() if label else ""
