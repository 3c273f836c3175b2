"""What reading a paper yields: words with places, barcodes, values of forms, and proposed statements. Pure data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeAlias

from applicant_helper.core.answers import JsonValue

Box: TypeAlias = tuple[float, float, float, float]
"""Left, top, right, bottom in points (1/72 inch) from the top left of the page as a reader sees it."""


class How(StrEnum):
    """Where a statement was read."""

    FORM_FIELD = "form_field"
    FORM_DATA = "form_data"
    PASSPORT_ZONE = "passport_zone"
    BARCODE = "barcode"
    TEXT = "text"
    OCR = "ocr"


@dataclass(frozen=True, slots=True)
class Word:
    """One word and its place. `confidence` is 0 to 1; words of a text layer have 1."""

    text: str
    box: Box
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class FormCode:
    """What a barcode of an official page says. `edition` as printed, such as `01/20/25`; `form_page` from 1."""

    form: str
    edition: str
    form_page: int
    box: Box | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """One page as a reader sees it. `number` counts from 1 in the file; sizes are points.

    `words_from` is "text", "ocr" or "" when there is no text to be had. `picture_share` is how much of the page
    its pictures cover, 0 to 1: a scan has nearly 1.
    """

    number: int
    width: float
    height: float
    words: tuple[Word, ...] = ()
    words_from: str = ""
    codes: tuple[FormCode, ...] = ()
    picture_share: float = 0.0

    def text(self) -> str:
        """The words in reading order with single spaces."""
        return " ".join(w.text for w in self.words)


@dataclass(frozen=True, slots=True)
class FormField:
    """One field of an official form as the file holds it.

    `name` is the full name. `value` is the AcroForm value (the on-value of a ticked box, empty = blank),
    `data` the value in the XFA datasets or None when they have no such leaf. `label` is the nearest printed text.
    `kind` is text, check, choice, barcode or signature.
    """

    name: str
    kind: str
    page: int
    box: Box
    value: str = ""
    data: str | None = None
    label: str = ""
    is_read_only: bool = False
    on_value: str = ""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A statement read from a paper, for the person to accept, correct or drop.

    `fact` is what `says` of the case file takes; for forms it begins with the form's role or `marriage`,
    `filing`, `document` (`applicant.date_of_birth`). `value` is in the shape of the case file, None while only
    `candidates` are known and the person must choose. `label` is the printed label, when there is one.
    """

    fact: str
    value: JsonValue
    as_written: str
    page: int
    box: Box | None
    how: How
    confidence: float
    candidates: tuple[JsonValue, ...] = ()
    label: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """Something to tell about a paper as a whole: a stable code, an English template and the values of its slots."""

    code: str
    message: str
    params: Mapping[str, str] = field(default_factory=dict)
    page: int | None = None
    box: Box | None = None


@dataclass(frozen=True, slots=True)
class Signature:
    """One place to sign. `how` is `unsigned` (nothing there), `marked` (something is there) or `unknown`.

    Whether marks are a signature is never decided here.
    """

    by: str
    page: int
    box: Box
    how: str
    label: str = ""
    date: str = ""


@dataclass(frozen=True, slots=True)
class FormReading:
    """An official form: which one it is by its pages, and what was read of it.

    `edition` is `YYYY-MM-DD`, empty when pages differ or none says. `is_flat` = no fields are left in the file.
    """

    form: str
    edition: str
    page_editions: tuple[str, ...] = ()
    has_map: bool = False
    is_flat: bool = False
    signatures: tuple[Signature, ...] = ()
    blanks: tuple[Note, ...] = ()
