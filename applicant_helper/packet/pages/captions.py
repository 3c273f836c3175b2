"""The cover of a court filing, and the certificate of service. What is not known is a line to fill in by hand."""

from __future__ import annotations

import re

from applicant_helper.packet.model import PacketRequest
from applicant_helper.packet.pages.columns import MARGIN
from applicant_helper.packet.pages.strokes import GREY, Strokes
from applicant_helper.packet.plan import PacketPlan, PlannedPage
from applicant_helper.typeset.text import shortened, wrap

BODY, LEAD = 12.0, 17.0
FILER = (
    ("filer", "Name"),
    ("address", "Address"),
    ("phone", "Telephone"),
    ("email", "E-mail"),
    ("eoir_id", "EOIR ID"),
)
BOX_HIGH = 132.0
SEVERAL = re.compile(r"[;\n]")


def draw_caption(to: Strokes, request: PacketRequest, plan: PacketPlan, page: PlannedPage) -> None:
    """Filer top left, DETAINED top right, court, the box with the matter, judge and hearing, what is filed."""
    wanted = set(plan.profile.cover.fields)
    caption = request.caption
    high = page.size[1]
    _filer(to, request, wanted, high - 72)
    if "detained" in wanted and caption.get("detained"):
        to.right(page.size[0] - MARGIN, high - 72, "DETAINED", to.fonts.bold, 14)
    _court(to, request, page, high - 222)
    below = _matter(to, request, page, high - 306)
    below = _hearing(to, request, wanted, page, below - 42)
    _filing(to, request, plan, page, below - 70)


def _filer(to: Strokes, request: PacketRequest, wanted: set[str], top: float) -> None:
    y = top
    for key, label in FILER:
        if key not in wanted:
            continue
        text = request.caption.get(key, "")
        if text and key == "eoir_id":
            text = f"{label} {text}"
        if text:
            rows = [line for part in text.splitlines() for line in wrap(part, to.fonts.regular, BODY, 250)]
            y = to.lines(MARGIN, y, rows[:4], to.fonts.regular, BODY, LEAD)
        elif key in {"filer", "address", "phone"}:
            to.blank(MARGIN, y - 6, 220, label)
            y -= LEAD + 12


def _court(to: Strokes, request: PacketRequest, page: PlannedPage, y: float) -> None:
    middle = page.size[0] / 2
    lines = [
        "United States Department of Justice",
        "Executive Office for Immigration Review",
        request.caption.get("court") or "Immigration Court",
    ]
    for number, text in enumerate(lines):
        to.centered(middle, y - number * LEAD, text.upper(), to.fonts.bold, 11)
    city = request.caption.get("city", "")
    if city:
        to.centered(middle, y - 3 * LEAD, city, to.fonts.regular, BODY)
    else:
        to.blank(middle - 110, y - 3 * LEAD - 2, 220, "City and state of the court")


