"""Chinese, Korean and Japanese names: between the systems that spell them in Latin letters."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

_INITIALS = ("zh", "ch", "sh", *"bpmfdtnlgkhjqxrzcsyw", "")
_FINALS = (
    *(
        "a",
        "o",
        "e",
        "ai",
        "ei",
        "ao",
        "ou",
        "an",
        "en",
        "ang",
        "eng",
        "ong",
        "er",
        "i",
        "ia",
        "ie",
        "iao",
        "iu",
    ),
    *("ian", "in", "iang", "ing", "iong", "u", "ua", "uo", "uai", "ui", "uan", "un", "uang", "ue", "v", "ve"),
)


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_AFTER_JQX = _set("i ia ie iao iu ian in iang ing iong u ue uan un")
_AFTER_BPMF = _set("a o ai ei ao ou an en ang eng i ie iao iu ian in ing u")
_AFTER_RETROFLEX = _set("a e i u ai ei ao ou an en ang eng ong ua uo uai ui uan un uang")
_AFTER_Y = _set("a ao e ou an in ang ing i u ue uan un o ong")
_AFTER_W = _set("a o ai ei an en ang eng u")
_AFTER_DENTAL = _set(
    "a o e i u v ai ei ao ou an en ang eng ong ia ie iao iu ian in iang ing uo ui uan un ue ve"
)
_AFTER_VELAR = _set("a e ai ei ao ou an en ang eng ong u ua uo uai ui uan un uang")
_ALONE = _set("a o e ai ei ao ou an en ang er")


def _allowed(initial: str) -> frozenset[str]:
    for letters, finals in (
        ("jqx", _AFTER_JQX),
        ("bpmf", _AFTER_BPMF),
        ("dtnl", _AFTER_DENTAL),
        ("gkh", _AFTER_VELAR),
    ):
        if initial and initial in letters:
            return finals
    if initial in {"zh", "ch", "sh", "r", "z", "c", "s"}:
        return _AFTER_RETROFLEX
    return {"y": _AFTER_Y, "w": _AFTER_W}.get(initial, _ALONE)


PINYIN = frozenset(i + f for i in _INITIALS for f in _FINALS if f in _allowed(i))

# Hong Kong, Macau and south-east Asian spellings of syllables that are common in names, by pinyin.
_SOUTHERN_ROWS = """
an on|bai pak|bo pok|cai choi tsoi chua chai|cao tso cho|chen chan tan chin|cheng shing ching cheng
chang cheung|chun chun|cui tsui chui|da tai|dai tai|de tak|deng tang|ding ting|dong tung|du to doh
en yan|fan fan|fang fong|fei fei|feng fung|fu fu foo|gan kam|gang kong|gao ko|ge kot|gong kung|gu koo ku
guan kwan koon|guang kwong|gui kwai|guo kwok kuok quek|hai hoi|han hon|hao ho|he ho hor|heng hang
hong hung|hu wu woo|hua wah wa|huang wong ng ooi|hui wai fai hui|huo fok|ji kei kai|jia ka|jian kin kan
jiang kong keung cheung|jie kit|jin kam kan|jing king ching|jun chun kwan|kang hong|ke o|kong hung
kuang kwong|lan lan|lang long|lao lo|le lok|lei lui|li lee lai lei|lian lin|liang leung leong|liao liu
lin lam lim|ling ling|liu lau low lao|long lung|lu lo lu luk|lv lui|luo lo law lok|ma ma mah|mai mak
man man|mao mo|mei mei mui|meng mang|min man|ming ming|mo mok|ni ngai|ning ning|ou au|pan poon pun
pei pui|peng pang phang|ping ping|qi kei chi|qian chin|qiang keung|qin chun|qing ching hing|qiu yau chau
quan kuen chuen|ren yam yan|rong wing yung|ruan yuen|rui sui yui|shan shan|shao siu|shen sham shum sum
sheng shing sing|shi shek sze si|shu suk shu|si sze|song sung|su so|sun suen|tai tai|tan tam|tang tong
tao to|tian tin|tong tung|wang wong ong|wei wai ngai|wen man wan|weng yung|wu ng ngo wu mo goh|xi hei
xia ha|xian sin|xiang heung cheung|xiao siu|xie tse cheah|xin yan sun|xing hing|xiong hung|xiu sau
xu hui tsui chui hsu koh|xue sit|xun sun|ya nga|yan yim yan ngan yin|yang yeung yeong|yao yiu
ye yip ip yap|yi yee yi yik|yin wan yin|ying ying|yong wing yung|you yau|yu yu yue yuk|yuan yuen
yue yuet|yun wan|zeng tsang chang|zhan chim|zhang cheung chong teo cheong|zhao chiu jew chew|zhen chun
zheng cheng tay|zhi chi|zhong chung|zhou chow chau chew|zhu chu choo|zhuang chong|zi tsz chi|zou chau
zu cho
"""
SOUTHERN: dict[str, set[str]] = {}
for _row in re.split(r"[|\n]", _SOUTHERN_ROWS.strip()):
    _head, *_others = _row.split()
    SOUTHERN.setdefault(_head, set()).update(_others)

_WADE_INITIALS: Mapping[str, str] = {
    "zh": "ch",
    "ch": "ch",
    "sh": "sh",
    "b": "p",
    "p": "p",
    "d": "t",
    "t": "t",
    "g": "k",
    "k": "k",
    "j": "ch",
    "q": "ch",
    "x": "hs",
    "z": "ts",
    "c": "ts",
    "r": "j",
}
_WADE_WHOLE: Mapping[str, tuple[str, ...]] = {
    "zi": ("tzu",),
    "ci": ("tzu",),
    "si": ("ssu", "szu"),
    "zhi": ("chih",),
    "chi": ("chih",),
    "shi": ("shih",),
    "ri": ("jih",),
    "you": ("yu",),
    "yan": ("yen",),
    "ye": ("yeh",),
    "ge": ("ko", "ke"),
    "ke": ("ko", "ke"),
    "he": ("ho", "he"),
    "e": ("o",),
    "yi": ("yi", "i"),
    "gui": ("kuei",),
    "kui": ("kuei",),
    "yong": ("yung",),
}


def wade_giles(syllable: str) -> tuple[str, ...]:
    """Taiwan's spellings of a pinyin syllable, apostrophes left out.

    >>> wade_giles("xiao"), wade_giles("zhang"), wade_giles("jian")
    (('hsiao',), ('chang',), ('chien',))
    """
    if syllable in _WADE_WHOLE:
        return _WADE_WHOLE[syllable]
    initial = next(i for i in _INITIALS if syllable.startswith(i))
    final = syllable[len(initial) :]
    final = {"ong": "ung", "ian": "ien", "ie": "ieh", "ue": "ueh", "iong": "iung", "uo": "o"}.get(
        final, final
    )
    if final == "o" and initial in {"g", "k", "h", "sh"}:
        final = "uo"
    if initial in {"j", "q", "x"} and final in {"u", "uan", "un"}:
        return (_WADE_INITIALS[initial] + final,)
    return (_WADE_INITIALS.get(initial, initial) + final,)


@lru_cache(maxsize=4096)
def pinyin_splits(word: str) -> tuple[tuple[str, ...], ...]:
    """Every way to read a word as up to three pinyin syllables.

    >>> pinyin_splits("xiaoming")[0]
    ('xiao', 'ming')
    """
    return tuple(sorted(_splits(word, 3), key=len))


def _splits(word: str, most: int) -> list[tuple[str, ...]]:
    if not word:
        return [()]
    if most == 0:
        return []
    found: list[tuple[str, ...]] = []
    for length in range(min(6, len(word)), 0, -1):
        if word[:length] in PINYIN:
            found.extend((word[:length], *rest) for rest in _splits(word[length:], most - 1))
    return found


def _spelled(syllable: str) -> frozenset[str]:
    return frozenset((syllable, *wade_giles(syllable), *SOUTHERN.get(syllable, ())))


def same_chinese(a: str, b: str) -> bool:
    """Whether one word is pinyin and the other a southern or Taiwanese spelling of the same syllables.

    >>> same_chinese("zhang", "cheung"), same_chinese("xiaoming", "siuming"), same_chinese("zhang", "zheng")
    (True, True, False)
    """
    return _covers(a, b) or _covers(b, a)


@lru_cache(maxsize=4096)
def _covers(pinyin: str, other: str) -> bool:
    return any(_follows(split, other) for split in pinyin_splits(pinyin))


def _follows(syllables: tuple[str, ...], text: str) -> bool:
    if not syllables:
        return not text
    return any(text.startswith(s) and _follows(syllables[1:], text[len(s) :]) for s in _spelled(syllables[0]))


def are_distinct_syllables(a: str, b: str) -> bool:
    """Whether both words are single Chinese syllables, where one letter makes another name."""
    return a != b and a in PINYIN and b in PINYIN


_KOREAN_FAMILIES = """
kim gim|lee yi rhee ri i rhie li|park pak bak bahk|choi choe choy chey
jung jeong chung cheong joung|kang gang|cho jo joe|yoon yun youn|jang chang|lim im rim yim
han hahn|oh o|seo suh so seoh|shin sin|kwon gwon kweon|hwang whang|ahn an|song
yoo yu ryu ryoo you lyu|hong|jeon chun jun chon|ko go koh goh|moon mun|yang ryang|son sohn|bae pae
baek paik baik paek|heo hur huh her|nam|shim sim|noh roh no ro|ha|kwak gwak|sung seong song|cha
joo ju chu|woo wu u|koo gu ku goo|min|na ra rah|jin chin|ji chi jee|eom um|won|bang pang|kong gong
hyun hyeon|ham|byun byeon pyun|yeom yum|chu choo|do doh|seok suk|sun seon|gil kil|myung myeong
ki kee|namgung
"""
_FAMILY: dict[str, set[int]] = {}
for _number, _line in enumerate(re.split(r"[|\n]", _KOREAN_FAMILIES.strip())):
    for _name in _line.split():
        _FAMILY.setdefault(_name, set()).add(_number)
_KOREAN_RULES = (
    *(
        ("oo", "u"),
        ("ee", "i"),
        ("eo", "u"),
        ("eu", "u"),
        ("ou", "u"),
        ("woo", "u"),
        ("ae", "e"),
        ("ai", "e"),
    ),
    *(("ck", "k"), ("sh(?=i)", "s"), ("ch", "j"), ("g", "k"), ("d", "t"), ("b", "p"), ("l", "r")),
    *(("(?<=[aeiou])h(?![aeiouy])", ""), ("yi", "i"), ("wu", "u"), (r"(.)\1+", r"\1")),
)


def same_korean_family(a: str, b: str) -> bool:
    """Whether two words spell one Korean family name.

    >>> same_korean_family("park", "bak"), same_korean_family("kim", "lee")
    (True, False)
    """
    return bool(_FAMILY.get(a, set()) & _FAMILY.get(b, set()))


def korean_key(word: str) -> str:
    """One spelling for the Latin spellings of a Korean given name.

    >>> korean_key("minsoo") == korean_key("minsu"), korean_key("jiyoung") == korean_key("jiyeong")
    (True, True)
    """
    for pattern, replacement in _KOREAN_RULES:
        word = re.sub(pattern, replacement, word)
    return word


_KANA = re.compile(
    r"^(?:(?:[kgsztdnhbpmrfwjy]|sh|ch|ts|[kgnhbpmr]y)?[aiueo]{1,2}h?n?(?:[kstp](?=[kstp]))?)+$"
)
_JAPANESE_RULES = (
    *(("oh(?![aiueo])", "o"), ("ou", "o"), ("oo", "o"), ("uu", "u"), ("ii", "i"), ("sy", "sh"), ("ty", "ch")),
    *(("zy", "j"), ("si", "shi"), ("ti", "chi"), ("tu", "tsu"), ("hu", "fu"), ("zi", "ji"), ("jy", "j")),
    *(("mb", "nb"), ("mp", "np"), ("tch", "cch"), ("shh", "sh")),
)


def same_japanese(a: str, b: str) -> bool:
    """Whether two words that can be Japanese differ only in long vowels or in the system of spelling.

    >>> same_japanese("ohno", "ono"), same_japanese("shinji", "sinzi"), same_japanese("ono", "uno")
    (True, True, False)
    """
    if not (_KANA.match(a) and _KANA.match(b)):
        return False
    for pattern, replacement in _JAPANESE_RULES:
        a, b = re.sub(pattern, replacement, a), re.sub(pattern, replacement, b)
    return a == b
