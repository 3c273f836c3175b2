"""Changing the language while talking."""

from __future__ import annotations

from applicant_helper.i18n import available_languages, say, use_language
from applicant_helper.i18n import gettext as _
from applicant_helper.plain.talk import Talk


def change_language(talk: Talk) -> None:
    """Choose the language of everything said from here on. Languages name themselves."""
    talk.say(_("Which language?"))
    known = [row for row in available_languages() if row.terminal == "full"]
    choices = [
        (
            row.code,
            row.endonym
            if row.percent == 100
            else say("{language}, {percent} % done", language=row.endonym, percent=row.percent),
        )
        for row in known
    ]
    use_language(talk.choose(choices))
    talk.say(_("This is the language now."))