def _matter(to: Strokes, request: PacketRequest, page: PlannedPage, top: float) -> float:
    """The box with the matter and the file number; it grows with them. Returns where it ends."""
    left, middle, right = MARGIN, page.size[0] / 2, page.size[0] - MARGIN
    names = _lines(to, request.caption.get("matter", ""), middle - left - 46)
    numbers = [
        shortened(part.strip(), to.fonts.bold, 13, right - middle - 20)
        for part in SEVERAL.split(request.caption.get("a_number", ""))
        if part.strip()
    ]
    high = max(BOX_HIGH, 92 + 18 * max(len(names), len(numbers)))
    to.rule(left, top, middle - 14)
    to.rule(left, top - high, middle - 14)
    for place in range(int(high // 18.6)):
        to.text(middle - 10, top - 14 - place * 18.6, ")", to.fonts.regular, BODY)
    to.text(left, top - 24, "In the Matter of:", to.fonts.regular, BODY)
    if names:
        to.lines(left + 18, top - 58, names, to.fonts.bold, 13, 18)
    else:
        to.blank(left + 18, top - 66, 190, "Name")
    to.text(left, top - high + 12, "In removal proceedings", to.fonts.regular, BODY)
    to.text(middle + 10, top - 24, "File No.:", to.fonts.regular, BODY)
    if numbers:
        to.lines(middle + 10, top - 58, numbers, to.fonts.bold, 13, 18)
    else:
        to.blank(middle + 10, top - 66, 190, "A-Number")
    return top - high


def _lines(to: Strokes, text: str, room: float) -> list[str]:
    """Several names, each on lines of its own."""
    parts = [part.strip() for part in SEVERAL.split(text) if part.strip()]
    return [line for part in parts for line in wrap(part, to.fonts.bold, 13, room)]


def _hearing(to: Strokes, request: PacketRequest, wanted: set[str], page: PlannedPage, y: float) -> float:
    """Judge and next hearing beside each other. Returns where the longer one ends."""
    half = page.size[0] / 2
    fields = (("judge", "Immigration Judge", MARGIN), ("hearing", "Next hearing", half + 10))
    ends = [y - 34]
    for key, label, x in fields:
        if key not in wanted:
            continue
        text = request.caption.get(key, "")
        if text:
            to.text(x, y, f"{label}:", to.fonts.regular, 9.5, grey=GREY)
            rows = wrap(text, to.fonts.regular, BODY, 210)[:4]
            ends.append(to.lines(x, y - 16, rows, to.fonts.regular, BODY, LEAD))
        else:
            to.blank(x, y - 14, 200, f"{label}{', date and time' if key == 'hearing' else ''}")
    return min(ends)


def _filing(to: Strokes, request: PacketRequest, plan: PacketPlan, page: PlannedPage, highest: float) -> None:
    """What is filed, centered low, but below what stands above it."""
    title = request.caption.get("filing") or plan.volume.title
    lines = wrap(title.upper(), to.fonts.bold, 16, page.size[0] - 2 * MARGIN - 40)[:5]
    y = min(190 + (len(lines) - 1) * 21, highest)
    to.rule(page.size[0] / 2 - 36, y + 34, page.size[0] / 2 + 36, grey=0)
    for number, line in enumerate(lines):
        to.centered(page.size[0] / 2, y - number * 21, line, to.fonts.bold, 16)
    if len(plan.parts) > 1:
        span = plan.parts[page.part]
        text = f"Part {page.part + 1} of {len(plan.parts)}, pages {span.first}–{span.last}"
        to.centered(page.size[0] / 2, y - len(lines) * 21 - 10, text, to.fonts.regular, BODY)


def draw_service(to: Strokes, request: PacketRequest, plan: PacketPlan, page: PlannedPage) -> None:
    """A certificate of service to complete by hand: who served what, on whom, when and how."""
    left, right = MARGIN, page.size[0] - MARGIN
    high = page.size[1]
    to.centered(page.size[0] / 2, high - 110, "CERTIFICATE OF SERVICE", to.fonts.bold, 16)
    about = request.caption.get("matter") or request.applicant_line
    number = request.caption.get("a_number", "")
    line = ", ".join(t for t in (about, number) if t)
    rows = wrap(" ".join(line.split()), to.fonts.regular, BODY, right - left)[:3]
    for place, row in enumerate(rows):
        to.centered(page.size[0] / 2, high - 132 - place * LEAD, row, to.fonts.regular, BODY)
    y = high - 190 - (len(rows) - 1) * LEAD
    to.blank(left, y, 120, "Date")
    to.text(left + 128, y, ", I,", to.fonts.regular, BODY)
    to.blank(left + 156, y, right - left - 156, "name of the person who serves")
    y -= 44
    to.text(
        left,
        y,
        "gave a copy of this filing to the Department of Homeland Security at",
        to.fonts.regular,
        BODY,
    )
    for label in ("Office", "Street address", "City, state, ZIP code"):
        y -= 40
        to.blank(left, y, right - left, label)
    y -= 48
    to.text(left, y, "by", to.fonts.regular, BODY)
    for place, way in enumerate(
        ("hand delivery", "first-class mail", "overnight courier", "electronic service")
    ):
        x, base = left + 32 + (place % 2) * 200, y - (place // 2) * 24
        to.box((x, base - 1.5, x + 10, base + 8.5))
        to.text(x + 18, base, way, to.fonts.regular, BODY)
    y -= 96
    to.blank(left, y, 260, "Signature")
    to.blank(left + 290, y, right - left - 290, "Date")
    to.text(left, 84, "To be completed by hand by the person who serves.", to.fonts.regular, 9, grey=GREY)
