"""One line of what a destination wants, and how it is said in a language. Whoever shows it brings the language."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date as Day

from applicant_helper.catalog.destinations.words import Topic
from applicant_helper.core.errors import fill


@dataclass(frozen=True, slots=True)
class DataText:
    """A text of the destination's file and the context under which translations keep it."""

    context: str
    english: str


Value = str | int | Day | DataText | tuple[str, ...]
"""What fills a slot: as it is; a number; a date; a text of the data; or marked phrases, joined by semicolons."""


@dataclass(frozen=True, slots=True)
class FactLine:
    """One line: a marked sentence and what fills its slots. `is_weak` = only weak sources speak of it."""

    topic: Topic
    message: str
    values: Mapping[str, Value] = field(default_factory=dict)
    is_weak: bool = False


@dataclass(frozen=True, slots=True)
class Voice:
    """How to say things in a language: marked sentences, texts of the data by context, numbers and dates."""

    text: Callable[[str], str]
    data: Callable[[str, str], str]
    number: Callable[[int], str]
    day: Callable[[Day], str]


ENGLISH = Voice(
    text=str,
    data=lambda context, english: english,
    number=str,
    day=lambda day: f"{day:%B} {day.day}, {day.year}",
)


def told(line: FactLine, voice: Voice = ENGLISH) -> str:
    """The sentence of a line in a language."""
    return fill(voice.text(line.message), {name: _said(value, voice) for name, value in line.values.items()})


def _said(value: Value, voice: Voice) -> str:
    match value:
        case DataText(context, english):
            return voice.data(context, english)
        case tuple():
            return "; ".join(voice.text(phrase) for phrase in value)
        case Day():
            return voice.day(value)
        case int():
            return voice.number(value)
        case _:
            return value
