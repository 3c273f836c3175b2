"""Choosing the kind of a paper by a word of its name."""

from __future__ import annotations

import unicodedata

from applicant_helper import i18n
from applicant_helper.core.finding import Status
from applicant_helper.i18n import gettext as _
from applicant_helper.i18n import say
from applicant_helper.plain.talk import Talk, pick
from applicant_helper.service import intake
from applicant_helper.service.session import Session

MOST = 15


def choose_kind(talk: Talk, session: Session, document_id: str = "") -> str | None:
    """The kind of paper, or None when the person leaves it for now. What it most likely is comes first."""
    talk.say(
        _("What kind of paper is it? Write a word of its name, such as passport, or a number from the list.")
    )
    shown = _likely_first(session, document_id)
    while True:
        for number, (_kind, label) in enumerate(shown, start=1):
            talk.say(f"{number}. {label}")
        talk.say(_("Press Enter to leave it for now."))
        typed = talk.line()
        if not typed:
            return None
        if typed.isdecimal():
            place = pick(typed, shown)
            if place is not None:
                return shown[place][0]
            talk.say(_("That number is not in the list."))
            continue
        found = find_kinds(session, typed)
        exact = [kind for kind, label in found if _plain(typed) == _plain(label)]
        if exact:
            return exact[0]
        if found:
            shown = found[:MOST]
        else:
            talk.say(say("No kind of paper is called {word}. Try another word of its name.", word=typed))


def _likely_first(session: Session, document_id: str) -> tuple[tuple[str, str], ...]:
    document = session.case.document(document_id)
    likely = intake.likely(session, document) if document is not None else ()
    return (*likely, *(row for row in wanted_kinds(session) if row not in likely))


def all_kinds(session: Session) -> tuple[tuple[str, str], ...]:
    """Id and label of every kind of paper, by label."""
    kinds = session.catalog.vocabulary.kinds.values()
    rows = [(k.id, i18n.data_text(f"vocabulary/document_kinds.{k.id}.label", k.label)) for k in kinds]
    return tuple(sorted(rows, key=lambda row: _plain(row[1])))


def wanted_kinds(session: Session) -> tuple[tuple[str, str], ...]:
    """The kinds that the open requirements ask for, at most MOST."""
    form = session.catalog.form(session.filing().form)
    open_now = {Status.MISSING, Status.INCOMPLETE}
    wanted: set[str] = set()
    for result in session.check().requirements:
        requirement = form.requirement(result.id) if form is not None and result.status in open_now else None
        if requirement is not None:
            wanted |= requirement.kinds()
    return tuple(row for row in all_kinds(session) if row[0] in wanted)[:MOST]


def find_kinds(session: Session, words: str) -> tuple[tuple[str, str], ...]:
    """The kinds whose label or usual words hold every typed word; labels first."""
    parts = _plain(words).split()
    vocabulary = session.catalog.vocabulary.kinds
    by_label, by_words = [], []
    for kind, label in all_kinds(session):
        usual = " ".join([kind.replace("_", " "), *vocabulary[kind].words])
        if all(p in _plain(label) for p in parts):
            by_label.append((kind, label))
        elif all(p in _plain(f"{label} {usual}") for p in parts):
            by_words.append((kind, label))
    return (*by_label, *by_words)


def _plain(text: str) -> str:
    spread = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in spread if not unicodedata.combining(c))
