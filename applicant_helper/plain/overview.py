"""The whole case told in lines: the years of each person, and each fact with the places where it stands."""

from __future__ import annotations

from applicant_helper.i18n import gettext as _
from applicant_helper.i18n import say
from applicant_helper.plain.talk import Talk
from applicant_helper.service import words
from applicant_helper.service.everywhere import fact_lines
from applicant_helper.service.session import Session
from applicant_helper.service.timeline import lanes_of, people_of
from applicant_helper.service.timeline_text import told


def timeline_menu(talk: Talk, session: Session) -> None:
    """The years of everyone on the form, in sentences; times without anything listed are named."""
    case = session.case
    today = case.today or session.now().date()
    views = session.views()
    for person in people_of(case, session.filing()):
        talk.gap()
        talk.say(say("The years at a glance: {who}", who=words.person_name(case.people[person])))
        lines = list(told(lanes_of(case, person, today, lambda d: views.kind_label(d.kind))))
        for line in lines or [_("No dates are listed for this person yet.")]:
            talk.say(line)


def sources_menu(talk: Talk, session: Session) -> None:
    """Every fact that a paper states with every place it stands in."""
    talk.gap()
    for line in fact_lines(session.case, session.catalog):
        talk.say(line)
