"""The page before the contents: a cover letter, or one page that says what the file is."""

from __future__ import annotations

from applicant_helper.packet.model import FormPackage, PacketRequest
from applicant_helper.packet.outline import Kind, form_name
from applicant_helper.packet.pages.columns import MARGIN
from applicant_helper.packet.pages.lists import draw_list
from applicant_helper.packet.pages.strokes import GREY, Strokes
from applicant_helper.packet.pages.words import count, day, heading_of, purpose
from applicant_helper.packet.plan import Entry, PacketPlan, PlannedPage
from applicant_helper.typeset.text import shortened, wrap

BODY, LEAD = 11.0, 16.0
SIGN_AT = 118.0
LETTERHEAD = ("filer", "address", "phone", "email")


def draw_letter(to: Strokes, request: PacketRequest, plan: PacketPlan, page: PlannedPage) -> None:
    """Date, to whom, about what, what is enclosed and where, a line to sign on."""
    package = request.packages[page.place]
    left, right = MARGIN, page.size[0] - MARGIN
    y = _letterhead(to, request, plan, page.size[1] - 72)
    if request.prepared_on is not None:
        to.text(left, y, day(request.prepared_on), to.fonts.regular, BODY)
        y -= 2 * LEAD
    receiver = request.caption.get("to") or plan.profile.destination
    y = (
        to.lines(left, y, wrap(receiver, to.fonts.regular, BODY, right - left), to.fonts.regular, BODY, LEAD)
        - LEAD
    )
    y = _about(to, request, package, page, y)
    text = _opening(request, plan, package, page)
    with to.within("P"):
        y = to.lines(left, y, wrap(text, to.fonts.regular, BODY, right - left), to.fonts.regular, BODY, LEAD)
    to.text(left, y - 10, "Enclosed, in this order", to.fonts.regular, 8.5, grey=GREY)
    to.right(right, y - 10, "Page", to.fonts.regular, 8.5, grey=GREY)
    to.rule(left, y - 15, right)
    draw_list(to, page, _of_package(plan, page.place), left, y - 32, right, SIGN_AT + 46)
    to.blank(left, SIGN_AT, 250, "Signature")
    to.blank(left + 280, SIGN_AT, 130, "Date")
    whose = shortened(request.applicant_line, to.fonts.regular, 9.5, right - left)
    to.text(left, SIGN_AT - 26, whose, to.fonts.regular, 9.5)


def _letterhead(to: Strokes, request: PacketRequest, plan: PacketPlan, y: float) -> float:
    """Who writes, as far as it is known and the destination has room for it. Returns the next base."""
    known = [request.caption.get(key, "") for key in LETTERHEAD if key in plan.profile.cover.fields]
    rows = [
        line
        for text in known
        for part in text.splitlines()
        for line in wrap(part, to.fonts.regular, 9.5, 250)
    ]
    if not rows:
        return y
    return to.lines(MARGIN, y, rows[:7], to.fonts.regular, 9.5, 13, grey=GREY) - 13


def _about(to: Strokes, request: PacketRequest, package: FormPackage, page: PlannedPage, y: float) -> float:
    left, room = MARGIN, page.size[0] - 2 * MARGIN - 30
    lines = [request.caption.get("re") or form_name(package) or request.title]
    heads = wrap(lines[0], to.fonts.bold, 13, room)
    to.text(left, y, "Re:", to.fonts.regular, BODY, grey=GREY)
    with to.within("H1"):
        y = to.lines(left + 30, y, heads, to.fonts.bold, 13, 17)
    others = [request.applicant_line, request.caption.get("receipt", "")]
    if len(request.packages) > 1:
        others.append(f"Form {page.place + 1} of {len(request.packages)} in this parcel")
    shown = [shortened(text, to.fonts.regular, BODY, room) for text in others if text]
    return to.lines(left + 30, y, shown, to.fonts.regular, BODY, LEAD) - LEAD


def _opening(request: PacketRequest, plan: PacketPlan, package: FormPackage, page: PlannedPage) -> str:
    if plan.profile.exhibits.scheme == "by_request_item":
        text = "This is the reply to the notice on top. The exhibits follow the items of the notice."
    elif any(d.role == "official_form" for d in package.front):
        text = "Enclosed are the form and the evidence for it."
    else:
        text = "Enclosed is the evidence listed here."
    if plan.profile.stamp.mode != "none":
        has_forms = any(p.kind is Kind.FORM for p in plan.pages)
        but = " but official forms, notices and payment sheets" if has_forms else ""
        text += f" Page numbers are printed on every page{but}."
    return text


def _of_package(plan: PacketPlan, place: int) -> list[Entry]:
    """The forms and exhibits of one package, in order."""
    found = []
    for entry in plan.entries:
        if entry.level == 0 and any(
            p.place == place for p in plan.pages[entry.first - 1 : entry.last] if p.entry is not None
        ):
            found.append(entry)
    return found


def draw_summary(to: Strokes, request: PacketRequest, plan: PacketPlan, page: PlannedPage) -> None:
    """What the file is, whose, and its parts on one page."""
    left, right = MARGIN, page.size[0] - MARGIN
    large, small = heading_of(request, plan)
    y = page.size[1] * 0.74
    to.eyebrow(left, y + 40, purpose(plan))
    y = to.lines(left, y, wrap(large, to.fonts.bold, 30, right - left), to.fonts.bold, 30, 36)
    y = to.lines(left, y + 8, wrap(small, to.fonts.regular, 15, right - left), to.fonts.regular, 15, 20)
    to.text(
        left, y - 12, shortened(request.applicant_line, to.fonts.bold, 12, right - left), to.fonts.bold, 12
    )
    to.text(left, y - 30, _counts(request, plan), to.fonts.regular, 9.5, grey=GREY)
    to.rule(left, y - 46, right)
    draw_list(to, page, [e for e in plan.entries if e.level <= 0], left, y - 66, right)


def _counts(request: PacketRequest, plan: PacketPlan) -> str:
    exhibits = sum(1 for e in plan.entries if e.level == 0 and e.label)
    papers = len({d.key for d in plan.volume.documents()})
    parts = [count(plan.total, "page", "pages"), count(papers, "paper", "papers")]
    if exhibits:
        parts.insert(1, count(exhibits, "exhibit", "exhibits"))
    if request.prepared_on is not None:
        parts.append(f"prepared on {day(request.prepared_on)}")
    return ", ".join(parts)
