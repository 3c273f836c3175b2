"""From the label of a case to the name of its folder, safe on every system; and labels that say nothing."""

from __future__ import annotations

import re
import secrets
import unicodedata
from collections.abc import Collection

from applicant_helper.storage import layout
from applicant_helper.storage.problems import LabelRefused

MAX_LABEL_CHARS = 80
_MAX_NAME_BYTES = 200
_FORBIDDEN = re.compile(r'[<>:"/\\|?*]')
_RESERVED = re.compile(r"(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³])(\..*)?\Z", re.IGNORECASE)
_NEUTRAL = re.compile(r"case-[0-9a-f]{4,12}( \d{1,3})?\Z")
_DROPPED = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})


def neutral_label(taken: Collection[str] = ()) -> str:
    """A fresh label such as `case-7f3a` that tells nothing about anybody and is not among `taken`."""
    lowered = {label.casefold() for label in taken}
    digits = 2
    while True:
        for _ in range(50):
            label = f"case-{secrets.token_hex(digits)}"
            if label not in lowered:
                return label
        digits += 1


def is_neutral(label: str) -> bool:
    """Whether a label tells nothing about anybody.

    >>> is_neutral("case-7f3a"), is_neutral("Ana")
    (True, False)
    """
    return bool(_NEUTRAL.match(label))


def neutral_folder_name(taken: Collection[str]) -> str:
    """A folder name that tells nothing; `taken` are casefolded names."""
    while True:
        name = neutral_label() + layout.SUFFIX
        if name not in taken:
            return name


def clean_label(label: str) -> str:
    """The label as it is kept and shown:

    NFC, no control or direction characters, single spaces, <= 80 characters.

    >>> clean_label("  Ana\\t&  Luis ")
    'Ana & Luis'
    """
    spaced = " ".join(unicodedata.normalize("NFC", label).split())
    kept = "".join(char for char in spaced if unicodedata.category(char) not in _DROPPED)
    kept = " ".join(kept.split())[:MAX_LABEL_CHARS].strip()
    if not kept:
        raise LabelRefused(label[:MAX_LABEL_CHARS])
    return kept


def folder_name(label: str) -> str:
    """The folder name for a label. Raises LabelRefused when nothing usable is left.

    >>> folder_name("Ana/Luis: 2026."), folder_name("con")
    ('AnaLuis 2026.ahcase', 'con_.ahcase')
    """
    name = _FORBIDDEN.sub("", clean_label(label)).strip(" .")
    while len(name.encode("utf-8")) > _MAX_NAME_BYTES:
        name = name[:-1].rstrip(" .")
    if not name:
        raise LabelRefused(label[:MAX_LABEL_CHARS])
    if _RESERVED.match(name):
        stem, dot, rest = name.partition(".")
        name = f"{stem}_{dot}{rest}"
    return name + layout.SUFFIX
