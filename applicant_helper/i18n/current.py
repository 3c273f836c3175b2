"""The language the program speaks now. Faces set it once at the start; everything they print asks here."""

from __future__ import annotations

from applicant_helper.i18n.languages import SOURCE
from applicant_helper.i18n.translator import Slot, Translator, translator

_IN_USE: list[Translator] = []


def use_language(code: str) -> None:
    """Speak this language from now on. Raises UnknownLanguage and keeps the one in use."""
    _IN_USE[:] = [translator(code)]


def current() -> Translator:
    """The texts of the language in use; English until `use_language` was called."""
    if not _IN_USE:
        use_language(SOURCE)
    return _IN_USE[0]


def current_language() -> str:
    """The code of the language in use."""
    return current().code


def gettext(message: str) -> str:
    """A screen text in the language in use, slots still empty."""
    return current().gettext(message)


def ngettext(singular: str, plural: str, n: int) -> str:
    """The form of a screen text for `n` things, slots still empty."""
    return current().ngettext(singular, plural, n)


def data_text(context: str, english: str) -> str:
    """A text from forms/ or checklists/ in the language in use; see `Translator.data_text`."""
    return current().data_text(context, english)


def say(message: str, **slots: Slot) -> str:
    """A screen text with its `{slots}` filled."""
    return current().say(message, **slots)


def say_many(singular: str, plural: str, n: int, **slots: Slot) -> str:
    """The form for `n` things with its `{slots}` and `{n}` filled."""
    return current().say_many(singular, plural, n, **slots)
