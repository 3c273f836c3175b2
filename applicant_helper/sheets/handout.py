"""The blank checklist of one form on paper, for outreach: large type, black only, no personal data.

`draw_handout` takes finished texts; `sheets.from_catalog` makes them from a form in the catalogue.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from applicant_helper.core.marks import N_
from applicant_helper.i18n import language_meta, translator
from applicant_helper.i18n.languages import SOURCE
from applicant_helper.i18n.pseudo import CODE as PSEUDO
from applicant_helper.sheets.flow import Block, Page, Style, fit
from applicant_helper.sheets.handout_texts import HandoutInput, HandoutItem
from applicant_helper.sheets.paper import Paper, open_paper

Detail = Callable[[HandoutItem], str]
MOST_PAGES = 2
SHORT_LIST = 110


def _both_names(item: HandoutItem) -> str:
    return item.papers


def _one_name(item: HandoutItem) -> str:
    return item.papers_short


def _short_list(item: HandoutItem) -> str:
    return item.papers_short if len(item.papers_short) <= SHORT_LIST else ""


def _no_list(_item: HandoutItem) -> str:
    return ""


def draw_handout(sheet: HandoutInput, target: Path, cache: Path) -> int:
    """Write the sheet as a Letter PDF and return its number of pages.

    `target` is replaced in one step; `cache` holds the fonts cut for these texts. The same input gives the
    same bytes. Raises what `typeset.fonts` raises when a character cannot be printed.
    """
    title = f"{sheet.form_number} {sheet.title}"
    paper = open_paper("\n".join(_all_texts(sheet)), cache, title=title, language=sheet.language)
    pages = _pages(sheet, paper)
    for number, page in enumerate(pages, start=1):
        _draw_page(sheet, paper, page, (number, len(pages)))
    paper.save(target)
    return len(pages)


GENERAL = N_(
    "General information, not legal advice. Rules and fees change: look at the official page before you file."
)
ENGLISH_COUNTS = N_("The English version is authoritative. The form itself is filed in English.")
DRAFT = N_("This translation is a draft. No speaker of the language has checked it yet.")


def _footer(sheet: HandoutInput) -> tuple[str, ...]:
    """The lines at the foot of every page."""
    words = translator(sheet.language)
    is_draft = words.code not in (SOURCE, PSEUDO) and language_meta(words.code).state != "reviewed"
    translated = (ENGLISH_COUNTS, DRAFT) if is_draft else (ENGLISH_COUNTS,)
    notices = (GENERAL,) if words.code == SOURCE else (GENERAL, *translated)
    return (*(words.gettext(notice) for notice in notices), *sheet.sources)


def _pages(sheet: HandoutInput, paper: Paper) -> tuple[Page, ...]:
    """At most two pages where possible: English names of papers go first, then long lists, then all lists."""
    room = paper.body_height(_footer(sheet))
    details: tuple[Detail, ...] = (_both_names, _one_name, _short_list, _no_list)
    for detail in details:
        pages = fit(partial(_blocks, sheet, paper, detail), room)
        if len(pages) <= MOST_PAGES:
            break
    return pages


def _page_mark(sheet: HandoutInput, place: tuple[int, int]) -> str:
    number, count = place
    return translator(sheet.language).say("Page {n} of {count}", n=number, count=count)


def _all_texts(sheet: HandoutInput) -> list[str]:
    items = [text for section in sheet.sections for item in section.items for text in _item_texts(item)]
    asides = [text for aside in sheet.asides for text in (aside.title, *aside.lines)]
    titles = [section.title for section in sheet.sections]
    heading = [sheet.form_number, sheet.title, sheet.english_title, sheet.page_url, *sheet.facts]
    return [*heading, *titles, *items, *asides, *_footer(sheet), _page_mark(sheet, (1234567890, 1)), "•"]


def _item_texts(item: HandoutItem) -> tuple[str, ...]:
    return (item.label, item.english, item.note, item.papers, item.papers_short)


def _blocks(sheet: HandoutInput, paper: Paper, detail: Detail, style: Style) -> list[Block]:
    """The sheet as pieces that are never torn; a heading stays with its first line."""
    blocks = [_heading(sheet, paper, style)]
    for section in sheet.sections:
        lines = [
            paper.tick_line(item.label, _shown_english(item), (item.note, detail(item)), style)
            for item in section.items
        ]
        blocks += _under(paper.heading(section.title, style), lines)
    for aside in sheet.asides:
        lines = [paper.plain_line(line, style) for line in aside.lines]
        blocks += _under(paper.heading(aside.title, style), lines)
    return blocks


def _under(title: Block, lines: list[Block]) -> list[Block]:
    return [Block.joined(title, lines[0]), *lines[1:]] if lines else []


def _shown_english(item: HandoutItem) -> str:
    return item.english if item.english != item.label else ""


def _heading(sheet: HandoutInput, paper: Paper, style: Style) -> Block:
    english = sheet.english_title if sheet.english_title != sheet.title else ""
    return paper.masthead((sheet.form_number, sheet.title, english), sheet.facts, sheet.page_url, style)


def _draw_page(sheet: HandoutInput, paper: Paper, page: Page, place: tuple[int, int]) -> None:
    paper.draw(page)
    paper.foot(_footer(sheet), _page_mark(sheet, place))
    paper.next_page()
