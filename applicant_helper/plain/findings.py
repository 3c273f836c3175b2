"""What would be sent back, worst first, each with its fix one number away."""

from __future__ import annotations

from applicant_helper.i18n import gettext as _
from applicant_helper.i18n import say
from applicant_helper.plain.missing import look_at_requirement
from applicant_helper.plain.papers import paper_menu
from applicant_helper.plain.questions import answer_path
from applicant_helper.plain.talk import Back, Talk
from applicant_helper.service.session import Session
from applicant_helper.service.viewshapes import FindingView


def findings_menu(talk: Talk, session: Session) -> None:
    """The findings as they stand after every change, until none is left or the person goes back."""
    while True:
        talk.gap()
        views = session.views()
        for sentence, arithmetic in views.windows():
            talk.say(sentence)
            if arithmetic:
                talk.say(say("How it is counted: {arithmetic}", arithmetic=arithmetic))
        for referral in views.referrals():
            talk.say(say("Talk to a lawyer or accredited representative first: {point}", point=referral))
        rows = views.findings()
        if not rows:
            talk.say(_("We found nothing that would be sent back. We checked only what is in this case."))
            return
        talk.say(_("What we found, worst first:"))
        key = talk.choose(
            [(r.key, say("{severity}: {text}", severity=r.severity_word, text=r.text)) for r in rows]
        )
        _look_at(talk, session, next(r for r in rows if r.key == key))


def _look_at(talk: Talk, session: Session, row: FindingView) -> None:
    talk.gap()
    talk.say(say("{severity}: {text}", severity=row.severity_word, text=row.text))
    talk.say(say("What to do: {step}", step=row.do) if row.do else "")
    talk.say(say("Source: {source}", source=row.authority) if row.authority else "")
    talk.say(row.warning)
    talk.say(say("Your words: {text}", text=row.explanation) if row.explanation else "")
    doings = [("go", _("Go there now")), ("explain", _("Explain it in your own words"))]
    try:
        choice = talk.choose([*doings, ("back", _("Back to the list"))])
        if choice == "go":
            _go_to(talk, session, row)
        elif choice == "explain":
            _explain(talk, session, row)
    except Back:
        return


def _explain(talk: Talk, session: Session, row: FindingView) -> None:
    talk.say(_("Why is it so? Your own words. An empty line takes the explanation away."))
    text = talk.line()
    prints = False
    if text.strip():
        prints = talk.choose([(False, _("Keep it for me only")), (True, _("Also print it in the packet"))])
    session.explain(row.key, text, prints=prints)


def _go_to(talk: Talk, session: Session, row: FindingView) -> None:
    if row.fix is None:
        talk.say(_("There is nothing to change in this program for it."))
    elif row.fix.kind == "answer":
        answer_path(talk, session, row.fix.target)
    elif row.fix.kind == "document":
        paper_menu(talk, session, row.fix.target)
    else:
        look_at_requirement(talk, session, row.fix.target)
