"""What a reader returns instead of a value: a kind sentence about what was written and how to write it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

SHOWN_LENGTH = 40


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a text was not taken. `message` is an English template with `{named}` slots that `params` fill."""

    code: str
    message: str
    params: Mapping[str, str] = field(default_factory=dict, hash=False)


def shown(text: str) -> str:
    """`text` short enough to be quoted in a sentence.

    >>> shown("  two   words ")
    'two words'
    """
    flat = " ".join(text.split())
    return flat if len(flat) <= SHOWN_LENGTH else flat[: SHOWN_LENGTH - 3] + "..."
