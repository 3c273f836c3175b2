"""Values as papers print them, read from the first words of a text. What does not read for sure is not taken."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from applicant_helper.core.answers import JsonValue
from applicant_helper.core.values import identifiers
from applicant_helper.core.values.calendars import GREGORIAN
from applicant_helper.core.values.countries import parse_country
from applicant_helper.core.values.date_reading import Order, parse_date, readings_of
from applicant_helper.core.values.money import Money, parse_money
from applicant_helper.core.values.partial_date import PartialDate
from applicant_helper.core.values.refusal import Refusal
from applicant_helper.reading.folding import fold

DATE_WORDS = 6
NAME_WORDS, NAME_LETTERS = 7, 2
YEAR_DIGITS = 4
_JOINTS = frozenset(
    ("to", "through", "thru", "until", "and", "al", "a", "au", "bis", "hasta", "-", "\u2013", "\u2014")
)
_DASHES = frozenset("-\u2013\u2014")
_SIGNS = frozenset("$€£")
_TWO_DAYS = re.compile(r"([\d/.]{6,10})[-\u2013\u2014]([\d/.]{6,10})")
_NO_NAME = re.compile(r"[\d@#$%*_=<>\[\]{}|\\/:;?!\"]")
_NOT_NAMES = frozenset(
    (
        *("the", "of", "and", "to", "is", "was", "in", "for", "this", "that", "none", "unknown", "if", "any"),
        *("signature", "date", "number", "birth", "name", "names", "address", "certificate", "county"),
        *("state", "city", "form", "yes", "no", "please", "see", "page", "copy", "type", "print", "your"),
        *("you", "last", "first", "middle", "street", "department", "office", "applicant", "petitioner"),
        *("sex", "male", "female", "other", "usa", "country", "passport", "de", "del", "fecha", "lugar"),
        *("place", "nationality", "from", "or", "by", "v", "vs", "versus", "본인", "구분", "self"),
    )
)
_PARTICLES = frozenset(("de", "del", "or", "no", "of", "see", "any", "you", "last"))
SEX: Mapping[str, str] = {
    **dict.fromkeys(
        ("m", "male", "masculino", "masculin", "hombre", "homme", "mannlich", "maschio", "h"), "male"
    ),
    **dict.fromkeys(
        ("мужской", "муж", "чол", "чоловіча", "男", "남", "남자", "ذکر", "مرد", "erkek", "nam"), "male"
    ),
    **dict.fromkeys(
        ("f", "female", "femenino", "feminin", "feminino", "mujer", "femme", "weiblich"), "female"
    ),
    **dict.fromkeys(
        ("женский", "жен", "жіноча", "女", "여", "여자", "انثی", "زن", "kadin", "nữ", "nu"), "female"
    ),
    "femmina": "female",
}


@dataclass(frozen=True, slots=True)
class Printed:
    """A value read from the first `words` of a text. `value` None with `candidates` = it can mean several."""

    value: JsonValue
    words: int
    candidates: tuple[JsonValue, ...] = ()
    sure: float = 0.9


@dataclass(frozen=True, slots=True)
class Reader:
    """How values of this paper are read: the order of day and month, and calendars its country may use."""

    order: Order
    calendars: tuple[str, ...] = ()

    def read(self, reads: str, texts: Sequence[str]) -> Printed | None:
        """The value of a kind (`reads` of a label) at the start of the words, None when there is none."""
        reader = _READERS.get(reads)
        return reader(self, texts) if reader and texts else None


def _date(reader: Reader, texts: Sequence[str]) -> Printed | None:
    stop = next((n for n, t in enumerate(texts) if t in _DASHES), len(texts))
    for count in range(min(DATE_WORDS, stop), 0, -1):
        text = " ".join(texts[:count]).strip(" .,;:()")
        digits = len(re.findall(r"\d", text))
        if not digits or (digits < YEAR_DIGITS and not re.search("[年년]", text)):
            continue
        days = _days(reader, text)
        if days is None:
            continue
        asked, found = days
        if not found:
            return None
        if asked or len(found) > 1:
            return Printed(None, count, found, 0.5)
        return Printed(found[0], count)
    return None


def _days(reader: Reader, text: str) -> tuple[bool, tuple[str, ...]] | None:
    """The days a text may mean, and whether a person must confirm even a single one; None when it is no date.

    A date known to the month or year gives none. A day of another calendar is a suggestion, so it is asked.
    """
    western = parse_date(text, reader.order)
    if isinstance(western, PartialDate) and western.calendar == GREGORIAN and not reader.calendars:
        return False, _exact(western)
    readings = readings_of(text, reader.order, calendars=reader.calendars)
    if not readings:
        return None
    found = dict.fromkeys(day for r in readings for day in _exact(r.date))
    return any(r.calendar != GREGORIAN for r in readings), tuple(found)


def _exact(found: PartialDate) -> tuple[str, ...]:
    if found.year and found.month and found.day:
        return tuple(d.isoformat() for d in (date(found.year, found.month, found.day), *found.others))
    return ()


def _date_or_ds(reader: Reader, texts: Sequence[str]) -> Printed | None:
    if texts[0].upper().strip(".") in {"D/S", "DS"}:
        return Printed("D/S", 1)
    return _date(reader, texts)


def _period(reader: Reader, texts: Sequence[str]) -> Printed | None:
    joined = _TWO_DAYS.fullmatch(texts[0])
    if joined:
        found = _period(reader, [joined[1], "-", joined[2]])
        return None if found is None else Printed(found.value, 1, sure=found.sure)
    start = 1 if fold(texts[0]) in {"from", "del", "du", "de", "vom"} else 0
    first = _date(reader, [t.rstrip(",") for t in texts[start:]])
    if first is None or not isinstance(first.value, str):
        return None
    at = start + first.words
    if at >= len(texts) or texts[at].casefold() not in _JOINTS:
        return None
    second = _date(reader, texts[at + 1 :])
    if second is None or not isinstance(second.value, str) or second.value < first.value:
        return None
    span: JsonValue = {"from": first.value, "to": second.value}
    return Printed([span], at + 1 + second.words, sure=0.85)


def _name(_: Reader, texts: Sequence[str]) -> Printed | None:
    kept: list[str] = []
    for text in texts[:NAME_WORDS]:
        folded = fold(text)
        if _NO_NAME.search(text) or (folded in _NOT_NAMES and not (kept and folded in _PARTICLES)):
            break
        kept.append(text)
    while kept and fold(kept[-1]) in _PARTICLES:
        kept.pop()
    name = " ".join(kept).strip(" .,")
    if sum(c.isalpha() for c in name) < NAME_LETTERS or name.islower() or len(texts) > NAME_WORDS + 2:
        return None
    return Printed(name, len(kept), sure=0.8)


def _text(_: Reader, texts: Sequence[str]) -> Printed | None:
    kept = list(texts[:6])
    return (
        Printed(" ".join(kept).strip(" ,;"), len(kept), sure=0.7)
        if any(c.isalnum() for c in kept[0])
        else None
    )


def _place(_: Reader, texts: Sequence[str]) -> Printed | None:
    joined = " ".join(texts[:5]).split(",")[0].strip()
    if not joined or any(c.isdigit() for c in joined) or not joined[0].isupper():
        return None
    return Printed(joined, len(joined.split()), sure=0.7)


def _country(_: Reader, texts: Sequence[str]) -> Printed | None:
    for count in range(min(5, len(texts)), 0, -1):
        found = parse_country(" ".join(texts[:count]).strip(" .,"))
        if not isinstance(found, Refusal):
            return Printed(found, count, sure=0.85)
    return None


def _countries(reader: Reader, texts: Sequence[str]) -> Printed | None:
    found = _country(reader, texts)
    return None if found is None else Printed([found.value], found.words, sure=found.sure)


def _sex(_: Reader, texts: Sequence[str]) -> Printed | None:
    found = SEX.get(fold(texts[0].split("/")[0])) or SEX.get(texts[0].strip(" .,"))
    return Printed(found, 1) if found else None


def _money(_: Reader, texts: Sequence[str]) -> Printed | None:
    """An amount with cents or a sign; box numbers and such may stand before it."""
    for start, text in enumerate(texts[:3]):
        words = 2 if text in _SIGNS and start + 1 < len(texts) else 1
        written = "".join(texts[start : start + words])
        if re.search(r"\d[.,]\d{2}\b|[$€£]\d", written):
            found = parse_money(written.strip(" ;:"))
            if isinstance(found, Money) and found.amount >= 0:
                return Printed(_amount(found), start + words, sure=0.85)
        if not re.fullmatch(r"[\d.:()]{1,3}|on|as", text):
            return None
    return None


def _amount(found: Money) -> JsonValue:
    if found.currency == "USD":
        return str(found.amount)
    return {"amount": str(found.amount), "currency": found.currency}


def _year(reader: Reader, texts: Sequence[str]) -> Printed | None:
    for count, text in enumerate(texts[:4], start=1):
        found = re.search(r"\b(19[5-9]\d|20[0-4]\d)\b", text)
        if found:
            return Printed(int(found[1]), count)
    return None


def _form(_: Reader, texts: Sequence[str]) -> Printed | None:
    found = re.match(
        r"^(?:form )?([A-Z]{1,2})\s?-?\s?(\d{2,3}[A-Z]{0,2})\b",
        " ".join(texts[:3]).upper().replace("FORM ", ""),
    )
    return Printed(f"us-{found[1]}-{found[2]}".lower(), 1, sure=0.85) if found else None


def _by(
    parse: Callable[[str], str | Refusal], pattern: str
) -> Callable[[Reader, Sequence[str]], Printed | None]:
    """A reader for numbers of a pattern, tried on the first word, then on the first ones joined."""

    def read(_: Reader, texts: Sequence[str]) -> Printed | None:
        for count in (1, 2, 3, 4):
            text = " ".join(texts[:count]).strip(" .,;:#")
            if count <= len(texts) and re.fullmatch(pattern, text.upper()):
                found = parse(text)
                if not isinstance(found, Refusal):
                    return Printed(found, count, sure=0.95)
        return None

    return read


_READERS: Mapping[str, Callable[[Reader, Sequence[str]], Printed | None]] = {
    "date": _date,
    "date_or_ds": _date_or_ds,
    "period": _period,
    "name": _name,
    "text": _text,
    "place": _place,
    "country": _country,
    "countries": _countries,
    "sex": _sex,
    "money": _money,
    "number": _year,
    "form": _form,
    "a_number": _by(
        identifiers.parse_a_number,
        r"A?[\s\-]?\d{3}[\s\-]?\d{3}[\s\-]?\d{3}|A[\s\-]?\d{7,9}|A\d{2}[\s\-]\d{3}[\s\-]\d{3}",
    ),
    "receipt_number": _by(identifiers.parse_receipt_number, r"[A-Z]{3}[\s\-*]?(?:\d[\s\-]?){10}"),
    "i94_number": _by(identifiers.parse_i94_number, r"\d{9}\s?[A-Z0-9]\d"),
    "passport_number": _by(
        identifiers.parse_passport_number, r"(?=.*\d{4})[A-Z0-9<]{6,12}|[A-Z]{1,2} \d{6,8}"
    ),
    "ead_category": _by(identifiers.parse_ead_category, r"\(?[AC]\)?\s?\(?\d{1,2}\)?(?:\s?\(?[A-Z]\)?)?"),
}
