"""What a person has said about one fact: a value, a doubt, or a plain "does not apply". Never one `None`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum, StrEnum
from typing import TypeAlias

JsonValue: TypeAlias = "None | bool | int | float | str | list[JsonValue] | dict[str, JsonValue]"


class AnswerState(StrEnum):
    """The four ways a fact can have been answered; a fact that was not asked has no answer at all."""

    KNOWN = "known"
    PROVISIONAL = "provisional"
    DONT_KNOW = "dont_know"
    NOT_APPLICABLE = "not_applicable"


class Some(Enum):
    """The answer "yes, but not listed yet" to a question whose answer is a list."""

    SOME = "some"


SOME = Some.SOME


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer. `value` is typed by the vocabulary; `raw` is its form in the case file."""

    state: AnswerState
    value: object = None
    raw: JsonValue = None

    @property
    def has_value(self) -> bool:
        """Whether there is a value to work with, firm or provisional."""
        return self.state in (AnswerState.KNOWN, AnswerState.PROVISIONAL)


DONT_KNOW = Answer(AnswerState.DONT_KNOW, raw={"is": "dont_know"})
NOT_APPLICABLE = Answer(AnswerState.NOT_APPLICABLE, raw={"is": "not_applicable"})


@dataclass(frozen=True, slots=True)
class Record(Mapping[str, Answer]):
    """A typed mapping such as one trip. Missing keys were not answered."""

    kind: str
    fields: Mapping[str, Answer]

    def __getitem__(self, key: str) -> Answer:
        return self.fields[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self.fields)

    def __len__(self) -> int:
        return len(self.fields)

    def value(self, key: str) -> object:
        """The value under `key`, or None when it was not answered or has no value."""
        answer = self.fields.get(key)
        return answer.value if answer is not None and answer.has_value else None
