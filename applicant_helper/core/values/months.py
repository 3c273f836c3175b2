"""Month names as printed on civil papers and in passports: five languages at hand, the others when they are met."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from functools import cache

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
_OTHER_LETTERS = str.maketrans(
    {"ى": "ي", "ی": "ي", "ک": "ك", "ة": "ه", "ۀ": "ه", "ھ": "ه", "ı": "i", "ł": "l", "đ": "d"}
)
_LEFT_OUT = dict.fromkeys(map(ord, "\u0640\u200b\u200c\u200d\u200e\u200f\u0970\u05f3'’ʼ-. \u00a0"))


def plain_word(word: str) -> str:
    """Lower case without marks, so that "Março" and "MARCO" meet.

    >>> plain_word("Février")
    'fevrier'
    """
    decomposed = unicodedata.normalize("NFKD", word.casefold())
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def month_key(text: str) -> str:
    """The form under which names of one or more words are kept: plain, joined, letters that look alike made one.

    >>> month_key("Rabi al-Awwal"), month_key("ARALIK") == month_key("aralık")
    ('rabialawwal', True)
    """
    return plain_word(text).translate(_OTHER_LETTERS).translate(_LEFT_OUT)


def month_number(word: str) -> int | None:
    """1 to 12 for a month's name or its short form, None for another word or one that names two months.

    >>> month_number("SEPT"), month_number("março"), month_number("Monday")
    (9, 3, None)
    """
    found = month_numbers(word)
    return found[0] if len(found) == 1 else None


def month_numbers(word: str) -> tuple[int, ...]:
    """Every month of the Western calendar that a name stands for; "out" is October in one language, August in another.

    >>> month_numbers("марта"), month_numbers("out"), month_numbers("kanon")
    ((3,), (8, 10), ())
    """
    return _all_months().get(month_key(word), ())


@cache
def _all_months() -> Mapping[str, tuple[int, ...]]:
    from applicant_helper.core.values.calendar_months import ROWS  # long, and most dates need none of it

    found: dict[str, set[int]] = {name: {number} for name, number in MONTHS.items()}
    for row in ROWS.strip().splitlines():
        for number, names in enumerate(row.partition(": ")[2].split("|"), start=1):
            for name in names.split():
                if month_key(name):
                    found.setdefault(month_key(name), set()).add(number)
    return {name: tuple(sorted(numbers)) for name, numbers in found.items()}
