"""The years at a glance as the packet draws them, for the person a filing is about."""

from __future__ import annotations

from applicant_helper.core.case import Filing
from applicant_helper.packet.model import TimelineLane, TimelineSpan
from applicant_helper.service.session import Session
from applicant_helper.service.timeline import lanes_of, people_of


def timeline_of(session: Session, filing: Filing) -> tuple[TimelineLane, ...]:
    """Lanes with at least one dated stretch; a month or year without a day counts from its first day."""
    people = people_of(session.case, filing)
    if not people:
        return ()
    today = session.case.today or session.now().date()
    lanes = lanes_of(session.case, people[0], today)
    return tuple(
        TimelineLane(
            lane.title, tuple(TimelineSpan(s.first, s.last, s.text, is_gap=s.is_gap) for s in lane.spans)
        )
        for lane in lanes
    )
