"""The sheet before an exhibit: its letter in large type, what it is and what it holds."""

from __future__ import annotations

from applicant_helper.packet.pages.columns import MARGIN
from applicant_helper.packet.pages.lists import draw_list
from applicant_helper.packet.pages.strokes import GREY, Strokes
from applicant_helper.packet.plan import PacketPlan, PlannedPage
from applicant_helper.typeset.text import width, wrap

BACK = "Contents, page {page}"
NARROWEST = 150.0
TABS = 12
TAB_HIGH, TAB_WIDE = 46.0, 30.0


def draw_divider(to: Strokes, plan: PacketPlan, page: PlannedPage) -> None:
    """One divider. With tabs, the letter stands at the right edge as well, further down for each exhibit."""
    assert page.entry is not None
    entry = plan.entries[page.entry]
    middle = page.size[0] / 2
    y = page.size[1] * 0.64
    with to.within("H1"):
        to.centered(middle, y, f"{plan.profile.exhibits.noun} {entry.label}".strip(), to.fonts.bold, 46)
    to.rule(middle - 36, y - 26, middle + 36, grey=0, weight=0.8)
    titles = wrap(entry.title, to.fonts.regular, 24 if len(entry.title) < 90 else 18, page.size[0] - 150)
    lead = 31 if len(entry.title) < 90 else 24
    for number, title in enumerate(titles):
        to.centered(middle, y - 66 - number * lead, title, to.fonts.regular, 24 if lead == 31 else 18)
    top = y - 66 - len(titles) * lead - 24
    draw_list(to, page, plan.papers_of(page.entry), NARROWEST, top, page.size[0] - NARROWEST)
    if plan.index_pages() and plan.profile.index.backlinks:
        _back(to, plan, page)
    if plan.profile.exhibits.dividers == "tabbed":
        _tab(to, plan, page, entry.label)


def _back(to: Strokes, plan: PacketPlan, page: PlannedPage) -> None:
    first = plan.index_pages()[0]
    if first.part != page.part:
        return
    text = BACK.format(page=first.number)
    left, y = MARGIN, page.size[1] - 56
    to.text(left, y, text, to.fonts.regular, 8.5, grey=GREY)
    to.link(page.number, (left, y - 4, left + width(text, to.fonts.regular, 8.5), y + 10), first.number)


def _tab(to: Strokes, plan: PacketPlan, page: PlannedPage, label: str) -> None:
    labels = [e.label for e in plan.entries if e.level == 0 and e.label]
    place = labels.index(label) % TABS if label in labels else 0
    step = (page.size[1] - 2 * MARGIN - TAB_HIGH) / (TABS - 1)
    top = page.size[1] - MARGIN - place * step
    right = page.size[0] - 14
    to.box((right - TAB_WIDE, top - TAB_HIGH, right, top))
    size = 17 if len(label) < 3 else 12
    to.centered(right - TAB_WIDE / 2, top - TAB_HIGH / 2 - size * 0.36, label, to.fonts.bold, size)
