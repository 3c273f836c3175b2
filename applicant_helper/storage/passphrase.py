"""Passphrases: proposed ones of six words, and what an own one must be."""

from __future__ import annotations

import secrets
import unicodedata
from functools import cache
from pathlib import Path

from applicant_helper.core.errors import ApplicantHelperError, ExitCode
from applicant_helper.core.marks import N_

LEAST_CHARS = 12
WORDS = 6
_MOST_CHARS = 1000


class PassphraseTooShort(ApplicantHelperError):
    """An own passphrase has less than twelve characters."""

    exit_code = ExitCode.USAGE

    def __init__(self, count: int) -> None:
        super().__init__(
            "passphrase-too-short",
            N_(
                "This passphrase has {count} characters. Use at least {least}, for example four words of your own."
            ),
            {"count": str(count), "least": str(LEAST_CHARS)},
        )


def proposed() -> str:
    """Six of 7,776 words, chosen by the system's random source: 77 bits."""
    return " ".join(secrets.choice(_words()) for _ in range(WORDS))


@cache
def _words() -> tuple[str, ...]:
    """The long word list of the Electronic Frontier Foundation, as the package xkcdpass carries it."""
    import xkcdpass

    text = (Path(xkcdpass.__file__).parent / "static" / "eff-long").read_text(encoding="ascii")
    return tuple(text.split())


def normal(passphrase: str) -> str:
    """The passphrase as it is used: NFKC, outer spaces gone, inner ones single.

    >>> normal("  correct   horse ")
    'correct horse'
    """
    return " ".join(unicodedata.normalize("NFKC", passphrase).split())[:_MOST_CHARS]


def accepted(passphrase: str) -> str:
    """The normal form of a new passphrase. Raises PassphraseTooShort."""
    text = normal(passphrase)
    if len(text) < LEAST_CHARS:
        raise PassphraseTooShort(len(text))
    return text
