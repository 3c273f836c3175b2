"""What a person should know before going on: what was odd about a case, and who else has it open."""

from __future__ import annotations

from datetime import datetime, tzinfo

from applicant_helper import i18n
from applicant_helper.core.errors import ApplicantHelperError, fill
from applicant_helper.core.marks import N_
from applicant_helper.i18n import say
from applicant_helper.service.session import Session
from applicant_helper.storage.problems import CaseInUse, CaseTooNew

LOOK_ONLY = N_("Look at it only; nothing can be changed")
READ_ONLY = N_("Open to look at only: nothing can be changed here.")


def can_be_looked_at(refusal: ApplicantHelperError) -> bool:
    """Whether a case that was not opened can still be opened without changing it."""
    return isinstance(refusal, CaseInUse) or (isinstance(refusal, CaseTooNew) and refusal.can_read)


def why_not(refusal: ApplicantHelperError, zone: tzinfo | None) -> str:
    """The refusal, and when the other one was last there."""
    told = fill(i18n.gettext(refusal.message), refusal.params)
    since, seen = (_moment(refusal.params.get(name), zone) for name in ("since", "heartbeat"))
    if not since or not seen:
        return told
    return told + " " + say("Open there since {since}; last seen working {seen}.", since=since, seen=seen)


def _moment(stamp: object, zone: tzinfo | None) -> str:
    try:
        when = datetime.fromisoformat(str(stamp)).astimezone(zone)
    except ValueError:
        return ""
    return say("{date}, {time}", date=i18n.format_date(when.date()), time=when.strftime("%H:%M"))


def fresh_notices(session: Session, *, tells_read_only: bool = True) -> tuple[str, ...]:
    """Sentences about the case that were not told yet, the oldest first; each is told once."""
    told, session.told_notices = session.told_notices, len(session.store.notices)
    rows = [fill(i18n.gettext(n.message), n.params) for n in session.store.notices[told:]]
    if tells_read_only and session.store.is_read_only and not session.told_read_only:
        session.told_read_only = True
        rows.append(i18n.gettext(READ_ONLY))
    return tuple(rows)
