"""Three-letter codes of states and organisations in a machine-readable zone (ISO 3166-1 and ICAO Doc 9303 part 3)."""

from __future__ import annotations

from collections.abc import Mapping

from applicant_helper.core.values.countries import FORMER, parse_country
from applicant_helper.core.values.refusal import Refusal

# Codes that differ from ISO 3166-1, with the country they stand for.
_COUNTRY: Mapping[str, str] = {
    "D": "DE",
    **dict.fromkeys(("GBD", "GBN", "GBO", "GBP", "GBS"), "GB"),
    **dict.fromkeys(("RKS", "UNK"), "XK"),
    "ROM": "RO",
    "ZAR": "CD",
    "TMP": "TL",
    "BUR": "MM",
    "SUN": "SUHH",
    "YUG": "YUCS",
    "CSK": "CSHH",
    "DDR": "DDDE",
    "SCG": "CSXX",
}
# Codes that are no country: stateless people, refugees, organisations and the specimen state.
NO_COUNTRY: Mapping[str, str] = {
    "XXA": "stateless",
    "XXB": "refugee",
    "XXC": "refugee",
    "XXX": "unspecified",
    "UTO": "specimen",
    **dict.fromkeys(
        (
            *("UNO", "UNA", "EUE", "XOM", "XPO", "XCC", "XBA", "XIM", "XCO", "XEC", "XCE", "XDC", "XES"),
            *("XMP", "XPI", "XSP", "XCT", "IAO", "WSA"),
        ),
        "organisation",
    ),
}
# Words that `parse_country` takes and that no passport prints as a code.
_NEVER_PRINTED = frozenset(("PRC", "DRC", "UAE"))


def country_of(code: str) -> str | None:
    """The two-letter code of the country that `code` stands for, None when it stands for none or is not known.

    >>> country_of("D"), country_of("GBN"), country_of("XXA"), country_of("QQQ")
    ('DE', 'GB', None, None)
    """
    plain = code.strip("<")
    if plain in _COUNTRY:
        return _COUNTRY[plain]
    if len(plain) != 3 or not plain.isalpha() or plain in _NEVER_PRINTED:
        return None
    found = parse_country(plain)
    return None if isinstance(found, Refusal) or found in FORMER else found


def is_known(code: str) -> bool:
    """Whether a zone may have this code.

    >>> is_known("UTO"), is_known("D<<"), is_known("DEV")
    (True, True, False)
    """
    return code.strip("<") in NO_COUNTRY or country_of(code) is not None
