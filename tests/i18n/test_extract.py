"""Collecting texts from code and data, in a small checkout made for each test."""

from __future__ import annotations

from pathlib import Path

import pytest
from babel.messages.plurals import get_plural

from applicant_helper.i18n.extract import checklist_texts, planned_files, screen_texts
from applicant_helper.i18n.po import read_po
from applicant_helper.i18n.yaml_texts import TextsUnreadable

FORM = """\
schema: 1
id: us/x-1
title: Application to Test
roles: {applicant: person}
derived:
  opens: {value: days(3), label: First day}
rules:
- id: x1_early
  says: "You can file on or after {opens}."
  fix: answer applicant.lpr_date
  authority: 8 CFR 1.1
"""
CHECKLIST = """\
schema: 1
form: us/x-1
requirements:
- id: x1_card
  label: Copy of the card
  steps:
  - Copy both sides.
  - Check that it is sharp.
  accept:
  - {any: [card], note: Expired is fine.}
"""


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A source checkout with one form, its checklist, one module and an empty Spanish catalogue."""
    files = {
        "forms/us/x-1.yaml": FORM,
        "checklists/us/x-1.yaml": CHECKLIST,
        "applicant_helper/face.py": (
            "# For translators: the name of a file\n"
            'A = _("Add {name}.")\nB = say_many("{n} paper", "{n} papers", 2)\n'
            'C = N_("One"\n " sentence.")\nD = _(A)\n'
        ),
    }
    for name, text in files.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    (tmp_path / "locales/es/LC_MESSAGES").mkdir(parents=True)
    return tmp_path


def contexts(checkout: Path) -> dict[str | None, str]:
    return {entry.context: entry.msgid for entry in checklist_texts(checkout)}


def test_each_data_text_has_its_item_as_context(checkout: Path) -> None:
    assert contexts(checkout) == {
        "us/x-1/title": "Application to Test",
        "us/x-1/derived.opens.label": "First day",
        "us/x-1/x1_early.says": "You can file on or after {opens}.",
        "us/x-1/x1_card.label": "Copy of the card",
        "us/x-1/x1_card.steps.1": "Copy both sides.",
        "us/x-1/x1_card.steps.2": "Check that it is sharp.",
        "us/x-1/x1_card.accept.1.note": "Expired is fine.",
    }


def test_a_data_text_knows_its_line(checkout: Path) -> None:
    places = {entry.msgid: entry.places for entry in checklist_texts(checkout)}
    assert places["Check that it is sharp."] == ["checklists/us/x-1.yaml:8"]


def test_a_file_without_an_id_is_called_by_its_path(checkout: Path) -> None:
    (checkout / "checklists/common").mkdir()
    (checkout / "checklists/common/evidence.yaml").write_text("papers: {card: {label: Card}}\n")
    assert contexts(checkout)["common/evidence/papers.card.label"] == "Card"


DESTINATION = """\
schema: 2
id: a_place
title: A place
destination: The office of a place
order:
- {slot: photos, need: only_if, when: If the form asks for photos}
stamp: {template: "Page {page}"}
notice: For reading only.
paper_rules:
- Do not staple.
- Do not fold.
advice: [Keep a copy.]
deadlines:
- {what: Reply, rule: soon, authority: 8 CFR 1.1}
conflicts: [Two pages differ.]
sources:
- {read_on: 2026-11-23, confidence: A, supports: Paper}
- {read_on: 2026-11-23, confidence: U, supports: Folding, about: [paper_rules.2]}
"""


def test_every_text_of_a_destination_that_is_shown_is_collected_and_nothing_else(checkout: Path) -> None:
    path = checkout / "forms/destinations/a_place.yaml"
    path.parent.mkdir()
    path.write_text(DESTINATION)
    found = {k: v for k, v in contexts(checkout).items() if k is not None and k.startswith("a_place/")}
    assert found == {
        "a_place/title": "A place",
        "a_place/destination": "The office of a place",
        "a_place/order.1.when": "If the form asks for photos",
        "a_place/notice": "For reading only.",
        "a_place/paper_rules.1": "Do not staple.",
        "a_place/paper_rules.2": "Do not fold.",
        "a_place/advice.1": "Keep a copy.",
        "a_place/deadlines.1.what": "Reply",
        "a_place/deadlines.1.rule": "soon",
        "a_place/conflicts.1": "Two pages differ.",
        "a_place/sources.2.supports": "Folding",
    }


def test_broken_yaml_is_refused_with_its_line(checkout: Path) -> None:
    (checkout / "forms/us/x-1.yaml").write_text("id: us/x-1\ntitle: {a: b\n")
    with pytest.raises(TextsUnreadable) as refused:
        checklist_texts(checkout)
    assert refused.value.params["name"] == "x-1.yaml"


def test_texts_in_code_are_joined_counted_and_commented(checkout: Path) -> None:
    found = {entry.msgid: entry for entry in screen_texts(checkout)}
    assert list(found) == ["Add {name}.", "{n} paper", "One sentence."]
    assert found["{n} paper"].plural == "{n} papers"
    assert found["Add {name}."].notes == ["the name of a file"]


def write_planned(checkout: Path) -> None:
    for path, text in planned_files(checkout):
        path.write_text(text, encoding="utf-8")


def test_two_runs_give_the_same_files(checkout: Path) -> None:
    write_planned(checkout)
    assert all(path.read_text(encoding="utf-8") == text for path, text in planned_files(checkout))


def test_a_new_catalogue_gets_the_plural_rule_of_its_language(checkout: Path) -> None:
    write_planned(checkout)
    header = read_po((checkout / "locales/es/LC_MESSAGES/ui.po").read_text(encoding="utf-8"))[0]
    assert f"Plural-Forms: nplurals={get_plural('es').num_plurals};" in header.strings[0]
    assert get_plural("ja").num_plurals == 1 != get_plural("es").num_plurals


def test_a_moved_line_does_not_touch_the_translations(checkout: Path) -> None:
    write_planned(checkout)
    catalogue = checkout / "locales/es/LC_MESSAGES/ui.po"
    before = catalogue.read_text(encoding="utf-8")
    module = checkout / "applicant_helper/face.py"
    module.write_text("\n\n" + module.read_text())
    write_planned(checkout)
    assert catalogue.read_text(encoding="utf-8") == before
