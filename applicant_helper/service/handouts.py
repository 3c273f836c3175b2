"""The blank checklist of a form on paper, for outreach. Holds no personal data."""

from __future__ import annotations

from pathlib import Path

from applicant_helper import i18n
from applicant_helper.catalog.load import load_catalog
from applicant_helper.catalog.models import Catalog, Form, Requirement
from applicant_helper.service.edits import NO_SUCH_FORM, Refused
from applicant_helper.sheets.handout import HandoutInput, HandoutLine, HandoutSection, draw_handout


def write_handout(form_id: str, out: Path, *, language: str, overwrite: bool = False) -> None:
    """Write the handout of a form in a language. Raises Refused, UnknownLanguage, or the sheet's sentences."""
    catalog = load_catalog()
    form = catalog.form(form_id)
    if form is None:
        raise Refused("no-such-form", NO_SUCH_FORM, {"form": form_id})
    spoken = i18n.current_language()
    i18n.use_language(language)
    try:
        draw_handout(handout_input(catalog, form, language), out, overwrite=overwrite)
    finally:
        i18n.use_language(spoken)


def handout_input(catalog: Catalog, form: Form, language: str) -> HandoutInput:
    """What the sheet says, in the language in use, with the English beside translated names."""
    sections = []
    for section in form.sections:
        rows = [r for r in form.requirements if r.section == section.id]
        title = i18n.data_text(f"{form.id}/{section.id}.title", section.title)
        sections.append(HandoutSection(title, tuple(_line(form, r) for r in rows)))
    edition = form.editions[-1]
    return HandoutInput(
        number=form.number,
        title=i18n.data_text(f"{form.id}/title", form.title),
        english_title=form.title,
        edition=f"{edition.date:%m/%d/%y}",
        read_on=edition.source.read_on,
        page=form.page,
        sections=tuple(sections),
        language=language,
    )


def _line(form: Form, requirement: Requirement) -> HandoutLine:
    label = i18n.data_text(f"{form.id}/{requirement.id}.label", requirement.label)
    why = i18n.data_text(f"{form.id}/{requirement.id}.why", requirement.why)
    return HandoutLine(label=label, english=requirement.label, note=why, is_always=requirement.when is None)
