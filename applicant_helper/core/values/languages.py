"""English names of the languages that papers come in, by their short codes (BCP 47)."""

from __future__ import annotations

_NAMES = (
    "am Amharic, ar Arabic, az Azerbaijani, be Belarusian, bg Bulgarian, bn Bengali, bs Bosnian, ca Catalan, "
    "cs Czech, da Danish, de German, el Greek, en English, es Spanish, et Estonian, fa Persian, fi Finnish, "
    "fil Filipino, fr French, gu Gujarati, ha Hausa, he Hebrew, hi Hindi, hr Croatian, ht Haitian Creole, "
    "hu Hungarian, hy Armenian, id Indonesian, ig Igbo, it Italian, ja Japanese, ka Georgian, kk Kazakh, km Khmer, "
    "ko Korean, ku Kurdish, ky Kyrgyz, lo Lao, lt Lithuanian, lv Latvian, mk Macedonian, mn Mongolian, ms Malay, "
    "my Burmese, ne Nepali, nl Dutch, no Norwegian, pa Punjabi, pl Polish, ps Pashto, pt Portuguese, ro Romanian, "
    "ru Russian, si Sinhala, sk Slovak, sl Slovenian, so Somali, sq Albanian, sr Serbian, sv Swedish, sw Swahili, "
    "ta Tamil, te Telugu, tg Tajik, th Thai, ti Tigrinya, tk Turkmen, tl Tagalog, tr Turkish, uk Ukrainian, "
    "ur Urdu, uz Uzbek, vi Vietnamese, yo Yoruba, zh Chinese, zu Zulu"
)
NAMES = dict(row.strip().split(" ", 1) for row in _NAMES.split(","))


def language_name(code: str) -> str:
    """The English name of a language; the code itself when it is not listed.

    >>> language_name("es"), language_name("zh-Hant"), language_name("x")
    ('Spanish', 'Chinese', 'x')
    """
    return NAMES.get(code.partition("-")[0].partition("_")[0].lower(), code)


def language_code(text: str) -> str:
    """The short code of a language given by its English name or by a code; empty when neither is known.

    >>> language_code("Spanish"), language_code("pt-BR"), language_code("?")
    ('es', 'pt', '')
    """
    plain = text.strip().lower()
    code = plain.partition("-")[0].partition("_")[0]
    if code in NAMES:
        return code
    return next((c for c, name in NAMES.items() if name.lower() == plain), "")
