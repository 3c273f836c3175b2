"""A made-up language for tests: accented, about a third longer, in brackets, with every slot kept.

A text on a screen that does not start with the opening bracket was never passed to the catalogue.
"""

from __future__ import annotations

import gettext
import re

CODE = "qps"
OPEN, CLOSE = "⟦", "⟧"
_SLOT = re.compile(r"(\{[^{}]*\})")
_ACCENTED = str.maketrans("aceinosuyzACEINOSUYZ", "áčéíñóšúýžÁČÉÍÑÓŠÚÝŽ")
_VOWELS = "áéíóúý"
_GROWTH = 0.3


def pseudo(text: str) -> str:
    """The text in the made-up language; `{slots}` and line breaks stay as they are.

    >>> pseudo("Add {name}")
    '⟦Ádd {name}··⟧'
    """
    if not text:
        return text
    parts = [part if part.startswith("{") else part.translate(_ACCENTED) for part in _SLOT.split(text)]
    letters = sum(len(part) for part in parts if not part.startswith("{"))
    missing = max(2, round(letters * _GROWTH))
    grown: list[str] = []
    for part in parts:
        longer, missing = _lengthen(part, missing)
        grown.append(longer)
    return f"{OPEN}{''.join(grown)}{'·' * missing}{CLOSE}"


def _lengthen(part: str, missing: int) -> tuple[str, int]:
    if part.startswith("{") or len(part) < 8:
        return part, missing
    letters: list[str] = []
    for letter in part:
        letters.append(letter)
        if missing and letter in _VOWELS:
            letters.append(letter)
            missing -= 1
    return "".join(letters), missing


class PseudoTranslations(gettext.NullTranslations):
    """Answers every question with the made-up language."""

    def gettext(self, message: str) -> str:
        """`message`, made strange."""
        return pseudo(message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """The English form for `n`, made strange."""
        return pseudo(msgid1 if n == 1 else msgid2)

    def pgettext(self, context: str, message: str) -> str:
        """`message`, made strange; the context does not matter."""
        return pseudo(message)

    def npgettext(self, context: str, msgid1: str, msgid2: str, n: int) -> str:
        """The English form for `n`, made strange."""
        return pseudo(msgid1 if n == 1 else msgid2)
