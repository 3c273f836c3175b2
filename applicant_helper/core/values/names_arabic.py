"""Names from Arabic, as English, French and South Asian papers spell them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

ARTICLES = frozenset(("al", "el", "ul"))
_ASSIMILATED = frozenset(
    ("ar", "as", "ash", "an", "ad", "at", "az", "ath", "es", "er", "en", "et", "ed", "ez")
)
_SAME = (
    "yusuf yousef youssef yousif yosef yusef joseph",
    "said saeed sayeed saied saïd",
    "sayed sayyid syed sayyed sayid saiyed",
    "aisha ayesha aysha aicha aishah ayisha",
    "abdullah abdallah abdulla abdalla abdoulaye",
    "mohammed muhammad mohamed mohammad mohamad muhammed mohamud mohd md muhamad mahomed "
    "mohammod muhammet mehmet",
    "hussein husain hossein hussain husayn hossain houssein hussien hosein",
    "khadija khadijah khadidja kadija khadeja",
    "ramadan ramzan ramadhan ramazan",
    "uthman osman othman usman ousmane",
    "jafar jaafar djafar gaafar",
    "zakaria zakariya zakariyya zakarya",
    "yahya yahia yehia yehya",
    "muamar muammar moammar",
    "shaikh sheikh shaykh sheik cheikh",
    "begum begam",
    "khalifa khalifah khalifeh",
)
_KNOWN_WORDS = """
ahmed ali hassan hasan hussein omar umar ibrahim khalid khaled mahmoud mustafa fatima fatma zainab
maryam mariam leila layla noor nour rahman karim kareem karam jamal jamil salim salem salam rashid
rashad hamid hamad hammad kamal kamil majid amin amina nasser nasir samir tariq walid waleed yasin
yasser ziad bilal idris ismail qasim rahim razzaq aziz malik farah farid habib hadi haidar hakim
imran iqbal jaber latif mansour murad nabil osama sabir saleh sharif sultan taher wahid bashir
faisal khan begum bibi ghulam ullah sheikh shah akram anwar
"""
KNOWN = frozenset(_KNOWN_WORDS.split())
_BOTH_WAYS = KNOWN - {"khan", "begum", "bibi", "sheikh", "shah", "ullah"}
_RULES = (
    (r"^abd(?:u|e|a|ou)?(?:l|(r)(?=r)|(s)(?=s)|(n)(?=n)|(z)(?=z))(?=.)", "abdal"),
    (r"ou(?=[aei])", "w"),
    (r"dj", "j"),
    (r"ch|sch", "sh"),
    (r"gh", "g"),
    (r"dh|dz", "d"),
    (r"th", "t"),
    (r"ph", "f"),
    (r"q", "k"),
    (r"ck", "k"),
    (r"v", "w"),
    (r"g", "j"),
    (r"(?<=[aeiou])h$", ""),
    (r"([bcdfghjklmnpqrstwxz])\1+", r"\1"),
    (r"a[iye]{1,2}|e[iy]", "E"),
    (r"aa+", "a"),
    (r"ee|ie|iy", "i"),
    (r"oo|ou|uu", "u"),
    (r"o", "u"),
    (r"y(?![aeiouE])", "i"),
)
_LIKE: Mapping[str, str] = {"a": "ae", "i": "ieE", "e": "aei", "u": "u", "E": "Eie"}


def join_articles(words: Sequence[str]) -> tuple[str, ...]:
    """Words with the Arabic article put in front of the word it belongs to.

    >>> join_articles(("ahmed", "ar", "rashid")), join_articles(("ali", "el", "sayed"))
    (('ahmed', 'alrashid'), ('ali', 'alsayed'))
    """
    out: list[str] = []
    rest = list(words)
    while rest:
        word = rest.pop(0)
        follows = bool(rest) and (word in ARTICLES or (word in _ASSIMILATED and rest[0].startswith(word[1:])))
        out.append("al" + rest.pop(0) if follows else word)
    return tuple(out)


@lru_cache(maxsize=4096)
def arabic_key(word: str) -> str:
    """Consonants and vowel classes of a word; what remains uncertain is settled by `same_arabic`."""
    word = re.sub(r"^el(?=[b-df-hj-np-tv-z].{2})", "al", word)
    for pattern, replacement in _RULES:
        word = re.sub(pattern, replacement, word)
    return word


_GROUP: Mapping[str, int] = {name: i for i, row in enumerate(_SAME) for name in row.split()}


def without_article(word: str) -> str:
    """The word without a joined article, when at least three letters remain."""
    return re.sub(r"^(?:al|el)(?=...)", "", word)


def same_arabic(a: str, b: str) -> bool:
    """Whether two words are spellings of one name.

    >>> same_arabic("ahmed", "ahmad"), same_arabic("alsayed", "elsayed"), same_arabic("hamid", "hamad")
    (True, True, False)
    """
    return _same(a, b) or (a[:2] in ARTICLES and b[:2] in ARTICLES and _same(a[2:], b[2:]))


def _same(a: str, b: str) -> bool:
    if a in _GROUP or b in _GROUP:
        return _GROUP.get(a, -1) == _GROUP.get(b, -2) or a == b
    return _aligned(arabic_key(a), arabic_key(b))


def _aligned(a: str, b: str) -> bool:
    if not a or not b:
        return all(c in "ie" for c in a + b)
    if a[0] == b[0] or b[0] in _LIKE.get(a[0], ""):
        return _aligned(a[1:], b[1:])
    if a[0] in "ie" and b[0] not in _LIKE and len(b) >= 2:
        return _aligned(a[1:], b)
    if b[0] in "ie" and a[0] not in _LIKE and len(a) >= 2:
        return _aligned(a, b[1:])
    return False


@lru_cache(maxsize=4096)
def looks_arabic(word: str) -> bool:
    """Whether a word is a common name of Arabic origin or carries its article."""
    bare = without_article(word)
    if word.startswith(("abdul", "abdel", "abdal", "abdur")) or word in _GROUP or bare in _GROUP:
        return True
    return any(_aligned(arabic_key(w), arabic_key(k)) for w in (word, bare) for k in KNOWN if k[:1] == w[:1])


def can_stand_first_or_last(word: str) -> bool:
    """Whether a word is in use both as a given and a last name, so that it does not tell the order."""
    return word in _BOTH_WAYS or word in _GROUP


def are_known_apart(a: str, b: str) -> bool:
    """Whether both words are common names of their own: one letter between them is no typing error."""
    return a in KNOWN and b in KNOWN and not same_arabic(a, b)
