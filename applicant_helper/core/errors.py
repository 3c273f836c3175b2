"""The one base class of everything the program cannot continue past, and how it becomes a sentence."""

from __future__ import annotations

from collections.abc import Mapping
from enum import IntEnum


class ExitCode(IntEnum):
    """Exit status of the command line; one per cause that a script would treat differently."""

    OK = 0
    BLOCKED = 1
    USAGE = 2
    BAD_INPUT_FILE = 3
    CASE_NOT_FOUND = 4
    CASE_LOCKED = 5
    CASE_DAMAGED = 6
    CASE_TOO_NEW = 7
    PACKET_REFUSED = 8
    PACKET_FAULTY = 9
    OUTPUT_EXISTS = 10
    LINT_FAILED = 11
    CANCELLED = 12
    CASE_PROTECTED = 13
    DISK_FULL = 28
    IO_ERROR = 74
    INTERNAL = 70


class ApplicantHelperError(Exception):
    """A cause that stops one action. `code` is stable and translated by id; `params` fill the sentence.

    `message` is the English sentence with `{named}` slots: what happened, to which thing, and the next step.
    """

    exit_code: ExitCode = ExitCode.BAD_INPUT_FILE

    def __init__(self, code: str, message: str, params: Mapping[str, str] | None = None) -> None:
        super().__init__(code)
        self.code = code
        self.message = message
        self.params: dict[str, str] = dict(params or {})

    def sentence(self) -> str:
        """The English sentence, slots filled. Faces translate `message` first and fill it themselves."""
        return fill(self.message, self.params)


def fill(message: str, params: Mapping[str, str]) -> str:
    """Put `params` into the `{named}` slots of `message`; braces inside values stay as they are.

    >>> fill("I can't open {name}.", {"name": "a {b}.pdf"})
    "I can't open a {b}.pdf."
    """
    for name, value in params.items():
        message = message.replace("{" + name + "}", value.replace("{", "\x00"))
    return message.replace("\x00", "{")
