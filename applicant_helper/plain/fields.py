"""Typing one field after another: the label, what is there, the choices, then a line."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from applicant_helper.core.errors import ApplicantHelperError
from applicant_helper.i18n import gettext as _
from applicant_helper.i18n import say
from applicant_helper.plain.talk import Talk, pick
from applicant_helper.service.items import SEPARATOR, TAKE_AWAY, FieldView

ENDED = "."


def ask_field(
    talk: Talk, field: FieldView, present: str, take: Callable[[str], None], *, may_end: bool = False
) -> str:
    """One field, asked until `take` accepts what was typed. An empty line keeps what is there.

    With `may_end`, ENDED ends the row of fields: it is given back and not taken.
    """
    talk.say(_label(field, present))
    choices = choices_of(field)
    for number, (_value, text) in enumerate(choices, start=1):
        talk.say(f"{number}. {text}")
    while True:
        typed = talk.line(_help(field, present))
        if may_end and typed == ENDED:
            return ENDED
        chosen = _chosen(field, choices, typed)
        if chosen is None:
            talk.say(say("Write a number from 1 to {last}, or press Enter.", last=len(choices)))
            continue
        try:
            take(chosen)
        except ApplicantHelperError as problem:
            talk.refuse(problem)
        else:
            return chosen


def _chosen(field: FieldView, choices: Sequence[tuple[str, str]], typed: str) -> str | None:
    """What was typed, with numbers of choices put into their values; None when it is none of the choices."""
    if not choices or typed in {"", TAKE_AWAY}:
        return typed
    parts = [typed]
    if field.kind.startswith(("list", "choices")):
        parts = [p.strip() for p in typed.replace(",", SEPARATOR).split(SEPARATOR) if p.strip()]
    places = [pick(part, choices) for part in parts]
    found = [choices[place][0] for place in places if place is not None]
    return f"{SEPARATOR} ".join(found) if found and len(found) == len(places) else None


def choices_of(field: FieldView) -> tuple[tuple[str, str], ...]:
    """The choices of a field; yes or no are choices too."""
    if field.kind == "yes_no":
        return (("yes", _("Yes")), ("no", _("No")))
    return field.choices


def _label(field: FieldView, present: str) -> str:
    if present:
        return say("{field}. Now: {value}. Press Enter to keep it.", field=field.label, value=present)
    if field.required:
        return say("{field}. This is needed.", field=field.label)
    return say("{field}. Press Enter to leave it out.", field=field.label)


def _help(field: FieldView, present: str) -> tuple[str, ...]:
    lines = [say("Write it like {example}.", example=field.example)] if field.example else []
    if field.kind.startswith("list"):
        lines.append(_("Put a semicolon between several."))
    if present and not field.required:
        lines.append(_("Write - to take it away."))
    return tuple(lines)
