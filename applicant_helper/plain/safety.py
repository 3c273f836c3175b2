"""Keeping a case safe in line mode: protection, earlier copies, the file to hand over, removing for good."""

from __future__ import annotations

from pathlib import Path

from applicant_helper.i18n import gettext as _
from applicant_helper.i18n import say
from applicant_helper.plain.protecting import ask_situation, choose_protection, show_code
from applicant_helper.plain.talk import Talk
from applicant_helper.service import copies, protecting
from applicant_helper.service.desk import Desk
from applicant_helper.service.handing_over import hand_over
from applicant_helper.service.session import Session


def safety_menu(talk: Talk, desk: Desk, session: Session) -> None:
    """What can be done, once; a refusal is told by the caller."""
    is_protected = session.store.is_protected
    talk.gap()
    talk.say(_("This case is protected.") if is_protected else _("This case is not protected."))
    choice = talk.choose(_choices(desk, is_protected=is_protected))
    if choice in protecting.ABOUT:
        talk.say(_(protecting.ABOUT[choice]))
    if choice == "protect":
        protecting.protect(desk, session, choose_protection(talk, desk))
        talk.say(say("Protected. In the list the case is called {case}.", case=session.store.path.stem))
    elif choice == "passphrase":
        chosen = choose_protection(talk, desk, with_code=False)
        protecting.change_passphrase(session, chosen.passphrase)
        talk.say(_("The passphrase is changed. The old one opens nothing any more."))
    elif choice == "code":
        show_code(talk, protecting.change_recovery_code(session))
        talk.say(_("The code on the old paper opens nothing any more."))
    elif choice == "unprotect":
        if talk.agrees(_("Take the protection away?")):
            protecting.unprotect(desk, session)
            talk.say(_("The case is not protected any more."))
    elif choice == "hand":
        _hand_over(talk, desk, session)
    elif choice == "who":
        ask_situation(talk, desk)
    elif choice == "copies":
        _copies(talk, session)
    elif talk.agrees(_(copies.ASK_FORGET)):
        talk.say(copies.forgotten_text(copies.forget_removed(session)))


def _choices(desk: Desk, *, is_protected: bool) -> list[tuple[str, str]]:
    rows = [("copies", _("Earlier copies of this case")), ("hand", _("Write the case to one file"))]
    if not is_protected:
        rows.append(("protect", _("Protect it with a passphrase")))
    else:
        rows.append(("passphrase", _("Change the passphrase")))
        rows.append(("code", _("Make a new recovery code")))
        if not desk.is_outreach:
            rows.append(("unprotect", _("Take the protection away")))
    rows.append(("forget", _("Remove for good what is no longer in the case")))
    return rows if desk.is_outreach else [*rows, ("who", _("Who uses this computer"))]


def _hand_over(talk: Talk, desk: Desk, session: Session) -> None:
    chosen = None
    if not session.store.is_protected:
        talk.say(_(protecting.WHY_FILE))
        if talk.agrees(_("Protect the file with a passphrase?")):
            chosen = choose_protection(talk, desk)
    talk.say(_("Write the path of the new file, such as one on a stick:"))
    typed = talk.line()
    if not typed:
        return
    target = Path(typed).expanduser()
    target = target if target.suffix == ".ahcx" else target.with_name(f"{target.name}.ahcx")
    hand_over(desk, session, target, chosen)
    talk.say(say("Written and read back: {file}", file=str(target)))


def _copies(talk: Talk, session: Session) -> None:
    kept = copies.copies(session)
    if not kept:
        talk.say(_("There is no earlier copy yet."))
        return
    copy = talk.choose([(c, c.text()) for c in kept])
    for line in copies.look(session, copy.name):
        talk.say(line)
    if talk.agrees(say("Bring back the copy of {when}?", when=copy.text())):
        copies.restore(session, copy.name)
        talk.say(_("It is back. Undo takes you to where you were."))
