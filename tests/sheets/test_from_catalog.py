"""The words of the blank checklist of a real form, in English and Spanish."""

from __future__ import annotations

from functools import lru_cache

import pytest

from applicant_helper.catalog.load import load_catalog
from applicant_helper.catalog.models import Form
from applicant_helper.i18n import UnknownLanguage
from applicant_helper.sheets.from_catalog import handout_for
from applicant_helper.sheets.handout_texts import HandoutInput, HandoutItem


@lru_cache
def n400() -> Form:
    form = load_catalog().form("us/n-400")
    assert form is not None
    return form


def items(sheet: HandoutInput) -> list[HandoutItem]:
    return [item for section in sheet.sections for item in section.items]


def test_every_requirement_has_one_line() -> None:
    english = [item.english for item in items(handout_for(n400(), "en"))]
    assert sorted(english) == sorted(row.label for row in n400().requirements)


def test_what_everyone_needs_comes_first() -> None:
    first = handout_for(n400(), "en").sections[0]
    assert [item.label for item in first.items] == ["Green card, both sides"]


def test_the_spanish_sheet_keeps_the_english_name_of_each_paper() -> None:
    sheet = handout_for(n400(), "es")
    spouse = next(item for item in items(sheet) if item.english == "Your spouse's citizenship")
    assert spouse.label == "Ciudadanía de su cónyuge"
    assert "Certificado de naturalización (Certificate of Naturalization)" in spouse.papers
    assert "(" not in spouse.papers_short.replace("(FS-240)", "")


def test_no_line_of_the_spanish_sheet_is_left_in_english() -> None:
    sheet = handout_for(n400(), "es")
    same = [item.label for item in items(sheet) if item.label == item.english]
    assert same in ([], ["Selective Service"])
    assert (sheet.title, sheet.english_title) == (
        "Solicitud de naturalización",
        "Application for Naturalization",
    )


def test_a_set_is_shown_as_a_set() -> None:
    papers = [item.papers for item in items(handout_for(n400(), "en"))]
    assert any("Form I-90 receipt notice + Copy of the old green card" in text for text in papers)


def test_edition_fees_and_sources_are_dated() -> None:
    sheet = handout_for(n400(), "es")
    assert sheet.facts[0] == "Edición del formulario: 20 de enero de 2025"
    assert "$760" in sheet.facts[1]
    assert all("2026" in line for line in sheet.sources)


def test_an_unknown_language_is_refused() -> None:
    with pytest.raises(UnknownLanguage):
        handout_for(n400(), "xx")
