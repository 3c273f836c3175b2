"""Words that several drawn pages share. The filed packet is in English."""

from __future__ import annotations

from datetime import date

from applicant_helper.packet.model import PacketRequest
from applicant_helper.packet.plan import PacketPlan

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def day(value: date) -> str:
    """26 November 2026."""
    return f"{value.day} {MONTHS[value.month - 1]} {value.year}"


def heading_of(request: PacketRequest, plan: PacketPlan) -> tuple[str, str]:
    """The large line and the one under it: "Form N-400" and its title, or the title as it is."""
    title = plan.volume.title
    if title.startswith("Form ") and ", " in title:
        number, rest = title.split(", ", 1)
        return number, rest
    if title != request.title:
        return title, request.title
    forms = [f"Form {p.form_number}" for p in request.packages if p.form_number]
    return title, " and ".join(forms) if len(forms) < 3 else ", ".join(forms)


def spread(first: int, last: int) -> str:
    """Pages as they are printed."""
    return str(first) if first == last else f"{first}–{last}"


def count(number: int, one: str, many: str) -> str:
    """1 page, 2 pages."""
    return f"{number} {one if number == 1 else many}"


def purpose(plan: PacketPlan) -> str:
    """What kind of file this is, for the small line at the top."""
    if plan.profile.exhibits.scheme == "by_request_item":
        return "Reply to a notice"
    return {"caption": "Court filing"}.get(plan.profile.cover.kind, "Evidence packet")
