"""Month names of five languages, as printed on civil papers and in passports."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping

_NAMES = (
    # English, Spanish, French, Portuguese, German; the usual short forms after each
    "january jan enero ene janvier janv janeiro januar janner",
    "february feb febrero fevrier fevr fev fevereiro februar febr",
    "march mar marzo mars marco marz mrz maerz",
    "april apr abril abr avril avr",
    "may mayo mai maio",
    "june jun junio juin junho juni",
    "july jul julio juillet juil julho juli",
    "august aug agosto ago aout agost",
    "september sep sept septiembre set setiembre septembre setembro",
    "october oct octubre octobre outubro out oktober okt",
    "november nov noviembre novembre novembro",
    "december dec diciembre dic decembre dezembro dez dezember",
)
MONTHS: Mapping[str, int] = {
    name: number for number, names in enumerate(_NAMES, start=1) for name in names.split()
}
FILLERS = frozenset(
    (
        *("de", "del", "of", "the", "le", "el", "den", "do", "du", "d", "day", "dia", "jour"),
        *("st", "nd", "rd", "th", "er", "o", "a", "ao", "em"),
    )
)


def plain_word(word: str) -> str:
    """Lower case without marks, so that "Março" and "MARCO" meet.

    >>> plain_word("Février")
    'fevrier'
    """
    decomposed = unicodedata.normalize("NFKD", word.casefold())
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def month_number(word: str) -> int | None:
    """1 to 12 for a month's name or its short form, None for another word.

    >>> month_number("SEPT"), month_number("março"), month_number("Monday")
    (9, 3, None)
    """
    return MONTHS.get(plain_word(word))
