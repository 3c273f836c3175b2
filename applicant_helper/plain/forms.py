"""Which forms to send, which of them to work on, and the papers they share."""

from __future__ import annotations

from applicant_helper.i18n import data_text, say
from applicant_helper.i18n import gettext as _
from applicant_helper.plain.talk import Talk
from applicant_helper.service import overview
from applicant_helper.service.session import Session

ADD, SHARED, PACKAGES = "add a form", "shared papers", "packages"


def ask_for_form(talk: Talk, session: Session) -> None:
    """Have one form, or forms filed together, chosen and started."""
    talk.gap()
    talk.say(_("Which form do you want to send?"))
    heads = session.catalog.heads()
    titles = [(PACKAGES, _("Several forms filed together"))]
    titles += [(h.id, f"{h.number}, {data_text(f'{h.id}/title', h.title)}") for h in heads]
    chosen = talk.choose(titles)
    if chosen != PACKAGES:
        session.start_filing(chosen)
        talk.say(say("Chosen: {form}.", form=dict(titles)[chosen]))
        return
    talk.say(_("Which forms, filed together?"))
    packages = [(p.id, data_text(f"{p.id}/title", p.title)) for p in session.catalog.packages()]
    chosen = talk.choose(packages)
    session.start_package(chosen)
    talk.say(say("Chosen: {form}.", form=dict(packages)[chosen]))


def forms_menu(talk: Talk, session: Session) -> None:
    """The forms of the case: work on another, see what they share, add one."""
    talk.gap()
    rows = [(r.filing, f"{r.title}: {r.line}") for r in overview.form_rows(session)]
    rows += [(SHARED, _("Papers that count for several forms")), (ADD, _("Add another form"))]
    chosen = talk.choose(rows)
    if chosen == ADD:
        ask_for_form(talk, session)
    elif chosen == SHARED:
        for line in overview.shared_lines(session):
            talk.say(line)
    else:
        session.choose_filing(chosen)
