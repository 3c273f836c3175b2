"""A person's name as papers give it: in fields, or as one text whose order is not known."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field

from applicant_helper.core.marks import N_
from applicant_helper.core.values.refusal import Refusal

EMPTY = N_("A name is needed here. Write it like PEÑA ORTIZ, MARÍA.")
NOT_A_PART = N_('"{key}" is not a part of a name. Use family, given, middle, suffix or native.')
TOO_LONG = N_("This is too long for a name. Write only the name, like PEÑA ORTIZ, MARÍA.")
PART_IS_NOT_TEXT = N_('The part "{key}" of a name needs a word. Put it in quotation marks.')

PARTS = ("family", "given", "middle", "suffix", "native")
SUFFIXES: Mapping[str, str] = {
    **dict.fromkeys(("jr", "junior", "jnr"), "Jr"),
    **dict.fromkeys(("sr", "senior", "snr"), "Sr"),
    **dict.fromkeys(("ii", "2nd"), "II"),
    **dict.fromkeys(("iii", "3rd"), "III"),
    **dict.fromkeys(("iv", "4th"), "IV"),
}
MAX_LENGTH = 300


@dataclass(frozen=True, slots=True)
class PersonName:
    """A name. Either `family` (both surnames, or the only name) with the other fields, or `free`.

    `free` is the whole name in the order of the paper when nothing tells family and given apart.
    `native` is the name in its own script. `as_written` is the source text and plays no part in equality.
    """

    family: str = ""
    given: str = ""
    middle: str = ""
    suffix: str = ""
    native: str = ""
    single: bool = False
    free: str = ""
    as_written: str | None = field(default=None, compare=False)

    @property
    def is_fielded(self) -> bool:
        """Whether family and given are told apart."""
        return not self.free

    @property
    def givens(self) -> str:
        """Given and middle names together; papers divide them differently."""
        return f"{self.given} {self.middle}".strip()


def _tidy(text: str) -> str:
    visible = "".join(
        c for c in unicodedata.normalize("NFC", text) if unicodedata.category(c) not in {"Cc", "Cf"}
    )
    return unicodedata.normalize("NFC", " ".join(visible.split()))


def suffix_of(word: str) -> str | None:
    """The usual form of a generation suffix, None for another word.

    >>> suffix_of("Junior"), suffix_of("III."), suffix_of("Silva")
    ('Jr', 'III', None)
    """
    return SUFFIXES.get(word.strip(" .,").casefold())


def parse_name(raw: str | Mapping[str, object]) -> PersonName | Refusal:
    """The name of a text or of a mapping of its parts.

    A text with a comma is read as family, given; one without keeps its order. A line of a passport's
    machine-readable zone, "FAMILY<<GIVEN<NAMES", is read as well.

    >>> parse_name("PEÑA ORTIZ, MARÍA FERNANDA").family
    'PEÑA ORTIZ'
    >>> parse_name("Wang Xiaoming").free
    'Wang Xiaoming'
    """
    if not isinstance(raw, str):
        return _from_parts(raw)
    if len(raw) > MAX_LENGTH:
        return Refusal("name.too_long", TOO_LONG, {})
    text = _tidy(raw.replace("\n", " ").replace("\t", " "))
    if "<" in text:
        text = ", ".join(" ".join(p.split("<")).strip() for p in re.split("<<+", text) if p.strip("<"))
    if not any(c.isalpha() for c in text):
        return Refusal("name.empty", EMPTY, {})
    return _from_text(text, raw)


def _from_text(text: str, raw: str) -> PersonName:
    parts = [p.strip() for p in text.replace("،", ",").replace(",", ",").split(",") if p.strip()]
    suffix = next((s for p in parts[1:] if (s := suffix_of(p))), "")
    parts = [p for i, p in enumerate(parts) if i == 0 or suffix_of(p) is None]
    words, more = _without_suffix(parts[0])
    if len(parts) == 1:
        return PersonName(free=words, suffix=suffix or more, as_written=raw)
    given, last = _without_suffix(" ".join(parts[1:]))
    return PersonName(family=words, given=given, suffix=suffix or more or last, as_written=raw)


def _without_suffix(text: str) -> tuple[str, str]:
    words = text.split()
    suffix = suffix_of(words[-1]) if len(words) > 1 else None
    return (" ".join(words[:-1]), suffix) if suffix else (text, "")


def _from_parts(raw: Mapping[str, object]) -> PersonName | Refusal:
    for key, value in raw.items():
        if key not in {*PARTS, "single"}:
            return Refusal("name.part", NOT_A_PART, {"key": str(key)[:40]})
        if key != "single" and value is not None and not isinstance(value, str):
            return Refusal("name.part_text", PART_IS_NOT_TEXT, {"key": key})
        if isinstance(value, str) and len(value) > MAX_LENGTH:
            return Refusal("name.too_long", TOO_LONG, {})
    parts = {key: _tidy(str(raw.get(key) or "")) for key in PARTS}
    if not any(c.isalpha() for key in ("family", "given", "native") for c in parts[key]):
        return Refusal("name.empty", EMPTY, {})
    single = str(raw.get("single") or "").casefold() in {"true", "yes", "y"}
    return PersonName(
        parts["family"], parts["given"], parts["middle"], parts["suffix"], parts["native"], single
    )


def print_name(name: PersonName) -> str:
    """The whole name on one line, never split into first and last.

    >>> print_name(PersonName("Peña Ortiz", "María", "Fernanda"))
    'María Fernanda Peña Ortiz'
    """
    words = name.free or " ".join(p for p in (name.given, name.middle, name.family) if p) or name.native
    return f"{words} {name.suffix}".strip()


def write_name(name: PersonName) -> str:
    """As forms and indexes write it: family names first, then a comma.

    >>> write_name(PersonName("Peña Ortiz", "María", "Fernanda"))
    'Peña Ortiz, María Fernanda'
    """
    if name.free or not (name.family and name.givens):
        return print_name(name)
    return ", ".join(p for p in (name.family, name.givens, name.suffix) if p)
