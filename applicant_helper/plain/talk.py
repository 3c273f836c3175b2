"""The conversation: lines out, lines in. Stop, back and help work at every prompt."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from applicant_helper.core.errors import ApplicantHelperError, fill
from applicant_helper.core.text import safe_text
from applicant_helper.guard import events
from applicant_helper.i18n import gettext as _
from applicant_helper.i18n import say
from applicant_helper.service.items import ItemRefused

T = TypeVar("T")
PROMPT = "> "
AS_TEXT = "="
LINE_ENDS = re.compile(r"[\t\n\v\f\x1c-\x1e\x85\u2028\u2029]+")
STOP, BACK, HELP = "q", "b", "?"


class Stop(Exception):
    """The person leaves, or the input ended."""


class Back(Exception):
    """The person goes back one step."""


@dataclass(frozen=True, slots=True)
class Talk:
    """One conversation. `read_line` gives None when the input ended; `write` takes one line."""

    read_line: Callable[[str], str | None]
    write: Callable[[str], None]
    read_hidden: Callable[[str], str | None] | None = None

    def say(self, text: str) -> None:
        """Append a text as one harmless line; an empty one is left out.

        This is the one door to the screen: names of people and files come through here as they are kept.
        """
        if text:
            self.write(LINE_ENDS.sub(" ", safe_text(text)))

    def gap(self) -> None:
        """An empty line before something new."""
        self.write("")

    def refuse(self, problem: ApplicantHelperError) -> None:
        """Say in a sentence why something was not taken; a log, when one is written, gets its code."""
        events.refused(problem.code)
        text = sentence(problem.message, problem.params)
        if isinstance(problem, ItemRefused):
            text = say("{field}: {text}", field=problem.label, text=text)
        self.say(text)

    def line(self, help_lines: Sequence[str] = ()) -> str:
        """One typed line. Raises Stop and Back; answers "?" itself. `=b` is the letter b as text."""
        while True:
            typed = self.read_line(PROMPT)
            if typed is None or typed.strip() == STOP:
                raise Stop
            text = typed.strip()
            if text == BACK:
                raise Back
            if text != HELP:
                return text.removeprefix(AS_TEXT) if _is_escaped(text) else text
            for helping in (*help_lines, *standing_help()):
                self.say(helping)

    def hidden(self) -> str:
        """One typed line that is not shown, such as a passphrase. Raises Stop; an empty line is Back."""
        typed = (self.read_hidden or self.read_line)(PROMPT)
        if typed is None:
            raise Stop
        if not typed:
            raise Back
        return typed

    def choose(self, choices: Sequence[tuple[T, str]], *, on_empty: T | None = None) -> T:
        """One of the numbered choices, by its number or its words. Asks again until it is one.

        An empty line means `on_empty` when that is given.
        """
        for number, (_value, text) in enumerate(choices, start=1):
            self.say(f"{number}. {text}")
        while True:
            typed = self.line()
            if not typed and on_empty is not None:
                return on_empty
            found = pick(typed, choices)
            if found is not None:
                return choices[found][0]
            self.say(say("Write a number from 1 to {last}, b to go back, or q to stop.", last=len(choices)))

    def agrees(self, question: str) -> bool:
        """A yes or no, asked until it is one."""
        self.say(question)
        return self.choose([(True, _("Yes")), (False, _("No"))])


def sentence(message: str, params: Mapping[str, object]) -> str:
    """A stored English sentence in the language in use, with its slots filled."""
    return fill(_(message), {name: str(value) for name, value in params.items()})


def _is_escaped(text: str) -> bool:
    return len(text) == len(AS_TEXT) + 1 and text.startswith(AS_TEXT)


def pick(typed: str, choices: Sequence[tuple[T, str]]) -> int | None:
    """The place of the choice that was typed: its number, its words, or how its words start."""
    if typed.isdecimal():
        number = int(typed)
        return number - 1 if 1 <= number <= len(choices) else None
    wanted = typed.casefold()
    names = [(str(value).casefold(), text.casefold()) for value, text in choices]
    exact = [i for i, name in enumerate(names) if wanted in name]
    if exact:
        return exact[0]
    starting = [i for i, (_value, text) in enumerate(names) if wanted and text.startswith(wanted)]
    return starting[0] if len(starting) == 1 else None


def standing_help() -> tuple[str, ...]:
    """What works everywhere."""
    return (
        _("Write the number of a choice and press Enter. b goes back. q stops; everything is saved."),
        _("To write one of these letters as an answer, put = in front of it, such as =b."),
    )
