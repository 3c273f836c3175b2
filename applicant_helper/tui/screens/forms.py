"""Choosing forms: which to send, which of the case's forms to work on, and what they share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from applicant_helper.i18n import data_text, say
from applicant_helper.i18n import gettext as _
from applicant_helper.service import overview
from applicant_helper.tui.dialogs import Choose

if TYPE_CHECKING:
    from applicant_helper.tui.app import HelperApp

ADD, SHARED, PACKAGES = "add a form", "shared papers", "packages"


async def ask_for_form(helper: HelperApp) -> bool:
    """Have one form, or forms filed together, chosen for the open case. Whether one was."""
    catalog = helper.desk.catalog
    packages = [(p.id, data_text(f"{p.id}/title", p.title)) for p in catalog.packages()]
    rows = [(PACKAGES, _("Several forms filed together"))]
    rows += [(h.id, f"{h.number}  {data_text(f'{h.id}/title', h.title)}") for h in catalog.heads()]
    rows += [(key, say("Together: {title}", title=title)) for key, title in packages]
    text = _("You can add your papers at once and answer questions later.")
    chosen = await helper.push_screen_wait(Choose(_("Which form do you want to send?"), rows, text))
    if chosen == PACKAGES:
        chosen = await helper.push_screen_wait(Choose(_("Which forms, filed together?"), packages, text))
        if chosen is None:
            return await ask_for_form(helper)
    if chosen is None or helper.session is None:
        return False
    helper.session.start(chosen)
    return True


async def forms_of_case(helper: HelperApp) -> None:
    """The forms of the case: work on another, see what they share, add one."""
    session = helper.session
    if session is None:
        return
    rows = [(r.filing, f"{r.title}: {r.line}") for r in overview.form_rows(session)]
    rows += [(SHARED, _("Papers that count for several forms")), (ADD, _("Add another form"))]
    chosen = await helper.push_screen_wait(Choose(_("Forms in this case"), rows))
    if chosen == ADD:
        await ask_for_form(helper)
    elif chosen == SHARED:
        found = overview.shared_papers(session)
        lines = [(p.document, f"{p.kind}: {p.name}  ({', '.join(p.forms)})") for p in found]
        hint = "" if lines else "\n".join(overview.shared_lines(session))
        paper = await helper.push_screen_wait(Choose(_("Papers that count for several forms"), lines, hint))
        if paper:
            helper.open_paper(paper)
    elif chosen:
        session.choose_filing(chosen)
