"""Russian and Ukrainian names: from Cyrillic, and between the many Latin spellings."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

_SHARED = {
    **dict(
        zip(
            "абвджзклмнопрстуфцчш",
            [
                "a",
                "b",
                "v",
                "d",
                "zh",
                "z",
                "k",
                "l",
                "m",
                "n",
                "o",
                "p",
                "r",
                "s",
                "t",
                "u",
                "f",
                "ts",
                "ch",
                "sh",
            ],
            strict=True,
        )
    ),
    "е": "e",
    "ё": "e",
    "й": "i",
    "х": "kh",
    "щ": "shch",
    "ъ": "",
    "ы": "y",
    "ь": "",
    "э": "e",
    "ю": "iu",
    "я": "ia",
    "і": "i",
    "ї": "i",
    "є": "ie",
    "ґ": "g",
    "ў": "u",
    "ј": "j",
    "љ": "lj",
    "њ": "nj",
    "ђ": "dj",
    "ћ": "c",
    "џ": "dz",
    "'": "",
}
RUSSIAN: Mapping[str, str] = {**_SHARED, "г": "g", "и": "i"}
UKRAINIAN: Mapping[str, str] = {**_SHARED, "г": "h", "и": "y"}

_RULES = (
    (r"shch|sch|šč", "sh"),
    (r"tch|tsch", "ch"),
    (r"x", "ks"),
    (r"kh", "h"),
    (r"tz|cz", "ts"),
    (r"w", "v"),
    (r"ph", "f"),
    (r"ou", "u"),
    (r"(off|ow|of)$", "ov"),
    (r"(eff|ef)$", "ev"),
    (r"sky$|skij$|skiy$|skii$", "ski"),
    (r"(?:i|y|j){1,3}$", "i"),
    (r"(?:i?y|i?j|ii|i)(?=a)", "ya"),
    (r"(?:i?y|i?j|ii|i)(?=u(?!a))", "yu"),
    (r"^y(?=e)|(?<!^)[yji](?=e)", ""),
    (r"^yo|(?<=[bdfgklmnprstvz])[yji]o(?=[b-z])", "e"),
    (r"yaa", "ya"),
    (r"yuu", "yu"),
    (r"(?<=[aeou])[yj]", "i"),
    (r"y(?![au])", "i"),
    (r"ii+", "i"),
    (r"(.)\1+", r"\1"),
)
# One name in its Ukrainian or Belarusian, Russian and international forms (plain Latin, after `slavic_key`).
_FORMS = (
    "oleksandr aleksandr alexander aliaksandr",
    "oleksii aleksei alexey aliaksei",
    "volodymyr vladimir uladzimir",
    "mykola nikolai mikalai nikolay",
    "olena elena alena helena",
    "dmytro dmitri dzmitry dmitry",
    "serhii sergei siarhei sergey",
    "andrii andrei andrey andriy",
    "mykhailo mikhail mikhas",
    "yevhen evgeny evgenii yauhen",
    "yevheniia evgeniia",
    "kateryna ekaterina katsiaryna",
    "tetiana tatiana tatsiana",
    "iryna irina iryna",
    "pavlo pavel",
    "petro petr piotr pyotr",
    "ihor igor",
    "oleh oleg",
    "vasyl vasili vasily",
    "yurii iuri yury",
    "hryhorii grigori grigory",
    "svitlana svetlana sviatlana",
    "liudmyla liudmila lyudmila",
    "nataliia natalia natalya nadzeya",
    "viktoriia viktoria victoria",
    "mariia maria mariya",
    "yuliia iulia yulia julia",
    "artem artyom artiom",
)


def slavic_key(word: str) -> str:
    """One spelling for the Latin spellings of a Russian or Ukrainian word.

    >>> slavic_key("aleksei") == slavic_key("alexey"), slavic_key("yuliya") == slavic_key("iuliia")
    (True, True)
    """
    for pattern, replacement in _RULES:
        word = re.sub(pattern, replacement, word)
    return word


@cache
def _groups() -> Mapping[str, frozenset[int]]:
    """Key of a name to the rows of `_FORMS` that hold it; made once, when first asked for."""
    rows: dict[str, set[int]] = {}
    for number, names in enumerate(_FORMS):
        for name in names.split():
            rows.setdefault(slavic_key(name), set()).add(number)
    return {key: frozenset(numbers) for key, numbers in rows.items()}


def same_slavic(a: str, b: str) -> bool:
    """Whether two Latin words are spellings or language forms of one Slavic name; words of 4+ letters."""
    if min(len(a), len(b)) < 4:
        return False
    left, right = slavic_key(a), slavic_key(b)
    groups = _groups()
    return left == right or bool(groups.get(left, frozenset()) & groups.get(right, frozenset()))


def from_cyrillic(word: str) -> tuple[str, ...]:
    """The Russian and the Ukrainian romanisation of a lower-case Cyrillic word."""
    return tuple(dict.fromkeys("".join(table.get(c, c) for c in word) for table in (RUSSIAN, UKRAINIAN)))
